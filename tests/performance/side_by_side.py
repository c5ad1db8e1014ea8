"""Places side by side over HTTP, and search in memory: the focus areas by theme, six random wijken, random questions."""

import random
import time
from collections.abc import Sequence

from building import Built
from servers import get, toetssteen
from tables import Times, times

from toetssteen.answers.comparison.compare import MOST_PLACES, themes
from toetssteen.answers.snapshot.atlas import Atlas
from toetssteen.answers.snapshot.search import Index
from toetssteen.kernel.areas import Level


def measure_side_by_side(built: Built, atlas: Atlas, count: int, seed: int) -> list[tuple[str, Times, float]]:
    """Name, times and mean kB of a page: the first round of each kind is not counted."""
    draw = random.Random(seed)
    wijken = [str(code) for code in atlas.cube.areas if code.level is Level.WIJK]
    names = [domain.id for domain in themes(atlas)]
    focus = [f"/focusgebieden/?thema={name}" for name in names]
    six = [
        f"/vergelijken/?thema={draw.choice(names)}&"
        + "&".join(f"plek={code}" for code in draw.sample(wijken, min(MOST_PLACES, len(wijken))))
        for _page in range(count + 5)
    ]
    rounds = max(1, -(-count // len(focus)))
    with toetssteen(built.var) as port:
        return [
            ("all focus areas, one theme", *_asked(port, focus, focus * rounds)),
            ("six wijken, one theme", *_asked(port, six[:5], six[5:])),
        ]


def _asked(port: int, warm: Sequence[str], measured: Sequence[str]) -> tuple[Times, float]:
    for path in warm:
        get(port, path)
    answers = [get(port, path) for path in measured]
    return times([took for took, _page in answers]), sum(len(page) for _took, page in answers) / len(answers) / 1000


def measure_search(atlas: Atlas, count: int, seed: int) -> tuple[int, Times]:
    """How many names there are, and how long a question takes: names with a letter gone, and beginnings of names."""
    draw = random.Random(seed)
    index = Index(atlas)
    names = sorted({place.name for place in atlas.gazetteer.places.values()})
    taken = []
    for name in draw.choices(names, k=count + 5):
        at = draw.randrange(max(1, len(name)))
        question = draw.choice([name[:at] + name[at + 1 :], name[: max(2, at)], f"{name} {draw.choice(names)}"])
        begun = time.perf_counter()
        index.search(question)
        taken.append(time.perf_counter() - begun)
    return len(names), times(taken[5:])
