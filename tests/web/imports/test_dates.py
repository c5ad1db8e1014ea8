"""Days as people write them."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toetssteen.web.imports.parsing.dates import Span, span

DAYS = st.dates(date(2000, 1, 1), date(2098, 12, 31))
MONTHS = [
    "januari",
    "februari",
    "maart",
    "april",
    "mei",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
]


@given(DAYS)
def test_a_day_in_every_form_is_that_day(day: date) -> None:
    month = MONTHS[day.month - 1]
    forms = [
        day.isoformat(), f"{day:%d-%m-%Y}", f"{day.day}-{day.month}-{day.year}", f"{day:%d/%m/%Y}", f"{day:%d.%m.%Y}", f"{day:%d-%m-%y}",
        f"{day.day} {month} {day.year}", f"{day.day}-{month[:3]}-{day:%y}", f"{day.day} {month.title()} {day.year}",
    ]  # fmt: skip
    assert {span(form) for form in forms} == {Span(day, day)}


@given(DAYS)
def test_a_period_is_whole_months_around_its_day(day: date) -> None:
    quarter = (day.month - 1) // 3 + 1
    month = MONTHS[day.month - 1]
    for form in (
        f"Q{quarter} {day.year}",
        f"{day.year}-Q{quarter}",
        f"{month} {day.year}",
        f"{month[:3]} {day:%y}",
        str(day.year),
    ):
        first, last, *_exact = span(form)
        assert first <= day <= last
        assert span(f"{first} t/m {last}") == Span(first, last)
        assert first.day == 1
        assert (last + timedelta(1)).day == 1


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2024-2027", "2024-01-01", "2027-12-31"),
        ("2024 t/m 2027", "2024-01-01", "2027-12-31"),
        ("2024-heden", "2024-01-01", None),
        ("jan - jun 2025", "2025-01-01", "2025-06-30"),
        ("vanaf 2025", "2025-01-01", None),
        ("t/m 2027", None, "2027-12-31"),
        ("schooljaar 2025-2026", "2025-08-01", "2026-07-31"),
        ("voorjaar 2026", "2026-03-01", "2026-05-31"),
        ("eind 2025", "2025-10-01", "2025-12-31"),
        ("q4 '25", "2025-10-01", "2025-12-31"),
        ("doorlopend", None, None),
        ("n.t.b.", None, None),
        ("", None, None),
    ],
)
def test_what_people_write(text: str, first: str | None, last: str | None) -> None:
    assert span(text)[:2] == tuple(None if one is None else date.fromisoformat(one) for one in (first, last))


@pytest.mark.parametrize(
    "text", ["31-2-2025", "tot 2027", "morgen", "2027-2024", "13/2025", "medio", "1-1", "Q5 2025", "12345"]
)
def test_what_is_not_understood_is_not_guessed(text: str) -> None:
    assert span(text) is None


def test_how_exactly_it_is_known() -> None:
    assert span("2025") == Span(date(2025, 1, 1), date(2025, 12, 31), "jaar", "jaar")
    assert span("doorlopend") == Span(last_precision="open")
    assert span("2024-heden") == Span(date(2024, 1, 1), None, "jaar", "open")
    assert span("2024 - sep 2027") == Span(date(2024, 1, 1), date(2027, 9, 30), "jaar", "maand")
    assert (
        span("2025-07")
        == span("07/2025")
        == span("juli 2025")
        == Span(date(2025, 7, 1), date(2025, 7, 31), "maand", "maand")
    )
