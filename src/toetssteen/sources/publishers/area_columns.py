"""How an area is written in a municipality's own table: a code, part of one, or a name."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from toetssteen.kernel.definitions import Source
from toetssteen.kernel.errors import DefinitionError, FilePosition, SourceError
from toetssteen.kernel.language import _
from toetssteen.kernel.texts import folded
from toetssteen.sources.definitions.options import required, whole_number
from toetssteen.sources.grids.grid import Cell, Grid, GridRow, text_of

# In place of a code: this row is no area, such as a total.
NO_AREA = "-"


@dataclass(frozen=True, slots=True)
class AreaColumn:
    """How an area is written. prefixes: kind of area -> WK, BU ..., when a column says the kind. places: text as folded
    -> whole code, or NO_AREA; it goes before everything else."""

    column: str
    digits: int
    prefix: str
    level: str | None
    prefixes: Mapping[str, str]
    places: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, source: Source) -> "AreaColumn":
        level = source.options.get("level")
        pairs = source.options.get("levels", "").split()
        if bool(level) != bool(pairs) or any(pair.count("=") != 1 for pair in pairs):
            raise DefinitionError(
                _("Bron {id}: geef “level” (een kolom) en “levels” (zoals “wijk=WK buurt=BU”) samen.").format(
                    id=source.id
                )
            )
        prefixes = dict(pair.split("=") for pair in pairs)
        digits = whole_number(source, "code_digits")
        prefix = source.options.get("code_prefix", "")
        return cls(required(source, "code"), digits, prefix, level, prefixes, _places(source))

    def full_code(self, grid: Grid, row: GridRow) -> str:
        """The whole code of a row; NO_AREA where the definition says that it is none."""
        text = plain_text(row.cells[grid.at(self.column)])
        kind = "" if self.level is None else text_of(row.cells[grid.at(self.level)]).casefold()
        if (code := self.places.get(place_key(text, kind))) is not None:
            return code
        prefix = self.prefix
        if self.level is not None:
            if kind not in self.prefixes:
                raise SourceError(
                    _("Dit soort gebied staat niet in de bronbeschrijving"),
                    FilePosition(grid.file, row.number, self.level, kind[:40]),
                    _("Zet het bij “levels”, of laat deze regels weg uit het bestand."),
                )
            prefix = self.prefixes[kind]
        if text.upper().startswith(prefix) and prefix:
            return text
        return f"{prefix}{text.zfill(self.digits) if text.isdigit() else text}"


def place_key(text: str, kind: str = "") -> str:
    """What `places` calls an area; kind: what the column with the kind of area says, if there is one."""
    return folded(f"{kind}: {text}" if kind else text)


def plain_text(cell: Cell) -> str:
    """Text of a code or a year: Excel keeps 1404 as 1404.0."""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return text_of(cell)


def _places(source: Source) -> dict[str, str]:
    """The option `places`: a line for each text, such as “Centrum = WK990100”; “wijk: Centrum = …” where `level` says
    the kind."""
    places: dict[str, str] = {}
    for line in source.options.get("places", "").splitlines():
        if not line.strip():
            continue
        text, sign, code = line.rpartition("=")
        if not sign or not text.strip() or not code.strip():
            raise DefinitionError(
                _(
                    "Bron {id}: bij “places” hoort op elke regel een naam en een code, zoals “Centrum = WK990100”."
                ).format(id=source.id)
            )
        places[folded(text.strip())] = code.strip()
    return places
