"""Theme files: what is read, what is refused and with which words."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from rich.color import Color as RichColor
from textual.app import App, ComposeResult
from textual.theme import Theme
from textual.widgets import Static

from briefing.folders import themes_dir
from briefing.settings import THEMES
from briefing.ui.drawing.palette import highlight_style
from briefing.ui.drawing.styled_text import plain
from briefing.ui.drawing.theme import (
    COLOURS,
    HIGHLIGHTS,
    HighlightStyle,
    LoadedTheme,
    to_textual,
    variable_defaults,
)
from briefing.ui.drawing.theme_files import MAX_BYTES, load_themes, parse_highlight

BUNDLED = {"dark", "light", "contrast-dark", "contrast-light", "colour-blind", "no-colour"}

Load = Callable[..., tuple[list[LoadedTheme], list[str]]]


@pytest.fixture
def load(tmp_path: Path) -> Load:
    """Writes a user's theme files, then reads them after the bundled ones."""

    def write_and_load(**files: str | bytes) -> tuple[list[LoadedTheme], list[str]]:
        for name, text in files.items():
            raw = text if isinstance(text, bytes) else text.encode()
            (tmp_path / f"{name}.toml").write_bytes(raw)
        themes, problems = load_themes([themes_dir(), tmp_path])
        return themes, [str(problem) for problem in problems]

    return write_and_load


def named(themes: list[LoadedTheme], name: str) -> LoadedTheme:
    return next(theme for theme in themes if theme.name == name)


def test_bundled_themes_are_whole_and_without_fault(load: Load) -> None:
    themes, problems = load()
    assert problems == []
    assert {theme.name for theme in themes} == BUNDLED == set(THEMES)
    for theme in themes:
        assert set(theme.highlights) == set(HIGHLIGHTS)
        assert set(COLOURS) - {"boost"} <= set(theme.colours)


def test_a_theme_takes_what_it_leaves_out_from_its_base(load: Load) -> None:
    text = 'title = "Mine"\nbased-on = "light"\n[colours]\nbackground = "#fff"\n[highlights]\nhit = "bold"\n'
    themes, problems = load(mine=text)
    mine, light = named(themes, "mine"), named(themes, "light")
    assert problems == []
    assert (mine.title, mine.dark) == ("Mine", False)
    assert mine.colours == {**light.colours, "background": "#fff"}
    assert mine.highlights == {**light.highlights, "hit": HighlightStyle(attributes=("bold",))}
    assert mine.variables == light.variables


def test_a_theme_may_be_based_on_a_neighbour_and_replace_a_bundled_one(load: Load) -> None:
    themes, problems = load(
        a='based-on = "b"\n',
        b='based-on = "dark"\n[colours]\nprimary = "#123456"\n',
        dark='based-on = "dark"\n[colours]\nprimary = "#654321"\n',
    )
    assert problems == []
    assert named(themes, "a").colours["primary"] == "#123456"
    assert named(themes, "dark").colours["primary"] == "#654321"
    assert len(themes) == len(BUNDLED) + 2


def test_no_more_is_read_than_asked_for(tmp_path: Path) -> None:
    (tmp_path / "mine.toml").write_text('based-on = "contrast-light"\n')
    (tmp_path / "broken.toml").write_text("= 1\n")
    themes, problems = load_themes([themes_dir(), tmp_path], only={"mine", "missing"})
    assert problems == []
    assert {theme.name for theme in themes} == {"mine", "contrast-light", "light"}


BASE = 'based-on = "dark"\n'

BROKEN = {
    "not TOML": ("= 3\n", "mine.toml, line 1, column 1: Invalid statement"),
    "cut off": (BASE + "[colours", "mine.toml, line 2: Expected ']' at the end of a table declaration"),
    "not a colour": (
        BASE + '[colours]\n\nprimary = "blue-ish"\n',
        "mine.toml, line 4: primary: not a colour such as #1a2b3c: 'blue-ish'",
    ),
    "colour is a number": (
        BASE + "[colours]\nprimary = 7\n",
        "mine.toml, line 3: primary: not a colour such as #1a2b3c: 7",
    ),
    "colour is a number that nobody can print": (
        BASE + "[colours]\nprimary = 0x" + "f" * 9_000 + "\n",
        "mine.toml, line 3: primary: not a colour such as #1a2b3c: a value too long to tell",
    ),
    "a number too long to read": (
        BASE + "[colours]\nprimary = " + "1" * 9_000 + "\n",
        "mine.toml: holds a number of too many digits",
    ),
    "wrong word in a highlight": (
        BASE + '[highlights]\nhit = "bald"\n',
        "mine.toml, line 3: hit: 'bald' is neither a colour (#1a2b3c, default) nor one of "
        "bold, dim, italic, underline, strike, reverse",
    ),
    "highlight without quotes": (
        BASE + "[highlights]\nhit = true\n",
        "mine.toml, line 3: hit: must be text in quotes",
    ),
    "no colour after on": (
        BASE + '[highlights]\nhit = "#fff on"\n',
        "mine.toml, line 3: hit: no colour after 'on'",
    ),
    "wrong variable": (
        BASE + '[variables]\nborder = "url(x)"\n',
        "mine.toml, line 3: border: not a colour: 'url(x)'",
    ),
    "wrong style": (
        BASE + '[variables]\nblock-cursor-text-style = "bold; x"\n',
        "mine.toml, line 3: block-cursor-text-style: not a style such as bold: 'bold; x'",
    ),
    "dark is text": ('based-on = "dark"\ndark = "yes"\n', "mine.toml, line 2: dark: must be true or false"),
    "table is text": (BASE + 'colours = "x"\n', "mine.toml, line 2: colours: must be a table"),
    "table is a list": (BASE + "[[highlights]]\n", "mine.toml, line 2: highlights: must be a table"),
    "base is missing": ('\nbased-on = "drak"\n', "mine.toml, line 2: based-on: no theme 'drak'"),
    "base is itself": ('based-on = "mine"\n', "mine.toml, line 1: based-on: no theme 'mine'"),
    "nothing in it": (
        "",
        "mine.toml: gives no primary, secondary, warning and 41 more; "
        'add based-on = "dark" to take them from there',
    ),
    "nested too deep": ("x = " + "[" * 5000, "mine.toml: is nested too deep"),
    "too large": ("#" * (MAX_BYTES + 1), "mine.toml: larger than 100 kB, so not a theme"),
    "control characters": (
        "x = '\x1b]0;t\x07'\n",
        "mine.toml, line 1, column 6: Found invalid character '\\x1b'",
    ),
}


@pytest.mark.parametrize("case", BROKEN)
def test_a_broken_file_is_named_and_the_others_stay(case: str, load: Load) -> None:
    text, message = BROKEN[case]
    themes, problems = load(mine=text, other=BASE)
    assert problems == [message]
    assert {theme.name for theme in themes} == BUNDLED | {"other"}


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[highlights]\nfigure-mony = 'bold'\n", "line 3: figure-mony: unknown; did you mean figure-money?"),
        ("[colours]\nbackgruond = '#000'\n", "line 3: backgruond: unknown; did you mean background?"),
        (
            "[variables]\nborder-blured = '#000'\n",
            "line 3: border-blured: unknown; did you mean border-blurred?",
        ),
        ("[higlights]\n", "line 2: higlights: unknown; did you mean highlights?"),
        ("zzzzzz = 1\n", "line 2: zzzzzz: unknown, and passed over"),
    ],
)
def test_an_unknown_key_is_reported_with_the_nearest_and_passed_over(
    text: str, message: str, load: Load
) -> None:
    themes, problems = load(mine=BASE + text)
    assert problems == [f"mine.toml, {message}"]
    assert named(themes, "mine").highlights == named(themes, "dark").highlights


def test_bytes_that_are_no_text_are_named_by_line(load: Load) -> None:
    assert load(mine=b"title = 'x'\n\xff\xfe")[1] == ["mine.toml, line 2: is not UTF-8 text"]


def test_a_name_that_is_no_name_is_refused(tmp_path: Path) -> None:
    (tmp_path / "My [b]Theme.toml").write_text(BASE)
    themes, problems = load_themes([themes_dir(), tmp_path])
    assert len(themes) == len(BUNDLED)
    assert [problem.path.name for problem in problems] == ["My [b]Theme.toml"]


def test_what_is_not_a_theme_is_not_looked_at(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("x")
    (tmp_path / "folder.toml").mkdir()
    assert load_themes([tmp_path, tmp_path / "missing"]) == ([], [])


@pytest.mark.parametrize(
    ("value", "look"),
    [
        ("", HighlightStyle()),
        ("#fff", HighlightStyle("#fff")),
        ("on #000", HighlightStyle(None, "#000")),
        ("bold #1a2b3c on default underline", HighlightStyle("#1a2b3c", "default", ("bold", "underline"))),
    ],
)
def test_highlights_are_read(value: str, look: HighlightStyle) -> None:
    assert parse_highlight(value) == look


@pytest.mark.parametrize("value", ["#12", "red", "#fff #000", "on on #000", "#fff on #000 on #111", "[bold]"])
def test_highlights_that_say_nothing_clear_are_refused(value: str) -> None:
    assert isinstance(parse_highlight(value), str)


def test_highlight_style_carries_everything_to_segments(load: Load) -> None:
    hit = highlight_style(named(load()[0], "dark"), "hit-current")
    assert (hit.color, hit.bold, hit.underline) == (RichColor.parse("#14171c"), True, None)
    assert hit.bgcolor is not None
    with pytest.raises(KeyError):
        highlight_style(named(load()[0], "dark"), "nonsense")


class ThemedApp(App[None]):
    """Draws one line with the variables a theme gives."""

    CSS = """
    Static { color: $hit; background: $hit-background; text-style: $hit-style; }
    #frame { border: round $figure-money; }
    """

    def get_theme_variable_defaults(self) -> dict[str, str]:
        return variable_defaults()

    def compose(self) -> ComposeResult:
        yield Static(plain("found"), id="frame")


async def test_every_theme_can_be_worn(load: Load) -> None:
    app = ThemedApp(ansi_color=True)
    async with app.run_test(size=(40, 10)) as pilot:
        for theme in load()[0]:
            app.register_theme(to_textual(theme))
            app.theme = theme.name
            await pilot.pause()
            style = app.query_one("#frame").rich_style
            look = theme.highlights["hit"]
            if look.background is not None:
                assert style.bgcolor == RichColor.parse(look.background)
            assert bool(style.bold) == ("bold" in look.attributes)
            assert bool(style.reverse) == ("reverse" in look.attributes)


async def test_a_theme_of_textual_can_be_worn_too() -> None:
    app = ThemedApp()
    app.register_theme(Theme(name="foreign", primary="#336699"))
    async with app.run_test(size=(40, 10)) as pilot:
        app.theme = "foreign"
        await pilot.pause()
        assert app.query_one("#frame").display


async def test_no_colour_sends_no_colour(load: Load) -> None:
    app = ThemedApp(ansi_color=True)
    app.register_theme(to_textual(named(load()[0], "no-colour")))
    app.theme = "no-colour"
    async with app.run_test(size=(40, 10)) as pilot:
        await pilot.pause()
        written = app.screen._compositor.render_full_update().render_segments(app.console)
    assert "found" in written
    codes = {code for codes in re.findall("\x1b\\[([0-9;]*)m", written) for code in codes.split(";")}
    assert codes <= {"0", "1", "2", "3", "4", "7", "9", "39", "49"}
