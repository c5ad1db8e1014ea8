"""A figure as somebody may take it along: its words, pictures and tables under one name, and the addresses of those."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from urllib.parse import quote, urlencode

from django.utils.translation import gettext as _

from toetssteen.web.ui.maps import MapView
from toetssteen.web.ui.pictures import Picture
from toetssteen.web.ui.pictures.svg import NARROW
from toetssteen.web.ui.tables import Table

FORMATS = ("svg", "csv", "xlsx")
# What stands in an address to ask for a part of a page and how.
PART, FORM = "deel", "als"


@dataclass(frozen=True, slots=True)
class Figure:
    """id: its name in the page and in addresses. words: what it says. pictures: with what each is called.

    about: ids of the indicators in it; year: of its figures, None for more years than one. map: drawn as it stands.
    """

    id: str
    title: str
    words: str
    pictures: Sequence[tuple[str, Picture]] = ()
    tables: Sequence[Table] = ()
    about: tuple[str, ...] = ()
    year: int | None = None
    map: MapView | None = None
    map_id: str = "kaart"

    @property
    def height(self) -> int:
        """Pixels that the figure needs on a page of its own (`monitor/embedded.html`) from 320 wide, with its tables closed."""
        drawn = sum(
            max(_height(picture.wide), round(_height(picture.narrow) * _GROWN)) + _AROUND
            for _label, picture in self.pictures
        )
        rows = len(self.words) // _LETTERS + len(self.title) // _LETTERS + 2
        return 32 + rows * 30 + drawn + (_MAP if self.map else 0) + _FOOT


# How much a narrow drawing grows at the most (content.css: 460 pixels).
_GROWN = 460 / NARROW
# Of a frame: a row of letters on the smallest screen, white around a picture, a map, and what stands below a figure.
_LETTERS, _AROUND, _MAP, _FOOT = 30, 48, 760, 232
_HEIGHT = re.compile(r'^<svg[^>]* height="([0-9.]+)"')


def _height(drawn: str) -> int:
    found = _HEIGHT.match(drawn)
    return 0 if found is None else round(float(found[1]))


@dataclass(frozen=True, slots=True)
class PageDownloads:
    """The addresses of what can be taken along from one page.

    path: of the page, as the browser asks for it. inner: the same below the site's own prefix. query: what was asked,
    as (name, value) pairs. site: scheme and host. snapshot: of its figures; fixed: whether the address names it.
    """

    path: str
    inner: str
    query: tuple[tuple[str, str], ...]
    site: str
    snapshot: str
    fixed: bool
    maker: str
    frame: str

    def part(self, name: str, form: str) -> str:
        """The address of one picture or table as a file."""
        return f"{self._here}?{urlencode((*self.query, (PART, name), (FORM, form)))}"

    @property
    def page(self) -> str:
        """The whole address of the page itself."""
        return self.site + self._here + (f"?{urlencode(self.query)}" if self.query else "")

    @property
    def _here(self) -> str:
        return quote(self.path, safe=_SAFE)

    @property
    def fix(self) -> str:
        """Where a reader makes a fixed link to this page; "" when its address is one."""
        address = self.inner + (f"?{urlencode(self.query)}" if self.query else "")
        return "" if self.fixed else f"{self.maker}?{urlencode({'naar': address})}"

    def framed(self, figure: Figure) -> str:
        """The whole address of the bare page with one figure."""
        query = urlencode((*self.query, (PART, figure.id)))
        return f"{self.site}{self.frame}{quote(self.inner.lstrip('/'), safe=_SAFE)}?{query}"

    def frame_code(self, figure: Figure) -> str:
        """HTML for somebody else's page."""
        title = escape(_("{title}, volgens Toetssteen").format(title=figure.title))
        return (
            f'<iframe src="{escape(self.framed(figure))}" title="{title}" width="100%" height="{figure.height}" loading="lazy"'
            ' style="border:0"></iframe>'
        )

    def cited(self, figure: Figure) -> str:
        """How to name it in a report."""
        return _("Toetssteen, “{title}”, momentopname {id}, {address}").format(
            title=figure.title, id=self.snapshot, address=self.page
        )


_SAFE = "/~.:,()'!*@+"
