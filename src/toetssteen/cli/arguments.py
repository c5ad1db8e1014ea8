"""The verbs and their options."""

from argparse import ArgumentParser, ArgumentTypeError
from importlib import import_module
from pathlib import Path

from toetssteen import __version__
from toetssteen.cli import columns, division, figures, own, peers, refreshing, snapshots
from toetssteen.kernel.areas import AreaCode, Level
from toetssteen.kernel.errors import UnknownNameError
from toetssteen.kernel.language import _
from toetssteen.sources.invented import SIZES, SMALL

# Modules that stand above the command line and add verbs to it with `add_verbs(verbs)`. Nothing may import them, so they
# are named here.
VERBS_ABOVE = ("toetssteen.demo.verbs", "toetssteen.operations.verbs")


def years(text: str) -> tuple[int, int]:
    """ "2015-2020" or "2020" as first and last year."""
    first, _dash, last = text.partition("-")
    if not (first.isdecimal() and (last.isdecimal() or not last) and int(first) <= int(last or first)):
        raise ArgumentTypeError(_("“{text}” is geen jaar. Schrijf 2020 of 2015-2020.").format(text=text[:40]))
    return int(first), int(last or first)


def gemeente(text: str) -> AreaCode:
    """The code of a gemeente."""
    try:
        code = AreaCode.parse(text)
    except UnknownNameError as problem:
        raise ArgumentTypeError(str(problem)) from problem
    if code.level is not Level.GEMEENTE:
        raise ArgumentTypeError(_("“{text}” is geen code van een gemeente, zoals GM0014.").format(text=text[:40]))
    return code


def parser() -> ArgumentParser:
    main = ArgumentParser(prog="toetssteen", description=_("Helpt dit plan de wijk ook echt verder?"))
    main.add_argument("--version", action="version", version=__version__)
    verbs = main.add_subparsers(required=True, metavar=_("OPDRACHT"))

    fetch = verbs.add_parser("fetch", help=_("haal bestanden van uitgevers op"))
    where = fetch.add_mutually_exclusive_group(required=True)
    where.add_argument("--from", dest="folder", type=Path, metavar=_("MAP"))
    where.add_argument("--live", action="store_true", help=_("bij de uitgevers zelf, over het netwerk"))
    fetch.add_argument(
        "--source", action="append", default=[], metavar="ID", help=_("alleen deze bron; mag vaker, met --live")
    )
    fetch.set_defaults(run=refreshing.fetch)

    refresh = verbs.add_parser("refresh", help=_("haal op bij de uitgevers, maak klaar en toon"))
    refresh.add_argument("--source", action="append", default=[], metavar="ID", help=_("alleen deze bron; mag vaker"))
    refresh.add_argument(
        "--first-tables",
        action="store_true",
        help=_("stop zodra er cijfers te tonen zijn; de rest volgt bij een volgende keer"),
    )
    refresh.set_defaults(run=refreshing.refresh)

    listed = verbs.add_parser("columns", help=_("welk cijfer is er van welk jaar, volgens de uitgevers zelf"))
    listed.add_argument("--year", type=years, metavar="2015-2020")
    listed.add_argument("--indicator", metavar="ID")
    listed.add_argument("--live", action="store_true", help=_("vraag het de uitgevers nu; er komen geen cijfers mee"))
    listed.add_argument("--add", action="store_true", help=_("met --live: voeg tabellen van een nieuw jaar toe"))
    listed.set_defaults(run=columns.columns)

    check = verbs.add_parser("check", help=_("kijk of een eigen tabel te lezen is, zonder iets te bewaren"))
    check.add_argument("definition", type=Path, metavar=_("BESCHRIJVING.yaml"))
    check.add_argument("file", type=Path, metavar=_("BESTAND"))
    check.add_argument("--columns", default="", metavar="KOLOM[,KOLOM]")
    check.set_defaults(run=own.check)

    split = verbs.add_parser("division", help=_("beschrijf een eigen wijkindeling uit een tabel"))
    table = split.add_mutually_exclusive_group(required=True)
    table.add_argument("file", type=Path, nargs="?", metavar=_("TABEL"))
    table.add_argument(
        "--list", action="store_true", help=_("geef als csv welke wijken en buurten in elk focusgebied liggen")
    )
    split.add_argument("--gemeente", type=gemeente, metavar="GM0014")
    split.add_argument("--year", type=lambda text: years(text)[0], required=True, metavar="2023")
    split.add_argument("--replace", action="store_true")
    split.set_defaults(run=division.division)

    build = verbs.add_parser("build", help=_("maak nieuwe cijfers klaar, zonder ze te tonen"))
    build.add_argument(
        "--invented",
        nargs="?",
        const=SMALL.word,
        choices=tuple(SIZES),
        help=_("van het verzonnen land; full: van het grote"),
    )
    build.add_argument("--publish", action="store_true", help=_("toon ze meteen, ook als ze er al waren"))
    build.set_defaults(run=snapshots.build)

    status = verbs.add_parser("status", help=_("welke cijfers zijn er, en welke worden getoond"))
    status.add_argument("--json", action="store_true")
    status.set_defaults(run=snapshots.status)

    publish = verbs.add_parser("publish", help=_("toon de nieuwste cijfers, of die met dit kenmerk"))
    publish.add_argument("snapshot", nargs="?")
    publish.set_defaults(run=snapshots.publish)

    rollback = verbs.add_parser("rollback", help=_("terug naar de cijfers van hiervoor"))
    rollback.set_defaults(run=snapshots.rollback)

    series = verbs.add_parser("series", help=_("een cijfer door de jaren"))
    series.add_argument("indicator")
    series.add_argument("--areas", required=True, metavar="CODE[,CODE]")
    series.add_argument("--years", type=years, metavar="2015-2020")
    series.add_argument("--json", action="store_true")
    series.set_defaults(run=figures.show_series)

    lineage = verbs.add_parser("lineage", help=_("waar komt een cijfer vandaan"))
    lineage.add_argument("indicator")
    lineage.add_argument("code")
    lineage.add_argument("year", type=int)
    lineage.add_argument("--json", action="store_true")
    lineage.set_defaults(run=figures.show_lineage)

    alike = verbs.add_parser("peers", help=_("welke plekken zijn vergelijkbaar met deze, en hoe goed"))
    alike.add_argument("place", metavar=_("PLEK"))
    alike.add_argument("--json", action="store_true")
    alike.set_defaults(run=peers.show_peers)

    for name in VERBS_ABOVE:
        import_module(name).add_verbs(verbs)

    revisions = verbs.add_parser("revisions", help=_("welke cijfers zijn anders dan in de cijfers van hiervoor"))
    revisions.add_argument("--source", metavar="ID", help=_("alleen van deze bron"))
    revisions.set_defaults(run=figures.show_revisions)
    return main
