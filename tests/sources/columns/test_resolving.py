"""A title finds its column, and nothing else does: over real metadata of three tables."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sources.columns.real_metadata import kwb_2024, low_income, police

from toetssteen.kernel.published_columns import AcceptedTitle, ColumnTitles, ResolvedColumn
from toetssteen.sources.columns.metadata import MetadataColumn, TableMetadata, folded_unit, squeezed, stem
from toetssteen.sources.columns.odata_metadata import from_odata4
from toetssteen.sources.columns.resolving import Refusal, resolve, resolve_all


def titles(name: str, title: str, unit: str, group: str = "", **more: object) -> ColumnTitles:
    return ColumnTitles(name, (AcceptedTitle(unit, "test", title, group=group),), **more)  # type: ignore[arg-type]  # free keywords of a test


INCOME = titles("inkomen", "Gemiddeld inkomen per inwoner", "x 1 000 euro")
OWNED = titles("koop", "Koopwoningen", "%", codes={"T1": "1014800"})
RENTED = titles("huur", "Huurwoningen totaal", "%", codes={"T1": "1014850_2"})
WANTED = (
    INCOME,
    titles("koop", "Koopwoningen", "%"),
    titles("huur", "Huurwoningen totaal", "%"),
    titles("inwoners", "Aantal inwoners", "aantal"),
    titles("wmo", "Wmo-cliënten relatief", "per 1 000 inwoners"),
    titles("stroom_appartement", "Appartement", "kWh", "Gemiddelde elektriciteitslevering / Naar woningtype"),
)


def key_of(result: ResolvedColumn | Refusal) -> str:
    assert isinstance(result, ResolvedColumn), str(result)
    return result.key


def refused(result: ResolvedColumn | Refusal) -> str:
    assert isinstance(result, Refusal)
    return str(result)


def renumbered(metadata: TableMetadata, order: list[int]) -> TableMetadata:
    """The same columns in another order, with the numbers that OData 3 gives them there."""
    columns = [metadata.columns[at] for at in order]
    moved = [replace(one, key=f"{one.key.rpartition('_')[0]}_{n}") for n, one in enumerate(columns, start=1)]
    return replace(metadata, columns=tuple(moved))


def with_column(metadata: TableMetadata, key: str, **changes: object) -> TableMetadata:
    columns = tuple(replace(one, **changes) if one.key == key else one for one in metadata.columns)  # type: ignore[arg-type]  # free keywords of a test
    assert columns != metadata.columns
    return replace(metadata, columns=columns)


def test_every_key_of_the_real_table_is_its_title_without_blanks_and_signs(evidence: Path) -> None:
    metadata = kwb_2024(evidence)
    assert len(metadata.columns) == 128
    assert not [one for one in metadata.columns if squeezed(one.title) != stem(one.key)]


def test_the_real_table_says_what_it_is(evidence: Path) -> None:
    metadata = kwb_2024(evidence)
    assert (metadata.table, metadata.modified, metadata.area) == ("85984NED", "2025-03-27T02:00:00", "WijkenEnBuurten")
    assert (police(evidence).area, low_income(evidence).area) == ("WijkenEnBuurten", "RegioS")
    # MapYear of the police says 2019, and of the other table 2023.
    assert (police(evidence).division, kwb_2024(evidence).division, low_income(evidence).division) == (2024, None, None)
    assert police(evidence).dimensions == ("SoortMisdrijf", "WijkenEnBuurten", "Perioden")


def test_titles_find_their_columns_in_the_real_table(evidence: Path) -> None:
    resolved, refusals = resolve_all(kwb_2024(evidence), WANTED)
    assert not refusals
    # The title of this column ends in a blank that does not break.
    assert {one.id: one.key for one in resolved} == {
        "inkomen": "GemiddeldInkomenPerInwoner_83", "koop": "Koopwoningen_47", "huur": "HuurwoningenTotaal_48",
        "inwoners": "AantalInwoners_5", "wmo": "WmoClientenRelatief_101", "stroom_appartement": "Appartement_54",
    }  # fmt: skip


def test_the_other_two_real_tables(evidence: Path) -> None:
    crimes = titles("misdrijven", "Geregistreerde misdrijven", "aantal")
    assert key_of(resolve(police(evidence), crimes)) == "GeregistreerdeMisdrijven_1"
    share = titles("huishoudens", "Particuliere huishoudens relatief", "%")
    assert key_of(resolve(low_income(evidence), share)) == "1050010_2"


def test_a_wrong_unit_is_refused_and_said(evidence: Path) -> None:
    text = refused(resolve(kwb_2024(evidence), titles("inkomen", "Gemiddeld inkomen per inwoner", "euro")))
    assert "85984NED (2024)" in text
    assert "de titel klopt, de eenheid niet (x 1 000 euro)" in text
    changed = with_column(kwb_2024(evidence), "GemiddeldInkomenPerInwoner_83", unit="euro")
    assert "eenheid" in refused(resolve(changed, INCOME))


def test_a_doubled_title_is_refused_unless_the_group_tells(evidence: Path) -> None:
    metadata = kwb_2024(evidence)
    born = titles("nl", "Nederland", "aantal")
    assert "2 keer" in refused(resolve(metadata, born))
    named = titles("nl", "Nederland", "aantal", "Herkomstland")
    assert key_of(resolve(metadata, named)) == "Nederland_17"
    assert "groep niet" in refused(resolve(metadata, titles("nl", "Nederland", "aantal", "Ander land")))
    twice = replace(metadata, columns=(*metadata.columns, replace(metadata.columns[4], key="AantalInwoners_129")))
    assert "2 keer" in refused(resolve(twice, WANTED[3]))


def test_swapped_titles_are_refused_by_the_keys_of_version_3(evidence: Path) -> None:
    metadata = kwb_2024(evidence)
    swapped = with_column(metadata, "Koopwoningen_47", title="Huurwoningen totaal")
    swapped = with_column(swapped, "HuurwoningenTotaal_48", title="Koopwoningen")
    for wanted in WANTED[1:3]:
        assert "hoort niet bij de sleutel" in refused(resolve(swapped, wanted))


def test_swapped_titles_and_codes_of_another_column_are_refused_in_version_4() -> None:
    def coded(table: str, owned: str, rented: str) -> TableMetadata:
        columns = (MetadataColumn.of(owned, "Koopwoningen", "%"), MetadataColumn.of(rented, "Huurwoningen totaal", "%"))
        return TableMetadata(table, 2024, columns, coded=True)

    assert len(resolve_all(coded("T1", "1014800", "1014850_2"), (OWNED, RENTED))[0]) == 2
    swapped = resolve_all(coded("T1", "1014850_2", "1014800"), (OWNED, RENTED))
    assert not swapped[0]
    # Of the next table we have no codes yet; those of the other column are enough to see it.
    following = resolve_all(coded("T2", "1014850_2", "1014800"), (OWNED, RENTED))
    assert not following[0]
    assert "hoort in andere tabellen bij huur" in str(following[1][0])
    reissued = resolve_all(coded("T2", "1014800_9", "1014850_9"), (OWNED, RENTED))
    assert [one.key for one in reissued[0]] == ["1014800_9", "1014850_9"]
    reissued_inside = resolve_all(coded("T1", "1014800_9", "1014850_2"), (OWNED, RENTED))
    assert [one.id for one in reissued_inside[0]] == ["huur"]
    assert "1014800_9" in str(reissued_inside[1][0])


def test_two_names_of_ours_never_get_one_column(evidence: Path) -> None:
    resolved, refusals = resolve_all(kwb_2024(evidence), (INCOME, replace(INCOME, id="nog_een"), WANTED[3]))
    assert [one.id for one in resolved] == ["inwoners"]
    assert len(refusals) == 2


def test_a_title_outside_its_years_is_not_accepted(evidence: Path) -> None:
    old = ColumnTitles("x", (AcceptedTitle("%", "test", "Koopwoningen", first=2013, last=2020),))
    assert "voor dit jaar" in refused(resolve(kwb_2024(evidence), old))
    name = ColumnTitles("x", (AcceptedTitle("%", "test", name="Koopwoningen", first=2013),))
    assert key_of(resolve(kwb_2024(evidence), name)) == "Koopwoningen_47"


@pytest.mark.parametrize(
    ("one", "other"), [("m3", "m³"), ("x 1000 euro", "x 1 000 euro"), ("KWh", "kWh"), ("procent", "%")]
)
def test_ways_of_writing_a_unit_are_one_unit(one: str, other: str) -> None:
    assert folded_unit(one) == folded_unit(other)


def test_units_that_differ_stay_apart() -> None:
    units = ["%", "euro", "x 1 000 euro", "x 1 000", "aantal", "per 1 000 inwoners", "per km²", "km", "m³", "kWh", ""]
    assert len({folded_unit(unit) for unit in units}) == len(units)


@given(data=st.data())
@settings(max_examples=40, deadline=None)
def test_order_and_numbers_never_change_what_is_resolved(evidence: Path, data: st.DataObject) -> None:
    metadata = kwb_2024(evidence)
    order = data.draw(st.permutations(range(len(metadata.columns))))
    moved = renumbered(metadata, order)
    before, after = resolve_all(metadata, WANTED), resolve_all(moved, WANTED)
    assert {(one.id, one.title, one.unit, one.group) for one in before[0]} == {
        (one.id, one.title, one.unit, one.group) for one in after[0]
    }
    assert {stem(one.key) for one in before[0]} == {stem(one.key) for one in after[0]}
    assert not after[1]


@given(wanted=st.sampled_from(WANTED), text=st.text(min_size=1, max_size=40))
@settings(max_examples=60, deadline=None)
def test_another_title_is_always_refused(evidence: Path, wanted: ColumnTitles, text: str) -> None:
    metadata = kwb_2024(evidence)
    key = key_of(resolve(metadata, wanted))
    renamed = MetadataColumn.of("x_1", f"{wanted.titles[0].title} {text}")
    if renamed.title == wanted.titles[0].title:
        return  # nothing but blanks was added
    changed = with_column(metadata, key, title=renamed.title)
    report = refused(resolve(changed, wanted))
    assert wanted.id in report
    assert "85984NED" in report


PARTS = (titles("een", "Koopwoningen", "%"), titles("twee", "Huurwoningen totaal", "%"))


def test_a_sum_is_made_of_all_its_parts_or_not_at_all(evidence: Path) -> None:
    metadata = kwb_2024(evidence)
    total = ColumnTitles("samen", sum_of=("een", "twee"))
    resolved, refusals = resolve_all(metadata, (total, *PARTS))
    (found,) = (one for one in resolved if one.id == "samen")
    assert not refusals
    assert (found.parts, found.unit) == (("Koopwoningen_47", "HuurwoningenTotaal_48"), "%")
    assert found.title == "Koopwoningen + Huurwoningen totaal"
    without = with_column(metadata, "Koopwoningen_47", title="Iets anders")
    resolved, refusals = resolve_all(without, (total, *PARTS))
    assert [one.id for one in resolved] == ["twee"]
    assert {one.id: str(one) for one in refusals}["samen"].startswith(
        "samen, tabel 85984NED (2024): dit is een optelling"
    )
    mixed = (total, PARTS[0], titles("twee", "Aantal inwoners", "aantal"))
    assert "verschillende eenheden" in str(resolve_all(metadata, mixed)[1][0])


def test_a_part_that_two_names_claim_makes_no_sum(evidence: Path) -> None:
    total = ColumnTitles("samen", sum_of=("een", "twee"))
    resolved, refusals = resolve_all(kwb_2024(evidence), (total, *PARTS, replace(PARTS[0], id="drie")))
    assert [one.id for one in resolved] == ["twee"]
    assert sorted(one.id for one in refusals) == ["drie", "een", "samen"]


def test_a_title_comes_before_a_sum(evidence: Path) -> None:
    total = replace(titles("samen", "Aantal inwoners", "aantal"), sum_of=("een", "twee"))
    resolved, _refusals = resolve_all(kwb_2024(evidence), (total, *PARTS))
    assert next(one for one in resolved if one.id == "samen").key == "AantalInwoners_5"


@pytest.mark.parametrize(
    ("dimensions", "area"),
    [
        ([("RegioS", "GeoDimension"), ("Perioden", "TimeDimension")], "RegioS"),
        ([("Gebieden", "GeoDetail"), ("RegioS", "Dimension")], "Gebieden"),
        ([("WijkenEnBuurten", ""), ("Perioden", "TimeDimension")], "WijkenEnBuurten"),
        ([("Wijken", "GeoDetail"), ("RegioS", "GeoDimension")], ""),
        ([("Wijken", ""), ("RegioS", "")], ""),
        ([("Perioden", "TimeDimension")], ""),
        ([], ""),
    ],
)
def test_the_dimension_of_the_areas_is_marked_or_named_or_unknown(dimensions: list[tuple[str, str]], area: str) -> None:
    rows = [{"Identifier": name, "Kind": kind} for name, kind in dimensions]
    assert from_odata4({"Identifier": "T"}, rows, (), (), 2024).area == area
