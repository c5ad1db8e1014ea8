"""What the map needs to know, as plain values: addresses, classes, colours, words."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from django.utils.translation import gettext as _

from toetssteen.kernel.cells import Bytes, Floats
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
class MapYear:
    """One year of a map.

    outlines: address of the TopoJSON; each geometry has the area's code as id and its name as property `naam`.
    values: address of the figures in the order of these outlines, as `packed` makes them. note: whose outlines.
    file: name of the outlines in the snapshot. others: codes that mean another place today, so that no page is offered.
    """

    year: int
    outlines: str
    values: str
    note: str = ""
    file: str = ""
    others: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class MapView:
    """One map of one indicator, in `year`, which is one of `years`; the others are a slide away.

    name: of the indicator; classes: the same in every year. link: address of an area's page with {code} in it.
    codes: areas to outline in ink (this area). indicator: its id.
    """

    name: str
    year: int
    years: Sequence[MapYear]
    classes: Sequence[Class]
    unit: str = ""
    decimals: int = 0
    link: str = ""
    codes: Sequence[str] = ()
    uncertain: bool = False
    secret: bool = False
    indicator: str = ""

    @property
    def title(self) -> str:
        return _("{name}, {year}").format(name=self.name, year=self.year)

    @property
    def at(self) -> int:
        """Position of the year shown."""
        return [map_year.year for map_year in self.years].index(self.year)

    @property
    def last(self) -> int:
        return len(self.years) - 1

    @property
    def first_year(self) -> int:
        return self.years[0].year

    @property
    def last_year(self) -> int:
        return self.years[-1].year

    @property
    def shown(self) -> MapYear:
        return self.years[self.at]

    def settings(self) -> dict[str, object]:
        """For map.js, through json_script."""
        return {
            "name": self.name,
            "at": self.at,
            "years": [
                {
                    "year": y.year,
                    "note": y.note,
                    "outlines": y.outlines,
                    "values": y.values,
                    "others": [str(code) for code in y.others],
                }
                for y in self.years
            ],
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
                "other": _("deze plek van toen bestaat niet meer zo"),
                "loading": _("De kaart wordt getekend."),
                "ready": _("De kaart staat klaar. Wijs een plek aan, of druk op Tab en gebruik de pijltjes."),
                "no_webgl": _("In uw browser staat de kaart stil. In de tabel staan dezelfde cijfers."),
                "offline": _("De kaart kon niet worden opgehaald. In de tabel staan dezelfde cijfers."),
                "title": _("{name}, {year}"),
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


# Bytes a number, and the integer that says "no number"; in this order the first that fits is taken.
_WHOLE = ((2, np.iinfo(np.int16)), (4, np.iinfo(np.int32)))


def packed(values: Floats, statuses: Bytes, decimals: int) -> bytes:
    """The figures of a map, small enough to fetch at every change of colour.

    values: (n,) as shown, with at most `decimals` decimals, NaN without a number. statuses: (n,) kernel Status.
    Eight bytes of head (bytes a number, decimals, six unused), n little-endian numbers, n bytes of status. Numbers
    of 2 or 4 bytes are integers times ten to the power `decimals`, the least one meaning no number; 8: float64, NaN.
    """
    whole = np.round(values * 10.0**decimals)
    least, most = (float(f(whole)) if np.isfinite(whole).any() else 0.0 for f in (np.nanmin, np.nanmax))
    for size, room in _WHOLE:
        if room.min < least and most <= room.max:
            numbers = np.where(np.isnan(whole), room.min, whole).astype(f"<i{size}")
            break
    else:
        size, numbers = 8, values.astype("<f8")
    return bytes((size, decimals, 0, 0, 0, 0, 0, 0)) + numbers.tobytes() + statuses.astype(np.uint8).tobytes()
