"""Cells in which a spreadsheet failed: errors of Excel in English and Dutch, and formulas whose result was not kept."""

from toetssteen.kernel.language import _

# Stands where a workbook has a formula and no result.
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
    """What is wrong with a cell and what to do, or None for any other text."""
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
