"""Which of our web apps this checkout holds, from the lowest to the highest (the order of the walls)."""

from importlib.util import find_spec

LOWEST_FIRST = (
    "ui",
    "site",
    "accounts",
    "jobs",
    "snapshots",
    "alliances",
    "records",
    "imports",
    "own_figures",
    "programmes",
    "funding",
    "participation",
    "frontline",
    "breakthroughs",
    "evaluation",
    "steering",
    "appraisal",
    "monitor",
    "reports",
)


def apps() -> list[str]:
    """Dotted names of the apps that exist here."""
    return [name for room in LOWEST_FIRST if find_spec(name := f"toetssteen.web.{room}")]


def with_urls() -> list[str]:
    """Dotted names of the `urls` modules that exist here, of pages and of APIs, highest app first."""
    return [
        urls
        for app in reversed(apps())
        for room in ("", ".api")
        if (not room or find_spec(app + room)) and find_spec(urls := f"{app}{room}.urls")
    ]
