"""A family of tables becomes sources, and its faults are said with file and place."""

from pathlib import Path

import pytest

from toetssteen.kernel.definitions import ColumnUse
from toetssteen.kernel.errors import DefinitionError
from toetssteen.sources.definitions.catalogue import load_sources
from toetssteen.sources.definitions.families import load_families, over_tables, sources_of

DEFINITIONS = Path(__file__).parents[3] / "definitions"
FAMILY = """
id: toets
publisher: CBS
title: 'Toets {year}'
address: https://www.cbs.nl
licence: CC BY 4.0
live: {protocol: odata4, address: 'https://datasets.cbs.nl/odata/v1/CBS/{table}', area: ''}
evidence: {here: gezien}
tables:
- {table: 2NED, year: 2021, division_year: 2021, source: toets-2021, evidence: here}
- {table: 1NED, year: 2020, division_year: 2020, source: toets-2020, evidence: here}
columns:
- id: oud
  titles:
  - {title: Oud, unit: '%', first: 2013, last: 2020, high: [2020], evidence: here}
- id: altijd
  titles:
  - {title: Altijd, unit: aantal, first: 2013, evidence: here}
"""


def written(folder: Path, text: str) -> Path:
    (folder / "families").mkdir()
    (folder / "sources").mkdir()
    (folder / "families" / "toets.yaml").write_text(text, encoding="utf-8")
    return folder / "families"


def test_each_table_is_a_source_with_the_titles_of_its_year(tmp_path: Path) -> None:
    (family,) = load_families(written(tmp_path, FAMILY))
    old, new = sources_of(family)
    assert (old.id, old.title, old.table, old.year) == ("toets-2020", "Toets 2020", "1NED", 2020)
    assert old.live is not None
    assert old.live.address == "https://datasets.cbs.nl/odata/v1/CBS/1NED"
    assert [column.id for column in old.titles] == ["oud", "altijd"]
    assert [column.id for column in new.titles] == ["altijd"]
    assert [source.id for source in load_sources(tmp_path / "sources")] == ["toets-2020", "toets-2021"]


def test_a_use_of_a_family_is_a_use_of_each_table_that_may_have_it(tmp_path: Path) -> None:
    families = load_families(written(tmp_path, FAMILY))
    uses = (ColumnUse("toets", "oud"), ColumnUse("toets", "altijd", factor=2.0), ColumnUse("anders", "x"))
    spread = over_tables(uses, families)
    assert [(use.source, use.column) for use in spread] == [
        ("toets-2020", "oud"), ("toets-2021", "altijd"), ("toets-2020", "altijd"), ("anders", "x"),
    ]  # fmt: skip
    assert [use.source for use in over_tables([ColumnUse("toets", "altijd", years=(2021,))], families)] == [
        "toets-2021"
    ]
    assert over_tables([ColumnUse("toets", "altijd", per="oud")], families) == (
        ColumnUse("toets-2020", "altijd", per="oud"),
    )


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("evidence: here}\ncolumns", "evidence: nowhere}\ncolumns", "Het bewijs “nowhere” staat niet"),
        ("title: Oud, unit: '%'", "title: Oud, unit: ''", "eenheid"),
        ("{title: Oud,", "{title: Oud, name: Oud,", "óf een titel"),
        ("high: [2020]", "high: [2021]", "een jaar waarin de titel niet geldt"),
        ("source: toets-2021", "source: toets-2020", "“toets-2020” staat er twee keer"),
        ("- id: altijd", "- id: som\n  sum_of: [oud, niets]\n- id: altijd", "kolommen met titels om op te tellen"),
        ("- id: altijd", "- id: oud", "“oud” staat er twee keer"),
        ("table: 2NED", "table: ../2NED", "is geen nummer van een tabel"),
    ],
)
def test_faults_are_said(tmp_path: Path, old: str, new: str, said: str) -> None:
    assert FAMILY.count(old) == 1
    with pytest.raises(DefinitionError, match=r"toets\.yaml") as error:
        load_families(written(tmp_path, FAMILY.replace(old, new)))
    assert said in str(error.value)


def test_the_region_of_2013_is_not_fixed_by_a_definition() -> None:
    sources = {source.id: source for source in load_sources(DEFINITIONS / "sources")}
    live = sources["cbs-live-kwb-2013"].live
    assert live is not None
    assert live.area == ""
    assert "code" not in sources["cbs-live-kwb-2013"].options
