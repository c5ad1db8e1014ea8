"""The sentences as a resident reads them, in full."""

from dataclasses import replace

import numpy as np
import pytest

from toetssteen.answers.figures.against_reference import Reading, Reference, reading
from toetssteen.answers.figures.profile import reference_name
from toetssteen.answers.snapshot.atlas import Atlas
from toetssteen.answers.words import gap_words, sentences
from toetssteen.indicators.aggregate import FigureKind
from toetssteen.kernel.cells import Status


def read(atlas: Atlas, code: str, indicator: str, reference: Reference, baseline: int | None = None) -> Reading:
    return reading(atlas, atlas.place(code), atlas.indicator(indicator), reference, baseline)


def story(atlas: Atlas, code: str, indicator: str, reference: Reference, baseline: int | None = None) -> list[str]:
    """Level, comparison, distance and change, as a profile puts them one after the other."""
    place = atlas.place(code)
    found = read(atlas, code, indicator, reference, baseline)
    name = reference_name(atlas, place, reference, baseline)
    return [
        sentences.level(found, place),
        sentences.compared(found, reference, name),
        gap_words.distance(found, name),
        sentences.moved(found, name),
    ]


def test_poverty_against_the_city_points_and_ratio_are_both_said(atlas: Atlas) -> None:
    assert story(atlas, "WK900101", "laag_inkomen", Reference.CITY) == [
        "In Lindehof woont 1 op de 12 mensen in een huishouden met een laag inkomen.",
        "In Rietstad is dat 1 op de 25.",
        "Dat is 4,0\u00a0procentpunt hoger dan in Rietstad, of 2,00 keer zo veel.",
        "Het verschil is sinds 2019 kleiner geworden. Maar in verhouding is het ongeveer gelijk gebleven.",
    ]


def test_against_the_rest_over_a_changed_boundary(atlas: Atlas) -> None:
    assert story(atlas, "WK900101", "laag_inkomen", Reference.REST) == [
        "In Lindehof woont 1 op de 12 mensen in een huishouden met een laag inkomen.",
        "In de rest van Rietstad is dat bij benadering 1 op de 18.",
        "Dat is ongeveer 2,4\u00a0procentpunt hoger dan in de rest van Rietstad, of 1,43 keer zo veel.",
        "De jaren zijn niet met elkaar te vergelijken. Daarom laten we geen verandering zien.",
    ]


def test_against_an_earlier_year_of_its_own(atlas: Atlas) -> None:
    assert story(atlas, "WK900101", "laag_inkomen", Reference.START, 2020) == [
        "In Lindehof woont 8 op de 100 mensen in een huishouden met een laag inkomen.",
        "In 2020 was dat 13 op de 100.",
        "Dat is 5,0\u00a0procentpunt lager dan in 2020. In 2020 was het 1,63 keer zo veel.",
        "",
    ]


def test_one_year_only(atlas: Atlas) -> None:
    assert story(atlas, "WK900101", "rapportcijfer", Reference.CITY) == [
        "Mensen geven Lindehof een 5,0.",
        "In Rietstad is dat 7,0.",
        "Dat is ongeveer 2,0 lager dan in Rietstad.",
        "Er is maar één jaar bekend. Daarom kunnen we geen verandering laten zien.",
    ]


def test_a_total_alone(atlas: Atlas) -> None:
    assert story(atlas, "GM9001", "inwoners", Reference.COUNTRY) == ["In Rietstad wonen 1.100 mensen.", "", "", ""]


def test_money_and_an_indicator_without_a_sentence_of_its_own(atlas: Atlas) -> None:
    assert story(atlas, "WK900101", "middelste_inkomen", Reference.CITY)[:3] == [
        "Lindehof: Middelste inkomen is €\u00a0300.",
        "In Rietstad is dat €\u00a0100.",
        "Dat is €\u00a0200 hoger dan in Rietstad, of 3,00 keer zo veel.",
    ]


def test_even_much(atlas: Atlas) -> None:
    assert story(atlas, "WK900201", "laag_inkomen", Reference.CITY) == [
        "In Strand woont 4,0\u00a0% mensen in een huishouden met een laag inkomen.",
        "In Duindorp is dat 4,0\u00a0%.",
        "Dat is even veel als in Duindorp.",
        "Het verschil is sinds 2019 ongeveer even groot gebleven.",
    ]


def test_nothing_known(atlas: Atlas) -> None:
    assert story(atlas, "BU90010101", "laag_inkomen", Reference.CITY)[0] == "Voor deze buurt is dit niet bekend."
    assert story(atlas, "lindehof-oost", "laag_inkomen", Reference.CITY)[0] == "Voor Lindehof-Oost is dit niet bekend."


def test_one_year_in_common(atlas: Atlas) -> None:
    found = read(atlas, "WK900101", "laag_inkomen", Reference.REST)
    assert found.reference is not None
    once = replace(found.reference, values=np.array([np.nan, np.nan, 5.0]))
    assert sentences.moved(replace(found, reference=once), "de rest van Rietstad") == (
        "Er is maar één jaar waarin we beide kennen. Daarom kunnen we geen verandering laten zien."
    )


@pytest.mark.parametrize("status", Status)
def test_every_status_has_words(status: Status) -> None:
    assert sentences.status(status)


@pytest.mark.parametrize("kind", FigureKind)
def test_every_origin_has_words(kind: FigureKind) -> None:
    assert sentences.origin(kind)


def test_standing_in_words(atlas: Atlas) -> None:
    said = {
        code: sentences.standing(read(atlas, code, "laag_inkomen", Reference.CITY))
        for code in ("WK900101", "WK900201", "BU90010101")
    }
    assert said == {"WK900101": "minder goed", "WK900201": "ongeveer gelijk", "BU90010101": ""}
    assert sentences.standing(read(atlas, "WK900102", "rapportcijfer", Reference.CITY)) == "beter"
    assert sentences.standing(read(atlas, "GM9001", "inwoners", Reference.START)) == "geen beter of slechter"
