"""What lies in a place and what it lies in, on the real codes of Groningen."""

import pytest

from toetssteen.answers.snapshot.around import around
from toetssteen.answers.snapshot.atlas import Atlas
from toetssteen.kernel.areas import Level


@pytest.mark.parametrize(
    ("code", "inside", "covering"),
    [
        ("BU00140300", {"BU00140300"}, {"WK001403", "GM0014", "NL00", "de-hoogte", "groningen-noord"}),
        ("de-hoogte", {"de-hoogte", "BU00140300"}, {"WK001403", "GM0014", "groningen-noord"}),
        ("groningen-noord", {"de-hoogte", "vinkhuizen", "BU00140300"}, {"GM0014", "NL00"}),
        ("WK001404", {"WK001404", "BU00140400"}, {"groningen-noord", "oosterparkwijk"}),
        ("GM0014", {"groningen-noord", "beijum", "WK001404", "BU00140300"}, {"NL00"}),
    ],
)
def test_places_around_a_place(real_snapshot: Atlas, code: str, inside: set[str], covering: set[str]) -> None:
    found = around(real_snapshot, real_snapshot.place(code))
    assert inside <= found.inside
    assert covering <= found.covering


def test_inside_and_covering_are_each_others_mirror(real_snapshot: Atlas) -> None:
    """What covers a place has that place inside it; nothing is both."""
    places = [
        p for p in real_snapshot.gazetteer.places.values() if p.gemeente == "GM0014" and p.level is not Level.LAND
    ]
    for place in places:
        found = around(real_snapshot, place)
        assert not found.inside & found.covering
        for code in found.covering:
            assert place.code in around(real_snapshot, real_snapshot.place(code)).inside, (place.code, code)
