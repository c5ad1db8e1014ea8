"""What the map needs to know, as plain values: addresses, classes, colours, words."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from toetssteen.web.ui.pictures import palette
from toetssteen.web.ui.pictures.scale import with_unit


@dataclass(frozen=True, slots=True)
class Class:
    """One step of the legend: from (included) to (not included; the last one includes it) and its colour."""

    low: float
    high: float
    colour: str
    label: str


@dataclass(frozen=True, slots=True)
class MapView:
    """One map.

    outlines: address of the TopoJSON; each geometry has the area's code as id (or property `code`) and its name as `naam`.
    values: address of bytes in the order of the n outlines: n little-endian float64 (NaN: no number), then n kernel Status.
    link: address of an area's page with {code} in it. codes: areas to outline in ink (this area).
    """

    title: str
    outlines: str
    values: str
    classes: Sequence[Class]
    unit: str = ""
    decimals: int = 0
    link: str = ""
    codes: Sequence[str] = ()
    division_year: str = ""
    uncertain: bool = False
    secret: bool = False

    def settings(self) -> dict[str, object]:
        """For map.js, through json_script."""
        return {
            "outlines": self.outlines,
            "values": self.values,
            "breaks": [c.low for c in self.classes[1:]],
            "colours": [c.colour for c in self.classes],
            "unit": self.unit,
            "decimals": self.decimals,
            "link": self.link,
            "codes": list(self.codes),
            "hatching": palette.INK,
            "words": {
                "secret": _("geheim: het gaat om te weinig mensen of woningen"),
                "absent": _("geen cijfer"),
                "uncertain": _("geschat of voorlopig"),
                "page": _("Bekijk deze plek"),
                "loading": _("De kaart wordt getekend."),
                "ready": _("De kaart staat klaar. Wijs een plek aan, of druk op Tab en gebruik de pijltjes."),
                "no_webgl": _("Uw browser kan de kaart niet tekenen. In de tabel staan dezelfde cijfers."),
                "offline": _("De kaart kon niet worden opgehaald. In de tabel staan dezelfde cijfers."),
                "label": self.title,
            },
        }


def classes(breaks: Sequence[float], unit: str, decimals: int, colours: Sequence[str]) -> list[Class]:
    """Classes between n + 1 breaks, low to high, with n colours. Raises ValueError when those do not fit."""
    if len(colours) != len(breaks) - 1:
        raise ValueError(f"{len(breaks)} breaks need {len(breaks) - 1} colours, not {len(colours)}")
    return [
        Class(low, high, colour, _("{low} tot {high}").format(
            low=with_unit(low, "", decimals), high=with_unit(high, unit, decimals)
        ))
        for low, high, colour in zip(breaks, breaks[1:], colours, strict=False)
    ]  # fmt: skip
