"""What each input of a fuzz target costs, and which was the worst."""

import gc
import os
import resource
import time
import tracemalloc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from hypothesis import HealthCheck, Phase, Verbosity, seed, settings

# For how long `just long` tries each target.
SECONDS = float(os.environ.get("TOETSSTEEN_FUZZ_SECONDS", "240"))
# In the suite each target gets this many inputs.
FEW = 25
# One input may never cost more: seconds, and bytes that stand at once in Python's own memory.
MOST_SECONDS, MOST_BYTES = 20.0, 400_000_000


@dataclass
class Costs:
    """Of one target. The worst input by time and by memory, in words."""

    name: str
    tried: int = 0
    seconds: float = 0.0
    slowest: str = ""
    bytes: int = 0
    largest: str = ""
    outcomes: dict[str, int] = field(default_factory=dict)

    @contextmanager
    def of(self, what: Callable[[], str]) -> Iterator[None]:
        """Time of every input; memory of each tenth, for watching memory itself takes three times the time."""
        watching = self.tried % 10 == 0
        self.tried += 1
        if watching:
            gc.collect()
            tracemalloc.start()
        begun = time.perf_counter()
        try:
            yield
        finally:
            took = time.perf_counter() - begun
            if watching:
                peak = tracemalloc.get_traced_memory()[1]
                tracemalloc.stop()
                if peak > self.bytes:
                    self.bytes, self.largest = peak, what()[:300]
            elif took > self.seconds:
                self.seconds, self.slowest = took, what()[:300]
        assert took < MOST_SECONDS * (3 if watching else 1), (self.name, took, what()[:300])
        assert self.bytes < MOST_BYTES, (self.name, self.bytes, self.largest)

    def ended(self, outcome: object) -> None:
        self.outcomes[str(outcome)] = self.outcomes.get(str(outcome), 0) + 1

    def said(self) -> str:
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        return (
            f"\n{self.name}: {self.tried} inputs, worst {self.seconds:.3f} s, {self.bytes / 1e6:.1f} MB of Python "
            f"(the whole process {memory:.0f} MB); {self.outcomes}\n  slowest: {self.slowest}\n  largest: {self.largest}"
        )


# What draws the inputs, and what tries one of them.
Target = tuple[Callable[..., Callable[[], None]], Callable[..., None]]


def few(target: Target, inputs: int = FEW) -> None:
    """Some inputs, the same ones each time."""
    _run(target, inputs, 1)


def for_long(target: Target, seconds: float = SECONDS) -> None:
    """Other inputs until the time is over."""
    until, number = time.monotonic() + seconds, time.time_ns() % 1_000_000
    while time.monotonic() < until:
        number += 1
        _run(target, 100, number)


def _run(target: Target, inputs: int, number: int) -> None:
    draws, tries = target
    chosen = settings(
        max_examples=inputs,
        deadline=None,
        database=None,
        phases=(Phase.generate, Phase.shrink),
        verbosity=Verbosity.quiet,
        suppress_health_check=list(HealthCheck),
    )
    seed(number)(chosen(draws(tries)))()
