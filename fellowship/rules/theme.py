"""The organization's colors, checked so that words stay readable.

Contrast follows WCAG 2.2, success criteria 1.4.3 and 1.4.11: 4.5 to 1 for text, 3 to 1 for graphics.
"""

import re

PAPER = "#fcfbf8"
TEXT_RATIO = 4.5
GRAPHIC_RATIO = 3.0
_HEX = re.compile(r"#[0-9a-fA-F]{6}")
_LINEAR_BELOW = 0.04045


def _channel(value: int) -> float:
    share = value / 255
    return share / 12.92 if share <= _LINEAR_BELOW else ((share + 0.055) / 1.055) ** 2.4


def luminance(color: str) -> float:
    """The relative luminance (0 to 1) of a color written ``#rrggbb``."""
    red, green, blue = (int(color[start : start + 2], 16) for start in (1, 3, 5))
    return 0.2126 * _channel(red) + 0.7152 * _channel(green) + 0.0722 * _channel(blue)


def contrast(one: str, other: str) -> float:
    """The contrast ratio (1 to 21) between two colors written ``#rrggbb``."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def darker(color: str) -> str:
    """The color a third darker, for hover."""
    return "#" + "".join(f"{int(int(color[start : start + 2], 16) * 0.66):02x}" for start in (1, 3, 5))


def stylesheet(*, act: str = "", beside: str = "") -> str:
    """The variables for a theme, for the light scheme only; colors that can't be read on paper are left out."""
    lines = []
    if _HEX.fullmatch(act) and contrast(act, PAPER) >= TEXT_RATIO and contrast(act, "#ffffff") >= TEXT_RATIO:
        lines += [f"--act: light-dark({act}, #8fd3dd);", f"--act-deep: light-dark({darker(act)}, #b9e6ec);"]
    if _HEX.fullmatch(beside) and contrast(beside, PAPER) >= GRAPHIC_RATIO:
        lines.append(f"--beside: light-dark({beside}, #f2805f);")
    if not lines:
        return ""
    return "@supports (color: light-dark(#000, #fff)) { :root { " + " ".join(lines) + " } }\n"
