"""mypy looks at every module alike; what is ignored has a reason."""

import re
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
MYPY = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["mypy"]
IGNORED = re.compile(r"#\s*type:\s*ignore(?P<codes>\[[a-z, -]+\])?(?P<rest>.*)")


def test_no_module_is_typed_less_strictly_than_the_rest() -> None:
    assert not [one["module"] for one in MYPY["overrides"] if "disable_error_code" in one]


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
