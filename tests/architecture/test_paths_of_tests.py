"""Where tests stand: in the folder that has the path of what they test, so that who opens one finds the other."""

from pathlib import Path

from toetssteen.web.settings import rooms

ROOT = Path(__file__).resolve().parents[2]
SOURCE, TESTS = ROOT / "src" / "toetssteen", ROOT / "tests"
# Of the whole, not of a package.
APART = {"architecture", "browser", "fuzz", "migrations", "performance", "recomputation", "start", "unchanged"}


def test_a_folder_of_tests_is_a_package_of_the_source() -> None:
    folders = {file.parent.relative_to(TESTS) for file in TESTS.rglob("test_*.py")} - {Path()}
    assert {folder.parts[0] for folder in folders} >= APART
    strange = [str(one) for one in folders if one.parts[0] not in APART and not (SOURCE / one).is_dir()]
    assert strange == []


def test_every_room_and_every_app_has_tests_of_its_own() -> None:
    core = {one.name for one in SOURCE.iterdir() if (one / "__init__.py").is_file()}
    assert {"kernel", "sources", "web"} <= core
    web = {"/".join(app.split(".")[1:]) for app in rooms.apps()}
    without = [one for one in sorted(core | web) if not any((TESTS / one).rglob("test_*.py"))]
    assert without == []


def test_a_test_is_about_the_room_it_stands_in() -> None:
    """It names a module of the room, or asks the site for an address."""
    lost = []
    for file in TESTS.rglob("test_*.py"):
        room = file.relative_to(TESTS).parts[0]
        if room in APART or file.parent == TESTS:
            continue
        text = file.read_text(encoding="utf-8")
        if f"toetssteen.{room}" not in text and not (
            room == "web" and ("client" in text or "manage.py" in text or "django.conf" in text)
        ):
            lost.append(str(file.relative_to(ROOT)))
    assert lost == []
