"""Form fields as the design system draws them."""

from django import forms

TEXT = {"class": "utrecht-textbox"}
CHOICE = {"class": "utrecht-select utrecht-select--html-select"}


def day() -> forms.DateInput:
    """A day as the browser's own calendar gives it."""
    return forms.DateInput(attrs={"type": "date", **TEXT}, format="%Y-%m-%d")
