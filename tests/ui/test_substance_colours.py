"""Substances keep apart for readers with either red-green blindness, and stand out from the page, in both themes."""

import itertools
import math
import re
from pathlib import Path

import pytest

TOKENS = Path(__file__).parents[2] / "frontend/src/css/tokens.css"
# Machado, Oliveira and Fernandes 2009, severity 1, on linear RGB.
EYES = {
    "all colours": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "no red": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "no green": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.01182, 0.04294, 0.968881)),
}
# Ottosson 2020, OKLab.
CONES = (
    (0.4122214708, 0.5363325363, 0.0514459929),
    (0.2119034982, 0.6806995451, 0.1073969566),
    (0.0883024619, 0.2817188376, 0.6299787005),
)
LAB = (
    (0.2104542553, 0.793617785, -0.0040720468),
    (1.9779984951, -2.428592205, 0.4505937099),
    (0.0259040371, 0.7827717662, -0.808675766),
)


def times(matrix, vector):
    return [sum(a * b for a, b in zip(row, vector, strict=True)) for row in matrix]


def linear(code):
    values = (int(code[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return [value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in values]


def luminance(colour):
    return 0.2126 * colour[0] + 0.7152 * colour[1] + 0.0722 * colour[2]


def seen(colour, eye):
    return times(
        LAB, [max(part, 0) ** (1 / 3) for part in times(CONES, [min(1, max(0, part)) for part in times(eye, colour)])]
    )


def theme(name):
    light, dark = TOKENS.read_text().split(':root[data-bs-theme="dark"] {', 1)
    text = light if name == "light" else dark
    scale = [linear(code) for code in re.findall(r"--scale-\d+: (#\w{6})", text)]
    return scale, linear(re.search(r"--surface: (#\w{6})", text)[1])


@pytest.mark.parametrize("name", ["light", "dark"])
def test_every_substance_stands_out_from_the_page_three_to_one(name):
    scale, surface = theme(name)
    assert len(scale) == 10
    for colour in scale:
        high, low = sorted((luminance(colour) + 0.05, luminance(surface) + 0.05), reverse=True)
        assert high / low >= 3


@pytest.mark.parametrize("name", ["light", "dark"])
@pytest.mark.parametrize("eye", EYES)
def test_no_two_substances_look_alike(name, eye):
    scale, _ = theme(name)
    apart = min(math.dist(seen(a, EYES[eye]), seen(b, EYES[eye])) for a, b in itertools.combinations(scale, 2))
    assert apart >= 0.08
