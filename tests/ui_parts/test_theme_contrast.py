"""Every pair of letters and background that a bundled theme can bring together is readable."""

from __future__ import annotations

from itertools import combinations
from typing import NamedTuple

import pytest

from briefing.folders import themes_dir
from briefing.ui.drawing.theme import HIGHLIGHTS, HighlightStyle, LoadedTheme
from briefing.ui.drawing.theme_files import load_themes

THEMES = {theme.name: theme for theme in load_themes([themes_dir()])[0]}
COLOURED = [name for name, theme in THEMES.items() if not theme.ansi]
TEXT_STYLES = ("title", "heading", "quote", "caption", "dim", "related")
"""Styles of the text itself, over which marks and selections are drawn."""

DEUTERANOPIA = (
    (0.367322, 0.860646, -0.227968),
    (0.280085, 0.672501, 0.047413),
    (-0.011820, 0.042940, 0.968881),
)
"""Machado, Oliveira and Fernandes 2009, severity 1.0, on linear RGB."""

CLEARLY_APART = 15.0
"""CIE76 distance; about 2.3 is just noticeable side by side, this is seen across a screen."""


class Linear(NamedTuple):
    """Linear light, each part in [0, 1]."""

    red: float
    green: float
    blue: float


def linear(colour: str) -> Linear:
    digits = colour.removeprefix("#")
    if len(digits) == 3:
        digits = "".join(digit * 2 for digit in digits)
    parts = [int(digits[start : start + 2], 16) / 255 for start in (0, 2, 4)]
    return Linear(*(part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts))


def luminance(colour: str) -> float:
    light = linear(colour)
    return 0.2126 * light.red + 0.7152 * light.green + 0.0722 * light.blue


def contrast(one: str, other: str) -> float:
    """The ratio of WCAG 2.2, from 1 to 21."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def lab(light: Linear) -> tuple[float, float, float]:
    """CIE L*a*b* under D65."""
    red, green, blue = (min(max(part, 0.0), 1.0) for part in light)
    x = (0.4124 * red + 0.3576 * green + 0.1805 * blue) / 0.95047
    y = 0.2126 * red + 0.7152 * green + 0.0722 * blue
    z = (0.0193 * red + 0.1192 * green + 0.9505 * blue) / 1.08883
    fx, fy, fz = (part ** (1 / 3) if part > 0.008856 else 7.787 * part + 16 / 116 for part in (x, y, z))
    return 116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz)


def seen_apart(one: str, other: str) -> float:
    """How far apart two colours are for eyes without green cones."""

    def seen(colour: str) -> tuple[float, float, float]:
        light = linear(colour)
        return lab(
            Linear(*(sum(k * part for k, part in zip(row, light, strict=True)) for row in DEUTERANOPIA))
        )

    return float(sum((a - b) ** 2 for a, b in zip(seen(one), seen(other), strict=True)) ** 0.5)


def pairs(theme: LoadedTheme) -> list[tuple[str, str, str, str]]:
    """All (name, letters, name, background) that can meet on the screen."""
    looks = theme.highlights
    plain = theme.colours["foreground"]
    letters = {name: look.colour or plain for name, look in looks.items() if look.background is None}
    letters["plain text"] = plain
    for name in ("text-muted", "text-disabled", "block-cursor-foreground", "footer-key-foreground"):
        letters[name] = theme.variables[name]
    for name in ("success", "warning", "error", "accent", "primary"):
        letters[name] = theme.colours[name]
    grounds = {name: theme.colours[name] for name in ("background", "surface", "panel")}
    for name in ("block-cursor-background", "block-cursor-blurred-background"):
        grounds[name] = theme.variables[name]
    found = [(a, letters[a], b, grounds[b]) for a in letters for b in grounds]
    in_text = [name for name in letters if name.startswith("figure-") or name in (*TEXT_STYLES, "plain text")]
    for name, look in looks.items():
        if look.background is None:
            continue
        over = in_text if look.colour is None else [name]
        found += [(a, look.colour or letters[a], name, look.background) for a in over]
    buttons = theme.variables["button-color-foreground"]
    found += [
        ("button", buttons, name, theme.colours[name]) for name in ("primary", "error", "warning", "success")
    ]
    return found


@pytest.mark.parametrize("name", COLOURED)
def test_all_text_is_readable(name: str) -> None:
    least = 7.0 if name.startswith("contrast-") else 4.5
    poor = [
        f"{letters} {one} on {ground} {other}: {contrast(one, other):.2f}"
        for letters, one, ground, other in pairs(THEMES[name])
        if contrast(one, other) < least
    ]
    assert poor == []


def test_contrast_is_measured_as_defined() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#fff", "#767676") == pytest.approx(4.54, abs=0.01)


def groups(theme: LoadedTheme) -> dict[str, dict[str, HighlightStyle]]:
    """Highlights that stand beside each other and must not be confused."""
    looks = theme.highlights
    figures = {name: looks[name] for name in HIGHLIGHTS if name.startswith("figure-")}
    return {
        "figures": {**figures, "plain text": HighlightStyle(theme.colours["foreground"])},
        "sources": {name: looks[name] for name in HIGHLIGHTS if name.startswith("source-")},
        "marks": {
            **{
                name: looks[name]
                for name in HIGHLIGHTS
                if looks[name].background and name.startswith("mark-")
            },
            "page": HighlightStyle(background=theme.colours["background"]),
        },
    }


@pytest.mark.parametrize("group", ["figures", "sources", "marks"])
def test_colour_blind_colours_stay_apart_without_green(group: str) -> None:
    looks = groups(THEMES["colour-blind"])[group]
    confused = []
    for (one, a), (other, b) in combinations(looks.items(), 2):
        distance = seen_apart(str(a.colour or a.background), str(b.colour or b.background))
        if a.attributes == b.attributes and distance < CLEARLY_APART:
            confused.append(f"{one} and {other}: {distance:.1f}")
    assert confused == []


def test_simulation_confuses_red_and_green_only() -> None:
    assert seen_apart("#b08030", "#809c30") < CLEARLY_APART < seen_apart("#ffa733", "#4f9ff5")


@pytest.mark.parametrize("name", THEMES)
def test_kinds_of_highlight_look_different_from_each_other(name: str) -> None:
    for looks in groups(THEMES[name]).values():
        if THEMES[name].ansi and "source-1" in looks:
            continue  # Letters tell sources apart there.
        assert len({(look.colour, look.background, look.attributes) for look in looks.values()}) == len(looks)


def test_without_colour_the_attributes_alone_tell_every_highlight() -> None:
    looks = THEMES["no-colour"].highlights
    inline = [
        name
        for name in HIGHLIGHTS
        if name.startswith(("figure-", "mark-", "hit")) or name in ("target", "selection", "related")
        if not name.endswith("-sign")
    ]
    assert all(looks[name].colour is None and looks[name].background is None for name in HIGHLIGHTS)
    assert all(looks[name].attributes for name in inline)
    assert len({frozenset(looks[name].attributes) for name in inline}) == len(inline)
