"""The screen itself: panes, help, legend, themes, cancelling, leaving."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from answers import Answers
from textual.events import Paste
from tiers import cases

from briefing.session.requests.article_requests import WarmIndexes
from briefing.session.requests.topic_requests import ArrangeTopics
from briefing.settings import use_options
from briefing.ui.key_names import key_name
from briefing.ui.key_table import ACTIONS, LEDGER, QUOTES, SYNOPSIS, TABLE, TIMELINE
from briefing.ui.modals.help_card import PANES as PANES_OF_CARDS
from briefing.ui.modals.help_card import help_card
from briefing.ui.modals.help_screen import HelpScreen
from briefing.ui.modals.legend_screen import LegendScreen
from briefing.ui.modals.theme_picker import ThemePicker
from briefing.ui.state.reader_state import ReaderState
from briefing.ui.state.restoring import restore, saved_state

if TYPE_CHECKING:
    from tests.ui.conftest import OpenReader, Reading


def panes(reading: Reading) -> str:
    """Which panes one sees: (a)rticles, (t)opics, (l)ens."""
    side, lens = reading.reader.side, reading.reader.lens_strip
    seen = {"a": side.articles, "t": side.topics, "l": lens}
    return "".join(letter for letter, pane in seen.items() if pane.region.area)


def focus(reading: Reading) -> str:
    """Which pane has the keys."""
    reader = reading.reader
    panes = {"text": reader.view, "articles": reader.side.articles, "topics": reader.side.topics}
    return next((name for name, pane in panes.items() if pane is reader.focused), "?")


@pytest.mark.covers("view.articles", "view.topics_list", "view.escape")
async def test_to_the_lists_and_back(open_reader: OpenReader) -> None:
    async with open_reader() as reading:
        for key, name in (("a", "articles"), ("t", "topics"), ("a", "articles")):
            await reading.press(key)
            assert focus(reading) == name
        assert "space in/out" in reading.lines()[-1]
        await reading.press("j", "j", "k", "enter")
        assert (focus(reading), reading.here()[0]) == ("text", "C")
        await reading.press("t", "escape")
        assert focus(reading) == "text"
        assert "j k move" in reading.lines()[-1]


@pytest.mark.covers(
    "view.hide_articles", "view.hide_topics", "view.hide_sidebar", "view.hide_lens", "view.articles"
)
async def test_hiding_panes(open_reader: OpenReader) -> None:
    async with open_reader() as reading:
        seen = [panes(reading)]
        for key in ("A", "A", "T", "b", "b", "ctrl+l", "b", "a"):
            await reading.press(key)
            seen.append(panes(reading))
            assert focus(reading) == ("articles" if key == "a" else "text")
        assert seen == ["atl", "tl", "atl", "al", "l", "atl", "at", "", "a"]


@pytest.mark.covers("view.zen")
@pytest.mark.parametrize("size", [(160, 48), (80, 24), (60, 20)])
async def test_the_text_alone(open_reader: OpenReader, size: tuple[int, int]) -> None:
    async with open_reader(size=size) as reading:
        await reading.press("T")
        before, lines = panes(reading), reading.lines()
        await reading.press("Z")
        reading.app.clear_notifications()
        await reading.pilot.pause()
        seen = [column.article_id for column in reading.reader.columns.open if column.display]
        assert (panes(reading), focus(reading), len(seen)) == ("", "text", 1)
        view = reading.reader.view
        assert view is not None
        assert view.region.size == reading.app.size
        if len(reading.state.columns) > 1:
            # Columns are walked as before, one at a time.
            await reading.press("l")
            assert reading.here()[0] == "B"
            await reading.press("h")
        await reading.press("Z")
        assert (panes(reading), reading.state.panes.zen) == (before, False)
        reading.app.clear_notifications()
        await reading.pilot.pause()
        assert reading.lines() == lines


@pytest.mark.covers("view.zen", "view.articles", "view.escape", "view.hide_lens", "view.hide_sidebar")
async def test_lists_and_ways_out_of_the_text_alone(open_reader: OpenReader) -> None:
    async with open_reader() as reading:
        await reading.press("Z", "a")
        # The lists lie over the text while they are used.
        assert (focus(reading), panes(reading)) == ("articles", "at")
        await reading.press("escape")
        assert (focus(reading), panes(reading)) == ("text", "")
        for key in ("escape", "ctrl+l", "b", "A", "T"):
            await reading.press(key)
            assert panes(reading) == "atl", key
            await reading.press("Z")
            assert panes(reading) == "", key


@pytest.mark.covers("view.wider", "view.narrower", "view.line_spacing", "view.align")
async def test_how_the_text_is_set(open_reader: OpenReader) -> None:
    async with open_reader(size=(160, 48)) as reading:

        def longest() -> int:
            view = reading.reader.view
            assert view is not None
            rows = [row for row in view.layout_rows.rows if row.kind == "text"]
            return max(row.end - row.start for row in rows)

        def height() -> int:
            view = reading.reader.view
            assert view is not None
            return len(view.layout_rows.rows)

        await reading.press("w")
        view = reading.reader.view
        assert view is not None
        assert 72 < longest() <= 92
        for _ in range(5):
            await reading.press("minus")
        assert reading.said() == "lines of at most 72 cells"
        assert 52 < longest() <= 72
        await reading.press("j", "j")
        await reading.press("plus")
        assert reading.said() == "lines of at most 76 cells"
        assert view.passage_in_view(reading.state.cursor.passage)
        one = height()
        heights = []
        for _ in range(3):
            await reading.press("underscore")
            heights.append(height())
        assert one < heights[0] < heights[1]
        assert heights[2] == one
        assert (before := reading.text()).count("Gazette")
        await reading.reader.action_run("view.align")
        await reading.pilot.pause()
        # The text begins where its column does.
        assert view.render_line(0).text.index("Dam") < 4 < before.index("Dam")


@pytest.mark.covers("view.narrower", "view.wider")
async def test_a_text_is_narrowed_from_what_is_seen_and_no_wider_than_its_column(
    open_reader: OpenReader,
) -> None:
    async with open_reader(size=(60, 20)) as reading:
        view = reading.reader.view
        assert view is not None
        await reading.press("plus")
        assert reading.said() == "the lines are as long as the column is wide"
        room = view.room
        await reading.press("minus")
        assert reading.said() == f"lines of at most {room - 4} cells"
        for _ in range(12):
            await reading.press("minus")
        assert reading.said() == "lines of at most 20 cells"


@pytest.mark.covers("list.wider", "list.narrower", "view.narrower")
async def test_widths_are_kept_but_give_way_to_what_is_set(open_reader: OpenReader) -> None:
    async with open_reader(size=(160, 48)) as reading:
        await reading.press("minus", "a", "plus", "plus", "minus")
        assert reading.said() == "lists of 42 cells"
        width = reading.app.settings.text.width
        assert reading.reader.side.size.width == 42
        reading.app.leave()
    async with open_reader(size=(160, 48)) as reading:
        assert reading.app.settings.text.width == width < 92
        assert reading.reader.side.size.width == 42
    use_options(["list.width=50"])
    try:
        async with open_reader(size=(160, 48)) as reading:
            assert reading.app.settings.text.width == width
            assert reading.reader.side.size.width == 50
    finally:
        use_options([])


@pytest.mark.covers("view.next_pane", "view.previous_pane")
async def test_from_pane_to_pane(open_reader: OpenReader) -> None:
    async with open_reader() as reading:
        walked = []
        for key in ("tab", "tab", "tab", "shift+tab", "shift+tab", "shift+tab"):
            await reading.press(key)
            walked.append(focus(reading))
        assert walked == ["articles", "topics", "text", "topics", "articles", "text"]
        await reading.press("A", "tab")
        assert focus(reading) == "topics"


@pytest.mark.covers("view.escape")
async def test_escape_leaves_one_thing_at_a_time(open_reader: OpenReader) -> None:
    async with open_reader() as reading:
        await reading.press("t", "g", "enter", "slash", *"dam", "enter", "v", "t")
        left = []
        for _ in range(5):
            await reading.press("escape")
            state = reading.state
            left.append(
                (
                    state.selection is None,
                    focus(reading),
                    state.search.answer is None,
                    state.topics.chosen is None,
                )
            )
        assert left == [
            (True, "topics", False, False),
            (True, "text", False, False),
            (True, "text", True, False),
            (True, "text", True, True),
            (True, "text", True, True),
        ]
        assert reading.state.cursor.span is None
        await reading.press("escape")
        assert reading.app.is_running


@pytest.mark.covers("view.help")
@pytest.mark.parametrize("key", ["question_mark", "f1"])
async def test_help_names_every_key(open_reader: OpenReader, key: str) -> None:
    async with open_reader() as reading:
        await reading.press(key)
        assert isinstance(reading.app.screen, HelpScreen)
        rows = [row for section in reading.app.screen.sections for row in section.rows]
        for action in ACTIONS:
            if action.keys:
                assert (" ".join(map(key_name, action.keys)), action.title) in rows, action.id
        await reading.press("escape")
        assert len(reading.app.screen_stack) == 1


PANES: dict[str, tuple[str, ...]] = {
    "text": ("question_mark",),
    "list": ("a", "question_mark"),
    "topics": ("t", "f1"),
    "filter": ("f", "f1"),
    "search": ("slash", "f1"),
    "synopsis": ("s", "question_mark"),
    "ledger": ("number_sign", "question_mark"),
    "timeline": ("Y", "question_mark"),
    "quotes": ("quotation_mark", "question_mark"),
}


@pytest.mark.parametrize("pane", PANES)
async def test_the_keys_of_each_pane_fit_one_small_screen(open_reader: OpenReader, pane: str) -> None:
    async with open_reader(size=(80, 24)) as reading:
        await reading.press("j", "right_curly_bracket", *PANES[pane])
        assert isinstance(reading.app.screen, HelpScreen)
        card = reading.app.screen.card
        assert card == help_card(pane)
        shown = " ".join(re.sub(r"[│▎▁▂▃▄▅▆▇█▔]", " ", reading.text()).split())
        keys = [keys for keys, _ in card.rows]
        assert card.title in shown
        assert all(" ".join(one.split()[:2]) in shown for one in keys)
        lines = reading.app.screen.keys.lines(75, 21)
        blank = next((number for number, line in enumerate(lines) if not line.plain.strip()), len(lines))
        assert blank <= 21


@pytest.mark.parametrize("pane", PANES)
def test_the_keys_of_a_pane_are_all_that_act_there(pane: str) -> None:
    """Each action of its scopes by its first key, alone or beside the key of another."""
    _, scopes, _ = PANES_OF_CARDS[pane]
    told = {key for keys, _ in help_card(pane).rows for key in keys.split()}
    for action in ACTIONS:
        if action.where in scopes and action.keys:
            assert key_name(action.keys[0]) in told, action.id


@pytest.mark.covers("view.help")
async def test_what_is_typed_narrows_the_help(open_reader: OpenReader) -> None:
    async with open_reader(size=(160, 48)) as reading:
        await reading.press("question_mark", *"undo")
        text = reading.text()
        assert "Undo the last change to marks" in text
        assert "Next passage" not in text
        assert "In the text" not in text
        await reading.press(*["backspace"] * 4, "right_square_bracket")
        assert "Next figure, or what else is walked" in reading.text()
        assert "Undo" not in reading.text()
        await reading.press("backspace", *"zzz")
        assert "nothing has this word or key" in reading.text()
        await reading.press("escape", "question_mark")
        assert "In the text" in reading.text()
        await reading.press("question_mark")
        assert len(reading.app.screen_stack) == 1


@pytest.mark.covers("view.help")
async def test_the_help_scrolls_while_its_line_has_the_keys(open_reader: OpenReader) -> None:
    async with open_reader(size=(80, 24)) as reading:
        await reading.press("question_mark")
        scroll = reading.app.screen.query_one("#help-scroll")
        await reading.press("down", "down", "up")
        assert scroll.scroll_offset.y == 1
        await reading.press("pagedown")
        assert scroll.scroll_offset.y > 10
        await reading.press("pageup", "ctrl+end")
        assert scroll.scroll_offset.y == scroll.max_scroll_y
        await reading.press("ctrl+home")
        assert scroll.scroll_offset.y == 0
        await reading.press("enter")
        assert len(reading.app.screen_stack) == 1


@pytest.mark.covers("view.help", "view.articles")
async def test_help_begins_with_the_pane_one_is_in(open_reader: OpenReader) -> None:
    async with open_reader() as reading:
        await reading.press("question_mark")
        first = reading.text()
        await reading.press("escape", "a", "question_mark")
        second = reading.text()
        await reading.press("enter", "escape", "slash", "f1")
        third = reading.text()
        await reading.press("escape", "escape", "f", "f1")
        fourth = reading.text()
        tops = [
            re.search(r"╭─ Keys ─+╮\n.*?to narrow.*\n.*?│ +(.+?) +│", text)
            for text in (first, second, third, fourth)
        ]
        assert [top.group(1) if top else None for top in tops] == [
            "In the text",
            "In the list of articles",
            "In the search",
            "In the filter of the list",
        ]


@pytest.mark.covers("view.legend")
async def test_the_legend_names_every_source_and_kind(open_reader: OpenReader) -> None:
    async with open_reader(size=(160, 66)) as reading:
        await reading.press("L")
        assert isinstance(reading.app.screen, LegendScreen)
        text = reading.text()
        for word in (
            "money",
            "percent",
            "ratio",
            "yellow",
            "orange",
            "Morning Herald, 11 Mar 2026",
            "a name, while names are walked",
        ):
            assert word in text
        await reading.press("end")
        assert "someone at the board…, date?" in reading.text()
        await reading.press("escape")


@pytest.mark.covers("view.theme")
async def test_a_theme_is_seen_before_it_is_taken(open_reader: OpenReader) -> None:
    async with open_reader() as reading:
        await reading.press("ctrl+t")
        assert isinstance(reading.app.screen, ThemePicker)
        names = reading.app.theme_names
        assert {"dark", "light", "contrast-dark", "contrast-light", "colour-blind", "no-colour"} <= set(names)
        before = reading.app.palette.style("figure-money")
        await reading.press("down")
        assert reading.app.theme == names[names.index("dark") + 1]
        assert reading.app.palette.style("figure-money") != before
        await reading.press("escape")
        assert reading.app.theme == "dark"
        assert reading.app.palette.style("figure-money") == before
        await reading.press("ctrl+t", "down", "enter")
        assert reading.app.theme == names[names.index("dark") + 1]
        chosen = reading.app.theme
        await reading.press("q")
    async with open_reader() as reading:
        assert reading.app.theme == chosen


@pytest.mark.covers("view.theme")
async def test_every_theme_can_be_chosen_before_the_others_are_loaded(open_reader: OpenReader) -> None:
    """They are loaded behind the first work on the articles, which may take long."""
    async with open_reader(held=(WarmIndexes,)) as reading:
        assert reading.app.theme_names == ["dark"]
        await reading.pilot.press("ctrl+t")
        await reading.pilot.pause()
        assert "colour-blind" in reading.text()
        assert "no-colour" in reading.text()


@pytest.mark.parametrize(
    ("typed", "moved"),
    cases(
        [(("down", "escape", "enter"), 0), (("down", "down", "up", "enter", "j"), 1)],
        [
            (("down", "enter", "escape"), 1),
            (("down", "down", "enter", "escape", "escape"), 2),
            (("down", "escape"), 0),
        ],
    ),
)
async def test_keys_typed_fast_take_a_theme_or_leave_it(
    open_reader: OpenReader, typed: tuple[str, ...], moved: int
) -> None:
    """The first key that ends the choosing counts."""
    async with open_reader() as reading:
        names = reading.app.theme_names
        await reading.press("ctrl+t")
        await reading.type_fast(*typed)
        assert reading.app.screen is reading.reader
        assert reading.app.theme == names[names.index("dark") + moved]


async def test_keys_typed_fast_open_a_mark(open_reader: OpenReader) -> None:
    async with open_reader() as reading:
        await reading.press("j", "m", "k")
        before = reading.here()
        await reading.press("M", "tab")
        await reading.type_fast("enter", "escape")
        assert reading.app.screen is reading.reader
        assert reading.here() != before


@pytest.mark.parametrize("save", [("enter",), ("ctrl+s",), ("tab", "tab", "tab", "enter")])
async def test_keys_typed_fast_keep_what_was_typed(open_reader: OpenReader, save: tuple[str, ...]) -> None:
    """Escape leaves a dialog without any change; behind a key that saves it is too late for that."""
    async with open_reader() as reading:
        await reading.press("d", *"Harbour News", *save[:-1])
        await reading.type_fast(save[-1], "escape")
        assert reading.app.screen is reading.reader
        assert str(reading.state.articles["news/a-gazette.md"].source).endswith("Harbour News")


@pytest.mark.parametrize("leave", [("ctrl+s",), ("escape", "i", "ctrl+s")])
async def test_keys_typed_fast_are_in_the_note(open_reader: OpenReader, leave: tuple[str, ...]) -> None:
    async with open_reader() as reading:
        await reading.press("m", "i")
        await reading.type_fast(*"abc", *leave)
        assert [mark.mark.note for mark in reading.state.marks.placed] == ["abc"]


async def test_what_is_pasted_behind_a_key_is_in_the_note_it_opens(open_reader: OpenReader) -> None:
    async with open_reader() as reading:
        await reading.type_fast("m", "i", Paste("a cause"), "ctrl+s")
        assert [mark.mark.note for mark in reading.state.marks.placed] == ["a cause"]


async def test_keys_typed_fast_narrow_what_is_picked(open_reader: OpenReader) -> None:
    async with open_reader() as reading:
        await reading.press("t", "p")
        await reading.type_fast(*"valley bridge", "down", "up", "enter", "escape")
        assert reading.app.screen is reading.reader
        assert "valley bridge" in reading.text()


async def test_keys_typed_fast_write_an_export(open_reader: OpenReader, tmp_path: Path) -> None:
    async with open_reader() as reading:
        await reading.press("m", "e", "tab", "tab", "tab", "ctrl+u", *"kept.md")
        await reading.type_fast("enter", "escape")
        assert (tmp_path / "kept.md").exists()


@pytest.mark.covers("view.cancel")
async def test_cancelling_what_takes_long(open_reader: OpenReader) -> None:
    async with open_reader(held=(WarmIndexes,)) as reading:
        await reading.shows("indexing …")
        await reading.pilot.press("j")
        assert reading.here() == ("A", 1)
        await reading.press("ctrl+x")
        assert reading.said().startswith("indexing was cancelled")
        assert "indexing" not in reading.lines()[0]
        await reading.press("ctrl+x")
        assert reading.said() == "nothing is running"


@pytest.mark.covers("view.cancel")
async def test_cancelling_the_topics(open_reader: OpenReader) -> None:
    async with open_reader(held=(ArrangeTopics,)) as reading:
        await reading.shows("Topics …")
        await reading.press("ctrl+x")
        assert "Topics …" not in reading.text()
        assert reading.state.topics.items == ()


@pytest.mark.covers("view.quit")
async def test_leaving(open_reader: OpenReader) -> None:
    async with open_reader() as reading:
        await reading.press("q")
        assert not reading.app.is_running
        assert reading.app.return_code == 0


async def test_control_c_does_not_leave(open_reader: OpenReader) -> None:
    async with open_reader() as reading:
        await reading.press("ctrl+c")
        assert reading.said() == "q quits"
        assert reading.app.is_running


async def test_the_palette_has_every_action_article_and_topic(open_reader: OpenReader) -> None:
    async with open_reader() as reading:
        commands = {command.title: command for command in reading.app.get_system_commands(reading.reader)}
        assert {action.title for action in ACTIONS if not action.call} <= set(commands)
        assert "Article D: someone at the board told me the cracks were known for two…" in commands
        assert "Topic: people below" in commands
        commands["Article C: Storm damage closes Kestrel lake to boats"].callback()
        await reading.settle()
        assert reading.here() == ("C", 0)
        commands["Topic: people below"].callback()
        await reading.settle()
        assert (reading.topic(), reading.here()) == ("people below", ("C", 3))
        commands["Next column"].callback()
        await reading.settle()
        assert reading.ran == ["columns.next"]
        await reading.press("question_mark")
        assert [c.title for c in reading.app.get_system_commands(reading.app.screen)] == ["Quit"]


@pytest.mark.parametrize(
    ("key", "scopes"),
    [("number_sign", {LEDGER}), ("Y", {TIMELINE}), ("quotation_mark", {QUOTES}), ("s", {SYNOPSIS, TABLE})],
)
async def test_the_palette_has_every_action_of_a_screen(
    open_reader: OpenReader, key: str, scopes: set[str]
) -> None:
    """And quits last: the first is what Enter does."""
    async with open_reader(size=(160, 40)) as reading:
        await reading.press("t", "g", "enter", key)
        commands = reading.app.get_system_commands(reading.app.screen)
        titles = [action.title for action in ACTIONS if action.where in scopes]
        assert [command.title for command in commands] == [*titles, "Quit"]
        front = reading.app.screen
        {command.title: command for command in commands}["Back to the text"].callback()
        await reading.settle()
        assert reading.app.screen is not front


@pytest.mark.parametrize(
    "typed",
    cases(
        [
            ("ctrl+p", *"harbour", "pagedown", "home", "end", "up", "down", "escape", "escape"),
            ("ctrl+p", *"xqzw", "pagedown", "pageup", "escape", "escape"),
            ("ctrl+p", "a", "escape", "escape", "ctrl+p", "b", "escape", "escape"),
            ("ctrl+p", *"help", "enter", "enter", "enter", "escape"),
        ],
        [
            ("ctrl+p", "pagedown", "pageup", "escape"),
            ("ctrl+p", "escape", "escape", "ctrl+p", "escape", "escape", "ctrl+p", "escape"),
            ("ctrl+p", "escape", "a", "escape", "enter", "ctrl+p", *"quit", "backspace", "escape", "b"),
        ],
    ),
)
async def test_keys_typed_fast_go_through_the_palette(
    open_reader: OpenReader, typed: tuple[str, ...]
) -> None:
    async with open_reader() as reading:
        await reading.type_fast(*typed)
        await reading.settle()
        assert reading.app.is_running


async def test_what_is_chosen_in_the_palette_runs_once(open_reader: OpenReader) -> None:
    async with open_reader() as reading:
        await reading.press("ctrl+p", *"next column", "down")
        await reading.type_fast("enter", "enter", "enter")
        # What is typed behind the first is for the text.
        assert reading.ran == ["columns.next", "move.jump", "move.jump"]


@pytest.mark.parametrize(
    ("opening", "typed"),
    cases(
        [
            (("ctrl+t", "down"), ("enter", "enter", "enter")),
            (("M",), ("escape", "escape")),
            (("t", "g", "enter", "s"), ("enter", "enter", "s", "s")),
        ],
        [
            (("t", "g", "enter", "s"), ("s", "q")),
            (("t", "g", "enter"), ("s", "s", "s", "s")),
        ],
    ),
)
async def test_keys_typed_fast_leave_one_screen_once(
    open_reader: OpenReader, opening: tuple[str, ...], typed: tuple[str, ...]
) -> None:
    async with open_reader() as reading:
        await reading.press(*opening)
        theme = reading.app.theme
        await reading.type_fast(*typed)
        assert len(reading.app.screen_stack) <= 3
        while reading.app.screen is not reading.reader:
            await reading.press("escape")
        assert reading.app.theme == theme


def lit(reading: Reading) -> list[str]:
    """The figures that are lit in the text one reads."""
    article, view = reading.state.current, reading.reader.view
    assert article is not None
    assert view is not None
    paints = view.overlay.figures.between(0, len(article.text))
    return [article.text[paint.start : paint.end] for paint in paints]


@pytest.mark.covers("view.figure_level")
async def test_key_figures_are_lit_unless_others_are_chosen(open_reader: OpenReader) -> None:
    """One kind by typing, all, none; what is lit is what is walked."""
    async with open_reader(answers=Answers) as reading:
        key = lit(reading)
        assert "40 million euros" in key
        assert "Tuesday" not in key
        await reading.press("F", *"date", "enter")
        assert "Tuesday" in lit(reading)
        assert "40 million euros" not in lit(reading)
        await reading.press("right_square_bracket")
        assert reading.state.figure is not None
        assert reading.state.figure.text == "Tuesday"
        await reading.press("F", *"all", "enter")
        assert {*key, "Tuesday"} <= set(lit(reading))
        await reading.press("F", "escape")
        assert {*key, "Tuesday"} <= set(lit(reading))
        # The list begins at what is so: enter changes nothing.
        await reading.press("F", "enter")
        assert {*key, "Tuesday"} <= set(lit(reading))
        await reading.press("F", *"no fig", "enter")
        assert lit(reading) == []
        await reading.press("F", *"key", "enter")
        assert lit(reading) == key


def test_the_level_is_that_of_the_last_time() -> None:
    state = ReaderState()
    state.figure_level = "money"
    saved = saved_state(state, ("news",), "dark")
    again = ReaderState()
    restore(again, saved)
    assert again.figure_level == "money"
    restore(again, replace(saved, level="gold"))
    assert again.figure_level == "money"


async def test_what_is_chosen_while_articles_come_stays(open_reader: OpenReader) -> None:
    """A column of the last time has not come yet: what comes opens it, and changes nothing else."""
    async with open_reader(answers=Answers, size=(160, 30)) as reading:
        app, opening = reading.app, reading.reader.controllers.opening
        first, second, third = reading.state.names[:3]
        app.saved = replace(
            app.saved, columns=(first, second, "news/late.md"), focused="news/late.md", level="money"
        )
        opening.restored, opening._put = False, None
        opening.open_columns()
        assert (reading.state.columns, reading.state.figure_level) == ([first, second], "money")
        await reading.press("F", *"all", "enter", "l", "equals_sign")
        locked, active = reading.state.lock, reading.state.active
        opening.open_columns()
        assert (reading.state.figure_level, reading.state.lock) == ("all", locked)
        assert (reading.state.columns, reading.state.active) == ([first, second], active)
        reading.state.columns = [third]
        reading.state.active = 0
        opening.open_columns()
        assert (reading.state.columns, opening.restored) == ([third], True)


async def test_the_cursor_goes_to_the_column_of_the_last_time_when_that_comes(
    open_reader: OpenReader,
) -> None:
    """On a busy machine articles come one by one: the first of them has the cursor until then."""
    async with open_reader(answers=Answers, size=(160, 30)) as reading:
        app, opening, state = reading.app, reading.reader.controllers.opening, reading.state
        first, second = state.names[:2]
        later = state.articles[second]
        app.saved = replace(app.saved, columns=(first, second), focused=second)
        state.articles.drop(second)
        state.columns = []
        opening.restored, opening._put = False, None
        opening.open_columns()
        assert (state.columns, state.active, opening.restored) == ([first], 0, False)
        state.add(later)
        opening.open_columns()
        assert (state.columns, state.active, opening.restored) == ([first, second], 1, True)


async def test_the_setting_goes_before_the_last_time(open_reader: OpenReader) -> None:
    use_options(["figures.level=money"])
    async with open_reader(answers=Answers) as reading:
        assert "40 million euros" in lit(reading)
        assert "18 months" not in lit(reading)
