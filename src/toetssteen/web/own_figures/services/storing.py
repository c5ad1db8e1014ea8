"""The definitions and the file of a table in the folders of the installation, and away from them again."""

import shutil
import tempfile
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

from toetssteen.kernel.home import Home
from toetssteen.sources.deliveries.fetch import fetch_folder
from toetssteen.web.own_figures.services.definitions import OwnDefinitions, indicator_prefix, source_prefix


def present(table: int) -> dict[str, str]:
    """The YAML of a table that is there now, by its path in the folder of definitions."""
    folder = Home.find().own_definitions
    patterns = (f"sources/{source_prefix(table)}*.yaml", f"indicators/{indicator_prefix(table)}*.yaml")
    return {
        path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8")
        for pattern in patterns
        for path in sorted(folder.glob(pattern))
    }


def put_down(table: int, files: Mapping[str, str]) -> None:
    """Exactly these definitions of the table, each written whole; the others of it go."""
    folder = Home.find().own_definitions
    for name in present(table).keys() - files.keys():
        (folder / name).unlink(missing_ok=True)
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        half_written = path.with_suffix(".half")
        half_written.write_text(text, encoding="utf-8")
        half_written.replace(path)


def deliver(definitions: OwnDefinitions, content: bytes) -> None:
    """The file as a delivery of each source. Raises SourceError when the disk is full."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, definitions.sources[0].file).write_bytes(content)
        fetch_folder(Path(folder), Home.find().raw / "real", definitions.sources, today=datetime.now(UTC).date())


def remove(table: int) -> None:
    """No definition and no delivery of the table stays."""
    put_down(table, {})
    for delivered in (Home.find().raw / "real").glob(f"{source_prefix(table)}*"):
        shutil.rmtree(delivered)
