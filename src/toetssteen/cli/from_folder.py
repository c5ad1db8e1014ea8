"""fetch --from: what lies in a folder, in any mixture and under any name, and what became of each file."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from toetssteen.cli.snapshots import report
from toetssteen.kernel.definitions import Source
from toetssteen.sources.definitions.families import PEOPLE
from toetssteen.sources.deliveries.fetch import Fetched, fetch_folder
from toetssteen.sources.recognition.fitting import Parts
from toetssteen.sources.recognition.folders import Columns, MixedFolder, contents_of


def from_folder(
    folder: Path, raw: Path, sources: Sequence[Source], columns: Columns | None, ours: Path | None = None
) -> Fetched:
    """Copy what is of a source, and say what was recognised, used and left.

    columns: what is read of each source; None when that is not known, and then a file is only found at its own place.
    ours: a folder that we made, and that is not looked into. Raises SourceError.
    """
    contents = MixedFolder()
    if columns is not None and folder.is_dir():
        # Workbooks of a family are known by their inhabitants, and found by `fetch_folder`.
        contents = contents_of(folder, [s for s in sources if PEOPLE not in s.options], columns, ours)
    elsewhere: dict[str, Parts] = {name: {} for name in contents.refused}
    elsewhere |= {one.source.id: one.parts for one in contents.recognised}
    fetched = fetch_folder(folder, raw, sources, today=datetime.now(UTC).date(), elsewhere=elsewhere)
    whole = _together(folder, fetched, contents)
    report(whole, {source.id: source.title for source in sources})
    return whole


def _together(folder: Path, fetched: Fetched, contents: MixedFolder) -> Fetched:
    """What both ways to recognise a file found; what one knows, the other need not."""
    recognised = dict(fetched.recognised)
    for one in contents.recognised:
        recognised.setdefault(one.file.relative_to(folder).as_posix(), one.source.id)
    parts = {path.relative_to(folder).as_posix() for one in contents.recognised for path in one.parts.values()}
    by_content = {path.relative_to(folder).as_posix(): why for path, why in contents.left}
    # Of a workbook it is said best by who read its inhabitants.
    left = {**by_content, **dict(fetched.left)}
    return replace(
        fetched,
        recognised=tuple(sorted(recognised.items())),
        left=tuple((name, why) for name, why in sorted(left.items()) if name not in {*recognised, *parts}),
    )
