"""What carries out jobs, kept running beside the web server."""

import subprocess
import time
from collections.abc import Callable
from pathlib import Path

from starter.checkout import Checkout
from starter.steps import end
from toetssteen.kernel.language import _

FIRST_WAIT = 4.0  # seconds before the second restart in a row; each next one waits twice as long
LONGEST_WAIT = 300.0
HEALTHY = 60.0  # seconds: when it ran this long, the next failure counts as a first one
FAILURES_TO_EXPLAIN = 3


def command(checkout: Checkout) -> list[str]:
    """What carries out jobs, and starts the recurring ones."""
    return [str(checkout.python), str(checkout.manage), "worker"]


def wait_before(restart: int) -> float:
    """Seconds before the so many-th restart in a row: none before the first, then ever longer."""
    return 0.0 if restart <= 1 else min(LONGEST_WAIT, FIRST_WAIT * 2.0 ** min(restart - 2, 30))


class Worker:
    """The process that carries out jobs. One that ends by itself is started again; one that keeps failing ever later,
    for a fault that does not go away must not fill the log and take the processor."""

    def __init__(
        self,
        words: list[str],
        folder: Path,
        environment: dict[str, str],
        now: Callable[[], float] = time.monotonic,
    ) -> None:
        self._words, self._folder, self._environment = words, folder, environment
        self._now = now
        self._process: subprocess.Popen[bytes] | None = None
        self._started_at = 0.0
        self._failures = 0
        self._start_at: float | None = now()

    def look(self) -> None:
        """Start it when it is time; say so when it ended. To be called every few seconds."""
        if self._process is not None and self._process.poll() is not None:
            self._ended(self._process.returncode)
        if self._start_at is not None and self._now() >= self._start_at:
            self._process = subprocess.Popen(self._words, cwd=self._folder, env=self._environment)
            self._started_at, self._start_at = self._now(), None

    def end(self) -> None:
        if self._process is not None:
            end(self._process)

    def _ended(self, code: int) -> None:
        self._process = None
        self._failures = 1 if self._now() - self._started_at >= HEALTHY else self._failures + 1
        wait = wait_before(self._failures)
        self._start_at = self._now() + wait
        if wait:
            text = _(
                "Wat taken uitvoert stopte weer onverwacht (code {code}), en wordt over {n} seconden opnieuw gestart."
            )
        else:
            text = _("Wat taken uitvoert stopte onverwacht (code {code}), en wordt opnieuw gestart.")
        print(text.format(code=code, n=round(wait)), flush=True)
        if self._failures == FAILURES_TO_EXPLAIN:
            explanation = _(
                "Zolang het niet draait, wachten taken: cijfers verversen, e-mail, reservekopieën. De website zelf gaat door.\n"
                "Hierboven staat wat er misging. Zelf proberen: {command}"
            )
            print(explanation.format(command=" ".join(self._words)), flush=True)
