"""Values of an indicator as people say them: 1 op de 6, 16 op de 100, 12,6 %, 10.930."""

from collections.abc import Callable

from toetssteen.kernel.definitions import Indicator
from toetssteen.kernel.dutch import as_shown, dutch, with_unit
from toetssteen.kernel.language import _

# "1 op de n" is said for shares between these (per cent), where it comes within SPOKEN_SLACK of the share.
SPOKEN_LEAST, SPOKEN_MOST = 4.0, 52.0
SPOKEN_SLACK = 0.08
# Two shares are said so only where the ratio of what is said comes within RATIO_SLACK of that of the shares as shown.
RATIO_SLACK = 0.05


def decimals_shown(indicator: Indicator) -> int:
    """How many decimals of the value a reader sees: people write thousands of euros as whole euros."""
    return 3 if indicator.unit == "x 1.000 euro" else indicator.decimals


def amount(value: float, indicator: Indicator) -> str:
    """The value with the indicator's decimals, without its unit."""
    return dutch(value, indicator.decimals)


def exact(value: float, indicator: Indicator) -> str:
    """The value with its unit: "12,6 %", "€ 251.000", "10.930"."""
    return with_unit(value, indicator.unit, indicator.decimals)


def spoken(value: float, indicator: Indicator) -> str:
    """As people say it: "1 op de 6" for a share where that is near enough, else the exact value."""
    if not _may_be_spoken(value, indicator) or not _near(_one_in_share(value), value):
        return exact(value, indicator)
    return _("1 op de {n}").format(n=round(100 / value))


def spoken_pair(value: float, reference: float, indicator: Indicator) -> tuple[str, str]:
    """Two values that stand together, in one manner, so that a reader who divides or subtracts gets what is so.

    "1 op de 6" and "1 op de 10" where both are near enough and so is their ratio; "16 op de 100" and "13 op de 100" where
    these have the ratio, and in whole ones the difference, of the values as shown; else both exact.
    """
    plain = exact(value, indicator), exact(reference, indicator)
    own, other = as_shown(value, indicator.decimals), as_shown(reference, indicator.decimals)
    if own == other or not (_may_be_spoken(own, indicator) and _may_be_spoken(other, indicator)):
        return plain
    one_in = spoken(own, indicator), spoken(other, indicator)
    near = all(_near(_one_in_share(shown), kept) for shown, kept in ((own, value), (other, reference)))
    if (
        near
        and one_in[0] not in (plain[0], one_in[1])
        and one_in[1] != plain[1]
        and _keeps_ratio(own, other, _one_in_share)
    ):
        return one_in
    if not _tell_apart_in_hundred((own, other), (value, reference), indicator.decimals):
        return plain
    said = [_("{n} op de 100").format(n=dutch(share)) for share in (own, other)]
    return said[0], said[1]


def _tell_apart_in_hundred(shown: tuple[float, float], kept: tuple[float, float], decimals: int) -> bool:
    """Whether whole per cents say the difference and the ratio of two shares. What is shown as 42,5 and kept as 42.46 has
    no whole per cent that is both."""
    whole = [as_shown(share, 0) for share in shown]
    if whole[0] == whole[1] or whole != [as_shown(share, 0) for share in kept]:
        return False
    difference = as_shown(as_shown(shown[0] - shown[1], decimals), 0)
    return whole[0] - whole[1] == difference and _keeps_ratio(*shown, lambda share: as_shown(share, 0))


def _may_be_spoken(value: float, indicator: Indicator) -> bool:
    return indicator.unit == "%" and SPOKEN_LEAST <= value <= SPOKEN_MOST


def _near(said: float, value: float) -> bool:
    return abs(said - value) <= SPOKEN_SLACK * value


def _one_in_share(value: float) -> float:
    """The share that "1 op de n" says."""
    return 100 / round(100 / value)


def _keeps_ratio(own: float, other: float, said: Callable[[float], float]) -> bool:
    ratio = said(own) * other / (said(other) * own)
    return 1 / (1 + RATIO_SLACK) <= ratio <= 1 + RATIO_SLACK
