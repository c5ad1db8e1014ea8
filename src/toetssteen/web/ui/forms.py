"""Form fields as the design system draws them."""

from typing import cast

from django import forms

TEXT = {"class": "utrecht-textbox"}
CHOICE = {"class": "utrecht-select utrecht-select--html-select"}


def day() -> forms.DateInput:
    """A day as the browser's own calendar gives it."""
    return forms.DateInput(attrs={"type": "date", **TEXT}, format="%Y-%m-%d")


def related_field(form: forms.BaseForm, name: str) -> forms.ModelChoiceField:
    """The field of `form` in which rows of a model are chosen, for its `queryset` and `empty_label`."""
    return cast("forms.ModelChoiceField", form.fields[name])


def choice_field(form: forms.BaseForm, name: str) -> forms.ChoiceField:
    """The field of `form` in which one of a few values is chosen, for its `choices`."""
    return cast("forms.ChoiceField", form.fields[name])
