"""Form fields as the design system draws them."""

from decimal import Decimal
from typing import cast

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from toetssteen.kernel.bounds import is_amount
from toetssteen.kernel.dutch import as_typed, typed_amount
from toetssteen.web.ui.bounds import sensible_amount

TEXT = {"class": "utrecht-textbox"}
CHOICE = {"class": "utrecht-select utrecht-select--html-select"}


def day() -> forms.DateInput:
    """A day as the browser's own calendar gives it."""
    return forms.DateInput(attrs={"type": "date", **TEXT}, format="%Y-%m-%d")


class AmountField(forms.CharField):
    """A number as people write it: 12,6."""

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


def text_box(field: forms.Field, **attributes: str) -> None:
    """Draws `field` as a text box; `attributes`: what else the browser should know."""
    field.widget.attrs.update({"class": "utrecht-textbox utrecht-textbox--html-input", **attributes})


def related_field(form: forms.BaseForm, name: str) -> forms.ModelChoiceField:
    """The field of `form` in which rows of a model are chosen, for its `queryset` and `empty_label`."""
    return cast("forms.ModelChoiceField", form.fields[name])


def choice_field(form: forms.BaseForm, name: str) -> forms.ChoiceField:
    """The field of `form` in which one of a few values is chosen, for its `choices`."""
    return cast("forms.ChoiceField", form.fields[name])
