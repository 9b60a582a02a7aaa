"""Whether there is colour: one row for each way to ask."""

from __future__ import annotations

from typing import cast

import pytest

from briefing.cli.colour import ColourChoice, Style, colour_wanted, painted

TABLE = [
    # choice, environment, terminal -> colour
    ("auto", {"TERM": "xterm"}, True, True),
    ("auto", {"TERM": "xterm"}, False, False),
    ("auto", {"TERM": "dumb"}, True, False),
    ("auto", {}, True, False),
    ("auto", {"TERM": "xterm", "NO_COLOR": "1"}, True, False),
    ("auto", {"TERM": "xterm", "NO_COLOR": ""}, True, True),
    ("auto", {"TERM": "xterm", "CLICOLOR": "0"}, True, False),
    ("auto", {"TERM": "xterm", "CLICOLOR": "1"}, True, True),
    ("auto", {"CLICOLOR": "1"}, False, False),
    ("auto", {"CLICOLOR_FORCE": "1"}, False, True),
    ("auto", {"CLICOLOR_FORCE": "0"}, False, False),
    ("auto", {"CLICOLOR_FORCE": "1", "CLICOLOR": "0"}, False, True),
    ("auto", {"CLICOLOR_FORCE": "1", "NO_COLOR": "1"}, True, False),
    ("always", {}, False, True),
    ("always", {"CLICOLOR": "0"}, False, True),
    ("always", {"NO_COLOR": "1"}, True, False),
    ("never", {"TERM": "xterm", "CLICOLOR_FORCE": "1"}, True, False),
]


@pytest.mark.parametrize(("choice", "environ", "terminal", "expected"), TABLE)
def test_whether_there_is_colour(
    choice: str, environ: dict[str, str], terminal: bool, expected: bool
) -> None:
    """NO_COLOR wins, then the option, then CLICOLOR_FORCE, CLICOLOR and the terminal."""
    assert colour_wanted(cast(ColourChoice, choice), environ, terminal=terminal) is expected


@pytest.mark.parametrize(
    ("text", "style", "expected"), [("a", "", "a"), ("", "bold", ""), ("a", "bold", "\x1b[1ma\x1b[0m")]
)
def test_codes_only_around_styled_text(text: str, style: str, expected: str) -> None:
    """Plain and empty text gets no codes."""
    assert painted(text, cast(Style, style)) == expected
