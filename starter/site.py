"""The site's own database and its static files."""

import os
from collections.abc import Iterator
from pathlib import Path

from starter import stamps
from starter.checkout import Checkout
from starter.steps import run, step
from toetssteen.kernel.language import _


def prepare(checkout: Checkout) -> None:
    """Brings the database up to date and collects the static files when one of them changed."""
    with step(_("Database bijwerken")):
        run(checkout, _("database bijwerken"), [checkout.python, checkout.manage, "migrate", "--no-input", "-v", "0"])
        run(checkout, _("programma's overnemen"), [checkout.python, checkout.manage, "programmes"])
    collect(checkout)


def invented_programme(checkout: Checkout) -> None:
    """Alliances and activities for the invented country, made once."""
    with step(_("Verzonnen activiteiten klaarzetten")):
        command = [checkout.python, checkout.manage, "inventedprogramme"]
        run(checkout, _("verzonnen activiteiten klaarzetten"), command)


def examples(checkout: Checkout) -> None:
    """Worked examples of real areas from public sources, as long as nobody keeps an alliance here."""
    with step(_("Voorbeelden uit openbare bronnen klaarzetten")):
        command = [checkout.python, checkout.manage, "exampleprogramme"]
        run(checkout, _("voorbeelden klaarzetten"), command)


def collect(checkout: Checkout) -> None:
    """Copies, fingerprints and compresses what the browser asks for."""
    state = {"files": [f"{name} {size} {changed}" for name, size, changed in _files(checkout)]}
    stamp = checkout.var / "static.stamp.json"
    if stamps.read(stamp) == state and (checkout.var / "static" / "staticfiles.json").is_file():
        return
    with step(_("Stijl en scripts klaarzetten")):
        stamp.unlink(missing_ok=True)
        command = [checkout.python, checkout.manage, "collectstatic", "--no-input", "--clear", "-v", "0"]
        run(checkout, _("stijl en scripts klaarzetten"), command)
    stamps.write(stamp, state)


def _files(checkout: Checkout) -> Iterator[tuple[str, int, int]]:
    web = checkout.root / "src" / "toetssteen" / "web"
    for folder in sorted(web.glob("**/static")):
        for parent, _folders, names in sorted(os.walk(folder)):
            for name in sorted(names):
                file = Path(parent, name)
                state = file.stat()
                yield str(file.relative_to(web)), state.st_size, state.st_mtime_ns
