"""The status and the words for an error: of pages, of the API, and for errors that nobody caught."""

from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from toetssteen.kernel import trouble
from toetssteen.kernel.errors import ToetssteenError, UnknownNameError

# Errors that a view may raise as its answer.
EXPECTED = (ToetssteenError, PermissionDenied)


@dataclass(frozen=True, slots=True)
class ErrorAnswer:
    """status: of HTTP. title, text: what the reader is told."""

    status: int
    title: str
    text: str


def expected_answer(problem: BaseException, status: int) -> ErrorAnswer:
    """The answer for one of EXPECTED. status: for an error that is neither unknown nor forbidden."""
    if isinstance(problem, UnknownNameError):
        return ErrorAnswer(404, _("Niet gevonden"), str(problem))
    if isinstance(problem, PermissionDenied):
        return ErrorAnswer(403, _("Dat mag u hier niet"), str(problem))
    return ErrorAnswer(status, _("Dat lukt nu niet"), str(problem))


def uncaught_answer(problem: BaseException) -> ErrorAnswer:
    """The answer for an error that nobody caught. Messages of the machine and of libraries are never shown."""
    if trouble.is_busy(problem):
        text = _("Iets anders was te lang met de database bezig. Wacht een paar tellen.")
        return ErrorAnswer(503, _("Het is nu even te druk"), text)
    if trouble.is_full(problem):
        text = _("De schijf van de website is vol. Wie deze website beheert, moet eerst ruimte maken.")
        return ErrorAnswer(503, _("Opslaan lukt nu niet"), text)
    if trouble.is_of_database(problem):
        text = _("De website kan nu niet bij haar gegevens. Probeer het over een minuut nog eens.")
        return ErrorAnswer(503, _("Dat lukt nu niet"), text)
    if isinstance(problem, EXPECTED):
        return expected_answer(problem, 503)
    if isinstance(problem, (OSError, MemoryError)):
        text = _("Er ging iets mis op de computer van de website: {why}.").format(why=trouble.why(problem))
        return ErrorAnswer(503, _("Dat lukt nu niet"), text)
    text = _("De fout ligt bij ons, niet bij u. Probeer het over een minuut nog eens.")
    return ErrorAnswer(500, _("Er ging iets mis"), text)
