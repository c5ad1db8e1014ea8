"""The two small pictures of a goal: the way of its figure towards the target, and what is done for it over the years."""

from toetssteen.web.ui.pictures.goals.small_path import SmallPath, base_of, small_path
from toetssteen.web.ui.pictures.goals.squares import squares
from toetssteen.web.ui.pictures.goals.year_bars import (
    BarState,
    YearBar,
    YearBars,
    YearSpan,
    bar_sign,
    bar_years,
    year_bars,
)

__all__ = [
    "BarState",
    "SmallPath",
    "YearBar",
    "YearBars",
    "YearSpan",
    "bar_sign",
    "bar_years",
    "base_of",
    "small_path",
    "squares",
    "year_bars",
]
