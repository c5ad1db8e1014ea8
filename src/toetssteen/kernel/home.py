"""Where things are on disk. One checkout holds everything; nothing outside it is touched."""

import os
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Home:
    """The folders of one installation.

    definitions: YAML under version control. raw: dated copies of publishers' files.
    snapshots: the immutable snapshots and the file `current` that names the serving one.
    refreshes: the log of what was fetched and what failed (`sources.deliveries.refreshes`).
    """

    root: Path

    @property
    def definitions(self) -> Path:
        return self.root / "definitions"

    @property
    def var(self) -> Path:
        return Path(os.environ.get("TOETSSTEEN_VAR", self.root / "var"))

    @property
    def own_definitions(self) -> Path:
        """Definitions of this installation alone, beside the ones everybody has; often not there."""
        return Path(os.environ.get("TOETSSTEEN_DEFINITIONS", "").strip() or self.var / "definities")

    def definition_folders(self, kind: str) -> tuple[Path, ...]:
        """The folders with definitions of a kind ("sources", "indicators", "areas"): everybody's first."""
        return (self.definitions / kind, self.own_definitions / kind)

    @property
    def forgotten(self) -> Path:
        """Who was forgotten, by number: what stands here stays when a backup is put back."""
        return self.var / "forgotten"

    @property
    def raw(self) -> Path:
        return self.var / "raw"

    @property
    def snapshots(self) -> Path:
        return self.var / "snapshots"

    @property
    def refreshes(self) -> Path:
        return self.var / "refreshes"

    @classmethod
    def find(cls) -> "Home":
        """TOETSSTEEN_HOME when set, else the checkout this package is installed from."""
        return cls(Path(os.environ.get("TOETSSTEEN_HOME", Path(__file__).resolve().parents[3])))
