"""Programmes of the country, a region or a municipality, and where each holds."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ProgrammeArea:
    """Where a programme holds, and when. area: id of a named area, or a code of the CBS; then name says what it is called.
    Years as the programme's own papers give them; None: not known. intensity: how much is done there, in words."""

    area: str
    name: str = ""
    first_year: int | None = None
    last_year: int | None = None
    intensity: str = ""


@dataclass(frozen=True, slots=True)
class PolicyProgramme:
    """A national, regional or municipal programme over areas and years, with its source and whether somebody checked it.

    id: kebab-case. sort: "nationaal", "regionaal", "gemeentelijk" or "anders". leader: who leads it; "": not known.
    """

    id: str
    name: str
    sort: str
    source: str
    verified: bool
    leader: str = ""
    first_year: int | None = None
    last_year: int | None = None
    intensity: str = ""
    note: str = ""
    areas: tuple[ProgrammeArea, ...] = ()
