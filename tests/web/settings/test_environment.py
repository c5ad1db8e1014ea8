import re
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from toetssteen.web.settings import environment as env

ROOT = Path(__file__).resolve().parents[3]
TABLE = ROOT / "docs" / "beheer" / "instellingen.md"
NAME = re.compile(r"TOETSSTEEN_[A-Z_]+")


def test_an_empty_variable_is_an_absent_one() -> None:
    assert env.text(env.HOSTS, {"TOETSSTEEN_HOSTS": "  "}) == env.text(env.HOSTS, {}) == env.HOSTS.default


def test_a_switch_is_one_or_nought() -> None:
    assert env.switch(env.DEBUG, {"TOETSSTEEN_DEBUG": "1"}) is True
    assert env.switch(env.DEBUG, {}) is False


@pytest.mark.parametrize("value", ["true", "False", "ja", "2"])
def test_a_switch_refuses_what_could_be_misread(value: str) -> None:
    with pytest.raises(ImproperlyConfigured, match="TOETSSTEEN_DEBUG"):
        env.switch(env.DEBUG, {"TOETSSTEEN_DEBUG": value})


def test_hosts_are_the_words_between_commas() -> None:
    assert env.words(env.HOSTS, {"TOETSSTEEN_HOSTS": " a.example, ,b.example "}) == ["a.example", "b.example"]


@pytest.mark.parametrize("value", ["javascript:alert(1)", "wijken@rietstad.example", "//elsewhere", "data:text/html,x"])
def test_an_address_to_link_to_says_how_it_is_reached(value: str) -> None:
    with pytest.raises(ImproperlyConfigured, match="TOETSSTEEN_CONTACT"):
        env.address(env.CONTACT, "https://", "mailto:", environment={"TOETSSTEEN_CONTACT": value})


def test_an_address_to_link_to_may_be_absent() -> None:
    assert env.address(env.CONTACT, "https://", environment={}) == ""
    there = {"TOETSSTEEN_CONTACT": "https://rietstad.example/"}
    assert env.address(env.CONTACT, "https://", environment=there) == "https://rietstad.example/"


def test_every_setting_stands_in_the_table_with_its_default() -> None:
    rows = {row[1].strip(" `"): row[2] for line in TABLE.read_text().splitlines() if len(row := line.split("|")) == 5}
    for setting in env.SETTINGS:
        assert setting.name in rows, f"{setting.name} is not in {TABLE.name}"
        assert setting.default in rows[setting.name]


def test_every_variable_the_code_reads_is_documented_and_the_other_way_round() -> None:
    files = [ROOT / "tests" / "conftest.py", *(ROOT / "src").rglob("*.py"), *(ROOT / "starter").rglob("*.py")]
    read = {name for file in files for name in NAME.findall(file.read_text(encoding="utf-8"))}
    assert read == set(NAME.findall(TABLE.read_text(encoding="utf-8")))
