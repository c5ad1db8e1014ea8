"""What is recognised of a table, and what is wrong with it."""

import msgspec
import pytest
from web.own_figures.uploads import PLACES, SURVEY, SWING, YEARS, all_told, described, outcome

from toetssteen.web.own_figures.services.checking import FigurePreview


def figures(preview: FigurePreview) -> dict[tuple[str, int], float | str]:
    return {(cell.code, cell.year): cell.why if cell.value is None else cell.value for cell in preview.cells}


def test_a_survey_with_names_answers_and_margins() -> None:
    description, _sheets = described(SURVEY)
    assert (description.header, description.place, description.kind) == (2, "Wijk", "WK")
    assert (description.year, description.encoding, description.delimiter) == (2023, "utf-8", ";")
    satisfied, mark = description.figures
    assert (satisfied.column, satisfied.unit) == ("Tevreden met de buurt", "%")
    assert (mark.column, mark.unit) == ("Rapportcijfer", "score")
    assert {(f.respondents, f.margin) for f in description.figures} == {("Aantal antwoorden", "Marge")}
    result = outcome(SURVEY, all_told(description))
    assert result.faults == ()
    assert figures(result.figures[0]) == {
        ("WK990100", 2023): 71.4,
        ("WK990101", 2023): 58.9,
        ("WK990102", 2023): "geheim: te weinig mensen hebben geantwoord",
    }
    assert result.definitions is not None
    indicator, other = result.definitions.indicators
    assert indicator.id == "eigen_tabel_7_tevreden_met_de_buurt"
    # The margin of the wijk with 32 answers, of which no figure is shown, is not told.
    assert indicator.does_not_say == (
        "Wie niet antwoordde. De marge van de onderzoekers loopt per gebied van ± 4,2 tot ± 5 procentpunt."
    )
    assert other.does_not_say.endswith("± 4,2 tot ± 5 score.")
    assert (indicator.minimum_cell, indicator.range, other.range) == (50, (0.0, 100.0), None)
    (source,) = result.definitions.sources
    assert (source.id, source.file, source.scope, source.year) == (
        "eigen-tabel-7-1",
        "enquete-2023.csv",
        ("GM9901",),
        2023,
    )


def test_a_long_export_of_swing_with_numbers_for_places() -> None:
    description, _sheets = described(SWING, secret="x")
    assert (description.layout, description.level, description.place) == ("long", "geolevel", "geoitem")
    assert (description.year_column, description.variable, description.value) == ("Perioden", "onderwerp", "waarde")
    result = outcome(SWING, all_told(description))
    assert result.faults == ()
    satisfied, unsafe = result.figures
    assert figures(satisfied) == {
        ("WK990100", 2021): 60.5,
        ("WK990101", 2021): "geheim: x",
        ("WK990100", 2023): 62.0,
        ("WK990101", 2023): 58.0,
        ("BU99010101", 2023): 55.5,
    }
    assert figures(unsafe) == {("WK990100", 2023): 21.0}
    assert {cell.row for cell in unsafe.cells} == {7}


def test_a_table_with_a_column_for_each_year() -> None:
    description, _sheets = described(YEARS)
    assert (description.layout, description.kind) == ("years", "BU")
    (figure,) = description.figures
    assert figure.column == "Tevreden"
    result = outcome(YEARS, all_told(description))
    assert result.faults == ()
    assert figures(result.figures[0]) == {
        ("BU99010100", 2021): 50.0,
        ("BU99010101", 2021): "geen cijfer",
        ("BU99010100", 2023): 55.0,
        ("BU99010101", 2023): 57.0,
    }


def test_every_wrong_place_and_cell_is_told_with_its_row_column_and_cell() -> None:
    text = "Wijk;Tevreden;Veilig\nCentrum;70;80\nNergens;60;70\nWK001404;50;60\nLindehof;veel;170\n"
    description, _sheets = described(text)
    result = outcome(text, all_told(description))
    assert [text.text for text in result.unknown] == ["Nergens", "WK001404"]
    assert result.definitions is None
    told = "\n".join(result.faults)
    for place in (
        "rij 3, kolom Wijk, inhoud “Nergens”",
        "rij 4, kolom Wijk, inhoud “WK001404”",
        "rij 5, kolom Tevreden, inhoud “veel”",
        "rij 5, kolom Veilig, inhoud “170”",
    ):
        assert place in told
    assert len(result.faults) == 4


def test_a_name_of_both_a_wijk_and_a_buurt_is_asked_for_unless_the_list_is_of_one_kind() -> None:
    assert PLACES.code_of("havenkwartier") == ""
    assert PLACES.code_of("havenkwartier", "BU") == "BU99010200"
    assert PLACES.code_of("Wijk 01 Lindehof", "WK") == "WK990101"
    assert (PLACES.code_of("1", "WK"), PLACES.code_of("101", "BU")) == ("WK990101", "BU99010101")
    assert PLACES.code_of("990101") == "WK990101"
    assert PLACES.code_of("") == ""


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"public": None}, "wie dit cijfer mag zien"),
        ({"public": False}, "niet voor iedereen"),
        ({"meaning": " "}, "wat het betekent"),
        ({"least": 0}, "vanaf hoeveel antwoorden"),
    ],
)
def test_what_must_be_said_of_a_figure(changes: dict[str, object], says: str) -> None:
    description, _sheets = described(SURVEY)
    result = outcome(SURVEY, all_told(description, **changes))
    assert result.definitions is None
    assert len(result.faults) == 2
    assert all(says in fault for fault in result.faults)


def test_a_figure_that_is_not_taken_is_asked_nothing() -> None:
    description, _sheets = described(SURVEY)
    first, second = all_told(description).figures
    left = msgspec.structs.replace(second, take=False, public=False, meaning="")
    result = outcome(SURVEY, msgspec.structs.replace(all_told(description), figures=(first, left)))
    assert result.faults == ()
    assert [preview.figure.column for preview in result.figures] == ["Tevreden met de buurt"]


def test_a_row_for_each_person_is_refused() -> None:
    text = "Wijk;Rapportcijfer\nCentrum;7\nCentrum;8\nLindehof;6\n"
    description, _sheets = described(text)
    result = outcome(text, all_told(description))
    assert result.definitions is None
    assert "rij 3" in result.faults[0]


def test_a_division_that_nobody_knows_is_refused() -> None:
    description, _sheets = described(SURVEY, division=1999)
    result = outcome(SURVEY, all_told(description))
    assert result.definitions is None
    assert result.faults == (
        "Van 1999 kennen wij de wijken van deze gemeente niet. Kies bij stap 1 een andere wijkindeling, zoals 2023.",
    )
