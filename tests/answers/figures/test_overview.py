"""One indicator for all places of a level, and what the snapshot holds of everything."""

import pytest

from toetssteen.answers.figures.overview import overview
from toetssteen.answers.snapshot.atlas import Atlas
from toetssteen.answers.snapshot.coverage import coverage
from toetssteen.kernel.areas import Level
from toetssteen.kernel.cells import Status
from toetssteen.kernel.errors import UnknownNameError


def test_the_level_with_most_figures_and_the_last_year_unless_told(atlas: Atlas) -> None:
    found = overview(atlas, "inwoners")
    assert (found.level, found.year) == (Level.BUURT, 2021)
    assert found.years == (2019, 2020, 2021)
    assert found.levels == (Level.GEMEENTE, Level.WIJK, Level.BUURT)
    assert found.codes == tuple(sorted(found.codes))
    assert dict(zip(found.names, found.values, strict=True))["Kade-Oost"] == 250
    assert found.outlines is None, "there are no outlines of buurten: no map, the table instead"


def test_a_map_only_with_outlines_of_the_same_division(atlas: Atlas) -> None:
    last, before = overview(atlas, "laag_inkomen", Level.WIJK), overview(atlas, "laag_inkomen", Level.WIJK, 2020)
    assert (last.division_year, last.outlines) == (2021, "2021-wijk.json")
    assert (before.division_year, before.outlines) == (2020, None)


def test_a_withheld_value_stands_in_the_table_and_not_in_the_spread(atlas: Atlas) -> None:
    found = overview(atlas, "laag_inkomen", Level.WIJK, 2020)
    at = found.codes.index(next(c for c in found.codes if c == "WK900103"))
    assert found.values[at] != found.values[at]
    assert found.statuses[at] == Status.SECRET
    assert found.spread is not None
    assert found.spread.values.tolist() == [5, 6, 13]


def test_within_one_city(atlas: Atlas) -> None:
    found = overview(atlas, "laag_inkomen", Level.WIJK, 2019, within="GM9001")
    assert found.names == ("Lindehof", "Oeverwijk", "Kadewijk")


def test_what_cannot_be_asked(atlas: Atlas) -> None:
    with pytest.raises(UnknownNameError, match="Kies buurt, wijk of gemeente"):
        overview(atlas, "inwoners", Level.LAND)
    with pytest.raises(UnknownNameError, match="Voor het jaar 1850"):
        overview(atlas, "inwoners", year=1850)
    with pytest.raises(UnknownNameError, match="geluk"):
        overview(atlas, "geluk")
    with pytest.raises(UnknownNameError, match="Er zijn hier geen cijfers met de naam “vocht_en_schimmel”"):
        overview(atlas, "vocht_en_schimmel")


def test_a_year_without_figures_of_this_indicator_is_empty(atlas: Atlas) -> None:
    found = overview(atlas, "rapportcijfer", Level.WIJK, 2019)
    assert found.years == (2021,)
    assert found.codes == ()


def test_coverage_counts_numbers_per_year(atlas: Atlas) -> None:
    found = coverage(atlas)
    rows = {row.indicator.id: row for row in found.rows}
    assert found.years == (2019, 2020, 2021)
    assert list(rows) == [i.id for i in atlas.snapshot.definitions.indicators], "every indicator has a row"
    assert rows["inwoners"].counts == (12, 12, 12)
    assert (rows["laag_inkomen"].counts, rows["laag_inkomen"].secret) == ((6, 5, 6), 1)
    assert rows["laag_inkomen"].levels == (Level.WIJK, Level.GEMEENTE)
    assert (rows["rapportcijfer"].counts, rows["rapportcijfer"].years) == ((0, 0, 6), 1)
    assert (rows["vocht_en_schimmel"].counts, rows["vocht_en_schimmel"].levels) == ((0, 0, 0), ())
