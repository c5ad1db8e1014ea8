"""The verb sample."""

from argparse import ArgumentParser, Namespace, _SubParsersAction
from datetime import UTC, datetime

from toetssteen.cli.snapshots import report, say
from toetssteen.demo.country import generate, write
from toetssteen.indicators.catalogue import load_indicators
from toetssteen.kernel.home import Home
from toetssteen.kernel.language import _
from toetssteen.sources.deliveries.fetch import fetch_folder
from toetssteen.sources.invented import FULL, SMALL, sources


def add_verbs(verbs: "_SubParsersAction[ArgumentParser]") -> None:
    """The verb and its options, for the parser of the command line."""
    sample_parser = verbs.add_parser("sample", help=_("maak het verzonnen land"))
    sample_parser.add_argument(
        "--full", action="store_true", help=_("zo groot als Nederland, met wat er echt aan de hand is")
    )
    sample_parser.set_defaults(run=sample)


def sample(arguments: Namespace) -> None:
    """Make the invented country, and fetch its files as if a publisher had brought them out."""
    home = Home.find()
    size = FULL if arguments.full else SMALL
    indicators = load_indicators(home.definitions / "indicators")
    workshop = home.var / "invented"
    write(generate(indicators=indicators, size=size), workshop)
    fetched = fetch_folder(workshop, home.raw / "invented", sources(size), today=datetime.now(UTC).date())
    report(fetched)
    if arguments.full:
        say(_("Wat er echt aan de hand is, staat in {folder}.").format(folder=workshop / size.folder / "truth"))
