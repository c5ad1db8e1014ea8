"""Addresses of pages whose whole state stands in the link."""

from collections.abc import Sequence
from urllib.parse import urlencode

from django.urls import reverse

from toetssteen.answers.snapshot.custom_areas import read_code
from toetssteen.answers.snapshot.places import Place
from toetssteen.kernel.areas import Level


def comparison(places: Sequence[Place], theme: str = "", reference: str = "") -> str:
    """The page that sets these places side by side. reference: what they are compared with."""
    pairs = [("plek", place.code) for place in places]
    pairs += [(name, value) for name, value in (("thema", theme), ("met", reference)) if value]
    return reverse("monitor:compare") + (f"?{urlencode(pairs)}" if pairs else "")


def figure_within(indicator: str, level: Level, year: int, region: str) -> str:
    """The page of a figure, with the places of one level that lie in a region, by its code."""
    words = urlencode({"niveau": level, "jaar": year, "binnen": region})
    return f"{reverse('monitor:figure', args=[indicator])}?{words}"


def custom_area_form(place: Place) -> str:
    """The form as it was filled in for an area of one's own, to change it."""
    parts, name = read_code(place.code)
    words = urlencode({"gemeente": str(place.gemeente), "delen": ",".join(parts), "naam": name, "wijzig": "1"})
    return f"{reverse('monitor:custom')}?{words}"
