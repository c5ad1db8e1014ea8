"""What a second round asks of publishers where nothing changed, and of a file that another source has already."""

import json
import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sources.network.server import Answer, Publisher
from sources.network.tables import odata4, source4
from sources.network.test_files_and_features import FEATURES, MEMBER, SCORES, feature, gpkg, outlines, wfs, zipped
from sources.network.test_odata import fetch, folder_of

from toetssteen.sources.deliveries.fetch import RECORD
from toetssteen.sources.network.fetching import LOOK_AGAIN, fetch_live
from toetssteen.sources.reading import read_outlines

NOW = datetime(2026, 11, 24, 5, 0, tzinfo=UTC)


def test_of_an_unchanged_table_only_its_properties_are_asked(there: Publisher, tmp_path: Path) -> None:
    odata4(there)
    source = source4(there)
    fetch(tmp_path, source)
    there.asked.clear()
    assert fetch(tmp_path, source)[0].result == "ongewijzigd"
    assert there.paths() == ["/CBS/85984NED/Properties"]


def test_of_unchanged_features_only_their_number_and_the_first_are_asked(there: Publisher, tmp_path: Path) -> None:
    source = wfs(there, FEATURES, cap=3)
    fetch(tmp_path, source, columns=SCORES, now=NOW)
    there.asked.clear()
    assert fetch(tmp_path, source, columns=SCORES, now=NOW)[0].result == "ongewijzigd"
    (path,) = there.paths()
    assert "count=1" in path.split("&")


def test_features_that_changed_at_first_sight_are_fetched_and_later_ones_within_a_month(
    there: Publisher, tmp_path: Path
) -> None:
    source = wfs(there, FEATURES, cap=3)
    fetch(tmp_path, source, columns=SCORES, now=NOW)
    more = [*FEATURES, feature("WK990199", 2, 0.5)]
    assert fetch(tmp_path, wfs(there, more, cap=3), columns=SCORES, now=NOW)[0].result == "nieuw"
    # The last one has another score: number and first feature do not tell.
    other = [*FEATURES, feature("WK990199", 3, 0.5)]
    seen = NOW.timestamp()
    os.utime(folder_of(tmp_path, source) / RECORD, (seen, seen))
    assert fetch(tmp_path, wfs(there, other, cap=3), columns=SCORES, now=NOW)[0].result == "ongewijzigd"
    later = NOW + LOOK_AGAIN + timedelta(hours=1)
    assert fetch(tmp_path, wfs(there, other, cap=3), columns=SCORES, now=later)[0].result == "nieuw"


def test_after_a_month_unchanged_features_are_seen_whole_once(there: Publisher, tmp_path: Path) -> None:
    source = wfs(there, FEATURES, cap=3)
    fetch(tmp_path, source, columns=SCORES, now=NOW)
    later = NOW + LOOK_AGAIN * 20
    for asked in (3, 1):
        there.asked.clear()
        assert fetch(tmp_path, source, columns=SCORES, now=later)[0].result == "ongewijzigd"
        assert len(there.asked) == asked


def test_a_map_that_another_level_has_is_not_fetched_again(there: Publisher, tmp_path: Path) -> None:
    """As after a first round that was stopped between two levels of one map."""
    there.on("/kaart.gpkg", Answer(zipped(**{MEMBER: gpkg(tmp_path)}), headers={"ETag": '"a"'}))
    wijken = outlines(there, "wijken", "wijkcode", member=MEMBER)
    gemeenten = outlines(there, "gemeenten", "gemeentecode", member=MEMBER)
    raw = tmp_path / "raw"
    fetch_live(raw, [wijken], examine=lambda path, source: read_outlines(path, source))
    there.on("/kaart.gpkg", Answer(b"", 304))
    (outcome,) = fetch_live(raw, [gemeenten], examine=lambda path, source: read_outlines(path, source))
    assert outcome.result == "nieuw", outcome.detail
    assert there.asked[-1].headers["if-none-match"] == '"a"'
    file = folder_of(raw, gemeenten) / "wijkenbuurten.gpkg"
    assert read_outlines(file, gemeenten).codes == ("GM9901",)
    assert json.loads((file.parent / RECORD).read_text())["live"]["etag"] == '"a"'
    assert file.stat().st_ino == (folder_of(raw, wijken) / "wijkenbuurten.gpkg").stat().st_ino


def test_of_an_unchanged_map_of_several_levels_one_question_is_asked(there: Publisher, tmp_path: Path) -> None:
    there.on("/kaart.gpkg", Answer(gpkg(tmp_path), headers={"ETag": '"a"'}))
    levels = [outlines(there, "wijken", "wijkcode"), outlines(there, "gemeenten", "gemeentecode")]
    fetch_live(tmp_path / "raw", levels, examine=lambda path, source: None)
    there.on("/kaart.gpkg", Answer(b"", 304))
    there.asked.clear()
    again = fetch_live(tmp_path / "raw", levels, examine=lambda path, source: None)
    assert [outcome.result for outcome in again] == ["ongewijzigd", "ongewijzigd"]
    assert there.paths() == ["/kaart.gpkg"]


def test_a_damaged_file_of_another_level_is_not_used(there: Publisher, tmp_path: Path) -> None:
    body = gpkg(tmp_path)
    there.on("/kaart.gpkg", Answer(body, headers={"ETag": '"a"'}))
    wijken, gemeenten = outlines(there, "wijken", "wijkcode"), outlines(there, "gemeenten", "gemeentecode")
    raw = tmp_path / "raw"
    fetch_live(raw, [wijken], examine=lambda path, source: read_outlines(path, source))
    file = folder_of(raw, wijken) / "wijkenbuurten.gpkg"
    file.write_bytes(bytes(len(body)))
    (outcome,) = fetch_live(raw, [gemeenten], examine=lambda path, source: read_outlines(path, source))
    assert outcome.result == "nieuw"
    assert "if-none-match" not in there.asked[-1].headers
