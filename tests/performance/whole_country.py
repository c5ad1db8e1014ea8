"""The whole country, every year and level of Kerncijfers, from a publisher's protocol to figures that serve: `just bench-country`.

The names and numbers of areas are those of 2024 in every year, the columns those that evidence gives for each year, and the
values are composed: near what the country has, so that nothing is refused. It measures time, memory and disk, not figures.
The publisher is a process of its own on loopback; its time is part of the fetching.
"""

import argparse
import csv
import json
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import unquote_plus

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / "tests"), str(ROOT / "src"), str(Path(__file__).parent)]

from building import environment  # noqa: E402
from sources.columns.composed import ComposedColumn, layouts  # noqa: E402
from tables import table as written_table  # noqa: E402

from toetssteen.cli import main as command_line  # noqa: E402
from toetssteen.cli import refreshing  # noqa: E402
from toetssteen.indicators.catalogue import load_indicators  # noqa: E402
from toetssteen.indicators.country_checks import load_country_checks  # noqa: E402
from toetssteen.kernel.country_checks import CountryChecks  # noqa: E402
from toetssteen.kernel.definitions import Indicator, Source  # noqa: E402
from toetssteen.kernel.table_families import TableFamily  # noqa: E402
from toetssteen.sources.definitions.families import load_families  # noqa: E402

PAGE = 100_000
HERE = "http://publisher.invalid"
# What the country has, for the figures that must add up; the others stand in the middle of their bounds.
COUNTRY_VALUES = {
    "aandeel_0_14": 15.2, "aandeel_15_24": 12.3, "aandeel_25_44": 25.6, "aandeel_45_64": 26.9, "aandeel_65_plus": 20.0,
    "eenpersoonshuishoudens": 39.0, "huishoudens_zonder_kinderen": 29.0, "huishoudens_met_kinderen": 32.0,
    "koopwoningen": 57.0, "huurwoningen": 43.0, "corporatiewoningen": 29.0, "opleiding_laag": 27.0,
    "opleiding_middelbaar": 42.0, "opleiding_hoog": 31.0, "diploma_tot_mbo_1": 27.0, "diploma_havo_vwo_mbo": 42.0,
    "diploma_hbo_wo": 31.0, "rond_sociaal_minimum": 6.0, "tot_110_sociaal_minimum": 9.0, "tot_120_sociaal_minimum": 12.0,
    "inkomen_per_inwoner": 31_000.0, "inkomen_per_ontvanger": 38_000.0,
}  # fmt: skip
FAMILY = "cbs-kwb"
# "Nothing changed" stands in it, for every area.
CHANGES = "indelingswijziging"


@dataclass(frozen=True)
class Country:
    """codes: padded as the publisher pads them. people: of each, as published in 2024."""

    codes: tuple[str, ...]
    names: tuple[str, ...]
    people: tuple[int, ...]


def read_country(data: Path) -> Country:
    with (data / "cbs-regio-2024" / "WijkenEnBuurten_85984NED.csv").open(encoding="utf-8", newline="") as file:
        rows = [(row["Key"].strip(), row["Title"].strip()) for row in csv.DictReader(file)]
    with (data / "cbs-kwb-2024-selectie" / "kwb_2024_selectie.csv").open(encoding="utf-8-sig", newline="") as file:
        counted = {
            row["WijkenEnBuurten"].strip(): int(row["AantalInwoners_5"] or 0)
            for row in csv.DictReader(file, delimiter=";")
        }
    people = [counted.get(code, 0) for code, _name in rows]
    gemeenten = sum(n for (code, _name), n in zip(rows, people, strict=True) if code.startswith("GM"))
    people = [gemeenten if code.startswith("NL") else n for (code, _name), n in zip(rows, people, strict=True)]
    return Country(tuple(code.ljust(10) for code, _ in rows), tuple(name for _, name in rows), tuple(people))


class ComposedPublisher:
    """One table for each year, as OData 4 gives it."""

    def __init__(self, data: Path, evidence: Path, years: Sequence[int]) -> None:
        self.country = read_country(data)
        self.family: TableFamily = next(f for f in load_families(ROOT / "definitions" / "families") if f.id == FAMILY)
        self.tables = {t.table: t.year for t in self.family.tables if t.year in years}
        self.columns = {table: self._columns(evidence, table) for table in self.tables}
        indicators = load_indicators(ROOT / "definitions" / "indicators")
        checks = load_country_checks(ROOT / "definitions" / "country-checks.yaml", indicators)
        self.values = {table: _raw_values(indicators, checks, year) for table, year in self.tables.items()}

    def _columns(self, evidence: Path, table: str) -> list[ComposedColumn]:
        """The columns of the last layout that the table had."""
        known = layouts(evidence, self.family, table)
        return known[max(known)] if known else []

    def answer(self, path: str) -> bytes:
        _, _, table, what = path.partition("?")[0].split("/")[-4:]
        skip = int(path.rpartition("$skip=")[2] or 0) if "$skip=" in path else 0
        columns = self.columns[table]
        area = "RegioS" if self.tables[table] == 2013 else "WijkenEnBuurten"
        if what == "Properties":
            count = len(self.country.codes) * len(columns)
            return json.dumps({"Identifier": table, "Modified": "2026-01-01", "ObservationCount": count}).encode()
        if what == "Dimensions":
            return _rows([{"Identifier": area, "Kind": "GeoDetail"}])
        if what == "MeasureGroups":
            return _rows([])
        if what == "MeasureCodes":
            codes = self.codes(table)
            return _rows(
                [{"Identifier": c, "Title": o.title, "Unit": o.unit} for c, o in zip(codes, columns, strict=True)]
            )
        if what == f"{area}Codes":
            pairs = zip(self.country.codes, self.country.names, strict=True)
            return _rows([{"Identifier": code, "Title": name} for code, name in pairs])
        return self._observations(table, area, skip)

    def codes(self, table: str) -> list[str]:
        known = {t.title: c.codes[table] for c in self.family.columns if table in c.codes for t in c.titles if t.title}
        return [known.get(column.title, f"Z{n:06}") for n, column in enumerate(self.columns[table])]

    def _observations(self, table: str, area: str, skip: int) -> bytes:
        """A page: area after area, each with all its measures. Small areas have secret cells, as in reality."""
        codes = self.codes(table)
        total = len(self.country.codes) * len(codes)
        ids = _ids(self.family, self.columns[table])
        values = self.values[table]
        text = []
        for n in range(skip, min(skip + PAGE, total)):
            place, measure = divmod(n, len(codes))
            value = "1" if ids[measure] == CHANGES else self._value(values.get(ids[measure]), place, measure)
            text.append(
                f'{{"Id":{n},"Measure":"{codes[measure]}","ValueAttribute":"None","Value":{value},"StringValue":null,'
                f'"{area}":"{self.country.codes[place]}"}}'
            )
        following = skip + PAGE
        link = (
            f',"@odata.nextLink":"{HERE}/odata/v1/CBS/{table}/Observations?$skip={following}"'
            if following < total
            else ""
        )
        return f'{{"value":[{",".join(text)}]{link}}}'.encode()

    def _value(self, kind: tuple[float, float] | None, place: int, measure: int) -> str:
        people = self.country.people[place]
        share, rate = kind or (0.0, 50.0)
        if share:
            return str(round(share * people))
        if people < 100 and measure > 30:
            return "null"
        wobble = 1.0 if place == 0 else 0.8 + 0.4 * random.Random(place * 1_009 + measure).random()
        return f"{rate * wobble:.1f}"


def _ids(family: TableFamily, columns: Sequence[ComposedColumn]) -> list[str]:
    ids = {title.title: column.id for column in family.columns for title in column.titles if title.title}
    return [ids.get(column.title, "") for column in columns]


def _raw_values(indicators: Sequence[Indicator], checks: CountryChecks, year: int) -> dict[str, tuple[float, float]]:
    """Column of the family -> (count for each inhabitant, 0) or (0, value), so that the country's figures are possible."""
    middles = {b.indicator: (b.low + b.high) / 2 for b in checks.bounds if b.holds(year)}
    counts = {"inwoners": 1.0, "huishoudens": 0.465, "woningen": 0.46}
    raw: dict[str, tuple[float, float]] = {name: (count, 0.0) for name, count in counts.items()}
    for indicator in indicators:
        target = COUNTRY_VALUES.get(indicator.id, middles.get(indicator.id, 50.0))
        for use in indicator.columns:
            if use.source not in (FAMILY, f"cbs-live-kwb-{year}") or use.column in raw:
                continue
            divisor = counts.get(use.per or "", 0.0)
            raw[use.column] = (target * divisor / use.factor, 0.0) if divisor else (0.0, target / use.factor)
    return raw


def _rows(rows: Sequence[Mapping[str, object]]) -> bytes:
    return json.dumps({"value": list(rows)}).encode()


def serve(data: Path, evidence: Path, years: Sequence[int], asked: Path) -> None:
    """Serve until this process is ended; prints its address, and writes the path of each request to a file."""
    composed = ComposedPublisher(data, evidence, years)

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            path = unquote_plus(self.path)
            with asked.open("a", encoding="utf-8") as file:
                file.write(path + "\n")
            host = f"http://{self.headers['Host']}"
            body = composed.answer(path).replace(HERE.encode(), host.encode())
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_arguments: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        print(f"http://127.0.0.1:{server.server_address[1]}", flush=True)
        server.serve_forever()


def at_the_publisher(address: str, words: Sequence[str]) -> int:
    """A verb of the command line, with the tables of Kerncijfers at this address."""
    load = refreshing.load_sources

    def moved(*folders: Path) -> tuple[Source, ...]:
        return tuple(_moved(source, address) for source in load(*folders))

    refreshing.load_sources = moved  # type: ignore[assignment]
    return command_line(list(words))


def _moved(source: Source, address: str) -> Source:
    if source.live is None or not source.id.startswith("cbs-live-kwb-"):
        return source
    return replace(source, live=replace(source.live, address=f"{address}/odata/v1/CBS/{source.table}"))


def _run(var: Path, address: str, words: Sequence[str]) -> tuple[str, str, str]:
    """Run a verb; its seconds by the clock and of the processor, and its peak memory in MB. Stops when it fails."""
    begun = time.perf_counter()
    command = [sys.executable, __file__, "--at", address, *words]
    child = subprocess.Popen(command, env=environment(var), stdout=sys.stderr)
    _pid, status, used = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        raise SystemExit(f"toetssteen {' '.join(words)} failed, see above")
    seconds = time.perf_counter() - begun
    return f"{seconds:.0f}", f"{used.ru_utime + used.ru_stime:.0f}", f"{used.ru_maxrss / 1024:.0f}"


def _megabytes(folder: Path) -> float:
    return sum(file.stat().st_size for file in folder.rglob("*") if file.is_file()) / 1e6


def measure(var: Path, address: str, sources: Sequence[str], asked: Path) -> Iterator[list[str]]:
    """Rows of the table: what, seconds, those of the processor, MB of memory, what came of it."""
    chosen = [word for source in sources for word in ("--source", source)]
    used = _run(var, address, ["fetch", "--live", *chosen])
    requests = asked.read_text(encoding="utf-8").splitlines()
    raw = _megabytes(var / "raw")
    yield ["fetch", *used, f"{len(requests)} requests, {raw:.0f} MB of files"]
    used = _run(var, address, ["build"])
    (snapshot,) = [path.parent for path in (var / "snapshots").glob("*/manifest.json")]
    manifest = json.loads((snapshot / "manifest.json").read_text(encoding="utf-8"))
    sizes = f"{_megabytes(snapshot):.0f} MB: cells {_megabytes(snapshot / 'cube'):.0f} MB in the cube"
    yield ["build", *used, f"{manifest['cells']:,} cells, {sizes}"]
    used = _run(var, address, ["publish"])
    yield ["publish", *used, ""]
    refused = [check for check in manifest["checks"] if not check["ok"]]
    yield ["checks that failed", "", "", "", str(len(refused))]
    asked.write_text("", encoding="utf-8")
    used = _run(var, address, ["fetch", "--live", *chosen])
    again = asked.read_text(encoding="utf-8").splitlines()
    cells = sum("/Observations" in path for path in again)
    yield [
        "fetch, nothing changed",
        *used,
        f"{len(again)} requests, {cells} of them for cells",
    ]


def main() -> None:
    if sys.argv[1:2] == ["--at"]:
        raise SystemExit(at_the_publisher(sys.argv[2], sys.argv[3:]))
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=ROOT.parent / "shared" / "data")
    parser.add_argument("--first", type=int, default=2013)
    parser.add_argument("--last", type=int, default=2025)
    parser.add_argument("--serve", type=Path, help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    years = range(chosen.first, chosen.last + 1)
    evidence = chosen.data.parent / "columns"
    if chosen.serve is not None:
        serve(chosen.data, evidence, years, chosen.serve)
        return
    with tempfile.TemporaryDirectory(prefix="toetssteen-country-") as folder:
        asked = Path(folder) / "asked"
        asked.touch()
        words = [
            "--data",
            str(chosen.data),
            "--first",
            str(chosen.first),
            "--last",
            str(chosen.last),
            "--serve",
            str(asked),
        ]
        server = subprocess.Popen([sys.executable, __file__, *words], stdout=subprocess.PIPE, text=True)
        try:
            if server.stdout is None:
                raise SystemExit("the publisher did not start")
            address = server.stdout.readline().strip()
            sources = [f"cbs-live-kwb-{year}" for year in years]
            rows = list(measure(Path(folder) / "var", address, sources, asked))
        finally:
            server.terminate()
            server.wait()
    print(written_table(["step", "seconds", "of the processor", "MB of memory at most", "result"], rows))


if __name__ == "__main__":
    main()
