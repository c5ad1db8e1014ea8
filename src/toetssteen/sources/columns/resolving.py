"""Find a column by its accepted titles: exactly one, of the expected unit, or a refusal that says what there is."""

import difflib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from toetssteen.kernel.language import _
from toetssteen.kernel.published_columns import AcceptedTitle, ColumnTitles, ResolvedColumn
from toetssteen.kernel.texts import folded
from toetssteen.sources.columns.metadata import MetadataColumn, TableMetadata, folded_unit, squeezed, stem

SHOWN = 3
LEAST = 0.4  # of 1; below this two titles have little in common


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why nothing is loaded for a column of ours. nearest: titles of the table with their units, the likest first."""

    id: str
    table: str
    year: int | None
    wanted: tuple[str, ...]
    reason: str
    nearest: tuple[str, ...] = ()

    def __str__(self) -> str:
        place = _("tabel {table} ({year})") if self.year else _("tabel {table}")
        text = _("{id}, {place}: {reason}. Gezocht: {wanted}.").format(
            id=self.id,
            place=place.format(table=self.table, year=self.year),
            reason=self.reason,
            wanted=_(" of ").join(self.wanted) or "-",
        )
        return text + (_(" Lijkt erop: {nearest}.").format(nearest=", ".join(self.nearest)) if self.nearest else "")


NO_CODES: Mapping[str, str] = {}


def resolve(
    metadata: TableMetadata, wanted: ColumnTitles, owners: Mapping[str, str] = NO_CODES
) -> ResolvedColumn | Refusal:
    """The one column of the table that is the wanted one. owners: code -> the name of ours it has in other tables.

    A key or code never finds a column; one that disagrees with the title that did, refuses it: then the title or the
    key belongs to something else, and we cannot know which.
    """
    titles = _held(metadata, wanted)
    if not titles:
        return _refusal(metadata, wanted, _spanning(metadata, wanted), _no_title(metadata, wanted))
    same_title = _once(column for title in titles for column in metadata.columns if _same_title(title, column))
    matches = _once(
        column for title in titles for column in same_title if _same_unit(title, column) and _in_group(title, column)
    )
    if len(matches) != 1:
        return _refusal(metadata, wanted, titles, _reason(titles, same_title, matches))
    column = matches[0]
    if reason := _disagreement(metadata, wanted, column, owners):
        return _refusal(metadata, wanted, titles, reason)
    return ResolvedColumn(wanted.id, column.key, column.title, column.unit, column.group_path)


def resolve_all(
    metadata: TableMetadata, wanted: Iterable[ColumnTitles]
) -> tuple[tuple[ResolvedColumn, ...], tuple[Refusal, ...]]:
    """Every wanted column. Two names of ours that lead to one column are both refused: one of them is wrong."""
    asked = {titles.id: titles for titles in wanted}
    owners = {code: name for name, titles in asked.items() for code in titles.codes.values()}
    results = {name: resolve(metadata, titles, owners) for name, titles in asked.items()}
    resolved = [result for result in results.values() if isinstance(result, ResolvedColumn)]
    keys = [result.key for result in resolved]
    for result in resolved:
        if keys.count(result.key) > 1:
            reason = _("dezelfde kolom hoort ook bij een andere naam")
            results[result.id] = _refusal(metadata, asked[result.id], asked[result.id].titles, reason)
    for name, titles in asked.items():
        if titles.sum_of and not _held(metadata, titles):
            results[name] = _sum(metadata, titles, [results.get(part) for part in titles.sum_of])
    return (
        tuple(result for result in results.values() if isinstance(result, ResolvedColumn)),
        tuple(result for result in results.values() if isinstance(result, Refusal)),
    )


def _held(metadata: TableMetadata, wanted: ColumnTitles) -> list[AcceptedTitle]:
    return [title for title in wanted.titles if metadata.year is None or title.holds(metadata.year)]


def _spanning(metadata: TableMetadata, wanted: ColumnTitles) -> list[AcceptedTitle]:
    return [title for title in wanted.titles if metadata.year is None or title.spans(metadata.year)]


def _no_title(metadata: TableMetadata, wanted: ColumnTitles) -> str:
    if _spanning(metadata, wanted):
        return _("we kennen deze naam, maar hebben voor dit jaar geen bewijs dat hij dit betekent")
    return _("voor dit jaar is geen titel bekend")


def _sum(
    metadata: TableMetadata, wanted: ColumnTitles, parts: Sequence[ResolvedColumn | Refusal | None]
) -> ResolvedColumn | Refusal:
    """A column that is the sum of others: of all of them, in one unit, or of none."""
    found = [part for part in parts if isinstance(part, ResolvedColumn)]
    missing = [name for name, part in zip(wanted.sum_of, parts, strict=True) if not isinstance(part, ResolvedColumn)]
    if missing:
        reason = _("dit is een optelling, en er ontbreekt: {names}").format(names=", ".join(missing))
        return Refusal(wanted.id, metadata.table, metadata.year, wanted.sum_of, reason)
    if len({folded_unit(part.unit) for part in found}) > 1:
        reason = _("dit is een optelling van verschillende eenheden")
        return Refusal(wanted.id, metadata.table, metadata.year, wanted.sum_of, reason)
    keys = tuple(part.key for part in found)
    title = " + ".join(part.title for part in found)
    return ResolvedColumn(wanted.id, " + ".join(keys), title, found[0].unit, parts=keys)


def _same_title(title: AcceptedTitle, column: MetadataColumn) -> bool:
    if title.title:
        return folded(title.title) == column.title
    return bool(title.name) and title.name == squeezed(column.title)


def _same_unit(title: AcceptedTitle, column: MetadataColumn) -> bool:
    return folded_unit(title.unit) == folded_unit(column.unit)


def _in_group(title: AcceptedTitle, column: MetadataColumn) -> bool:
    """Whether the group path is the accepted one, or ends in it."""
    return not title.group or f" / {column.group_path}".endswith(f" / {folded(title.group)}")


def _once(columns: Iterable[MetadataColumn]) -> list[MetadataColumn]:
    """Each column once, though two accepted titles lead to it; two columns that are alike stay two."""
    return list({id(column): column for column in columns}.values())


def _reason(titles: Sequence[AcceptedTitle], same_title: list[MetadataColumn], matches: list[MetadataColumn]) -> str:
    if len(matches) > 1:
        keys = ", ".join(sorted(column.key for column in matches))
        return _("deze titel staat {n} keer in de tabel ({keys})").format(n=len(matches), keys=keys)
    if not same_title:
        return _("geen kolom heeft deze titel")
    if not any(_same_unit(title, column) for title in titles for column in same_title):
        units = ", ".join(sorted({column.unit or "-" for column in same_title}))
        return _("de titel klopt, de eenheid niet ({units})").format(units=units)
    groups = "; ".join(sorted({column.group_path or "-" for column in same_title}))
    return _("de titel klopt, de groep niet ({groups})").format(groups=groups)


def _disagreement(
    metadata: TableMetadata, wanted: ColumnTitles, column: MetadataColumn, owners: Mapping[str, str]
) -> str:
    """Why the key and the title of a column contradict each other; "" when they do not."""
    if metadata.numbered and stem(column.key) not in (squeezed(column.title), *wanted.stems):
        return _("de titel “{title}” hoort niet bij de sleutel {key}").format(title=column.title, key=column.key)
    if not metadata.coded:
        return ""
    expected = wanted.codes.get(metadata.table, column.key)
    if expected != column.key:
        return _("bij de titel hoort code {expected}, de tabel heeft {key}").format(expected=expected, key=column.key)
    if (owner := owners.get(column.key, wanted.id)) != wanted.id:
        return _("code {key} hoort in andere tabellen bij {owner}").format(key=column.key, owner=owner)
    return ""


def _refusal(metadata: TableMetadata, wanted: ColumnTitles, titles: Sequence[AcceptedTitle], reason: str) -> Refusal:
    texts = tuple(dict.fromkeys(_as_text(title) for title in titles))
    return Refusal(wanted.id, metadata.table, metadata.year, texts, reason, _nearest(metadata, titles))


def _as_text(title: AcceptedTitle) -> str:
    name = f"{title.group} / {title.title or title.name}" if title.group else title.title or title.name
    return f"“{name}” ({title.unit})"


def _nearest(metadata: TableMetadata, titles: Sequence[AcceptedTitle]) -> tuple[str, ...]:
    """Titles of the table that look most like the wanted ones; only for whoever reads the report."""
    scored = [(-_likeness(column, titles), column.title, column.unit) for column in metadata.columns if column.title]
    near = [(title, unit) for score, title, unit in sorted(set(scored)) if -score >= LEAST]
    return tuple(f"“{title}” ({unit or '-'})" for title, unit in near[:SHOWN])


def _likeness(column: MetadataColumn, titles: Sequence[AcceptedTitle]) -> float:
    own, name = column.title.lower(), squeezed(column.title).lower()
    scores = [
        difflib.SequenceMatcher(None, (title.title or title.name).lower(), own if title.title else name).ratio()
        for title in titles
    ]
    return round(max(scores, default=0.0), 6)
