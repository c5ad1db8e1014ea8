"""division: a municipality's own division from a table, as definitions of named areas; and what lies in focus areas."""

import csv
import re
import sys
from argparse import Namespace
from collections.abc import Iterator

import yaml

from toetssteen.answers.comparison.focus import KIND
from toetssteen.answers.snapshot.atlas import Atlas
from toetssteen.answers.snapshot.places import Place
from toetssteen.cli.figures import serving
from toetssteen.cli.snapshots import say
from toetssteen.indicators.named_areas import OWN, load_named_areas
from toetssteen.kernel.areas import AreaCode, Level
from toetssteen.kernel.errors import DefinitionError, FilePosition, SourceError, UnknownNameError
from toetssteen.kernel.home import Home
from toetssteen.kernel.language import _
from toetssteen.sources.grids.any_file import read_by_hand
from toetssteen.sources.grids.cell_faults import fault
from toetssteen.sources.grids.grid import Grid, GridRow, text_of
from toetssteen.sources.publishers.area_columns import plain_text

COLUMNS = ("code", "naam", "buurt")
LISTED = ("gebied", "gebied_naam", "gemeente", "soort", "code", "naam", "helemaal_erin", "indeling", "nagekeken")


def division(arguments: Namespace) -> None:
    """One YAML file for each own wijk; nothing is written when a row is wrong. Raises SourceError, DefinitionError."""
    file, gemeente = arguments.file, arguments.gemeente
    if arguments.list:
        writer = csv.writer(sys.stdout, delimiter=";", lineterminator="\n")
        writer.writerow(LISTED)
        writer.writerows(_listed(serving(), arguments.year, gemeente))
        return
    if gemeente is None:
        raise DefinitionError(_("Zeg met --gemeente van welke gemeente deze indeling is, zoals --gemeente GM0014."))
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


def _listed(atlas: Atlas, year: int, gemeente: str | None) -> Iterator[tuple[object, ...]]:
    """The rows of every focus area in one division: the area itself, its wijken and its buurten."""
    codes = atlas.snapshot.register.names.get(year)
    if codes is None:
        years = ", ".join(map(str, sorted(atlas.snapshot.register.names)))
        raise DefinitionError(_("De indeling van {year} is er niet. Wel: {years}.").format(year=year, years=years))
    for place in sorted(atlas.gazetteer.places.values(), key=lambda each: each.code):
        if place.named is None or place.named.kind != KIND or gemeente not in (None, place.gemeente):
            continue
        area = (place.cells_code, place.name, place.gemeente)
        checked = _("ja") if place.named.verified else _("nee")
        yield (*area, _("gebied"), place.cells_code, place.name, _("ja"), year, checked)
        for code, whole in _inside(atlas, place):
            if code in codes:
                yield (*area, code.level, code, codes[code], _("ja") if whole else _("deels"), year, checked)


def _inside(atlas: Atlas, place: Place) -> list[tuple[AreaCode, bool]]:
    """Wijken and buurten of a named area, and whether they lie wholly in it."""
    buurten = {atlas.cube.areas[position] for position in atlas.gazetteer.under(place, Level.BUURT)}
    inside = [(code, True) for code in {*place.whole, *place.members, *buurten}]
    return sorted(inside + [(code, False) for code in place.cut])


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
