"""Areas with a name: focus areas, other programmes' areas and combinations of buurten, from `definitions/areas`."""

import re
from collections.abc import Mapping
from pathlib import Path

from toetssteen.kernel.definitions import NamedArea
from toetssteen.kernel.language import _
from toetssteen.sources.definitions.yaml_files import fault, load_folders

OWN = "eigen wijk"
KINDS = ("focusgebied", "gebied", "buurtcombinatie", OWN)
_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_GEMEENTE = re.compile(r"GM\d{4}")
_OWN = re.compile(r"EI\d{4}-[0-9A-Z]{1,12}")
_MEMBER = re.compile(r"GM\d{4}|WK\d{4}(?:[0-9A-Z]{2}|[0-9A-Z]?\*)|BU\d{4}(?:[0-9A-Z]{4}|[0-9A-Z]{0,3}\*)")


def load_named_areas(*folders: Path) -> tuple[NamedArea, ...]:
    """Every named area, in the order of their ids. Raises DefinitionError (file and key)."""
    loaded = load_folders(folders, NamedArea)
    by_id = {area.id: area for _path, area in loaded}
    codes: set[str] = set()
    for path, area in loaded:
        _check(path, area, by_id)
        if area.code in codes:
            raise fault(path, "code", _("“{code}” is al van een andere eigen wijk.").format(code=area.code))
        codes |= {area.code} - {""}
    return tuple(by_id.values())


def _check(path: Path, area: NamedArea, by_id: Mapping[str, NamedArea]) -> None:
    if not _ID.fullmatch(area.id):
        raise fault(path, "id", _("Gebruik kleine letters, cijfers en streepjes."))
    if area.kind not in KINDS:
        raise fault(path, "kind", _("Kies uit: {kinds}.").format(kinds=", ".join(KINDS)))
    if not _GEMEENTE.fullmatch(area.gemeente):
        raise fault(path, "gemeente", _("Dit is geen code van een gemeente, zoals GM0014."))
    if (area.kind == OWN) != bool(area.code) or (area.code and not _own_code(area)):
        raise fault(path, "code", _("Een eigen wijk heeft een code met het nummer van de gemeente, zoals EI0014-3."))
    _check_members(path, area)
    for key, ids in (("parts", area.parts), ("variants", area.variants)):
        for area_id in ids:
            if area_id not in by_id or area_id == area.id:
                raise fault(path, key, _("Het gebied “{other}” bestaat niet.").format(other=area_id[:60]))


def _own_code(area: NamedArea) -> bool:
    return bool(_OWN.fullmatch(area.code)) and area.code[2:6] == area.gemeente[2:]


def _check_members(path: Path, area: NamedArea) -> None:
    for year, codes in area.members.items():
        key = f"members.{year}"
        if not codes:
            raise fault(path, key, _("Hier staan geen codes. Laat het jaar weg als ze niet bekend zijn."))
        if len(set(codes)) != len(codes):
            raise fault(path, key, _("Een code staat er twee keer."))
        for code in codes:
            if not _MEMBER.fullmatch(code) or code[2:6] != area.gemeente[2:]:
                raise fault(path, key, _("“{code}” is geen code in deze gemeente.").format(code=code[:40]))
