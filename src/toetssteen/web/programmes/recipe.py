"""How somebody's own list is read: which worksheet, which row names the columns, which column is what, and what their
words mean. Plain texts and numbers, so that it can be kept for the next time."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field

from django.utils.translation import gettext as _
from openpyxl.utils import get_column_letter

from toetssteen.answers.snapshot.search import plain
from toetssteen.web.programmes.sheet import FIELDS
from toetssteen.web.programmes.worksheets import Worksheet

# A row that is not taken over.
LEAVE = "niet"
# How far down people's column names stand, at most; and the letters of a name, which stands on the page many times.
DEEPEST, LONGEST_TITLE = 20, 120
# What bureaus call a field, beside the word of the template; the first that fits.
_CALLED = {
    "key": ("nr", "nummer", "projectnr", "projectnummer", "id", "code", "volgnummer"),
    "name": ("project", "activiteit", "projectnaam", "naam project", "naam activiteit", "titel", "title", "name"),
    "change": ("wat verandert er", "wat merkt", "voor wie wat", "doelgroep en resultaat", "beoogd resultaat", "beoogd effect", "omschrijving", "beschrijving", "description", "wat doen we", "resultaat", "effect"),
    "places": ("wijk", "buurt", "wijk buurt", "locatie", "gebied", "plek"),
    "owner": ("trekker", "wie", "hoofdorganisatie", "eigenaar", "penvoerder", "uitvoerder", "verantwoordelijke", "organisatie", "owner"),
    "partners": ("partners", "betrokken partners", "samenwerking", "met"),
    "goal": ("thema", "doel", "programmalijn", "actielijn", "pijler"),
    "start": ("start", "startdatum", "begin", "begindatum", "start date", "van", "looptijd", "periode", "planning"),
    "end": ("eind", "einddatum", "gereed", "end date", "tot en met", "looptijd", "periode", "planning"),
    "status": ("status", "fase", "stand van zaken", "voortgang"),
    "money": ("budget", "begroting", "kosten", "geld", "bedrag"),
    "visibility": ("publiek", "openbaar", "zichtbaar"),
    "group": ("doelgroep", "voor wie"),
    "source": ("bron",),
}  # fmt: skip


@dataclass(slots=True)
class Recipe:
    """sheet: name of the worksheet; header: row of the file that names the columns, deep: in how many rows.

    columns: field -> names of the columns it comes from. otherwise: field -> what a new activity gets where the list
    says nothing. words: vocabulary -> word of the list in lower case -> what it means (see `meanings`). apart: rows that
    are taken otherwise, by their number or name -> LEAVE, or who may see them. hidden: LEAVE when rows that Excel does
    not show are not taken. over: what was changed here and is taken from this list all the same (see `importing.Held`);
    of this list only.
    """

    sheet: str = ""
    header: int = 1
    deep: int = 1
    columns: dict[str, list[str]] = field(default_factory=dict)
    otherwise: dict[str, str] = field(default_factory=dict)
    words: dict[str, dict[str, str]] = field(default_factory=dict)
    apart: dict[str, str] = field(default_factory=dict)
    hidden: str = ""
    over: list[str] = field(default_factory=list)

    def kept(self) -> dict[str, object]:
        """As it is stored; `Recipe(**kept)` gives it back."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Row:
    """number: in the file."""

    number: int
    cells: list[str]


@dataclass(frozen=True, slots=True)
class Laid:
    """A worksheet laid out: the names of the columns, each once, and the rows below with a cell for each."""

    header: list[str]
    rows: list[Row]

    def filled(self, column: str) -> int:
        """In how many rows a column says something."""
        at = self.header.index(column)
        return sum(1 for row in self.rows if row.cells[at].strip())

    def samples(self, column: str, most: int = 3) -> list[str]:
        """The first different texts in a column."""
        at = self.header.index(column)
        return list(dict.fromkeys(row.cells[at].strip() for row in self.rows if row.cells[at].strip()))[:most]


def heading() -> str:
    """The name of the column made of the lines that stand between the rows, such as a theme."""
    return _("kop boven de regels")


def laid_out(sheets: Sequence[Worksheet], recipe: Recipe) -> Laid:
    """The worksheet of the recipe. A row with one text only is a heading of the rows below it, not a row."""
    grid, unseen = _grid(sheets, recipe), set(hidden_rows(sheets, recipe) if recipe.hidden == LEAVE else ())
    top = grid[recipe.header - 1 : recipe.header - 1 + recipe.deep]
    begins = recipe.header + recipe.deep
    below = [(number, row) for number, row in enumerate(grid, start=1) if number >= begins and number not in unseen]
    told = [*top, *(row for _number, row in below)]
    filled = [at for at, last in enumerate(_last_filled(told)) if last] if top else []
    header = _titles(top, filled)
    rows, above, headed = [], "", False
    for number, cells in below:
        said = {cells[at].strip() for at in filled} - {""}
        if len(said) == 1 and len(filled) > 2:
            above, headed = said.pop(), True
        elif said:
            rows.append((number, [cells[at] for at in filled], above))
    if headed:
        return Laid([*header, heading()], [Row(number, [*cells, over]) for number, cells, over in rows])
    return Laid(header, [Row(number, cells) for number, cells, _over in rows])


def _last_filled(grid: Sequence[Sequence[str]]) -> list[int]:
    """Of each column the last row that says something; 0 where none does."""
    last = [0] * (len(grid[0]) if grid else 0)
    empty = set(range(len(last)))
    for number in range(len(grid), 0, -1):
        said = [at for at in empty if grid[number - 1][at].strip()]
        for at in said:
            last[at] = number
        empty.difference_update(said)
        if not empty:
            break
    return last


def _grid(sheets: Sequence[Worksheet], recipe: Recipe) -> list[list[str]]:
    return next((one["rows"] for one in sheets if one["name"] == recipe.sheet), sheets[0]["rows"] if sheets else [])


def hidden_rows(sheets: Sequence[Worksheet], recipe: Recipe) -> list[int]:
    """Numbers of the rows of the worksheet that Excel does not show."""
    return next((one.get("hidden", []) for one in sheets if one["name"] == recipe.sheet), [])


def _titles(top: Sequence[Sequence[str]], filled: Sequence[int]) -> list[str]:
    """Above each other read as one; without a name "kolom F"; the same name again "Opmerking (2)"."""
    seen: Counter[str] = Counter()
    titles: dict[str, None] = {}
    for at in filled:
        words = dict.fromkeys(" ".join(row[at].split()) for row in top)
        title = " ".join(word for word in words if word)[:LONGEST_TITLE].strip()
        title = title or _("kolom {letter}").format(letter=get_column_letter(at + 1))
        seen[title] += 1
        own = title if seen[title] == 1 else f"{title} ({seen[title]})"
        while own in titles:
            seen[title] += 1
            own = f"{title} ({seen[title]})"
        titles[own] = None
    return list(titles)


def guess(sheets: Sequence[Worksheet], earlier: Recipe | None = None) -> Recipe:
    """How this list is read, most likely: as last time, wherever its columns stand now; else by the names of its columns."""
    if earlier is not None:
        (sheet, header), held = _same_place(sheets, earlier)
        if held:
            kept = (earlier.columns, earlier.otherwise, earlier.words, earlier.apart, earlier.hidden)
            return Recipe(sheet, header, earlier.deep, *kept)
    sheet = max(sheets, key=lambda one: len(one["rows"]))
    made = Recipe(sheet["name"], *_header(sheet["rows"]), words=earlier.words if earlier else {})
    made.columns = by_names(laid_out(sheets, made))
    return made


def by_names(laid: Laid) -> dict[str, list[str]]:
    """The columns for each field by what bureaus call them; a column serves once, but a period is begin and end."""
    found: dict[str, list[str]] = {}
    for one in FIELDS:
        used = {column for name, columns in found.items() for column in columns if {name, one.name} != {"start", "end"}}
        names = (plain(one.title), *_CALLED.get(one.name, ()))
        columns = _called([column for column in laid.header if column not in used], names)
        # Half empty is not what a list says of most of its rows.
        full = [column for column in columns if laid.filled(column) * 2 >= len(laid.rows)]
        if columns:
            best = (full or columns)[0]
            found[one.name] = _years(best, laid.header) if one.name == "money" else [best]
    return found


def _years(column: str, header: Sequence[str]) -> list[str]:
    """Of money in a column for each year, all years; their total says nothing more."""
    top = column.rsplit(" ", 1)[0]
    years = [one for one in header if one.rsplit(" ", 1)[0] == top and one.rsplit(" ", 1)[-1].isdecimal()]
    return years if column in years else [column]


def _called(columns: Sequence[str], names: Sequence[str]) -> list[str]:
    """The columns with one of these names, the first name first: exactly so, as their last words (under a name over
    more columns), or as their first."""
    known = [(plain(column), column) for column in columns]
    fits = (str.__eq__, lambda said, name: said.endswith(f" {name}"), lambda said, name: said.startswith(f"{name} "))
    return list(dict.fromkeys(column for name in names for fit in fits for said, column in known if fit(said, name)))


def _header(rows: Sequence[Sequence[str]]) -> tuple[int, int]:
    """The row with the most different words among the first, and in how many rows the names stand."""
    words = [{cell.strip() for cell in row if cell.strip() and not cell.strip()[0].isdigit()} for row in rows[:DEEPEST]]
    at = max(range(len(words)), key=lambda n: len(words[n]))
    if at and _over(rows[at - 1], rows[at]):
        return at, 2
    return at + 1, 2 if at + 1 < len(rows) and _over(rows[at], rows[at + 1]) else 1


def _over(upper: Sequence[str], lower: Sequence[str]) -> bool:
    """Whether two rows name the columns together: above, a name stands over several columns, and cells that were made
    one downwards hold the same text in both."""
    named = [cell for cell in upper if cell.strip()]
    same = [cell for cell, below in zip(upper, lower, strict=False) if cell.strip() and cell == below]
    return len(named) > len(set(named)) > 1 and bool(same)


def _same_place(sheets: Sequence[Worksheet], earlier: Recipe) -> tuple[tuple[str, int], int]:
    """Where the columns of last time stand, and how many of them do: a line more above them changes nothing."""
    wanted = {plain(name) for names in earlier.columns.values() for name in names} - {plain(heading())}
    held = {}
    for one in sheets:
        grid = one["rows"]
        last = _last_filled(grid)
        for row in range(1, min(DEEPEST, len(grid)) + 1):
            titles = _titles(grid[row - 1 : row - 1 + earlier.deep], [at for at, end in enumerate(last) if end >= row])
            held[one["name"], row] = len(wanted & {plain(name) for name in titles})
    # Last time's own place first among equals.
    best = max(held, key=lambda place: (held[place], place == (earlier.sheet, earlier.header)))
    return best, held[best]
