"""A column that vanished is named with what looks most like it, whatever the layout; nothing is matched."""

import json
from pathlib import Path

import pytest
from sources.small_files import source

from toetssteen.kernel.errors import SourceError
from toetssteen.sources.deliveries.renamed_columns import nearest, titles_beside
from toetssteen.sources.reading import read


@pytest.mark.parametrize(
    ("column", "header", "expected"),
    [
        # CBS numbers its columns through: the same name with another number comes first.
        ("AantalInwoners_5", ("AantalInwoners_6", "Mannen_5", "AantalInkomensontvangers_81"), "AantalInwoners_6"),
        ("GemiddeldeWOZWaardeVanWoningen_35", ("GemiddeldeWoningwaarde_35", "GemiddeldeWOZWaardeVanWoningen_39"),
         "GemiddeldeWOZWaardeVanWoningen_39"),
        ("AANT_INW", ("aantal_inwoners", "AANTAL_HH", "WK_CODE"), "aantal_inwoners"),
    ],
)  # fmt: skip
def test_the_nearest_comes_first(column: str, header: tuple[str, ...], expected: str) -> None:
    assert nearest(column, header, {})[0] == expected


def test_a_title_counts_too_and_nothing_alike_is_nothing() -> None:
    assert nearest("Aantal inwoners", ("T001036", "M000100"), {"T001036": "Aantal inwoners"}) == ("T001036",)
    assert nearest("Aantal inwoners", ("x", "y", ""), {}) == ()


def test_ties_are_in_the_order_of_names_and_at_most_three() -> None:
    assert nearest("a_1", ("a_9", "a_3", "a_5", "a_2"), {}) == ("a_2", "a_3", "a_5")


def test_the_error_names_source_table_year_column_and_candidates_with_titles(tmp_path: Path) -> None:
    path = tmp_path / "w.json"
    path.write_text(json.dumps({"WK990100": {"AantalInwoners_6": 10, "Mannen_7": 5}}))
    listed = [{"Key": "AantalInwoners_6", "Title": "Aantal inwoners "}, {"Key": "", "Title": "Groep"}]
    (tmp_path / "DataProperties.json").write_text(json.dumps(listed))
    one = source("statline-json", "w.json", code="GebiedCode")
    with pytest.raises(SourceError) as problem:
        read(path, one, frozenset({"AantalInwoners_5"}))
    said = str(problem.value)
    assert f"bron {one.id}, tabel {one.table}" in said
    assert str(one.year) in said
    assert "kolom AantalInwoners_5" in said
    assert "“AantalInwoners_6” (Aantal inwoners)" in said
    assert "We kiezen niet zelf" in said


def test_a_column_that_looks_like_nothing(tmp_path: Path) -> None:
    path = tmp_path / "w.csv"
    path.write_text("code,q\nWK990100,1\n")
    with pytest.raises(SourceError, match="Er is geen kolom die erop lijkt"):
        read(path, source("cbs-kwb-csv", "w.csv", code="code"), frozenset({"bevolkingsdichtheid"}))


def test_a_damaged_list_of_titles_is_no_second_error(tmp_path: Path) -> None:
    (tmp_path / "DataProperties.json").write_text('[{"Key": ')
    assert titles_beside(tmp_path / "w.json") == {}
    (tmp_path / "w.kolommen.csv").write_text("a;b\n1;2\n")
    assert titles_beside(tmp_path / "w.csv") == {}
