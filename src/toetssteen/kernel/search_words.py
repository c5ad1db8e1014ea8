"""Other words that people search figures and themes by."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SearchWords:
    """words: what people type. figures, themes: ids of what they then mean, the likeliest first."""

    words: tuple[str, ...]
    figures: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
