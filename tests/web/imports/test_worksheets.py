"""The files in which people have their lists: read as they look, what is guessed is said, and no file costs more than its size."""

import io
import os
import time
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st
from people import sign_in
from sources.raw_files import row, xls, xlsx
from web.conftest import Table

from toetssteen.kernel.errors import ToetssteenError
from toetssteen.web.imports import worksheets
from toetssteen.web.imports.fields import list_kind_named
from toetssteen.web.imports.guess import guess
from toetssteen.web.imports.models import ImportRun
from toetssteen.web.imports.preview import preview

LISTED = list_kind_named("activity")

WHERE = "/alliantie/de-hoogte/overnemen/"
HEAD = row(1, "nr", "Activiteit", "Trekker")


@pytest.fixture(autouse=True)
def _no_figures(tmp_path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TOETSSTEEN_VAR", str(tmp_path))


def rows(content: bytes, **options: str) -> list[list[str]]:
    (sheet,) = worksheets.read("x", content, **options)
    return sheet["rows"]


def refused(content: bytes, **options: str) -> str:
    with pytest.raises(ToetssteenError) as caught:
        worksheets.read("lijst.xlsx", content, **options)
    return str(caught.value)


def test_numbers_and_days_are_as_they_are_shown() -> None:
    values = [1.1, 1.1, 7, 15, 0.15, 12500, 45717, 45717, 1234.5, 0.5]
    forms = ["0.0", "0.00", '"P"000', '0"%"', "0%", '"€" #,##0', "d-m-yyyy", "mmm-yy", "#,##0.00", "h:mm"]
    line = "".join(f'<c r="{"ABCDEFGHIJ"[at]}2" s="{at + 1}"><v>{value}</v></c>' for at, value in enumerate(values))
    found = rows(xlsx({"a": HEAD + f'<row r="2">{line}</row>'}, forms=forms))[1]
    assert found == ["1,1", "1,10", "P007", "15%", "15%", "€ 12.500", "1-3-2025", "maart 2025", "1.234,50", "12:00"]


def test_a_chart_a_strict_and_an_old_workbook_are_read() -> None:
    line = HEAD + row(2, "1", "Buurtcafé", "HuT")
    chart = xlsx({"Grafiek": "<drawing/>", "Lijst": line}, kinds={"Grafiek": "chartsheet"})
    old = xls({(0, 0): "nr", (0, 1): "Activiteit", (1, 0): 1.1, (1, 1): "Buurtcafé"}, forms={(1, 0): "0.00"})
    assert (
        rows(chart)
        == rows(xlsx({"Lijst": line}, strict=True))
        == [["nr", "Activiteit", "Trekker"], ["1", "Buurtcafé", "HuT"]]
    )
    assert rows(old) == [["nr", "Activiteit"], ["1,10", "Buurtcafé"]]


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"%PDF-1.4\n1 0 obj", "een pdf"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(700) + "EncryptedPackage".encode("utf-16-le"), "wachtwoord"),
        (b"<html><table></table>", "webpagina"),
        (b"PK\x03\x04 kapot", "bewaar het opnieuw als .xlsx"),
        (b"PK\x03\x04 mimetypeapplication/vnd.oasis.opendocument.spreadsheet", "LibreOffice"),
    ],
)
def test_another_kind_of_file_is_known_by_its_first_bytes(content: bytes, says: str) -> None:
    assert says in refused(content)


def test_the_delimiter_is_judged_over_more_lines_and_can_be_chosen() -> None:
    text = (
        "Programma wijk, buurt en stad, stand 1 juli\r\n\r\nnr;Activiteit;Budget\r\n1;Café, bar;1,5\r\n2;Sport;2,5\r\n"
    )
    assert rows(text.encode())[2:4] == [["nr", "Activiteit", "Budget"], ["1", "Café, bar", "1,5"]]
    assert rows(text.encode(), delimiter=",")[3] == ["1;Café", " bar;1", "5"]
    assert rows(b"sep=|\r\na|b;c;d\r\n1|2;3;4\r\n")[1:] == [["a", "b;c;d"], ["1", "2;3;4"]]


TEXT = "nr;Activiteit;Trekker\r\n1;Buurtcafé én crèche;HuT\r\n2;Coördinatie;€ 5\r\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252", "mac_roman"])
def test_letters_are_known_by_their_traces_and_that_is_said(encoding: str) -> None:
    (sheet,) = worksheets.read("x.csv", TEXT.encode(encoding))
    assert sheet["rows"][1:] == [["1", "Buurtcafé én crèche", "HuT"], ["2", "Coördinatie", "€ 5"]]
    certain = encoding in ("utf-8", "utf-8-sig", "utf-16")
    assert bool(sheet["notes"]) != certain
    assert certain or "kies dan zelf de tekenset" in sheet["notes"][0]


def test_hidden_worksheets_and_columns_are_said() -> None:
    line = HEAD + row(2, "1", "Buurtcafé", "HuT")
    content = xlsx(
        {"Lijst": line, "Geheim": line}, hidden=["Geheim"], behind='<cols><col min="2" max="2" hidden="1"/></cols>'
    )
    (sheet,) = worksheets.read("x", content)
    assert sheet["notes"] == [
        "Verborgen werkbladen lezen wij niet: Geheim.",
        "Deze kolommen zijn verborgen in Excel, maar wij lezen ze wel: B.",
    ]


def test_letters_can_be_chosen_and_two_sets_are_said() -> None:
    raw = TEXT.replace("€", "E").encode("cp850")
    assert rows(raw, encoding="mac-roman")[1][1] != "Buurtcafé én crèche"
    assert rows(raw, encoding="cp850")[1][1] == "Buurtcafé én crèche"
    mixed = TEXT.encode() + "3;Jeugdcafé;HuT\r\n".encode("cp1252")
    (sheet,) = worksheets.read("x.csv", mixed)
    assert sheet["rows"][3][1] == "Jeugdcafé"
    assert "twee tekensets" in sheet["notes"][0]
    assert "Jeugdcafé" in sheet["notes"][0]
    assert "Kies een andere tekenset" in refused(mixed, encoding="utf-8")


def test_what_nobody_sees_makes_no_other_word() -> None:
    assert rows("a;b\nheel\u00a0de\u202fwijk;HuT\u200b\n".encode())[1] == ["heel de wijk", "HuT"]
    family = "\U0001f468\u200d\U0001f469\u200d\U0001f467"
    assert rows(f"a;b\n{family};x\n".encode())[1][0] == family


def taken(table: Table, content: bytes) -> ImportRun:
    sheets = worksheets.read("x.xlsx", content)
    mapping = guess(sheets, LISTED).stored()
    return ImportRun.objects.create(
        kind="activity", alliance=table.here, user=table.users["officer"], file="x", sheets=sheets, mapping=mapping
    )


def test_an_error_of_a_spreadsheet_is_a_problem_by_row_and_column(table: Table) -> None:
    formula = '<row r="4"><c r="A4"><v>3</v></c><c r="B4"><f>1+1</f></c><c r="C4" t="inlineStr"><is><t>Onze School</t></is></c></row>'
    error = '<row r="2"><c r="A2"><v>1</v></c><c r="B2" t="e"><v>#REF!</v></c><c r="C2" t="inlineStr"><is><t>#N/B</t></is></c></row>'
    outcome = preview(
        taken(table, xlsx({"a": HEAD + error + row(3, 2, "Goed", "Onze School") + formula})), table.actor("officer")
    )
    assert {(one.row, one.column) for one in outcome.problems} == {(2, "Activiteit"), (2, "Trekker"), (4, "Activiteit")}
    assert any("#REF!" in one.text for one in outcome.problems)
    assert any("formule waarvan de uitkomst" in one.text for one in outcome.problems)
    assert outcome.unknown == []
    assert [one.name for one in outcome.new] == ["Goed"]


def test_hidden_rows_are_said_and_can_be_left(table: Table) -> None:
    content = xlsx(
        {"a": HEAD + row(2, 1, "Zichtbaar", "Onze School") + row(3, 2, "Verborgen", "Onze School", more='hidden="1"')},
        behind='<autoFilter ref="A1:C3"/>',
    )
    client = sign_in(Client(), table.users["officer"])
    where = client.post(WHERE, {"file": SimpleUploadedFile("p.xlsx", content)}).headers["Location"]
    page = client.get(where).content.decode()
    assert "Regel 3 is verborgen of weggefilterd in Excel." in page
    assert len(preview(ImportRun.objects.get(), table.actor("officer")).new) == 2
    assert client.post(where, {"do": "place", "header": "1", "hidden": "niet"}).status_code == 302
    (run,) = ImportRun.objects.all()
    assert [one.name for one in preview(run, table.actor("officer")).new] == ["Zichtbaar"]
    assert client.post(where, {"do": "place", "header": "1"}).status_code == 302
    run.refresh_from_db()
    assert len(preview(run, table.actor("officer")).new) == 2


def test_the_form_hands_on_what_was_chosen(table: Table) -> None:
    client = sign_in(Client(), table.users["officer"])
    page = client.get(WHERE).content.decode()
    assert 'name="encoding"' in page
    assert 'name="delimiter"' in page
    file = SimpleUploadedFile("p.csv", "nr,naam;wie\r\n1,Café;HuT\r\n".encode("mac_roman"))
    client.post(WHERE, {"file": file, "encoding": "mac-roman", "delimiter": ","})
    assert ImportRun.objects.get().sheets[0]["rows"] == [["nr", "naam;wie"], ["1", "Café;HuT"]]


# Each of these took many seconds, or more memory than a machine has.
def merges(times: int) -> str:
    return "<mergeCells>" + "".join('<mergeCell ref="A1:XFD1048576"/>' for _once in range(times)) + "</mergeCells>"


def text_of_a_million() -> bytes:
    cells = "".join(
        f'<row r="{n}"><c r="A{n}" t="s"><v>0</v></c><c r="B{n}" t="s"><v>0</v></c></row>' for n in range(1, 4000)
    )
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(xlsx({"a": cells}))) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = old.read(name)
            if name.endswith("workbook.xml.rels"):
                content = content.replace(
                    b"</Relationships>",
                    b'<Relationship Id="z" Type="x/sharedStrings" Target="strings.xml"/></Relationships>',
                )
            new.writestr(name, content)
        new.writestr("xl/strings.xml", "<sst><si><t>" + os.urandom(200_000).hex() + "</t></si></sst>")
    return out.getvalue()


COSTLY = {
    "a row far away": lambda: xlsx({"a": HEAD + row(1_048_576, "x")}),
    "many rows far away": lambda: xlsx({f"b{n}": HEAD + row(1_048_576, "x") for n in range(90)}),
    "merged over each other": lambda: xlsx({"a": HEAD + row(4999, "x", "y")}, behind=merges(2000)),
    "many sheets": lambda: xlsx({f"b{n}": HEAD for n in range(400)}),
    "wide and long": lambda: xlsx({f"b{n}": f'<row r="1"><c r="GR1"><v>1</v></c></row>{row(5000, 1)}' for n in range(20)}),
    "one text in many cells": text_of_a_million,
    "rows without anything": lambda: xlsx({"a": HEAD + "<row/>" * 400_000}),
    "an old sheet to its corner": lambda: xls({(0, 0): "a", (65535, 255): 1.0}),
    "blank lines": lambda: b"a;b\n" + b"\n" * 4_900_000 + b"1;2\n",
    "one line of delimiters": lambda: b"a;b\n" + b";" * 4_900_000 + b"1\n",
    "quotes without end": lambda: b'a;b\n' + b';"' * 2_000_000,
}  # fmt: skip


@pytest.mark.parametrize("name", COSTLY)
def test_a_file_costs_no_more_than_its_size(name: str) -> None:
    content = COSTLY[name]()
    start = time.process_time()
    try:
        sheets = worksheets.read("x", content)
        guess(sheets, LISTED)
        cells = sum(len(line) for one in sheets for line in one["rows"])
    except ToetssteenError:
        cells = 0
    assert cells <= worksheets.MOST_AREA
    assert time.process_time() - start < 10


def test_where_a_list_is_too_long_is_said_with_its_row() -> None:
    assert "Op werkblad “a” staat nog iets in rij 1048576" in refused(xlsx({"a": HEAD + row(1_048_576, "x")}))
    assert "over elkaar" in refused(xlsx({"a": HEAD + row(4999, "x", "y")}, behind=merges(3)))
    # Rows that only have a colour are no rows.
    assert len(rows(xlsx({"a": HEAD + row(2, "1", "x", "y") + "<row/>" * 9000}))) == 2


@given(
    st.binary(max_size=300) | st.text(max_size=200).map(str.encode),
    st.sampled_from(list(worksheets.CALLED)),
    st.sampled_from(list(worksheets.BETWEEN)),
)
def test_any_bytes_are_a_list_or_a_sentence(content: bytes, encoding: str, delimiter: str) -> None:
    try:
        sheets = worksheets.read("x", content, encoding, delimiter)
    except ToetssteenError:
        return
    for sheet in sheets:
        assert len({len(line) for line in sheet["rows"]}) == 1
        assert all(worksheets.lines(cell) == cell for line in sheet["rows"] for cell in line)
