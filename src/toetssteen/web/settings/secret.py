"""The key Django signs with: from the environment, else one of our own in `var/`."""

import os
import secrets
from pathlib import Path

FILE = "secret-key"


def secret_key(given: str, var: Path) -> str:
    """`given` when it is not empty; else the key in `var`, made on first use and readable by its owner only."""
    if given:
        return given
    path = var / FILE
    if not path.is_file():
        _make(path)
    return path.read_text(encoding="ascii").strip()


def _make(path: Path) -> None:
    """Writes the whole key under a name of its own, then links it: two first starts agree on one key."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f"{path.name}.{os.getpid()}.{secrets.token_hex(4)}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(secrets.token_urlsafe(64))
    try:
        os.link(draft, path)
    except FileExistsError:
        pass  # another process was first; its key counts
    finally:
        draft.unlink()
