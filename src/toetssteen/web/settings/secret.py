"""The key Django signs with: from the environment, else one of our own in `var/`."""

import os
import secrets
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

from toetssteen.kernel.keys import LEAST, is_sound
from toetssteen.sources.deliveries.unfinished import lock

FILE = "secret-key"


def secret_key(setting: str, var: Path) -> str:
    """`setting` when it is not empty; else the key in `var`, made on first use and readable by its owner only. Raises
    ImproperlyConfigured for one that is too short to be secret."""
    if setting:
        return _sound(setting, "TOETSSTEEN_SECRET_KEY")
    path = var / FILE
    if not path.is_file():
        _make(path)
    return _sound(path.read_text(encoding="utf-8", errors="replace").strip(), f"var/{FILE}")


def _sound(key: str, where: str) -> str:
    if not is_sound(key):
        raise ImproperlyConfigured(
            f"De geheime sleutel in {where} is te kort of te eenvoudig. Neem ten minste {LEAST} willekeurige tekens."
        )
    return key


def _make(path: Path) -> None:
    """Writes the whole key under a name of its own, then links it: two first starts agree on one key."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f"{path.name}.{os.getpid()}.{secrets.token_hex(4)}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        # Held, so that whoever cleans up knows it from one that a killed process left.
        lock(descriptor)
        file.write(secrets.token_urlsafe(64))
        file.flush()
        try:
            os.link(draft, path)
        except FileExistsError:
            pass  # another process was first; its key counts
        finally:
            draft.unlink()
