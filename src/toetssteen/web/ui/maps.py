"""What the map needs to know, as plain values: addresses, classes, colours, words."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass

import numpy as np
from django.utils.translation import gettext as _

from toetssteen.kernel.cells import Bytes, Floats
from toetssteen.web.ui.pictures import palette
from toetssteen.web.ui.pictures.histogram import Histogram
from toetssteen.web.ui.pictures.scale import with_unit
from toetssteen.web.ui.pictures.svg import Words


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
    still: address of the drawing that stands there until the map moves. bars: (step, class, places), see the histogram. middle:
    figure of the middle place, in words middle_words. secret, absent: how many places.
    """

    year: int
    outlines: str
    values: str
    note: str = ""
    file: str = ""
    others: Sequence[str] = ()
    still: str = ""
    bars: Sequence[tuple[int, int, int]] = ()
    middle: float | None = None
    middle_words: str = ""
    secret: int = 0
    absent: int = 0


@dataclass(frozen=True, slots=True)
class MapAxis:
    """The axis of the histogram, the same in every year. most: places in the fullest bar of any year."""

    low: float
    high: float
    steps: int
    most: int


@dataclass(frozen=True, slots=True)
class MapView:
    """One map of one indicator, in `year`, which is one of `years`; the others are a slide away.

    name: of the indicator; classes: the same in every year. link: address of an area's page with {code} in it.
    codes: areas to draw, all when empty. indicator: its id. axis: of the histogram. places: what the places are, such as "wijken". card: address of what
    is said of one place, with {code} and {year} in it. names: address of the names on it. over: those names over the still drawing (SVG). fewer: why there are
    fewer classes than were asked for, "" when there are not. note: how the figures are spread, in a sentence.
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
    axis: MapAxis | None = None
    places: str = ""
    card: str = ""
    names: str = ""
    over: str = ""
    fewer: str = ""
    note: str = ""

    @property
    def title(self) -> str:
        return _("{name}, {year}").format(name=self.name, year=self.year)

    @property
    def in_words(self) -> str:
        """What its drawing is, for who does not see it."""
        return _("Kaart: {title}.").format(title=self.title)

    @property
    def in_words_beside_table(self) -> str:
        return _("Kaart: {title}. In de tabel staan dezelfde cijfers.").format(title=self.title)

    @property
    def at(self) -> int:
        """Position of the year shown."""
        return [map_year.year for map_year in self.years].index(self.year)

    @property
    def last(self) -> int:
        return len(self.years) - 1

    @property
    def unit_words(self) -> str:
        """The unit above the histogram, whose limits go without; money is written out there."""
        if "euro" in self.unit or self.unit in ("", "aantal", "score", "klasse"):
            return ""
        if self.unit.startswith("per "):
            return self.unit
        return _("in procent") if self.unit == "%" else _("in {unit}").format(unit=self.unit)

    @property
    def legend_title(self) -> str:
        title = _("Zo verschillen de {places}").format(places=self.places)
        return f"{title}, {self.unit_words}" if self.unit_words else title

    @property
    def histogram(self) -> Histogram | None:
        """Of the year shown."""
        if self.axis is None:
            return None
        axis, year = self.axis, self.shown
        limits = [c.low for c in self.classes] + [self.classes[-1].high]
        return Histogram(
            Words(self.legend_title, f"{self.note} {year.middle_words}".strip()),
            axis.low,
            axis.high,
            axis.steps,
            year.bars,
            axis.most,
            [c.colour for c in self.classes],
            [(limit, limit_words(limit, self.unit, self.decimals)) for limit in limits],
            None if year.middle is None else (year.middle, year.middle_words),
        )

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
                    "bars": [number for bar in y.bars for number in bar],
                    "middle": y.middle,
                    "middle_words": y.middle_words,
                    "secret": y.secret,
                    "absent": y.absent,
                }
                for y in self.years
            ],
            "breaks": [c.low for c in self.classes[1:]],
            "colours": [c.colour for c in self.classes],
            "unit": self.unit,
            "decimals": self.decimals,
            "link": self.link,
            "codes": list(self.codes),
            "card": self.card,
            "names": self.names,
            "axis": None if self.axis is None else asdict(self.axis),
            "hatching": palette.INK,
            "words": {
                "secret": _("geheim: het gaat om te weinig mensen of woningen"),
                "absent": _("geen cijfer"),
                "uncertain": _("geschat of voorlopig"),
                "page": _("Bekijk deze plek"),
                "other": _("deze plek van toen bestaat niet meer zo"),
                "loading": _("De kaart wordt getekend."),
                "ready": _("De kaart staat klaar. Wijs een plek aan, of druk op Tab en gebruik de pijltjes."),
                "no_webgl": _("In uw browser staat de kaart stil."),
                "offline": _("De kaart kon niet worden opgehaald."),
                "table": _("In de tabel staan dezelfde cijfers."),
                "title": _("{name}, {year}"),
                "nowhere": _("Van deze plek staan de grenzen niet op deze kaart."),
                "not_found": _("We vinden geen plek met deze naam."),
                "found": _("De kaart laat nu {name} zien."),
                "play": _("Speel de jaren af"),
                "pause": _("Stop"),
            },
        }


def limit_words(limit: float, unit: str, decimals: int) -> str:
    """A limit in the strip of classes: without its unit, which stands above; money is written out."""
    return with_unit(limit, unit if "euro" in unit else "", decimals)


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
