"""Texts that have stopped sites like this one, and texts around them."""

from hypothesis import strategies as st

# Repeated up to thousands of times.
PIECES = (
    " ", "\t", "\u00a0", "\n", "(", ")", ":", ";", ",", "/", "-", "–", ".", "9", "0", "a", "A", "A.", " en ", " met ", "a;", "a en ", "( ", ": ", "1.000.",
    "\u0301", "٢", "²", "é", "\u202e", "🙂", "\\", "<b>", "{{", "'", '"', "%", "=", "€ ", "2025 - ", "q1 ", "\u2028", "x\n",
)  # fmt: skip
KNOWN = (
    "", "0", "1", "-1", "+1", "1e999", "NaN", "inf", "-inf", "1e308", "9" * 400, "9" * 5000, str(2**31), str(2**63), str(2**64), "1.250,5", "12,6%",
    "2026", "0001", "9999", "1899", "2201", "2026-01-01", "0001-01-01", "9999-12-31", "9999-12-31T23:59", "0001-01-01T00:00", "31-12-9999", "1-1-0001",
    "2024 t/m 2027", "Q3 2025", "schooljaar 2025-2026", "doorlopend", "n.t.b.", "onbekend", "Onze School", "Huis en Thuis", "De Hoogte", "bezig", "klaar",
    "iedereen", "concept", "heel Noord", "WK990101", "BU99010101", "GM9901", "NL00", "de-hoogte", "elders", "inwoners", "laag_inkomen", "wonen", "rest",
    "Merelwijk (Tichelhof)", "00000000-0000-0000-0000-000000000000", "on", "True", "csv", "xlsx", "../../etc/passwd", "a\x00b", "\ud7ff", "%s%n{0}",
    "2027: 11,5\n2028: 9", "WK990101 2024-2027 coaches", "eigen:GM9901:WK990101", "2019-wijk.json", "=HYPERLINK(1)", "apart", "apply", "undo", "words",
)  # fmt: skip

texts = st.one_of(
    st.sampled_from(KNOWN),
    st.builds(lambda piece, times: piece * times, st.sampled_from(PIECES), st.integers(1, 3000)),
    st.builds(
        lambda start, piece, times, end: start + piece * times + end,
        st.sampled_from(KNOWN),
        st.sampled_from(PIECES),
        st.integers(1, 1500),
        st.sampled_from(PIECES),
    ),
    st.text(st.characters(exclude_categories=["Cs"]), max_size=60),
)
