"""What people type about a target. The baseline is never typed: it is the publisher's figure of the chosen year."""

from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from toetssteen.answers.figures.series import series
from toetssteen.kernel.bounds import LAST_YEAR, amount_of, is_amount, is_exact, is_year, whole
from toetssteen.kernel.dutch import as_typed, typed_amount
from toetssteen.kernel.errors import UnknownNameError
from toetssteen.web.alliances.selectors import places
from toetssteen.web.programmes.models import Target
from toetssteen.web.programmes.models.target import MOST_STEPS
from toetssteen.web.programmes.selectors import goals
from toetssteen.web.records.forms import RecordForm, RelatedChoices
from toetssteen.web.snapshots.selectors import serving
from toetssteen.web.ui.forms import AmountField, choice_field, related_field, text_area, text_areas

# A line with a year and a number is shorter.
LONGEST_LINE = 100


def _step(line: str) -> tuple[int, Decimal]:
    """ "2027: 11,5" -> 2027, 11.5; "=" and ";" will do too. Raises ValueError."""
    year, _colon, amount = line.replace("=", ":").replace(";", ":").partition(":")
    number, value = whole(year.strip(), LAST_YEAR), typed_amount(amount)
    if number is None or not is_year(number) or not is_amount(value) or len(line) > LONGEST_LINE:
        raise ValueError(line[:LONGEST_LINE])
    return number, value


class Steps(forms.CharField):
    """One line for each year: 2027: 11,5."""

    def to_python(self, value: object) -> list[list[int | Decimal]]:  # type: ignore[override]  # typed as text, kept as numbers
        amounts: dict[int, Decimal] = {}
        lines = str(value or "").splitlines()
        if len(lines) > MOST_STEPS:
            raise ValidationError(_("Dit zijn te veel regels. Kies er hooguit {most}.").format(most=MOST_STEPS))
        for number, line in enumerate(lines, start=1):
            if not line.strip():
                continue
            try:
                year, amount = _step(line.strip())
            except ValueError:
                text = _("Regel {number}: “{line}” begrijpen wij niet. Schrijf het zo: 2027: 11,5")
                raise ValidationError(text.format(number=number, line=line.strip()[:40])) from None
            if not is_exact(amount):
                raise ValidationError(_("Regel {number}: dit getal heeft te veel cijfers.").format(number=number))
            if year in amounts:
                raise ValidationError(_("Het jaar {year} staat er twee keer.").format(year=year))
            amounts[year] = amount
        return [[year, amounts[year]] for year in sorted(amounts)]

    def prepare_value(self, value: object) -> object:
        if not isinstance(value, list):
            return value
        return "\n".join(f"{year}: {as_typed(amount)}" for year, amount in value)


class TargetForm(RecordForm):
    indicator = forms.ChoiceField(label=_("cijfer"))
    value = AmountField(
        label=_("streefwaarde"),
        required=False,
    )
    steps = Steps(
        label=_("tussendoelen"),
        required=False,
        help_text=_("Per regel een jaar en een waarde. Bijvoorbeeld 2027: 11,5"),
        widget=text_area(3),
    )

    class Meta:
        model = Target
        fields = (
            "goal", "indicator", "place", "base_year", "reference", "value", "year", "chooser", "reason", "steps",
            "owner", "visibility",
        )  # fmt: skip
        labels = {"owner": _("wie houdt het bij")}
        help_texts = {
            "base_year": _("Het jaar waarvan u vertrekt. De waarde komt van de uitgever; die typt u niet."),
            "reason": _("Bijvoorbeeld: dan is er even veel armoede als gemiddeld in de gemeente."),
            "chooser": _("Bijvoorbeeld: de alliantie, na drie avonden met bewoners."),
        }
        widgets = text_areas(reason=3)

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        place_ids = set(self.alliance.places.values_list("pk", flat=True)) | {self.instance.place_id} - {None}
        related_field(self, "place").queryset = places(place_ids)
        choice_field(self, "indicator").choices = self._indicators()

    def related_choices(self) -> dict[str, RelatedChoices]:
        return {"goal": (goals(self.actor, self.alliance.key), _("kies een doel"))}

    def _indicators(self) -> list[tuple[Any, Any]]:
        """By theme. What only says who live there is no target; one that is kept already stays to choose."""
        atlas, kept_indicator = serving(), self.instance.indicator
        if atlas is None:
            return [(kept_indicator, kept_indicator)] if kept_indicator else []
        groups: list[tuple[Any, Any]] = []
        for domain in atlas.domains:
            inside = [
                (indicator.id, indicator.name)
                for indicator in atlas.indicators.values()
                if indicator.domain == domain.id
                and (
                    indicator.id == kept_indicator
                    or (not indicator.composition and atlas.cube.has_indicator(indicator.id))
                )
            ]
            if inside:
                groups.append((domain.name, inside))
        if kept_indicator and kept_indicator not in atlas.indicators:
            groups.append((_("Niet meer bekend"), [(kept_indicator, kept_indicator)]))
        return [("", _("kies een cijfer")), *groups]

    def clean(self) -> dict[str, object]:
        """Looks up the baseline."""
        values: dict[str, Any] = super().clean()
        year, place, name = values.get("base_year"), values.get("place"), values.get("indicator")
        if not (year and place and name):
            return {**values, "base": None, "snapshot": ""}
        # Django puts what is typed in the record after this: here it still says what is kept.
        kept = self.instance
        if kept.pk is None or (kept.base_year, kept.place_id, kept.indicator) != (year, place.pk, name):
            base = self._baseline(year, place.code, name)
            kept.base, kept.snapshot = base["base"], base["snapshot"]
        return {**values, "base": kept.base, "snapshot": kept.snapshot}

    def _baseline(self, year: int, code: str, name: str) -> dict[str, Any]:
        atlas = serving()
        try:
            if atlas is None:
                raise UnknownNameError("")
            point = series(atlas, atlas.place(code), atlas.indicator(name)).at(year)
        except UnknownNameError:
            point = None
        if atlas is None or point is None or point.value is None:
            reason = f" {point.reason}" if point is not None and point.reason else ""
            text = _("Voor {year} is van deze plek geen cijfer bekend. Kies een ander jaar.").format(year=year)
            self.add_error("base_year", f"{text}{reason}")
            return {"base": None, "snapshot": ""}
        return {"base": amount_of(point.value), "snapshot": atlas.id}
