"""Who does what: all alliances, one alliance, one organisation, and what is yours."""

from django.core.paginator import Paginator
from django.db.models import Q
from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from toetssteen.answers.snapshot.around import around
from toetssteen.answers.snapshot.places import Place
from toetssteen.kernel.errors import UnknownNameError
from toetssteen.web.accounts import selectors as accounts
from toetssteen.web.accounts.access import signed_in
from toetssteen.web.accounts.requests import ActorRequest
from toetssteen.web.accounts.roles import EVERYWHERE
from toetssteen.web.alliances import selectors as alliance_selectors
from toetssteen.web.alliances.rules import OFFICERS, may_found, may_keep, may_read_history
from toetssteen.web.programmes import selectors
from toetssteen.web.programmes.activities import filters, listings, standing
from toetssteen.web.programmes.activities.filters import ActivityFilter, FilterField
from toetssteen.web.programmes.goals.goal_rows import cells_of, headline, in_rows
from toetssteen.web.programmes.goals.tree import as_table, tree
from toetssteen.web.records.kinds import work_of
from toetssteen.web.site.pages import page, show
from toetssteen.web.snapshots.selectors import serving

A_PAGE = 100
# Of each list on the page of an alliance; the whole of it is a page of its own.
A_LIST = 40


@page
def happening(request: ActorRequest) -> HttpResponse:
    """All alliances, and what goes on, a page at a time; last that of which it is not known any more."""
    chosen, today = filters.asked(request.GET), timezone.localdate()
    atlas, where = serving(), _place(request.GET.get("plek", ""))
    every = selectors.activities(request.actor)
    if atlas is not None and where is not None:
        every = selectors.happening(request.actor, around(atlas, where), Q())
    elif chosen.place:
        every = every.filter(places__code=chosen.place)
    goals = list(selectors.goals_everywhere(request.actor))
    # What is planned or goes on, unless somebody asks for more.
    asked = every if chosen.state else every.filter(standing.claims(today))
    found = filters.narrowed(asked, chosen, goals, today)
    shown = Paginator(found, A_PAGE).get_page(request.GET.get("pagina"))
    context = {
        "alliances": alliance_selectors.alliances(),
        "tables": listings.apart(_caption(chosen), shown, today, where=True),
        "shown": shown,
        "lost": found.filter(standing.unclear(today)).count(),
        "chosen": chosen,
        "address": chosen.address,
        "of_alliance": alliance_selectors.alliances().filter(key=chosen.alliance).first() if chosen.alliance else None,
        "fields": [
            *filters.fields(
                selectors.activities(request.actor), chosen, goals, _("gepland of loopt"), where.name if where else ""
            ),
            FilterField("sorteer", _("Volgorde"), filters.orders(), chosen.order),
        ],
        "where": where,
        "may_found": may_found(request.actor),
    }
    return show(request, "programmes/happening.html", context)


def _caption(chosen: ActivityFilter) -> str:
    if not chosen.state:
        return _("Wat gepland is of loopt")
    return _("Alle activiteiten") if chosen.state == filters.ALL else _("Activiteiten met deze stand")


def _place(code: str) -> Place | None:
    """What is asked for a place. Raises UnknownNameError for one that is not known."""
    atlas = serving()
    return atlas.place(code) if code and atlas is not None else None


@page
def alliance(request: ActorRequest, key: str) -> HttpResponse:
    found, today = alliance_selectors.alliance(key), timezone.localdate()
    activities = selectors.activities(request.actor).filter(alliance=found)
    going_on, lost = activities.filter(standing.going_on(today)), activities.filter(standing.unclear(today))
    others = activities.exclude(standing.claims(today))
    goals = list(selectors.goals(request.actor, key))
    branches = tree(goals, going_on, request.actor)
    targets = list(selectors.targets(request.actor, key))
    cells = cells_of(serving(), targets)
    context = {
        "headline": headline([(goal, cells.get(goal.pk, [])) for goal in in_rows(goals, targets, activities)]),
        "alliance": found,
        "today": today,
        "going_on": listings.activities(_("Wat gepland is of loopt"), going_on[:A_LIST], today),
        "lost": listings.activities(_("Of dit nog loopt, weten wij niet"), lost[:A_LIST], today),
        "others": listings.activities(_("Ideeën, en wat klaar of gestopt is"), others[:A_LIST], today),
        "numbers": {"going_on": going_on.count(), "lost": lost.count(), "others": others.count()},
        "a_list": A_LIST,
        "parties": []
        if found.members.exists()
        else accounts.organisations().filter(pk__in=selectors.parties(request.actor, found)),
        "may_keep": may_keep(request.actor, key),
        "may_see_history": may_read_history(request.actor, key),
        "may_add": alliance_selectors.may_add_somewhere(request.actor, found),
        "plans": selectors.plans(request.actor).filter(alliance=found),
        "findings": selectors.findings(request.actor).filter(alliance=found),
        "promises": selectors.promises(request.actor).filter(alliance=found).count(),
        "tree": branches,
        "tree_table": as_table(branches),
    }
    return show(request, "programmes/alliance.html", context)


@page
def organisation(request: ActorRequest, key: str) -> HttpResponse:
    found = accounts.organisation(key)
    if found is None:
        raise UnknownNameError(_("De organisatie “{key}” kennen wij niet.").format(key=key[:40]))
    activities, today = selectors.activities(request.actor), timezone.localdate()
    context = {
        "organisation": found,
        "own": listings.apart(_("Wat deze organisatie doet"), activities.filter(owner=found), today, where=True),
        "with_others": listings.apart(_("Waaraan zij meedoet"), activities.filter(partners=found), today, where=True),
        "alliances": alliance_selectors.alliances().filter(members__organisation=found),
    }
    return show(request, "programmes/organisation.html", context)


@signed_in
@page
def mine(request: ActorRequest) -> HttpResponse:
    """What is yours: the activities of your organisations and of the areas you work for."""
    actor = request.actor
    organisations = {assignment.organisation for assignment in actor.assignments if assignment.organisation is not None}
    areas = actor.areas(OFFICERS)
    wanted = Q(owner__in=organisations) | Q(alliance__key__in=areas)
    activities = selectors.activities(actor).filter(wanted)
    context = {
        "name": actor.name,
        "has_role": bool(actor.assignments),
        "administers": actor.administers(),
        "everywhere": EVERYWHERE in areas,
        "own": listings.apart(_("Activiteiten van u of uw gebied"), activities, timezone.localdate(), where=True),
        "alliances": [a for a in alliance_selectors.alliances() if alliance_selectors.may_add_somewhere(actor, a)],
        "today": timezone.localdate(),
        "work": work_of(actor, timezone.localdate()),
    }
    return show(request, "programmes/mine.html", context)
