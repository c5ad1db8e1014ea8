"""When a recurring job runs, as an administrator chooses it."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from toetssteen.web.jobs import recurrence

DEFAULT, DAILY, EVERY, OFF = "default", "daily", "every", "off"


class ChooseSchedule(forms.Form):
    """own: of the schedule, see `recurrence`; "" where nobody chose."""

    how = forms.ChoiceField(
        label=_("Wanneer"),
        choices=(
            (DEFAULT, _("Zoals het is ingesteld")),
            (DAILY, _("Elke dag op een vast tijdstip")),
            (EVERY, _("Steeds na een aantal minuten")),
            (OFF, _("Niet vanzelf")),
        ),
    )
    at = forms.TimeField(
        label=_("Tijdstip"),
        required=False,
        input_formats=["%H:%M"],
        widget=forms.TimeInput(format="%H:%M", attrs={"type": "time"}),
        help_text=_("Voor elke dag, op de klok van Nederland."),
    )
    minutes = forms.IntegerField(
        label=_("Minuten"),
        required=False,
        min_value=recurrence.LEAST_MINUTES,
        max_value=recurrence.MOST_MINUTES,
        help_text=_("Voor steeds na een aantal minuten: van 5 tot en met 1440."),
    )

    def __init__(self, own: str, data: Mapping[str, Any] | None = None) -> None:
        chosen = recurrence.parse(own) if own else None
        how = DEFAULT if chosen is None else DAILY if chosen.clock_time else EVERY if chosen.minutes else OFF
        start = {"how": how, "at": chosen and chosen.clock_time, "minutes": chosen and chosen.minutes}
        super().__init__(data, initial=start)

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if values.get("how") == DAILY and values.get("at") is None and "at" not in self.errors:
            self.add_error("at", _("Vul een tijdstip in, bijvoorbeeld 05:00."))
        if values.get("how") == EVERY and values.get("minutes") is None and "minutes" not in self.errors:
            self.add_error("minutes", _("Vul in na hoeveel minuten."))
        return values

    def own(self) -> str:
        """As a schedule keeps it."""
        values = self.cleaned_data
        chosen = {
            DEFAULT: "",
            DAILY: str(recurrence.Recurrence(clock_time=values["at"])),
            EVERY: str(recurrence.Recurrence(minutes=values["minutes"])),
            OFF: str(recurrence.OFF),
        }
        return chosen[values["how"]]
