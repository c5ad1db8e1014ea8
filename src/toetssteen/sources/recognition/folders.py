"""A folder in which publishers' files lie in any mixture, under any name.

A file that lies where its source expects it is taken for that source, unless another source has the same layout: then
its content decides, as for every other file. We do not choose between what fits equally well.
"""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from toetssteen.kernel.definitions import Source
from toetssteen.kernel.errors import FilePosition, SourceError
from toetssteen.kernel.language import _
from toetssteen.kernel.texts import folded
from toetssteen.sources.deliveries.companions import needed_files
from toetssteen.sources.recognition.first_bytes import READ, header_of, sort_of, sort_of_name
from toetssteen.sources.recognition.fitting import Fit, Fitted, Parts, fitted

Columns = Mapping[str, frozenset[str]]
# More is no folder with publishers' files.
MOST_FILES = 5_000
_NAMING = ("code", "name", "period", "kind", "count", "surface", "changes", "figures_from")
_PARTS_OF_A_SHAPEFILE = frozenset({".dbf", ".shx", ".prj", ".cpg", ".sbn", ".sbx", ".qmd", ".qix"})


@dataclass(frozen=True, slots=True)
class Recognised:
    """A file that is of a source by its content. fit: how sure that is."""

    file: Path
    source: Source
    parts: Parts
    fit: Fit


@dataclass(frozen=True, slots=True)
class MixedFolder:
    """recognised: files that do not lie where their source expects them. left: (file, why it is not used). refused: ids
    of sources whose own place holds a file that is not to be used."""

    recognised: tuple[Recognised, ...] = ()
    left: tuple[tuple[Path, str], ...] = ()
    refused: frozenset[str] = frozenset()


def contents_of(folder: Path, sources: Sequence[Source], columns: Columns, ours: Path | None = None) -> MixedFolder:
    """columns: what is read of each source. ours: a folder that is not looked into. Raises SourceError for a folder with
    far too many files."""
    files = _files(folder, ours)
    by_hand = [source for source in sources if source.live is None]
    at_home = {folder / source.file: source for source in by_hand if (folder / source.file).is_file()}
    expected = {folder / name for source in sources for name in needed_files(source)}
    confused = _alike(by_hand)
    found: list[Recognised] = []
    left: list[tuple[Path, str]] = []
    refused: set[str] = set()
    for path in files:
        own = at_home.get(path)
        if own is not None and (own.id not in confused or _fits_at_home(folder, own, columns)):
            continue
        if own is None and (path in expected or _is_part_of_a_shapefile(path)):
            continue
        one = _looked_at(folder, path, by_hand, columns)
        if isinstance(one, Recognised):
            found.append(one)
        elif own is None:
            left.append((path, one))
        if own is not None and isinstance(one, Recognised):
            refused.add(own.id)
    chosen, doubles = _told_apart(folder, found, at_home, refused)
    spare = {part for one in chosen for part in one.parts.values()}
    twice = {source.id for source in by_hand if any(source.id == name for name, _path, _why in doubles)}
    rest = [(path, why) for path, why in left if path not in spare]
    return MixedFolder(
        tuple(chosen), (*rest, *((path, why) for _name, path, why in doubles)), frozenset(refused | twice)
    )


def _files(folder: Path, ours: Path | None) -> list[Path]:
    files: list[Path] = []
    without = None if ours is None else ours.resolve()
    for path in folder.rglob("*"):
        if without is not None and path.resolve().is_relative_to(without):
            continue
        if path.is_file() and not any(part.startswith(".") for part in path.relative_to(folder).parts):
            files.append(path)
        if len(files) > MOST_FILES:
            raise SourceError(
                _("In deze map staan meer dan {n} bestanden").format(n=MOST_FILES),
                FilePosition(folder.name),
                _("Zet de bestanden van de uitgevers in een eigen map."),
            )
    return sorted(files)


def _alike(sources: Sequence[Source]) -> frozenset[str]:
    """Ids of sources of which another has the same layout."""
    layouts: dict[tuple[str, str, str], list[str]] = {}
    for source in sources:
        key = (source.reader, source.options.get("code", ""), sort_of_name(source.file))
        layouts.setdefault(key, []).append(source.id)
    return frozenset(name for names in layouts.values() if len(names) > 1 for name in names)


def _fits_at_home(folder: Path, source: Source, columns: Columns) -> bool:
    parts = {name: folder / name for name in needed_files(source)}
    if not all(path.is_file() for path in parts.values()):
        return True  # whoever copies it says what is missing
    return fitted(parts, source, columns.get(source.id, frozenset())).agrees


def _is_part_of_a_shapefile(path: Path) -> bool:
    return path.suffix.lower() in _PARTS_OF_A_SHAPEFILE and any(
        path.with_suffix(suffix).is_file() for suffix in (".shp", ".SHP")
    )


def _looked_at(folder: Path, path: Path, sources: Sequence[Source], columns: Columns) -> Recognised | str:
    """What the file is, or why nobody knows."""
    try:
        sort = sort_of(path)
        header = header_of(path) if sort == "csv" else None
    except OSError:
        return _("niet te lezen")
    if sort not in READ or header == frozenset():
        return _("geen tabel of kaart die Toetssteen leest")
    results: list[tuple[Fitted, Parts]] = []
    for source in sources:
        if sort_of_name(source.file) != sort or not (header is None or _names_of(source) <= header):
            continue
        parts = _parts(folder, path, source)
        result = fitted(parts, source, columns.get(source.id, frozenset()))
        if result.agrees and (absent := [name for name, part in parts.items() if not part.is_file()]):
            names = ", ".join(PurePosixPath(name).name for name in absent)
            result = Fitted(
                source, Fit.FAULTY, _("daarbij hoort {names}, en dat staat er niet naast").format(names=names)
            )
        results.append((result, parts))
    return _chosen(path, results)


def _names_of(source: Source) -> frozenset[str]:
    """The columns that say which places and years a table with text has."""
    return frozenset(folded(source.options[option]) for option in _NAMING if source.options.get(option))


def _parts(folder: Path, path: Path, source: Source) -> Parts:
    """The file and what belongs to it: beside it with its own name, or with the name that the source gives."""
    main = PurePosixPath(source.file)
    parts = {source.file: path}
    for name in needed_files(source)[1:]:
        needed = PurePosixPath(name)
        same = path.with_suffix(needed.suffix) if needed.stem == main.stem else path.with_name(needed.name)
        known = folder / name
        parts[name] = same if same.is_file() or not known.is_file() else known
    return parts


def _chosen(path: Path, results: Sequence[tuple[Fitted, Parts]]) -> Recognised | str:
    agreeing = [(one, parts) for one, parts in results if one.certain]
    if agreeing:
        surest = max(one.fit for one, _parts in agreeing)
        best = [(one, parts) for one, parts in agreeing if one.fit == surest]
        if len(best) == 1:
            return Recognised(path, best[0][0].source, best[0][1], surest)
        titles = _(" en ").join(f"“{one.source.title}” ({one.source.file})" for one, _parts in best)
        return _("past even goed bij {titles}; zet het neer onder de naam van een van beide").format(titles=titles)
    nearest = max((one for one, _parts in results), key=lambda one: one.fit, default=None)
    if nearest is None or nearest.fit is Fit.NOTHING:
        return _("de kolommen zijn van geen enkele bron die Toetssteen kent")
    return _("lijkt op “{title}”, maar {why}").format(title=nearest.source.title, why=nearest.why)


def _told_apart(
    folder: Path, found: Sequence[Recognised], at_home: Mapping[Path, Source], refused: set[str]
) -> tuple[list[Recognised], list[tuple[str, Path, str]]]:
    """(what is used, (source, file, why) of what is not): of the same content one is used, of two that differ none."""
    chosen: list[Recognised] = []
    doubles: list[tuple[str, Path, str]] = []
    homes = {source.id: path for path, source in at_home.items() if source.id not in refused}
    for name in dict.fromkeys(one.source.id for one in found):
        same = [one for one in found if one.source.id == name]
        paths = [*([homes[name]] if name in homes else []), *(one.file for one in same)]
        if len({_digest(path) for path in paths}) == 1:
            if name not in homes:
                chosen.append(same[0])
            doubles += [
                ("", path, _("hetzelfde als {other}").format(other=_below(folder, paths[0]))) for path in paths[1:]
            ]
            continue
        why = _("van “{title}” zijn er twee die verschillen; laat er één staan: {files}").format(
            title=same[0].source.title, files=", ".join(_below(folder, path) for path in paths)
        )
        doubles += [(name, path, why) for path in paths]
    return chosen, doubles


def _below(folder: Path, path: Path) -> str:
    return path.relative_to(folder).as_posix()


def _digest(path: Path) -> str:
    with path.open("rb") as reading:
        return hashlib.file_digest(reading, "sha256").hexdigest()
