"""Families of tables in `definitions/families/`: each table of one becomes a source, each use of one a use per table."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path, PurePosixPath

from toetssteen.kernel.definitions import ColumnUse, Source
from toetssteen.kernel.language import _
from toetssteen.kernel.published_columns import Certainty, ColumnTitles
from toetssteen.kernel.table_families import AddedTable, FamilyTable, TableFamily
from toetssteen.sources.definitions.yaml_files import fault, load_folders

FOLDER, ADDED = "families", "family-tables"
# The option of a source whose file is recognised by how many people live in all its gemeenten together.
PEOPLE = "people"


def load_families(*folders: Path) -> tuple[TableFamily, ...]:
    """Every family in the folders. Raises DefinitionError naming file and key."""
    loaded = load_folders(folders, TableFamily)
    for path, family in loaded:
        _check(path, family)
    return tuple(_seen_only(family) for _path, family in loaded)


def _seen_only(family: TableFamily) -> TableFamily:
    """The family with its own rule on every title."""
    if not family.seen_only:
        return family
    columns = tuple(
        replace(column, titles=tuple(replace(title, seen_only=True) for title in column.titles))
        for column in family.columns
    )
    return replace(family, columns=columns)


def families_beside(*folders: Path) -> tuple[TableFamily, ...]:
    """The families beside these folders of definitions, with the tables that were added beside them."""
    families = load_families(*(folder.parent / FOLDER for folder in folders))
    added = load_folders([folder.parent / ADDED for folder in folders], AddedTable)
    by_id = {family.id: family for family in families}
    for path, table in added:
        if table.family not in by_id:
            raise fault(path, "family", _("De familie “{id}” bestaat niet.").format(id=table.family[:60]))
        by_id[table.family] = _with_table(by_id[table.family], table)
        _check(path, by_id[table.family])
    return tuple(by_id.values())


def _with_table(family: TableFamily, added: AddedTable) -> TableFamily:
    """The family with one table more; a year that it has already stays as it is."""
    if any(table.year == added.year for table in family.tables):
        return family
    table = FamilyTable(added.table, added.id, added.division_year, ADDED, added.year, Certainty.MEDIUM)
    tables = sorted((*family.tables, table), key=lambda one: one.year or one.division_year, reverse=True)
    evidence = {**family.evidence, ADDED: _("toegevoegd door de beheerder, uit de catalogus van de uitgever")}
    return replace(family, tables=tuple(tables), evidence=evidence)


def added_text(table: AddedTable) -> str:
    """The definition file of an added table."""
    return (
        f"id: {table.id}\nfamily: {table.family}\ntable: {table.table}\n"
        f"year: {table.year}\ndivision_year: {table.division_year}\n"
    )


def sources_of(family: TableFamily) -> tuple[Source, ...]:
    """One source a table, the oldest year first; without those that are written."""
    return tuple(_source(family, table) for table in reversed(family.tables) if not table.written)


def with_titles(source: Source, families: Iterable[TableFamily]) -> Source:
    """A written source with the titles of the family that names it."""
    for family in families:
        for table in family.tables:
            if table.written and table.source == source.id:
                return replace(
                    source,
                    options={**family.options, **source.options},
                    family=family.id,
                    titles=titles_for(family, table),
                    units=family.units,
                )
    return source


def titles_for(family: TableFamily, table: FamilyTable) -> tuple[ColumnTitles, ...]:
    """The columns that the table may have, with the titles that hold for its year."""
    if table.year is None:
        return family.columns
    year = table.year
    held = [replace(c, titles=tuple(title for title in c.titles if title.spans(year))) for c in family.columns]
    titled = {column.id for column in held if column.titles}
    return tuple(column for column in held if column.titles or (column.sum_of and titled.issuperset(column.sum_of)))


def over_tables(uses: Iterable[ColumnUse], families: Sequence[TableFamily]) -> tuple[ColumnUse, ...]:
    """The uses, with each use of a family replaced by one for each of its tables that may have the columns."""
    by_id = {family.id: family for family in families}
    return tuple(use for one in uses for use in _spread(one, by_id.get(one.source)))


def _spread(use: ColumnUse, family: TableFamily | None) -> tuple[ColumnUse, ...]:
    if family is None:
        return (use,)
    needed = {use.column} | ({use.per} if use.per is not None else set())
    return tuple(
        replace(use, source=table.source)
        for table in family.tables
        if needed <= {column.id for column in titles_for(family, table)}
        and not (use.years and table.year is not None and table.year not in use.years)
    )


def _source(family: TableFamily, table: FamilyTable) -> Source:
    words = {"year": table.year or "", "division": table.division_year}
    return Source(
        id=table.source,
        publisher=family.publisher,
        title=family.title.format(**words),
        table=table.table,
        address=family.address,
        licence=family.licence,
        reader=family.reader,
        file=family.file.format(table=table.table),
        division_year=table.division_year,
        year=table.year,
        version=_("wat de uitgever nu geeft") if family.live else "",
        notes=family.notes,
        options={**family.options, PEOPLE: str(table.people)} if table.people else family.options,
        live=replace(family.live, address=family.live.address.format(table=table.table)) if family.live else None,
        filled_later=family.filled_later,
        family=family.id,
        titles=titles_for(family, table),
        units=family.units,
    )


def _check(path: Path, family: TableFamily) -> None:
    if family.listed is not None and not family.listed.address.startswith("https://"):
        raise fault(path, "listed.address", _("Dit hoort een adres te zijn dat begint met https://."))
    _check_once(path, "tables", [table.source for table in family.tables])
    _check_once(path, "columns", [column.id for column in family.columns])
    for table in family.tables:
        if PurePosixPath(table.table).name != table.table or not table.table.replace("-", "").isalnum():
            raise fault(path, "tables", _("“{table}” is geen nummer van een tabel.").format(table=table.table[:40]))
        _check_evidence(path, family, f"tables ({table.table})", table.evidence)
    names = {column.id for column in family.columns if column.titles}
    for column in family.columns:
        if not (column.titles or column.sum_of) or not names.issuperset(column.sum_of):
            raise fault(path, f"columns ({column.id})", _("Geef titels, of kolommen met titels om op te tellen."))
        for title in column.titles:
            place = f"columns ({column.id})"
            _check_evidence(path, family, place, title.evidence)
            if bool(title.title) == bool(title.name):
                raise fault(path, place, _("Geef óf een titel (“title”), óf een naam zonder spaties (“name”)."))
            if not title.unit:
                raise fault(path, place, _("De eenheid (“unit”) ontbreekt."))
            if any(not title.spans(year) for year in (*title.high, *title.medium)):
                raise fault(path, place, _("Er is bewijs voor een jaar waarin de titel niet geldt."))


def _check_evidence(path: Path, family: TableFamily, place: str, key: str) -> None:
    if key not in family.evidence:
        raise fault(path, place, _("Het bewijs “{key}” staat niet bij “evidence”.").format(key=key[:40]))


def _check_once(path: Path, place: str, names: Sequence[str]) -> None:
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice:
        raise fault(path, place, _("“{id}” staat er twee keer.").format(id=twice[0][:60]))
