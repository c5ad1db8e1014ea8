"""What does not agree: every contradiction with where it stands, counted per kind."""

from collections import Counter
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Contradiction:
    kind: str
    where: str
    figure: str
    said: str
    right: str = ""

    def __str__(self) -> str:
        return f"{self.where} {self.figure}: {self.said}" + (f" [{self.right}]" if self.right else "")


@dataclass(slots=True)
class Findings:
    """looked: how many things of a kind were looked at, so that nothing passes by being empty."""

    found: list[Contradiction] = field(default_factory=list)
    looked: Counter[str] = field(default_factory=Counter)

    def look(self, kind: str, good: bool, where: str, figure: str, said: str, right: object = "") -> None:
        self.looked[kind] += 1
        if not good:
            self.found.append(Contradiction(kind, where, figure, said, str(right)))

    def of(self, *kinds: str) -> list[Contradiction]:
        return [one for one in self.found if one.kind in kinds]

    def report(self, *kinds: str, examples: int = 12) -> str:
        """The counts per kind, and the first examples, spread over the kinds."""
        lines = []
        for kind in kinds or sorted(self.looked):
            bad = self.of(kind)
            lines.append(f"{kind}: {len(bad)} of {self.looked[kind]}")
            lines += [f"    {one}" for one in bad[:examples]]
        return "\n".join(lines)
