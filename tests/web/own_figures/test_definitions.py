"""The YAML that is written is what the installation reads."""

import tempfile
from pathlib import Path

import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from web.own_figures.uploads import SURVEY, all_told, described, outcome

from toetssteen.kernel.definitions import Indicator, Source
from toetssteen.sources.definitions.yaml_files import load_folder
from toetssteen.web.own_figures.models import FigureDescription, OwnTable, TableDescription
from toetssteen.web.own_figures.services.definitions import OwnDefinitions, definitions_of, slug

# Signs that mean something in YAML or in a path, blanks of all kinds, and no more.
TEXT = st.text("aé0 :#-=*&!|>%@`\"'{}[],?\\/~\u00a0\u2028\U0001f642", max_size=12)
FIGURES = st.builds(
    FigureDescription,
    column=TEXT,
    name=TEXT,
    unit=st.sampled_from(("%", "aantal", "score", "no", "1e5")),
    direction=st.sampled_from(("higher", "lower", "context")),
    decimals=st.integers(0, 3),
    respondents=st.sampled_from(("", "n", "Aantal: antwoorden")),
    least=st.integers(0, 100),
    meaning=TEXT,
    does_not_say=TEXT,
)
DESCRIPTIONS = st.builds(
    TableDescription,
    sheet=TEXT,
    encoding=st.sampled_from(("", "utf-8", "cp1252")),
    delimiter=st.sampled_from(("", ";", "tab")),
    header=st.integers(1, 9),
    layout=st.sampled_from(("wide", "long", "years")),
    place=TEXT,
    level=TEXT,
    year_column=TEXT,
    year=st.integers(1990, 2100),
    division=st.integers(1990, 2100),
    variable=TEXT,
    value=TEXT,
    secret=TEXT,
    figures=st.lists(FIGURES, min_size=1, max_size=4).map(tuple),
)


def read_back(definitions: OwnDefinitions) -> tuple[tuple[Source, ...], tuple[Indicator, ...]]:
    with tempfile.TemporaryDirectory() as folder:
        for name, text in definitions.files().items():
            path = Path(folder, name)
            path.parent.mkdir(exist_ok=True)
            path.write_text(text, encoding="utf-8")
        return load_folder(Path(folder, "sources"), Source), load_folder(Path(folder, "indicators"), Indicator)


# Files are written, and how long that takes a busy disk decides.
@settings(deadline=None)
@given(DESCRIPTIONS, st.dictionaries(TEXT, st.sampled_from(("WK990100", "-"))), TEXT)
def test_what_is_written_is_read_back_the_same(
    description: TableDescription, places: dict[str, str], title: str
) -> None:
    table = OwnTable(
        pk=3, title=title, publisher=title, gemeente="GM9901", address="https://www.example.org", licence=title,
        file=f"{title}.csv",
    )  # fmt: skip
    definitions = definitions_of(table, description, places)
    sources, indicators = read_back(definitions)
    assert sources == tuple(sorted(definitions.sources, key=lambda source: source.id))
    assert indicators == tuple(sorted(definitions.indicators, key=lambda indicator: f"{indicator.id}.yaml"))
    assert len({indicator.id for indicator in indicators}) == len(description.figures)
    assert all(source.id.startswith("eigen-tabel-3-") for source in sources)


def test_the_yaml_is_as_somebody_would_write_it() -> None:
    description, _sheets = described(SURVEY)
    definitions = outcome(SURVEY, all_told(description)).definitions
    assert definitions is not None
    files = definitions.files()
    source = yaml.safe_load(files["sources/eigen-tabel-7-1.yaml"])
    assert source["options"]["places"].splitlines() == [
        "Centrum = WK990100",
        "Lindehof = WK990101",
        "Havenkwartier = WK990102",
        "Totaal = -",
    ]
    assert "live" not in source
    indicator = yaml.safe_load(files["indicators/eigen_tabel_7_tevreden_met_de_buurt.yaml"])
    assert indicator["columns"] == [{"source": "eigen-tabel-7-1", "column": "Tevreden met de buurt"}]


def test_names_of_files_and_figures_hold_no_more_than_letters_and_digits() -> None:
    assert slug("Gevoel van véiligheid (’s avonds) 1/2") == "gevoel_van_veiligheid_s_avonds_1_2"
    assert slug("../..", "-") == "cijfer"
