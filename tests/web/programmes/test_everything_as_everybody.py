"""Every address there is, asked by everybody: nobody reads a word of what they may not see, or changes it.

The addresses come from the resolver, so that a page added later is tried without anybody thinking of it.
"""

from collections.abc import Iterator
from datetime import timedelta
from html.parser import HTMLParser
from pathlib import Path

import pytest
from django.db import connection, models
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from django.utils import timezone
from people import sign_in
from web.programmes.conftest import WHO, Table

from toetssteen.web.programmes.models import (
    Activity,
    Commitment,
    Decision,
    Finding,
    Goal,
    ImportRun,
    Meeting,
    Milestone,
    Output,
    Plan,
    Programme,
    Record,
    Remark,
    StatePromise,
    Target,
)
from toetssteen.web.programmes.rules import Action, Visibility, may

OURS = ("programmes", "accounts", "api-v1")
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


def word(kind: type[Record], visibility: Visibility) -> str:
    """Stands in one record and nowhere else."""
    return f"zegel{kind.__name__.lower()}{visibility.name.lower()}"


@pytest.fixture
def made(table: Table) -> list[Record]:
    """One record of each sort in each state, each hanging under the ones of its own state."""
    found: list[Record] = []
    now = timezone.now()
    for state in Visibility:
        fixed = {"alliance": table.here, "owner": table.ours, "visibility": state}

        def name(kind: type[Record], state: Visibility = state) -> dict[str, str]:
            return {"name": word(kind, state)}

        goal = Goal.objects.create(**fixed, **name(Goal))
        plan = Plan.objects.create(**fixed, **name(Plan), kind="gebiedsplan")
        activity = Activity.objects.create(**fixed, **name(Activity), goal=goal, plan=plan, status="bezig")
        activity.places.set(table.here.places.all())
        meeting = Meeting.objects.create(**fixed, **name(Meeting), starts=now + timedelta(3), open=True)
        place = table.here.places.get()
        found += [
            goal, plan, activity, meeting,
            Decision.objects.create(**fixed, **name(Decision), day=now.date(), meeting=meeting, activity=activity),
            Commitment.objects.create(**fixed, **name(Commitment), meeting=meeting, due=now.date()),
            StatePromise.objects.create(**fixed, **name(StatePromise), department="BZK", domain="wonen"),
            Remark.objects.create(**fixed, **name(Remark), plan=plan, text=word(Remark, state)),
            Finding.objects.create(**fixed, **name(Finding), text="x", about=table.others, offered=now.date()),
            Target.objects.create(
                **fixed, goal=goal, indicator="inwoners", place=place, reason=word(Target, state), chooser="raad"
            ),
        ]  # fmt: skip
    Programme.objects.create(key="van-ons", name="Van ons", keeper=table.here)
    sheets = [{"name": "", "rows": [["naam", "wie"], ["zegellijst", "zegelwoord"]]}]
    how = {"columns": {"name": ["naam"], "owner": ["wie"]}}
    ImportRun.objects.create(alliance=table.here, file="lijst.csv", sheets=sheets, recipe=how)
    return found


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


# Pages of the figures that say something of alliances, and of one's own session.
ALSO = ("/plek/de-hoogte/", "/plek/WK990105/", "/")
ENDS_THE_SESSION = ("/uitloggen/",)


@pytest.mark.parametrize("who", ["visitor", *WHO])
def test_nobody_reads_or_changes_what_is_not_theirs(table: Table, made: list[Record], who: str) -> None:
    if connection.vendor == "postgresql":
        pytest.skip("two minutes of the same addresses as on SQLite; the rules and their twin are tried on both")
    client = Client(raise_request_exception=False) if who == "visitor" else sign_in(Client(), table.users[who])
    actor = table.actor(who)
    hidden = {
        word(type(one), Visibility(one.visibility)): one for one in made if not may(actor, Action.SEE, one.subject())
    }
    fixed = {one for one in made if not may(actor, Action.EDIT, one.subject())}
    every = [p for p in addresses(table, made) if "<" not in p]
    assert not [p for p in addresses(table, made) if "<" in p and not p.startswith("/v1/")], (
        "an address with something unknown"
    )
    assert len(every) > 200
    states = {one: one.history.count() for one in fixed}
    for path in [*every, *ALSO]:
        response = client.get(path)
        assert response.status_code in {200, 204, 302, 403, 404, 405, 409}, (path, response.status_code)
        text = response.content.decode("utf-8", "replace") if not response.streaming else ""
        told = [seal for seal in hidden if seal in text]
        assert not told, (who, path, told)
        if "overnemen" in path and who not in {"officer", "partner", "partner everywhere", "stranger"}:
            assert "zegellijst" not in text, path
            assert "zegelwoord" not in text, path
    for path in every:
        if path in ENDS_THE_SESSION:
            continue
        sent = {"name": "gekaapt", "seen": "1", "visibility": "3", "gelezen": "1", "reply": "gekaapt", "last": "x"}
        response = client.post(path, sent)
        assert response.status_code < 500, path
        told = [seal for seal in hidden if seal in response.content.decode("utf-8", "replace")]
        assert not told, (who, path, told)
    for one in fixed:
        one.refresh_from_db()
        unread = isinstance(one, Finding) and actor.speaks_for(one.about_id, one.alliance.key)
        # Who a finding is about may say that it was read, whatever it may not change.
        assert (one.version, one.history.count()) == (1, states[one]) or unread, one
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


def test_a_script_in_any_text_is_only_text(table: Table, made: list[Record]) -> None:
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
    run.recipe = {"sheet": HOSTILE, "columns": {"name": ["naam"], "owner": ["wie"], "change": [HOSTILE]}}
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
