"""What a browser is told of a field is said in one place, by the renderer of all forms."""

import re
from datetime import UTC, date, datetime, time
from decimal import Decimal

import pytest
from django import forms

from toetssteen.web.programmes.activities import parts
from toetssteen.web.records.kinds import kinds
from toetssteen.web.ui.forms import AmountField, text_area, text_areas


class Everything(forms.Form):
    name = forms.CharField(max_length=20)
    about = forms.CharField(widget=text_area(7))
    number = forms.IntegerField(min_value=3)
    amount = AmountField()
    day = forms.DateField()
    moment = forms.DateTimeField()
    hour = forms.TimeField()
    kind = forms.ChoiceField(choices=[("a", "A")])
    sure = forms.BooleanField()
    hidden = forms.CharField(widget=forms.HiddenInput)
    own = forms.CharField(widget=forms.TextInput(attrs={"class": "eigen"}))


VALUES = {
    "name": "Sport",
    "number": 4,
    "amount": Decimal("1250.5"),
    "day": date(2026, 3, 4),
    "moment": datetime(2026, 3, 4, 5, 6, tzinfo=UTC),
    "hour": time(5, 6),
}


def attributes(name: str) -> dict[str, str]:
    tag = re.match(r"<\w+[^>]*>", str(Everything(initial=VALUES)[name]))
    assert tag
    return dict(re.findall(r'([\w-]+)="([^"]*)"', tag[0]))


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("name", {"class": "utrecht-textbox utrecht-textbox--html-input", "type": "text", "maxlength": "20"}),
        ("about", {"class": "utrecht-textbox utrecht-textbox--html-input", "rows": "7"}),
        ("number", {"class": "utrecht-textbox utrecht-textbox--html-input", "type": "number", "min": "3"}),
        ("amount", {"class": "utrecht-textbox utrecht-textbox--html-input", "inputmode": "decimal", "value": "1250,5"}),
        ("day", {"class": "utrecht-textbox utrecht-textbox--html-input", "type": "date", "value": "2026-03-04"}),
        (
            "moment",
            {
                "class": "utrecht-textbox utrecht-textbox--html-input",
                "type": "datetime-local",
                "value": "2026-03-04T06:06",
            },
        ),
        ("hour", {"class": "utrecht-textbox utrecht-textbox--html-input", "type": "time", "value": "05:06"}),
        ("kind", {"class": "utrecht-select utrecht-select--html-select"}),
        ("own", {"class": "eigen", "type": "text"}),
    ],
)
def test_what_a_browser_is_told_of_a_field(name: str, told: dict[str, str]) -> None:
    assert told.items() <= attributes(name).items()


@pytest.mark.parametrize("name", ["sure", "hidden"])
def test_a_tick_and_what_is_hidden_have_no_class(name: str) -> None:
    assert "class" not in attributes(name)


@pytest.mark.parametrize("typed", ["2026-03-04", "4-3-2026", "04/03/2026"])
def test_a_day_is_read_as_the_calendar_gives_it_and_as_people_write_it(typed: str) -> None:
    assert forms.DateField().clean(typed) == date(2026, 3, 4)


def test_no_form_says_a_class_itself() -> None:
    every = [kind.form for kind in kinds()] + [parts.OutputForm]
    own = [
        f"{form.__name__}.{name}"
        for form in every
        for name, field in form.base_fields.items()
        if {"class", "type"} & field.widget.attrs.keys()
    ]
    assert every
    assert own == []


def test_sizes_by_name() -> None:
    assert {name: widget.attrs["rows"] for name, widget in text_areas(why=2, about=6).items()} == {"why": 2, "about": 6}
