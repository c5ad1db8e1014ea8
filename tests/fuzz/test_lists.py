"""Any file as a list: read, guessed, looked at and shown, in the time and memory of its size; never a fault of ours."""

import io
import zipfile
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test import Client
from fuzz.hostile import texts
from fuzz.measuring import Costs, Target, few, for_long
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook
from people import sign_in
from web.conftest import Table

from toetssteen.web.programmes.activities.lists import FIELDS

WHERE = "/alliantie/de-hoogte/overnemen/"
# openpyxl says so and takes the cell for an error; what becomes of that is tried where cells are read.
pytestmark = pytest.mark.filterwarnings("ignore:Cell .* is marked as a date:UserWarning")
TITLES = [str(one.title) for one in FIELDS]
headers = st.lists(st.sampled_from(TITLES) | texts.map(lambda text: text[:300]), min_size=1, max_size=12)
formats = st.sampled_from(["General", "0%", '"€" #,##0', "0.00", "@", "dd-mm-yyyy", "#,##0.00_);[Red]", "\\%0"])
typed = st.one_of(
    texts,
    st.integers(-(10**20), 10**20),
    st.floats(allow_nan=True, allow_infinity=True),
    st.dates(date(1900, 1, 1), date(9999, 12, 31)),
    st.datetimes().filter(lambda moment: moment.year >= 1900),
    st.booleans(),
    st.none(),
)


@st.composite
def csv_files(draw: st.DrawFn) -> bytes:
    """Rows of hostile cells under known and unknown titles; a few cells may stand in thousands of rows."""
    head = draw(headers)
    rows = [[draw(texts) for _ in head] for _ in range(draw(st.integers(0, 4)))]
    repeated = draw(st.sampled_from([1, 1, 1, 50, 1000]))
    if sum(len(cell) for row in rows for cell in row) * repeated > 4_000_000:
        repeated = 1
    numbered = [[f"{cell}{number}"[:3000] for cell in row] for number in range(repeated) for row in rows]
    mark = draw(st.sampled_from(";,\t"))
    quoted = draw(st.booleans())

    def cell(text: str) -> str:
        return '"' + text.replace('"', '""') + '"' if quoted else text

    text = draw(st.sampled_from(["\n", "\r\n", "\r"])).join(mark.join(map(cell, row)) for row in [head, *numbered])
    encoding = draw(st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "cp1252", "utf-32"]))
    return text.encode(encoding, errors="replace")


@st.composite
def workbooks(draw: st.DrawFn) -> bytes:
    book = Workbook()
    for number in range(draw(st.integers(1, 3))):
        page = book.active if number == 0 else book.create_sheet()
        head = draw(headers)
        for row in [head, *([draw(typed) for _ in head] for _ in range(draw(st.integers(0, 6))))]:
            page.append([_kept(value) for value in row])
        for one in (page["A2"], page["B3"]):
            one.number_format = draw(formats)
        if draw(st.booleans()):
            page.merge_cells(start_row=1, start_column=1, end_row=draw(st.integers(1, 8)), end_column=3)
        page.sheet_state = draw(st.sampled_from(["visible", "visible", "hidden"]))
    book.active.sheet_state = "visible"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _kept(value: object) -> object:
    """What openpyxl agrees to write."""
    if isinstance(value, str):
        return "".join(letter for letter in value if letter >= " " or letter in "\n\t").replace("\ufffe", "")[:30_000]
    return None if isinstance(value, float) and value != value else value


@st.composite
def broken(draw: st.DrawFn) -> bytes:
    """A workbook with a part of it replaced, cut off, or with bytes turned."""
    content = bytearray(draw(workbooks()))
    match draw(st.integers(0, 2)):
        case 0:
            return bytes(content[: draw(st.integers(4, len(content)))])
        case 1:
            for _ in range(draw(st.integers(1, 20))):
                content[draw(st.integers(4, len(content) - 1))] = draw(st.integers(0, 255))
            return bytes(content)
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(bytes(content))) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        names = old.namelist()
        chosen = draw(st.sampled_from(names))
        for name in names:
            inside = old.read(name)
            if name == chosen:
                at = draw(st.integers(0, len(inside)))
                inside = inside[:at] + draw(st.binary(max_size=50) | texts.map(str.encode)) + inside[at + 3 :]
            new.writestr(name, inside)
    return out.getvalue()


files = st.one_of(csv_files(), workbooks(), broken(), st.binary(max_size=2000))


def lists(table: Table, costs: Costs) -> Target:
    """The way of somebody who takes any answer that the page offers."""
    client = sign_in(Client(), table.users["officer"])

    def target(content: bytes, data: st.DataObject) -> None:
        with transaction.atomic():
            with costs.of(lambda: repr(content)):
                answer = client.post(WHERE, {"file": SimpleUploadedFile("lijst.xlsx", content)})
                costs.ended(answer.status_code)
                assert answer.status_code in {302, 422}
            if answer.status_code == 302:
                where = answer.headers["Location"]
                page = seen(client, where, costs, content)
                header = page["preview"].layout.header
                columns = {f"c-{one.name}": data.draw(st.sampled_from(["", *header])) for one in FIELDS if header}
                sent = [
                    {"do": "place", "header": data.draw(texts), "sheet": data.draw(texts)},
                    {"do": "columns", **columns, "s-owner": "onze-school", "m-money": header[:3]},
                    {"do": "words", **explained(page["words"])},
                ]
                for step in sent:
                    with costs.of(lambda: repr(content)):
                        assert client.post(where, step).status_code in {302, 409}
                    page = seen(client, where, costs, content)
                with costs.of(lambda: repr(content)):
                    assert client.post(where, {"do": "apply", "over-shown": "1", "over-all": "1"}).status_code in {
                        302,
                        409,
                    }
                    assert client.post(where, {"do": "undo"}).status_code in {302, 409}
            transaction.set_rollback(True)

    return given(files, st.data()), target


def seen(client: Client, where: str, costs: Costs, content: bytes) -> dict[str, object]:
    with costs.of(lambda: repr(content)):
        page = client.get(where)
        assert page.status_code == 200
        assert len(page.content) < 8_000_000
    return page.context


def explained(words: list) -> dict[str, str]:
    return {f"w-{one.number}": one.suggested for one in words} | {f"word-{one.number}": one.word for one in words}


@pytest.mark.django_db
def test_some_lists(table: Table, costs: Costs) -> None:
    few(lists(table, costs))


@pytest.mark.long
@pytest.mark.django_db
def test_lists(table: Table, costs: Costs) -> None:
    for_long(lists(table, costs))


# Of the faults that stopped the site: how large, in how much time.
HUGE = {
    "blanks between brackets": [{"naam": "Iets", "wie doet het": "(" + " " * 900 + ")"}],
    "many parties": [{"naam": f"A{n}", "wie doet het": f"Partij {n} van {n % 7}; Groep {n}"} for n in range(3750)],
    "lines in where": [{"naam": "Iets", "wie doet het": "Onze School", "waar": "x\n" * 20_000}],
    "different lines in where": [
        {"naam": f"A{n}", "wie doet het": "Onze School", "waar": "\n".join(f"plek {n} {m}" for m in range(40))} for n in range(1000)
    ],
    "letters between marks": [{"naam": f"A{n}", "wie doet het": "Onze School", "wie doet mee": "a,b/" * 240} for n in range(2000)],
    "wrong cells": [dict.fromkeys(TITLES, f"onzin {n}" * 8) for n in range(1500)],
}  # fmt: skip


@pytest.mark.django_db
@pytest.mark.parametrize("name", HUGE)
def test_what_stopped_the_site_costs_no_more_than_its_size(table: Table, costs: Costs, name: str) -> None:
    client = sign_in(Client(), table.users["officer"])
    rows = HUGE[name]
    content = ";".join(rows[0]) + "\n" + "\n".join(";".join('"' + cell + '"' for cell in row.values()) for row in rows)
    for _again in range(2):
        with costs.of(lambda: name):
            answer = client.post(WHERE, {"file": SimpleUploadedFile("x.csv", content.encode())})
        assert answer.status_code == 302
    for _again in range(2):
        with costs.of(lambda: name):
            page = client.get(answer.headers["Location"])
        assert page.status_code == 200
        assert len(page.content) < 5_000_000, len(page.content)
    sent = {"do": "words", **explained(page.context["words"])}
    with costs.of(lambda: name):
        assert client.post(answer.headers["Location"], sent).status_code == 302
    costs.ended(f"{len(content)} bytes in, {len(page.content)} bytes out")
    assert costs.seconds < 15
