"""What every test may use: the real files when they are at hand, a folder of its own, the browser.

Which database the tests of the web run on is decided outside: `python3 start.py test` runs the suite on SQLite and,
when TOETSSTEEN_TEST_POSTGRES is set, first runs on that PostgreSQL whatever touches the database.
"""

import os
import shutil
import tempfile
from pathlib import Path

import pytest
import served_snapshots

ROOT = Path(__file__).resolve().parents[1]
# Read before the tests get a `var` of their own.
_VAR_OF_CHECKOUT = Path(os.environ.get("TOETSSTEEN_VAR", ROOT / "var"))
_DATABASE_FIXTURES = {"db", "transactional_db", "live_server", "client", "admin_client"}


def pytest_configure(config: pytest.Config) -> None:
    """A `var` of our own, so that no test sees or changes the snapshots of this checkout."""
    folder = tempfile.mkdtemp(prefix="toetssteen-tests-")
    config.add_cleanup(lambda: shutil.rmtree(folder, ignore_errors=True))
    os.environ["TOETSSTEEN_VAR"] = folder


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """The same test never runs twice for nothing: on PostgreSQL only what touches the database is run, and what
    needs PostgreSQL is left out of the round on SQLite that follows."""
    if _on_postgres():
        keep = [item for item in items if _touches_database(item)]
    elif os.environ.get("TOETSSTEEN_TEST_POSTGRES"):
        keep = [item for item in items if not item.get_closest_marker("postgres")]
    else:
        return
    config.hook.pytest_deselected(items=[item for item in items if item not in keep])
    items[:] = keep


def pytest_runtest_setup(item: pytest.Item) -> None:
    if item.get_closest_marker("postgres") and not _on_postgres():
        pytest.skip("needs PostgreSQL: set TOETSSTEEN_TEST_POSTGRES and run python3 start.py test")
    if item.get_closest_marker("browser") and not _chromium():
        _missing_browser()


@pytest.fixture(scope="session")
def data_folder() -> Path:
    """The publishers' own files: TOETSSTEEN_TESTDATA, else `../shared/data` beside the checkout."""
    folder = Path(os.environ.get("TOETSSTEEN_TESTDATA") or ROOT.parent / "shared" / "data")
    if not folder.is_dir():
        pytest.skip(f"no publishers' files in {folder}: set TOETSSTEEN_TESTDATA to the folder that holds them")
    return folder


@pytest.fixture(scope="session")
def invented_var(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A `var` of which the invented country is served; read only."""
    return served_snapshots.invented(tmp_path_factory.mktemp("invented"))


@pytest.fixture(scope="session")
def real_var(data_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A `var` of which the publishers' own figures are served; read only."""
    return served_snapshots.real(tmp_path_factory.mktemp("real"), data_folder)


@pytest.fixture(scope="session")
def chromium() -> str:
    """The system's Chromium, for playwright's `executable_path`. Start it with `--no-sandbox` as root."""
    return _chromium() or _missing_browser()


@pytest.fixture(scope="session")
def axe_script() -> Path:
    """axe-core, the accessibility checker, as `python3 start.py test` fetched it."""
    folders = (_VAR_OF_CHECKOUT / "frontend", ROOT)
    script = next((s for f in folders if (s := f / "node_modules" / "axe-core" / "axe.min.js").is_file()), None)
    if script is None:
        pytest.skip("axe-core is missing: run python3 start.py test with access to an npm registry")
    return script


def _on_postgres() -> bool:
    return os.environ.get("TOETSSTEEN_DATABASE", "").startswith("postgres")


def _touches_database(item: pytest.Item) -> bool:
    used = set(getattr(item, "fixturenames", ()))
    in_web = item.path.is_relative_to(ROOT / "tests" / "web")
    return in_web or bool(used & _DATABASE_FIXTURES) or item.get_closest_marker("django_db") is not None


def _chromium() -> str | None:
    names = (os.environ.get("TOETSSTEEN_CHROMIUM", ""), "chromium", "chromium-browser", "google-chrome")
    return next((found for name in names if name and (found := shutil.which(name))), None)


def _missing_browser() -> str:
    reason = "no Chromium: install it (Debian: apt install chromium) or set TOETSSTEEN_CHROMIUM"
    if os.environ.get("CI") == "true":
        pytest.fail(reason)
    pytest.skip(reason)
