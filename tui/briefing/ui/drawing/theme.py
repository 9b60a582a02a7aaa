"""One theme: its colours, and how each kind of highlight looks in it.

Owns the list of highlights a theme speaks of and their form for Textual. It reads no
files (`themes` does) and knows no widget.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, NamedTuple, get_args

from textual.theme import Theme

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

Attribute = Literal["bold", "dim", "italic", "underline", "strike", "reverse"]
ATTRIBUTES: tuple[Attribute, ...] = get_args(Attribute)
"""Text attributes a highlight may have."""

_NEUTRAL = "#808080"
"""Equally far from black and from white, for themes that do not speak of our highlights."""

DEFAULT_COLOUR = "default"
"""The terminal's own colour, for themes that set none."""

COLOURS = (
    "primary",
    "secondary",
    "warning",
    "error",
    "success",
    "accent",
    "foreground",
    "background",
    "surface",
    "panel",
    "boost",
)
"""Names of a theme's base colours; all but `boost` must be given."""

SOURCE_COLOURS = 8
"""How many sources are told apart by colour; their letters tell any number apart."""

HIGHLIGHTS = (
    "figure-money",
    "figure-percent",
    "figure-quantity",
    "figure-count",
    "figure-duration",
    "figure-date",
    "figure-ordinal",
    "figure-ratio",
    "name",
    "quotation",
    "mark-yellow",
    "mark-green",
    "mark-blue",
    "mark-pink",
    "mark-orange",
    "mark-yellow-sign",
    "mark-green-sign",
    "mark-blue-sign",
    "mark-pink-sign",
    "mark-orange-sign",
    *(f"source-{number}" for number in range(1, SOURCE_COLOURS + 1)),
    "title",
    "heading",
    "quote",
    "caption",
    "dim",
    "topic",
    "related",
    "hit",
    "hit-current",
    "target",
    "selection",
    "cursor",
    "mark-sign",
    "head-focused",
)
"""Names of everything that is drawn apart from plain text."""


class HighlightStyle(NamedTuple):
    """How one kind of highlight looks; whatever is None stays as it is below."""

    colour: str | None = None
    """Of the letters: `#rrggbb` or `default`."""
    background: str | None = None
    attributes: tuple[Attribute, ...] = ()


UNLESS_GIVEN: Mapping[str, HighlightStyle] = {
    "name": HighlightStyle(attributes=("underline",)),
    "quotation": HighlightStyle(attributes=("italic",)),
}
"""How what came later looks in themes that do not speak of it."""

TAKEN_FROM: Mapping[str, str] = {
    "head-focused": "target",
    **{f"mark-{colour}-sign": "mark-sign" for colour in ("yellow", "green", "blue", "pink", "orange")},
}
"""Whose look it has instead, where one look for all will not do."""


class LoadedTheme(NamedTuple):
    """A theme that can be used: every base colour and every highlight is known."""

    name: str
    """Lower-case letters, digits and hyphens."""
    title: str
    """What a picker shows."""
    path: Path
    dark: bool
    ansi: bool
    """True when the terminal's own colours are used, so that no colour is ever sent."""
    colours: Mapping[str, str]
    """By the names of `COLOURS`."""
    highlights: Mapping[str, HighlightStyle]
    """By the names of `HIGHLIGHTS`."""
    variables: Mapping[str, str]
    """Further variables of Textual, such as `border` or `block-cursor-background`."""


def to_textual(theme: LoadedTheme) -> Theme:
    """Return the theme for `App.register_theme`.

    For style sheets and `Content` each highlight gives three variables: `$hit` (colour of the
    letters), `$hit-background` and `$hit-style` (text attributes).
    """
    foreground = theme.colours["foreground"]
    variables = dict(theme.variables)
    for name, look in theme.highlights.items():
        variables[name] = _for_css(look.colour or foreground)
        variables[f"{name}-background"] = _for_css(look.background or "transparent")
        variables[f"{name}-style"] = " ".join(look.attributes) or "none"
    colours: dict[str, Any] = {name: _for_css(colour) for name, colour in theme.colours.items()}
    if theme.ansi:
        variables = _terminal_colours() | variables
    return Theme(name=theme.name, dark=theme.dark, ansi=theme.ansi, variables=variables, **colours)


def _terminal_colours() -> dict[str, str]:
    """Values for the variables of Textual that an `ansi` theme would colour, or would not have."""
    usual = Theme(name="usual", primary="#000000").to_color_system().generate()
    ansi = Theme(name="ansi", primary="ansi_default", ansi=True).to_color_system().generate()
    coloured = [name for name, value in ansi.items() if value.startswith("ansi_")]
    return dict.fromkeys([*(name for name in usual if name not in ansi), *coloured], "ansi_default")


def variable_defaults() -> dict[str, str]:
    """Values of our variables for themes that know nothing of them (`App.get_theme_variable_defaults`)."""
    defaults: dict[str, str] = {}
    for name in HIGHLIGHTS:
        defaults |= {name: _NEUTRAL, f"{name}-background": "transparent", f"{name}-style": "none"}
    return defaults


def _for_css(colour: str) -> str:
    return "ansi_default" if colour == DEFAULT_COLOUR else colour
