"""The programmes of this checkout, and what the loader refuses."""

from pathlib import Path

import pytest

from toetssteen.indicators.named_areas import load_named_areas
from toetssteen.indicators.programmes import load_programmes
from toetssteen.kernel.errors import DefinitionError

DEFINITIONS = Path(__file__).parents[2] / "definitions"
AREAS = {area.id: area for area in load_named_areas(DEFINITIONS / "areas")}
PROGRAMMES = {one.id: one for one in load_programmes(DEFINITIONS / "programmes", named=AREAS)}
GOOD = "id: proef\nname: Proef\nsort: anders\nsource: een plan\nverified: false\n"


def test_the_national_programme_holds_in_the_twenty_focus_areas_and_nowhere_else() -> None:
    focus = {area.id for area in AREAS.values() if area.kind == "focusgebied"}
    assert {one.area for one in PROGRAMMES["nplv"].areas} == focus
    assert len(focus) == 20


def test_an_area_that_names_its_programme_is_an_area_of_it() -> None:
    names = {one.name: {place.area for place in one.areas} for one in PROGRAMMES.values()}
    named = [area for area in AREAS.values() if area.programme]
    assert len(named) == 21
    assert all(area.id in names[area.programme] for area in named)


def test_nothing_is_said_to_be_checked_and_all_say_where_it_stands() -> None:
    assert {"nplv", "regio-deal-groningen-noord", "beijum-en-lewenborg"} <= PROGRAMMES.keys()
    assert not any(one.verified for one in PROGRAMMES.values())
    assert all(one.source for one in PROGRAMMES.values())


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (GOOD.replace("anders", "soms"), "sort”: Kies uit"),
        (GOOD.replace("een plan", "' '"), "source”: Dit mag niet leeg zijn"),
        (GOOD + "first_year: 2024\nlast_year: 2020\n", "last_year”: Het laatste jaar ligt voor het eerste"),
        (GOOD + "first_year: 24\n", "first_year”: Dit is geen jaar"),
        (GOOD + "areas:\n  - {area: atlantis}\n", "areas[0].area”: Het gebied “atlantis” bestaat niet"),
        (GOOD + "areas:\n  - {area: GM0014}\n", "areas[0].name”: Zet bij een code ook"),
        (GOOD + "areas:\n  - {area: beijum}\n  - {area: beijum}\n", "areas[1]”: Dit gebied staat er twee keer"),
        (GOOD.replace("id: proef", "id: Proef"), "id”"),
    ],
)
def test_a_wrong_file_is_said_with_its_key(tmp_path: Path, text: str, says: str) -> None:
    name = "Proef" if "id: Proef" in text else "proef"
    (tmp_path / f"{name}.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(DefinitionError) as caught:
        load_programmes(tmp_path, named={"beijum"})
    assert says in str(caught.value)
    assert f"{name}.yaml" in str(caught.value)
