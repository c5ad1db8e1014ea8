"""The raw files, read once for all that is asked of them; the site over the same figures; what does not agree."""

from pathlib import Path
from typing import Any

import empty_programme
import pytest
from django.test import Client

from recomputation import divided, ground, raw, recount, sample, served
from recomputation.audit import audit
from recomputation.findings import Findings

DEFINITIONS = Path(__file__).resolve().parents[2] / "definitions"


@pytest.fixture(scope="session")
def cells(data_folder: Path) -> raw.Raw:
    return raw.read(data_folder, DEFINITIONS)


@pytest.fixture(scope="session")
def survey(data_folder: Path, cells: raw.Raw) -> ground.Ground:
    """What the files say of the ground; with it, `cells` gets the figures that are divided by another one."""
    found = ground.survey(data_folder, cells)
    divided.fill(cells, found)
    return found


@pytest.fixture(scope="session")
def counted(cells: raw.Raw, survey: ground.Ground) -> recount.Recount:
    return recount.Recount(cells, survey, DEFINITIONS / "areas")


@pytest.fixture(scope="session")
def places(cells: raw.Raw, survey: ground.Ground) -> list[str]:
    return sample.places(cells, survey, DEFINITIONS / "areas")


@pytest.fixture(scope="session")
def site(real_var: Path, django_db_setup: None, django_db_blocker: Any) -> served.Site:
    return served.of_django(Client(), real_var, django_db_blocker.unblock)


@pytest.fixture(scope="session")
def found(data_folder: Path, site: served.Site, counted: recount.Recount, places: list[str]) -> Findings:
    """The whole round, about a minute: every test below asks this one."""
    with empty_programme.asked_once_a_place():
        return audit(counted, site, data_folder, places)
