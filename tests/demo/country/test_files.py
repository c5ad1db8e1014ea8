"""Written as a publisher would, read back as the publisher's; broken files are refused with row and column."""

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import shapely

from toetssteen.demo.country import Country, generate, write
from toetssteen.demo.country import files as files_module
from toetssteen.kernel.cells import Status
from toetssteen.kernel.definitions import Indicator, Source
from toetssteen.kernel.errors import SourceError
from toetssteen.sources.invented import SMALL, column_uses, sources
from toetssteen.sources.invented.file_names import figures_file, outlines_file
from toetssteen.sources.publishers.invented_country import read_invented, read_invented_outlines

FIGURES = [source for source in sources(SMALL) if source.figures]
OUTLINES = [source for source in sources(SMALL) if source.geometry]


@pytest.mark.parametrize("source", FIGURES, ids=lambda s: s.id)
def test_reading_gives_back_what_was_written(country: Country, written: Path, source: Source) -> None:
    (table,) = read_invented(written / source.file, source, frozenset(country.indicators))
    figures = country.figures[table.year]
    assert table.codes == figures.codes
    assert table.names == figures.names
    assert table.division_year == max(d.year for d in country.divisions if d.year <= table.year)
    assert table.changes is not None
    assert table.surface is not None
    np.testing.assert_array_equal(table.changes, figures.changes)
    np.testing.assert_allclose(table.surface, figures.hectares, atol=0.006)
    for position, name in enumerate(country.indicators):
        column = table.columns[name]
        np.testing.assert_allclose(column.values, figures.values[:, position], atol=1e-9)
        np.testing.assert_array_equal(column.statuses, figures.statuses[:, position])


def test_marks_keep_what_stood_in_the_cell(country: Country, written: Path) -> None:
    source = FIGURES[-1]
    (table,) = read_invented(written / source.file, source, frozenset({"laag_inkomen", "jeugdzorg"}))
    assert set(table.columns["laag_inkomen"].marks.values()) == {"-99995"}
    column = table.columns["jeugdzorg"]
    assert {column.marks[i] for i in np.flatnonzero(column.statuses == Status.SECRET)} == {"-99997"}


@pytest.mark.parametrize("source", OUTLINES, ids=lambda s: s.id)
def test_outlines_come_back_as_they_were(country: Country, written: Path, source: Source) -> None:
    read = read_invented_outlines(written / source.file, source)
    layers = {layer.level: layer for d in country.divisions if d.year == source.division_year for layer in d.layers}
    layer = layers[read.level]
    assert read.codes == layer.codes
    shapes = shapely.from_wkb(np.array(read.shapes))
    assert shapely.equals_exact(shapes, np.array(layer.shapes)).all()
    assert shapely.coverage_is_valid(shapes)


def test_sources_name_every_file_once_and_are_marked_invented(written: Path) -> None:
    on_disk = {str(path.relative_to(written)) for path in written.rglob("*") if path.is_file()}
    assert on_disk == {source.file for source in sources(SMALL)}
    assert len({source.id for source in sources(SMALL)}) == len(sources(SMALL)) == 18
    assert all(source.invented and source.licence == "CC0" for source in sources(SMALL))
    assert {source.id for source in sources(SMALL)} >= {"verzonnen-2013", "verzonnen-grenzen-2019-buurt"}


def test_outlines_claim_no_place_on_earth(written: Path) -> None:
    assert "crs" not in json.loads((written / outlines_file(SMALL, 2019, "wijk")).read_text(encoding="utf-8"))


def test_column_uses_point_at_columns_that_exist(
    country: Country, indicators: tuple[Indicator, ...], written: Path
) -> None:
    years = {source.id: source.year for source in FIGURES}
    for one in indicators:
        uses = column_uses(one, SMALL)
        assert bool(uses) == (one.id in country.indicators)
        assert [years[use.source] for use in uses] == (list(range(2013, 2025)) if uses else [])
        assert all(use.column == one.id for use in uses)
        assert [use.provisional for use in uses] == [years[use.source] == 2024 for use in uses]
    by_id = {one.id: one for one in indicators}
    assert {use.rounding for use in column_uses(by_id["inwoners"], SMALL)} == {5.0}
    assert all(use.estimated for use in column_uses(by_id["eenzaam"], SMALL))


def test_published_figures_are_multiples_of_the_rounding_step(
    country: Country, indicators: tuple[Indicator, ...]
) -> None:
    for one in indicators:
        if one.id in country.indicators:
            step = column_uses(one, SMALL)[0].rounding
            values = country.figures[2022].values[:, country.indicators.index(one.id)] / step
            known = values[~np.isnan(values)]
            np.testing.assert_allclose(known, np.round(known), atol=1e-6, err_msg=one.id)


def test_writing_again_replaces_everything(country: Country, indicators: tuple[Indicator, ...], tmp_path: Path) -> None:
    write(country, tmp_path)
    stray = tmp_path / "verzonnen" / "oud.csv"
    stray.write_text("oud", encoding="utf-8")
    write(generate(indicators=indicators, seed=5), tmp_path)
    assert not stray.exists()
    assert [path.name for path in tmp_path.iterdir()] == ["verzonnen"]


def test_a_write_that_fails_leaves_the_old_files(
    country: Country, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(country, tmp_path)
    before = {path.name: path.read_bytes() for path in (tmp_path / "verzonnen").iterdir()}

    def full_disk(layer: object) -> str:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(files_module, "_geojson", full_disk)
    with pytest.raises(OSError, match="No space"):
        write(country, tmp_path)
    assert {path.name: path.read_bytes() for path in (tmp_path / "verzonnen").iterdir()} == before
    assert [path.name for path in tmp_path.iterdir()] == ["verzonnen"]


BROKEN: dict[str, tuple[Callable[[str], str], str]] = {
    "empty": (lambda text: "", "leeg"),
    "cut off": (lambda text: text[:-40], "rij"),
    "text in a number": (lambda text: text.replace("GM9902;Lindemonde;1;", "GM9902;Lindemonde;1;x", 1), "rij 3"),
    "column renamed": (lambda text: text.replace(";inwoners;", ";bewoners;", 1), "inwoners"),
    "code twice": (lambda text: text + text.splitlines()[1].replace("Rietstad", "Rietdorp") + "\n", "twee keer"),
    "no code": (lambda text: text.replace("GM9901", "XX9901", 1), "rij 2"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_csv_is_refused_with_its_place(written: Path, tmp_path: Path, name: str) -> None:
    spoil, expected = BROKEN[name]
    path = tmp_path / "kerncijfers-2013.csv"
    path.write_text(spoil((written / figures_file(SMALL, 2013)).read_text(encoding="utf-8")), encoding="utf-8")
    with pytest.raises(SourceError) as caught:
        read_invented(path, FIGURES[0], frozenset({"inwoners"}))
    assert "kerncijfers-2013.csv" in str(caught.value)
    assert expected in str(caught.value)


TORN: dict[str, Callable[[str], str]] = {
    "empty": lambda text: "",
    "cut off": lambda text: text[:5000],
    "a list": lambda text: "[]",
    "no features": lambda text: '{"features": []}',
    "no code": lambda text: text.replace('"code": "WK990100"', '"codes": "WK990100"'),
    "another level": lambda text: text.replace("WK990100", "GM9901"),
    "twice": lambda text: text.replace("WK990101", "WK990100"),
    "no polygon": lambda text: text.replace('"Polygon"', '"LineString"', 1),
    "no geometry": lambda text: text.replace('"geometry": {', '"geometry": null, "was": {', 1),
}


@pytest.mark.parametrize("name", TORN)
def test_broken_outlines_are_refused(written: Path, tmp_path: Path, name: str) -> None:
    source = next(s for s in OUTLINES if s.options["level"] == "wijk")
    path = tmp_path / Path(source.file).name
    path.write_text(TORN[name]((written / source.file).read_text(encoding="utf-8")), encoding="utf-8")
    with pytest.raises(SourceError, match=path.name):
        read_invented_outlines(path, source)


def test_a_code_twice_with_the_same_row_is_folded_with_a_note(written: Path, tmp_path: Path) -> None:
    text = (written / figures_file(SMALL, 2013)).read_text(encoding="utf-8")
    path = tmp_path / "k.csv"
    path.write_text(text + text.splitlines()[1] + "\n", encoding="utf-8")
    (table,) = read_invented(path, replace(FIGURES[0], file="k.csv"), frozenset({"inwoners"}))
    assert len(table.notes) == 1
    assert len(table.codes) == 3 + 45 + 302
