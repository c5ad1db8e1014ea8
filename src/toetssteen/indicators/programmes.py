"""Programmes over areas and years, from `definitions/programmes`."""

import re
from collections.abc import Collection
from pathlib import Path

from toetssteen.kernel.language import _
from toetssteen.kernel.programmes import PolicyProgramme, ProgrammeArea
from toetssteen.sources.definitions.yaml_files import fault, load_folders

SORTS = ("nationaal", "regionaal", "gemeentelijk", "anders")
_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_CODE = re.compile(r"GM\d{4}|WK\d{4}[0-9A-Z]{2}|BU\d{4}[0-9A-Z]{4}")
YEARS = range(1950, 2101)


def load_programmes(*folders: Path, named: Collection[str]) -> tuple[PolicyProgramme, ...]:
    """Every programme, in the order of their ids. named: ids of the known named areas. Raises DefinitionError."""
    loaded = load_folders(folders, PolicyProgramme)
    for path, programme in loaded:
        _check(path, programme, named)
    return tuple(programme for _path, programme in loaded)


def _check(path: Path, programme: PolicyProgramme, named: Collection[str]) -> None:
    if not _ID.fullmatch(programme.id):
        raise fault(path, "id", _("Gebruik kleine letters, cijfers en streepjes."))
    if programme.sort not in SORTS:
        raise fault(path, "sort", _("Kies uit: {kinds}.").format(kinds=", ".join(SORTS)))
    for key in ("name", "source"):
        if not getattr(programme, key).strip():
            raise fault(path, key, _("Dit mag niet leeg zijn."))
    _check_years(path, "", programme)
    listed: set[tuple[str, int | None]] = set()
    for number, place in enumerate(programme.areas):
        key = f"areas[{number}]"
        _check_place(path, key, place, named)
        if (place.area, place.first_year) in listed:
            raise fault(path, key, _("Dit gebied staat er twee keer, vanaf hetzelfde jaar."))
        listed.add((place.area, place.first_year))


def _check_place(path: Path, key: str, place: ProgrammeArea, named: Collection[str]) -> None:
    if _CODE.fullmatch(place.area):
        if not place.name.strip():
            raise fault(path, f"{key}.name", _("Zet bij een code ook hoe de plek heet."))
    elif place.area not in named:
        raise fault(path, f"{key}.area", _("Het gebied “{other}” bestaat niet.").format(other=place.area[:60]))
    _check_years(path, f"{key}.", place)


def _check_years(path: Path, key: str, period: PolicyProgramme | ProgrammeArea) -> None:
    for name in ("first_year", "last_year"):
        year = getattr(period, name)
        if year is not None and year not in YEARS:
            raise fault(path, key + name, _("Dit is geen jaar tussen {first} en {last}.").format(first=1950, last=2100))
    if period.first_year is not None and period.last_year is not None and period.last_year < period.first_year:
        raise fault(path, f"{key}last_year", _("Het laatste jaar ligt voor het eerste."))
