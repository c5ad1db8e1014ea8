"""How much is recorded, in squares: filled from the left. The word for it stands beside them."""

from toetssteen.web.ui.pictures import palette
from toetssteen.web.ui.pictures.svg import element

_SIDE, _STEP = 13, 17


def squares(filled: int, number: int) -> str:
    """An svg that says nothing to who does not see it: the word does."""
    parts = [
        element(
            "rect",
            x=place * _STEP + 1,
            y=1,
            width=_SIDE - 1,
            height=_SIDE - 1,
            fill=palette.INK if place < filled else palette.PAPER,
            stroke=palette.INK,
            stroke_width=1.4,
        )
        for place in range(number)
    ]
    return element("svg", "".join(parts), class_="squares", width=number * _STEP, height=_SIDE + 1, aria_hidden="true")
