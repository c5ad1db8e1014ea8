"""Comparable places: who takes part, of which years, and clear words where there are none."""

from dataclasses import replace

import numpy as np
import pytest

from toetssteen.analysis.comparable import Verdict
from toetssteen.answers.comparison.focus import focus_places
from toetssteen.answers.comparison.peer_candidates import codes_in, focus_ground
from toetssteen.answers.comparison.peer_features import feature_table
from toetssteen.answers.comparison.peer_words import how_found, verdict
from toetssteen.answers.comparison.peers import Peers, peers
from toetssteen.answers.figures.series import series
from toetssteen.answers.snapshot.atlas import Atlas
from toetssteen.answers.snapshot.neighbours import neighbours
from toetssteen.indicators.comparable_places import LEVELS, ComparablePlaces, load_comparable_places
from toetssteen.kernel.areas import Level
from toetssteen.kernel.errors import UnknownNameError
from toetssteen.kernel.home import Home


@pytest.fixture(scope="module")
def definition(real_snapshot: Atlas) -> ComparablePlaces:
    file = Home.find().definitions / "comparable-places.yaml"
    return load_comparable_places(file, tuple(real_snapshot.indicators.values()))


def asked(atlas: Atlas, definition: ComparablePlaces, code: str) -> Peers:
    return peers(atlas, definition, atlas.place(code))


def every(atlas: Atlas, definition: ComparablePlaces, level: Level, step: int) -> list[Peers]:
    codes = feature_table(atlas, definition, level).codes[::step]
    return [asked(atlas, definition, code) for code in codes]


def test_figures_are_those_that_a_profile_shows_for_the_year(
    real_snapshot: Atlas, definition: ComparablePlaces
) -> None:
    for level, step in ((Level.GEMEENTE, 40), (Level.WIJK, 300), (Level.BUURT, 1500)):
        table = feature_table(real_snapshot, definition, level)
        window = definition.windows[level]
        for column, used in enumerate(table.used):
            assert window.first <= used.figure.year <= window.last
            indicator = real_snapshot.indicator(used.figure.indicator)
            for row in range(0, len(table.codes), step):
                value = table.values[row, column]
                point = series(real_snapshot, real_snapshot.place(table.codes[row]), indicator).at(used.figure.year)
                if not np.isnan(value):
                    assert point is not None
                    assert point.value == value


@pytest.mark.parametrize(("level", "step"), [(Level.GEMEENTE, 15), (Level.WIJK, 60), (Level.BUURT, 400)])
def test_peers_are_of_the_level_and_never_in_or_beside_a_focus_area(
    real_snapshot: Atlas, definition: ComparablePlaces, level: Level, step: int
) -> None:
    inside = {code for area in focus_places(real_snapshot) for code in codes_in(real_snapshot, area, level)}
    beside = {other for code in inside for other in neighbours(real_snapshot, level).get(code, ())}
    banned = set() if level is Level.GEMEENTE else inside | beside
    table = feature_table(real_snapshot, definition, level)
    answers = every(real_snapshot, definition, level, step)
    assert any(answer.places for answer in answers)
    for answer in answers:
        codes = {peer.code for peer in answer.places}
        assert not codes & (banned | {answer.place.code})
        assert codes <= set(table.codes)
        assert len(codes) == min(answer.within, definition.nearest)
        assert all(peer.distance <= definition.caliper for peer in answer.places)
        if answer.candidates.student_heavy is not None and table.students is not None:
            shares = [float(table.students[table.rows[code]]) for code in codes]
            assert all((share >= definition.students.at_least) is answer.candidates.student_heavy for share in shares)


def test_an_outcome_says_itself_in_words(real_snapshot: Atlas, definition: ComparablePlaces) -> None:
    answers = [
        answer
        for level, step in ((Level.GEMEENTE, 8), (Level.WIJK, 60), (Level.BUURT, 400))
        for answer in every(real_snapshot, definition, level, step)
    ]
    by_verdict = {answer.verdict: verdict(answer) for answer in answers}
    assert set(by_verdict) == set(Verdict)
    assert "te weinig bekend" in by_verdict[Verdict.UNKNOWN]
    assert "Er is geen vergelijkbare plek" in by_verdict[Verdict.NONE]
    for answer in answers:
        assert (answer.verdict is Verdict.UNEVEN) == (
            answer.within >= definition.least and any(row.even is False for row in answer.balance)
        )


def test_a_named_area_is_held_against_wijken_of_its_size(real_snapshot: Atlas, definition: ComparablePlaces) -> None:
    answer = asked(real_snapshot, definition, "delft-west")
    table = feature_table(real_snapshot, definition, Level.WIJK)
    assert answer.level is Level.WIJK
    assert answer.candidates.size == (20_000.0, 40_000.0)
    people = table.people[np.flatnonzero(answer.candidates.allowed)]
    assert len(people)
    assert ((people >= 20_000) & (people < 40_000)).all()
    looser = peers(real_snapshot, replace(definition, caliper=2.0), real_snapshot.place("delft-west"))
    assert looser.places
    assert not {peer.code for peer in looser.places} & codes_in(real_snapshot, looser.place, Level.WIJK)


def test_what_could_not_be_looked_at_is_named(real_snapshot: Atlas, definition: ComparablePlaces) -> None:
    answer = asked(real_snapshot, definition, "BU00141000")
    lines = " ".join(how_found(answer, definition.students))
    assert all(item.feature.name.lower() in lines for item in answer.left_out)
    assert [item.feature.id for item in answer.lacking] == ["jongeren"]
    assert "Dit is voorlopig." in lines
    assert "Of hier veel studenten wonen is niet bekend." in lines
    unknown = focus_ground(real_snapshot, Level.BUURT).unknown
    assert "Breda-Noord" in unknown
    assert all(name in lines for name in unknown)


def test_every_buurt_of_a_wijk_in_a_focus_area_is_kept_out(real_snapshot: Atlas) -> None:
    inside = focus_ground(real_snapshot, Level.BUURT).inside
    wijken = {str(wijk) for area in focus_places(real_snapshot) for wijk in area.whole}
    assert wijken
    under = real_snapshot.gazetteer.under
    assert {str(real_snapshot.cube.areas[at]) for wijk in wijken for at in under(wijk, Level.BUURT)} <= inside


def test_neighbours_share_a_border_both_ways(real_snapshot: Atlas) -> None:
    beside = neighbours(real_snapshot, Level.WIJK)
    assert all(code in beside[other] and other != code for code, others in beside.items() for other in others)
    # Oosterparkwijk and the centre of Groningen.
    assert "WK001400" in beside["WK001404"]


@pytest.mark.parametrize(
    ("code", "words"),
    [("NL00", "hele land"), ("breda-noord", "niet bekend"), ("GM0003", "niet in de nieuwste indeling")],
)
def test_a_place_that_can_have_none_is_told_so(
    real_snapshot: Atlas, definition: ComparablePlaces, code: str, words: str
) -> None:
    with pytest.raises(UnknownNameError, match=words):
        asked(real_snapshot, definition, code)


def test_with_hardly_any_places_there_is_nothing_to_go_by(atlas: Atlas, definition: ComparablePlaces) -> None:
    for level in LEVELS:
        for code in feature_table(atlas, definition, level).codes:
            answer = asked(atlas, definition, code)
            assert answer.verdict is Verdict.UNKNOWN
            assert not answer.places
