"""An area that a reader puts together from buurten or wijken. The link is all there is of it: nothing is stored."""

import unicodedata
from collections.abc import Sequence

import numpy as np

from toetssteen.analysis.disclosure import LEAST_PARTS, LEAST_PEOPLE, large_enough
from toetssteen.answers.snapshot.places import CUSTOM, Gazetteer, Place
from toetssteen.kernel.areas import AreaCode, Level
from toetssteen.kernel.cells import Floats
from toetssteen.kernel.dutch import dutch
from toetssteen.kernel.errors import UnknownNameError
from toetssteen.kernel.language import _

MOST_PARTS = 60
LONGEST_NAME = 60
_SEPARATOR, _NAMED = ".", "~"


def write_code(parts: Sequence[str], name: str = "") -> str:
    """The code of these parts: "eigen.BU00140900.BU00140901~Mijn wijk". The same parts always give the same code."""
    named = clean_name(name)
    return CUSTOM + _SEPARATOR.join(sorted(set(parts))) + (_NAMED + named if named else "")


def read_code(code: str) -> tuple[tuple[str, ...], str]:
    """The parts and the name (perhaps "") in a code; whether they exist is for `build_custom_area`."""
    parts, _mark, name = code.removeprefix(CUSTOM).partition(_NAMED)
    return tuple(part for part in parts[: MOST_PARTS * 20].split(_SEPARATOR) if part), clean_name(name)


def clean_name(name: str) -> str:
    """A name on one line, without invisible characters and without what ends a piece of an address."""
    visible = "".join(" " if c in "/\\~?#%" or unicodedata.category(c)[0] in "CZ" else c for c in name[:400])
    return " ".join(visible.split())[:LONGEST_NAME].strip()


def build_custom_area(gazetteer: Gazetteer, texts: Sequence[str], name: str, people: Floats) -> Place:
    """The place made of these buurten and wijken of one gemeente.

    A wijk beside buurten stands for its buurten in the newest division. people: (areas of the cube,) inhabitants; who
    was not counted does not count.
    Raises UnknownNameError: an unknown code, no buurt or wijk, more than one gemeente, too few, too many, too small.
    """
    chosen = _codes(gazetteer, texts)
    gemeente = _one_gemeente(chosen)
    wijken = [code for code in chosen if code.level is Level.WIJK]
    members = tuple(wijken) if len(wijken) == len(chosen) else _buurten(gazetteer, chosen)
    inside, crossed = gazetteer.wijken(list(members))
    whole = tuple(sorted({*inside, *wijken}))
    cut = tuple(code for code in crossed if code not in whole)
    count = float(np.nansum(people[gazetteer.cube.areas_at(members)]))
    if not large_enough(len(chosen), count):
        raise UnknownNameError(
            _(
                "Dit gebied is te klein: er wonen minder dan {people} mensen, of dat weten wij niet zeker. Kies er een buurt bij."
            ).format(people=dutch(LEAST_PEOPLE))
        )
    named = gazetteer.places.get(gemeente)
    return Place(
        write_code(chosen, name),
        clean_name(name) or _default_name(gazetteer, chosen),
        Level.GEBIED,
        gemeente,
        str(gemeente) if named is None else named.name,
        members,
        whole,
        cut,
    )


def _codes(gazetteer: Gazetteer, texts: Sequence[str]) -> tuple[AreaCode, ...]:
    """The codes, each once, in code order."""
    codes = sorted({AreaCode.parse(text) for text in texts})
    for code in codes:
        if code.level not in (Level.BUURT, Level.WIJK) or not gazetteer.cube.has_area(code):
            raise UnknownNameError(_("De buurt of wijk “{code}” kennen wij niet.").format(code=code))
    if len(codes) < LEAST_PARTS:
        raise UnknownNameError(_("Kies ten minste {n} buurten of wijken.").format(n=LEAST_PARTS))
    if len(codes) > MOST_PARTS:
        raise UnknownNameError(_("Kies ten hoogste {n} buurten of wijken.").format(n=MOST_PARTS))
    return tuple(codes)


def _one_gemeente(codes: Sequence[AreaCode]) -> AreaCode:
    gemeenten = {code.gemeente for code in codes}
    gemeente = codes[0].gemeente
    if len(gemeenten) > 1 or gemeente is None:
        raise UnknownNameError(_("Kies buurten en wijken die in dezelfde gemeente liggen."))
    return gemeente


def _buurten(gazetteer: Gazetteer, chosen: Sequence[AreaCode]) -> tuple[AreaCode, ...]:
    """The buurten chosen, and those of every chosen wijk in the newest division that has any."""
    newest = max(
        (year for year, names in gazetteer.register.names.items() if any(c.level is Level.BUURT for c in names)),
        default=0,
    )
    newest_names = gazetteer.register.names.get(newest, {})
    buurten = {code for code in chosen if code.level is Level.BUURT}
    for wijk in (code for code in chosen if code.level is Level.WIJK):
        inside = [gazetteer.cube.areas[position] for position in gazetteer.under(wijk, Level.BUURT)]
        inside = [code for code in inside if code in newest_names]
        if not inside:
            raise UnknownNameError(
                _("Van de wijk {name} kennen wij de buurten niet. Kies alleen wijken, of alleen buurten.").format(
                    name=gazetteer.places[wijk].name
                )
            )
        buurten.update(inside)
    return tuple(sorted(buurten))


def _default_name(gazetteer: Gazetteer, chosen: Sequence[AreaCode]) -> str:
    """Its parts by name, as far as a heading has room."""
    names = sorted(gazetteer.places[code].name for code in chosen)
    if len(names) == 2:
        return _("{one} en {other}").format(one=names[0], other=names[1])
    return _("{one} en {n} andere").format(one=names[0], n=len(names) - 1)
