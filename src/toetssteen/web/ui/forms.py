"""Form fields as the design system draws them.

A form says which fields it has; what a browser is told of a field (class, kind of input) is said by `FormRenderer` for all
forms. The formats of days and times in a field are in `settings/nl/formats.py`.
"""

from decimal import Decimal
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.forms.renderers import DjangoTemplates
from django.http import HttpRequest
from django.utils.translation import gettext as _

from toetssteen.kernel.bounds import is_amount
from toetssteen.kernel.dutch import as_typed, typed_amount
from toetssteen.web.ui.bounds import sensible_amount

_FOLDER = "django/forms/widgets"
_TEXT_BOX = "utrecht-textbox utrecht-textbox--html-input"
_CLASSES = {
    **{
        f"{_FOLDER}/{name}.html": _TEXT_BOX
        for name in ("date", "datetime", "email", "number", "password", "text", "textarea", "time", "url")
    },
    f"{_FOLDER}/select.html": "utrecht-select utrecht-select--html-select",
}
# The browser's own calendar and clock.
_TYPES = {f"{_FOLDER}/date.html": "date", f"{_FOLDER}/datetime.html": "datetime-local", f"{_FOLDER}/time.html": "time"}


class FormRenderer(DjangoTemplates):
    """Django's own widgets with our classes and the browser's own inputs; what a widget says itself goes before that."""

    def render(self, template_name: str, context: dict[str, Any], request: HttpRequest | None = None) -> str:
        widget = context.get("widget", {})
        if template_name in _CLASSES:
            widget["attrs"].setdefault("class", _CLASSES[template_name])
        if template_name in _TYPES:
            widget["type"] = _TYPES[template_name]
        return super().render(template_name, context, request)


def text_area(rows: int) -> forms.Textarea:
    """A box for text of this many lines."""
    return forms.Textarea(attrs={"rows": rows})


def text_areas(**rows: int) -> dict[str, forms.Textarea]:
    """By name of each field, for the `widgets` of a form."""
    return {name: text_area(number) for name, number in rows.items()}


class AmountField(forms.CharField):
    """A number as people write it: 12,6."""

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return {**super().widget_attrs(widget), "inputmode": "decimal"}

    def to_python(self, value: object) -> Decimal | None:  # type: ignore[override]  # typed as text, kept as a number
        if value in (None, ""):
            return None
        try:
            amount = typed_amount(str(value))
            if not is_amount(amount):
                raise ValueError(amount)
        except ValueError:
            text = _("“{text}” is geen getal, of het is te groot. Schrijf het zo: 12,6")
            raise ValidationError(text.format(text=str(value)[:40])) from None
        sensible_amount(amount)
        return amount

    def prepare_value(self, value: object) -> object:
        return as_typed(value) if isinstance(value, float | Decimal) else value


def tell_browser(field: forms.Field, **attributes: str) -> None:
    """Sets HTML attributes of one field, such as what a browser may fill in by itself."""
    field.widget.attrs.update(attributes)


def related_field(form: forms.BaseForm, name: str) -> forms.ModelChoiceField:
    """The field of `form` in which rows of a model are chosen, for its `queryset` and `empty_label`."""
    return cast("forms.ModelChoiceField", form.fields[name])


def choice_field(form: forms.BaseForm, name: str) -> forms.ChoiceField:
    """The field of `form` in which one of a few values is chosen, for its `choices`."""
    return cast("forms.ChoiceField", form.fields[name])
