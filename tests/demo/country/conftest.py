"""One invented country for the whole folder, from the project's own definitions."""

from pathlib import Path

import pytest

from toetssteen.demo.country import Country, generate, write
from toetssteen.indicators.catalogue import load_indicators
from toetssteen.kernel.definitions import Indicator

DEFINITIONS = Path(__file__).resolve().parents[3] / "definitions"


@pytest.fixture(scope="session")
def indicators() -> tuple[Indicator, ...]:
    return load_indicators(DEFINITIONS / "indicators")


@pytest.fixture(scope="session")
def country(indicators: tuple[Indicator, ...]) -> Country:
    return generate(indicators=indicators)


@pytest.fixture(scope="session")
def written(country: Country, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("data")
    write(country, folder)
    return folder
