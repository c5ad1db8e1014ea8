"""division: a municipality's own division from a table, as definitions of named areas."""

import re
from argparse import Namespace

import yaml

from toetssteen.cli.snapshots import say
from toetssteen.indicators.named_areas import OWN, load_named_areas
from toetssteen.kernel.areas import AreaCode, Level
from toetssteen.kernel.errors import FilePosition, SourceError, UnknownNameError
from toetssteen.kernel.home import Home
from toetssteen.kernel.language import _
from toetssteen.sources.grids.any_file import read_by_hand
from toetssteen.sources.grids.cell_faults import fault
from toetssteen.sources.grids.grid import Grid, GridRow, text_of
from toetssteen.sources.publishers.own_tables import plain_text

COLUMNS = ("code", "naam", "buurt")


def division(arguments: Namespace) -> None:
    """One YAML file for each own wijk; nothing is written when a row is wrong. Raises SourceError, DefinitionError."""
    file, gemeente = arguments.file, arguments.gemeente
    grid = read_by_hand(file)
    areas = _areas(grid, gemeente)
    folder = Home.find().own_definitions / "areas"
    texts = {}
    for code, (name, buurten) in areas.items():
        content = {
            "id": f"eigen-{gemeente[2:]}-{code.casefold()}",
            "code": f"EI{gemeente[2:]}-{code}",
            "name": name,
            "kind": OWN,
            "gemeente": str(gemeente),
            "origin": file.name,
            "verified": False,  # a table was read; nobody looked yet
            "members": {arguments.year: sorted(buurten)},
        }
        texts[content["id"]] = yaml.safe_dump(content, allow_unicode=True, sort_keys=False, width=160)
    existing = sorted(folder.glob(f"eigen-{gemeente[2:]}-*.yaml"))
    if existing and not arguments.replace:
        raise SourceError(
            _("Er is al een eigen indeling van deze gemeente, met {n} wijken").format(n=len(existing)),
            FilePosition(existing[0].name),
            _("Gebruik --replace om de hele indeling te vervangen."),
        )
    for file_before in existing:  # a wijk of the division before would lie over the new ones
        file_before.unlink()
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in texts.items():
        (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    load_named_areas(*Home.find().definition_folders("areas"))
    count = sum(len(buurten) for _name, buurten in areas.values())
    say(_("{n} eigen wijken uit {buurten} buurten, in {folder}.").format(n=len(texts), buurten=count, folder=folder))


def _areas(grid: Grid, gemeente: str) -> dict[str, tuple[str, list[str]]]:
    """Own code -> (name, buurten). Every buurt lies in one own wijk only, and every code has one name."""
    positions = {column: grid.at(column) for column in COLUMNS}
    areas: dict[str, tuple[str, list[str]]] = {}
    own_wijk_of: dict[str, str] = {}
    for row in grid.rows:
        code, name = plain_text(row.cells[positions["code"]]).upper(), text_of(row.cells[positions["naam"]])
        if not re.fullmatch("[0-9A-Z]{1,12}", code):
            raise _wrong(grid, row, "code", _("Een eigen code is een getal of een paar letters, zonder spaties"))
        buurt = _buurt(grid, row, positions["buurt"], gemeente)
        if buurt in own_wijk_of:
            raise _wrong(
                grid, row, "buurt", _("Deze buurt ligt al in eigen wijk {code}").format(code=own_wijk_of[buurt])
            )
        if failed := fault(name):
            raise _wrong(grid, row, "naam", failed[0])
        area = areas.setdefault(code, (name, []))
        if not name or area[0] != name:
            raise _wrong(grid, row, "naam", _("Eigen wijk {code} heet elders “{name}”").format(code=code, name=area[0]))
        area[1].append(buurt)
        own_wijk_of[buurt] = code
    return areas


def _buurt(grid: Grid, row: GridRow, position: int, gemeente: str) -> str:
    try:
        code = AreaCode.parse(text_of(row.cells[position]))
    except UnknownNameError:
        code = None
    if code is None or code.level is not Level.BUURT or code.gemeente != gemeente:
        raise _wrong(grid, row, "buurt", _("Dit is geen buurt van {gemeente}").format(gemeente=gemeente))
    return str(code)


def _wrong(grid: Grid, row: GridRow, column: str, text: str) -> SourceError:
    cell = text_of(row.cells[grid.at(column)])[:40]
    remedy = _("Verbeter de tabel en probeer het opnieuw. Er is niets bewaard.")
    return SourceError(text, FilePosition(grid.file, row.number, column, cell), remedy)
