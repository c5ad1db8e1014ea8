"""The places of one gemeente, and which of them a text in a file is: a code, part of one, or a name."""

from collections.abc import Mapping
from dataclasses import dataclass

from toetssteen.answers.snapshot.atlas import Atlas
from toetssteen.kernel.areas import AreaCode, Level
from toetssteen.kernel.errors import ToetssteenError, UnknownNameError
from toetssteen.kernel.language import _
from toetssteen.warehouse.ground import folded

# Letters of a code, and how many signs of its own follow those of the gemeente.
KINDS: Mapping[str, int] = {"WK": 2, "BU": 4}


@dataclass(frozen=True, slots=True)
class Places:
    """names: by code, of the gemeente itself, its wijken and buurten in one division, and its own areas."""

    gemeente: str
    division: int
    names: Mapping[str, str]

    @classmethod
    def of(cls, atlas: Atlas, gemeente: str, division: int = 0) -> "Places":
        """division: 0 = the newest that has wijken or buurten of the gemeente."""
        register = atlas.snapshot.register
        divisions = sorted(
            year for year, names in register.names.items() if any(_part_of(code, gemeente) for code in names)
        )
        year = division if division in divisions else (divisions or sorted(register.names))[-1]
        names = {str(code): name for code, name in register.names[year].items() if code.gemeente == gemeente}
        names.setdefault(gemeente, register.latest_name(AreaCode(gemeente)))
        divided = (area for area in atlas.snapshot.definitions.named_areas if area.code)
        names |= {area.code: area.name for area in divided if area.gemeente == gemeente}
        return cls(gemeente, year, {code: name or code for code, name in names.items()})

    def code_of(self, text: str, kind: str = "") -> str:
        """The code of the one place that the text can be; "" for none or several. kind: WK, BU, GM, or "" for any."""
        written = text.strip().upper()
        if written in self.names:
            return written if not kind or written.startswith(kind) else ""
        matches = self._by_number(written, kind) or self._by_name(text, kind)
        return matches[0] if len(matches) == 1 else ""

    def _by_number(self, written: str, kind: str) -> list[str]:
        if not written.isalnum() or not any(letter.isdigit() for letter in written):
            return []
        codes = [f"GM{written}"]
        for letters, width in KINDS.items():
            codes += [f"{letters}{written}", f"{letters}{self.gemeente[2:]}{written.zfill(width)}"]
        return [code for code in dict.fromkeys(codes) if code in self.names and code.startswith(kind)]

    def _by_name(self, text: str, kind: str) -> list[str]:
        wanted = folded(text)
        return [
            code for code, name in self.names.items() if wanted and folded(name) == wanted and code.startswith(kind)
        ]


def _part_of(code: AreaCode, gemeente: str) -> bool:
    return code.level in (Level.WIJK, Level.BUURT) and code.gemeente == gemeente


def gemeente_named(atlas: Atlas, text: str) -> str:
    """The code of the gemeente that is called so, or has this code. Raises ToetssteenError."""
    register = atlas.snapshot.register
    gemeenten = {str(code): register.latest_name(code) for code in register.codes() if code.level is Level.GEMEENTE}
    written = text.strip().upper()
    codes = [code for code, name in gemeenten.items() if written == code or folded(name) == folded(text)]
    if len(codes) != 1:
        raise UnknownNameError(
            _("De gemeente “{name}” kennen wij niet. Schrijf de naam voluit, of de code, zoals GM0014.").format(
                name=text.strip()[:60]
            )
        )
    return codes[0]


def needed_atlas(atlas: Atlas | None) -> Atlas:
    """Raises ToetssteenError where there are no figures yet: nobody knows the places then."""
    if atlas is None:
        raise ToetssteenError(
            _("Er zijn nog geen landelijke cijfers. Haal die eerst op: daarin staan de wijken en buurten.")
        )
    return atlas
