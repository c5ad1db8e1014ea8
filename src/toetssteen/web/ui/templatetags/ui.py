"""What pages call: {% load ui %}. Documented with examples in ui/README.md."""

from functools import lru_cache

from django import template
from django.contrib.staticfiles import finders
from django.templatetags.static import static
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from toetssteen.web.ui import navigation
from toetssteen.web.ui.figures import Figure, PageDownloads
from toetssteen.web.ui.maps import MapView
from toetssteen.web.ui.pictures import Picture, scale
from toetssteen.web.ui.pictures.histogram import histogram, swatch
from toetssteen.web.ui.tables import Table, labelled

register = template.Library()

# In this order: a rule of a later sheet holds over one of an earlier sheet.
_SHEETS = (
    "vendor/fonts.css",
    "vendor/components.css",
    "ui/theme.css",
    "ui/site.css",
    "ui/frame.css",
    "ui/content.css",
    "ui/pictures.css",
    "ui/forms.css",
    "ui/media.css",
)
# Cut 400 and 700: no page is without them.
_LETTERS = tuple(f"vendor/atkinson-hyperlegible-next-latin-{weight}-normal.woff2" for weight in (400, 700))
_PRELOAD = '<link rel="preload" href="{}" as="font" type="font/woff2" crossorigin>'


@register.filter
def dutch(value: float | None, decimals: int = 0) -> str:
    """{{ value|dutch:1 }} -> 12,6"""
    return scale.dutch(_float(value), int(decimals))


@register.filter
def percent(value: float | None, decimals: int = 1) -> str:
    """{{ value|percent }} -> 12,6 %"""
    return scale.with_unit(_float(value), "%", int(decimals))


@register.filter
def year(value: object) -> str:
    """{{ 2017|year }} -> 2017; Django's own thousands separator would make it 2.017."""
    return str(value)


@register.simple_tag
def number(value: float | None, unit: str = "", decimals: int = 0) -> SafeString:
    """{% number 12.64 "%" 1 %} -> 12,6 % that never breaks over a line."""
    return _unbroken(scale.with_unit(_float(value), unit, int(decimals)))


@register.simple_tag
def points(value: float | None, unit: str = "", decimals: int = 0) -> SafeString:
    """{% points 2.8 "%" 1 %} -> +2,8 procentpunt"""
    return _unbroken(scale.points(_float(value), unit, int(decimals)))


def _unbroken(words: str) -> SafeString:
    return format_html('<span class="number">{}</span>', words)


def _float(value: float | str | None) -> float | None:
    return None if value in (None, "") else float(value)


@register.inclusion_tag("ui/picture.html", takes_context=True)
def picture(
    context: template.Context, drawn: Picture, caption: str = "", table: Table | None = None
) -> dict[str, object]:
    """Figure, caption and "Bekijk als tabel". The SVG is safe: `pictures` escapes every text it draws."""
    svg = mark_safe(str(drawn))  # noqa: S308
    return {
        "svg": svg,
        "caption": caption,
        "table": table,
        "downloads": _downloads(context, table.id if table else None),
    }


@register.inclusion_tag("ui/table.html", takes_context=True)
def data_table(context: template.Context, table: Table) -> dict[str, object]:
    """A table in a box of its own that scrolls, with a name for who reaches it by keyboard; and as a file, where the
    page offers that."""
    return {"table": table, "downloads": _downloads(context, table.id)}


@register.simple_block_tag
def page_title(content: str) -> SafeString:
    """The title, for the window and for who shares the page. content: the element, HTML already."""
    inside = content.strip().removeprefix("<title>").removesuffix("</title>")
    title = mark_safe(" ".join(inside.split()))  # noqa: S308
    return format_html('<title>{}</title>\n<meta property="og:title" content="{}">', title, title)


@register.simple_block_tag
def page_description(content: str) -> SafeString:
    """What the page is about, for search engines and for who shares the page. content: HTML already."""
    words = mark_safe(" ".join(content.split()).replace('"', "&quot;"))  # noqa: S308
    tags = '<meta name="description" content="{}">\n<meta property="og:description" content="{}">'
    return format_html(tags, words, words)


@register.simple_tag(takes_context=True)
def shared_picture(context: template.Context, own: str = "") -> SafeString:
    """The picture beside a link to the site, 1200 by 630; a picture that is shared has a whole address. own: the address of the
    page's own picture; the site's where it has none."""
    request = context.get("request")
    if request is None:
        return SafeString("")
    tags = '<meta property="og:type" content="website">\n<meta property="og:locale" content="nl_NL">'
    tags += '\n<meta property="og:image" content="{}">\n<meta name="twitter:card" content="summary_large_image">'
    return format_html(tags, request.build_absolute_uri(own or static("ui/share.png")))


@register.simple_block_tag
def table_cards(content: str) -> SafeString:
    """{% table_cards %}<table>…</table>{% endtable_cards %}: a table that a template writes itself, as cards on a small
    screen."""
    return mark_safe(labelled(content))  # noqa: S308


@register.simple_tag(takes_context=True)
def downloads(context: template.Context, name: str) -> SafeString:
    """The links to the table `name` of this page as a file, for a table that a template writes itself."""
    return _downloads(context, name)


def _downloads(context: template.Context, name: str | None) -> SafeString:
    page_downloads: PageDownloads | None = context.get("page_downloads")
    if page_downloads is None or not name:
        return SafeString("")
    return format_html(
        '<p class="small downloads no-print">{} <a class="nl-link" href="{}" download>CSV</a> · '
        '<a class="nl-link" href="{}" download>Excel</a></p>',
        _("Download:"),
        page_downloads.part(name, "csv"),
        page_downloads.part(name, "xlsx"),
    )


@register.simple_tag(takes_context=True)
def part_address(context: template.Context, name: str) -> str:
    """The address of a picture of this page as SVG."""
    page_downloads: PageDownloads = context["page_downloads"]
    return page_downloads.part(name, "svg")


@register.inclusion_tag("ui/use.html", takes_context=True)
def use_figure(context: template.Context, name: str) -> dict[str, object]:
    """{% use_figure "inwoners" %}: what a reader can do with a figure of this page; nothing where it offers none."""
    figure: Figure | None = (context.get("downloadable") or {}).get(name)
    page_downloads: PageDownloads | None = context.get("page_downloads")
    if figure is None or page_downloads is None:
        return {"figure": None}
    pictures = [(label, page_downloads.part(drawn.id, "svg"), drawn.id) for label, drawn in figure.pictures]
    if figure.map is not None:
        pictures.append((_("kaart"), page_downloads.part(figure.map_id, "svg"), figure.map_id))
    return {
        "figure": figure,
        "page_downloads": page_downloads,
        "pictures": pictures,
        "tables": [
            (page_downloads.part(table.id, "csv"), page_downloads.part(table.id, "xlsx")) for table in figure.tables
        ],
        "code": page_downloads.frame_code(figure),
        "cited": page_downloads.cited(figure),
        "pinned": context.get("pinned"),
    }


@register.inclusion_tag("ui/map.html", takes_context=True)
def area_map(
    context: template.Context,
    view: MapView,
    prefix: str = "map",
    change: str = "",
    figure: str = "",
    *,
    wide: bool = False,
    card: object = None,
    table: bool = True,
    places: str = "",
) -> dict[str, object]:
    """The map: words, still drawing and legend in HTML, drawn by script where the browser can.

    change: address that gives another map for the questions in the page's form; without it the form loads a new page.
    figure: id of the figure where that is not one of the questions. wide: the map is the page, with its title as heading and
    the slider in the page's form. card: what is said of the whole region. table: whether the page has the figures as a
    table. places: address that finds a place to zoom to.
    """
    return {
        "view": view,
        "prefix": prefix,
        "change": change,
        "figure": figure,
        "wide": wide,
        "card": card,
        "table": table,
        "places": places,
        "settings": view.settings(),
        "settings_id": f"{prefix}-settings",
    }


@register.simple_tag
def map_histogram(view: MapView, prefix: str) -> SafeString:
    """The spread of the year shown, which is also the legend; nothing for a map without an axis."""
    drawn = view.histogram
    return mark_safe("" if drawn is None else histogram(drawn, f"{prefix}-spreiding"))  # noqa: S308


@register.filter
def drawn(svg: str) -> SafeString:
    """A picture that we wrote ourselves."""
    return mark_safe(svg)  # noqa: S308


@register.simple_tag
def legend_swatch(kind: str, colour: str, prefix: str) -> SafeString:
    return mark_safe(swatch(kind, colour, prefix))  # noqa: S308


@register.inclusion_tag("ui/navigation.html", takes_context=True)
def site_navigation(context: template.Context) -> dict[str, object]:
    request = context.get("request")
    return {"links": navigation.links(navigation.declared().menu, request.path if request else "")}


@register.inclusion_tag("ui/search.html", takes_context=True)
def search_box(context: template.Context) -> dict[str, object]:
    request = context.get("request")
    query = request.GET.get("q", "")[:200] if request else ""
    declared = navigation.declared()
    return {
        "action": navigation.address(declared.search),
        "asked": query,
        "suggestions": navigation.address(declared.suggestions),
    }


@register.simple_tag(takes_context=True)
def sought(context: template.Context) -> navigation.NavigationLink | None:
    """The search for the last part of an address that does not exist."""
    return navigation.search_for(context["request"].path) if "request" in context else None


@register.simple_tag
def contact() -> navigation.Contact | None:
    """Where people can go with questions; None where nobody filled it in."""
    return navigation.contact()


@register.simple_tag
def menu_links() -> list[navigation.NavigationLink]:
    return navigation.links(navigation.declared().menu)


@register.simple_tag
def foot_links() -> list[navigation.NavigationLink]:
    return navigation.links(navigation.declared().foot)


@register.simple_tag
def site_corner() -> str:
    """The template of what every page says about who is signed in; "" without an app that knows people."""
    return navigation.declared().corner


@register.simple_tag
def home() -> str:
    return navigation.address(navigation.declared().home) or "/"


@register.simple_tag
def stylesheets() -> SafeString:
    """Those that are there, and before them the letters of every page: without the npm packages the pages stand on our own
    sheets."""
    letters = format_html_join("\n", _PRELOAD, ((static(f),) for f in _LETTERS if _found(f)))
    sheets = format_html_join("\n", '<link rel="stylesheet" href="{}">', ((static(s),) for s in _SHEETS if _found(s)))
    return letters + sheets


@register.simple_tag
def static_or_nothing(name: str) -> str:
    return static(name) if _found(name) else ""


@lru_cache(maxsize=64)
def _found(name: str) -> bool:
    return finders.find(name) is not None
