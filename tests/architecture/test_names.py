"""One word per thing: what docs/glossary.md forbids is no part of any name, and no two classes share a name."""

import ast
from collections import Counter
from pathlib import Path

import pytest

from tests.architecture.words import GLOSSARY, ROOT, Identifier, forbidden, holds, in_python, in_template, twins

# A command of Django and a migration must have this name; `Plan` is the record and what the API gives of it.
SAME_IN_MORE_MODULES = {"Command", "Migration", "Plan"}


@pytest.fixture(scope="module")
def replaced() -> dict[str, str]:
    return twins(GLOSSARY.read_text(encoding="utf-8"))


def test_no_name_holds_a_forbidden_twin(replaced: dict[str, str]) -> None:
    assert replaced["recipe"] == "mapping or figure model"
    assert replaced["meanings"] == "vocabulary"
    assert forbidden(ROOT, replaced) == []


def test_no_class_has_the_name_of_another() -> None:
    names = Counter(
        node.name
        for file in (ROOT / "src").rglob("*.py")
        for node in ast.parse(file.read_text(encoding="utf-8")).body
        if isinstance(node, ast.ClassDef)
    )
    assert {name for name, number in names.items() if number > 1} <= SAME_IN_MORE_MODULES


def test_a_twin_is_seen_in_every_kind_of_name(tmp_path: Path) -> None:
    room = tmp_path / "src" / "ours" / "templates"
    room.mkdir(parents=True)
    (tmp_path / "src" / "ours" / "recipes.py").write_text("")
    (room / "page.html").write_text('<p>The recipe of {{ page.name }} {% if old_recipe == "recipe" %}{% endif %}</p>')
    (tmp_path / "src" / "ours" / "names.py").write_text(
        "from ours.recipes import RecipeBook as Book\n"
        "# A comment may tell of a recipe.\n"
        "def read_recipe(recipes: str, *, text: str = 'recipe') -> None:\n"
        "    book.recipe = Book(by_recipe=text)\n"
    )
    (tmp_path / "tests" / "migrations").mkdir(parents=True)
    (tmp_path / "tests" / "migrations" / "recipe.py").write_text("recipe = 1\n")
    seen = {line.split(": ")[1] for line in forbidden(tmp_path, {"recipe": "mapping"})}
    assert seen == {"recipes", "old_recipe", "RecipeBook", "read_recipe", "recipe", "by_recipe"}


def test_a_column_of_the_database_keeps_its_name(tmp_path: Path) -> None:
    source = tmp_path / "src"
    source.mkdir()
    (source / "models.py").write_text("class Finding:\n    offered = 1\n")
    (source / "reading.py").write_text("Finding.filter(offered__lte=finding.offered)\n")
    assert forbidden(tmp_path, {"offered": "submitted"}) == []
    (source / "reading.py").write_text("offered = 1\n")
    assert forbidden(tmp_path, {"offered": "submitted"}) == ["src/reading.py: offered: say submitted, not offered"]


@pytest.mark.parametrize(
    ("name", "twin", "seen"),
    [
        ("hats", "hat", True),
        ("HatRack", "hat", True),
        ("ALL_HATS", "hat", True),
        ("what", "hat", False),
        ("chat", "hat", False),
        ("kept_work", "kept work", True),
        ("KeptWorks", "kept work", True),
        ("work_kept", "kept work", False),
        ("meaning", "meanings", False),
        ("OIDCTaking", "taking", True),
    ],
)
def test_a_twin_is_a_whole_word_of_a_name(name: str, twin: str, seen: bool) -> None:
    assert holds(name, twin) is seen


def test_which_names_there_are() -> None:
    code = "class A(B):\n    c: int = 1\nfor d in e: f.g(h=1)\ntry: ...\nexcept I as j: ...\n"
    assert set(in_python(code)) == {
        *(Identifier(name) for name in ("A", "B", "d", "e", "f", "I", "j")),
        *(Identifier(name, member=True) for name in ("c", "int", "g", "h")),
    }
    assert set(in_template("{% if a.b %}{{ c|d:'e' }}{% endif %} f")) == {
        *(Identifier(name) for name in ("if", "a", "c", "d", "endif")),
        Identifier("b", member=True),
    }
