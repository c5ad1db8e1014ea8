"""Columns that never enter the product, whoever asks for them, and why."""

from collections.abc import Iterable

from toetssteen.kernel.errors import DefinitionError
from toetssteen.kernel.language import _

ORIGIN = _("Herkomst van bewoners hoort niet in deze cijfers: zij zegt niet hoe het gaat en stempelt mensen.")
SUSPECTS = _("Cijfers over verdachten en gedetineerden horen niet in deze cijfers: zij stempelen een wijk.")

FORBIDDEN = {
    "%_SHNTAB": SUSPECTS,
    "%_GEDETINEERDENTAB": SUSPECTS,
    "%_MajorEthnicity_Native Dutch": ORIGIN,
    "%_MajorEthnicity_Western": ORIGIN,
    "%_MajorEthnicity_Non-Western": ORIGIN,
    "%_MinorEthnicity_Marokko": ORIGIN,
    "%_MinorEthnicity_Suriname": ORIGIN,
    "%_MinorEthnicity_Turkije": ORIGIN,
    "%_MinorEthnicity_Voormalige Nederlandse Antillen en Aruba": ORIGIN,
    "% niet-westers allochtonen": ORIGIN,
    "Demographics|Non-Western background (%)": ORIGIN,
    "Demographics|Western background (%)": ORIGIN,
} | dict.fromkeys(
    (
        # Wijk- en Buurtkaart
        "P_WEST_AL", "P_N_W_AL", "P_MAROKKO", "P_ANT_ARU", "P_SURINAM", "P_TURKIJE", "P_OVER_NW",
        # Kerncijfers in Excel
        "a_nl_all", "a_eur_al", "a_neu_al", "a_geb_nl", "a_geb_eu", "a_geb_ne", "a_gbl_eu", "a_gbl_ne",
    ),
    ORIGIN,
)  # fmt: skip


def refuse_forbidden(source: str, columns: Iterable[str]) -> None:
    """Raises DefinitionError when one of the columns may not be read."""
    for column in sorted(columns):
        if column in FORBIDDEN:
            raise DefinitionError(
                _("Bron {id}: de kolom “{column}” lezen we niet. {why}").format(
                    id=source, column=column, why=FORBIDDEN[column]
                )
            )
