"""The invented focus areas, and the buurtcombinaties that one of them is known by."""

from toetssteen.kernel.definitions import NamedArea
from toetssteen.kernel.language import _
from toetssteen.sources.invented.division import Division, divisions
from toetssteen.sources.invented.geography import plots
from toetssteen.sources.invented.latent import kinds_of_place
from toetssteen.sources.invented.places import InventedFocusArea, Size


def named_areas(size: Size) -> tuple[NamedArea, ...]:
    """Most are exactly their wijken; one is known only by its parts (not exhaustive)."""
    found = [_area_of(size, focus) for focus in size.focus]
    parts = [part for focus in size.focus if focus.by_parts for part in _parts(size, focus)]
    return (*found, *parts)


def _area_of(size: Size, focus: InventedFocusArea) -> NamedArea:
    parts = _parts(size, focus) if focus.by_parts else ()
    return _area(
        size,
        focus.id,
        focus.name,
        "focusgebied",
        focus.wijken,
        exhaustive=not focus.by_parts,
        parts=tuple(part.id for part in parts),
        programme="verzonnen",
    )


def _parts(size: Size, focus: InventedFocusArea) -> tuple[NamedArea, ...]:
    return tuple(_part(size, focus, wijk, i) for i, wijk in enumerate(focus.wijken))


def _part(size: Size, focus: InventedFocusArea, wijk: tuple[int, int], position: int) -> NamedArea:
    newest = divisions(size)[-1].wijken
    name = newest.names[int(newest.member[_plots(size, (wijk,))[0]])]
    return _area(size, f"{focus.id}-{position + 1}", name, "buurtcombinatie", (wijk,))


def _area(
    size: Size,
    ident: str,
    name: str,
    kind: str,
    wijken: tuple[tuple[int, int], ...],
    *,
    exhaustive: bool = True,
    parts: tuple[str, ...] = (),
    programme: str = "",
) -> NamedArea:
    newest = divisions(size)[-1].gemeenten
    return NamedArea(
        id=ident,
        name=name,
        kind=kind,
        gemeente=str(newest.codes[int(newest.member[_plots(size, wijken)[0]])]),
        origin=_("Verzonnen door Toetssteen: dit gebied bestaat niet"),
        verified=False,
        exhaustive=exhaustive,
        programme=programme,
        note="" if exhaustive else _("Alleen twee wijken van dit gebied zijn bekend."),
        members={division.year: _buurten(size, division, wijken) for division in divisions(size)},
        parts=parts,
    )


def _plots(size: Size, wijken: tuple[tuple[int, int], ...]) -> list[int]:
    """The plots of these wijken, without places of work at the edge: a focus area is about where people live."""
    on, at_work = plots(size), kinds_of_place(size)["work"]
    here = zip(on.gemeente.tolist(), on.wijk.tolist(), strict=True)
    return [plot for plot, wijk in enumerate(here) if wijk in wijken and not at_work[plot]]


def _buurten(size: Size, division: Division, wijken: tuple[tuple[int, int], ...]) -> tuple[str, ...]:
    # Plain strings, as a definition file gives them: a snapshot writes its definitions down as JSON.
    buurten = division.buurten
    return tuple(sorted({str(buurten.codes[int(buurten.member[plot])]) for plot in _plots(size, wijken)}))
