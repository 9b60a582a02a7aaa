"""What a test of a screen need not do again, though a program that is started must.

What is shown stays the same: the rules of style and the themes are read once in a process, and a screen
that no terminal shows is drawn when everything has come to rest, not after each of the steps to there.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import pytest
from textual._context import active_app
from textual.css import stylesheet
from textual.css.model import RuleSet
from textual.css.parse import parse
from textual.css.tokenize import tokenize_values
from textual.css.tokenizer import Token
from textual.markup import parse_style
from textual.screen import Screen
from textual.style import Style

from briefing.files.toml_file import TomlFault, TomlFile, read_toml
from briefing.folders import themes_dir

THEMES = themes_dir()

_compositor_refresh = Screen._compositor_refresh
_rules: dict[tuple[Any, ...], list[RuleSet]] = {}
_styles: dict[tuple[str, int], Style] = {}


def read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have what is read the same in every test be read in the first: rules of style, and our themes."""
    monkeypatch.setattr(stylesheet, "tokenize_values", lambda values: _tokens(tuple(values.items())))
    monkeypatch.setattr(stylesheet, "parse", _parse_once)
    monkeypatch.setattr(stylesheet, "parse_style", _parse_style_once)
    monkeypatch.setattr("briefing.ui.drawing.theme_files.read_toml", _read_once)


def draw_at_rest(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have what changed on a screen stay undrawn until `draw`.

    For tests that wait until all is done that a key sets off, and not for a moment.
    """
    monkeypatch.setattr(Screen, "_compositor_refresh", _left_undrawn)


def draw_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have every change drawn again, for tests of what is drawn before what."""
    monkeypatch.setattr(Screen, "_compositor_refresh", _compositor_refresh)


def draw(screen: Screen[Any]) -> None:
    """Draw what changed on a screen, as it would be for a terminal."""
    if screen._compositor._dirty_regions:
        _compositor_refresh(screen)


def _left_undrawn(screen: Screen[Any]) -> None:
    """As Textual's, but that the regions are kept which changed on the screen in front."""
    if screen is not screen.app.screen:
        _compositor_refresh(screen)
        return
    screen._dirty_widgets.clear()
    screen.app._update_mouse_over(screen)


@cache
def _tokens(values: tuple[tuple[str, str], ...]) -> dict[str, list[Token]]:
    """The tokens of the variables of a theme: one object for the same variables, kept until the end."""
    return tokenize_values(dict(values))


def _parse_once(
    scope: str, css: str, read_from: Any, variable_tokens: dict[str, list[Token]], **options: Any
) -> list[RuleSet]:
    key = (scope, css, read_from, id(variable_tokens), *sorted(options.items()))
    if key not in _rules:
        _rules[key] = list(parse(scope, css, read_from, variable_tokens=variable_tokens, **options))
    return _rules[key]


def _parse_style_once(text: str) -> Style:
    key = (text, id(active_app.get().stylesheet._variable_tokens))
    if key not in _styles:
        _styles[key] = parse_style(text)
    return _styles[key]


def _read_once(path: Path, most_bytes: int, what: str) -> TomlFile | TomlFault:
    """As `read_toml`; of the themes that come with the program, what was read before."""
    if path.parent == THEMES:
        return _read_theme(path, most_bytes, what)
    return read_toml(path, most_bytes, what)


_read_theme = cache(read_toml)
