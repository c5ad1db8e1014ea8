"""CBS OData over the wire: pages, order, doubles, half deliveries, and the same cells as from a file."""

import json
import socket
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from sources.network.server import Answer, Publisher
from sources.network.tables import MEASURES, SMALL, TABLE, Row, in_pages, observation, odata4, page, source4
from sources.network.test_visit import Clock

from toetssteen.kernel.cells import Status
from toetssteen.kernel.definitions import Live, Protocol, Source
from toetssteen.sources.deliveries.fetch import RECORD, latest_delivery
from toetssteen.sources.deliveries.refreshes import Outcome
from toetssteen.sources.network.fetching import RetryPolicy, fetch_live
from toetssteen.sources.reading import read

BOTH = frozenset({"T001036", "M000100"})
NOW = datetime(2026, 11, 24, 5, 0, tzinfo=UTC)


def fetch(raw: Path, *sources: Source, columns: frozenset[str] = BOTH, now: datetime = NOW) -> tuple[Outcome, ...]:
    clock = Clock()
    return fetch_live(
        raw,
        sources,
        examine=lambda path, source: read(path, source, columns),
        now=lambda: now,
        policy=RetryPolicy(clock.sleep, lambda: clock.now, attempts=3, patience=5),
    )


def failed(raw: Path, source: Source, columns: frozenset[str] = BOTH) -> str:
    (outcome,) = fetch(raw, source, columns=columns)
    assert outcome.result == "mislukt"
    assert not list((raw / source.id).glob("*")), "nothing half-written stays"
    return outcome.detail


def folder_of(raw: Path, source: Source) -> Path:
    delivery = latest_delivery(raw, source)
    assert delivery is not None
    return delivery.folder


def test_a_table_in_pages_becomes_one_delivery(there: Publisher, tmp_path: Path) -> None:
    odata4(there)
    source = source4(there)
    (outcome,) = fetch(tmp_path, source)
    assert (outcome.source, outcome.result, outcome.detail) == ("cbs-live", "nieuw", "")
    folder = folder_of(tmp_path, source)
    assert sorted(path.name for path in folder.iterdir()) == [f"{TABLE}.csv", f"{TABLE}.kolommen.csv", RECORD]
    assert outcome.bytes == sum(path.stat().st_size for path in folder.iterdir() if path.name != RECORD)
    record = json.loads((folder / RECORD).read_text())
    assert (record["origin"], record["retrieved"]) == ("netwerk", "2026-11-24T05:00:00+00:00")
    assert record["live"] == {
        "address": f"{there.address}/CBS/{TABLE}",
        "version": "2025-03-27",
        "etag": "",
        "modified": "",
    }
    (table,) = read(folder / f"{TABLE}.csv", source, BOTH)
    assert list(table.codes) == ["GM9901", "WK990100", "WK990101"]
    assert table.names == ("Verzonnen", "Schrobbelaar", "Mariënheem")
    np.testing.assert_array_equal(table.columns["T001036"].values, [1225, 1205, 20])
    density = table.columns["M000100"]
    assert [Status(s) for s in density.statuses] == [Status.SECRET, Status.OBSERVED, Status.ABSENT]
    assert density.values[1] == 94.5
    assert dict(density.marks) == {0: "", 2: "Impossible"}


def test_order_and_doubles_make_no_difference(there: Publisher, tmp_path: Path) -> None:
    odata4(there, size=100)
    source = source4(there)
    fetch(tmp_path / "one", source)
    odata4(there, [*reversed(SMALL), SMALL[2], SMALL[4]], size=2, count=len(SMALL))
    (outcome,) = fetch(tmp_path / "two", source)
    assert outcome.result == "nieuw"
    assert outcome.detail == "2 gegevens kwamen twee keer, met dezelfde inhoud."
    for name in (f"{TABLE}.csv", f"{TABLE}.kolommen.csv"):
        one, two = (folder_of(tmp_path / n, source) / name for n in ("one", "two"))
        assert one.read_bytes() == two.read_bytes()


def test_the_same_version_is_not_fetched_again(there: Publisher, tmp_path: Path) -> None:
    odata4(there)
    source = source4(there)
    fetch(tmp_path, source)
    there.asked.clear()
    assert fetch(tmp_path, source)[0].result == "ongewijzigd"
    assert there.paths() == [f"/CBS/{TABLE}/Properties"]
    odata4(there, modified="2025-06-01")  # a new version with the same cells
    assert fetch(tmp_path, source)[0].result == "ongewijzigd"
    revised = [replace_value(row, "WK990101", 25) for row in SMALL]
    odata4(there, revised, modified="2025-07-01")
    assert fetch(tmp_path, source)[0].result == "nieuw"
    assert folder_of(tmp_path, source).name == "2026-11-24-2"


def replace_value(row: Row, area: str, value: float) -> Row:
    mine = row["WijkenEnBuurten"].strip() == area and row["Measure"] == "T001036"
    return {**row, "Value": value} if mine else row


@pytest.mark.parametrize(
    ("rows", "more", "words"),
    [
        (SMALL[:-1], {"count": 7}, "Er kwamen 6 cellen, terwijl de tabel er volgens de uitgever 7 heeft"),
        ([*SMALL, observation(7, "GM9901", "T001036", 1230)], {}, "GM9901 komt twee keer, met verschillende inhoud"),
        ([*SMALL, observation(7, "GM9901", "X1", 1)], {}, "kolom voor die de uitgever zelf niet beschrijft"),
        ([], {}, "De tabel is leeg"),
        ([observation(0, "ABC", "T001036", 1)], {}, "geen enkel gebied"),
        ([observation(0, "GM99X1", "T001036", 1)], {}, "geen code van een buurt, wijk of gemeente"),
    ],
)
def test_what_is_not_right_is_not_kept(
    rows: list[Row], more: dict[str, Any], words: str, there: Publisher, tmp_path: Path
) -> None:
    odata4(there, rows, **more)
    assert words in failed(tmp_path, source4(there))


def test_another_table_or_another_form(there: Publisher, tmp_path: Path) -> None:
    odata4(there)
    base = f"/CBS/{TABLE}"
    there.on(f"{base}/Properties", Answer(b'{"Identifier": "85318NED"}'))
    assert "tabel 85318NED in plaats van 85984NED" in failed(tmp_path, source4(there))
    odata4(there)
    there.on(f"{base}/Observations", Answer(b'{"rows": []}'))
    assert "de lijst “value” ontbreekt" in failed(tmp_path, source4(there))
    there.on(f"{base}/Observations", page([{"Id": 1}]))
    assert "geen gebieden onder de naam WijkenEnBuurten" in failed(tmp_path, source4(there))
    there.on(f"{base}/Observations", page([{"Measure": "T001036", "Value": True, "WijkenEnBuurten": "GM9901"}]))
    assert "een vorm die we niet kennen" in failed(tmp_path, source4(there))


def test_pages_without_end_and_pages_elsewhere(there: Publisher, tmp_path: Path) -> None:
    odata4(there)
    path = f"/CBS/{TABLE}/Observations"
    there.on(path, page(SMALL[:1], **{"@odata.nextLink": there.address + path}))
    assert "zonder einde" in failed(tmp_path, source4(there))
    there.on(path, page(SMALL[:1], **{"@odata.nextLink": "http://169.254.169.254/latest"}))
    assert "http://169.254.169.254, en dat staat niet in de bronbeschrijving" in failed(tmp_path, source4(there))


def test_a_page_that_fails_for_a_while(there: Publisher, tmp_path: Path) -> None:
    odata4(there)
    path = f"/CBS/{TABLE}/Observations?$skip=3"
    (second,) = there.answers[path]
    assert isinstance(second, Answer)
    there.on(path, Answer(second.body, cut=20), Answer(b"", 429, {"Retry-After": "5"}), second)
    assert fetch(tmp_path, source4(there))[0].result == "nieuw"
    there.on(path, Answer(second.body[:50]))
    assert "halve of beschadigde pagina" in failed(tmp_path / "again", source4(there))


def test_one_failing_source_does_not_stop_the_others(there: Publisher, tmp_path: Path) -> None:
    odata4(there)
    good = source4(there)
    live = good.live
    assert live is not None
    bad = replace(good, id="weg", live=replace(live, address=f"{there.address}/CBS/weg"))
    small = source4(there, most_bytes=300)
    outcomes = fetch(tmp_path, bad, replace(small, id="klein"), good)
    assert [(o.source, o.result) for o in outcomes] == [("weg", "mislukt"), ("klein", "mislukt"), ("cbs-live", "nieuw")]
    assert "404" in outcomes[0].detail
    assert "meer dan 0 MB" in outcomes[1].detail


def test_a_host_that_is_not_there_is_tried_patiently_once(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as door:
        port = door.getsockname()[1]
    source = source4(Publisher(f"http://127.0.0.1:{port}"))
    first, second = fetch(tmp_path, source, replace(source, id="tweede"))
    assert "ook niet na 3 keer proberen: de server is niet te bereiken" in first.detail
    assert "Ophalen lukte niet: de server is niet te bereiken" in second.detail


def test_a_renamed_column_is_named_with_candidates_and_the_old_delivery_stays(there: Publisher, tmp_path: Path) -> None:
    odata4(there)
    source = source4(there)
    fetch(tmp_path, source)
    renamed = [{**row, "Measure": row["Measure"].replace("T001036", "T001036_2")} for row in SMALL]
    measures = [{**m, "Identifier": m["Identifier"].replace("T001036", "T001036_2")} for m in MEASURES]
    odata4(there, renamed, measures=measures, modified="2026-01-01")
    (outcome,) = fetch(tmp_path, source)
    assert outcome.result == "mislukt"
    assert f"bron cbs-live, tabel {TABLE} (2024)" in outcome.detail
    assert "kolom T001036" in outcome.detail
    assert "Lijkt erop: “T001036_2” (Aantal inwoners). We kiezen niet zelf" in outcome.detail
    (table,) = read(folder_of(tmp_path, source) / f"{TABLE}.csv", source, BOTH)
    assert table.columns["T001036"].values[0] == 1225


# Version 3, as the police and RIVM use it on CBS's platform.


def odata3(there: Publisher, rows: list[Row]) -> Source:
    base, asked = "/ODataFeed/odata/47018NED", "$format=json"
    there.on(f"{base}/TableInfos", page([{"Identifier": "47018NED", "Modified": "2026-03-01"}]))
    there.on(f"{base}/DataProperties", page([
        {"Key": "SoortMisdrijf", "Title": "Soort misdrijf", "Type": "Dimension"},
        {"Key": "WijkenEnBuurten", "Title": "Wijken", "Type": "GeoDimension"},
        {"Key": "Perioden", "Title": "Perioden", "Type": "TimeDimension"},
        {"Key": "", "Title": "Groep", "Type": "TopicGroup"},
        {"Key": "GeregistreerdeMisdrijven_1", "Title": "Geregistreerde misdrijven", "Type": "Topic", "Unit": "aantal"},
    ]))  # fmt: skip
    there.on(f"{base}/WijkenEnBuurten", page([{"Key": "GM9901    ", "Title": "Verzonnen"}]))
    asked += "&$filter=SoortMisdrijf eq '0.0.0 '"
    in_pages(there, f"{base}/TypedDataSet", rows, 2, "odata.nextLink", f"{asked}&")
    return Source(
        id="politie", publisher="Politie", title="Misdrijven", table="47018NED", address="", licence="",
        reader="odata-table", file="live/47018NED.csv", division_year=2024,
        options={"code": "WijkenEnBuurten", "name": "Naam", "period": "Perioden", "where": "SoortMisdrijf=0.0.0",
                 "blank": "absent"},
        live=Live(Protocol.ODATA3, there.address + base, filter="SoortMisdrijf eq '0.0.0 '"),
    )  # fmt: skip


def crimes(n: int, area: str, period: str, count: int | None) -> Row:
    return {
        "ID": n, "SoortMisdrijf": "0.0.0 ", "WijkenEnBuurten": area.ljust(10), "Perioden": period,
        "GeregistreerdeMisdrijven_1": count,
    }  # fmt: skip


def test_version_3_gives_a_table_a_year(there: Publisher, tmp_path: Path) -> None:
    rows = [
        crimes(1, "GM9901", "2023JJ00", 12),
        crimes(2, "WK990100", "2023JJ00", None),
        crimes(3, "GM9901", "2024JJ00", 9),
    ]
    source = odata3(there, rows)
    column = frozenset({"GeregistreerdeMisdrijven_1"})
    (outcome,) = fetch(tmp_path, source, columns=column)
    assert outcome.result == "nieuw"
    assert there.asked[-2].path.endswith("TypedDataSet?$format=json&$filter=SoortMisdrijf eq '0.0.0 '")
    first, second = read(folder_of(tmp_path, source) / "47018NED.csv", source, column)
    assert (first.year, second.year) == (2023, 2024)
    cells = first.columns["GeregistreerdeMisdrijven_1"]
    assert list(zip(first.codes, cells.statuses.tolist(), strict=True)) == [
        ("GM9901", Status.OBSERVED), ("WK990100", Status.ABSENT),
    ]  # fmt: skip
    assert fetch(tmp_path, source, columns=column)[0].result == "ongewijzigd"


def test_version_3_with_another_kind_or_month(there: Publisher, tmp_path: Path) -> None:
    column = frozenset({"GeregistreerdeMisdrijven_1"})
    source = odata3(there, [crimes(1, "GM9901", "2024MM01", 12)])
    assert "Hier hoort een jaar te staan" in failed(tmp_path, source, column)
    other = {**crimes(1, "GM9901", "2024JJ00", 12), "SoortMisdrijf": "1.1.1 "}
    source = odata3(there, [other])
    assert "Geen enkele regel heeft hier “0.0.0”" in failed(tmp_path, source, column)


# The same cells through OData as from the file, on the real table.

# Identifier in version 4 -> name in the file (version 3). Titles are checked against the publisher's description.
SAME = {"T001036": "AantalInwoners_5", "M000100": "Bevolkingsdichtheid_34", "M000297": "Woningvoorraad_35"}


def test_the_same_cells_as_from_the_file(there: Publisher, tmp_path: Path, data_folder: Path) -> None:
    folder = data_folder / "cbs-kwb-2024"
    file = Source(
        id="file", publisher="CBS", title="", table=TABLE, address="", licence="", reader="statline-json",
        file="x.json", division_year=2024, year=2024, options={"code": "GebiedCode"},
    )  # fmt: skip
    (expected,) = read(folder / "stripped_filtered_data_2024.json", file, frozenset(SAME.values()))
    cells = json.loads((folder / "stripped_filtered_data_2024.json").read_text())
    titles = {
        one["Key"]: one["Title"] for one in json.loads((folder / "DataProperties.json").read_text()) if one["Key"]
    }
    rows = [
        observation(0, area, code, cells[area][name]) for area in reversed(list(cells)) for code, name in SAME.items()
    ]
    measures = [{"Identifier": code, "Title": titles[name], "Unit": ""} for code, name in SAME.items()]
    odata4(there, rows, size=4000, measures=measures, areas=[{"Identifier": a, "Title": a} for a in cells])
    source = source4(there)
    (outcome,) = fetch(tmp_path, source, columns=frozenset(SAME))
    assert outcome.result == "nieuw", outcome.detail
    (found,) = read(folder_of(tmp_path, source) / f"{TABLE}.csv", source, frozenset(SAME))
    assert set(found.codes) == set(expected.codes)
    assert len(found.codes) == 3735
    order = [found.codes.index(code) for code in expected.codes]
    for code, name in SAME.items():
        one, two = found.columns[code], expected.columns[name]
        np.testing.assert_array_equal(one.values[order], two.values)
        np.testing.assert_array_equal(one.statuses[order], two.statuses)
        assert {expected.codes[i] for i in two.marks} == {found.codes[i] for i in one.marks}
