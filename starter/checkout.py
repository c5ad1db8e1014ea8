"""Where the parts of one checkout are, and the environment its commands run in."""

import os
import sys
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Checkout:
    """One checkout: `root` holds the code, `var` everything that is made."""

    root: Path
    var: Path

    @classmethod
    def here(cls) -> "Checkout":
        """The checkout this file lies in; TOETSSTEEN_VAR moves what is made."""
        root = Path(__file__).resolve().parents[1]
        return cls(root, Path(os.environ.get("TOETSSTEEN_VAR") or root / "var").resolve())

    @property
    def venv(self) -> Path:
        return self.root / ".venv"

    @property
    def python(self) -> Path:
        return self.venv / "bin" / "python"

    @property
    def toetssteen(self) -> Path:
        return self.venv / "bin" / "toetssteen"

    @property
    def manage(self) -> Path:
        return self.root / "manage.py"

    @property
    def static(self) -> Path:
        """Where the pages' own static files are, and below it `vendor`."""
        return self.root / "src" / "toetssteen" / "web" / "static"

    @property
    def frontend(self) -> Path:
        """Where npm works: outside the source, and kept for the tests."""
        return self.var / "frontend"

    @property
    def temporary(self) -> Path:
        return self.var / "tmp"

    @property
    def logs(self) -> Path:
        return self.var / "log"

    def environment(self) -> dict[str, str]:
        """For every command we run: our own temporary folder and caches, nobody's home folder."""
        for folder in (self.temporary, self.logs):
            folder.mkdir(parents=True, exist_ok=True)
        environment = {name: value for name, value in os.environ.items() if name not in ("PYTHONPATH", "PYTHONHOME")}
        return environment | {
            "TMPDIR": str(self.temporary),
            "TOETSSTEEN_HOME": str(self.root),
            "TOETSSTEEN_VAR": str(self.var),
            "PIP_NO_CACHE_DIR": "1",
            "PIP_DISABLE_PIP_VERSION_CHECK": "1",
            "PIP_NO_INPUT": "1",
            "PIP_REQUIRE_VIRTUALENV": "0",
            "npm_config_cache": str(self.var / "cache" / "npm"),
            "npm_config_update_notifier": "false",
            "PATH": os.pathsep.join([str(self.venv / "bin"), os.environ.get("PATH", os.defpath)]),
            "PYTHONUTF8": "1",
        }


def python_version() -> str:
    """The running Python, as exactly as a virtual environment depends on it."""
    return "{} {}.{}.{}".format(sys.implementation.name, *sys.version_info[:3])
