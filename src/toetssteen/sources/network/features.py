"""A WFS 2.0 that gives GeoJSON in pages (startIndex, count), such as the Leefbaarometer's."""

import hashlib
import json
from pathlib import Path, PurePosixPath
from typing import Any
from urllib.parse import urlencode

from toetssteen.kernel.definitions import Live, Source
from toetssteen.kernel.errors import FilePosition, SourceError
from toetssteen.kernel.language import _
from toetssteen.sources.definitions.options import required
from toetssteen.sources.network.content import Content, KnownVersion
from toetssteen.sources.network.paging import MOST_PAGES, rows_of
from toetssteen.sources.network.visit import Visit

PAGE = 1_000
CRS = "EPSG:28992"


def fetch_wfs(
    visit: Visit, source: Source, live: Live, into: Path, scratch: Path, known: KnownVersion
) -> Content | None:
    """All features as one GeoJSON file, in the order of their codes; None when number, fields and first feature are what
    we have. Such a service marks no versions, so `known` is to be empty now and then. Raises SourceError when some are
    missing."""
    code = required(source, "code")
    if known.version and known.version == _mark(visit.json(_address(live, code, 0, 1), scratch, as_text=False), live):
        return None
    version = ""
    by_code: dict[str, Any] = {}
    crs: object = None
    doubles = received = 0
    for _n in range(MOST_PAGES):
        page = visit.json(_address(live, code, received), scratch, as_text=False)
        features = rows_of(page, "features", live.address)
        version = version or _mark(page, live)
        crs = crs or page.get("crs")
        for feature in features:
            doubles += _put(by_code, feature, code, source)
        received += len(features)
        total = _total(page)
        # A server that caps its pages gives fewer than we ask for, so only an empty page or the total ends it.
        if not features or (total is not None and received >= total):
            break
    _check_whole(source, _total(page), len(by_code))
    if not by_code:
        raise SourceError(_("De kaartlaag is leeg"), FilePosition(live.layer), _("Kijk of de kaartlaag nog zo heet."))
    table = into / PurePosixPath(source.file).name
    body = {"type": "FeatureCollection", "crs": crs, "features": [by_code[key] for key in sorted(by_code)]}
    table.write_text(json.dumps(body, ensure_ascii=False, separators=(",", ":")), encoding="utf-8")
    return Content((table,), f"{live.address}?{live.layer}", KnownVersion(version=version), doubles)


def _mark(page: Any, live: Live) -> str:
    """Of how many features there are and the first of them, with its fields; "" where the service does not count."""
    total = _total(page)
    if total is None:
        return ""
    first = [[f.get("properties"), f.get("geometry")] for f in rows_of(page, "features", live.address)[:1]]
    digest = hashlib.sha256(json.dumps(first, sort_keys=True).encode()).hexdigest()
    return f"{total} {digest[:32]}"


def _address(live: Live, code: str, start: int, count: int = PAGE) -> str:
    parameters = {
        "service": "WFS", "version": "2.0.0", "request": "GetFeature", "typeNames": live.layer,
        "outputFormat": "application/json", "srsName": CRS, "sortBy": code, "startIndex": start, "count": count,
    }  # fmt: skip
    return f"{live.address}?{urlencode(parameters)}"


def _put(by_code: dict[str, Any], feature: Any, code: str, source: Source) -> int:
    """1 when the feature was there already, alike."""
    key = str(feature["properties"][code])
    content = {name: feature.get(name) for name in ("type", "properties", "geometry")}
    if key not in by_code:
        by_code[key] = content
        return 0
    if by_code[key] != content:
        raise SourceError(
            _("{key} komt twee keer, met verschillende inhoud").format(key=key),
            FilePosition(source.id, column=code, cell=key),
            _("Probeer het later opnieuw. Blijft het zo, vraag het dan aan de uitgever."),
        )
    return 1


def _total(page: Any) -> int | None:
    text = str(page.get("numberMatched", page.get("totalFeatures", "")))
    return int(text) if text.isdecimal() else None


def _check_whole(source: Source, total: int | None, n: int) -> None:
    if total is not None and n != total:
        raise SourceError(
            _("Er kwamen {n} gebieden, terwijl er volgens de uitgever {total} zijn").format(n=n, total=total),
            FilePosition(source.id),
            _("De levering is niet compleet. Probeer het later opnieuw."),
        )
