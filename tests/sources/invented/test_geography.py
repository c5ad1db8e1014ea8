"""The map is a coverage, codes fit in each other, and 2019 changed what it should and nothing else."""

from collections import Counter

import numpy as np
import pytest
import shapely

from toetssteen.kernel.areas import Level
from toetssteen.sources.invented.division import LEVELS, Division, Layer, division_of, divisions
from toetssteen.sources.invented.geography import plots
from toetssteen.sources.invented.small import SMALL

BEFORE, SINCE = divisions(SMALL)


def by_code(layer: Layer) -> dict[str, int]:
    return dict(zip(layer.codes, layer.changes.tolist(), strict=True))


@pytest.mark.parametrize("division", divisions(SMALL), ids=lambda d: str(d.year))
@pytest.mark.parametrize("level", range(3), ids=[str(level) for level in LEVELS])
def test_a_level_covers_the_country_without_gap_or_overlap(division: Division, level: int) -> None:
    shapes = np.array(division.layers[level].shapes)
    assert shapely.is_valid(shapes).all()
    assert set(shapely.get_type_id(shapes)) == {shapely.GeometryType.POLYGON}
    assert shapely.coverage_is_valid(shapes)
    whole = shapely.union_all(shapes)
    assert len(shapely.get_interior_ring(whole, range(shapely.get_num_interior_rings(whole)))) == 0
    assert whole.area == pytest.approx(shapely.area(shapes).sum(), rel=1e-9)
    assert whole.area == pytest.approx(division.layers[level].hectares.sum() * 10_000, rel=1e-9)


@pytest.mark.parametrize("division", divisions(SMALL), ids=lambda d: str(d.year))
def test_an_area_is_the_union_of_its_parts(division: Division) -> None:
    for inner, outer in ((division.buurten, division.wijken), (division.wijken, division.gemeenten)):
        for code, shape in zip(outer.codes, outer.shapes, strict=True):
            parts = [s for c, s in zip(inner.codes, inner.shapes, strict=True) if c.parent == code]
            assert parts, code
            assert shapely.union_all(parts).symmetric_difference(shape).area < 1.0


def test_sizes() -> None:
    assert [len(layer.codes) for layer in BEFORE.layers] == [3, 45, 302]
    assert [len(layer.codes) for layer in SINCE.layers] == [3, 46, 303]


def test_every_code_has_its_parent_and_its_level() -> None:
    for division in divisions(SMALL):
        for layer, parents in zip(division.layers[1:], division.layers[:2], strict=True):
            assert {code.level for code in layer.codes} == {layer.level}
            assert {code.parent for code in layer.codes} == set(parents.codes)
            assert list(layer.codes) == sorted(set(layer.codes))


def test_codes_lie_in_a_range_that_no_real_gemeente_uses() -> None:
    assert all(code[2:4] == "99" for d in divisions(SMALL) for layer in d.layers for code in layer.codes)


def test_names_are_unique_within_a_level_and_survive_a_new_code() -> None:
    for division in divisions(SMALL):
        for layer in division.layers:
            assert len(set(layer.names)) == len(layer.names)
    old = dict(zip(BEFORE.wijken.codes, BEFORE.wijken.names, strict=True))
    new = dict(zip(SINCE.wijken.codes, SINCE.wijken.names, strict=True))
    assert new["WK990227"] == old["WK990207"]
    assert new["WK990115"] == old["WK990115"]


def test_in_2019_one_wijk_is_split_and_one_recoded() -> None:
    assert by_code(SINCE.gemeenten) == {"GM9901": 1, "GM9902": 1, "GM9903": 1}
    wijken = by_code(SINCE.wijken)
    assert {c: n for c, n in wijken.items() if n != 1} == {"WK990115": 3, "WK990118": 3, "WK990227": 2}
    buurten = by_code(SINCE.buurten)
    assert {c for c, n in buurten.items() if n == 3} == {"BU99011502", "BU99011800"}
    assert Counter(c[:8] for c, n in buurten.items() if n == 2) == {"BU990118": 3, "BU990227": 7}


@pytest.mark.parametrize("level", range(3))
def test_an_unchanged_code_has_an_unchanged_outline(level: int) -> None:
    old = dict(zip(BEFORE.layers[level].codes, BEFORE.layers[level].shapes, strict=True))
    layer = SINCE.layers[level]
    for code, shape, change in zip(layer.codes, layer.shapes, layer.changes, strict=True):
        assert (change == 1) == (code in old and shapely.equals(shape, old[code]))


def test_a_year_belongs_to_the_newest_division_that_is_not_younger() -> None:
    assert [division_of(SMALL, year).year for year in (2013, 2018, 2019, 2024)] == [2013, 2013, 2019, 2019]


def test_plots_have_a_sensible_size() -> None:
    hectares = plots(SMALL).hectares
    assert hectares.min() > 20
    assert hectares.max() < 300
    assert plots(SMALL).centres.shape == (len(hectares), 2)


def test_wijken_hold_whole_buurten() -> None:
    assert SINCE.buurten.level is Level.BUURT
    for division in divisions(SMALL):
        of_buurt = {int(b): int(w) for b, w in zip(division.buurten.member, division.wijken.member, strict=True)}
        assert all(of_buurt[int(b)] == w for b, w in zip(division.buurten.member, division.wijken.member, strict=True))
