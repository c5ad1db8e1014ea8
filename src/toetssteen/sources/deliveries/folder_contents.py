"""What lies in a folder of mixed files: workbooks that are known by their content, and what nobody knows."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from toetssteen.kernel.definitions import Source
from toetssteen.kernel.language import _
from toetssteen.sources.columns.workbooks import RecognisedWorkbook, best_of, may_be_workbook, recognise
from toetssteen.sources.definitions.families import PEOPLE
from toetssteen.sources.deliveries.companions import needed_files


@dataclass(frozen=True, slots=True)
class FolderContents:
    """used: source id -> the workbook that was chosen for it. left: (file below the folder, why it is not used)."""

    used: Mapping[str, Path]
    left: tuple[tuple[str, str], ...]


def contents_of(folder: Path, sources: Sequence[Source]) -> FolderContents:
    """The workbooks of the folder, however deep and whatever they are called; those that a source names are not looked
    at."""
    wanted = [source for source in sources if PEOPLE in source.options]
    if not wanted:
        return FolderContents({}, ())
    named = {folder / name for source in sources if PEOPLE not in source.options for name in needed_files(source)}
    files = sorted(path for path in folder.rglob("*") if path.is_file() and path not in named)
    found = [recognise(path, wanted) for path in files if may_be_workbook(path)]
    chosen = {name: best_of([one for one in found if one.source == name]) for name in _sources(found)}
    return FolderContents(
        {name: workbook.path for name, workbook in chosen.items()},
        tuple(
            (str(one.path.relative_to(folder)), _why_left(one, chosen)) for one in found if one not in chosen.values()
        ),
    )


def _sources(found: Iterable[RecognisedWorkbook]) -> list[str]:
    return sorted({workbook.source for workbook in found} - {""})


def _why_left(workbook: RecognisedWorkbook, chosen: Mapping[str, RecognisedWorkbook]) -> str:
    if not workbook.source:
        return workbook.why
    text = _("hetzelfde jaar als {other}, met minder cijfers of dezelfde")
    return text.format(other=chosen[workbook.source].path.name)
