"""Notes of what has been done, written only when it is done: a half-made thing has no stamp."""

import hashlib
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any


def digest(files: Iterable[Path]) -> str:
    """One hexadecimal number for the content of some files, in their order."""
    total = hashlib.sha256()
    for file in files:
        total.update(hashlib.sha256(file.read_bytes()).digest())
    return total.hexdigest()


def read(path: Path) -> dict[str, Any]:
    """What the stamp says; empty when there is none, or none that can be read."""
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return content if isinstance(content, dict) else {}


def write(path: Path, content: dict[str, Any]) -> None:
    """Replaces the stamp at once: it is there in full, or the old one is."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(path.name + ".new")
    draft.write_text(json.dumps(content, indent=1, ensure_ascii=False), encoding="utf-8")
    draft.replace(path)
