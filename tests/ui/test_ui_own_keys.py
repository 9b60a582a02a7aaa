"""A user's own keys: for every action, told where they clash, named wherever a key is named."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from textual.binding import Binding
from textual.keys import _character_to_key
from textual.widgets import Input, TextArea

from briefing.folders import themes_dir
from briefing.settings import load, use_options
from briefing.ui.bindings import bindings_of
from briefing.ui.drawing.headers import footer
from briefing.ui.drawing.palette import Palette, lookup
from briefing.ui.drawing.styled_text import TextStyler
from briefing.ui.drawing.theme_files import load_themes
from briefing.ui.key_names import key_code, key_name
from briefing.ui.key_table import ACTIONS, BY_ID, actions_in
from briefing.ui.keymap import keymap_from
from briefing.ui.keys import use_keymap
from briefing.ui.modals.help_screen import HelpScreen

if TYPE_CHECKING:
    from tests.ui.conftest import OpenReader

UI = Path(__file__).parents[2] / "tui" / "briefing" / "ui"


@pytest.fixture(scope="module")
def styler() -> TextStyler:
    """Draws in the dark theme."""
    themes, _problems = load_themes([themes_dir()], only={"dark"})
    return TextStyler(Palette(lookup(next(theme for theme in themes if theme.name == "dark"))))


@pytest.fixture(autouse=True)
def own_keymap() -> Iterator[None]:
    """Forget the keys of a test behind it."""
    yield
    use_keymap({})


def write(folder: Path, text: str) -> Path:
    """Make a file of settings."""
    path = folder / "home" / "config" / "config.toml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("]", "right_square_bracket"),
        ("right_square_bracket", "right_square_bracket"),
        ("^x", "ctrl+x"),
        ("ctrl+x", "ctrl+x"),
        ("^", "circumflex_accent"),
        ("esc", "escape"),
        ("pgdn", "pagedown"),
        ("S-tab", "shift+tab"),
        ("f8", "f8"),
        ("X", "X"),
        ("ä", "ä"),
        ("+", "plus"),
        ("ctrl+shift+f3", "ctrl+shift+f3"),
        ("f99", None),
        ("escpae", None),
        ("shift+a", None),
        ("", None),
        ("\x1b", None),
    ],
)
def test_keys_as_they_are_written(typed: str, code: str | None) -> None:
    assert key_code(typed) == code


def test_keys_have_textuals_names() -> None:
    for character in map(chr, range(0x21, 0x7F)):
        code = key_code(character)
        assert code == _character_to_key(character)
        assert key_code(key_name(code)) == code


def test_every_action_has_one_binding_and_none_stands_elsewhere() -> None:
    scopes = {action.where for action in ACTIONS}
    found = [binding for scope in sorted(scopes) for binding in bindings_of(scope)]
    assert sorted(b.id or "" for b in found if isinstance(b, Binding)) == sorted(BY_ID)
    for path in UI.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and ast.unparse(node.func) == "Binding":
                assert path.name == "bindings.py"


def test_no_message_names_a_key_in_its_text() -> None:
    """A key that is named stands in the table; texts ask for it."""
    named = re.compile(r"\^[a-z]\b|\bctrl\+[a-z]|\besc\b|[;:·,] [b-zB-Z}] [a-z]|^[a-z] (quits|hides|undoes)")
    for path in UI.rglob("*.py"):
        if path.name in ("key_names.py", "key_table.py", "driver.py"):
            continue
        tree = ast.parse(path.read_text(encoding="utf-8"))
        notes = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in notes:
                assert not named.search(node.value), (path.name, node.value)


def test_a_clash_is_told_with_both_actions_and_its_line(tmp_path: Path) -> None:
    path = write(
        tmp_path,
        "[keys]\n"
        '"move.next_target" = ["f8", "m"]\n'
        '"move.previous_target" = ["f8", "f7"]\n'
        '"marks.makr" = ["f9"]\n'
        '"marks.list" = ["f99", "f10"]\n'
        '"search.close" = ["x", "f2"]\n',
    )
    keymap, loaded = keymap_from(load((), {}))
    assert keymap["move.next_target"] == ("f8", "m")
    assert keymap["move.previous_target"] == ("f7",)
    assert keymap["marks.list"] == ("f10",)
    assert keymap["search.close"] == ("f2",)
    assert keymap["marks.mark"] == ()
    assert loaded.faults == (
        f"{path}, line 3: keys.move.previous_target: f8 is the key of move.next_target ({path}:2) already",
        f"{path}, line 4: keys.marks.makr: unknown; did you mean marks.mark?",
        f"{path}, line 5: keys.marks.list: no key is called f99",
        f"{path}, line 6: keys.search.close: x is typed there",
        f"{path}, line 2: keys.move.next_target: m was the key of marks.mark, which has none now",
    )


def test_an_action_keeps_its_own_keys_where_none_that_it_is_given_can_be_used(tmp_path: Path) -> None:
    path = write(
        tmp_path,
        '[keys]\n"move.top" = ["foo"]\n"move.next_target" = ["f8"]\n"move.previous_target" = ["f8", "bar"]\n',
    )
    keymap, loaded = keymap_from(load((), {}))
    assert keymap == {"move.next_target": ("f8",)}
    assert loaded.faults == (
        f"{path}, line 2: keys.move.top: no key is called foo",
        f"{path}, line 4: keys.move.previous_target: f8 is the key of move.next_target ({path}:3) already",
        f"{path}, line 4: keys.move.previous_target: no key is called bar",
    )
    assert loaded.origin("keys.move.top").kind == "default"


@pytest.mark.parametrize("typed", ["x", "1", "/", "space", "ä", "é", "я"])
def test_a_key_that_types_stays_the_boxs(typed: str) -> None:
    """Also one that other keyboards have: a search for “Präsident” has to be typed to its end."""
    keymap, loaded = keymap_from(load((f"keys.search.close={typed}",), {}))
    assert (keymap, loaded.faults) == ({}, (f"--setting: keys.search.close: {typed} is typed there",))


@pytest.mark.parametrize("opens", [("slash",), ("f",), ("j", "m", "i")])
@pytest.mark.parametrize("key", ["x", "ä", "space"])
async def test_a_key_that_quits_is_typed_in_a_box(
    open_reader: OpenReader, key: str, opens: tuple[str, ...]
) -> None:
    """In the search, the filter of the list and a note: one that goes before all others elsewhere."""
    use_options([f"keys.app.quit={key},ctrl+q"])
    async with open_reader() as reading:
        await reading.press(*opens, "a", key, "b")
        assert reading.app.is_running
        box = reading.app.focused
        assert isinstance(box, Input | TextArea)
        typed = box.value if isinstance(box, Input) else box.text
        assert typed == f"a{' ' if key == 'space' else key}b"
        await reading.press("ctrl+q")
        assert not reading.app.is_running


async def test_a_letter_quits_where_no_box_has_the_focus(open_reader: OpenReader) -> None:
    use_options(["keys.app.quit=x"])
    async with open_reader() as reading:
        await reading.press("slash", "x")
        assert reading.query() == "x"
        await reading.press("escape", "x")
        assert not reading.app.is_running


def test_two_actions_can_change_their_keys() -> None:
    keymap, loaded = keymap_from(load(("keys.marks.mark=x", "keys.marks.remove=m"), {}))
    assert loaded.faults == ()
    assert keymap == {"marks.mark": ("x",), "marks.remove": ("m",)}


def test_another_scope_is_no_clash() -> None:
    """`m` mutes in the list of topics and marks in the text."""
    keymap, loaded = keymap_from(load(("keys.move.next_target=p",), {}))
    assert (loaded.faults, keymap) == ((), {"move.next_target": ("p",)})
    keymap, loaded = keymap_from(load(("keys.steer.pin=j",), {}))
    assert keymap["rows.down"] == ("down",)
    assert len(loaded.faults) == 1


@pytest.mark.parametrize(
    ("key", "lost"),
    [("x", ("marks.remove", "dialog.remove_mark")), ("k", ("move.previous_passage", "rows.up"))],
)
def test_a_key_that_quits_everywhere_is_no_others(key: str, lost: tuple[str, str]) -> None:
    """It is taken from the actions of every scope, and told once with all of them."""
    keymap, loaded = keymap_from(load((f"keys.app.quit={key}",), {}))
    assert [fault for fault in loaded.faults if "keys.app.quit" in fault] == list(loaded.faults)
    (fault,) = loaded.faults
    assert fault.startswith(f"--setting: keys.app.quit: {key} was the key of ")
    for name in lost:
        assert f"{name}, which has " in fault
        assert key not in keymap[name]


def test_the_key_that_quits_can_be_given_to_another() -> None:
    keymap, loaded = keymap_from(load(("keys.marks.mark=ctrl+q",), {}))
    assert keymap == {"app.quit": (), "marks.mark": ("ctrl+q",)}
    assert loaded.faults == ("--setting: keys.marks.mark: ^q was the key of app.quit, which has none now",)
    keymap, loaded = keymap_from(load(("keys.app.quit=x", "keys.marks.colour=x"), {}))
    assert "marks.colour" not in keymap
    assert loaded.faults[0].startswith("--setting: keys.marks.colour: x is the key of app.quit ")


async def test_several_keys_for_one_action_and_none_for_another(open_reader: OpenReader) -> None:
    use_options(["keys.move.next_passage=f8,n", "keys.columns.lock="])
    async with open_reader() as reading:
        first = reading.here()
        await reading.press("j")
        assert reading.here() == first
        await reading.press("f8")
        second = reading.here()
        assert second != first
        await reading.press("n")
        assert reading.here() not in (first, second)
        await reading.press("equals_sign")
        assert not reading.state.lock
        # `n` was the key of another.
        assert [note.message for note in reading.app._notifications if note.title == "Settings"] == [
            "--setting: keys.move.next_passage: n was the key of find.next, which has none now"
        ]


async def test_keys_of_lists_boxes_synopsis_and_dialogs(open_reader: OpenReader) -> None:
    use_options(
        [
            "keys.rows.down=f5",
            "keys.search.close=f6",
            "keys.table.down=f7",
            "keys.table.leave=f8",
            "keys.dialog.leave=f9",
            "keys.dialog.close=",
            "keys.steer.mute=f10",
            "keys.filter.leave=f11",
        ]
    )
    async with open_reader() as reading:
        await reading.press("a", "j")
        at = reading.reader.side.articles.highlighted
        await reading.press("f5")
        assert reading.reader.side.articles.highlighted == (at or 0) + 1
        await reading.press("f", "x", "f11")
        assert "list.filter" in reading.ran
        assert "view.escape" not in reading.ran
        await reading.press("escape", "slash", "d", "f6")
        assert reading.query() is None
        await reading.press("question_mark")
        assert reading.app.screen.query("#help-typed")
        await reading.press("f9")
        assert reading.app.screen is reading.reader
        await reading.press("t", "f10")
        assert "f9 leave" in reading.text()
        await reading.press("f9", "s", "f7")
        assert "f8 leave" in reading.text()
        await reading.press("q", "f8")
        assert reading.app.screen is reading.reader


async def test_what_is_said_names_the_keys_that_are_set(open_reader: OpenReader) -> None:
    use_options(["keys.marks.edit=f5", "keys.marks.undo=", "keys.view.hide_articles=f7", "keys.view.help=f1"])
    async with open_reader() as reading:
        assert "f1 help" in reading.lines()[-1]
        await reading.press("j", "m")
        # What is said stands over the keys.
        assert reading.said() == "marked: f5 note and tags, c colour"
        assert "a · f7 hides" in reading.text()
        await reading.press("f1")
        rows = dict(row for part in sections_shown(reading.app.screen) for row in part)
        assert rows["f5"] == "Note, tags and colour of the mark here"
        assert "Undo the last change to marks" not in rows.values()


def sections_shown(screen: object) -> list[tuple[tuple[str, str], ...]]:
    """The rows of the sections of a help screen."""
    assert isinstance(screen, HelpScreen)
    return [section.rows for section in screen.sections]


def test_keys_allotted_to_what_is_to_come_are_free() -> None:
    """Each once, and none the key of an action of the text."""
    text = (UI.parents[2] / "ARCHITECTURE.md").read_text(encoding="utf-8")
    table = text.partition("<!-- allotted keys -->")[2].partition("<!-- /allotted keys -->")[0]
    allotted = [key_code(key) for key in re.findall(r"^\| `(.+)` \|", table, flags=re.MULTILINE)]
    assert len(allotted) == len(set(allotted)) > 0
    assert None not in allotted
    bound = {key for action in actions_in("") for key in action.keys}
    assert not bound & set(allotted)


@pytest.mark.covers("move.walk_kind", "move.next_target", "move.previous_target")
async def test_one_key_chooses_what_is_walked(open_reader: OpenReader) -> None:
    async with open_reader() as reading:
        await reading.press("j", "m", "j", "j", "m")
        await reading.press("g", "W")
        assert reading.said() == "] [ walk marks"
        await reading.press("right_square_bracket")
        first = reading.here()
        await reading.press("right_square_bracket")
        assert reading.here() != first
        assert reading.state.mark_here() is not None
        await reading.press("right_square_bracket")
        assert reading.said() == "this is the last mark of the article"
        await reading.press("left_square_bracket")
        assert reading.here() == first
        await reading.pilot.press("q")
    async with open_reader() as reading:
        assert reading.state.walk == "marks"
        await reading.press(*["W"] * 4)
        assert reading.said() == "] [ walk figures"
    use_options(["walk=figures"])
    async with open_reader() as reading:
        assert reading.state.walk == "figures"


def test_the_footer_has_no_word_of_an_action_without_a_key(styler: TextStyler) -> None:
    assert footer(styler, (), 40).plain.rstrip().endswith("? help  q quit")
    use_keymap({"view.quit": ()})
    assert footer(styler, (), 40).plain.rstrip().endswith("? help")
