"""Records that hang under each other: parents before children, and no rings."""

from collections.abc import Hashable, Iterable, Mapping
from typing import TypeVar

from django.utils.translation import gettext as _

from toetssteen.kernel.language import listed
from toetssteen.web.imports.parsing.results import Problem
from toetssteen.web.imports.parsing.row_references import RowReference
from toetssteen.web.records.record import Record

# A new row of a list by its number in the file, or a record by its number in the database.
Node = tuple[str, int]
N = TypeVar("N", bound=Hashable)


def row_node(number: int) -> Node:
    return ("row", number)


def record_node(pk: int) -> Node:
    return ("record", pk)


def node_of(parent: Record | RowReference | None) -> Node | None:
    """Of the value of a field that points at a parent; None where it says nothing."""
    if isinstance(parent, RowReference):
        return row_node(parent.number)
    return record_node(parent.pk) if parent is not None else None


def parents_first(nodes: Iterable[N], parents: Mapping[N, N]) -> list[N]:
    """The nodes, each after all that it hangs under, otherwise in the order given. parents: also of what is none of these
    nodes, such as a record between two of them. A ring is cut open where it is met."""
    wanted = dict.fromkeys(nodes)
    ordered: dict[N, None] = {}
    for start in wanted:
        path: dict[N, None] = {}
        node: N | None = start
        while node is not None and node not in ordered and node not in path:
            path[node] = None
            node = parents.get(node)
        ordered |= dict.fromkeys(reversed(path))
    return [node for node in ordered if node in wanted]


def rings(parents: Mapping[N, N]) -> list[list[N]]:
    """Each ring once: what hangs under itself, or under what hangs under it."""
    seen: set[N] = set()
    result: list[list[N]] = []
    for start in parents:
        path: dict[N, None] = {}
        node: N | None = start
        while node is not None and node not in seen and node not in path:
            path[node] = None
            node = parents.get(node)
        if node is not None and node in path:
            steps = list(path)
            result.append(steps[steps.index(node) :])
        seen |= path.keys()
    return result


def ring_problems(parents: Mapping[Node, Node], rows: Mapping[Node, int], column: str) -> list[Problem]:
    """What is wrong with the rows that would hang under themselves. rows: the number in the file of what the list names;
    column: where it names the parents."""
    problems = []
    for ring in rings(parents):
        numbers = sorted(rows[node] for node in ring if node in rows)
        if numbers:
            problems.append(Problem(numbers[0], column, _ring_text(numbers, whole=len(numbers) == len(ring))))
    return problems


def _ring_text(numbers: list[int], *, whole: bool) -> str:
    """whole: whether all of the ring stands in the list."""
    if whole and len(numbers) == 1:
        return _("Deze regel hangt onder zichzelf. Noem een ander, of maak de cel leeg.")
    if len(numbers) == 1:
        return _("Deze regel hangt zo onder zichzelf, via iets dat hier al staat. Noem een ander.")
    named = listed([str(number) for number in numbers])
    if whole:
        text = _("De regels {rows} hangen in een kring onder elkaar. Noem in een van die regels een ander.")
    else:
        text = _(
            "De regels {rows} hangen in een kring onder elkaar, ook via iets dat hier al staat. Noem in een van die regels een ander."
        )
    return text.format(rows=named)
