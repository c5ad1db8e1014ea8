"""Colours keep their order in black and white and their distance for colour-blind eyes."""

from itertools import pairwise

import pytest

from toetssteen.web.ui.pictures import palette

Eye = tuple[tuple[float, ...], ...]
# Viénot, Brettel and Mollon (1999): linear RGB as seen without the long- or middle-wave cones.
PROTANOPIA = ((0.11238, 0.88762, 0.0), (0.11238, 0.88762, 0.0), (0.00401, -0.00401, 1.0))
DEUTERANOPIA = ((0.29275, 0.70725, 0.0), (0.29275, 0.70725, 0.0), (-0.02234, 0.02234, 1.0))
RAMPS = [*palette.SEQUENTIAL.values(), *palette.NEUTRAL.values()]


def linear(colour: str) -> list[float]:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    return [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]


def lab(rgb: list[float]) -> tuple[float, float, float]:
    """CIE L*a*b* (D65) of linear RGB."""
    rows = ((0.4124, 0.3576, 0.1805), (0.2126, 0.7152, 0.0722), (0.0193, 0.1192, 0.9505))
    xyz = [sum(m * c for m, c in zip(row, rgb, strict=True)) for row in rows]
    white = (0.9505, 1.0, 1.089)
    x, y, z = (_root(v / w) for v, w in zip(xyz, white, strict=True))
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def _root(t: float) -> float:
    return t ** (1 / 3) if t > 0.008856 else 7.787 * t + 16 / 116


def seen(colour: str, eye: Eye | None) -> tuple[float, float, float]:
    rgb = linear(colour)
    if eye:
        rgb = [max(0.0, sum(m * c for m, c in zip(row, rgb, strict=True))) for row in eye]
    return lab(rgb)


def distance(first: str, second: str, eye: Eye | None) -> float:
    """CIE76: 2.3 is a just noticeable difference."""
    a, b = seen(first, eye), seen(second, eye)
    return sum((p - q) ** 2 for p, q in zip(a, b, strict=True)) ** 0.5


@pytest.mark.parametrize("ramp", RAMPS)
def test_more_is_always_darker(ramp: tuple[str, ...]) -> None:
    lights = [palette.luminance(c) for c in ramp]
    assert lights == sorted(lights, reverse=True)


@pytest.mark.parametrize("eye", [None, PROTANOPIA, DEUTERANOPIA])
@pytest.mark.parametrize("ramp", [*RAMPS, *palette.DIVERGING.values()])
def test_neighbouring_classes_differ_for_every_eye(ramp: tuple[str, ...], eye: Eye | None) -> None:
    assert min(distance(a, b, eye) for a, b in pairwise(ramp)) > 6


@pytest.mark.parametrize("eye", [None, PROTANOPIA, DEUTERANOPIA])
@pytest.mark.parametrize("ramp", palette.DIVERGING.values())
def test_the_two_sides_of_a_reference_never_look_alike(ramp: tuple[str, ...], eye: Eye | None) -> None:
    below, above = ramp[: len(ramp) // 2], ramp[len(ramp) // 2 + 1 :]
    assert min(distance(a, b, eye) for a in below for b in above) > 20


@pytest.mark.parametrize("ramp", palette.DIVERGING.values())
def test_both_sides_darken_away_from_the_reference(ramp: tuple[str, ...]) -> None:
    lights = [palette.luminance(c) for c in ramp]
    middle = len(ramp) // 2
    assert lights[: middle + 1] == sorted(lights[: middle + 1])
    assert lights[middle:] == sorted(lights[middle:], reverse=True)


@pytest.mark.parametrize("colour", [palette.INK, palette.GREY, palette.ACCENT])
def test_text_reads_well_on_paper(colour: str) -> None:
    assert palette.contrast(colour, palette.PAPER) >= 7 - 0.1


def test_this_area_stands_out_from_the_many_without_colour() -> None:
    assert palette.contrast(palette.ACCENT, palette.FAINT) > 2
    assert palette.contrast(palette.CONTEXT, palette.PAPER) > 4.5
