"""Every address there is, asked by everybody: nobody reads a word of what they may not see, or changes it.

The addresses come from the resolver and the texts from the models (`seals`), so that what is added later is tried
without anybody thinking of it. Read are pages, lists, calendars, the API, histories, conflicts, errors, letters and the
log; and what is hidden is changed to see that nothing public changes with it.
"""

import logging
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from io import StringIO
from pathlib import Path

import pytest
from django.core import mail
from django.core.management import call_command
from django.db import connection, models
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from django.utils import timezone
from people import sign_in
from web.conftest import WHO, Table
from web.programmes.forms_sent import filled
from web.programmes.seals import World, said, told

from toetssteen.web.accounts.models import User
from toetssteen.web.alliances.models import Programme
from toetssteen.web.alliances.rules import Action, Visibility, may
from toetssteen.web.imports.models import ImportRun
from toetssteen.web.programmes.models import (
    Activity,
    Commitment,
    Decision,
    Finding,
    Goal,
    Meeting,
    Milestone,
    Output,
    Plan,
    Remark,
    StatePromise,
    Target,
)
from toetssteen.web.records.record import Record

OURS = ("programmes", "imports", "records", "alliances", "accounts", "jobs", "own_figures", "api-v1")
# What an address names: the sort of record by the first word of the address.
KINDS: dict[str, type[Record]] = {
    "activiteit": Activity,
    "activiteiten": Activity,
    "doel": Goal,
    "streefwaarde": Target,
    "vergadering": Meeting,
    "besluit": Decision,
    "afspraak": Commitment,
    "plan": Plan,
    "reactie": Remark,
    "toezegging": StatePromise,
    "bevinding": Finding,
}


@pytest.fixture(autouse=True)
def _figures(invented_var: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TOETSSTEEN_VAR", str(invented_var))


@pytest.fixture
def world(table: Table) -> World:
    return World.made(table)


def patterns(found: URLResolver, before: str = "", names: tuple[str, ...] = ()) -> Iterator[tuple[str, URLPattern]]:
    for one in found.url_patterns:
        path = before + str(one.pattern)
        inside = (*names, *([one.namespace] if isinstance(one, URLResolver) and one.namespace else []))
        if isinstance(one, URLResolver):
            yield from patterns(one, path, inside)
        elif inside and inside[-1] in OURS:
            yield path, one


def addresses(table: Table, made: list[Record]) -> list[str]:
    """Every address of ours, filled in with everything there is."""
    found: set[str] = set()
    run = ImportRun.objects.get()
    user = table.users["nobody"].pk
    plain = {
        "<slug:key>": ["de-hoogte", "elders", "van-ons", "onze-school"],
        "<slug:kind>": ["retention"],
        "<slug:programma>": ["van-ons"],
        "<programma>": ["van-ons"],
        "<alliantie>": ["de-hoogte"],
        "<str:form>": ["csv", "xlsx"],
        "<int:which>": ["1"],
        "<uidb64>": ["MQ"],
        "<token>": ["x-y"],
        "<nummer>": None,
    }
    for path, _one in patterns(get_resolver()):
        paths = [f"/{path.lstrip('^/').rstrip('$')}"]
        kind = KINDS.get(path.split("/")[1] if path.startswith("v1/") else path.split("/")[0])
        numbers: list[str]
        if kind is not None:
            numbers = [str(one.pk) for one in made if isinstance(one, kind)]
        elif "overnemen" in path:
            numbers = [str(run.pk)]
        else:
            numbers = [str(user)]
        for hole in ("<int:number>", "<int:nummer>", "<nummer>"):
            paths = [p.replace(hole, n) for p in paths for n in (numbers if hole in p else [""])]
        if "<int:state>" in path and kind is not None:
            states = {str(o.pk): str(o.history.first().history_id) for o in made if isinstance(o, kind)}
            paths = [p.replace("<int:state>", states[p.strip("/").split("/")[1]]) for p in paths]
        for hole, values in plain.items():
            paths = [p.replace(hole, v) for p in paths for v in (values or [""] if hole in p else [""])]
        found |= set(paths)
    return sorted(found)


# Pages of the figures that say something of alliances, and of one's own session; questions; and what is not there.
ALSO = (
    "/plek/de-hoogte/",
    "/plek/WK990105/",
    "/",
    "/v1/activiteiten?formaat=csv&alliantie=de-hoogte",
    "/v1/activiteiten?plek=de-hoogte&stand=bezig",
    "/v1/doelen?alliantie=de-hoogte",
    "/wat-gebeurt-er/?plek=WK990105",
    "/wat-gebeurt-er/?naam=zegel",
    "/alliantie/de-hoogte/reacties/nieuw/?plan={plan}",
    "/alliantie/de-hoogte/streefwaarden/nieuw/?goal={goal}",
    "/alliantie/bestaat-niet/",
    "/doel/1/",
    "/v1/activiteiten/1",
    "/bestaat-niet/",
)
ENDS_THE_SESSION = ("/uitloggen/",)
ANSWERS = {200, 204, 302, 400, 403, 404, 405, 409}
EMAIL = re.compile(r"[\w.]+@example\.org")
# What differs each time an answer is made; the length says nothing that the text does not.
PASSING = re.compile(
    r'nonce[-=]"?[\w+/=-]+|name="csrfmiddlewaretoken" value="\w+"|value="[0-9a-f-]{36}"|X-Request-ID: \w+'
    r"|Content-Length: \d+|<dcterms:\w+[^<]*</dcterms:\w+>|Expires: [^\n]+|\"[\w-]+:\w{6}:[\w-]{20,}\""
)


class Log(logging.Handler):
    """All that is written down by any logger."""

    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(f"{self.format(record)} {vars(record)}")


@pytest.fixture
def log(monkeypatch: pytest.MonkeyPatch) -> Iterator[Log]:
    """As of an installation that writes down as much as it can."""
    handler = Log()
    apart = [one for one in logging.root.manager.loggerDict.values() if getattr(one, "propagate", True) is False]
    loggers = [logging.root, *apart]
    for one in loggers:
        one.addHandler(handler)
        monkeypatch.setattr(one, "level", logging.DEBUG)
    yield handler
    for one in loggers:
        one.removeHandler(handler)


class Walk:
    """Somebody who asks everything. cells: an answer x a text that this one may not read."""

    def __init__(self, world: World, who: str) -> None:
        self.world, self.who, self.actor = world, who, world.table.actor(who)
        client = Client(raise_request_exception=False)
        self.client = client if who == "visitor" else sign_in(client, world.table.users[who])
        self.cells = 0
        self.look_again()

    def look_again(self) -> None:
        self.hidden = self.world.hidden(self.actor)

    def read(self, what: str, text: str) -> None:
        """Nothing of it may be hidden. what: the address; a number that was asked may come back."""
        found = [(word, self.hidden[word]) for word in (told(text) & self.hidden.keys()) - told(what)]
        assert not found, (self.who, what, found)
        if not self.actor.administers():
            own = self.world.table.users[self.who].email if self.who != "visitor" else ""
            assert set(EMAIL.findall(text)) <= {own}, (self.who, what)
        self.cells += len(self.hidden)

    def get(self, path: str) -> tuple[dict[str, str], str]:
        response = self.client.get(path)
        assert response.status_code in ANSWERS, (path, response.status_code)
        text = said(response)
        self.read(path, text)
        return dict(response.headers), PASSING.sub("", text)

    def post(self, path: str, sent: dict[str, object]) -> int:
        response = self.client.post(path, sent)
        assert response.status_code < 500, path
        self.read(path, said(response))
        return response.status_code


@pytest.fixture
def only_on_sqlite() -> None:
    """Asked before a world is made that nobody would walk through."""
    if connection.vendor == "postgresql":
        pytest.skip("minutes of the same addresses as on SQLite; the rules and their twin are tried on both")


@pytest.mark.usefixtures("only_on_sqlite")
@pytest.mark.parametrize("who", ["visitor", *WHO])
def test_nobody_reads_or_changes_what_is_not_theirs(
    world: World, who: str, log: Log, capsys: pytest.CaptureFixture[str]
) -> None:
    walk, made = Walk(world, who), world.records()
    found = addresses(world.table, made)
    assert not [p for p in found if "<" in p and not p.startswith("/v1/")], "an address with something unknown"
    every = [p for p in found if "<" not in p]
    assert len(every) > 400
    about = {"plan": made[1].pk, "goal": made[0].pk}
    paths = [*every, *(one.format(**about) for one in ALSO)]
    _letters(walk)
    before = {path: walk.get(path) for path in paths}
    _changed_unseen(walk, before)
    _saved_as_it_stands(walk)
    _taken_over(walk, every)
    assert "zegel" not in "".join(log.lines)
    assert "gekaapt" not in "".join(log.lines)
    with capsys.disabled():
        print(
            f"\n{who}: {len(paths)} addresses, {len(walk.hidden)} hidden texts, {walk.cells} cells, none told", end=" "
        )


def _letters(walk: Walk) -> None:
    """The weekly letter."""
    User.objects.filter(name=walk.who.title()).update(digest=True)
    call_command("digest", stdout=StringIO())
    for letter in mail.outbox:
        walk.read("letter", f"{letter.message()} {letter.body} {letter.subject}")


def _changed_unseen(walk: Walk, before: dict[str, tuple[dict[str, str], str]]) -> None:
    """What one may not see leaves no trace when it changes: not in a list, not in a mark of a page."""
    walk.world.rewrite([one for one in walk.world.sealed if one.hidden_from(walk.actor)])
    walk.look_again()
    for path, (headers, text) in before.items():
        marked = {"ETag", "Last-Modified"} & headers.keys()
        if marked or not told(path):
            assert walk.get(path)[1] == text, (walk.who, path)


def _saved_as_it_stands(walk: Walk) -> None:
    """A form sent as it came changes nothing; sent by who saw an earlier version, it shows both. Of each sort one, and all
    that point at something hidden."""
    sorts = {kind: word for word, kind in KINDS.items() if word != "activiteiten"}
    done: set[type[Record]] = set()
    for one in walk.world.records():
        blind = {str(getattr(one, f.attname)) for f in one._meta.concrete_fields if f.is_relation} & walk.hidden.keys()
        if not may(walk.actor, Action.EDIT, one.subject()) or (type(one) in done and not blind):
            continue
        done.add(type(one))
        one.refresh_from_db()
        path = f"/{sorts[type(one)]}/{one.pk}/"
        sent = filled(walk.client.get(f"{path}wijzigen/").content.decode())
        assert walk.post(f"{path}wijzigen/", {**sent, "seen": one.version - 1}) == 409, (walk.who, path)
        assert walk.post(f"{path}wijzigen/", sent) == 302, (walk.who, path)
        kept = type(one).objects.get(pk=one.pk)
        links = [f.attname for f in one._meta.concrete_fields if f.name not in ("version", "changed")]
        assert {n: getattr(kept, n) for n in links} == {n: getattr(one, n) for n in links}, path
        walk.get(f"{path}geschiedenis/")


def _taken_over(walk: Walk, every: list[str]) -> None:
    """Sent everywhere, what is not theirs stays."""
    fixed = [one for one in walk.world.records() if not may(walk.actor, Action.EDIT, one.subject())]
    for one in fixed:
        one.refresh_from_db()
    states = {one: (one.version, one.history.count()) for one in fixed}
    sent = {"name": "gekaapt", "seen": "1", "visibility": "3", "gelezen": "1", "reply": "gekaapt", "last": "x"}
    for path in every:
        if path not in ENDS_THE_SESSION:
            walk.post(path, sent)
    for one in fixed:
        one.refresh_from_db()
        unread = isinstance(one, Finding) and walk.actor.speaks_for(one.about_id, one.alliance.key)
        # Who a finding is about may say that it was read, whatever it may not change.
        assert (one.version, one.history.count()) == states[one] or unread, one
        assert "gekaapt" not in str(one)


HOSTILE = """<script>alert(1)</script>"'><img src=x onerror=alert(1)> {{ 7*7 }} javascript:alert(1) http://x.nl/"onclick=alert(1)"""


class Live(HTMLParser):
    """What a browser would run that is not ours."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, object]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        own = dict(attrs)
        if tag == "script" and "src" not in own and own.get("type") != "application/json":
            self.found.append((tag, attrs))
        for name, value in attrs:
            if name.startswith("on") or (value or "").strip().lower().startswith("javascript:"):
                self.found.append((tag, (name, value)))
        if tag == "img" and own.get("src") == "x":
            self.found.append((tag, attrs))

    @classmethod
    def of(cls, text: str) -> list[tuple[str, object]]:
        parser = cls()
        parser.feed(text)
        return parser.found


def hostile(row: models.Model) -> None:
    """The same in every text that somebody can type, in the table itself so that no form stands in between."""
    texts = [
        field
        for field in row._meta.concrete_fields
        if isinstance(field, models.CharField | models.TextField)
        and not field.choices
        and not isinstance(field, models.SlugField | models.EmailField)
        and field.name not in ("password", "indicator", "domain", "snapshot")
    ]
    longest = {f.name: (HOSTILE + str(row.pk))[-(f.max_length or 500) :] for f in texts}
    type(row)._default_manager.filter(pk=row.pk).update(**longest)


def test_a_script_in_any_text_is_only_text(table: Table, world: World) -> None:
    made = world.records()
    for kind in {type(one) for one in made}:
        kind.objects.update(owner=table.ours, visibility=Visibility.PUBLIC)
    around = [table.here, table.ours, table.others, table.users["officer"], *Programme.objects.all()]
    parts = [
        Milestone.objects.create(activity=Activity.objects.first(), name="x", due=timezone.localdate()),
        Output.objects.create(activity=Activity.objects.first(), name="x", unit="x", year=2026),
    ]
    for row in [*made, *around, *parts]:
        hostile(row)
    run = ImportRun.objects.get()
    run.user = table.users["officer"]
    run.file = HOSTILE[:200]
    run.sheets = [
        {"name": HOSTILE, "rows": [["naam", "wie", HOSTILE], ["x", HOSTILE, "=1+1"], [HOSTILE, "y", HOSTILE]]}
    ]
    run.mapping = {"sheet": HOSTILE, "columns": {"name": ["naam"], "owner": ["wie"], "change": [HOSTILE]}}
    run.save()
    client = sign_in(Client(), table.users["officer"])
    seen = 0
    for path in [p for p in addresses(table, made) if "<" not in p and p not in ENDS_THE_SESSION] + list(ALSO):
        response = client.get(path)
        if response.status_code != 200 or not response.headers["Content-Type"].startswith("text/html"):
            assert "html" not in response.headers.get("Content-Type", "") or response.status_code != 200
            continue
        text = response.content.decode()
        seen += "&lt;script&gt;" in text
        assert Live.of(text) == [], path
        assert "{{ 7*7 }}" in text or "&lt;script&gt;" not in text, path
    assert seen > 60
