"""The sources the project knows: one YAML file each in `definitions/sources/`, and a table each of `families/`."""

from collections import Counter
from pathlib import Path, PurePosixPath

from toetssteen.kernel.definitions import Source
from toetssteen.kernel.errors import DefinitionError
from toetssteen.kernel.language import _
from toetssteen.sources.definitions.families import families_beside, sources_of, with_titles
from toetssteen.sources.definitions.yaml_files import load_folders


def load_sources(*folders: Path) -> tuple[Source, ...]:
    """Every source in the folders, by id, and those of the families beside them. Raises DefinitionError naming file
    and key, or the source."""
    families = families_beside(*folders)
    written = tuple(with_titles(source, families) for _path, source in load_folders(folders, Source))
    sources = written + tuple(source for family in families for source in sources_of(family))
    _check_ids(sources)
    for source in sources:
        _check(source)
    return sources


def _check_ids(sources: tuple[Source, ...]) -> None:
    twice = [name for name, times in Counter(source.id for source in sources).items() if times > 1]
    if twice:
        raise DefinitionError(_("De bron “{id}” staat er twee keer.").format(id=twice[0]))


def _check(source: Source) -> None:
    file = PurePosixPath(source.file)
    if file.is_absolute() or ".." in file.parts or not file.name or "\\" in source.file:
        # A definition must not reach outside the data folder.
        raise DefinitionError(_("{id}.yaml, file: dit hoort een pad onder de datamap te zijn.").format(id=source.id))
    if source.live is not None and not source.live.address.startswith("https://"):
        raise DefinitionError(
            _("{id}.yaml, live.address: dit hoort een adres te zijn dat begint met https://.").format(id=source.id)
        )
    if not (source.figures or source.geometry):
        raise DefinitionError(_("{id}.yaml, figures: een bron heeft cijfers, grenzen of beide.").format(id=source.id))
