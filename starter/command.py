"""The command line of `start.py`, and the order of the steps."""

import argparse
import fcntl
import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

from starter import figures, islands, packages, serving, site, testing
from starter.checkout import Checkout
from starter.packages import Lock
from starter.problems import StartError, of_system
from toetssteen.kernel.language import _
from toetssteen.kernel.private import only_for_us, tighten

STOPPED = 130  # what a shell returns after Ctrl-C


def main(arguments: list[str]) -> int:
    """Does what was asked; the exit code. Whatever goes wrong is said in a few words, never as a traceback."""
    only_for_us()
    signal.signal(signal.SIGTERM, _stop)
    options, pytest_options = parse(arguments)
    try:
        return _do(Checkout.here(), options, pytest_options)
    except KeyboardInterrupt:
        print(_("\nGestopt."), flush=True)
        return STOPPED
    except StartError as problem:
        print(f"\n{problem}", file=sys.stderr, flush=True)
    except OSError as error:
        print(f"\n{of_system(error)}", file=sys.stderr, flush=True)
    return 1


def parse(arguments: list[str]) -> tuple[argparse.Namespace, list[str]]:
    """The options, and what is left over for pytest. Wrong ones end the program with an explanation."""
    if arguments[:1] == ["test"]:
        return argparse.Namespace(verb="test"), arguments[1:]
    parser = argparse.ArgumentParser(
        prog="python3 start.py",
        description=_("Zet Toetssteen klaar en start het."),
        epilog=_("python3 start.py test [opties van pytest] doet alles voor de tests en voert ze uit."),
    )
    parser.add_argument(
        "verb",
        nargs="?",
        choices=["serve", "setup", "setup-tests"],
        default="serve",
        help=_("setup: alleen klaarzetten; setup-tests: voor de tests"),
    )
    which = parser.add_mutually_exclusive_group()
    which.add_argument("--data", type=Path, metavar="MAP", help=_("map met bestanden van CBS en anderen"))
    which.add_argument(
        "--live", action="store_true", help=_("cijfers van de uitgevers zelf, over het netwerk; daarna elke dag")
    )
    which.add_argument(
        "--sample",
        nargs="?",
        const=figures.SMALL,
        choices=(figures.SMALL, figures.FULL),
        help=_("het verzonnen land; full: zo groot als Nederland"),
    )
    parser.add_argument("--port", type=_port, default=8000, metavar="N", help=_("poort van de website (8000)"))
    return parser.parse_args(arguments), []


def _port(text: str) -> int:
    if text.isdecimal() and 1 <= int(text) <= 65535:
        return int(text)
    raise argparse.ArgumentTypeError(
        _("“{text}” is geen poort: kies een getal van 1 tot en met 65535").format(text=text)
    )


def _do(checkout: Checkout, options: argparse.Namespace, pytest_options: list[str]) -> int:
    if options.verb in ("test", "setup-tests"):
        with _alone(checkout):
            packages.install(checkout, Lock.TEST)
            islands.install(checkout, again=True, tools=True)
        return testing.test(checkout, pytest_options) if options.verb == "test" else 0
    if options.verb == "serve":
        serving.check_port(options.port)
    choice = figures.choose(checkout, options.data, options.sample, options.live)
    with _alone(checkout):
        tighten([checkout.var])
        packages.install(checkout, _lock())
        islands.install(checkout, again=options.verb == "setup")
        site.prepare(checkout)
        if options.verb == "setup":
            figures.prepare(checkout, choice)
        else:
            choice = figures.prepare_or_keep(checkout, choice, options.live)
        if choice.invented:
            site.invented_programme(checkout)
        else:
            site.examples(checkout)
    if options.verb == "serve":
        return serving.serve(checkout, options.port, choice.words(), figures.DAILY if choice.live else None)
    print(_("\nAlles staat klaar. Starten: python3 start.py. De opdracht is .venv/bin/toetssteen."))
    print(choice.words(), flush=True)
    return 0


def _lock() -> Lock:
    return Lock.POSTGRES if os.environ.get("TOETSSTEEN_DATABASE", "").startswith("postgres") else Lock.RUN


@contextmanager
def _alone(checkout: Checkout) -> Iterator[None]:
    """One set-up at a time. Raises StartError when another one is busy."""
    checkout.var.mkdir(parents=True, exist_ok=True)
    with (checkout.var / "start.lock").open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise StartError(
                _("Toetssteen wordt hier al klaargezet. Wacht tot dat klaar is en start dan opnieuw.")
            ) from None
        yield


def _stop(_number: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt
