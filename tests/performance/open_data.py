"""One figure of all areas of a level as JSON: our API in one answer, Datasette's JSON of the same table in pages."""

import json
import random
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

from building import Built
from servers import datasette, get, toetssteen
from tables import Times, times

from toetssteen.answers.snapshot.atlas import Atlas
from toetssteen.kernel.areas import Level

Numbers = dict[str, float]
Question = tuple[str, int]  # indicator, year
PREFIX = {Level.BUURT: "BU", Level.WIJK: "WK", Level.GEMEENTE: "GM"}
# As large as Datasette gives it unless its owner says otherwise.
PAGE = 1000
# Before the clock counts: every worker of ours opens the snapshot at its first question.
WARM = 20


def measure_open_data(
    atlas: Atlas, built: Built, cells: Path, level: Level, count: int, seed: int
) -> tuple[int, Times, Times]:
    """The same questions to both, in turn, after some that do not count. Stops the bench when numbers differ.

    Datasette gets an index for this question in a copy of the table. Gives the areas of the longest answer."""
    questions = _questions(atlas, level, count, seed)
    ours: list[float] = []
    theirs: list[float] = []
    longest = 0
    with toetssteen(built.var) as here, datasette(_indexed(cells)) as there:
        for at, question in enumerate([*(questions * WARM)[:WARM], *questions]):
            mine, other = _ours(here, level, question), _theirs(there, level, question)
            if mine[1] != other[1]:
                raise SystemExit(f"{question} differs: {len(mine[1])} numbers of ours, {len(other[1])} of Datasette")
            if at >= WARM:
                ours.append(mine[0])
                theirs.append(other[0])
                longest = max(longest, len(mine[1]))
    return longest, times(ours), times(theirs)


def _questions(atlas: Atlas, level: Level, count: int, seed: int) -> list[Question]:
    """Random figures and years with a published number for at least half of the areas of the level."""
    cube = atlas.cube
    at = cube.areas_at([code for code in cube.areas if code.level is level])
    shares = (cube.values[:, :, at] == cube.values[:, :, at]).mean(axis=2)
    known = [(cube.indicators[i], int(cube.years[y])) for y, i in zip(*(shares >= 0.5).nonzero(), strict=True)]
    return random.Random(seed).sample(known, min(count, len(known)))


def _indexed(cells: Path) -> Path:
    copy = cells.with_name("open-data.sqlite3")
    shutil.copyfile(cells, copy)
    with closing(sqlite3.connect(copy)) as table:
        table.execute("create index cells_question on cells (indicator, year, area)")
        table.execute("analyze")
        table.commit()
    return copy


def _ours(port: int, level: Level, question: Question) -> tuple[float, Numbers]:
    indicator, year = question
    took, answer = get(port, f"/v1/cijfers/{indicator}/waarden?niveau={level}&jaar={year}&formaat=json")
    rows = json.loads(answer)["waarden"]
    return took, {row["code"]: row["waarde"] for row in rows if row["waarde"] is not None}


def _theirs(port: int, level: Level, question: Question) -> tuple[float, Numbers]:
    """Page after page, as its own `next` says; only the waiting counts, not our reading."""
    indicator, year = question
    path = (
        f"/open-data/cells.json?indicator={indicator}&year={year}&area__startswith={PREFIX[level]}"
        f"&_col=area&_col=value&_col=status&_shape=objects&_nocount=1&_nofacet=1&_size={PAGE}"
    )
    taken, found, following = 0.0, {}, ""
    while True:
        took, answer = get(port, path + following)
        taken += took
        content = json.loads(answer)
        found.update({row["area"]: row["value"] for row in content["rows"] if row["value"] is not None})
        if content.get("next") is None:
            return taken, found
        following = f"&_next={content['next']}"
