"""The same names come back in every web app: who knows one app finds the way in another."""

from pathlib import Path

WEB = Path(__file__).resolve().parents[2] / "src" / "toetssteen" / "web"
OTHER_NAMES = Path(__file__).with_name("other_names.txt")
# What a module or folder of an app may be called, each present where it is needed only.
KNOWN = frozenset(
    [
        "__init__",
        "apps",
        "models",
        "selectors",
        "services",
        "rules",
        "forms",
        "views",
        "context",
        "urls",
        "api",
        "kinds",
        "jobs",
        "templates",
        "templatetags",
        "static",
        "management",
        "migrations",
    ]
)
# Other names there were when this was written. Lower it when names go.
AT_MOST = 91


def _names() -> set[str]:
    """`app/name` of each module and folder of a web app that has another name than those known."""
    apps = [folder for folder in WEB.iterdir() if (folder / "__init__.py").is_file() and folder.name != "settings"]
    found = {(app.name, one.stem) for app in apps for one in app.iterdir() if one.is_dir() or one.suffix == ".py"}
    return {f"{app}/{name}" for app, name in found if name not in KNOWN | {"__pycache__"}}


def test_names_in_a_web_app_are_known_or_listed() -> None:
    listed = OTHER_NAMES.read_text(encoding="utf-8").split()
    assert listed == sorted(listed)
    names = _names()
    assert not names - set(listed), "use a known name (KNOWN), or a room named after its subject in other_names.txt"
    assert not set(listed) - names, "gone: take them out of other_names.txt, and lower AT_MOST"


def test_the_list_of_other_names_only_shrinks() -> None:
    assert len(OTHER_NAMES.read_text(encoding="utf-8").split()) <= AT_MOST
