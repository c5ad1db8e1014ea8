"""What we have of an address already, and when all of it was last seen there."""

import os
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from toetssteen.sources.deliveries.fetch import RECORD, delivery_folders, newest_record, record_of


def delivered_from(raw: Path, address: str, name: str) -> tuple[Path, dict[str, Any]] | None:
    """An intact file of this name that some source has from this address, with the record of its delivery: the levels of
    one map are sources of one file."""
    for home in sorted(raw.glob("*")):
        folder = next(iter(delivery_folders(home)), None)
        record = None if folder is None else record_of(folder)
        live = {} if record is None else record.get("live", {})
        if folder is not None and live.get("address") == address and (folder / name).is_file():
            intact = newest_record(home)
            if intact is not None and any(file["name"] == name for file in intact["files"]):
                return folder / name, intact
    return None


def looked_at(home: Path) -> datetime | None:
    """When the whole content of the newest delivery was last seen at the publisher; None without a delivery."""
    for folder in delivery_folders(home)[:1]:
        if (folder / RECORD).is_file():
            return datetime.fromtimestamp((folder / RECORD).stat().st_mtime, UTC)
    return None


def note_look(home: Path, moment: datetime) -> None:
    """The whole content was seen at the publisher, and is that of the newest delivery."""
    for folder in delivery_folders(home)[:1]:
        os.utime(folder / RECORD, (moment.timestamp(), moment.timestamp()))
