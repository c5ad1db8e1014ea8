"""One folder with workbooks of Kerncijfers, known by their inhabitants, and other files, known by what else they hold."""

import shutil
from pathlib import Path

import pytest
from sources.columns.composed_workbooks import compose
from sources.small_files import workbook

from toetssteen.cli.from_folder import from_folder
from toetssteen.indicators.catalogue import load_indicators
from toetssteen.sources.definitions.catalogue import load_sources
from toetssteen.sources.definitions.families import PEOPLE
from toetssteen.warehouse.panel import wanted_columns

DEFINITIONS = Path(__file__).parents[3] / "definitions"


def test_both_are_recognised_and_each_other_file_is_said_once(
    data_folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    evidence = data_folder.parent / "columns"
    if not evidence.is_dir():
        pytest.skip(f"no evidence on columns in {evidence}")
    sources = load_sources(DEFINITIONS / "sources")
    people = {source.year: int(source.options[PEOPLE]) for source in sources if PEOPLE in source.options}
    folder = tmp_path / "in"
    folder.mkdir()
    compose(evidence, 2013, people[2013]).write(folder / "oud.xls", old=True)
    compose(evidence, 2022, people[2022]).write(folder / "kwb-2024.xlsx", old=False)
    shutil.copy(data_folder / "cbs-wijken-2016" / "wijk_2016.dbf", folder / "wijk_2017.dbf")
    # Of the whole workbook of one city the inhabitants are of no year of the country.
    shutil.copy(data_folder / "kwb-excel-layout" / "CBS-Utrecht-kwb-2023.xlsx", folder / "utrecht")
    shutil.copy(data_folder / "leefbaarometer2" / "wijk.xlsx", folder / "klassen.xlsx")
    workbook(folder / "uren.xlsx", [["naam", "uren"], ["x", 3]])
    columns = wanted_columns(load_indicators(DEFINITIONS / "indicators"))
    done = from_folder(folder, tmp_path / "raw", sources, columns)
    assert dict(done.recognised) == {
        "oud.xls": "cbs-kwb-excel-2013",
        "kwb-2024.xlsx": "cbs-kwb-excel-2022",
        "wijk_2017.dbf": "cbs-wbk-2016-wijken",
        "utrecht": "cbs-kwb-2023-utrecht",
        "klassen.xlsx": "leefbaarometer-2-klassen-wijken",
    }
    assert set(done.copied) == set(dict(done.recognised).values())
    assert [file for file, _why in done.left] == ["uren.xlsx"]
    assert capsys.readouterr().out.count("uren.xlsx") == 1
