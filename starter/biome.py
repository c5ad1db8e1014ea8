"""Runs Biome on our own style sheets and scripts: `python -m starter.biome check`.

Biome comes from npm as one program for this machine and needs no Node to run; `start.py setup-tests` fetches it. A
machine without it can still check the rest, but CI must not pass unchecked.
"""

import os
import subprocess
import sys
from pathlib import Path

from starter.checkout import Checkout

MISSING = (
    "Biome is not here, so style sheets and scripts are NOT checked. "
    "It comes with: python3 start.py setup-tests (needs an npm registry)."
)


def program(checkout: Checkout) -> Path | None:
    """Biome for this machine; None when npm has not brought it."""
    return next(iter(sorted((checkout.frontend / "node_modules" / "@biomejs").glob("cli-*/biome"))), None)


def main(checkout: Checkout, arguments: list[str]) -> int:
    """Biome's exit code. Without Biome 0 with a warning, in CI 1."""
    biome = program(checkout)
    if biome is None:
        print(MISSING, file=sys.stderr)
        return 1 if os.environ.get("CI") == "true" else 0
    return subprocess.run([biome, *arguments], cwd=checkout.root, check=False).returncode


if __name__ == "__main__":
    raise SystemExit(main(Checkout.here(), sys.argv[1:]))
