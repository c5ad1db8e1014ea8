"""What the whole country must be: the checks of this checkout, and faults that name the file and the key."""

from pathlib import Path

import pytest

from toetssteen.cli.snapshots import real_definitions
from toetssteen.indicators.country_checks import load_country_checks
from toetssteen.kernel.errors import DefinitionError
from toetssteen.kernel.home import Home
from toetssteen.warehouse.manifest import Definitions

EVIDENCE = "evidence: {a: gezien}\n"


@pytest.fixture(scope="module")
def definitions() -> Definitions:
    return real_definitions(Home.find())


def test_what_others_found_to_hold_is_checked(definitions: Definitions) -> None:
    bounds = {(one.indicator, one.last): (one.low, one.high) for one in definitions.country_checks.bounds}
    assert bounds["woz_waarde", 2024] == (200_000, 400_000)
    assert bounds["laag_inkomen", None] == (5, 9)
    assert bounds["laagste_inkomens", None] == (39, 41)
    assert {total.total for total in definitions.country_checks.sums} == {100}


def test_every_figure_of_the_key_figures_that_has_a_country_has_bounds(definitions: Definitions) -> None:
    of_family = {source.id for source in definitions.sources if source.family == "cbs-kwb"}
    used = {i.id for i in definitions.indicators if any(use.source in of_family for use in i.columns)}
    assert used - {one.indicator for one in definitions.country_checks.bounds} == set()


@pytest.mark.parametrize(
    "complement", [("woningen_voor_2000", 16.0), ("koopwoningen", 43.0), ("huurwoningen", 57.0), ("laag_inkomen", 40.0)]
)
def test_bounds_refuse_what_a_column_is_easily_taken_for(
    definitions: Definitions, complement: tuple[str, float]
) -> None:
    """From 2000 on in the place of before, let in the place of owned, the 40 per cent group as a low income."""
    name, value = complement
    (bounds,) = [one for one in definitions.country_checks.bounds if one.indicator == name]
    assert not bounds.low <= value <= bounds.high


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("bounds: [{indicator: nergens, low: 1, high: 2, evidence: a}]", "bounds.0.*Het cijfer “nergens” bestaat niet"),
        ("bounds: [{indicator: inwoners, low: 1, high: 2, evidence: b}]", "bounds.0..evidence.*Zeg waar dat staat"),
        ("bounds: [{indicator: inwoners, low: 2, high: 2, evidence: a}]", "De laagste waarde staat eerst"),
        ("sums: [{indicators: [inwoners], total: 1, tolerance: -1, evidence: a}]", "sums.0.*nul of hoger"),
        ("orders: [{indicators: [inwoners, nergens], evidence: a}]", "orders.0.*bestaat niet"),
        ("parts: [{indicator: laag_inkomen, tolerance: 0.1, evidence: a}]", "telt hoeveel er zijn"),
        ("parts: [{indicator: inwoners, tolerance: 1, evidence: a}]", "minder dan 1"),
        ("limits: []", "limits"),
    ],
)
def test_faults_name_the_place(definitions: Definitions, tmp_path: Path, text: str, says: str) -> None:
    file = tmp_path / "country-checks.yaml"
    file.write_text(EVIDENCE + text, encoding="utf-8")
    with pytest.raises(DefinitionError, match=f"country-checks.yaml.*{says}"):
        load_country_checks(file, definitions.indicators)
