"""The verbs from beginning to end, on the invented country and on the small one."""

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from warehouse.conftest import Workshop

from toetssteen.cli import main
from toetssteen.kernel.home import Home
from toetssteen.warehouse import build as building
from toetssteen.warehouse.snapshots import Shelf

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run a verb with a `var` of its own: exit status, standard output, standard error."""
    monkeypatch.setenv("TOETSSTEEN_VAR", str(tmp_path / "var"))

    def verb(*words: str) -> tuple[int, str, str]:
        status = main(list(words))
        streams = capsys.readouterr()
        return status, streams.out, streams.err

    return verb


@pytest.fixture
def serving(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """The small country serves; its id."""
    workshop = Workshop(tmp_path)
    workshop.shelf = Shelf(Home.find().snapshots)
    monkeypatch.setattr(building, "read", workshop.read)
    monkeypatch.setattr(building, "read_outlines", workshop.outlines)
    name = workshop.build()
    assert run("publish")[0] == 0
    return name


def answer(run: Run, *words: str) -> Any:
    status, out, err = run(*words, "--json")
    assert (status, err) == (0, "")
    return json.loads(out)


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["series", "inwoners", "--areas", "GM9001"], "Er zijn nog geen cijfers. Begin met “python3 start.py setup”."),
        (["lineage", "inwoners", "GM9001", "2020"], "Er zijn nog geen cijfers. Begin met “python3 start.py setup”."),
        (["build"], "Er zijn nog geen bestanden opgehaald. Doe eerst “toetssteen fetch --from MAP”."),
        (["build", "--invented"], "Er zijn nog geen bestanden opgehaald. Doe eerst “toetssteen sample”."),
        (["publish"], "Er zijn nog geen cijfers om te tonen. Begin met “toetssteen build”."),
        (["rollback"], "Er zijn geen eerdere cijfers om naar terug te gaan."),
    ],
)
def test_before_there_is_anything(run: Run, words: list[str], sentence: str) -> None:
    assert run(*words) == (1, "", sentence + "\n")


def test_fetch_names_what_is_missing(run: Run, tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    status, out, err = run("fetch", "--from", str(tmp_path / "data"))
    assert status == 1
    assert "data staat geen enkel bestand dat Toetssteen kent, zoals " in err
    assert out.startswith("Nieuw: 0. Ongewijzigd: 0. Niet gevonden: ")
    assert "leefbaarometer-2-wijken: leefbaarometer2/dimensiescore_wijk_stand.xlsx staat niet in de map" in out


def test_fetch_from_a_folder_that_is_not_there(run: Run, tmp_path: Path) -> None:
    status, _out, err = run("fetch", "--from", str(tmp_path / "weg"))
    assert status == 1
    assert err.startswith("De map bestaat niet (bestand weg).")


def test_the_invented_country_from_nothing_to_an_answer(run: Run) -> None:
    assert run("sample")[0] == 0
    assert run("sample")[1].startswith("Nieuw: 0.")
    status, out, err = run("build", "--invented")
    assert (status, err) == (0, "")
    name = out.rsplit("Klaar: ", 1)[1].split(".")[0]
    assert answer(run, "status")[0]["serving"] is False
    assert run("publish") == (0, f"Nu te zien: {name}\n", "")
    (row,) = answer(run, "status")
    assert (row["id"], row["serving"], row["invented"], row["failedChecks"]) == (name, True, True, [])
    assert "verzonnen" in run("status")[1]
    result = answer(run, "series", "inwoners", "--areas", "NL00")
    assert result["invented"] is True
    assert len(result["series"][0]["points"]) == 12
    assert all(point["value"] > 0 for point in result["series"][0]["points"])


def test_a_series_as_json(run: Run, serving: str) -> None:
    result = answer(run, "series", "inwoners", "--areas", "WK900101, oevers,", "--years", "2019-2020")
    assert {key: result[key] for key in ("snapshot", "invented", "indicator", "unit")} == {
        "snapshot": serving,
        "invented": False,
        "indicator": "inwoners",
        "unit": "aantal",
    }
    assert [(s["code"], s["name"]) for s in result["series"]] == [("WK900101", "Lindehof"), ("oevers", "De Oevers")]
    assert result["series"][0]["points"] == [
        {
            "year": year,
            "value": 400,
            "status": "observed",
            "kind": "published",
            "comparable": year > 2019,
            "source": f"figures-{year}",
            "divisionYear": year,
            "reason": "",
            "formerCode": None,
        }
        for year in (2019, 2020)
    ]
    assert result["series"][1]["points"][1] == {
        "year": 2020,
        "value": 710,
        "status": "observed",
        "kind": "exact",
        "comparable": True,
        "source": None,
        "divisionYear": None,
        "reason": "",
        "formerCode": None,
    }


def test_a_series_in_words(run: Run, serving: str) -> None:
    status, out, _err = run("series", "laag_inkomen", "--areas", "WK900103,lindehof-oost")
    assert status == 0
    lines = [line.replace("\u00a0", " ").split() for line in out.splitlines()]
    assert lines[0] == ["WK900103", "Kadewijk:", "Laag", "inkomen"]
    assert lines[1] == ["2019", "8,0", "%", "gepubliceerd"]
    assert " ".join(lines[2]) == "2020 geheim: te weinig mensen of woningen"
    assert " ".join(lines[5]) == "2019 van geen van de delen is er een cijfer over dit jaar"


def test_lineage_as_json(run: Run, serving: str) -> None:
    result = answer(run, "lineage", "laag_inkomen", "WK900103", "2020")
    assert (result["snapshot"], result["code"], result["year"], result["parts"]) == (serving, "WK900103", 2020, [])
    assert result["point"]["value"] is None
    (cell,) = result["cells"]
    assert cell.pop("sha256") == building.hashlib.sha256(b"figures-2020").hexdigest()
    assert cell == {
        "area": "WK900103",
        "publisher": "Proefbureau",
        "title": "Proefcijfers figures-2020",
        "table": "P1",
        "version": "1",
        "file": "figures-2020.csv",
        "retrieved": "2026-01-02",
        "divisionYear": 2020,
        "column": "P_LAAG",
        "columnTitle": None,
        "dividedBy": None,
        "dividedOver": None,
        "row": 6,
        "published": None,
        "divisor": None,
        "value": None,
        "status": "secret",
        "mark": ".",
        "used": True,
    }


def test_lineage_of_what_was_worked_out(run: Run, serving: str) -> None:
    result = answer(run, "lineage", "laag_inkomen", "oevers", "2019")
    assert (result["cells"], result["parts"]) == ([], ["WK900101", "WK900102"])
    assert run("lineage", "laag_inkomen", "oevers", "2019")[1] == (
        "Berekend uit: WK900101, WK900102\n"
        "  WK900101 Lindehof: 18 gewicht 400 (inwoners, 2019)\n"
        "  WK900102 Oeverwijk: 6 gewicht 300 (inwoners, 2019)\n"
    )
    first, _second = result["calculation"]["parts"]
    assert (first["value"], first["weight"], first["cell"]["column"]) == (18, 400, "P_LAAG")


def test_lineage_in_words(run: Run, serving: str) -> None:
    assert run("lineage", "inwoners", "WK900101", "2020")[1] == (
        "Proefbureau, Proefcijfers figures-2020 (P1)\n"
        "  bestand figures-2020.csv, rij 4, kolom AANT_INW\n"
        "  vastgesteld: 400\n"
    )
    assert run("lineage", "rapportcijfer", "WK900101", "2019")[1] == "Hierover is niets bekend.\n"


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["series", "geluk", "--areas", "GM9001"], "Het cijfer “geluk” kennen wij niet."),
        (["series", "inwoners", "--areas", "x" * 9000], f"De plek “{'x' * 40}” kennen wij niet."),
        (["lineage", "inwoners", "GM9001", "1850"], "Voor het jaar 1850 zijn er geen cijfers."),
        (["lineage", "inwoners", "../etc", "2020"], "De plek “../etc” kennen wij niet."),
        (["publish", "2020-01-01-00000000"], "De cijfers “2020-01-01-00000000” bestaan niet."),
    ],
)
def test_what_does_not_exist_is_said_in_a_sentence(run: Run, serving: str, words: list[str], sentence: str) -> None:
    status, out, err = run(*words)
    assert (status, out) == (1, "")
    assert err.startswith(sentence)
    assert err.count("\n") == 1


def test_a_damaged_snapshot_is_said_in_a_sentence(run: Run, serving: str) -> None:
    os.truncate(Home.find().snapshots / serving / "cells.duckdb", 100)
    status, _out, err = run("series", "inwoners", "--areas", "GM9001")
    assert status == 1
    assert f"De cijfers {serving} zijn niet te openen" in err
