"""Two invented focus areas, in two of the three cities, and the buurtcombinaties one of them is made of."""

from toetssteen.kernel.areas import AreaCode
from toetssteen.kernel.definitions import NamedArea
from toetssteen.kernel.language import _
from toetssteen.sources.invented.division import Division, divisions
from toetssteen.sources.invented.geography import plots
from toetssteen.sources.invented.places import CITIES, FOCUS_WIJKEN, WORK_BUURT

_FIRST, _SECOND = CITIES[0], CITIES[1]
_SECOND_ID = "verzonnen-lindemonde-west"


def named_areas() -> tuple[NamedArea, ...]:
    """The first is exactly its wijken; the second is known only by two of its parts (not exhaustive)."""
    first = tuple((g, w) for g, w in FOCUS_WIJKEN if g == _FIRST.number)
    second = tuple((g, w) for g, w in FOCUS_WIJKEN if g == _SECOND.number)
    parts = tuple(_part(wijk, i) for i, wijk in enumerate(second))
    return (
        _area("verzonnen-rietstad-oost", "Rietstad-Oost", "focusgebied", first, programme="verzonnen"),
        _area(
            _SECOND_ID,
            "Lindemonde-West",
            "focusgebied",
            second,
            exhaustive=False,
            parts=tuple(part.id for part in parts),
            programme="verzonnen",
        ),
        *parts,
    )


def _part(wijk: tuple[int, int], position: int) -> NamedArea:
    newest = divisions()[-1].wijken
    name = newest.names[newest.codes.index(AreaCode.parse(f"WK{wijk[0]:04}{wijk[1]:02}"))]
    return _area(f"{_SECOND_ID}-{position + 1}", name, "buurtcombinatie", (wijk,))


def _area(
    ident: str,
    name: str,
    kind: str,
    wijken: tuple[tuple[int, int], ...],
    *,
    exhaustive: bool = True,
    parts: tuple[str, ...] = (),
    programme: str = "",
) -> NamedArea:
    return NamedArea(
        id=ident,
        name=name,
        kind=kind,
        gemeente=f"GM{wijken[0][0]:04}",
        origin=_("Verzonnen door Toetssteen: dit gebied bestaat niet"),
        verified=False,
        exhaustive=exhaustive,
        programme=programme,
        note="" if exhaustive else _("Alleen twee delen van dit gebied zijn bekend."),
        members={division.year: _buurten(division, wijken) for division in divisions()},
        parts=parts,
    )


def _buurten(division: Division, wijken: tuple[tuple[int, int], ...]) -> tuple[str, ...]:
    """Without the work buurten at the edge: a focus area is about where people live."""
    on, codes = plots(), division.buurten.codes
    inside = {
        codes[division.buurten.member[plot]]
        for plot in range(len(on.buurt))
        if (int(on.gemeente[plot]), int(on.wijk[plot])) in wijken and int(on.buurt[plot]) != WORK_BUURT
    }
    # Plain strings, as a definition file gives them: a snapshot writes its definitions down as JSON.
    return tuple(sorted(str(code) for code in inside))
