"""A goal may hang under a goal of the same list, wherever that stands in it."""

from collections.abc import Mapping
from dataclasses import replace

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from people import sign_in
from web.conftest import Table

from toetssteen.kernel.errors import ToetssteenError
from toetssteen.web.imports.apply import apply, undo
from toetssteen.web.imports.fields import list_kind_named, list_kind_of
from toetssteen.web.imports.hierarchy import parents_first, rings
from toetssteen.web.imports.mapping import ColumnMapping
from toetssteen.web.imports.models import ImportRun
from toetssteen.web.imports.parsing.row_references import RowReference
from toetssteen.web.imports.parsing.rows import parse
from toetssteen.web.imports.preview import preview
from toetssteen.web.programmes.models import Goal
from toetssteen.web.records import services

COLUMNS = {"name": ["doel"], "parent": ["hoort onder"], "owner": ["wie"], "level": ["soort"]}
LETTERS = "abcdefgh"
# By node what it hangs under; may hold rings.
any_parents = st.dictionaries(st.sampled_from(LETTERS), st.sampled_from(LETTERS))


@pytest.fixture(autouse=True)
def _no_figures(tmp_path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TOETSSTEEN_VAR", str(tmp_path))


@st.composite
def trees(draw: st.DrawFn) -> dict[str, str]:
    """What each goal hangs under, "" for none, in any order."""
    names = draw(st.permutations(LETTERS))[: draw(st.integers(1, len(LETTERS)))]
    parents = {name: draw(st.sampled_from(["", *names[:number]])) for number, name in enumerate(names)}
    return {name: parents[name] for name in draw(st.permutations(names))}


def uploaded(table: Table, parents: Mapping[str, str], **mapping: object) -> ImportRun:
    rows = [["doel", "hoort onder", "wie", "soort"], *([n, p, table.ours.name, "doel"] for n, p in parents.items())]
    return ImportRun.objects.create(
        kind="goal",
        alliance=table.here,
        user=table.users["officer"],
        file="doelen.csv",
        sheets=[{"name": "", "rows": rows}],
        mapping=ColumnMapping(columns=COLUMNS, **mapping).stored(),
    )


def tree() -> dict[str, str]:
    return {goal.name: goal.parent.name if goal.parent else "" for goal in Goal.objects.select_related("parent")}


@given(any_parents)
def test_parents_come_first_in_any_order(parents: dict[str, str]) -> None:
    in_rings = {node for ring in rings(parents) for node in ring}
    order = parents_first(LETTERS, parents)
    assert sorted(order) == sorted(LETTERS)
    place = {node: number for number, node in enumerate(order)}
    for node, parent in parents.items():
        assert node in in_rings or place[parent] < place[node]


@given(any_parents)
def test_a_ring_is_what_comes_back_to_itself(parents: dict[str, str]) -> None:
    def comes_back(start: str) -> bool:
        node = start
        for _step in LETTERS:
            node = parents.get(node, "")
            if node == start:
                return True
        return False

    in_rings = [node for ring in rings(parents) for node in ring]
    assert sorted(in_rings) == sorted(node for node in parents if comes_back(node))


@given(parents=trees(), later=trees())
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_tree_is_the_same_in_any_order_of_its_rows_and_goes_back_whole(
    table: Table, parents: dict[str, str], later: dict[str, str]
) -> None:
    Goal.objects.update(parent=None)
    Goal.objects.all().delete()
    ImportRun.objects.all().delete()
    officer = table.actor("officer")
    run = apply(uploaded(table, parents), officer)
    assert tree() == parents
    # An empty cell takes nothing away, so a second list may close a ring with what hangs here already.
    wanted = {name: later.get(name) or parents.get(name, "") for name in parents | later}
    second = uploaded(table, later)
    if rings({name: parent for name, parent in wanted.items() if parent}):
        with pytest.raises(ToetssteenError, match="niets overgenomen"):
            apply(second, officer)
    else:
        second = apply(second, officer)
        assert tree() == wanted
        undo(second, officer)
    assert tree() == parents
    undo(run, officer)
    assert not Goal.objects.exists()


def test_the_preview_says_under_which_row_a_goal_will_hang(table: Table) -> None:
    run = uploaded(table, {"Minder inbraken": "veilig THUIS", "Veilig thuis": ""})
    outcome = preview(run, table.actor("officer"))
    assert (outcome.ready, outcome.unknown) == (True, [])
    column = [field.name for field in outcome.list_kind.previewed].index("parent")
    assert [row.cells[column][0] for row in outcome.new] == ["Veilig thuis (regel 3)", ""]


@pytest.mark.parametrize(
    ("parents", "row", "text"),
    [
        ({"a": "a"}, 2, "hangt onder zichzelf"),
        ({"x": "", "a": "b", "b": "a"}, 3, "De regels 3 en 4 hangen in een kring onder elkaar."),
        ({"a": "b", "b": "c", "x": "a", "c": "a"}, 2, "De regels 2, 3 en 5 hangen in een kring onder elkaar."),
    ],
)
def test_a_ring_is_said_with_its_rows(table: Table, parents: dict[str, str], row: int, text: str) -> None:
    run = uploaded(table, parents)
    [problem] = preview(run, table.actor("officer")).problems
    assert (problem.row, problem.column) == (row, "hoort onder")
    assert text in problem.text
    client = sign_in(Client(), table.users["officer"])
    assert text in client.get(f"/alliantie/de-hoogte/doelen/overnemen/{run.pk}/").content.decode()
    with pytest.raises(ToetssteenError, match="niets overgenomen"):
        apply(run, table.actor("officer"))
    assert not Goal.objects.exists()


def test_a_ring_through_a_goal_that_is_not_in_the_list(table: Table) -> None:
    officer = table.actor("officer")
    apply(uploaded(table, {"a": "", "b": "a", "c": "b"}), officer)
    [problem] = preview(uploaded(table, {"a": "c"}), officer).problems
    assert "via iets dat hier al staat" in problem.text
    [problem] = preview(uploaded(table, {"a": "c", "c": ""}), officer).problems
    assert "De regels 2 en 3 hangen in een kring onder elkaar, ook via iets" in problem.text


def test_goals_that_are_here_can_be_turned_over(table: Table) -> None:
    """Row by row it would be a ring for a while."""
    officer = table.actor("officer")
    apply(uploaded(table, {"top": "", "a": "top", "b": "a", "c": "b"}), officer)
    run = apply(uploaded(table, {"a": "b", "b": "c", "c": "top"}), officer)
    assert tree() == {"top": "", "a": "b", "b": "c", "c": "top"}
    undo(run, officer)
    assert tree() == {"top": "", "a": "top", "b": "a", "c": "b"}


def test_a_deep_tree_asks_the_database_no_more_than_a_flat_one(table: Table) -> None:
    officer, queries = table.actor("officer"), []
    for above in (lambda number: "", lambda number: f"g{number + 1}" if number < 39 else ""):
        run = uploaded(table, {f"g{number}": above(number) for number in range(40)})
        with CaptureQueriesContext(connection) as captured:
            run = apply(run, officer)
        queries.append(len(captured))
        undo(run, officer)
    # Whether the parent exists is asked once a row.
    assert queries[1] <= queries[0] + 60


def test_what_hangs_under_it_since_keeps_the_whole_list(table: Table) -> None:
    officer = table.actor("officer")
    run = apply(uploaded(table, {"a": "b", "b": ""}), officer)
    services.add(
        Goal, {"alliance": table.here, "owner": table.ours, "name": "c", "parent": Goal.objects.get(name="b")}, officer
    )
    with pytest.raises(ToetssteenError, match="er hangt nog iets onder"):
        undo(run, officer)
    assert tree() == {"a": "b", "b": "", "c": "b"}


def test_a_row_comes_before_a_goal_with_the_same_name(table: Table) -> None:
    """The goal that is here is another one, for the partner does not see it as its own row does."""
    officer = table.actor("officer")
    goal = Goal.objects.create(alliance=table.here, name="Wonen", source="1")
    parsed = parse(
        [{"name": "", "rows": [["nr", "doel", "hoort onder"], ["7", "Wonen", ""], ["8", "Bouwen", "wonen"]]}],
        ColumnMapping(
            columns={"source": ["nr"], "name": ["doel"], "parent": ["hoort onder"]},
            otherwise={"owner": table.ours.key},
        ),
        _numbered(),
        table.here,
        officer,
    )
    assert parsed.problems == []
    assert parsed.rows[1].given["parent"] == RowReference(2, "Wonen")
    assert goal in parsed.vocabularies["parent"].values.values()


def _numbered():
    """Goals that are told apart by a number of their own."""
    kind = list_kind_named("goal").kind
    return list_kind_of(replace(kind, importable=replace(kind.importable, key="source")))


def test_a_row_is_named_by_its_number_too_and_a_name_of_more_rows_is_asked(table: Table) -> None:
    rows = [["1", "Wonen", ""], ["2", "Wonen", "1"], ["3", "Bouwen", "2"], ["4", "Slopen", "Wonen"]]
    mapping = ColumnMapping(
        columns={"source": ["nr"], "name": ["doel"], "parent": ["hoort onder"]}, otherwise={"owner": table.ours.key}
    )
    sheets = [{"name": "", "rows": [["nr", "doel", "hoort onder"], *rows]}]
    parsed = parse(sheets, mapping, _numbered(), table.here, table.actor("officer"))
    parents = [row.given.get("parent") for row in parsed.rows]
    assert parents == [None, RowReference(2, "Wonen"), RowReference(3, "Wonen"), None]
    [unknown] = parsed.unknown.values()
    assert (unknown.word, unknown.rows) == ("Wonen", [5])
    mapping.words = {"parent": {"wonen": "is:row:#1"}}
    explained = parse(sheets, mapping, _numbered(), table.here, table.actor("officer"))
    assert explained.rows[3].given["parent"] == RowReference(2, "Wonen")


def test_a_word_can_be_explained_as_a_row(table: Table) -> None:
    client = sign_in(Client(), table.users["officer"])
    run = uploaded(table, {"Sloten": "thuis veilig wonen", "Veilig thuis": ""})
    where = f"/alliantie/de-hoogte/doelen/overnemen/{run.pk}/"
    [word] = client.get(where).context["words"]
    groups = dict(word.groups)
    assert ("is:row:veilig thuis", "Veilig thuis") in groups["Een andere regel van uw lijst"]
    assert groups["Staat er al"] == []
    sent = {"do": "words", "w-0": "is:row:veilig thuis", "word-0": word.word}
    assert client.post(where, sent).status_code == 302
    assert "Veilig thuis" in client.get(where).content.decode()
    assert client.post(where, {"do": "apply"}).status_code == 302
    assert tree() == {"Sloten": "Veilig thuis", "Veilig thuis": ""}


def test_a_parent_points_at_the_kind_itself() -> None:
    kind = list_kind_named("goal").kind
    with pytest.raises(TypeError, match=r"ImportSpec\.parent"):
        list_kind_of(replace(kind, importable=replace(kind.importable, parent="owner")))
