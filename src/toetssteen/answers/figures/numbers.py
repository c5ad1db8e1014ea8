"""Values of an indicator as people say them: 1 op de 6, 12,6 %, 10.930."""

from toetssteen.kernel.definitions import Indicator
from toetssteen.kernel.dutch import dutch, with_unit
from toetssteen.kernel.language import _

# "1 op de n" is said for shares between these (per cent), where it comes within SPOKEN_SLACK of the share.
SPOKEN_LEAST, SPOKEN_MOST = 4.0, 52.0
SPOKEN_SLACK = 0.08


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
    if indicator.unit != "%" or not SPOKEN_LEAST <= value <= SPOKEN_MOST:
        return exact(value, indicator)
    one_in = round(100 / value)
    if abs(100 / one_in - value) > SPOKEN_SLACK * value:
        return exact(value, indicator)
    return _("1 op de {n}").format(n=one_in)
