"""The answer to a request for a custom table, on the page of the area it is about and on no other."""

import re
import shlex
from pathlib import Path

import pytest
from django.test import Client
from web.monitor.reading import seen

from toetssteen.cli import main

PAGE = Path(__file__).resolve().parents[4] / "docs" / "beheer" / "maatwerktabel.md"


@pytest.fixture
def answered(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The site shows the example of the document."""
    text = PAGE.read_text(encoding="utf-8")
    for name, content in re.findall(r"(?ms)^`([^`\n]+)`\n\n```\w+\n(.*?)```", text):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(content, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("TOETSSTEEN_VAR", str(tmp_path / "var"))
    monkeypatch.setenv("TOETSSTEEN_DEFINITIONS", str(tmp_path / "definities"))
    (commands,) = re.findall(r"(?ms)```sh\n(.*?)```", text)
    for line in commands.splitlines():
        assert main(shlex.split(line)[1:]) == 0


@pytest.mark.usefixtures("answered")
def test_the_figure_stands_on_the_page_of_the_area_only(client: Client) -> None:
    area = seen(client.get("/plek/verzonnenstad-noord/?thema=jeugd").content).words
    assert "3,6\u00a0%" in area or "3,6 %" in area
    wijk = seen(client.get("/plek/WK990101/?thema=jeugd").content).words
    assert "3,6" not in wijk
    assert "3,2" in wijk
    origin = client.get("/herkomst/schoolverlaters_maatwerk/verzonnenstad-noord/2023/").content.decode()
    assert "maatwerk-antwoord.csv" in origin
    assert "3,6" in origin
    assert client.get("/cijfers/schoolverlaters_maatwerk/").status_code == 200
    assert client.get("/over-de-cijfers/").status_code == 200
    assert client.get("/focusgebieden/").status_code == 200
    assert client.get("/v1/plekken/verzonnenstad-noord/cijfers/schoolverlaters_maatwerk").status_code == 200
    assert client.get("/v1/plekken").status_code == 200
