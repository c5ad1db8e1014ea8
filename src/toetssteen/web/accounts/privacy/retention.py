"""How long what is about people is kept: the rules of `definitions/retention.yaml` and those that apps bring for their
tables, carried out over tables and their history."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import lru_cache
from pathlib import Path
from typing import Literal

from django.apps import apps
from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone

from toetssteen.kernel.home import Home
from toetssteen.sources.definitions.yaml_files import load_yaml
from toetssteen.web.accounts.models import Grant, User
from toetssteen.web.accounts.privacy import forgetting
from toetssteen.web.site.hooks import hook_values

FILE = "retention.yaml"


@dataclass(frozen=True, slots=True)
class RetentionRule:
    """table: app and name, as Django writes it. counted_from: a field with a day or a moment; rows where it is empty stay.
    remove: the row goes; clear: `fields` become empty, in the history of the row too."""

    table: str
    do: Literal["remove", "clear"]
    days: int
    counted_from: str
    fields: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PersonRule:
    """days: after which somebody without access or role is forgotten; tables: what goes or changes then."""

    days: int
    tables: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class KeptTable:
    table: str
    why: str


@dataclass(frozen=True, slots=True)
class FolderRule:
    """folder: a name in `var`. days: after which a file in it goes."""

    folder: str
    days: int


@dataclass(frozen=True, slots=True)
class Retention:
    people: PersonRule
    tables: tuple[RetentionRule, ...]
    stays: tuple[KeptTable, ...]
    folders: tuple[FolderRule, ...] = ()


@dataclass(frozen=True, slots=True)
class RuleOutcome:
    """What one rule did: its table, and how many rows (people: how many of them)."""

    table: str
    do: str
    rows: int


@lru_cache(maxsize=1)
def shipped() -> Retention:
    return load(Home.find().definitions / FILE)


def load(path: Path) -> Retention:
    """Raises DefinitionError."""
    retention: Retention = load_yaml(path, Retention)
    return retention


def in_force() -> Retention:
    """The file, with the rules that apps bring (the hook `retention_rules`). A rule of the file for a table goes before
    that of the app: a municipality may choose another term there. Raises DefinitionError."""
    rules = shipped()
    chosen = {rule.table for rule in rules.tables}
    brought: list[Callable[[], list[RetentionRule]]] = hook_values("retention_rules")
    of_apps = [rule for rules_of in brought for rule in rules_of() if rule.table not in chosen]
    return replace(rules, tables=(*rules.tables, *of_apps))


@transaction.atomic
def carry_out(
    rules: Retention, now: datetime, write: Callable[[User], None] = forgetting.write_down
) -> list[RuleOutcome]:
    """Everything that is due at `now`. Again does nothing. Who was forgotten before and is back from a backup goes first.

    write: puts down elsewhere that somebody was forgotten.
    """
    returned = [user for user in User.objects.all() if forgetting.was_forgotten(user)]
    due = [user for user in _without_role(rules.people, now) if user not in returned]
    for user in [*returned, *due]:
        forgetting.forget(user)
    done = [
        RuleOutcome("accounts.User", "forget", len(returned) + len(due)),
        *(_carry_out(rule, now) for rule in rules.tables),
    ]
    for user in due:
        write(user)
    return done


def carry_out_files(rules: Retention, now: datetime, var: Path, *, look: bool) -> list[RuleOutcome]:
    """Every file that is due at `now`, in folders of `var`. look: counted only. Raises OSError."""
    return [RuleOutcome(f"var/{rule.folder}", "remove", _files(rule, now, var, look)) for rule in rules.folders]


def _files(rule: FolderRule, now: datetime, var: Path, look: bool) -> int:
    limit, due = (now - timedelta(rule.days)).timestamp(), []
    for path in sorted((var / rule.folder).glob("*")):
        if path.is_file() and not path.is_symlink() and path.stat().st_mtime < limit:
            due.append(path)
    for path in () if look else due:
        path.unlink(missing_ok=True)
    return len(due)


def _without_role(people: PersonRule, now: datetime) -> list[User]:
    """Who has had no access or no role since long enough; never who may do everything on the server."""
    long_ago = now - timedelta(people.days)
    today = timezone.localdate(now)
    holding = Q(until__isnull=True) | Q(until__gte=timezone.localdate(long_ago))
    users = User.objects.filter(is_superuser=False, joined__lt=long_ago).exclude(forgetting.FORGOTTEN)
    users = users.filter(Q(last_login__isnull=True) | Q(last_login__lt=long_ago))
    # Who was changed lately, or had a role lately, is still being arranged.
    recently_changed = set(Grant.history.filter(history_date__gte=long_ago).values_list("user_id", flat=True))
    recently_changed |= set(User.history.filter(history_date__gte=long_ago).values_list("id", flat=True))
    grants = Grant.objects.filter(user__is_active=True).filter(holding | Q(since__gt=today))
    with_role = set(grants.values_list("user_id", flat=True))
    return [user for user in users if user.pk not in recently_changed | with_role]


def _carry_out(rule: RetentionRule, now: datetime) -> RuleOutcome:
    model = apps.get_model(rule.table)
    field = model._meta.get_field(rule.counted_from)
    moment = now - timedelta(rule.days)
    limit = moment if isinstance(field, models.DateTimeField) else timezone.localdate(moment)
    rows = model._default_manager.filter(**{f"{rule.counted_from}__lt": limit})
    if rule.do == "remove":
        number = rows.count()
        rows.delete()
        return RuleOutcome(rule.table, rule.do, number)
    empty = {name: _nothing(model._meta.get_field(name)) for name in rule.fields}
    filled = rows.exclude(**empty)
    if hasattr(model, "history"):
        # What it said before, of the same rows; not through `save`, which would make one more state.
        model.history.filter(id__in=list(rows.values_list("pk", flat=True))).update(**empty)
    return RuleOutcome(rule.table, rule.do, filled.update(**empty))


def _nothing(field: models.Field) -> object:
    if isinstance(field, models.JSONField):
        return []
    return None if field.null else ""
