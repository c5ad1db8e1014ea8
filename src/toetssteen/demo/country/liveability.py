"""The liveability score: five dimensions, their exact sum, and the class that goes with it."""

from collections.abc import Mapping

import numpy as np

from toetssteen.kernel.cells import Bytes, Floats

TOTAL, CLASS = "leefbaarheid_score", "leefbaarheid_klasse"
DIMENSIONS = tuple(
    "leefbaarheid_" + name for name in ("woningen", "bewoners", "voorzieningen", "veiligheid", "omgeving")
)
Published = tuple[Floats, Bytes]


def with_totals(found: Mapping[str, Published]) -> dict[str, Published]:
    """The same, with the total and the class taken from the published dimensions (when all five are there)."""
    if not all(name in found for name in DIMENSIONS):
        return dict(found)
    total = np.round(np.sum([found[name][0] for name in DIMENSIONS], axis=0), 6)
    # Nine classes around the middle one; a class is 0.15 wide.
    classes = np.clip(np.round(5.0 + total / 0.15), 1.0, 9.0)
    statuses = found[DIMENSIONS[0]][1]
    derived = {TOTAL: (total, statuses), CLASS: (classes, statuses)}
    return {name: derived.get(name, published) for name, published in found.items()}
