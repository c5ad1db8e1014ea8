"""The figures: from a folder with publishers' files, from the publishers themselves, or the invented country."""

from dataclasses import dataclass
from pathlib import Path

from starter import stamps
from starter.checkout import Checkout
from starter.problems import StartError
from starter.steps import run, step
from toetssteen.kernel.language import _

SMALL, FULL = "small", "full"
DAILY = "05:00"  # when the publishers are asked, on the clock of this machine


@dataclass(frozen=True, slots=True)
class Choice:
    """Which figures to serve: those in `folder`, the publishers' own (live), or the invented country, small or full."""

    folder: Path | None
    sample: str = SMALL
    live: bool = False

    @property
    def invented(self) -> bool:
        """The invented country, small or full."""
        return self.folder is None and not self.live

    def words(self) -> str:
        """What is served, and how to change it."""
        if self.live:
            return _(
                "U ziet de cijfers van de uitgevers zelf. Wat nog niet binnen is, volgt vanzelf. Zolang dit draait, wordt\n"
                "elke dag om {moment} gevraagd of er nieuwe zijn.\n"
                "Andere cijfers: --data MAP. Het verzonnen land: --sample."
            ).format(moment=DAILY)
        if self.folder is None and self.sample == FULL:
            return _(
                "U ziet een verzonnen land, zo groot als Nederland: geen enkel cijfer is echt.\n"
                "Voor echte cijfers: python3 start.py --data MAP of --live. Voor het kleine land: python3 start.py --sample."
            )
        if self.folder is None:
            return _(
                "U ziet een verzonnen land: geen enkel cijfer is echt.\n"
                "Voor echte cijfers: python3 start.py --data MAP (de map met bestanden van CBS en anderen),\n"
                "of --live (haalt ze op bij de uitgevers, over het netwerk)."
            )
        return _("U ziet de cijfers uit {folder}.\nAndere cijfers: --data MAP. Het verzonnen land: --sample.").format(
            folder=self.folder
        )


def choose(checkout: Checkout, data: Path | None, sample: str | None, live: bool = False) -> Choice:
    """What was asked for; else what was asked for last time. Raises StartError for a folder that is not there."""
    if live:
        return Choice(None, live=True)
    if sample:
        return Choice(None, sample)
    remembered = _remembered(checkout)
    folder = data or remembered.folder
    if folder is None:
        return remembered
    folder = folder.expanduser().absolute()
    if not folder.is_dir():
        raise StartError(
            _(
                "De map {folder} bestaat niet. Geef een andere map met --data, of neem het verzonnen land met --sample."
            ).format(folder=folder)
        )
    return Choice(folder)


def prepare(checkout: Checkout, choice: Choice) -> None:
    """Fetch, build, publish; each is quick when nothing changed. Raises StartError; the old figures keep serving."""
    steps: list[tuple[str, list[object]]]
    if choice.live:
        first: tuple[str, list[object]] = (
            _("Eerste cijfers ophalen bij de uitgevers, bouwen en controleren"),
            ["refresh", "--first-tables"],
        )
        steps = [] if _shows_live(checkout) else [first]
    elif choice.folder is None:
        size = ["--full"] if choice.sample == FULL else []
        which = [FULL] if choice.sample == FULL else []
        steps = [
            (_("Verzonnen land maken"), ["sample", *size]),
            (_("Cijfers bouwen en controleren"), ["build", "--invented", *which]),
        ]
    else:
        steps = [
            (_("Bestanden overnemen"), ["fetch", "--from", choice.folder]),
            (_("Cijfers bouwen en controleren"), ["build"]),
        ]
    if not choice.live:
        steps.append((_("Cijfers in gebruik nemen"), ["publish"]))
    for title, arguments in steps:
        with step(title):
            run(checkout, title, [checkout.toetssteen, *arguments], show=choice.live or arguments[0] == "fetch")
    if choice.live:
        # The others follow while the site is there already.
        enqueue = [checkout.python, checkout.manage, "enqueue", "refresh"]
        run(checkout, _("overige cijfers in de rij zetten"), enqueue)
    folder = None if choice.folder is None else str(choice.folder)
    stamps.write(_stamp(checkout), {"folder": folder, "sample": choice.sample, "live": choice.live})


def prepare_or_keep(checkout: Checkout, choice: Choice, asked: bool = True) -> Choice:
    """As `prepare`, but where figures are served already, a failure is said and those stay. Returns what is served.

    `asked`: whether this start asked for live figures; else what serves stays until the daily refresh.
    """
    if choice.live and not asked and (checkout.var / "snapshots" / "current").is_file():
        return choice
    try:
        prepare(checkout, choice)
    except StartError as problem:
        if not (_stamp(checkout).is_file() and (checkout.var / "snapshots" / "current").is_file()):
            raise
        print(f"\n{problem}\n{_('De vorige cijfers blijven te zien.')}", flush=True)
        return _remembered(checkout)
    return choice


def _shows_live(checkout: Checkout) -> bool:
    """Whether publishers' own figures are shown already."""
    return stamps.read(_stamp(checkout)).get("live") is True and (checkout.var / "snapshots" / "current").is_file()


def _remembered(checkout: Checkout) -> Choice:
    stamp = stamps.read(_stamp(checkout))
    folder = stamp.get("folder")
    sample = FULL if stamp.get("sample") == FULL else SMALL
    return Choice(Path(folder) if isinstance(folder, str) else None, sample, stamp.get("live") is True)


def _stamp(checkout: Checkout) -> Path:
    return checkout.var / "figures.stamp.json"
