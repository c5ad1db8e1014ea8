"""The map as a file or in a zip, and the Leefbaarometer's features in pages."""

import io
import json
import zipfile
from pathlib import Path
from typing import Any

import numpy as np
import pyogrio.raw
import pytest
import shapely
from sources.network.server import Answer, Publisher, Request
from sources.network.test_odata import NOW, failed, fetch, folder_of

from toetssteen.kernel.definitions import Live, Protocol, Source
from toetssteen.kernel.errors import SourceError
from toetssteen.sources.network import unpack
from toetssteen.sources.network.fetching import fetch_live
from toetssteen.sources.network.unpack import extract
from toetssteen.sources.reading import read, read_outlines

MEMBER = "kaart/wijkenbuurten.gpkg"


def gpkg(folder: Path) -> bytes:
    """Two layers, as the real map has three."""
    path = folder / "made.gpkg"
    for layer, field, codes in (
        ("wijken", "wijkcode", ["WK990100", "WK990101"]),
        ("gemeenten", "gemeentecode", ["GM9901"]),
    ):
        shapes = shapely.to_wkb([shapely.box(i, 0, i + 1, 1) for i, _code in enumerate(codes)])
        pyogrio.raw.write(
            path, np.array(shapes, dtype=object), [np.array(codes, dtype=object), np.array(["NEE"] * len(codes), dtype=object)],
            [field, "water"], geometry_type="Polygon", crs="EPSG:28992", layer=layer, append=path.exists(), driver="GPKG",
        )  # fmt: skip
    return path.read_bytes()


def zipped(**entries: bytes) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries.items():
            archive.writestr(name, content)
    return packed.getvalue()


def outlines(there: Publisher, layer: str, code: str, path: str = "/kaart.gpkg", member: str = "") -> Source:
    return Source(
        id=f"kaart-{layer}", publisher="CBS", title="Kaart", table="Kaart", address="", licence="", reader="outlines",
        file="live/wijkenbuurten.gpkg", division_year=2024, figures=False, geometry=True,
        options={"code": code, "epsg": "28992", "water": "water", "layer": layer},
        live=Live(Protocol.FILE, there.address + path, member=member),
    )  # fmt: skip


@pytest.mark.parametrize("packed", [False, True])
def test_one_map_of_several_layers_is_downloaded_once(packed: bool, there: Publisher, tmp_path: Path) -> None:
    body = gpkg(tmp_path)
    there.on("/kaart.gpkg", Answer(zipped(**{MEMBER: body}) if packed else body, headers={"ETag": '"a"'}))
    member = MEMBER if packed else ""
    sources = [
        outlines(there, "wijken", "wijkcode", member=member),
        outlines(there, "gemeenten", "gemeentecode", member=member),
    ]
    done = fetch_live(
        tmp_path / "raw", sources, examine=lambda path, source: read_outlines(path, source), now=lambda: NOW
    )
    assert [o.result for o in done] == ["nieuw", "nieuw"], done
    assert len(there.asked) == 1
    wijken, gemeenten = (read_outlines(folder_of(tmp_path / "raw", s) / "wijkenbuurten.gpkg", s) for s in sources)
    assert (wijken.codes, gemeenten.codes) == (("WK990100", "WK990101"), ("GM9901",))
    there.on("/kaart.gpkg", Answer(b"", 304))
    again = fetch_live(tmp_path / "raw", sources, examine=lambda path, source: None, now=lambda: NOW)
    assert [o.result for o in again] == ["ongewijzigd", "ongewijzigd"]
    assert there.asked[-1].headers["if-none-match"] == '"a"'


def test_a_map_with_a_renamed_field(there: Publisher, tmp_path: Path) -> None:
    there.on("/kaart.gpkg", Answer(gpkg(tmp_path)))
    source = outlines(there, "wijken", "wijk_code")
    (outcome,) = fetch_live(tmp_path / "raw", [source], examine=lambda path, s: read_outlines(path, s), now=lambda: NOW)
    assert outcome.result == "mislukt"
    assert "Lijkt erop: “wijkcode”" in outcome.detail


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (zipped(**{"ander.gpkg": b"x"}), "zit niet in het zip-bestand. Wel: ander.gpkg"),
        (zipped(**{MEMBER: b"x", "../../etc/passwd": b"x"}), "naam die naar buiten wijst"),
        (zipped(**{MEMBER: b"x", "/etc/passwd": b"x"}), "naam die naar buiten wijst"),
        (zipped(**{MEMBER: b"\0" * 5_000_000}), "te groot of heeft te veel bestanden"),
        (zipped(**{MEMBER: b"x"})[:60], "beschadigd"),
    ],
    ids=["another name", "upwards", "absolute", "too large", "cut off"],
)
def test_archives_that_are_refused(body: bytes, words: str, tmp_path: Path) -> None:
    archive = tmp_path / "a.zip"
    archive.write_bytes(body)
    with pytest.raises(SourceError, match=words):
        extract(archive, MEMBER, tmp_path / "out", 10_000_000)
    assert [path.name for path in tmp_path.iterdir()] == ["a.zip"]


def test_an_archive_with_too_many_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(unpack, "MOST_ENTRIES", 3)
    (tmp_path / "a.zip").write_bytes(zipped(**{MEMBER: b"x", "1": b"x", "2": b"x", "3": b"x"}))
    with pytest.raises(SourceError, match="te veel bestanden"):
        extract(tmp_path / "a.zip", MEMBER, tmp_path / "out", 10_000)


# Leefbaarometer: WFS.


def feature(code: str, score: int, afw: float) -> dict[str, Any]:
    ring = [[0, 0], [1, 0], [1, 1], [0, 0]]
    return {
        "type": "Feature", "id": f"wijkscore24.{code}",
        "properties": {"id": code, "name": f"Wijk {code}", "kscore": score, "afw": afw, "year": "2024"},
        "geometry": {"type": "Polygon", "coordinates": [ring]},
    }  # fmt: skip


def wfs(there: Publisher, features: list[dict[str, Any]], cap: int, total: int | None = None) -> Source:
    """A server that never gives more than `cap` at once, whatever is asked."""

    def say(request: Request) -> Answer:
        start = int(request.path.partition("startIndex=")[2].partition("&")[0])
        part = features[start : start + cap]
        body = {"type": "FeatureCollection", "features": part, "numberMatched": len(features) if total is None else total,
                "crs": {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::28992"}}}  # fmt: skip
        return Answer(json.dumps(body).encode())

    there.on("/lbm3/ows", say)
    return Source(
        id="lbm", publisher="BZK", title="Leefbaarometer", table="lbm3:wijkscore24", address="", licence="",
        reader="wfs-features", file="live/wijkscore24.geojson", division_year=2024, year=2024,
        options={"code": "id", "name": "name", "blank": "absent"},
        live=Live(Protocol.WFS, f"{there.address}/lbm3/ows", layer="lbm3:wijkscore24"),
    )  # fmt: skip


FEATURES = [feature(f"WK9901{n:02d}", 1 + n % 9, 0.1 * n) for n in range(7)]
SCORES = frozenset({"kscore", "afw"})


def test_features_in_pages_become_a_table(there: Publisher, tmp_path: Path) -> None:
    source = wfs(there, FEATURES[::-1], cap=3)
    (outcome,) = fetch(tmp_path, source, columns=SCORES)
    assert outcome.result == "nieuw", outcome.detail
    assert len(there.asked) == 3
    assert "typeNames=lbm3:wijkscore24" in there.asked[0].path
    assert "srsName=EPSG:28992" in there.asked[0].path
    (table,) = read(folder_of(tmp_path, source) / "wijkscore24.geojson", source, SCORES)
    assert list(table.codes) == [f["properties"]["id"] for f in FEATURES]
    np.testing.assert_array_equal(table.columns["afw"].values, [0.1 * n for n in range(7)])
    wfs(there, FEATURES, cap=100)
    assert fetch(tmp_path, source, columns=SCORES)[0].result == "ongewijzigd"


def test_features_that_shift_between_pages(there: Publisher, tmp_path: Path) -> None:
    shifted = [*FEATURES[:3], FEATURES[2], *FEATURES[3:6]]  # one twice, one never
    assert "Er kwamen 6 gebieden, terwijl er volgens de uitgever 7 zijn" in failed(
        tmp_path, wfs(there, shifted, cap=3), SCORES
    )
    other = [*FEATURES[:3], feature("WK990102", 9, 0.0), *FEATURES[3:]]
    assert "WK990102 komt twee keer, met verschillende inhoud" in failed(tmp_path, wfs(there, other, cap=3), SCORES)
    assert "Er kwamen 7 gebieden" in failed(tmp_path, wfs(there, FEATURES, cap=3, total=9), SCORES)
    assert "kaartlaag is leeg" in failed(tmp_path, wfs(there, [], cap=3), SCORES)


def test_a_refusal_in_xml(there: Publisher, tmp_path: Path) -> None:
    source = wfs(there, FEATURES, cap=3)
    there.on("/lbm3/ows", Answer(b'<?xml version="1.0"?><ows:ExceptionReport/>', headers={"Content-Type": "text/xml"}))
    assert "foutmelding in plaats van JSON" in failed(tmp_path, source, SCORES)


def test_a_score_that_is_gone(there: Publisher, tmp_path: Path) -> None:
    detail = failed(tmp_path, wfs(there, FEATURES, cap=3), frozenset({"klscore"}))
    assert "kolom klscore" in detail
    assert "Lijkt erop: “kscore”" in detail
