"""Records what a checkout of the site answers: every address, as every role. `compare` says what differs.

    python tests/unchanged/record.py FOLDER [--checkout CHECKOUT] [--as RECORDING]

The checkout (this one unless told) makes the invented country, and answers from two databases: `kept`, the copy in
tests/migrations of a database of an earlier version, migrated; and `made`, the invented programme as it is made now.
Needed of a checkout are its `toetssteen` command line, its management commands, its settings and its resolver only.
"""

import argparse
import gzip
import os
import sqlite3
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
KEPT = HERE.parent / "migrations" / "kept_database.sql.gz"
ROLES = ("visitor", "partner", "officer", "analyst", "alderman", "council", "auditor", "administrator")
# The keys of sessions and forms hang on it.
KEY = "for-recordings-only-0123456789-abcdefghijklmnopqrstuvwxyz"


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, help="new folder for the recording")
    parser.add_argument("--checkout", type=Path, default=ROOT, help="whose code is recorded; this one unless told")
    parser.add_argument("--as", dest="like", type=Path, help="ask the addresses of this earlier recording too")
    options = parser.parse_args(arguments)
    folder = options.folder.resolve()
    folder.mkdir(parents=True)
    with tempfile.TemporaryDirectory(prefix="toetssteen-unchanged-") as var:
        checkout = Checkout(options.checkout.resolve(), Path(var))
        (checkout.var / "static").mkdir()
        checkout.country()
        like = ["--as", str(options.like.resolve())] if options.like else []
        for name, database, roles in (
            ("kept", checkout.kept, ROLES),
            ("made", checkout.made, ("visitor", "administrator")),
        ):
            database()
            checkout.run(str(HERE / "ask.py"), str(folder / name), *roles, *like)
    return 0


class Checkout:
    """The code of a checkout, at work in a `var` of its own."""

    def __init__(self, root: Path, var: Path) -> None:
        self.root, self.var = root, var

    def run(self, *words: str) -> None:
        """Python with these words, at one moment. Stops the recording when it fails."""
        # What this shell sets must not be part of the answers.
        own = {name: value for name, value in os.environ.items() if not name.startswith("TOETSSTEEN_")}
        told = {
            "TOETSSTEEN_HOME": str(self.root),
            "TOETSSTEEN_VAR": str(self.var),
            "TOETSSTEEN_SECRET_KEY": KEY,
            "TOETSSTEEN_LOG_LEVEL": "ERROR",
            "DJANGO_SETTINGS_MODULE": "toetssteen.web.settings.base",
            "PYTHONPATH": os.pathsep.join([str(HERE / "clock"), str(self.root / "src")]),
            "PYTHONHASHSEED": "0",
            "PYTHONUTF8": "1",
        }
        done = subprocess.run([sys.executable, *words], cwd=self.root, env=own | told, check=False)
        if done.returncode:
            raise SystemExit(f"python {' '.join(words)} failed in {self.root}, see above")

    def country(self) -> None:
        for words in (["sample"], ["build", "--invented", "small"], ["publish"]):
            self.run("-m", "toetssteen.cli", *words)

    def kept(self) -> None:
        """The database of an earlier version, migrated to what this one has."""
        database = self._no_database()
        with sqlite3.connect(database) as connection:
            connection.executescript(gzip.decompress(KEPT.read_bytes()).decode())
        connection.close()
        self.run("manage.py", "migrate", "--no-input", "-v", "0")

    def made(self) -> None:
        """A new database with the invented programme and somebody of each role."""
        self._no_database()
        for words in (
            ["migrate", "--no-input", "-v", "0"],
            ["programmes"],
            ["inventedprogramme"],
            ["demoroles", "--yes"],
        ):
            self.run("manage.py", *words)

    def _no_database(self) -> Path:
        for file in self.var.glob("toetssteen.sqlite3*"):
            file.unlink()
        return self.var / "toetssteen.sqlite3"


if __name__ == "__main__":
    sys.exit(main())
