"""Templates can be read: the formatter breaks lines where it may, and nobody writes longer ones where it may not."""

from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
LONGEST = 160  # characters in a line


def test_no_line_of_a_template_is_too_long() -> None:
    templates = [f for f in (ROOT / "src").rglob("templates/**/*") if f.suffix in (".html", ".txt")]
    assert templates
    assert not [
        f"{file.relative_to(ROOT)}:{number}: {len(line)}"
        for file in templates
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1)
        if len(line) > LONGEST
    ]
