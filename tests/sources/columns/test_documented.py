"""The table in the documentation is the one that the definitions make. Set TOETSSTEEN_WRITE_DOCS to write it."""

import os
from pathlib import Path

from toetssteen.indicators.catalogue import load_indicators
from toetssteen.kernel.definitions import Source
from toetssteen.kernel.published_columns import Certainty
from toetssteen.sources.columns.coverage import ColumnCoverage, coverage
from toetssteen.sources.definitions.catalogue import load_sources
from toetssteen.sources.definitions.families import load_families

ROOT = Path(__file__).parents[3]
PAGE = ROOT / "docs" / "beheer" / "kolommen.md"
START, END = "<!-- made by tests/sources/columns/test_documented.py -->\n", "<!-- /made -->"
WORDS = {Certainty.HIGH: "hoog", Certainty.MEDIUM: "middel", None: "?"}
_ORDER = (None, Certainty.MEDIUM, Certainty.HIGH)


def tables() -> str:
    """A table for each family: indicator by year."""
    indicators = load_indicators(ROOT / "definitions" / "indicators")
    sources = load_sources(ROOT / "definitions" / "sources")
    rows = coverage(indicators, sources, {})
    parts = []
    for family in load_families(ROOT / "definitions" / "families"):
        of_family = [row for row in rows if row.family == family.id]
        if of_family:
            parts.append(f"### {family.id}: {family.publisher}\n\n{_listed(sources, family.id)}\n\n{_table(of_family)}")
    return "\n" + "\n\n".join(parts) + "\n\n"


def _listed(sources: tuple[Source, ...], family: str) -> str:
    return "Tabellen: " + ", ".join(f"{s.table} ({s.year or s.division_year})" for s in sources if s.family == family)


def _table(rows: list[ColumnCoverage]) -> str:
    years = sorted({row.year for row in rows})
    best: dict[tuple[str, int], Certainty | None] = {}
    for row in rows:
        key = (row.indicator, row.year)
        best[key] = max(best.get(key), row.certainty, key=_ORDER.index)
    names = sorted({row.indicator for row in rows})
    lines = [f"| cijfer | {' | '.join(map(str, years))} |", "|---" * (len(years) + 1) + "|"]
    for name in names:
        cells = (WORDS[best[name, year]] if (name, year) in best else "" for year in years)
        lines.append(f"| `{name}` | {' | '.join(cells)} |")
    return "\n".join(lines)


def test_the_page_shows_what_the_definitions_say() -> None:
    text = PAGE.read_text(encoding="utf-8")
    before, middle = text.split(START)
    _written, after = middle.split(END)
    made = f"{before}{START}{tables()}{END}{after}"
    if os.environ.get("TOETSSTEEN_WRITE_DOCS"):
        PAGE.write_text(made, encoding="utf-8")
    assert text == made, "run this test with TOETSSTEEN_WRITE_DOCS=1 and look at what changed"
