"""How an invented indicator behaves: its level, how it leans on being worse off, its trend.

The levels are round and plausible, not measured; they describe no real place. An indicator without
a model of its own gets one from its unit, its range and its direction, so that a new YAML file
needs nothing here.
"""

import re
from dataclasses import dataclass, replace

import numpy as np

from toetssteen.kernel.definitions import AggregationRule, Direction, Indicator
from toetssteen.sources.invented.streams import stream

# Other publishers' versions of the same subject, and series for the whole country only: an invented
# country with one publisher does not need them.
_NOT_HERE = re.compile(r"_(elan|raster|nederland)$|^opleiding_.*_huishoudens$|^leefbaarometer_3$")
# Figures about the same subject share their draws, so that they agree with each other.
_SAME_SUBJECT = (r"_per_1000$", r"^(rond|tot_\d+)_", r"^ernstig_")


# The year in which a model's base is the level.
BASE_YEAR = 2013


@dataclass(frozen=True, slots=True)
class FigureModel:
    """base: the level of an average plot, in the indicator's unit (a share: per cent).
    slope: what one standard deviation worse off does, on the scale of `shape`; trend: the same, per year.
    shape: "share" (logit of a share), "amount" (log), "score" (linear).
    """

    shape: str
    base: float
    slope: float
    trend: float = 0.0


_MODELS: tuple[tuple[str, FigureModel], ...] = (
    (r"woz", FigureModel("amount", 255_000.0, -0.22, 0.055)),
    (r"vermogen", FigureModel("amount", 60_000.0, -0.7, 0.04)),
    (r"inkomen_per_inwoner", FigureModel("amount", 25_000.0, -0.14, 0.03)),
    (r"inkomen", FigureModel("amount", 31_000.0, -0.14, 0.03)),
    (r"elektriciteit", FigureModel("amount", 2_600.0, -0.05, -0.015)),
    (r"gasverbruik", FigureModel("amount", 1_250.0, -0.08, -0.035)),
    (r"adressendichtheid", FigureModel("amount", 1_400.0, 0.1, 0.005)),
    (r"binnen_", FigureModel("amount", 8.0, 0.05)),
    (r"afstand", FigureModel("amount", 0.9, 0.05)),
    (r"spreiding", FigureModel("score", 0.4, 0.03)),
    (r"laag_inkomen|armoede", FigureModel("share", 6.5, 0.65, -0.05)),
    (r"sociaal_minimum", FigureModel("share", 9.0, 0.6, -0.03)),
    (r"laagste", FigureModel("share", 39.0, 0.5)),
    (r"hoogste", FigureModel("share", 19.0, -0.6)),
    (r"bijstand", FigureModel("share", 4.0, 0.7, -0.03)),
    (r"^ww_|werkloos", FigureModel("share", 2.5, 0.4, -0.04)),
    (r"arbeidsongeschikt", FigureModel("share", 5.0, 0.35)),
    (r"zelfstandigen", FigureModel("share", 15.0, -0.1, 0.01)),
    (r"arbeid", FigureModel("share", 68.0, -0.3, 0.02)),
    (r"schuld|wanbet", FigureModel("share", 6.0, 0.5, -0.01)),
    (r"jeugdzorg|jeugdhulp", FigureModel("share", 11.0, 0.25, 0.02)),
    (r"wmo", FigureModel("share", 6.5, 0.35, 0.01)),
    (r"ernstig_eenzaam", FigureModel("share", 11.0, 0.3, 0.015)),
    (r"eenzaam", FigureModel("share", 44.0, 0.2, 0.015)),
    (r"ervaren_gezondheid", FigureModel("share", 75.0, -0.35, -0.005)),
    (r"regie", FigureModel("share", 88.0, -0.25)),
    (r"langdurige_aandoening", FigureModel("share", 33.0, 0.15)),
    (r"beperking", FigureModel("share", 13.0, 0.3)),
    (r"hbo", FigureModel("share", 32.0, -0.5, 0.02)),
    (r"meergezins", FigureModel("share", 36.0, 0.35)),
    (r"leegstand", FigureModel("share", 4.0, 0.1)),
    (r"voor_2000", FigureModel("share", 72.0, 0.5, -0.02)),
    (r"misdrijven", FigureModel("share", 4.5, 0.4, -0.03)),
)


def takes_part(indicator: Indicator) -> bool:
    """Whether the invented country has this: not what is wanted and missing everywhere, nor a second version."""
    return indicator.wanted is None and not _NOT_HERE.search(indicator.id)


def subject_of(indicator: Indicator) -> str:
    """What the figure is about; figures with one subject are drawn alike."""
    return subject_of_id(indicator.id)


def subject_of_id(subject: str) -> str:
    """The same, from the indicator's id."""
    for pattern in _SAME_SUBJECT:
        subject = re.sub(pattern, "", subject)
    return subject


def model_of(indicator: Indicator, seed: int) -> FigureModel:
    """A model by hand where one fits both name and shape, else one drawn from unit, range and direction."""
    shape = shape_of(indicator)
    for pattern, model in _MODELS:
        if model.shape == shape and re.search(pattern, indicator.id):
            return _nested(indicator, model)
    return _drawn(indicator, shape, seed)


def shape_of(indicator: Indicator) -> str:
    if scale_of(indicator) or indicator.aggregation.rule is AggregationRule.SUM:
        return "share"
    return "score" if indicator.unit == "score" else "amount"


def scale_of(indicator: Indicator) -> float:
    """What a share of everything is written as: 100 (%), 1,000 (per 1.000); 0 when it is no share."""
    if "%" in indicator.unit:
        return 100.0
    return 1_000.0 if "1.000" in indicator.unit and "per" in indicator.unit else 0.0


def _nested(indicator: Indicator, model: FigureModel) -> FigureModel:
    """Below 120 per cent of the minimum lies more than below 110: a wider threshold counts more."""
    wider = re.match(r"tot_(\d+)_", indicator.id)
    return replace(model, base=model.base * int(wider[1]) / 85.0) if wider else model


def _drawn(indicator: Indicator, shape: str, seed: int) -> FigureModel:
    rng = stream(seed, "recipe", subject_of(indicator))
    sign = {Direction.LOWER: 1.0, Direction.HIGHER: -1.0}.get(indicator.direction, 0.0)
    strength = float(rng.uniform(0.25, 0.5)) * sign
    trend = float(rng.uniform(-0.025, 0.025))
    match shape:
        case "share":
            low, high = (45.0, 80.0) if indicator.direction is Direction.HIGHER else (5.0, 20.0)
            return FigureModel("share", float(rng.uniform(low, high)), strength, trend)
        case "score":
            return FigureModel("score", 0.0, 0.1 * np.sign(strength), 0.1 * trend)
        case _:
            return FigureModel("amount", _amount(indicator, rng), 0.4 * strength, 0.4 * trend)


def _amount(indicator: Indicator, rng: np.random.Generator) -> float:
    """A level in the lower half of what is possible; without a useful range, by the unit."""
    if "euro" in indicator.unit:
        return 25_000.0
    low, high = indicator.range or (0.0, 100.0)
    return float(low + (min(high, low + 100.0) - low) * rng.uniform(0.2, 0.4))
