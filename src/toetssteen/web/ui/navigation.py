"""Where a page can go. The app that owns the pages says so on its AppConfig; this app knows no address of its own."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlencode

from django.apps import apps
from django.conf import settings
from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise


@dataclass(frozen=True, slots=True)
class NavigationEntry:
    """A page by the name of its URL, and what the reader calls it."""

    url_name: str
    label: str | Promise


@dataclass(frozen=True, slots=True)
class Navigation:
    """An AppConfig's attribute `navigation`. search: URL name that answers ?q=; suggestions: URL name that answers it with
    what stands below the box while somebody types (`ui/suggestions.js`); home: where the product name leads; corner: template of what stands at the top of every page about who is signed in."""

    home: str = ""
    search: str = ""
    suggestions: str = ""
    corner: str = ""
    menu: tuple[NavigationEntry, ...] = ()
    foot: tuple[NavigationEntry, ...] = ()


@dataclass(frozen=True, slots=True)
class NavigationLink:
    """An entry with its address. current: this page or a page below it; below: what stands on it."""

    address: str
    label: str | Promise
    current: bool = False
    below: tuple["NavigationLink", ...] = ()


@dataclass(frozen=True, slots=True)
class Contact:
    """Where people can go with questions. name: whose site it is; shown: the address as people read it."""

    name: str
    address: str
    shown: str


def contact() -> Contact | None:
    """As the installation is set up; None where nobody filled it in."""
    where: str = settings.CONTACT
    shown = where.removeprefix("mailto:").removeprefix("https://").removeprefix("http://").split("?")[0].rstrip("/")
    return Contact(settings.PUBLISHER, where, shown) if where else None


def declared() -> Navigation:
    """What the installed apps say, one after the other; the first home, search, suggestions and corner count."""
    declarations = [n for n in (getattr(config, "navigation", None) for config in apps.get_app_configs()) if n]
    return Navigation(
        home=next((n.home for n in declarations if n.home), ""),
        search=next((n.search for n in declarations if n.search), ""),
        suggestions=next((n.suggestions for n in declarations if n.suggestions), ""),
        corner=next((n.corner for n in declarations if n.corner), ""),
        menu=tuple(entry for n in declarations for entry in n.menu),
        foot=tuple(entry for n in declarations for entry in n.foot),
    )


def address(url_name: str) -> str:
    """The address, or "" for a page that is not there."""
    try:
        return reverse(url_name) if url_name else ""
    except NoReverseMatch:
        return ""


def links(entries: Iterable[NavigationEntry], path: str = "") -> list[NavigationLink]:
    """The entries whose page exists."""
    pairs = [(address(entry.url_name), entry.label) for entry in entries]
    return [NavigationLink(where, label, _current(where, path)) for where, label in pairs if where]


def _current(where: str, path: str) -> bool:
    return path == where or (where != "/" and where.endswith("/") and path.startswith(where))


def search_for(path: str) -> NavigationLink | None:
    """The search for the words in the last part of a path; None where it has no letters."""
    search = address(declared().search)
    words = " ".join(re.split(r"[-_.+~\s]+", path.rstrip("/").rpartition("/")[2][:80])).strip()
    if not search or not re.search(r"[^\W\d_]{3}", words):
        return None
    return NavigationLink(f"{search}?{urlencode({'q': words})}", words)
