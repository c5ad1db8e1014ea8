"""Two addresses for whoever watches the site: does the process live, and can it answer everything."""

import logging
import shutil
from dataclasses import dataclass

from django.db import DEFAULT_DB_ALIAS, Error, connections
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from toetssteen.kernel.errors import ToetssteenError
from toetssteen.kernel.home import Home
from toetssteen.web.jobs.selectors import worker_alive
from toetssteen.web.snapshots.selectors import serving

log = logging.getLogger(__name__)
# Room for a new snapshot of the whole country beside the others, and for the database to grow.
ROOM = 1_000_000_000


@dataclass(frozen=True, slots=True)
class HealthCheck:
    """One thing the site needs. words: for an administrator; no path, address or password in it."""

    ok: bool
    words: str


@require_safe
def alive(request: HttpRequest) -> HttpResponse:
    """200 as long as the process answers; looks at nothing else, so that a full disk is no reason to restart."""
    return _uncached(HttpResponse("goed\n", content_type="text/plain; charset=utf-8"))


@require_safe
def ready(request: HttpRequest) -> HttpResponse:
    """200 when every page can be answered, else 503 with the reason."""
    parts = {"cijfers": _figures(), "database": _database(), "schijf": _disk()}
    fine = all(part.ok for part in parts.values())
    answer = {
        "gereed": fine,
        "onderdelen": {name: {"goed": part.ok, "uitleg": part.words} for name, part in parts.items()},
        # Pages are answered without it, so it is no reason to send readers away.
        "waarschuwingen": _warnings(database=parts["database"].ok),
    }
    return _uncached(JsonResponse(answer, status=200 if fine else 503, json_dumps_params={"ensure_ascii": False}))


def _uncached(response: HttpResponse) -> HttpResponse:
    response.headers["Cache-Control"] = "no-store"
    return response


def _figures() -> HealthCheck:
    try:
        atlas = serving()
    except ToetssteenError as problem:
        return HealthCheck(False, str(problem))
    if atlas is None:
        return HealthCheck(
            False, _("Er zijn nog geen cijfers. Maak ze met “toetssteen build” en “toetssteen publish”.")
        )
    if not (atlas.snapshot.folder / "manifest.json").is_file():
        return HealthCheck(
            False,
            _("De cijfers {id} staan niet meer op de schijf. Maak ze opnieuw voordat de website herstart.").format(
                id=atlas.id
            ),
        )
    return HealthCheck(True, atlas.id)


def _database() -> HealthCheck:
    try:
        connection = connections[DEFAULT_DB_ALIAS]
        executor = MigrationExecutor(connection)
        behind = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except Error:
        log.exception("the database does not answer")
        return HealthCheck(False, _("De database geeft geen antwoord. Kijk in het logboek van de website waarom."))
    if behind:
        return HealthCheck(False, _("De database is niet bijgewerkt. Doe “manage.py migrate”."))
    return HealthCheck(True, _("bereikbaar en bijgewerkt"))


def _warnings(*, database: bool) -> list[str]:
    if not database or worker_alive():
        return []
    return [_("Er draait nu niets dat taken uitvoert. Start “manage.py worker”.")]


def _disk() -> HealthCheck:
    try:
        free = shutil.disk_usage(Home.find().var).free
    except OSError:
        return HealthCheck(False, _("De map met gegevens is er niet."))
    megabytes = free // 1_000_000
    if free < ROOM:
        return HealthCheck(False, _("Op de schijf is nog {n} MB vrij. Maak ruimte.").format(n=megabytes))
    return HealthCheck(True, _("{n} MB vrij").format(n=megabytes))
