"""Each dialog: its keys, its mouse, its answer, and leaving without any."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import date
from pathlib import PurePath
from typing import Any, NamedTuple, get_args

import pytest
from rich.style import Style as RichStyle
from textual.app import App
from textual.content import Content
from textual.pilot import Pilot
from textual.screen import Screen
from textual.widgets import Button, Input, Static, TextArea
from tiers import combinations

from briefing.model.article import Article, Passage, PublishedBy
from briefing.model.excerpt_filter import ExcerptFilter
from briefing.model.mark import Mark, MarkColour, PlacedMark
from briefing.model.saved_state import Drafts
from briefing.text.iso_day import read_date
from briefing.ui.drawing.styled_text import plain
from briefing.ui.drawing.theme import variable_defaults
from briefing.ui.modals.choice import Choice
from briefing.ui.modals.confirm_screen import ConfirmScreen
from briefing.ui.modals.details_screen import DetailsEdit, DetailsScreen, told_by
from briefing.ui.modals.dialog import Dialog
from briefing.ui.modals.error_screen import ErrorScreen
from briefing.ui.modals.export_screen import ExportChoice, ExportRequest, ExportScreen, Narrowing
from briefing.ui.modals.help_screen import HelpScreen, HelpSection
from briefing.ui.modals.legend_screen import LegendGroup, LegendRow, LegendScreen
from briefing.ui.modals.marks_screen import Action, MarksScreen
from briefing.ui.modals.note_screen import MarkEdit, NoteScreen
from briefing.ui.modals.pick_screen import PickScreen
from briefing.ui.modals.theme_picker import ThemePicker
from briefing.ui.widgets.row_list import RowList

SIZES = [(160, 48), (80, 24), (60, 20)]
HOSTILE = "[@click=app.fall]x[/] [/] [ \x1b]0;t\x07 \u202e[link=y]z[/link]"


class Host(App[None]):
    """An app that shows one dialog and keeps its answer."""

    def __init__(self) -> None:
        super().__init__()
        self.answers: list[Any] = []
        self.previews: list[str] = []

    def get_theme_variable_defaults(self) -> dict[str, str]:
        return variable_defaults()

    def on_theme_picker_preview(self, event: ThemePicker.Preview) -> None:
        self.previews.append(event.name)

    def action_fall(self) -> None:
        raise AssertionError("text was obeyed")


@asynccontextmanager
async def shown(
    screen: Screen[Any], size: tuple[int, int] = (80, 24)
) -> AsyncIterator[tuple[Pilot[None], Host]]:
    """The dialog on the screen."""
    app = Host()
    async with app.run_test(size=size) as pilot:
        await app.push_screen(screen, app.answers.append)
        await pilot.pause()
        yield pilot, app


def article(title: str = "Harbour forecast raised", source: str | None = "Coastal Courier") -> Article:
    return Article(
        id="reports/harbour.md",
        text="Words.",
        passages=(Passage(0, "paragraph", 0, 0, 6),),
        title=title,
        has_title=True,
        source=source,
        author=None,
        published="2026-02-04",
        published_by="dateline",
        language="en",
        url=None,
        fingerprint="f",
        source_by="copyright",
    )


def mark(number: int, name: str, text: str, colour: MarkColour = "yellow", **fields: Any) -> Mark:
    return Mark(
        id=f"{number:026d}",
        article=name,
        fingerprint="f",
        passage=number,
        start=number * 10,
        end=number * 10 + len(text),
        text=text,
        prefix="",
        suffix="",
        colour=colour,
        note=fields.get("note", ""),
        tags=fields.get("tags", ()),
        created="2026-02-04T10:00:00Z",
        modified="2026-02-04T10:00:00Z",
        title=fields.get("title", f"Title of {name}"),
        source=fields.get("source", ""),
    )


def placed(one: Mark) -> PlacedMark:
    return PlacedMark(one, one.article, one.passage, one.start, one.end)


MARKS = [
    placed(mark(4, "b.md", "a tenth at most", "pink", note="said by the union", tags=("doubt",))),
    placed(mark(2, "a.md", "the board expects more", "green")),
    placed(mark(1, "a.md", "grain shipments rose", tags=("trade", "grain"))),
    PlacedMark(mark(3, "c.md", "vanished words", "orange"), None, None, None, None),
]
LETTERS = {"a.md": ("A", 0), "b.md": ("B", 1)}
CHOICES = [
    ExportChoice("marks", "Marks", 0),
    ExportChoice("figures", "Figures", 40),
    ExportChoice("topic", "Topic", 2),
]
FORMATS = {"markdown": (".md",), "csv": (".csv",), "jsonl": (".jsonl",)}


async def no_act(action: Action, mark_id: str | None) -> None:
    """Nothing comes of it."""


def export_screen(choices: Sequence[ExportChoice] = CHOICES) -> ExportScreen:
    return ExportScreen(choices, FORMATS, lambda what, form: what + FORMATS[form][0], "/somewhere")


def help_screen(text: str = "does it") -> HelpScreen:
    return HelpScreen(
        [HelpSection(f"Part {part} {text}", (("j k", text), ("ctrl+r", text * 9))) for part in range(9)]
    )


def legend_screen(text: str = "words") -> LegendScreen:
    return LegendScreen(
        [LegendGroup(text, tuple(LegendRow(text, RichStyle(bold=True), text) for _ in range(30)))]
    )


def all_screens(text: str) -> dict[str, Callable[[], Screen[Any]]]:
    """Every dialog with the same text in every place that takes one."""
    note = mark(1, "a.md", text, note=text, tags=(text,), title=text, source=text)
    choice = ExportChoice("a", text, 3)
    return {
        "help": lambda: help_screen(text),
        "legend": lambda: legend_screen(text),
        "details": lambda: DetailsScreen(article(text, text)),
        "note": lambda: NoteScreen(note),
        "marks": lambda: MarksScreen([placed(note), *MARKS], {"a.md": ("A", 0)}, no_act),
        "export": lambda: ExportScreen(
            [choice, choice], {text: (), "csv": (".csv",)}, lambda _what, _form: text, text
        ),
        "confirm": lambda: ConfirmScreen(plain(text), text, text),
        "error": lambda: ErrorScreen(text, text),
        "themes": lambda: ThemePicker([text, "dark"], text),
    }


# -- what holds for all


def commands(screen: Screen[Any]) -> int:
    """How many pieces of the screen would run an action when clicked."""
    lines = screen._compositor.render_strips()
    return sum(
        "@click" in segment.style.meta for line in lines for segment in line if segment.style is not None
    )


@pytest.mark.parametrize("name", all_screens(""))
async def test_every_dialog_fits_every_terminal_and_leaves_by_escape(name: str) -> None:
    screen = all_screens(HOSTILE)[name]()
    async with shown(screen, SIZES[0]) as (pilot, app):
        frame = screen.query_one(".dialog--frame")
        for size in SIZES:
            await pilot.resize_terminal(*size)
            assert screen.region.contains_region(frame.region)
            assert commands(screen) == 0
            for field in screen.query("Button, Input, Choice"):
                field.focus()
                await pilot.pause()
                assert frame.region.contains_region(field.region)
        await pilot.press("escape")
        assert app.answers == [False if name == "confirm" else None]


@pytest.mark.parametrize("name", ["details", "note", "export"])
async def test_a_button_that_is_pressed_again_while_the_dialog_goes_is_pressed_once(name: str) -> None:
    screen = all_screens("words")[name]()
    async with shown(screen) as (pilot, app):
        save = screen.query_one("#save", Button)
        for _ in range(3):
            save.post_message(Button.Pressed(save))
        await pilot.pause()
        assert len(app.answers) == 1
        assert not screen.is_attached
        # As late as it can come: its fields are gone.
        await screen._on_message(Button.Pressed(save))
        assert len(app.answers) == 1


async def test_a_command_would_be_seen() -> None:
    """The measure of the test above, which looks for commands in every cell."""
    async with shown(ConfirmScreen(Content.from_markup("[@click=app.bell]x[/]"))) as (_pilot, app):
        assert commands(app.screen) == 1


# -- reading


async def test_what_is_only_read_scrolls_by_key_and_leaves_by_q() -> None:
    async with shown(legend_screen(), (60, 20)) as (pilot, app):
        frame = app.screen.query_one(".dialog--frame")
        await pilot.press("j", "j")
        assert frame.scroll_offset.y == 2
        await pilot.press("k", "space")
        assert frame.scroll_offset.y > 10
        await pilot.press("G")
        assert frame.scroll_offset.y == frame.max_scroll_y
        await pilot.press("g")
        assert frame.scroll_offset.y == 0
        await pilot.press("q")
        assert app.answers == [None]


async def test_error_closes_by_button() -> None:
    async with shown(ErrorScreen("the disk is full", "make room")) as (pilot, app):
        await pilot.click("#close")
        assert app.answers == [None]


# -- asking


async def test_confirm_says_no_unless_yes_is_meant() -> None:
    asked = {("enter",): False, ("y",): True, ("n",): False, ("tab", "enter"): True, ("right", "enter"): True}
    async with shown(ConfirmScreen(Content("Sure?"), "Do", "Leave")) as (pilot, app):
        for keys in asked:
            await pilot.press(*keys)
            await app.push_screen(ConfirmScreen(Content("Sure?"), "Do", "Leave"), app.answers.append)
        assert app.answers == list(asked.values())


async def test_confirm_by_mouse() -> None:
    async with shown(ConfirmScreen(Content("Sure?"))) as (pilot, app):
        await pilot.click("#yes")
        assert app.answers == [True]


def test_details_tell_in_words_how_they_are_known() -> None:
    for how in (one for one in get_args(PublishedBy) if one != "unknown"):
        assert not told_by(how).startswith("known from")


async def test_details_are_answered_as_typed() -> None:
    async with shown(DetailsScreen(article())) as (pilot, app):
        app.screen.query_one("#source", Input).value = "  Harbour   Daily "
        await pilot.press("tab")
        app.screen.query_one("#published", Input).value = "2026-03-0"
        await pilot.press("9", "enter")
        assert app.answers == [DetailsEdit("Harbour Daily", "2026-03-09")]


async def test_details_may_be_emptied() -> None:
    async with shown(DetailsScreen(article())) as (pilot, app):
        for field in app.screen.query(Input):
            field.value = ""
        await pilot.press("ctrl+s")
        assert app.answers == [DetailsEdit(None, None)]


@pytest.mark.parametrize(
    "wrong", ["2026-02-30", "4 February", "2026-2-4", "20260204", "2026-W06-3", "２０２６-02-04"]
)
def test_a_date_is_written_in_one_way_only(wrong: str) -> None:
    with pytest.raises(ValueError, match=r"no such day|as 2026-02-04"):
        read_date(wrong)
    assert read_date(" 2024-02-29 ") == date(2024, 2, 29)
    assert read_date(" ") is None


async def test_a_date_that_is_none_is_said_while_typing_and_not_saved() -> None:
    async with shown(DetailsScreen(article())) as (pilot, app):
        published = app.screen.query_one("#published", Input)
        published.value = "2026-02-30"
        await pilot.pause()
        assert app.screen.query_one("#said").has_class("-wrong")
        assert app.screen.query_one("#save", Button).disabled
        await pilot.press("enter")
        assert app.answers == []
        assert published.has_focus
        published.value = "2026-02-28"
        await pilot.pause()
        assert not app.screen.query_one("#said").has_class("-wrong")
        await pilot.click("#save")
        assert app.answers == [DetailsEdit("Coastal Courier", "2026-02-28")]


async def test_note_tags_and_colour_by_keyboard() -> None:
    first = mark(1, "a.md", "grain rose", "green", note="old", tags=("trade",))
    async with shown(NoteScreen(first)) as (pilot, app):
        await pilot.press("!", "enter", "x")
        await pilot.press("tab", "comma", "space", "b", "tab", "right", "right")
        await pilot.press("ctrl+s")
        assert app.answers == [MarkEdit("old!\nx", ("trade", "b"), "pink")]


async def test_note_colour_by_mouse_and_save_by_button() -> None:
    async with shown(NoteScreen(mark(1, "a.md", "grain rose"))) as (pilot, app):
        choice = app.screen.query_one("#colour", Choice)
        line, column = choice.places(choice.size.width)[2]
        await pilot.click("#colour", offset=(column + 1, line))
        app.screen.query_one("#note", TextArea).text = "n"
        await pilot.click("#save")
        assert app.answers == [MarkEdit("n", (), "blue")]


# -- what was typed into a dialog that was left


class Left(NamedTuple):
    """A dialog, what is typed into it, and what of it stands in the next one about the same."""

    make: Callable[[], Dialog[Any]]
    keys: tuple[str, ...]
    answer: tuple[str, ...]
    """Keys that answer it."""


LEFT = {
    "note": Left(
        lambda: NoteScreen(mark(1, "a.md", "grain rose", note="old")),
        (*" and why?", "tab", *"trade", "tab", "right"),
        ("ctrl+s",),
    ),
    "details": Left(lambda: DetailsScreen(article()), (*" Daily", "tab", "backspace"), ("tab", "9", "enter")),
    "export": Left(export_screen, ("down", "tab", "right", "tab", "x"), ("enter",)),
    "pick": Left(
        lambda: PickScreen("Rename", "What shall it be called?", [], verb="rename", free=True, typed="grain"),
        tuple(" trade"),
        ("enter",),
    ),
}


def typed_into(app: Host) -> list[str]:
    """What the fields hold."""
    screen = app.screen
    assert isinstance(screen, Dialog)
    return list(screen._typed().values())


@pytest.mark.parametrize(("name", "leave"), combinations(list(LEFT), ["escape", "cancel"]))
async def test_what_was_typed_into_a_dialog_that_was_left_comes_back(name: str, leave: str) -> None:
    make, keys, answer = LEFT[name]
    drafts: Drafts = {}

    async def opened() -> None:
        screen = make()
        screen.drafts = drafts
        await app.push_screen(screen, app.answers.append)
        await pilot.pause()

    first = make()
    first.drafts = drafts
    async with shown(first) as (pilot, app):
        untouched = typed_into(app)
        await pilot.press("escape")
        assert (app.answers, drafts) == ([None], {}), "nothing was typed"
        await opened()
        await pilot.press(*keys)
        typed = typed_into(app)
        assert typed != untouched
        if leave == "cancel" and app.screen.query("#cancel"):
            app.screen.query_one("#cancel", Button).press()
            await pilot.pause()
        else:
            await pilot.press("escape")
        assert app.answers == [None, None]
        assert "what was typed is here again" in [*app._notifications][-1].message
        await opened()
        assert typed_into(app) == typed
        assert "typed before" in str(app.screen.query_one(".dialog--frame").border_title)
        await pilot.press(*answer[:-1], answer[-1])
        assert app.answers[-1] is not None
        await opened()
        assert (typed_into(app), drafts) == (untouched, {}), "what was answered is done"


async def test_a_draft_that_fits_no_longer_is_passed_over() -> None:
    screen = NoteScreen(mark(1, "a.md", "grain rose", "green"))
    screen.drafts = {screen._about: {"colour": "77", "tags": "trade", "gone": "x"}}
    async with shown(screen) as (pilot, app):
        await pilot.press("ctrl+s")
        assert app.answers == [MarkEdit("", ("trade",), "green")]


async def test_the_label_of_the_field_that_has_the_keys_stands_out() -> None:
    async with shown(NoteScreen(mark(1, "a.md", "grain rose"))) as (pilot, app):
        for label in ("Note", "Tags, with commas between them", "Colour"):
            (here,) = app.screen.query(".dialog--label.-here")
            assert str(here.render()) == label
            await pilot.press("tab")
        assert not app.screen.query(".dialog--label.-here"), "the buttons show it themselves"


# -- export


async def test_export_path_follows_until_it_is_edited_and_its_suffix_always() -> None:
    async with shown(export_screen()) as (pilot, app):
        path = app.screen.query_one("#path", Input)
        assert path.value == "figures.md"
        await pilot.press("down")
        assert path.value == "topic.md"
        await pilot.press("down")
        assert path.value == "figures.md", "what is empty is passed over"
        await pilot.press("tab", "right")
        assert path.value == "figures.csv"
        await pilot.press("tab", "home", "x", "shift+tab", "right")
        assert path.value == "xfigures.jsonl"
        await pilot.press("shift+tab", "down")
        assert path.value == "xfigures.jsonl"
        await pilot.press("enter")
        assert app.answers == [ExportRequest("topic", "jsonl", "xfigures.jsonl")]


@pytest.mark.parametrize(
    ("typed", "form"),
    [
        ("a.csv", "csv"),
        ("a.JSONL", "jsonl"),
        ("b.c/a.md", "markdown"),
        ("a.txt", "markdown"),
        ("a", "markdown"),
        ("csv", "markdown"),
        (".csv", "markdown"),
    ],
)
async def test_export_takes_the_format_of_the_suffix_that_is_typed(typed: str, form: str) -> None:
    async with shown(export_screen()) as (pilot, app):
        app.screen.query_one("#path", Input).value = typed
        await pilot.press("enter")
        assert app.answers == [ExportRequest("figures", form, typed)]


async def test_export_asks_before_it_writes_over_and_comes_back() -> None:
    screen = ExportScreen(
        CHOICES,
        FORMATS,
        lambda what, form: what + FORMATS[form][0],
        "/somewhere",
        occupied=lambda path: f"/somewhere/{path}" if path == "figures.md" else "",
    )
    async with shown(screen) as (pilot, app):
        for key in ("enter", "escape", "n"):
            await pilot.press("enter")
            assert "exists. Write over it?" in str(app.screen.query(Static).first().render())
            await pilot.press(key)
            assert app.screen is screen
            assert app.answers == []
            assert screen.query_one("#path").has_focus
        await pilot.press("enter", "y")
        assert app.answers == [ExportRequest("figures", "markdown", "figures.md", overwrite=True)]


async def test_export_says_what_is_wrong_with_what_narrows_it() -> None:
    def narrow(what: str, typed: str) -> Narrowing:
        if "?" in typed:
            raise ValueError("what is that")
        return Narrowing(ExcerptFilter(tags=(typed,)), None, f"some of {what}")

    screen = ExportScreen(
        CHOICES, FORMATS, lambda what, form: what + FORMATS[form][0], "/somewhere", narrow=narrow
    )
    async with shown(screen) as (pilot, app):
        await pilot.press("tab", *"oil?")
        left = screen.query_one("#left", Static)
        assert (str(left.render()), left.has_class("-wrong")) == ("what is that", True)
        await pilot.press("enter")
        assert app.answers == []
        await pilot.press("backspace")
        assert (str(left.render()), left.has_class("-wrong")) == ("some of figures", False)
        await pilot.press("enter")
        narrowing = Narrowing(ExcerptFilter(tags=("oil",)), None, "some of figures")
        assert app.answers == [ExportRequest("figures", "markdown", "figures.md", narrowing)]


async def test_export_tells_a_folder_only_of_a_path_that_begins_there() -> None:
    async with shown(export_screen()) as (pilot, app):
        path, said = app.screen.query_one("#path", Input), app.screen.query_one("#said", Static)
        assert str(said.content).startswith("in ")
        for typed in ("/srv/out.md", "~/out.md"):
            path.value = typed
            await pilot.pause()
            assert str(said.content) == ""
        path.value = "below/out.md"
        await pilot.pause()
        assert str(said.content).startswith("in ")


async def test_export_needs_a_name() -> None:
    async with shown(export_screen()) as (pilot, app):
        app.screen.query_one("#path", Input).value = "  "
        await pilot.pause()
        assert app.screen.query_one("#save", Button).disabled
        await pilot.press("enter")
        assert app.answers == []


async def test_export_of_nothing_is_not_offered() -> None:
    async with shown(export_screen([ExportChoice("marks", "Marks", 0)])) as (pilot, app):
        assert app.screen.query_one("#save", Button).disabled
        await pilot.press("enter", "down", "enter")
        assert app.answers == []


async def test_export_by_mouse() -> None:
    async with shown(export_screen()) as (pilot, app):
        await pilot.click("#what", offset=(2, 0))
        await pilot.click("#what", offset=(2, 2))
        await pilot.click("#save")
        assert app.answers == [ExportRequest("topic", "markdown", "topic.md")]


# -- marks


def listed(app: Host) -> list[str]:
    """The first line that says something of each row."""
    rows = app.screen.query_one(RowList)
    said = []
    for index in range(rows.count):
        lines = [content.plain.strip(" ●") for content in rows._row_lines(index, 60)]
        said.append(next(line for line in lines if line))
    return said


async def test_marks_stand_by_article_in_order_of_place_with_orphans_last() -> None:
    async with shown(MarksScreen(MARKS, LETTERS, no_act)) as (_pilot, app):
        assert listed(app) == [
            "A Title of a.md",
            "“grain shipments rose”",
            "“the board expects more”",
            "B Title of b.md",
            "“a tenth at most”",
            "Orphans: their words are in no article that is open",
            "“vanished words”",
        ]


async def test_marks_are_grouped_by_what_is_told_of_each() -> None:
    later = PlacedMark(
        replace(MARKS[0].mark, id=f"{9:026d}", created="2026-03-01T09:00:00Z", source="Herald",
                tags=("Grain", "doubt"), text="a word of March"),
        "b.md", 0, 70, 85,
    )  # fmt: skip
    screen = MarksScreen([*MARKS, later], LETTERS, no_act)
    async with shown(screen, (110, 60)) as (pilot, app):
        await pilot.press("down", "j")
        chosen = screen.highlighted
        march, grain, tenth = "“a word of March”", "“grain shipments rose”", "“a tenth at most”"
        board, gone = "“the board expects more”", "“vanished words”"
        expected = {
            "tag": ["#doubt", tenth, march, "#grain", grain, march, "#trade", grain, "no tag", board, gone],
            "day": ["1 Mar 2026", march, "4 Feb 2026", grain, board, gone, tenth],
            "colour": ["yellow", grain, "green", board, "pink", tenth, march, "orange", gone],
            "source": ["Herald", march, "source not known", grain, board, gone, tenth],
        }
        for by, rows in expected.items():
            await pilot.press("comma")
            assert listed(app) == rows, by
            assert f"5 marks · by {by}" in str(app.screen.query_one("#count", Static).render())
            # The cursor stays on its mark, which no heading tells the article of.
            assert screen.highlighted == chosen
            told = [
                content.plain
                for index in range(app.screen.query_one(RowList).count)
                for content in app.screen.query_one(RowList)._row_lines(index, 90)
            ]
            assert any("B Title of b.md" in line for line in told)
        await pilot.press("comma")
        assert listed(app)[0] == "A Title of a.md"
        # In the filter it is typed.
        await pilot.press("slash", "comma")
        assert listed(app) == []


async def test_an_orphan_tells_the_article_it_was_made_in() -> None:
    async with shown(MarksScreen(MARKS, LETTERS, no_act), (110, 40)) as (_pilot, app):
        rows = app.screen.query_one(RowList)
        orphan = MARKS[[placed.orphan for placed in MARKS].index(True)]
        (told,) = [
            content.plain
            for index in range(rows.count)
            for content in rows._row_lines(index, 90)
            if orphan.mark.title in content.plain
        ]
        assert told.strip().startswith(f"{orphan.mark.title} · {PurePath(orphan.of_article).name} · ")


async def test_marks_that_begin_alike_are_told_apart() -> None:
    """By where each stands and of what it is the whole, and by their ends where there is room for those."""
    told = {f"{1:026d}": "¶3 passage", f"{2:026d}": "¶3 sentence"}
    screen = MarksScreen(MARKS, LETTERS, no_act, lambda one: told.get(one.mark.id, ""))
    async with shown(screen, (80, 24)) as (pilot, app):
        rows = app.screen.query_one(RowList)

        def lines(index: int) -> list[str]:
            return [content.plain.strip(" ●") for content in rows._row_lines(index, 12)]

        assert lines(1)[-1].startswith("¶3 passage · ")
        assert lines(2)[-1].startswith("¶3 sentence · ")
        assert len(lines(1)) == 2
        await pilot.press("down", "down")
        chosen = screen.highlighted
        await pilot.resize_terminal(120, 50)
        assert screen.highlighted == chosen
        assert [line for line in lines(1) if line][:3] == ["“grain", "shipments", "rose”"]


async def test_marks_are_narrowed_while_typing() -> None:
    async with shown(MarksScreen(MARKS, LETTERS, no_act)) as (pilot, app):
        await pilot.press(*"union")
        assert listed(app) == ["B Title of b.md", "“a tenth at most”"]
        await pilot.press("z")
        assert listed(app) == []
        await pilot.press("enter")
        assert app.answers == []
        await pilot.press("backspace", "enter")
        assert app.answers == [f"{4:026d}"]


@pytest.mark.parametrize(
    ("keys", "asked"),
    [
        (["down", "end", "i"], [("edit", 3)]),
        (["down", "x"], [("remove", 1)]),
        (["down", "delete"], [("remove", 1)]),
        (["down", "down", "c"], [("colour", 2)]),
        (["down", "u", "ctrl+r", "e"], [("undo", 1), ("redo", 1), ("export", 1)]),
        (["down", "d"], []),
        (["i", "x", "u", "e"], []),
    ],
)
async def test_marks_keys(keys: list[str], asked: list[tuple[str, int]]) -> None:
    """The letters of the text act in the list; in the filter they are typed."""
    found: list[tuple[str, str | None]] = []

    async def act(action: Action, mark_id: str | None) -> None:
        found.append((action, mark_id))

    async with shown(MarksScreen(MARKS, LETTERS, act)) as (pilot, app):
        await pilot.press(*keys)
        assert found == [(action, f"{number:026d}") for action, number in asked]
        assert app.answers == [], "the list stays"
        await pilot.press("escape")
        assert app.answers == [None]


async def test_the_list_of_marks_stays_where_it_is_while_they_change() -> None:
    screen = MarksScreen(MARKS, LETTERS, no_act)
    async with shown(screen) as (pilot, app):
        await pilot.press("down", "down")
        assert screen.highlighted == f"{2:026d}"
        screen.show([one for one in MARKS if one.mark.id != f"{1:026d}"], LETTERS)
        assert (screen.highlighted, screen.query_one(RowList).has_focus) == (f"{2:026d}", True)
        screen.show([one for one in MARKS if one.mark.id != f"{2:026d}"], LETTERS)
        assert screen.highlighted == f"{1:026d}"
        screen.show([], {})
        assert screen.query_one(RowList).highlighted is None
        assert screen.query_one(RowList).has_focus
        screen.show(MARKS, LETTERS)
        await pilot.press("down")
        assert screen.highlighted is not None
        assert app.answers == []


@pytest.mark.parametrize("width", [60, 80, 160])
async def test_the_keys_that_are_named_fit_into_the_edge(width: int) -> None:
    screen = MarksScreen(MARKS, LETTERS, no_act)
    async with shown(screen, (width, 24)) as (pilot, _app):
        for keys in ((), ("down",)):
            await pilot.press(*keys)
            frame = screen.query_one(".dialog--frame")
            line = str(frame.border_subtitle)
            assert len(line) <= frame.size.width
            assert line.startswith("enter open · ")
            assert "esc leave" in line
        await pilot.resize_terminal(40, 20)
        assert "esc leave" in str(frame.border_subtitle)


async def test_marks_by_mouse_and_back_to_the_filter() -> None:
    async with shown(MarksScreen(MARKS, LETTERS, no_act)) as (pilot, app):
        await pilot.press("down", "slash")
        assert app.screen.query_one("#filter").has_focus
        await pilot.click("#rows", offset=(5, 0))
        assert app.answers == [], "a heading is no mark"
        await pilot.click("#rows", offset=(5, 4))
        assert app.answers == [f"{2:026d}"]


async def test_without_marks_every_key_is_harmless() -> None:
    async with shown(MarksScreen([], {}, no_act)) as (pilot, app):
        await pilot.press("enter", "down", "e", "d", "enter")
        assert app.answers == []


# -- themes


async def test_themes_are_seen_while_choosing() -> None:
    async with shown(ThemePicker(["a", "b", "c"], "b")) as (pilot, app):
        assert app.previews == []
        await pilot.press("down", "up", "up")
        assert app.previews == ["c", "b", "a"]
        await pilot.press("enter")
        assert app.answers == ["a"]


async def test_leaving_the_themes_asks_for_the_former_one() -> None:
    async with shown(ThemePicker(["a", "b", "c"], "b")) as (pilot, app):
        await pilot.press("down", "escape")
        await pilot.pause()
        assert (app.previews, app.answers) == (["c", "b"], [None])
