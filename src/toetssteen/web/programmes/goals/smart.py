"""What a target still lacks, in words: specific, measurable, agreed on, possible, with a time. Pure."""

from dataclasses import dataclass
from math import isnan

from django.utils.translation import gettext as _

from toetssteen.analysis.equal import compare
from toetssteen.kernel.definitions import Direction, Indicator
from toetssteen.kernel.dutch import points
from toetssteen.web.programmes.models import Target

# Rotterdam's auditor: steps each year. From this many years on we ask for them.
LONG = 4


@dataclass(frozen=True, slots=True)
class Lack:
    """about: which of the five it is; text: what is missing and what to do."""

    about: str
    text: str


def lacks(target: Target, indicator: Indicator | None, pace: float, quickest: float) -> list[Lack]:
    """In the order of the word. pace, quickest: change per year that is needed, and the quickest seen (NaN: unknown)."""
    missing = [
        *_specific(indicator),
        *_measurable(target),
        *_agreed(target),
        *_possible(target, indicator, pace, quickest),
        *_timed(target),
    ]
    return [Lack(about, text) for about, text in missing]


def _specific(indicator: Indicator | None) -> list[tuple[str, str]]:
    about = _("Precies")
    if indicator is None:
        return [(about, _("Dit cijfer kennen wij niet (meer). Kies een ander cijfer."))]
    if indicator.wanted is not None:
        return [(about, _("Voor dit cijfer is nog geen bron. Zo is niet te zien of het lukt."))]
    if indicator.composition:
        return [(about, _("Dit cijfer zegt wie er wonen, niet hoe het gaat. Daar hoort geen beter of slechter bij."))]
    return []


def _measurable(target: Target) -> list[tuple[str, str]]:
    texts = []
    if target.base is None:
        texts.append(_("Er is nog geen nulmeting: kies het jaar waarvan u vertrekt."))
    if target.value is None:
        texts.append(_("Er is nog geen streefwaarde: waar wilt u uitkomen?"))
    return [(_("Meetbaar"), text) for text in texts]


def _agreed(target: Target) -> list[tuple[str, str]]:
    texts = []
    if not target.chooser:
        texts.append(_("Er staat niet wie deze streefwaarde koos."))
    if not target.reason:
        texts.append(_("Er staat niet waarom het deze waarde is."))
    return [(_("Afgesproken"), text) for text in texts]


def _possible(target: Target, indicator: Indicator | None, pace: float, quickest: float) -> list[tuple[str, str]]:
    about, texts = _("Haalbaar"), []
    places = 1 if indicator is None else max(1, indicator.decimals)
    if not target.reference:
        texts.append(
            _("Er staat niet waarmee u vergelijkt: de stad, het land, vergelijkbare gebieden of de plek zelf.")
        )
    if indicator is not None and not isnan(pace):
        if _wrong_way(indicator.direction, pace):
            texts.append(_("De streefwaarde ligt aan de verkeerde kant van de nulmeting: dan wordt het minder goed."))
        elif not isnan(quickest) and _quicker(abs(pace), abs(quickest), places):
            text = _("Nodig is {pace} per jaar. Sneller dan {quickest} in een jaar ging het hier nog niet.")
            texts.append(
                text.format(
                    pace=points(pace, indicator.unit, places), quickest=points(quickest, indicator.unit, places)
                )
            )
    return [(about, text) for text in texts]


def _quicker(pace: float, quickest: float, places: int) -> bool:
    """Whether a reader sees a quicker pace: "Nodig is 0,1. Sneller dan 0,1 ging het nog niet" says nothing."""
    return compare(pace, quickest, steps=(0.0, 0.0), decimals=places).points > 0


def _wrong_way(direction: Direction, pace: float) -> bool:
    return (direction is Direction.HIGHER and pace < 0) or (direction is Direction.LOWER and pace > 0)


def _timed(target: Target) -> list[tuple[str, str]]:
    about = _("In de tijd")
    if target.year is None:
        return [(about, _("Er staat niet in welk jaar het bereikt moet zijn."))]
    if target.base_year and target.year - target.base_year >= LONG and not target.steps:
        return [(about, _("Er zijn geen tussendoelen. Zo ziet u pas aan het eind of het lukt."))]
    return []
