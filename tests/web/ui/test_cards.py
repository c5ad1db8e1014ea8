"""A row of a wide table can become a card: every cell knows the name of its column."""

import re

import pytest
from django.template import Context, Template

from toetssteen.web.ui.tables import Table, TableColumn, TableRow

HEAD = "<thead><tr>{}</tr></thead>"
FOUR = HEAD.format(
    "".join(
        f'<th scope="col">{name}</th>'
        for name in ("Plek", '<a href="#">Wie <b>doet</b> het</a>', "Tot &amp; met", "Stand")
    )
)
ROW = '<tr><th scope="row">Noord</th><td class="n">A</td><td>B</td><td>C</td></tr>'


def render(table: str) -> str:
    return Template("{% load ui %}{% table_cards %}" + table + "{% endtable_cards %}").render(Context())


def labels(html: str) -> list[str]:
    return re.findall(r'<td data-label="([^"]*)"', html)


def test_a_table_of_a_template_gets_the_names_of_its_columns() -> None:
    html = render(f'<table class="utrecht-table x">{FOUR}<tbody>{ROW}{ROW}</tbody></table>')
    assert labels(html) == 2 * ["Wie doet het", "Tot &amp; met", "Stand"]
    assert 'class="cards utrecht-table x"' in html
    assert (
        re.sub(r' data-label="[^"]*"|cards ', "", html)
        == f'<table class="utrecht-table x">{FOUR}<tbody>{ROW}{ROW}</tbody></table>'
    )


@pytest.mark.parametrize("columns", [3, 10])
def test_a_table_with_few_or_very_many_columns_stays_one(columns: int) -> None:
    cells = "<td>1</td>" * (columns - 1)
    head = HEAD.format("<th>x</th>" * columns)
    table = f'<table class="utrecht-table x">{head}<tbody><tr><th>N</th>{cells}</tr></tbody></table>'
    assert render(table) == table


def test_a_row_of_another_length_keeps_its_cells() -> None:
    odd = '<tr><th scope="row">Alles</th><td colspan="3">geen</td></tr>'
    html = render(f"<table>{FOUR}<tbody>{odd}{ROW}</tbody></table>")
    assert odd in html
    assert len(labels(html)) == 3


def test_a_table_of_figures_does_the_same() -> None:
    names = ("Plek", 'Wat "er" is', "Jaar", "Hoe bekend")
    table = Table("x", [TableColumn(name, number=name == "Jaar") for name in names], [TableRow("N", ("1", "2", "3"))])
    assert table.as_cards
    assert re.findall(r'data-label="([^"]*)"', table.body) == ["Wat &quot;er&quot; is", "Jaar", "Hoe bekend"]
    small = Table("x", [TableColumn("a"), TableColumn("b")], [TableRow("N", ("1",))])
    assert not small.as_cards
    assert "data-label" not in small.body
