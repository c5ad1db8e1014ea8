"""Words that several pages have for the same thing."""

from django.utils.translation import gettext as _

from toetssteen.kernel.areas import Level
from toetssteen.kernel.definitions import Direction, Indicator

PLURAL = {Level.BUURT: _("buurten"), Level.WIJK: _("wijken"), Level.GEMEENTE: _("gemeenten")}


def higher_is_better(indicator: Indicator) -> bool | None:
    return {Direction.HIGHER: True, Direction.LOWER: False}.get(indicator.direction)


def span_of_years(years: list[int]) -> str:
    """ "2016", or "2012–2016": first and last of years in order."""
    return str(years[0]) if years[0] == years[-1] else f"{years[0]}–{years[-1]}"
