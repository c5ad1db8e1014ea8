"""The generator and its truth are frozen: methods are checked on them, so they may not move unseen.

Whoever changes what comes out raises GENERATOR_VERSION and writes the new fingerprints here, in one commit.
"""

import hashlib
import json
from pathlib import Path

import numpy as np
import pytest
from demo.country.mini import MINI

from toetssteen.demo.country import Country, generate, write
from toetssteen.demo.country.truth_files import turnover_arrays
from toetssteen.kernel.definitions import Indicator
from toetssteen.sources.invented import FULL, SMALL, Size
from toetssteen.sources.invented.file_names import figures_file
from toetssteen.sources.invented.streams import GENERATOR_VERSION

FROZEN = json.loads((Path(__file__).parent / "frozen.json").read_text(encoding="utf-8"))


def fingerprint(country: Country, folder: Path) -> str:
    """Of all published figures, and of the truth that consists of counts and choices.

    Hidden factors are left out: their last digit depends on the processor. What follows from them is in here.
    """
    write(country, folder)
    digest = hashlib.sha256()
    for year in country.size.years:
        digest.update((folder / figures_file(country.size, year)).read_bytes())
    for name, array in sorted(turnover_arrays(country).items()):
        digest.update(name.encode() + np.ascontiguousarray(array).tobytes())
    for one in country.treatments:
        digest.update(one.chosen.astype(np.int64).tobytes() + np.round(one.intensity, 6).tobytes())
    return digest.hexdigest()


def check(size: Size, indicators: tuple[Indicator, ...], folder: Path) -> None:
    frozen = tuple(one for one in indicators if one.id in FROZEN["indicators"])
    assert [one.id for one in frozen] == FROZEN["indicators"]
    found = fingerprint(generate(indicators=frozen, size=size), folder)
    assert found == FROZEN[size.word], "other figures: see the top of this file"


def test_version() -> None:
    assert FROZEN["version"] == GENERATOR_VERSION


@pytest.mark.parametrize("size", [SMALL, MINI], ids=lambda size: size.word)
def test_figures_and_truth_are_as_they_were(size: Size, indicators: tuple[Indicator, ...], tmp_path: Path) -> None:
    check(size, indicators, tmp_path)


@pytest.mark.long
def test_the_full_country_is_as_it_was(indicators: tuple[Indicator, ...], tmp_path: Path) -> None:
    check(FULL, indicators, tmp_path)
