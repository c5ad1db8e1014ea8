"""What every test may use: the real files when they are at hand, a folder of its own, the browser.

Which database the tests of the web run on is decided outside: `python3 start.py test` runs the suite on SQLite and,
when TOETSSTEEN_TEST_POSTGRES is set, first runs on that PostgreSQL whatever touches the database.
"""

import gc
import os
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
import served_snapshots
import workers
from django.db import connection
from django.test import override_settings
from hypothesis import settings

ROOT = Path(__file__).resolve().parents[1]
_DATABASE_FIXTURES = {"db", "transactional_db", "live_server"}
# A worker is told by who started it; both were read before the tests got a `var` of their own.
_VAR_OF_CHECKOUT = pytest.StashKey[Path]()
_FOLDER = pytest.StashKey[Path]()


def pytest_configure(config: pytest.Config) -> None:
    """A `var` of our own, so that no test sees or changes the snapshots of this checkout."""
    told: dict[str, Any] = getattr(config, "workerinput", {})
    config.stash[_VAR_OF_CHECKOUT] = Path(told.get("var") or os.environ.get("TOETSSTEEN_VAR") or ROOT / "var")
    config.stash[_FOLDER] = Path(told["folder"]) if told else _a_folder(config)
    own = config.stash[_FOLDER] / told.get("workerid", "var")
    own.mkdir()
    os.environ["TOETSSTEEN_VAR"] = str(own)
    if told:
        # A deadline would measure what the other workers do; alone it holds, and CI has none.
        settings.register_profile("beside others", deadline=None)
        settings.load_profile("beside others")


def _a_folder(config: pytest.Config) -> Path:
    """Gone after the tests, with all that the workers leave in it."""
    folder = Path(tempfile.mkdtemp(prefix="toetssteen-tests-"))
    config.add_cleanup(lambda: shutil.rmtree(folder, ignore_errors=True))
    return folder


@pytest.hookimpl(optionalhook=True)
def pytest_configure_node(node: Any) -> None:
    node.workerinput["var"] = str(node.config.stash[_VAR_OF_CHECKOUT])
    node.workerinput["folder"] = str(node.config.stash[_FOLDER])


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: object) -> object:
    """Ours, unless one was asked for with --dist."""
    return workers.scheduler(config, log) if config.getoption("dist") == "load" else None


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """The same test never runs twice for nothing: on PostgreSQL only what touches the database is run, and what
    needs PostgreSQL is left out of the round on SQLite that follows."""
    if hasattr(config, "workerinput"):
        items.sort(key=lambda item: workers.turn(item.nodeid))
    if _on_postgres():
        keep = [item for item in items if _touches_database(item)]
    elif os.environ.get("TOETSSTEEN_TEST_POSTGRES"):
        keep = [item for item in items if not item.get_closest_marker("postgres")]
    else:
        return
    config.hook.pytest_deselected(items=[item for item in items if item not in keep])
    items[:] = keep


def pytest_collection_finish() -> None:
    """Modules, Django and the tests stay until the end, and figures of the Netherlands come beside them: going through
    all of that for garbage after every few hundred objects took a fifth of the time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 50)


def pytest_unconfigure() -> None:
    gc.unfreeze()


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


@pytest.fixture(scope="session", autouse=True)
def _quick_passwords() -> Iterator[None]:
    """In this process only: a site that a test starts keeps passwords as it does for people."""
    with override_settings(PASSWORD_HASHERS=["quick_passwords.Quick"]):
        yield


@pytest.fixture(scope="session")
def made_once(pytestconfig: pytest.Config) -> Path:
    """The folder for `workers.once`."""
    folder = Path(os.environ.get("TOETSSTEEN_TEST_MADE") or pytestconfig.stash[_FOLDER] / "made")
    folder.mkdir(exist_ok=True)
    return folder


@pytest.fixture(scope="session")
def invented_var(made_once: Path) -> Path:
    """A `var` of which the invented country is served; read only."""
    return workers.once(made_once, "invented", served_snapshots.invented)


@pytest.fixture(scope="session")
def real_var(data_folder: Path, made_once: Path) -> Path:
    """A `var` of which the publishers' own figures are served; read only."""
    return workers.once(made_once, "real", lambda var: served_snapshots.real(var, data_folder))


@pytest.fixture(scope="session")
def empty_installation(made_once: Path) -> Path:
    """A `var` with a database in which nothing stands yet, and a key; to copy."""
    return workers.once(made_once, "empty", served_snapshots.empty)


@pytest.fixture(scope="session")
def postgres_template(made_once: Path) -> str:
    """The name of a database of PostgreSQL in which nothing stands yet; to copy."""
    name = "toetssteen_template"
    server = os.environ["TOETSSTEEN_DATABASE"]
    workers.once(made_once, name, lambda var: served_snapshots.postgres_template(var, server, name))
    return name


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings_parallel_suffix: None, request: pytest.FixtureRequest
) -> Iterator[None]:
    """The tables are made by the migrations once for all workers: each takes a copy of them, of SQLite into memory, and
    Django then finds that nothing is left to migrate."""
    if _on_postgres():
        connection.settings_dict["TEST"]["TEMPLATE"] = request.getfixturevalue("postgres_template")
        yield
        return
    name = "file:tests?mode=memory&cache=shared"
    connection.settings_dict["TEST"]["NAME"] = name
    migrated = request.getfixturevalue("empty_installation") / "toetssteen.sqlite3"
    # The database in memory is there for as long as somebody has it open.
    with closing(sqlite3.connect(name, uri=True)) as copy:
        with closing(sqlite3.connect(migrated)) as source:
            source.backup(copy)
        yield


@pytest.fixture(scope="session")
def chromium() -> str:
    """The system's Chromium, for playwright's `executable_path`. Start it with `--no-sandbox` as root."""
    return _chromium() or _missing_browser()


@pytest.fixture(scope="session")
def axe_script(pytestconfig: pytest.Config) -> Path:
    """axe-core, the accessibility checker, as `python3 start.py test` fetched it."""
    folders = (pytestconfig.stash[_VAR_OF_CHECKOUT] / "frontend", ROOT)
    script = next((s for f in folders if (s := f / "node_modules" / "axe-core" / "axe.min.js").is_file()), None)
    if script is None:
        pytest.skip("axe-core is missing: run python3 start.py test with access to an npm registry")
    return script


def _on_postgres() -> bool:
    return os.environ.get("TOETSSTEEN_DATABASE", "").startswith("postgres")


def _touches_database(item: pytest.Item) -> bool:
    """Whether the test itself asks for the database, directly or through a fixture; pytest-django keeps all others from
    it. A test about figures does not: what it puts on a page of the database is that nothing is there."""
    if any(item.get_closest_marker(name) for name in ("django_db", "postgres")):
        return True
    asked = getattr(item, "_fixtureinfo", None)
    if asked is None:
        return False
    through = [
        one.argnames for name, found in asked.name2fixturedefs.items() if name != "empty_programme" for one in found
    ]
    return any(_DATABASE_FIXTURES & set(names) for names in (asked.initialnames, *through))


def _chromium() -> str | None:
    names = (os.environ.get("TOETSSTEEN_CHROMIUM", ""), "chromium", "chromium-browser", "google-chrome")
    return next((found for name in names if name and (found := shutil.which(name))), None)


def _missing_browser() -> str:
    reason = "no Chromium: install it (Debian: apt install chromium) or set TOETSSTEEN_CHROMIUM"
    if os.environ.get("CI") == "true":
        pytest.fail(reason)
    pytest.skip(reason)
