"""A figure for all places of a level: page, API and CSV against the raw cells; every cell named after its own division."""

import re
from collections.abc import Iterator
from typing import Any

from recomputation.findings import Findings
from recomputation.numbers_check import says
from recomputation.pages import tables
from recomputation.raw import Cell, Figure, Raw
from recomputation.reading import Node, number, tree
from recomputation.recount import Answer, Recount
from recomputation.served import Site, number_in

LEVELS = {"GM": "gemeente", "WK": "wijk", "BU": "buurt"}


def check(found: Findings, recount: Recount, site: Site, figure: Figure, level: str, year: int, within: str) -> None:
    query = f"niveau={LEVELS[level]}&jaar={year}" + (f"&binnen={within}" if within else "")
    where = f"/v1/cijfers/{figure.id}/waarden?{query}"
    answer = site.json(f"/cijfers/{figure.id}/waarden?{query}")
    cells = {
        code: cell
        for code, cell in recount.raw.cells[figure.id, year].items()
        if code[:2] == level and (not within or code[2:6] == within[2:6])
    }
    rows = {row["code"]: row for row in answer["waarden"]}
    found.look("overview: places", set(rows) == set(cells), where, figure.id, str(sorted(set(rows) ^ set(cells))[:6]))
    found.look("field: unit", answer["eenheid"] == figure.unit, where, figure.id, answer["eenheid"], figure.unit)
    divisions = {cell.division for cell in cells.values()}
    found.look(
        "field: division",
        divisions == {answer["indelingsjaar"]},
        where,
        figure.id,
        str(answer["indelingsjaar"]),
        divisions,
    )
    sources = {cell.source for cell in cells.values()}
    found.look("field: sources", sources == set(answer["bronnen"]), where, figure.id, str(answer["bronnen"]), sources)
    for code, row in rows.items():
        if code in cells:
            _row(found, recount, figure, code, row, cells[code], where)
    _csv(found, site, figure, query, rows, where)
    if within or level == "GM":
        _page(found, recount, site, figure, query, cells)


def _row(
    found: Findings, recount: Recount, figure: Figure, code: str, row: dict[str, Any], cell: Cell, where: str
) -> None:
    value = row["waarde"]
    good = (
        value is None
        if cell.value is None
        else value is not None and abs(value - cell.value) <= 1e-9 * max(1.0, abs(value))
    )
    found.look("field: value", good, where, figure.id, f"{code}: {value}", cell.value)
    known = "geschat" if cell.estimated else "voorlopig" if cell.provisional else "vastgesteld"
    status = {"secret": "geheim", "absent": "geen-cijfer", "unpublished": "nog-niet-gepubliceerd"}.get(
        cell.silence, known
    )
    found.look("field: status", row["status"] == status, where, figure.id, f"{code}: {row['status']}", status)
    _name(found, recount, figure, code, row["naam"], cell, where, cell.division == recount.ground.newest[code[:2]])
    same = not recount.ground.other(code, cell.division)
    found.look("ground: in an overview", row["zelfdePlek"] == same, where, figure.id, f"{code} {row}", same)


def _name(
    found: Findings, recount: Recount, figure: Figure, code: str, said: str, cell: Cell, where: str, newest: bool
) -> None:
    """The place is called what it was in the division of its cell."""
    kind = "overview: name of the newest division" if newest else "overview: name of its own division"
    found.look(kind, recount.ground.called(code, cell.division, said), where, figure.id, f"{code} {said}", cell)


def _csv(found: Findings, site: Site, figure: Figure, query: str, rows: dict[str, Any], where: str) -> None:
    table = site.csv(f"/v1/cijfers/{figure.id}/waarden?{query}&formaat=csv")
    read, header = table.rows, table.names
    found.look("twin: rows of the overview's csv", len(read) == len(rows), where, figure.id, str(len(read)), len(rows))
    found.look(
        "field: csv names its source", any("bron" in name for name in header), where, figure.id, ";".join(header)
    )
    found.look(
        "field: csv says whether invented",
        any("verzonnen" in name for name in header),
        where,
        figure.id,
        ";".join(header),
    )
    for row in read:
        other = rows.get(row["code"], {})
        good = number_in(row["waarde"]) == other.get("waarde") and row["naam"] == other.get("naam")
        found.look("twin: overview csv and JSON", good, where, figure.id, str(row), other)


def _page(found: Findings, recount: Recount, site: Site, figure: Figure, query: str, cells: dict[str, Cell]) -> None:
    address = f"/cijfers/{figure.id}/?{query}"
    read = {}
    for table in tables(tree(site.text(address))):
        if table.header[:3] == ["Naam", "Code", "Waarde"]:
            read = {row[1]: row for row in table.rows}
    found.look("overview: places", set(read) == set(cells), address, figure.id, str(sorted(set(read) ^ set(cells))[:6]))
    for code, row in read.items():
        cell = cells.get(code)
        if cell is None:
            continue
        shown = None if row[2].startswith("–") else number(row[2])
        found.look(
            "overview: number on the page",
            says(shown, Answer(cell.value, "")),
            address,
            figure.id,
            str(row),
            cell.value,
        )
        _name(found, recount, figure, code, row[0], cell, address, cell.division == recount.ground.newest[code[:2]])


def in_the_file(raw: Raw, cell: Cell, name: str) -> str:
    """What the publisher's file calls a column that we have a name of our own for; of a sum its parts."""
    source = raw.sources[cell.source]
    titles = source.get("titles", {})
    return " + ".join(titles.get(part, part) for part in source.get("sums", {}).get(name, (name,)))


def lineage(found: Findings, raw: Raw, site: Site, figure: Figure, code: str, year: int, cell: Cell) -> None:
    """The way back to the publisher's cell: column, division, the cell as it stands, divisor, factor."""
    where = f"/v1/herkomst/{figure.id}/{code}/{year}"
    answer = site.json(f"/herkomst/{figure.id}/{code}/{year}")
    used = [one for one in answer["cellen"] if one["gebruikt"] and one["code"] == code]
    found.look("lineage: the cell", len(used) == 1, where, figure.id, str(len(used)))
    for one in used:
        in_file = in_the_file(raw, cell, cell.column)
        if (raw.sources[cell.source].get("options") or {}).get("layout") == "years":
            # Such a file has a column for each year, called after it.
            in_file = str(year)
        found.look("lineage: column", one["kolom"] == in_file, where, figure.id, one["kolom"], in_file)
        found.look(
            "field: division",
            one["indelingsjaar"] == cell.division,
            where,
            figure.id,
            str(one["indelingsjaar"]),
            cell.division,
        )
        source = raw.sources[cell.source]
        found.look(
            "field: source",
            one["uitgever"] == source["publisher"] and one["tabel"] == source["table"],
            where,
            figure.id,
            one["uitgever"],
            cell.source,
        )
        use = next(u for u in figure.uses if u["source"] == cell.source and u["column"] == cell.column)
        below = {"gedeeldDoor": in_the_file(raw, cell, use.get("per", "")), "gedeeldDoorIndicator": use.get("over", "")}
        told = {name: one[name] for name in below}
        found.look("lineage: what divides it", told == below, where, figure.id, str(told), below)
        if cell.value is None:
            found.look("field: value", one["waarde"] is None, where, figure.id, str(one["waarde"]))
            continue
        value = one["gepubliceerd"] / (one["deler"] or 1) * use.get("factor", 1)
        # Both counts are rounded, and what only that brought beyond the range is the bound.
        if use.get("count_step"):
            value = min(max(value, figure.bounds[0]), figure.bounds[1])
        good = abs(value - cell.value) <= 1e-9 * max(1.0, abs(value)) and abs(one["waarde"] - value) <= 1e-9 * max(
            1.0, abs(value)
        )
        found.look("lineage: recomputed", good, where, figure.id, f"{one['gepubliceerd']} / {one['deler']}", cell.value)


def focus(found: Findings, recount: Recount, site: Site) -> None:
    """The page with all focus areas beside each other, of every theme. An area that a table leaves out has no figure."""
    first = "/focusgebieden/"
    themes = [option.facts.get("value", "") for option in _choices(tree(site.text(first)), "thema")]
    pages = {address: tree(site.text(address)) for address in (f"{first}?thema={theme}" for theme in themes if theme)}
    read = [(address, *one) for address, page in pages.items() for one in _focus_tables(page)]
    areas = {code for _address, _figure, _year, rows in read for code, _row in rows}
    for address, name, year, rows in read:
        figure = recount.raw.figures.get(name)
        if figure is None:
            continue
        for code in sorted(areas - {code for code, _row in rows}):
            answer = recount.series(recount.place(code), figure).get(year)
            found.look("focus areas: number", says(None, answer), address, name, f"{code} is left out", answer)
        for code, row in rows:
            place = recount.place(code)
            answer = recount.series(place, figure).get(year)
            shown = None if row[1].startswith("–") else number(row[1])
            found.look("focus areas: number", says(shown, answer), address, name, str(row), answer and answer.value)
            city = recount.series(recount.place(place.gemeente), figure).get(year)
            shown = None if row[3].startswith("–") else number(row[3])
            if shown is not None:
                found.look(
                    "focus areas: number of the gemeente",
                    says(shown, city),
                    address,
                    name,
                    str(row),
                    city and city.value,
                )


def _choices(page: Node, name: str) -> list[Node]:
    return [o for select in page.all("select") if select.facts.get("name") == name for o in select.all("option")]


def _focus_tables(page: Node) -> Iterator[tuple[str, int, list[tuple[str, list[str]]]]]:
    """Of each table: the figure, the year, and for each row the code of the area and its cells."""
    for section in page.all("section", css="figure"):
        for table in tables(section):
            year = re.search(r"in (\d{4})", table.caption)
            if year is None or not table.header or table.header[0] != "Gebied":
                continue
            codes = [links[0].strip("/").rpartition("/")[2] for links in table.links]
            yield section.facts.get("id", ""), int(year[1]), list(zip(codes, table.rows, strict=True))
