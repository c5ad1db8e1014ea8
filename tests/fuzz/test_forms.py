"""Any text in any field of any form: a form that says what is wrong, or a record that can be read again."""

import importlib
import inspect
import pkgutil
from collections.abc import Callable

import pytest
from django import forms
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import QueryDict
from django.test import Client, RequestFactory
from fuzz.hostile import texts
from fuzz.measuring import FEW, Costs, Target, few, for_long
from hypothesis import given
from hypothesis import strategies as st
from people import sign_in
from web.conftest import Table

import toetssteen.web
from toetssteen.kernel.errors import ToetssteenError
from toetssteen.web.own_figures.models.description import FigureDescription, TableDescription
from toetssteen.web.own_figures.services.sheets import UploadedSheet
from toetssteen.web.programmes.activities import parts
from toetssteen.web.programmes.goals.target_forms import Steps
from toetssteen.web.programmes.models import Activity, Output, Plan
from toetssteen.web.records import services
from toetssteen.web.records.forms import RecordForm
from toetssteen.web.records.kinds import RecordKind, kinds
from toetssteen.web.records.record import Record
from toetssteen.web.ui.forms import AmountField

# What stands under other forms and is no form of its own.
BASES = {"RecordForm", "_AtMeeting", "_Marked"}


def every_form() -> list[type[forms.BaseForm]]:
    """Each form class of ours, found by reading every module."""
    found = {}
    for module in pkgutil.walk_packages(toetssteen.web.__path__, "toetssteen.web."):
        if ".migrations" in module.name or module.name.endswith(("wsgi", "__main__")):
            continue
        for one in vars(importlib.import_module(module.name)).values():
            if isinstance(one, type) and issubclass(one, forms.BaseForm) and one.__module__.startswith("toetssteen."):
                found[one.__qualname__] = one
    return [one for name, one in sorted(found.items()) if name not in BASES]


def kinds_by_form() -> dict[type, RecordKind]:
    return {one.form: one for one in kinds()}


def opened(kind: type[forms.BaseForm], data: QueryDict, table: Table, who: str) -> forms.BaseForm:
    """The form as its page makes it: what it asks for by name is known by name."""
    actor = table.actor(who)
    request = RequestFactory().post("/", {})
    request.actor, request.user = actor, table.users["officer"]
    known = {
        "actor": actor,
        "alliance": table.here,
        "plan": Plan.objects.first(),
        "user": table.users["officer"],
        "request": request,
        "own": "",
        "number": 1,
        "figure": FigureDescription("Tevreden"),
        "columns": ("Wijk", "Tevreden", "Antwoorden"),
        "description": TableDescription(),
        "sheet": UploadedSheet(("Wijk", "Tevreden", "Antwoorden"), ()),
        "names": ("Blad1",),
    }
    asked: set[str] = set()
    for one in kind.__mro__:
        if "__init__" in vars(one):
            asked |= set(inspect.signature(one.__init__).parameters)
    given_here = {name: value for name, value in known.items() if name in asked}
    if "request" in given_here or kind.__mro__[1].__name__ == "ModelForm" or issubclass(kind, RecordForm):
        given_here.pop("user", None)
    return kind(data=data, **given_here)


def usual(field: forms.Field) -> list[str]:
    """What people fill in there."""
    if isinstance(field, forms.ModelChoiceField | forms.ChoiceField):
        options = [(value, label) for value, label in field.choices if value]
        nested = [one for value, label in options for one in (label if isinstance(label, list) else [(value, label)])]
        return [str(value) for value, _label in nested][:20] or [""]
    kinds = {
        forms.DateTimeField: ["2026-03-01T20:00", ""],
        forms.DateField: ["2026-03-01", ""],
        forms.IntegerField: ["2026", "1"],
        forms.UUIDField: ["", "6ba7b810-9dad-11d1-80b4-00c04fd430c8"],
        forms.BooleanField: ["on", ""],
        forms.EmailField: ["een@example.org"],
        forms.URLField: ["https://example.org"],
        forms.SlugField: ["een-sleutel"],
        AmountField: ["1.250,5"],
        Steps: ["2027: 11,5"],
    }
    return next((values for kind, values in kinds.items() if isinstance(field, kind)), ["Een tekst", ""])


def filled(draw: Callable[[st.SearchStrategy], object], form: forms.BaseForm) -> QueryDict:
    """A hostile text in a few of its fields, and what people fill in in the others, so that one fault does not hide
    another."""
    data = QueryDict(mutable=True)
    hostile = set(draw(st.lists(st.sampled_from(list(form.fields)), max_size=3)))
    for name, field in form.fields.items():
        values = texts if name in hostile else st.sampled_from(usual(field)[:3])
        for value in draw(st.lists(values, min_size=1, max_size=3 if name in hostile else 1)):
            data.appendlist(form.add_prefix(name), value)
    return data


def typed(table: Table, costs: Costs) -> Target:
    kinds, keepers = every_form(), kinds_by_form()

    def target(data: st.DataObject) -> None:
        kind, who = data.draw(st.sampled_from(kinds)), data.draw(st.sampled_from(["officer", "partner"]))
        sent = filled(data.draw, opened(kind, QueryDict(), table, who))
        with transaction.atomic():
            with costs.of(lambda: f"{kind.__name__} {sent!r}"):
                form = opened(kind, sent, table, who)
                valid = form.is_valid()
                assert str(form.errors) or valid
                form.as_p()
                if valid and kind in keepers:
                    kept(table, keepers[kind].model, form, who)
            costs.ended(valid)
            transaction.set_rollback(True)

    return given(st.data()), target


def kept(table: Table, model: type[Record], form: RecordForm, who: str) -> None:
    """The record is kept, and its page, its form and its history can be read."""
    try:
        with transaction.atomic():
            made = services.add(model, {"alliance": table.here, **form.values()}, table.actor(who))
    except (ValidationError, PermissionDenied, ToetssteenError):
        return
    client = sign_in(Client(), table.users[who])
    address = next(one.address for one in kinds_by_form().values() if one.model is model)
    for path in ("", "wijzigen/", "geschiedenis/", "agenda.ics"):
        assert client.get(f"/{address}/{made.pk}/{path}").status_code in {200, 403, 404}, path


def test_every_form_is_tried(table: Table, made: list[Record]) -> None:
    assert len(every_form()) > 15
    for kind in every_form():
        assert opened(kind, QueryDict(), table, "officer").fields
    assert set(kinds_by_form()) <= set(every_form())


@pytest.mark.django_db
def test_some_forms(table: Table, made: list[Record], costs: Costs) -> None:
    few(typed(table, costs), 4 * FEW)


@pytest.mark.long
@pytest.mark.django_db
def test_forms(table: Table, made: list[Record], costs: Costs) -> None:
    for_long(typed(table, costs))


def rows(table: Table, costs: Costs) -> Target:
    """Steps and outputs: several rows on one page."""
    activity = Activity.objects.first()
    Output.objects.create(activity=activity, name="x", unit="x", year=2026, planned=1)
    client = sign_in(Client(), table.users["officer"])

    def target(data: st.DataObject) -> None:
        sort = data.draw(st.sampled_from(["stappen", "prestaties"]))
        made = parts.OUTPUTS if sort == "prestaties" else parts.MILESTONES
        sent = {"seen": data.draw(st.sampled_from(["1", "2"]) | texts)}
        for name in ("TOTAL_FORMS", "INITIAL_FORMS", "MIN_NUM_FORMS", "MAX_NUM_FORMS"):
            sent[f"rij-{name}"] = {"TOTAL_FORMS": "3", "MAX_NUM_FORMS": "1000"}.get(name, "0")
        for number in range(2):
            fields = {**made.form.base_fields, "id": forms.CharField()}
            sent |= {f"rij-{number}-{name}": usual(field)[0] for name, field in fields.items()}
            sent[f"rij-{number}-id"] = ""
        for name in data.draw(st.lists(st.sampled_from(sorted(sent)), max_size=4)):
            sent[name] = data.draw(texts)
        with transaction.atomic():
            with costs.of(lambda: f"{sort} {sent!r}"):
                answer = client.post(f"/activiteit/{activity.pk}/{sort}/", sent)
                costs.ended(answer.status_code)
                assert answer.status_code < 500
                assert client.get(f"/activiteit/{activity.pk}/").status_code == 200
            transaction.set_rollback(True)

    return given(st.data()), target


@pytest.mark.django_db
def test_some_rows(table: Table, made: list[Record], costs: Costs) -> None:
    few(rows(table, costs))


@pytest.mark.long
@pytest.mark.django_db
def test_rows(table: Table, made: list[Record], costs: Costs) -> None:
    for_long(rows(table, costs))
