"""Numbers as Dutch readers write and say them: 10.930, 12,6 %, 1 op de 6."""

from toetssteen.kernel.definitions import Indicator
from toetssteen.kernel.language import _

# "1 op de n" is said for shares between these; n of the whole numbers comes within SPOKEN_SLACK of the share.
SPOKEN_LEAST, SPOKEN_MOST = 4.0, 52.0
SPOKEN_SLACK = 0.08
COUNT_UNITS = ("aantal", "%", "score", "klasse")


def dutch(value: float, decimals: int = 0) -> str:
    """A number in Dutch notation: point for thousands, comma for decimals, a real minus sign."""
    text = f"{value:,.{decimals}f}"
    if float(text.replace(",", "")) == 0:
        text = text.lstrip("-")
    return text.replace(",", " ").replace(".", ",").replace(" ", ".").replace("-", "−")


def amount(value: float, indicator: Indicator) -> str:
    """The value with the indicator's decimals, without its unit."""
    return dutch(value, indicator.decimals)


def exact(value: float, indicator: Indicator) -> str:
    """The value with its unit: "12,6 %", "251 x 1.000 euro", "10.930"."""
    text = amount(value, indicator)
    if indicator.unit == "%":
        return f"{text} %"
    return text if indicator.unit in COUNT_UNITS else f"{text} {indicator.unit}"


def spoken(value: float, indicator: Indicator) -> str:
    """As people say it: "1 op de 6" for a share where that is near enough, else the exact value."""
    if indicator.unit != "%" or not SPOKEN_LEAST <= value <= SPOKEN_MOST:
        return exact(value, indicator)
    one_in = round(100 / value)
    if abs(100 / one_in - value) > SPOKEN_SLACK * value:
        return exact(value, indicator)
    return _("1 op de {n}").format(n=one_in)
