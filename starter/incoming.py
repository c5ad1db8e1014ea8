"""Says in the terminal how many of the publishers' tables are in, while the site serves."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from starter import stamps
from toetssteen.kernel.language import _

MOST_FAILED = 10  # so many are named; the page names all
FILE = Path("refreshes", "tables.json")  # as `toetssteen refresh` keeps it


class IncomingTables:
    """To be asked every few seconds; says something when there is news. address: of the page with every table."""

    def __init__(self, var: Path, address: str, say: Callable[[str], None]) -> None:
        self._file, self._address, self._say = var / FILE, address, say
        self._said = self._news()

    def look(self) -> None:
        news = self._news()
        if news and news != self._said:
            self._say(news)
        self._said = news

    def _news(self) -> str:
        """What is to be said of the first round along the publishers; "" for a later one, in which little is new."""
        state = stamps.read(self._file)
        tables: list[dict[str, Any]] = state.get("tables", [])
        if not tables or state.get("first") is not True:
            return ""
        words = _("{n} van {all} tabellen binnen.").format(
            n=sum(table.get("whole") is True for table in tables), all=len(tables)
        )
        failed = [str(table.get("title")) for table in tables if table.get("state") == "mislukt"]
        if state.get("finished"):
            ended = [
                _("{words} Alles is gevraagd.").format(words=words),
                *(_("  Niet gelukt: {title}").format(title=title) for title in failed[:MOST_FAILED]),
            ]
            if len(failed) > MOST_FAILED:
                ended.append(_("  Niet gelukt: nog {n} andere").format(n=len(failed) - MOST_FAILED))
            return "\n".join([*ended, _("Hoe het met elke tabel staat: {address}").format(address=self._address)])
        busy = next((str(table.get("title")) for table in tables if table.get("state") == "bezig"), "")
        now = state.get("doing") or busy
        return _("{words} Nu: {now}").format(words=words, now=now) if now else ""
