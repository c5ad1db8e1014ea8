"""Colours of the pictures and the map. Safe for colour-blind eyes and for black and white print (tested).

They are no matter of a municipality's theme: their order and contrast are part of what a picture says.
"""

INK = "#15191e"
GREY = "#525a64"  # text beside a picture: 7:1 on paper
HAIR = "#c9ced4"  # axes and grid
PART = "#8cc3c9"  # a part of this area, with an edge of the accent
FAINT = "#8794a3"  # the many places behind the few
PAPER = "#ffffff"
ACCENT = "#005a64"  # this area, where better and worse are defined
CONTEXT = "#4a6c94"  # this area, where they are not: composition
LAND = "#e4e8ed"  # other places on a map without figures
PALE = "#e3e9f0"  # a band behind a line
REFERENCE = "#15191e"

SEQUENTIAL: dict[int, tuple[str, ...]] = {
    5: ("#e4eff2", "#afd2d9", "#6fabb8", "#2f7d8d", "#084a57"),
    6: ("#e8f1f4", "#c0dce2", "#8fc0ca", "#569caa", "#237484", "#084a57"),
    7: ("#ebf3f5", "#cbe2e7", "#a3ccd4", "#75b0bd", "#468f9f", "#206f7f", "#074652"),
}
"""One hue (petrol), from little to much; number of classes -> colours."""

NEUTRAL: dict[int, tuple[str, ...]] = {
    5: ("#e9eef5", "#bfcee1", "#8ea8c8", "#5c7ea8", "#2c4f7c"),
    6: ("#ecf1f7", "#ccd8e8", "#a4b9d4", "#7c98bd", "#5476a2", "#2a4c79"),
    7: ("#eef2f8", "#d3deeb", "#b2c4db", "#8faac9", "#6c8cb4", "#4b6e9c", "#284a76"),
}
"""The same for composition, which has no better and no worse."""

DIVERGING: dict[int, tuple[str, ...]] = {
    5: ("#a84a00", "#efb274", "#f2f1ee", "#9dbfe0", "#1f5a99"),
    7: ("#8f3d00", "#d97f2b", "#f6cfa3", "#f2f1ee", "#bcd4ec", "#6b9ccc", "#17508f"),
}
"""Orange - blue around a reference: below is orange, above is blue, whatever is better."""


def luminance(colour: str) -> float:
    """Relative luminance of WCAG 2, 0 (black) to 1 (white)."""
    r, g, b = (_linear(int(colour[i : i + 2], 16) / 255) for i in (1, 3, 5))
    return 0.2126 * r + 0.7152 * g + 0.0722 * b


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4)


def contrast(first: str, second: str) -> float:
    """Contrast ratio of WCAG 2, 1 to 21."""
    light, dark = sorted((luminance(first), luminance(second)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def readable_on(colour: str) -> str:
    """Ink or paper: whichever reads best on this colour."""
    return INK if contrast(INK, colour) >= contrast(PAPER, colour) else PAPER
