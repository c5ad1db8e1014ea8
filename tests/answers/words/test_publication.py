"""When the next year of a figure would come, as the page says it."""

from collections.abc import Iterator

import pytest

from toetssteen.answers.snapshot.atlas import Atlas
from toetssteen.answers.words.publication import lag_of, next_year, pace
from toetssteen.kernel.publication_lags import LagEvidence, Month, PublicationLag, Sighting

SOURCES = ("figures-2019", "figures-2020", "figures-2021")


@pytest.fixture
def lagging(atlas: Atlas) -> Iterator[Atlas]:
    """The small country, of which a test sets the lags."""
    before = atlas.publication_lags
    yield atlas
    atlas.publication_lags = before


def _lag(*evidence: tuple[int, str, Sighting], **changes: object) -> PublicationLag:
    pieces = tuple(LagEvidence(*piece, "een bestand") for piece in evidence)
    return PublicationLag(id="a", subject="A", sources=SOURCES, every=1, evidence=pieces, **changes)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("lag", "says", "in_short"),
    [
        (
            _lag((2020, "2021-05", Sighting.PUBLISHED)),
            "dan komen de cijfers over 2022 in mei 2023.",
            "16 maanden na januari van hun jaar, zegt de uitgever",
        ),
        (
            _lag((2020, "2020-10", Sighting.THERE)),
            "dan zijn de cijfers over 2022 er uiterlijk in oktober 2022.",
            "hoogstens 9 maanden",
        ),
        (
            _lag((2020, "2020-10", Sighting.MISSING), (2019, "2020-10", Sighting.THERE)),
            "dan komen de cijfers over 2022 tussen november 2022 en oktober 2023.",
            "10 tot 21 maanden",
        ),
        (
            _lag((2019, "2020-10", Sighting.MISSING), unknown="Nergens gezien."),
            "Wanneer de cijfers over 2022 komen, is niet bekend. Gaat het zoals eerder, dan niet voor november 2023. Nergens gezien.",
            "onbekend; meer dan 21 maanden",
        ),
        (_lag(unknown="Nergens gezien."), "over 2022 komen, is niet bekend. Nergens gezien.", "onbekend"),
        (_lag(ended="Dit was eenmalig."), "Er komt geen volgend jaar. Dit was eenmalig.", "onbekend"),
    ],
)
def test_in_words(lagging: Atlas, lag: PublicationLag, says: str, in_short: str) -> None:
    lagging.publication_lags = (lag,)
    coming = next_year(lagging, lagging.indicator("inwoners"))
    assert says in coming.text
    assert "  " not in coming.text
    assert in_short in pace(lag)
    assert len(coming.evidence) == len(lag.evidence)
    if coming.expected is not None:
        assert coming.expected.year == 2022


def test_a_source_without_an_entry_is_unknown(lagging: Atlas) -> None:
    lagging.publication_lags = ()
    coming = next_year(lagging, lagging.indicator("inwoners"))
    assert coming.text == "Wanneer het volgende jaar komt, is niet bekend."
    assert (coming.lag, coming.expected, coming.evidence) == (None, None, ())


def test_without_a_rhythm_no_next_year_is_named(lagging: Atlas) -> None:
    lag = PublicationLag("a", "A", SOURCES, evidence=(LagEvidence(2020, "2020-10", Sighting.THERE, "een bestand"),))
    lagging.publication_lags = (lag,)
    coming = next_year(lagging, lagging.indicator("inwoners"))
    assert coming.expected is None
    assert coming.text == "Wanneer er nieuwe cijfers komen, is niet bekend."


def test_an_entry_with_the_indicator_goes_first(lagging: Atlas) -> None:
    every, people = PublicationLag("every", "E", SOURCES), PublicationLag("people", "P", SOURCES, ("inwoners",))
    lagging.publication_lags = (every, people)
    assert lag_of(lagging, lagging.indicator("inwoners"), "figures-2021") is people
    other = next(i for i in lagging.indicators.values() if i.id != "inwoners" and i.columns)
    assert lag_of(lagging, other, "figures-2021") is every


def test_the_month_of_an_evidence_is_named(lagging: Atlas) -> None:
    lag = _lag((2020, "2021-03", Sighting.PUBLISHED), publisher_says="Elk jaar in maart.")
    lagging.publication_lags = (lag,)
    coming = next_year(lagging, lagging.indicator("inwoners"))
    assert coming.evidence == (
        "Cijfers over 2020 komen volgens de uitgever in maart 2021: een bestand.",
        "De uitgever schrijft: Elk jaar in maart.",
    )
    assert coming.expected is not None
    assert coming.expected.last == Month(2023, 3)


@pytest.mark.parametrize(("seen", "late"), [("2024-02", False), ("2024-01", False), ("2023-12", True)])
def test_what_should_have_come_already_is_told(lagging: Atlas, seen: str, late: bool) -> None:
    """The snapshot is of January 2026; figures of 2022 come as long after their year as those of 2020 did."""
    assert lagging.snapshot.manifest.created.startswith("2026-01")
    lagging.publication_lags = (_lag((2020, seen, Sighting.PUBLISHED)),)
    assert ("al voorbij" in next_year(lagging, lagging.indicator("inwoners")).text) == late
