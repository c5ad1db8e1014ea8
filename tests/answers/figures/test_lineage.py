"""From every figure back to the publisher's cell."""

import pytest

from toetssteen.answers.figures.lineage import lineage
from toetssteen.answers.figures.series import series
from toetssteen.answers.snapshot.atlas import Atlas
from toetssteen.indicators.aggregate import FigureKind
from toetssteen.kernel.cells import Status
from toetssteen.kernel.errors import UnknownNameError


def test_a_published_figure_points_to_its_cell(atlas: Atlas) -> None:
    found = lineage(atlas, "inwoners", "WK900101", 2020)
    (cell,) = found.cells
    assert found.parts == ()
    assert (cell.publisher, cell.title, cell.table) == ("Proefbureau", "Proefcijfers figures-2020", "P1")
    assert (cell.file, cell.column, cell.row) == ("figures-2020.csv", "AANT_INW", 4)
    assert (cell.published, cell.value, cell.divisor, cell.divided_by) == (400, 400, None, "")
    assert (cell.status, cell.mark, cell.used) == (Status.OBSERVED, "", True)
    assert (cell.division_year, cell.retrieved, cell.licence) == (2020, "2026-01-02", "CC BY 4.0")
    assert len(cell.sha256) == 64
    assert found.snapshot == atlas.id


def test_a_figure_per_another_names_both_columns(atlas: Atlas) -> None:
    (cell,) = lineage(atlas, "per_duizend", "WK900101", 2020).cells
    assert (cell.column, cell.divided_by) == ("M_INK", "AANT_INW")
    assert (cell.published, cell.divisor) == (300, 400)
    assert cell.value == 300 * 1000 / 400


def test_a_withheld_figure_shows_the_publishers_mark(atlas: Atlas) -> None:
    found = lineage(atlas, "laag_inkomen", "WK900103", 2020)
    (cell,) = found.cells
    assert (cell.published, cell.value, cell.status, cell.mark) == (None, None, Status.SECRET, ".")
    assert found.point is not None
    assert found.point.value is None


def test_a_figure_that_was_worked_out_names_the_areas_behind_it(atlas: Atlas) -> None:
    buurten = lineage(atlas, "inwoners", "lindehof-oost", 2019)
    assert (buurten.cells, buurten.parts) == ((), ("BU90010102",))
    for name in ("inwoners", "laag_inkomen"):
        assert lineage(atlas, name, "oevers", 2019).parts == ("WK900101", "WK900102"), "whole wijken go first"
    country = lineage(atlas, "inwoners", "NL00", 2019)
    assert country.parts == ("GM9001", "GM9002")


def test_a_refused_figure_has_no_parts(atlas: Atlas) -> None:
    found = lineage(atlas, "laag_inkomen", "lindehof-oost", 2019)
    assert found.point is not None
    assert found.point.kind is FigureKind.REFUSED
    assert (found.cells, found.parts) == ((), ())


def test_nothing_is_known_of_a_year_without_figures(atlas: Atlas) -> None:
    found = lineage(atlas, "rapportcijfer", "WK900101", 2019)
    assert (found.point, found.cells, found.parts) == (None, (), ())


@pytest.mark.parametrize(
    ("indicator", "code", "year", "words"),
    [
        ("geluk", "WK900101", 2019, "Het cijfer “geluk”"),
        ("inwoners", "WK999999", 2019, "De plek “WK999999”"),
        ("inwoners", "WK900101", 1850, "Voor het jaar 1850 zijn er geen cijfers"),
    ],
)
def test_what_does_not_exist(atlas: Atlas, indicator: str, code: str, year: int, words: str) -> None:
    with pytest.raises(UnknownNameError, match=words):
        lineage(atlas, indicator, code, year)


def test_every_figure_of_every_place_leads_back(atlas: Atlas) -> None:
    """A value is the published cell's, or can be worked out again from the cells of its parts."""
    looked_at = 0
    for place in atlas.gazetteer.places.values():
        for indicator in atlas.indicators.values():
            if not atlas.cube.has_indicator(indicator.id):
                continue
            for point in series(atlas, place, indicator).points:
                found = lineage(atlas, indicator.id, place.code, point.year)
                assert found.point == point
                if point.kind is FigureKind.PUBLISHED:
                    assert found.cells[0].used
                    assert found.cells[0].value == point.value
                    assert found.cells[0].status == point.status
                elif point.value is not None:
                    assert found.parts
                    values = [lineage(atlas, indicator.id, part, point.year).cells[0].value for part in found.parts]
                    known = [value for value in values if value is not None]
                    assert len(known) == len(values)
                    assert min(known) - 1e-9 <= point.value <= sum(known) + 1e-9
                looked_at += 1
    assert looked_at > 200
