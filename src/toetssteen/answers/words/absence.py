"""Why there is no number, where more is known than the publisher's mark."""

import numpy as np

from toetssteen.answers.snapshot.atlas import PEOPLE, Atlas
from toetssteen.answers.words import sentences
from toetssteen.kernel.cells import Status
from toetssteen.kernel.language import _


def uninhabited(atlas: Atlas, code: str, year: int) -> bool:
    """Whether nobody lived in the area with this code, in this year or the nearest one in which people were counted."""
    cube = atlas.cube
    if not (cube.has_indicator(PEOPLE) and cube.has_area(code)):
        return False
    people = cube.values[:, cube.indicator_at(PEOPLE), cube.area_at(code)]
    counted = np.flatnonzero(~np.isnan(people))
    if not len(counted):
        return False
    nearest = counted[np.abs(counted - cube.year_at(year)).argmin()]
    return bool(people[nearest] == 0)


def why_none(atlas: Atlas, code: str, year: int, status: Status) -> str:
    """The status of a cell without a number in words; an uninhabited area is not called secret."""
    if status is Status.SECRET and uninhabited(atlas, code, year):
        return _("hier wonen geen mensen")
    return sentences.status(status)
