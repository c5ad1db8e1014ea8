"""Indicators that follow from who lives there: they are counted, not drawn, so that they agree."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from toetssteen.kernel.definitions import Indicator


@dataclass(frozen=True, slots=True)
class Fact:
    """count: a volume ("inwoners"), or the parts of a kind of `people.KINDS` taken together.

    per: what it is divided by beside its own whole: "oppervlakte", "huishoudens", or nothing.
    """

    volume: str
    parts: tuple[str, ...] = ()
    kind: str = ""
    per: str = ""


def _part(kind: str, whole: str, *parts: str) -> Fact:
    return Fact(whole, parts, kind)


_FACTS: Mapping[str, Fact] = MappingProxyType(
    {
        r"inwoners": Fact("inwoners"),
        r"huishoudens(_ses_woa)?": Fact("huishoudens"),
        r"woningen": Fact("woningen"),
        r"bevolkingsdichtheid": Fact("inwoners", per="oppervlakte"),
        r"huishoud(en)?s?grootte": Fact("inwoners", per="huishoudens"),
        r"(aandeel_)?0_14": _part("leeftijd", "inwoners", "0-14"),
        r"(aandeel_)?15_24": _part("leeftijd", "inwoners", "15-24"),
        r"(aandeel_)?25_44": _part("leeftijd", "inwoners", "25-44"),
        r"(aandeel_)?45_64": _part("leeftijd", "inwoners", "45-64"),
        r"(aandeel_)?65_plus": _part("leeftijd", "inwoners", "65"),
        r"(aandeel_)?mannen": _part("geslacht", "inwoners", "mannen"),
        r"(aandeel_)?vrouwen": _part("geslacht", "inwoners", "vrouwen"),
        r"eenpersoonshuishoudens": _part("huishouden", "huishoudens", "eenpersoons"),
        r"huishoudens_zonder_kinderen": _part("huishouden", "huishoudens", "zonder-kinderen"),
        r"huishoudens_met_kinderen": _part("huishouden", "huishoudens", "met-kinderen"),
        r"koopwoningen": _part("eigendom", "woningen", "koop"),
        r"corporatiewoningen": _part("eigendom", "woningen", "corporatie"),
        r"huurwoningen": _part("eigendom", "woningen", "corporatie", "overig"),
        r"opleiding_laag": _part("opleiding", "inwoners", "laag"),
        r"opleiding_mid\w+": _part("opleiding", "inwoners", "midden"),
        r"opleiding_hoog": _part("opleiding", "inwoners", "hoog"),
    }
)


def fact_of(indicator: Indicator) -> Fact | None:
    """What the indicator counts, when `people` knows it."""
    return next((fact for pattern, fact in _FACTS.items() if re.fullmatch(pattern, indicator.id)), None)
