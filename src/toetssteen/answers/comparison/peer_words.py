"""Comparable places in plain Dutch: whether there are any, how they were found, and what was left out."""

from collections.abc import Iterator

from toetssteen.analysis.comparable import Verdict
from toetssteen.answers.comparison.peers import Peers
from toetssteen.indicators.comparable_places import StudentRule
from toetssteen.kernel.areas import Level
from toetssteen.kernel.dutch import dutch
from toetssteen.kernel.language import _

_KINDS = {Level.GEMEENTE: _("gemeenten"), Level.WIJK: _("wijken"), Level.BUURT: _("buurten")}


def verdict(peers: Peers) -> str:
    """The answer in a sentence or two."""
    kind, name, within = _KINDS[peers.level], peers.place.name, peers.within
    match peers.verdict:
        case Verdict.UNKNOWN:
            return _("Van {name} is te weinig bekend. Daarom zijn er geen vergelijkbare plekken te vinden.").format(
                name=name
            )
        case Verdict.NONE:
            return _("Geen van de {n} {kind} lijkt genoeg op {name}. Er is geen vergelijkbare plek.").format(
                n=dutch(peers.compared), kind=kind, name=name
            )
        case Verdict.FEW:
            return _(
                "Te weinig {kind} lijken genoeg op {name}: {within} van de {n}. Er zijn er ten minste {least} nodig."
            ).format(kind=kind, name=name, within=within, n=dutch(peers.compared), least=peers.rule.least)
        case Verdict.UNEVEN:
            uneven = ", ".join(row.used.feature.name.lower() for row in peers.balance if row.even is False)
            return _(
                "{within} van de {n} {kind} lijken op {name}, maar de gekozen plekken zijn samen niet goed genoeg. "
                "Zij verschillen te veel in: {uneven}."
            ).format(within=dutch(within), n=dutch(peers.compared), kind=kind, name=name, uneven=uneven)
        case Verdict.GOOD:
            return _("{within} van de {n} {kind} zijn vergelijkbaar met {name}.").format(
                within=dutch(within), n=dutch(peers.compared), kind=kind, name=name
            )


def how_found(peers: Peers, students: StudentRule) -> Iterator[str]:
    """A line for every choice that decided which places could take part, and for what could not be done."""
    kind, allowed = _KINDS[peers.level], peers.candidates
    yield _("Gezocht op {n} van de {all} kenmerken.").format(
        n=len(peers.balance), all=len(peers.balance) + len(peers.left_out)
    )
    if peers.lacking:
        yield _("Dit is voorlopig. Het hoort altijd mee te tellen, maar is niet bekend: {features}.").format(
            features=", ".join(item.feature.name.lower() for item in peers.lacking)
        )
    yield _("Op de herkomst van bewoners wordt nooit gezocht.")
    if allowed.focus:
        yield _("Niet meegedaan omdat zij in een focusgebied liggen: {n} {kind}.").format(n=allowed.focus, kind=kind)
    if allowed.ring:
        yield _("Niet meegedaan omdat zij aan een focusgebied grenzen: {n} {kind}.").format(n=allowed.ring, kind=kind)
    if allowed.ground.undrawn:
        yield _("Van {n} {kind} in een focusgebied weten wij niet wat ernaast ligt: daar is geen kaart van.").format(
            n=allowed.ground.undrawn, kind=kind
        )
    if allowed.ground.unknown and peers.level is not Level.GEMEENTE:
        yield _("Welke {kind} hierbij horen is niet bekend, zij kunnen dus meedoen: {names}.").format(
            kind=kind, names=", ".join(allowed.ground.unknown)
        )
    yield _about_students(peers, students)
    if allowed.size is not None:
        low, high = allowed.size
        yield _("Alleen {kind} van ongeveer dezelfde grootte doen mee: {size} inwoners.").format(
            kind=kind,
            size=_("minder dan {high}").format(high=dutch(high))
            if low is None
            else _("{low} of meer").format(low=dutch(low))
            if high is None
            else _("{low} tot {high}").format(low=dutch(low), high=dutch(high)),
        )
    for item in peers.left_out:
        yield _("Niet gebruikt, want van te weinig {kind} bekend: {feature} ({n}).").format(
            kind=kind, feature=item.feature.name.lower(), n=dutch(item.known)
        )


def _about_students(peers: Peers, students: StudentRule) -> str:
    limit, kind = dutch(students.at_least), _KINDS[peers.level]
    match peers.candidates.student_heavy:
        case None:
            return _("Of hier veel studenten wonen is niet bekend. Daar is dus niet op gelet.")
        case True:
            return _("Hier is {limit} % of meer van de inwoners 15 tot 25 jaar. Alleen zulke {kind} doen mee.").format(
                limit=limit, kind=kind
            )
        case False:
            return _("Alleen {kind} waar minder dan {limit} % van de inwoners 15 tot 25 jaar is doen mee.").format(
                limit=limit, kind=kind
            )
