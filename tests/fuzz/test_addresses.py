"""Any text in any parameter of any address, as a visitor and as the bureau: a page that says so, never a fault of ours.

The addresses come from the resolver; the parameters are those that the code asks for, seen by watching it ask.
"""

import json
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlencode

import pytest
import workers
from django.db import transaction
from django.http import QueryDict
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from fuzz.hostile import texts
from fuzz.measuring import FEW, SECONDS, Costs, Target, few, for_long
from hypothesis import given
from hypothesis import strategies as st
from people import sign_in
from web.conftest import Table
from web.programmes.test_everything_as_everybody import addresses

from toetssteen.web.records.record import Record
from toetssteen.web.snapshots.selectors import serving

# What a hole in an address of the figures is filled with.
HOLES = {
    "code": ["WK990101", "BU99010101", "GM9901", "NL00", "verzonnen-lindemonde-west", "de-hoogte"],
    "name": ["inwoners", "laag_inkomen"],
    "naam": ["inwoners"],
    "jaar": ["2019"],
    "year": ["2019", "0"],
    "file": ["2019-wijk.json", "2019-wijk.topojson"],
    "page": ["kaart/", "plek/WK990101/", "?deel=kaart"],
}


def pages(found: URLResolver, before: str = "") -> Iterator[tuple[str, URLPattern]]:
    for one in found.url_patterns:
        path = before + str(one.pattern)
        if isinstance(one, URLResolver):
            yield from pages(one, path)
        else:
            yield path, one


def every_address(table: Table, made: list[Record]) -> list[str]:
    found = set(addresses(table, made))
    atlas = serving()
    assert atlas is not None
    for path, one in pages(get_resolver()):
        names = set(getattr(one.pattern, "converters", {}))
        filled = [f"/{path.lstrip('^/').rstrip('$')}"]
        for name in names & {*HOLES, "snapshot"}:
            values = [atlas.id] if name == "snapshot" else HOLES[name]
            kind = next(word for word in path.split("<") if word.partition(">")[0].rpartition(":")[2] == name)
            hole = f"<{kind.partition('>')[0]}>"
            filled = [address.replace(hole, value) for address in filled for value in values]
        found |= {address for address in filled if "<" not in address}
    return sorted(address for address in found if "<" not in address and "uitloggen" not in address)


@contextmanager
def watched(monkeypatch: pytest.MonkeyPatch) -> Iterator[set[str]]:
    """The names that are asked of what a reader sends."""
    asked: set[str] = set()

    def asks(name: str) -> Callable[..., object]:
        real = getattr(QueryDict, name)

        def watching(self: QueryDict, key: str, *more: object, **named: object) -> object:
            if isinstance(key, str):
                asked.add(key)
            return real(self, key, *more, **named)

        return watching

    with monkeypatch.context() as patched:
        for name in ("get", "getlist", "__getitem__", "__contains__"):
            patched.setattr(QueryDict, name, asks(name))
        yield asked


def seen_once(made_once: Path, name: str, watch: Callable[[], Iterable[str]]) -> list[str]:
    """The names that `watch` sees when every address is asked: the code is the same for every test and every database."""

    def keep(folder: Path) -> None:
        (folder / "names.json").write_text(json.dumps(sorted(watch())))

    names: list[str] = json.loads((workers.once(made_once, name, keep) / "names.json").read_text())
    return names


def parameters(client: Client, every: list[str], monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Of all addresses together, with what the description of the API names."""
    with watched(monkeypatch) as asked:
        for address in every:
            client.get(address, {"x": "1"})
    described = client.get("/api/v1/openapi.json")
    if described.status_code == 200:
        for path in described.json()["paths"].values():
            asked |= {one["name"] for way in path.values() for one in way.get("parameters", []) if one["in"] == "query"}
    return sorted(asked - {"csrfmiddlewaretoken", "x"})


def asking(table: Table, made: list[Record], costs: Costs, made_once: Path, monkeypatch: pytest.MonkeyPatch) -> Target:
    clients = {"visitor": Client(), "officer": sign_in(Client(), table.users["officer"])}
    every = every_address(table, made)
    names = seen_once(made_once, "asked", lambda: parameters(clients["officer"], every, monkeypatch))
    assert {"q", "plek", "jaar", "niveau", "binnen", "klassen", "pagina", "deel", "naam", "thema", "delen"} <= set(
        names
    )
    assert len(every) > 250
    costs.name += f" ({len(every)} addresses, {len(names)} parameters)"
    sent = st.lists(st.tuples(st.sampled_from(names), texts.map(lambda text: text[:4000])), min_size=1, max_size=4)

    def target(who: str, address: str, asked: list[tuple[str, str]]) -> None:
        query = urlencode(asked, errors="replace")
        with transaction.atomic():
            with costs.of(lambda: f"{who} {address}?{query}"):
                answer = clients[who].get(f"{address.partition('?')[0]}?{query}")
                costs.ended(answer.status_code)
                assert answer.status_code < 500, (who, address, query)
            transaction.set_rollback(True)

    return given(st.sampled_from(sorted(clients)), st.sampled_from(every), sent), target


@pytest.mark.django_db
def test_some_addresses(
    table: Table, made: list[Record], costs: Costs, made_once: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = asking(table, made, costs, made_once, monkeypatch)
    few(target, 4 * FEW)


@pytest.mark.long
@pytest.mark.django_db
def test_addresses(
    table: Table, made: list[Record], costs: Costs, made_once: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for_long(asking(table, made, costs, made_once, monkeypatch), 2 * SECONDS)


def holes(table: Table, made: list[Record], costs: Costs) -> Target:
    """Hostile words in the address itself."""
    client = sign_in(Client(), table.users["officer"])
    every = every_address(table, made)

    def target(address: str, part: int, word: str) -> None:
        parts = address.strip("/").split("/")
        parts[part % len(parts)] = word
        path = "/" + "/".join(parts) + "/"
        with transaction.atomic():
            with costs.of(lambda: path):
                answer = client.get(path.encode("utf-8", "replace").decode())
                costs.ended(answer.status_code)
                assert answer.status_code < 500, path
            transaction.set_rollback(True)

    return given(st.sampled_from(every), st.integers(0, 5), texts.map(lambda text: text[:3000])), target


@pytest.mark.django_db
def test_some_words_in_addresses(table: Table, made: list[Record], costs: Costs) -> None:
    few(holes(table, made, costs), 2 * FEW)


@pytest.mark.long
@pytest.mark.django_db
def test_words_in_addresses(table: Table, made: list[Record], costs: Costs) -> None:
    for_long(holes(table, made, costs))


# Names of what people send, that no address asks for before something is sent.
SENT = ("seen", "name", "visibility", "owner", "key", "order", "places", "partners", "goal", "plan", "parent", "meeting", "about", "day", "starts",
        "ends", "due", "start", "end", "last", "now", "since", "until", "until", "role", "area", "organisation", "email", "digest", "code", "username",
        "password", "reply", "do", "w-0", "word-0", "over", "over-shown", "apart-0", "header", "where", "first_year", "last_year", "members", "programmes",
        "indicator", "place", "base_year", "year", "value", "steps", "entry", "decision", "group_size", "deel", "momentopname", "pagina")  # fmt: skip


def posted(client: Client, every: list[str], monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """Of all addresses together, when something is sent to them."""
    with watched(monkeypatch) as asked:
        for address in every:
            with transaction.atomic():
                client.post(address, {"x": "1"})
                transaction.set_rollback(True)
    return asked


def sending(table: Table, made: list[Record], costs: Costs, made_once: Path, monkeypatch: pytest.MonkeyPatch) -> Target:
    clients = {who: sign_in(Client(), table.users[who]) for who in ("officer", "administrator")}
    clients["visitor"] = Client()
    every = every_address(table, made)
    asked = seen_once(made_once, "sent", lambda: posted(clients["officer"], every, monkeypatch))
    names = sorted({*asked, *SENT} - {"csrfmiddlewaretoken", "x"})
    costs.name += f" ({len(every)} addresses, {len(names)} parameters)"
    usual = st.sampled_from(["1", "2026-03-01", "2026", "tekst", "onze-school", "3", ""])
    sent = st.dictionaries(st.sampled_from(names), usual | texts | usual, min_size=3, max_size=30)

    def target(who: str, address: str, told: dict[str, str]) -> None:
        with transaction.atomic():
            with costs.of(lambda: f"{who} {address} {told!r}"):
                answer = clients[who].post(address, told)
                costs.ended(answer.status_code)
                assert answer.status_code < 500, (who, address, told)
            transaction.set_rollback(True)

    return given(st.sampled_from(sorted(clients)), st.sampled_from(every), sent), target


@pytest.mark.django_db
def test_some_sent(
    table: Table, made: list[Record], costs: Costs, made_once: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = sending(table, made, costs, made_once, monkeypatch)
    few(target, 4 * FEW)


@pytest.mark.long
@pytest.mark.django_db
def test_sent(table: Table, made: list[Record], costs: Costs, made_once: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for_long(sending(table, made, costs, made_once, monkeypatch))
