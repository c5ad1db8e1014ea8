"""Spreadsheet errors in cells: Excel's in English and Dutch, and formulas without a stored result."""

from toetssteen.kernel.language import _

# The value of a cell with a formula and no stored result.
NO_RESULT = "#FORMULE!"
_ERRORS = frozenset(
    {
        "#NULL!", "#LEEG!", "#DIV/0!", "#DEEL/0!", "#VALUE!", "#WAARDE!", "#REF!", "#VERW!", "#NAME?", "#NAAM?", "#NUM!",
        "#GETAL!", "#N/A", "#N/B", "#NB", "#GETTING_DATA", "#DATA_OPHALEN", "#SPILL!", "#OVERLOOP!", "#CALC!", "#BEREKEN!",
        "#BEREKENEN!", "#FIELD!", "#VELD!", "#BLOCKED!", "#GEBLOKKEERD!", "#CONNECT!", "#VERBINDEN!", "#BUSY!", "#BEZIG!",
        "#UNKNOWN!", "#ONBEKEND!", "#EXTERNAL!", "#EXTERN!", "#PYTHON!",
    }
)  # fmt: skip


def fault(text: str) -> tuple[str, str] | None:
    """(problem, remedy) of a cell with a spreadsheet error, or None for any other text."""
    upper = text.strip().upper()
    if upper == NO_RESULT:
        return (
            _("Hier staat een formule waarvan de uitkomst niet is bewaard"),
            _("Open het bestand in Excel, bewaar het daar opnieuw en probeer het nog eens."),
        )
    if upper in _ERRORS or (upper.startswith("####") and not upper.strip("#")):
        return (
            _("Hier staat een fout van het rekenblad, geen gegeven"),
            _("Verbeter de formule in deze cel, of maak de cel leeg."),
        )
    return None
