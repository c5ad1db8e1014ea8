"""Other names of buurten, wijken and gemeenten, from `definitions/aliases.yaml`."""

from pathlib import Path

from toetssteen.kernel.areas import AreaCode
from toetssteen.kernel.definitions import Alias
from toetssteen.kernel.errors import UnknownNameError
from toetssteen.kernel.language import _
from toetssteen.sources.definitions.yaml_files import fault, load_yaml


def load_aliases(file: Path) -> tuple[Alias, ...]:
    """Every place with other names, in the order of the file. Raises DefinitionError (file and key)."""
    aliases: tuple[Alias, ...] = load_yaml(file, tuple[Alias, ...])
    codes: set[str] = set()
    for position, alias in enumerate(aliases):
        key = f"[{position}]"
        try:
            valid = AreaCode.parse(alias.code) == alias.code
        except UnknownNameError:
            valid = False
        if not valid:
            raise fault(file, f"{key}.code", _("“{code}” is geen code van een plek.").format(code=alias.code[:40]))
        if alias.code in codes:
            raise fault(file, f"{key}.code", _("“{id}” staat er twee keer.").format(id=alias.code))
        if not alias.names or not all(name.strip() for name in alias.names):
            raise fault(file, f"{key}.names", _("Dit is leeg."))
        if not alias.source.strip():
            raise fault(file, f"{key}.source", _("Dit is leeg."))
        codes.add(alias.code)
    return aliases
