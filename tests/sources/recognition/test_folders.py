"""A folder in any mixture: each file is known by what stands in it, and what fits twice or not at all is said."""

import hashlib
import json
import shutil
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from sources.small_files import WBK_FIELDS, WBK_ROWS, dbf_bytes, source, wbk_source

from toetssteen.cli.from_folder import from_folder
from toetssteen.indicators.catalogue import load_indicators
from toetssteen.kernel.definitions import Expectation, Source
from toetssteen.kernel.errors import SourceError
from toetssteen.sources.definitions.catalogue import load_sources
from toetssteen.sources.definitions.families import PEOPLE
from toetssteen.sources.deliveries.companions import needed_files
from toetssteen.sources.deliveries.fetch import Fetched, latest_delivery
from toetssteen.sources.recognition import folders
from toetssteen.sources.recognition.folders import contents_of
from toetssteen.warehouse.panel import wanted_columns

DEFINITIONS = Path(__file__).parents[3] / "definitions"
# Two years in one layout, as the Wijk- en Buurtkaart has them.
ROWS_2018 = (*WBK_ROWS, ("WK990102", "Nieuwveen", "1", "NEE", "40", "3"))
WBK_2017 = replace(wbk_source("2017/wijk.dbf"), id="wbk-2017", title="Kaart 2017", expect=Expectation(rows=2, totals={"AANT_INW": {"wijk": 1205}}))  # fmt: skip
WBK_2018 = replace(wbk_source("2018/wijk.dbf"), id="wbk-2018", title="Kaart 2018", year=2018, expect=Expectation(rows=3, totals={"AANT_INW": {"wijk": 1245}}))  # fmt: skip
PANEL = replace(
    source(
        "statline-panel",
        "panel.csv",
        year=None,
        code="RegioS",
        period="Perioden",
        figures_from="Inwoners",
        delimiter=";",
    ),
    id="panel",
)
SHARES = replace(
    source("cbs-kwb-csv", "aandelen.csv", code="wijkcode", name="wijknaam"), id="aandelen", title="Aandelen"
)
ALL = (WBK_2017, WBK_2018, PANEL, SHARES)
COLUMNS = {
    "wbk-2017": frozenset({"AANT_INW"}),
    "wbk-2018": frozenset({"AANT_INW"}),
    "panel": frozenset({"Inwoners"}),
    "aandelen": frozenset({"p"}),
}
PANEL_TEXT = "RegioS;Perioden;Inwoners\nGM9901;2017JJ00;10\nGM9901;2018JJ00;12\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "in" / "diep").mkdir(parents=True)
    return tmp_path / "in"


def fetched(folder: Path, *sources: Source) -> Fetched:
    return from_folder(folder, folder.parent / "raw", sources or ALL, COLUMNS)


def delivered(folder: Path, one: Source) -> bytes:
    delivery = latest_delivery(folder.parent / "raw", one)
    assert delivery is not None
    return delivery.file.read_bytes()


def test_files_under_any_name_are_known_by_their_content(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    older, newer = dbf_bytes(WBK_FIELDS, WBK_ROWS), dbf_bytes(WBK_FIELDS, ROWS_2018)
    (folder / "wijk_2018.dbf").write_bytes(older)
    (folder / "diep" / "download (1)").write_bytes(newer)
    (folder / "diep" / "cijfers.txt").write_text(PANEL_TEXT)
    (folder / "lees mij.md").write_text("# Bestanden\n")
    done = fetched(folder)
    assert set(done.copied) == {"wbk-2017", "wbk-2018", "panel"}
    assert delivered(folder, WBK_2017) == older
    assert delivered(folder, WBK_2018) == newer
    assert delivered(folder, PANEL) == PANEL_TEXT.encode()
    assert dict(done.recognised) == {
        "wijk_2018.dbf": "wbk-2017", "diep/download (1)": "wbk-2018", "diep/cijfers.txt": "panel",
    }  # fmt: skip
    assert done.left == (("lees mij.md", "geen tabel of kaart die Toetssteen leest"),)
    record = json.loads((latest_delivery(folder.parent / "raw", WBK_2018).folder / "fetched.json").read_text())  # type: ignore[union-attr]
    assert (record["files"][0]["name"], record["files"][0]["original"]) == ("wijk.dbf", "diep/download (1)")
    said = capsys.readouterr().out
    assert "Herkend aan de inhoud en gebruikt: wijk_2018.dbf is wbk-2017 (Kaart 2017)." in said
    assert "Niet gebruikt: lees mij.md: geen tabel of kaart die Toetssteen leest." in said
    assert set(fetched(folder).unchanged) == {"wbk-2017", "wbk-2018", "panel"}


def test_a_file_at_the_place_of_another_year_is_not_taken_for_that_year(folder: Path) -> None:
    """The names were exchanged: the content decides."""
    for year, rows in (("2017", ROWS_2018), ("2018", WBK_ROWS)):
        (folder / year).mkdir()
        (folder / year / "wijk.dbf").write_bytes(dbf_bytes(WBK_FIELDS, rows))
    done = fetched(folder)
    assert dict(done.recognised) == {"2017/wijk.dbf": "wbk-2018", "2018/wijk.dbf": "wbk-2017"}
    assert delivered(folder, WBK_2017) == dbf_bytes(WBK_FIELDS, WBK_ROWS)


def test_another_year_of_a_known_layout_is_left_and_said(folder: Path) -> None:
    (folder / "wijk_2017.dbf").write_bytes(dbf_bytes(WBK_FIELDS, WBK_ROWS[:1] * 1))
    done = fetched(folder, WBK_2017, SHARES)
    ((file, why),) = done.left
    assert (file, done.copied) == ("wijk_2017.dbf", ())
    assert why.startswith("lijkt op “Kaart 2017”, maar er staan 1 gebieden in, geen 2")
    other = (*WBK_ROWS[:1], (*WBK_ROWS[1][:4], "7", "12"))
    (folder / "wijk_2017.dbf").write_bytes(dbf_bytes(WBK_FIELDS, other))
    ((_file, why),) = fetched(folder, WBK_2017).left
    assert "AANT_INW telt op tot 1212, niet tot 1205" in why


def test_a_table_that_does_not_say_its_year_is_not_guessed(folder: Path) -> None:
    (folder / "x.csv").write_text("wijkcode,wijknaam,p\nWK990100,A,3\n")
    ((_file, why),) = fetched(folder).left
    assert "niets in het bestand zegt van welk jaar het is" in why
    assert "zet het dan neer als aandelen.csv" in why
    (folder / "x.csv").rename(folder / "aandelen.csv")
    assert fetched(folder).copied == ("aandelen",)


def test_what_is_wrong_in_a_known_layout_is_said_with_row_and_own_name(folder: Path) -> None:
    (folder / "mijn wijken.csv").write_text("wijkcode,wijknaam,p\nWK990100,A,drie\n")
    ((_file, why),) = fetched(folder).left
    assert "lijkt op “Aandelen”" in why
    assert "bestand mijn wijken.csv, rij 2, kolom p, inhoud “drie”" in why
    (folder / "mijn wijken.csv").write_text("plaats,aantal\nA,3\n")
    assert fetched(folder).left == (("mijn wijken.csv", "de kolommen zijn van geen enkele bron die Toetssteen kent"),)


@pytest.mark.parametrize("at_home", [True, False])
def test_two_files_of_one_source(folder: Path, at_home: bool) -> None:
    first = folder / ("2017/wijk.dbf" if at_home else "a.dbf")
    first.parent.mkdir(exist_ok=True)
    first.write_bytes(dbf_bytes(WBK_FIELDS, WBK_ROWS))
    (folder / "b.dbf").write_bytes(first.read_bytes())
    name = first.relative_to(folder).as_posix()
    done = fetched(folder)
    assert done.copied == ("wbk-2017",)
    assert done.left == (("b.dbf", f"hetzelfde als {name}"),)
    other = (*WBK_ROWS[:1], (*WBK_ROWS[1][:5], "13"))
    (folder / "b.dbf").write_bytes(dbf_bytes(WBK_FIELDS, other))
    shutil.rmtree(folder.parent / "raw")
    done = fetched(folder)
    assert (done.copied, done.unchanged) == ((), ())
    why = f"van “Kaart 2017” zijn er twee die verschillen; laat er één staan: {name}, b.dbf"
    assert dict(done.left) == {name: why, "b.dbf": why}


def test_what_fits_two_sources_is_not_chosen(folder: Path) -> None:
    twin = replace(WBK_2017, id="tweeling", title="Tweeling", file="t/wijk.dbf")
    (folder / "x").write_bytes(dbf_bytes(WBK_FIELDS, WBK_ROWS))
    done = fetched(folder, WBK_2017, twin)
    ((_file, why),) = done.left
    assert done.copied == ()
    assert "past even goed bij “Kaart 2017” (2017/wijk.dbf) en “Tweeling” (t/wijk.dbf)" in why


def test_hidden_files_are_not_looked_at_and_a_whole_disk_is_refused(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / ".verborgen.csv").write_text(PANEL_TEXT)
    assert contents_of(folder, ALL, COLUMNS) == folders.MixedFolder()
    monkeypatch.setattr(folders, "MOST_FILES", 2)
    for n in range(3):
        (folder / f"{n}.csv").write_text(PANEL_TEXT)
    with pytest.raises(SourceError, match="meer dan 2 bestanden"):
        contents_of(folder, ALL, COLUMNS)


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"%PDF-1.7 x", "geen tabel of kaart"),
        (b"<html><body>Log in</body></html>", "geen tabel of kaart"),
        (b"\x00\x01\x02\x03" * 40, "geen tabel of kaart"),
        (b"", "geen tabel of kaart"),
        (b"PK\x03\x04 word/document.xml", "geen tabel of kaart"),
        (b'{"a": 1}', "van geen enkele bron"),
    ],
)
def test_other_files_are_left(folder: Path, content: bytes, why: str) -> None:
    (folder / "x.csv").write_bytes(content)
    ((_file, said),) = fetched(folder).left
    assert why in said


def _scrambled(data: Path, folder: Path, sources: Sequence[Source]) -> dict[str, str]:
    """Every file under another name, those of a shapefile alike. Source id -> sha256 of its file."""
    digests = {}
    for n, one in enumerate(sources):
        main, *more = needed_files(one)
        name = f"map {n % 4}/download ({n})"
        (folder / name).parent.mkdir(exist_ok=True)
        is_shape = main.endswith(".shp")
        shutil.copy(data / main, folder / (name + (".shp" if is_shape else "")))
        for part in more:
            beside = name + Path(part).suffix if is_shape else f"map {n % 4}/{Path(part).name}"
            shutil.copy(data / part, folder / beside)
        digests[one.id] = hashlib.sha256((data / main).read_bytes()).hexdigest()
    return digests


def test_the_publishers_own_files_under_other_names(folder: Path, data_folder: Path) -> None:
    sources = [s for s in load_sources(DEFINITIONS / "sources") if s.live is None and PEOPLE not in s.options]
    columns = wanted_columns(load_indicators(DEFINITIONS / "indicators"))
    digests = _scrambled(data_folder, folder, sources)
    raw = folder.parent / "raw"
    done = from_folder(folder, raw, sources, columns)
    # Of this one nothing in the file says of which year it is.
    assert set(digests) - {name for _file, name in done.recognised} == {"cbs-kwb-2023-amsterdam"}
    for one in sources:
        delivery = latest_delivery(raw, one)
        assert (None if delivery is None else delivery.sha256) == (
            None if one.id == "cbs-kwb-2023-amsterdam" else digests[one.id]
        )


def test_where_files_lie_as_expected_nothing_moves(data_folder: Path) -> None:
    sources = load_sources(DEFINITIONS / "sources")
    columns = wanted_columns(load_indicators(DEFINITIONS / "indicators"))
    contents = contents_of(data_folder, [s for s in sources if PEOPLE not in s.options], columns)
    assert (contents.recognised, contents.refused) == ((), frozenset())
