"""Which tables come first."""

from dataclasses import replace
from pathlib import Path

from toetssteen.indicators.catalogue import load_indicators
from toetssteen.kernel.definitions import Live, Protocol, Source
from toetssteen.sources.definitions.catalogue import load_sources
from toetssteen.sources.network.order import fetch_order
from toetssteen.warehouse.panel import wanted_columns

DEFINITIONS = Path(__file__).parents[3] / "definitions"
FIRST = ["cbs-live-kwb-2024", *(f"cbs-live-outlines-2024-{level}" for level in ("buurten", "gemeenten", "wijken"))]


def live_sources() -> list[Source]:
    return [source for source in load_sources(DEFINITIONS / "sources") if source.live is not None]


def table(name: str, year: int, address: str = "", *, geometry: bool = False) -> Source:
    return Source(
        id=name, publisher="CBS", title=name, table=name, address="", licence="", reader="odata-table", file=f"{name}.csv",
        division_year=year, year=year, figures=not geometry, geometry=geometry,
        live=Live(Protocol.ODATA4, address or name),
    )  # fmt: skip


def test_of_the_real_sources_first_the_year_with_the_newest_map() -> None:
    sources = live_sources()
    columns = wanted_columns(load_indicators(DEFINITIONS / "indicators"))
    order = fetch_order(sources, columns, delivered=[])
    assert [source.id for source in order.first] == FIRST
    rest = [source for piece in order.rest for source in piece]
    assert {s.id for s in rest} | set(FIRST) == {s.id for s in sources}
    assert len(rest) + len(FIRST) == len(sources)
    assert [source.year or source.division_year for source in rest] == sorted(
        (source.year or source.division_year for source in rest), reverse=True
    )


def test_what_is_in_comes_last_and_is_not_the_first_piece() -> None:
    sources = live_sources()
    columns = wanted_columns(load_indicators(DEFINITIONS / "indicators"))
    order = fetch_order(sources, columns, delivered=[*FIRST, "cbs-live-kwb-2013"])
    assert order.first == ()
    assert {source.id for source in order.rest[-1]} == {*FIRST, "cbs-live-kwb-2013"}
    everything = fetch_order(sources, {}, delivered=[source.id for source in sources])
    assert [len(piece) for piece in everything.rest] == [len(sources)]


def test_pieces_double_and_one_file_is_in_one_piece() -> None:
    maps = [table(f"kaart-{n}", 2020, "een-bestand", geometry=True) for n in range(3)]
    tables = [table(f"tabel-{year}", year) for year in range(2010, 2019)]
    order = fetch_order([*tables, *maps], {}, delivered=[])
    # The newest table of the year of the map; there is none, so the maps alone.
    assert [source.id for source in order.first] == ["kaart-0", "kaart-1", "kaart-2"]
    assert [len(piece) for piece in order.rest] == [3, 6]
    older = [replace(source, id=f"oud-{source.id}", division_year=2005, year=2005) for source in maps]
    split = fetch_order([tables[0], tables[1], *older, *maps], {}, delivered=[])
    assert [{source.id[:3] for source in piece} for piece in split.rest] == [{"tab", "oud"}]


def test_without_a_map_the_newest_and_fullest_table_is_first() -> None:
    tables = [table("vol", 2020), table("leeg", 2020), table("ouder", 2019)]
    order = fetch_order(tables, {"vol": {"a", "b"}, "leeg": {"a"}}, delivered=[])
    assert [source.id for source in order.first] == ["vol"]
    assert [[source.id for source in piece] for piece in order.rest] == [["leeg"], ["ouder"]]
