"""The options of a source definition, read strictly: an unknown option is an error."""

from collections.abc import Iterable
from typing import TypeVar

from toetssteen.kernel.cells import Status
from toetssteen.kernel.definitions import Source
from toetssteen.kernel.errors import DefinitionError
from toetssteen.kernel.language import _
from toetssteen.sources.grids.text_encodings import ENCODINGS

T = TypeVar("T")
DELIMITERS = {"comma": ",", ",": ",", "semicolon": ";", ";": ";", "tab": "\t"}
BLANKS = {"secret": Status.SECRET, "absent": Status.ABSENT}


def check_options(source: Source, allowed: Iterable[str]) -> None:
    """Raises DefinitionError when the source has an option its reader does not know."""
    for name in source.options:
        if name not in allowed:
            raise DefinitionError(
                _("Bron {id}: de lezer “{reader}” kent de optie “{name}” niet. Wel: {known}.").format(
                    id=source.id, reader=source.reader, name=name, known=", ".join(sorted(allowed))
                )
            )


def required(source: Source, name: str) -> str:
    """The value of the option. Raises DefinitionError when it is missing."""
    try:
        return source.options[name]
    except KeyError:
        raise DefinitionError(_("Bron {id}: de optie “{name}” ontbreekt.").format(id=source.id, name=name)) from None


def choice(source: Source, name: str, choices: dict[str, T], default: str) -> T:
    """The choice that the option names. Raises DefinitionError when it names none of them."""
    word = source.options.get(name, default)
    if word not in choices:
        raise DefinitionError(
            _("Bron {id}: de optie “{name}” is “{given}”. Kies uit: {choices}.").format(
                id=source.id, name=name, given=word, choices=", ".join(choices)
            )
        )
    return choices[word]


def delimiter_of(source: Source) -> str:
    """The column separator of a csv file; a comma by default."""
    return choice(source, "delimiter", DELIMITERS, "comma")


def encoding_of(source: Source) -> str:
    """The encoding of a text file, by the name in `text_encodings.ENCODINGS`."""
    return choice(source, "encoding", {name: name for name in ENCODINGS}, "utf-8")


def the_year(source: Source) -> int:
    """The one year of a source. Raises DefinitionError when the definition leaves it out."""
    if source.year is None:
        raise DefinitionError(_("Bron {id}: het jaar (“year”) ontbreekt.").format(id=source.id))
    return source.year


def whole_number(source: Source, name: str) -> int:
    """A count in an option, 0 where it is not there. Raises DefinitionError."""
    text = source.options.get(name, "0")
    if not text.isdigit():
        raise DefinitionError(
            _("Bron {id}: bij “{name}” hoort een geheel getal, geen “{text}”.").format(
                id=source.id, name=name, text=text[:20]
            )
        )
    return int(text)
