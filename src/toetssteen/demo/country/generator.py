"""The invented country as a whole: `generate` is pure, so one seed is one country, always."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from toetssteen.demo.country.liveability import Published, with_totals
from toetssteen.demo.country.panel import InventedSeries, PanelInputs, draw_panel
from toetssteen.demo.country.people import draw_people
from toetssteen.demo.country.publishing import publish
from toetssteen.demo.country.schedule import PublicationSchedule, schedules
from toetssteen.demo.country.treatment import Treatment, treat
from toetssteen.demo.country.turnover import Turnover, draw_turnover
from toetssteen.kernel.areas import AreaCode
from toetssteen.kernel.cells import Bytes, Floats
from toetssteen.kernel.definitions import Indicator
from toetssteen.sources.invented.division import Division, Layer, division_of, divisions
from toetssteen.sources.invented.figure_models import takes_part
from toetssteen.sources.invented.latent import Truth, draw_truth
from toetssteen.sources.invented.places import Size
from toetssteen.sources.invented.small import SMALL
from toetssteen.sources.invented.streams import DEFAULT_SEED, GENERATOR_VERSION, stream


@dataclass(frozen=True, slots=True)
class YearFigures:
    """What the publisher brings out about one year: all gemeenten, wijken and buurten of that year's division.

    values: float64 (areas, indicators), NaN where no number goes out; statuses: uint8, the same shape.
    """

    year: int
    division: Division
    values: Floats
    statuses: Bytes

    @property
    def codes(self) -> tuple[AreaCode, ...]:
        return tuple(code for layer in self.division.layers for code in layer.codes)

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(name for layer in self.division.layers for name in layer.names)

    @property
    def changes(self) -> tuple[int, ...]:
        """1 unchanged, 2 recoded, 3 redrawn, against the year before."""
        if self.year != self.division.year:
            return (1,) * len(self.codes)
        return tuple(int(change) for layer in self.division.layers for change in layer.changes)

    @property
    def hectares(self) -> tuple[float, ...]:
        return tuple(float(each) for layer in self.division.layers for each in layer.hectares)


@dataclass(frozen=True, slots=True)
class Country:
    """A country of our own making. truth: what a method should find back; no method reads it.

    panel: the unrounded figures per plot, for checks too. treatments: the programmes, in the size's order.
    turnover: only where the size asks for it.
    """

    size: Size
    name: str
    seed: int
    version: int
    indicators: tuple[str, ...]
    divisions: tuple[Division, ...]
    figures: Mapping[int, YearFigures]
    panel: Mapping[str, InventedSeries]
    truth: Truth
    treatments: tuple[Treatment, ...]
    turnover: Turnover | None


def generate(*, indicators: Sequence[Indicator], seed: int = DEFAULT_SEED, size: Size = SMALL) -> Country:
    """The country for these indicators; wanted ones, and other publishers' versions, get no figures.

    An indicator's figures depend on the seed and its own definition, not on which others there are
    (except which one has stopped).
    """
    chosen = [one for one in indicators if takes_part(one)]
    truth = draw_truth(size, seed, (one.domain for one in chosen))
    people, treatments = draw_people(size, seed, truth), treat(size, seed, truth)
    panel = draw_panel(PanelInputs(size, seed, people, truth, treatments), chosen)
    plans = schedules(chosen, size)
    names = tuple(one.id for one in chosen)
    figures: dict[int, YearFigures] = {}
    for division in divisions(size):
        found = [_published(size, seed, chosen, plans, panel, division, layer) for layer in division.layers]
        years = [year for year in size.years if division_of(size, year) is division]
        figures |= {year: _of_year(year, division, row, names, found) for row, year in enumerate(years)}
    flows = draw_turnover(size, seed, people.volumes["inwoners"], panel, chosen, truth) if size.turnover else None
    return Country(
        size, size.country, seed, GENERATOR_VERSION, names, divisions(size), figures, panel, truth, treatments, flows
    )


def _published(
    size: Size,
    seed: int,
    indicators: Sequence[Indicator],
    plans: Mapping[str, PublicationSchedule],
    panel: Mapping[str, InventedSeries],
    division: Division,
    layer: Layer,
) -> dict[str, Published]:
    """Only of the years in which the division is in force."""
    found = {}
    first = size.row(division.year)
    last = first + sum(division_of(size, year) is division for year in size.years)
    for one in indicators:
        rng = stream(seed, "rounding", one.id, str(division.year), layer.level)
        values, statuses = publish(one, plans[one.id], size.years, layer.level, panel[one.id].whole(layer), rng)
        found[one.id] = values[first:last].copy(), statuses[first:last].copy()
    return with_totals(found)


def _of_year(
    year: int, division: Division, row: int, names: tuple[str, ...], layers: list[dict[str, Published]]
) -> YearFigures:
    values = [np.stack([layer[name][0][row] for name in names], axis=1) for layer in layers]
    statuses = [np.stack([layer[name][1][row] for name in names], axis=1) for layer in layers]
    return YearFigures(year, division, np.vstack(values), np.vstack(statuses))
