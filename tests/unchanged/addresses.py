"""Every address of a site with some records: from the resolver, from the links of its pages, and questions by hand.

Knows no module of the site: what fills a hole of an address is read from the links that the pages themselves have.
"""

import json
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from html import unescape
from urllib.parse import parse_qsl, urljoin, urlsplit

from django.urls import Resolver404, URLPattern, URLResolver, get_resolver, resolve

# Of one sort (route and names of the question), so many are followed on the way; so many values are filled in a hole.
FOLLOWED, FILLED = 3, 10
# What is asked for by these is another sort for each of their values, each followed once: every figure, in every form.
SORTS = ("deel", "als", "formaat", "niveau")
# Values for holes that no page links to, by the name of the hole.
KNOWN = {
    "code": ["NL00", "GM9901", "WK990105", "BU99010501", "verzonnen-hoogoever", "NIETS"],
    "name": ["inwoners", "laag_inkomen", "bestaat-niet"],
    "naam": ["inwoners"],
    "cijfer": ["inwoners", "laag_inkomen", "bestaat-niet"],
    "jaar": ["2019", "2013"],
    "year": ["2019"],
    "niveau": ["gemeente", "wijk", "buurt"],
    "file": ["2019-wijk.json", "2019-wijk.topojson", "2019-wijk.json.gz"],
    "page": ["kaart/", "plek/WK990105/", "cijfers/inwoners/?deel=kaart"],
    "form": ["csv", "xlsx"],
    "uidb64": ["MQ"],
    "token": ["x-y"],
    "which": ["1", "2"],
    "snapshot": ["{snapshot}"],
}
_HOLE = re.compile(r"<(?:\w+:)?(\w+)>")
_LINK = re.compile(r"""(?:href|src|action|data-[\w-]+)=["']([^"']+)["']""")


@dataclass(slots=True)
class Addresses:
    """Gathers addresses. ask: address -> (content type, text); snapshot: the id of the figures, which differs between
    two recordings and therefore stands in an address as {snapshot}."""

    ask: Callable[[str], tuple[str, str]]
    snapshot: str
    found: set[str] = field(default_factory=set)
    chosen: dict[tuple[object, ...], set[str]] = field(default_factory=lambda: defaultdict(set))
    # By the first word of an address and the name of the hole: every value that a link has.
    values: dict[tuple[str, str], set[str]] = field(default_factory=lambda: defaultdict(set))
    # By route, for routes with more than one hole: not every value of one goes with every value of the other.
    linked: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))

    def follow(self, start: Iterable[str]) -> None:
        """Asks these and what they link to, a few of each sort."""
        waiting, seen = list(start), set()
        while waiting:
            address = waiting.pop(0)
            if address in seen:
                continue
            seen.add(address)
            self.found.add(address)
            kind, text = self.ask(address)
            for link in links(kind, text, address):
                link = link.replace(self.snapshot, "{snapshot}")
                if link not in seen and self._wanted(link):
                    waiting.append(link)

    def _wanted(self, link: str) -> bool:
        """Remembers the values in its holes; whether it is one of the first of its sort."""
        parts = urlsplit(link)
        try:
            match = resolve(parts.path.replace("{snapshot}", self.snapshot))
        except Resolver404:
            asked: dict[str, str] = {}
            sort: tuple[object, ...] = ("", parts.path.split("/")[1])
        else:
            word = parts.path.split("/")[1]
            for name, value in match.kwargs.items():
                self.values[word, name].add(str(value).replace(self.snapshot, "{snapshot}"))
            if len(match.kwargs) > 1:
                self.linked[match.route.strip("^$")].add(parts.path)
            asked = {name: value if name in SORTS else "" for name, value in parse_qsl(parts.query)}
            sort = (match.route, *sorted(asked.items()))
        chosen = self.chosen[sort]
        if len(chosen) < (1 if any(asked.values()) else FOLLOWED):
            chosen.add(link)
        return link in chosen

    def fill(self) -> None:
        """Every pattern of the resolver, with some of all values known for its holes."""
        for route in routes(get_resolver()):
            if self.linked[route]:
                self.found |= set(spread(self.linked[route], FILLED))
                continue
            word = route.split("/")[0]
            filled = [f"/{route}"]
            for name in _HOLE.findall(route):
                own = spread(self.values[word, name] or set(KNOWN.get(name, [])) or self._named(name), FILLED)
                hole = re.compile(rf"<(?:\w+:)?{name}>")
                filled = [hole.sub(lambda _m, v=value: v, one, count=1) for one in filled for value in own][:36]
            self.found |= {one for one in filled if "<" not in one}

    def _named(self, name: str) -> set[str]:
        return {value for (_word, other), values in self.values.items() if other == name for value in values}


def routes(resolver: URLResolver, before: str = "") -> Iterator[str]:
    """Every route, without the signs of a regular expression at its ends."""
    for one in resolver.url_patterns:
        path = before + str(one.pattern)
        if isinstance(one, URLResolver):
            yield from routes(one, path)
        elif isinstance(one, URLPattern):
            yield path.lstrip("^/").rstrip("$")


def spread(values: set[str], most: int) -> list[str]:
    """At most so many: half of them the last, where the newest records are, and the others from the first on with equal
    steps. Numbers in the order of numbers."""
    ordered = sorted(values, key=lambda text: (len(text), text) if text.isdigit() else (0, text))
    if len(ordered) <= most:
        return ordered
    half = most // 2
    before = ordered[:-half]
    return [before[n * len(before) // (most - half)] for n in range(most - half)] + ordered[-half:]


def links(kind: str, text: str, base: str) -> list[str]:
    """Addresses on this site in a page or in JSON, in their order."""
    if "html" in kind:
        # Once more for what a page shows as text to take along: the address of a figure for another site.
        told = [unescape(one) for one in _LINK.findall(text) + _LINK.findall(unescape(text))]
    elif "json" in kind and len(text) < 3_000_000:
        told = list(_strings(json.loads(text)))
    else:
        return []
    found = []
    for one in told:
        if not one.startswith(("/", "?", "http://testserver/")):
            continue
        parts = urlsplit(urljoin(f"http://testserver{base}", one))
        if parts.netloc == "testserver" and not parts.path.startswith("/static/") and "{" not in one:
            found.append(parts.path + (f"?{parts.query}" if parts.query else ""))
    return list(dict.fromkeys(found))


def _strings(thing: object) -> Iterator[str]:
    if isinstance(thing, str):
        yield thing
    elif isinstance(thing, dict | list):
        for one in thing.values() if isinstance(thing, dict) else thing:
            yield from _strings(one)
