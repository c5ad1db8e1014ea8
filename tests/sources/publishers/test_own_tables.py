"""A municipality's own tables, in the shapes municipalities have."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook
from sources.small_files import source

from toetssteen.kernel.cells import Status
from toetssteen.kernel.definitions import Source
from toetssteen.kernel.errors import DefinitionError, SourceError
from toetssteen.sources.grids.cell_numbers import is_code
from toetssteen.sources.reading import read

COLUMN = frozenset({"tevreden"})


def own(file: str = "eigen.csv", **options: str) -> Source:
    return source("own-table", file, **{"code": "code", "delimiter": "semicolon", **options})


def written(folder: Path, text: str, name: str = "eigen.csv") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_a_wide_table_with_titles_own_codes_and_too_few_answers(tmp_path: Path) -> None:
    text = "Enquête;;;\nwijk;tevreden;n;jaar\n4;71,4 %;412;2023\n12;x;61;2023\n13;80,0 %;32;2023\ntotaal;70;505;\n"
    what = own(
        skip="1", code="wijk", code_digits="2", code_prefix="WK9901", period="jaar", suffix="%", secret="x",
        respondents="n", minimum="50", drop="totaal",
    )  # fmt: skip
    (table,) = read(written(tmp_path, text), what, COLUMN)
    assert table.year == 2023
    assert table.codes == ("WK990104", "WK990112", "WK990113")
    assert table.rows.tolist() == [3, 4, 5]
    found = table.columns["tevreden"]
    assert found.values[0] == 71.4
    assert np.isnan(found.values[1:]).all()
    assert found.statuses.tolist() == [Status.OBSERVED, Status.SECRET, Status.SECRET]
    assert (found.marks[1], found.marks[2]) == ("x", "te weinig mensen hebben geantwoord")


def test_a_long_table_gives_a_table_a_year_and_figure_with_its_own_rows(tmp_path: Path) -> None:
    text = (
        "code;jaar;wat;waarde\nWK990101;2022;tevreden;60\nWK990101;2023;tevreden;61\nWK990101;2022;onveilig;12\n"
        "WK990102;2022;tevreden;-\nWK990102;2023;tevreden;70\n"
    )
    what = own(layout="long", variable="wat", value="waarde", period="jaar", absent="-")
    tables = read(written(tmp_path, text), what, frozenset({"tevreden"}))
    assert [(t.year, t.codes, t.rows.tolist()) for t in tables] == [
        (2022, ("WK990101", "WK990102"), [2, 5]),
        (2023, ("WK990101", "WK990102"), [3, 6]),
    ]
    assert tables[0].columns["tevreden"].statuses.tolist() == [Status.OBSERVED, Status.ABSENT]
    with pytest.raises(SourceError, match="onveilig"):
        read(tmp_path / "eigen.csv", what, frozenset({"onveilg"}))


def test_an_exchange_table_of_swing(tmp_path: Path) -> None:
    book = Workbook()
    for row in (
        ["geolevel", "geoitem", "period", "tevreden"],
        ["wijk", 990101, 2023, 64.5],
        ["buurt", 99010100, 2023, -99997],
        ["wijk", 990102, 2023, -99999],
    ):
        book.active.append(row)
    book.save(tmp_path / "swing.xlsx")
    what = own(
        "swing.xlsx", code="geoitem", level="geolevel", levels="wijk=WK buurt=BU", period="period", secret="-99997",
        absent="-99999",
    )  # fmt: skip
    (table,) = read(tmp_path / "swing.xlsx", what, COLUMN)
    assert table.codes == ("WK990101", "BU99010100", "WK990102")
    assert table.columns["tevreden"].statuses.tolist() == [Status.OBSERVED, Status.SECRET, Status.ABSENT]


def test_a_percentage_of_excel_is_what_people_see(tmp_path: Path) -> None:
    book = Workbook()
    for row in (["code", "tevreden"], ["WK990101", 0.714], ["WK990102", 71.4], ["WK990103", "71,4 %"], ["WK990104", 1]):
        book.active.append(row)
    book.active["B2"].number_format = "0.0%"
    book.active["B5"].number_format = "0%"
    book.save(tmp_path / "eigen.xlsx")
    (table,) = read(tmp_path / "eigen.xlsx", own("eigen.xlsx", suffix="%"), COLUMN)
    assert table.columns["tevreden"].values.tolist() == [71.4, 71.4, 71.4, 100.0]


def test_a_table_with_a_column_a_year(tmp_path: Path) -> None:
    text = "Tevreden met de buurt;;;\ncode;naam;Tevreden 2021;2023\nWK990101;Een;61,5;?\nWK990102;Twee;x;70\n"
    what = own(layout="years", variable="tevreden", skip="1", name="naam", secret="x", absent="?")
    early, late = read(written(tmp_path, text), what, COLUMN)
    assert (early.year, late.year) == (2021, 2023)
    assert early.columns["tevreden"].values[0] == 61.5
    assert early.columns["tevreden"].statuses.tolist() == [Status.OBSERVED, Status.SECRET]
    assert late.columns["tevreden"].statuses.tolist() == [Status.ABSENT, Status.OBSERVED]
    assert early.rows.tolist() == [3, 4]
    with pytest.raises(SourceError, match="tevreden"):
        read(tmp_path / "eigen.csv", what, frozenset({"tevredn"}))
    twice = written(tmp_path, "code;Tevreden 2021;Onveilig 2021\nWK990101;1;2\n", "twice.csv")
    with pytest.raises(SourceError, match="Twee kolommen gaan over 2021"):
        read(twice, own(layout="years", variable="tevreden"), COLUMN)
    with pytest.raises(SourceError, match="jaar als naam"):
        read(written(tmp_path, "code;a;b\nWK990101;1;2\n"), own(layout="years", variable="tevreden"), COLUMN)


@pytest.mark.parametrize(
    ("text", "options", "says", "row"),
    [
        ("code;tevreden\nWK990101;veel\n", {}, "Hier hoort een getal", 2),
        ("code;tevreden\nWK990101;1.5\n", {}, "een punt in een getal", 2),
        ("code;tevreden\nWK990101;12 %\n", {}, "Hier hoort een getal", 2),
        ("code;tevreden\n=1+1;5\n", {}, "geen code van een buurt", 2),
        ("code;tevreden\nWK990101;5\nWK990101;6\n", {}, "staat twee keer", 3),
        ("code;tevreden;jaar\nWK990101;5;mei\n", {"period": "jaar"}, "een jaar te staan", 2),
        ("code;tevreden;soort\n990101;5;straat\n", {"level": "soort", "levels": "wijk=WK"}, "soort gebied", 2),
        ("code;tevredn\nWK990101;5\n", {}, "“tevredn”", 1),
        ("code;tevreden\nWK990101;5\n", {"skip": "9"}, "geen kolomnamen", 1),
        ("code;tevreden\nWK990101;1.23,4\n", {"thousands": "point"}, "Hier hoort een getal", 2),
    ],
)
def test_what_is_not_understood_is_named(
    tmp_path: Path, text: str, options: dict[str, str], says: str, row: int
) -> None:
    with pytest.raises(SourceError, match=says) as caught:
        read(written(tmp_path, text), own(**options), COLUMN)
    assert caught.value.place.row == row


@pytest.mark.parametrize(
    "options",
    [{"level": "soort"}, {"levels": "wijk=WK"}, {"skip": "een"}, {"onzin": "1"}, {"layout": "round"}],
)
def test_a_description_that_does_not_fit_is_named(tmp_path: Path, options: dict[str, str]) -> None:
    path = written(tmp_path, "code;tevreden;soort\nWK990101;5;wijk\n")
    with pytest.raises(DefinitionError):
        read(path, own(**options), COLUMN)


DIALECTS: dict[str, tuple[dict[str, str], Callable[[float], str]]] = {
    "comma": ({"decimal": "comma"}, lambda v: f"{v:.2f}".replace(".", ",")),
    "point": ({"decimal": "point"}, lambda v: f"{v:.2f}"),
    "thousands": (
        {"decimal": "comma", "thousands": "point"},
        lambda v: f"{v:,.2f}".replace(",", "_").replace(".", ",").replace("_", "."),
    ),
    "percent": ({"decimal": "comma", "suffix": "%"}, lambda v: f"{v:.2f} %".replace(".", ",")),
}


@pytest.mark.parametrize("dialect", DIALECTS)
@given(
    cells=st.lists(
        # A code for "no figure" that is not declared is refused.
        st.one_of(st.none(), st.integers(-(10**8), 10**8).map(lambda n: n / 100).filter(lambda v: not is_code(v))),
        min_size=1,
        max_size=30,
    )
)
def test_whatever_the_dialect_the_same_cells_come_back(
    tmp_path_factory: pytest.TempPathFactory, dialect: str, cells: list[float | None]
) -> None:
    options, write = DIALECTS[dialect]
    lines = [f"{at};{'geheim' if v is None else write(v)}" for at, v in enumerate(cells)]
    path = written(tmp_path_factory.mktemp("own"), "\n".join(["code;tevreden", *lines, ""]))
    what = own(code_prefix="WK9901", code_digits="2", secret="geheim", **options)
    (table,) = read(path, what, COLUMN)
    read_back = [None if v != v else v for v in table.columns["tevreden"].values.tolist()]
    assert read_back == cells


@pytest.mark.parametrize(("word", "status"), [("secret", Status.SECRET), ("absent", Status.ABSENT)])
def test_a_column_of_nothing_but_a_declared_word_means_what_was_declared(
    tmp_path: Path, word: str, status: Status
) -> None:
    file = tmp_path / "eigen.csv"
    file.write_text("code;tevreden\nWK990100;x\nWK990101;x\n", encoding="utf-8")
    (table,) = read(file, own(**{word: "x"}), COLUMN)
    assert table.columns["tevreden"].statuses.tolist() == [status, status]


def test_places_by_name_and_rows_that_are_no_area(tmp_path: Path) -> None:
    text = "wijk;tevreden\nHavenkwartier;58\n De  Linde ;61\nWK990103;62\nTotaal;60\n"
    what = own(code="wijk", places="De Linde = WK990101\nHavenkwartier = WK990102\nTotaal = -")
    (table,) = read(written(tmp_path, text), what, COLUMN)
    assert dict(zip(table.codes, table.columns["tevreden"].values.tolist(), strict=True)) == {
        "WK990102": 58.0, "WK990101": 61.0, "WK990103": 62.0,
    }  # fmt: skip
    assert table.rows.tolist() == [2, 3, 4]


def test_the_same_name_for_a_wijk_and_a_buurt_where_a_column_says_which(tmp_path: Path) -> None:
    text = "soort;gebied;tevreden\nWijk;Centrum;58\nbuurt;Centrum;61\n"
    places = "wijk: Centrum = WK990100\nbuurt: Centrum = BU99010000"
    what = own(code="gebied", level="soort", levels="wijk=WK buurt=BU", places=places)
    (table,) = read(written(tmp_path, text), what, COLUMN)
    assert table.codes == ("WK990100", "BU99010000")


def test_a_line_of_places_without_a_code_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DefinitionError, match="places"):
        read(written(tmp_path, "wijk;tevreden\nLinde;1\n"), own(code="wijk", places="Linde"), COLUMN)


def test_a_figure_of_a_long_table_need_not_be_there_in_every_year(tmp_path: Path) -> None:
    text = "code;jaar;wat;waarde\nWK990101;2022;tevreden;60\nWK990101;2023;tevreden;61\nWK990101;2023;onveilig;12\n"
    what = own(layout="long", variable="wat", value="waarde", period="jaar")
    tables = read(written(tmp_path, text), what, frozenset({"tevreden", "onveilig"}))
    assert [(t.year, sorted(t.columns)) for t in tables] == [
        (2022, ["tevreden"]),
        (2023, ["onveilig"]),
        (2023, ["tevreden"]),
    ]
    with pytest.raises(SourceError, match="veilig"):
        read(written(tmp_path, text), what, frozenset({"tevreden", "veilig"}))
