"""Every pair of ink and ground in the design keeps its contrast, in the light scheme and in the dark one."""

import re
from itertools import product
from pathlib import Path

import pytest

TOKENS = (Path(__file__).resolve().parents[3] / "site" / "static" / "css" / "tokens.css").read_text()
LEVELS = ("paper", "surface", "sunken")
TEXT, GRAPHICS = 4.5, 3.0

# (inks, grounds, lowest ratio): the table of the design.
PAIRS = (
    (("ink", "ink-soft", "act", "beside-ink", "bad"), LEVELS, TEXT),
    (("act",), ("act-wash", "yours-wash", "bad-wash"), TEXT),
    (("on-act",), ("act", "act-deep"), TEXT),
    (("on-field",), ("field",), TEXT),
    (("ink",), ("act-wash", "yours-wash", "good-wash", "bad-wash"), TEXT),
    (("yours",), ("yours-wash",), TEXT),
    (("good",), ("good-wash",), TEXT),
    (("bad",), ("bad-wash",), TEXT),
    (("quiet",), ("quiet-wash",), TEXT),
    (("on-bar", "on-bar-soft"), ("bar",), TEXT),
    (("beside",), (*LEVELS, "field"), GRAPHICS),
    (("edge",), LEVELS, GRAPHICS),
    (("focus",), (*LEVELS, "halo"), GRAPHICS),
)
CASES = [
    (scheme, ink, ground, lowest)
    for scheme in ("light", "dark")
    for inks, grounds, lowest in PAIRS
    for ink, ground in product(inks, grounds)
]


def schemes() -> dict[str, dict[str, str]]:
    """The values of both schemes, read from the sheet."""
    both = re.findall(r"--([\w-]+):\s*light-dark\((#\w{6}),\s*(#\w{6})\)", TOKENS)
    return {"light": {name: light for name, light, _ in both}, "dark": {name: dark for name, _, dark in both}}


def luminance(color: str) -> float:
    """The relative luminance of WCAG 2.2."""
    channels = [int(color[index : index + 2], 16) / 255 for index in (1, 3, 5)]
    linear = [value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def ratio(one: str, other: str) -> float:
    """The contrast ratio of WCAG 2.2."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def test_ratio_of_black_on_white_is_twenty_one():
    assert round(ratio("#000000", "#ffffff"), 2) == 21


@pytest.mark.parametrize(("scheme", "ink", "ground", "lowest"), CASES)
def test_pair_keeps_its_contrast(scheme, ink, ground, lowest):
    values = schemes()[scheme]
    assert ratio(values[ink], values[ground]) >= lowest


def test_older_browsers_get_the_light_scheme_whole():
    plain = dict(re.findall(r"--([\w-]+):\s*(#\w{6});", TOKENS.split("@supports")[0]))
    light = schemes()["light"]
    assert {name: plain[name] for name in light} == light
