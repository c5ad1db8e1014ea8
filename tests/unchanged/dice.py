"""Random bytes that are the same whenever the same is asked.

Imported before Django and its apps: some of them take `urandom` by name when they are imported.
"""

import os
import random


class Dice:
    """Stands in for the random bytes of the system. Nothing that it makes is a secret."""

    def __init__(self) -> None:
        self.state = random.Random("")
        os.urandom = random._urandom = self.draw

    def seed(self, *words: str) -> None:
        self.state.seed(" ".join(words))

    def draw(self, size: int) -> bytes:
        return self.state.randbytes(size)


installed = Dice()
