"""How an invented indicator behaves: its level, how it leans on being worse off, its trend.

The levels are round and plausible, not measured; they describe no real place. An indicator without
a recipe of its own gets one from its unit, its range and its direction, so that a new YAML file
needs nothing here.
"""

import re
from dataclasses import dataclass

import numpy as np

from toetssteen.kernel.definitions import Direction, Indicator, Rule
from toetssteen.sources.invented.streams import stream


@dataclass(frozen=True, slots=True)
class Recipe:
    """base: the level of an average plot, in the indicator's unit (a share: per cent).
    slope: what one standard deviation worse off does, on the scale of `shape`; trend: the same, per year.
    shape: "share" (logit of a percentage), "amount" (log), "score" (linear).
    """

    shape: str
    base: float
    slope: float
    trend: float = 0.0


@dataclass(frozen=True, slots=True)
class Fact:
    """An indicator that follows from who lives there. part: (kind, part) of `people.KINDS`, or a volume's name."""

    volume: str = ""
    part: tuple[str, str] | None = None
    density: bool = False


_FACTS: tuple[tuple[str, Fact], ...] = (
    (r"^(aantal-)?(inwoners|bevolking)$", Fact("inwoners")),
    (r"^(aantal-)?(particuliere-)?huishoudens(-totaal)?$", Fact("huishoudens")),
    (r"^(aantal-)?(woningen|woningvoorraad)$", Fact("woningen")),
    (r"dichtheid$", Fact("inwoners", density=True)),
    (r"^(leeftijd-|jonger|inwoners-)?.*\b0?0-(tot-)?1[45]\b|jonger-dan-15", Fact(part=("leeftijd", "0-14"))),
    (r"\b15-(tot-)?2[45]\b", Fact(part=("leeftijd", "15-24"))),
    (r"\b25-(tot-)?4[45]\b", Fact(part=("leeftijd", "25-44"))),
    (r"\b45-(tot-)?6[45]\b", Fact(part=("leeftijd", "45-64"))),
    (r"\b65\b|65plus|ouderen$", Fact(part=("leeftijd", "65"))),
    (r"^(aandeel-)?mannen$", Fact(part=("geslacht", "mannen"))),
    (r"^(aandeel-)?vrouwen$", Fact(part=("geslacht", "vrouwen"))),
    (r"eenpersoons|alleenwonend", Fact(part=("huishouden", "eenpersoons"))),
    (r"(huishoudens-)?zonder-kinderen", Fact(part=("huishouden", "zonder-kinderen"))),
    (r"(huishoudens-)?met-kinderen", Fact(part=("huishouden", "met-kinderen"))),
    (r"(herkomst|geboren).*buiten-europa", Fact(part=("herkomst", "buiten-europa"))),
    (r"(herkomst|geboren).*europa", Fact(part=("herkomst", "europa"))),
    (r"(herkomst|geboren).*nederland", Fact(part=("herkomst", "nederland"))),
    (r"ongehuwd", Fact(part=("burgerlijk", "ongehuwd"))),
    (r"gehuwd", Fact(part=("burgerlijk", "gehuwd"))),
    (r"gescheiden", Fact(part=("burgerlijk", "gescheiden"))),
    (r"verweduwd", Fact(part=("burgerlijk", "verweduwd"))),
    (r"koopwoning", Fact(part=("eigendom", "koop"))),
    (r"corporatie", Fact(part=("eigendom", "corporatie"))),
    (r"overige-(ver)?huur|particuliere-huur", Fact(part=("eigendom", "overig"))),
    (r"(opleiding.*laag|laag-?opgeleid|laagopgeleid)", Fact(part=("opleiding", "laag"))),
    (r"(opleiding.*midden|middelbaar-?opgeleid)", Fact(part=("opleiding", "midden"))),
    (r"(opleiding.*hoog|hoog-?opgeleid|hbo)", Fact(part=("opleiding", "hoog"))),
)

_RECIPES: tuple[tuple[str, Recipe], ...] = (
    (r"woz", Recipe("amount", 255_000.0, -0.22, 0.055)),
    (r"inkomen.*(huishoud|gestandaardiseerd|besteedbaar)", Recipe("amount", 31_000.0, -0.14, 0.03)),
    (r"laag-inkomen|lage-inkomens?$|armoede", Recipe("share", 6.5, 0.65, -0.05)),
    (r"laagste.*(40|inkomen)|40-procent|inkomen.*laag", Recipe("share", 39.0, 0.5)),
    (r"hoogste.*(20|inkomen)|20-procent|inkomen.*hoog", Recipe("share", 19.0, -0.6)),
    (r"bijstand", Recipe("share", 5.0, 0.7, -0.03)),
    (r"werkloos|ww-", Recipe("share", 3.0, 0.4, -0.04)),
    (r"arbeidsongeschikt|\bao\b", Recipe("share", 6.0, 0.35)),
    (r"arbeid|werkend|participatie", Recipe("share", 68.0, -0.3, 0.02)),
    (r"schuld|wanbet", Recipe("share", 6.0, 0.5, -0.01)),
    (r"jeugdzorg|jeugdhulp", Recipe("share", 11.0, 0.25, 0.02)),
    (r"wmo", Recipe("share", 6.5, 0.35, 0.01)),
    (r"eenzaam", Recipe("share", 44.0, 0.2, 0.015)),
    (r"gezondheid.*(goed|ervaren)|ervaren-gezondheid", Recipe("share", 75.0, -0.35, -0.005)),
    (r"huishoudensgrootte|grootte", Recipe("amount", 2.1, -0.05)),
    (r"afstand", Recipe("amount", 0.9, 0.05)),
)


def fact_of(indicator: Indicator) -> Fact | None:
    """What the indicator counts, when `people` knows it."""
    for pattern, fact in _FACTS:
        if re.search(pattern, _words(indicator)):
            return fact
    return None


def recipe_of(indicator: Indicator, seed: int) -> Recipe:
    """A recipe by hand where one fits both name and shape, else one drawn from unit, range and direction."""
    shape = shape_of(indicator)
    for pattern, recipe in _RECIPES:
        if recipe.shape == shape and re.search(pattern, _words(indicator)):
            return _in_unit(indicator, recipe)
    return _drawn(indicator, shape, seed)


def shape_of(indicator: Indicator) -> str:
    if "%" in indicator.unit or indicator.range in ((0.0, 1.0), (0.0, 100.0)):
        return "share"
    below_zero = indicator.range is not None and indicator.range[0] < 0
    return "score" if below_zero or "score" in indicator.unit else "amount"


def _words(indicator: Indicator) -> str:
    return indicator.id.replace("_", "-")


def _in_unit(indicator: Indicator, recipe: Recipe) -> Recipe:
    """Money is sometimes told in thousands."""
    thousands = "euro" in indicator.unit and re.search(r"1[.\s]?000|duizend", indicator.unit)
    return Recipe(recipe.shape, recipe.base / 1_000, recipe.slope, recipe.trend) if thousands else recipe


def _drawn(indicator: Indicator, shape: str, seed: int) -> Recipe:
    rng = stream(seed, "recipe", indicator.id)
    sign = {Direction.LOWER: 1.0, Direction.HIGHER: -1.0}.get(indicator.direction, 0.0)
    strength = float(rng.uniform(0.25, 0.5)) * sign
    trend = float(rng.uniform(-0.025, 0.025))
    match shape:
        case "share":
            low, high = (45.0, 80.0) if indicator.direction is Direction.HIGHER else (5.0, 20.0)
            return Recipe("share", float(rng.uniform(low, high)), strength, trend)
        case "score":
            return Recipe("score", 0.0, 0.1 * sign, 0.1 * trend)
        case _:
            return Recipe("amount", _amount(indicator, rng), 0.4 * strength, 0.4 * trend)


def _amount(indicator: Indicator, rng: np.random.Generator) -> float:
    """A level in the lower half of what is possible; without a range, by the unit."""
    if indicator.range is not None and np.isfinite(indicator.range).all():
        low, high = indicator.range
        return float(min(low + (high - low) * rng.uniform(0.2, 0.4), low + 5_000.0))
    if indicator.aggregation.rule is Rule.SUM:
        return float(rng.uniform(0.02, 0.1))  # for every inhabitant
    if "euro" in indicator.unit:
        return _in_unit(indicator, Recipe("amount", 25_000.0, 0.0)).base
    return float(rng.uniform(1.0, 5.0) if "km" in indicator.unit else rng.uniform(20.0, 60.0))
