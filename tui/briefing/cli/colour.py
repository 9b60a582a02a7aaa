"""Colour on the command line: whether there is any, and the few styles it has."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

ColourChoice = Literal["auto", "always", "never"]
COLOUR_CHOICES: tuple[ColourChoice, ...] = ("auto", "always", "never")

Style = Literal["", "bold", "dim", "figure", "hit", "label", "fault"]

_CODES: dict[Style, str] = {
    "bold": "1",
    "dim": "2",
    "figure": "36",
    "hit": "1;33",
    "label": "1;34",
    "fault": "1;31",
}


def colour_wanted(choice: ColourChoice, environ: Mapping[str, str], *, terminal: bool) -> bool:
    """Say whether output is coloured; `terminal` tells whether it goes to one.

    A non-empty NO_COLOR wins over everything (no-color.org), then `choice`, then a CLICOLOR_FORCE
    other than 0, then CLICOLOR=0 (bixense.com/clicolors), then whether a terminal can show it.
    """
    if environ.get("NO_COLOR"):
        return False
    if choice != "auto":
        return choice == "always"
    if environ.get("CLICOLOR_FORCE", "0") not in ("", "0"):
        return True
    if environ.get("CLICOLOR") == "0":
        return False
    return terminal and environ.get("TERM") not in (None, "", "dumb")


def painted(text: str, style: Style) -> str:
    """Return `text`, which must be safe already, between the codes of `style`."""
    return f"\x1b[{_CODES[style]}m{text}\x1b[0m" if style and text else text
