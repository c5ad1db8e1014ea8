"""Ministry x topic x area, derived from the list of promises. Pure: promises in, cells, gaps and waiting out."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from toetssteen.web.programmes.activities.standing import last_day, year_before
from toetssteen.web.programmes.models import Firmness, StatePromise

PARTS = ("substance", "programme", "finance")


@dataclass(frozen=True, slots=True)
class Waiting:
    """A promise that does not run wholly. days: since its document; None when that has no date. lacking: the parts
    (of PARTS) that are least firm. gone: the post that promised it has ended."""

    promise: StatePromise
    days: int | None
    lacking: tuple[str, ...]
    gone: bool


def ran(promise: StatePromise, part: str, today: date) -> bool:
    """Whether this part was said to run by a document of more than a year ago: what was agreed stays agreed, but that
    it still runs is not known."""
    if getattr(promise, part) != Firmness.RUNNING or promise.day is None:
        return False
    return last_day(promise.day, promise.day_precision) < year_before(today)


def firmness(promise: StatePromise, part: str, today: date) -> Firmness:
    """How firm this part is, as far as that is known today."""
    return Firmness.AGREED if ran(promise, part, today) else Firmness(getattr(promise, part))


def firmest(promises: Iterable[StatePromise], part: str, today: date) -> Firmness | None:
    """How firm the firmest of these is in this part; None without promises."""
    return max((firmness(promise, part, today) for promise in promises), default=None)


def weakest_part(promise: StatePromise, today: date) -> Firmness:
    """A promise is as firm as its least firm part: a plan without money is announced at most."""
    return min(firmness(promise, part, today) for part in PARTS)


def whole(promises: Iterable[StatePromise], today: date) -> Firmness | None:
    """How firm the firmest of these is as a whole; None without promises."""
    return max((weakest_part(promise, today) for promise in promises), default=None)


def of(promises: Iterable[StatePromise], department: str, domain: str) -> list[StatePromise]:
    return [promise for promise in promises if promise.department == department and promise.domain == domain]


def departments(promises: Iterable[StatePromise]) -> list[str]:
    """In name order."""
    return sorted({promise.department for promise in promises}, key=str.casefold)


def gaps(promises: Sequence[StatePromise], domains: Iterable[str]) -> list[str]:
    """The topics about which no ministry promised anything, in the order given."""
    promised_domains = {promise.domain for promise in promises if any(getattr(promise, part) for part in PARTS)}
    return [domain for domain in domains if domain not in promised_domains]


def waiting(promises: Iterable[StatePromise], today: date) -> list[Waiting]:
    """What does not run wholly, the longest waiting first; without a date last."""
    found = [_waiting(one, today) for one in promises if weakest_part(one, today) < Firmness.RUNNING]
    return sorted(found, key=lambda one: (one.days is None, -(one.days or 0), one.promise.name))


def _waiting(promise: StatePromise, today: date) -> Waiting:
    least = weakest_part(promise, today)
    return Waiting(
        promise=promise,
        days=None if promise.day is None else max(0, (today - promise.day).days),
        lacking=tuple(part for part in PARTS if firmness(promise, part, today) == least),
        gone=promise.post_until is not None and promise.post_until < today,
    )
