"""What mypy does not look at as strictly as at the rest is listed, and the list only shrinks."""

import re
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
MYPY = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["mypy"]
# Patterns of modules in the list of pyproject.toml, and kinds of error that are let through there. Lower them when they go.
WEAKER_AT_MOST, KINDS_AT_MOST = 3, 5
IGNORED = re.compile(r"#\s*type:\s*ignore(?P<codes>\[[a-z, -]+\])?(?P<rest>.*)")


def _weaker() -> list[dict[str, list[str]]]:
    return [one for one in MYPY["overrides"] if "disable_error_code" in one]


def test_the_list_of_what_is_typed_less_strictly_only_shrinks() -> None:
    (weaker,) = _weaker()
    assert len(weaker["module"]) <= WEAKER_AT_MOST
    assert len(weaker["disable_error_code"]) <= KINDS_AT_MOST
    assert weaker["module"] == sorted(weaker["module"])


def test_nothing_is_left_out_but_migrations() -> None:
    assert MYPY["exclude"] == ["^src/toetssteen/web/[a-z]+/migrations/"]
    assert not [one for one in MYPY["overrides"] if one.get("ignore_errors") or one.get("follow_imports")]


def test_what_is_ignored_has_a_code_and_a_reason() -> None:
    files = [file for folder in ("src", "starter") for file in (ROOT / folder).rglob("*.py")]
    bare = [
        f"{file.relative_to(ROOT)}:{number}"
        for file in files
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), start=1)
        if (found := IGNORED.search(line)) and not (found["codes"] and len(found["rest"].strip(" #()")) > 10)
    ]
    assert not bare
