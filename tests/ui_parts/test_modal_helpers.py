"""The pure parts of the dialogs: tags, the filter of marks, tables and options, and copying."""

from __future__ import annotations

from itertools import permutations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from textual.app import App, ComposeResult
from textual.content import Content

from briefing.folders import themes_dir
from briefing.model.mark import Mark, MarkColour, PlacedMark
from briefing.text.quotation_marks import enclosing_marks, in_quotation_marks, marks_around
from briefing.ui.drawing.theme import to_textual
from briefing.ui.drawing.theme_files import load_themes
from briefing.ui.modals.choice import Choice
from briefing.ui.modals.mark_filter import grouped, matches
from briefing.ui.modals.note_screen import read_tags, write_tags
from briefing.ui.modals.two_columns import TwoColumns, tables
from briefing.ui.widgets.quotation import quotation_lines
from briefing.ui.widgets.row_list import RowList

# -- quotes


@pytest.mark.parametrize(
    ("text", "most", "shown"),
    [
        ("Grain rose.", None, "“Grain rose.”"),
        ("“Never,” he said.", None, "“Never,” he said."),
        ("He said “never.”", None, "He said “never.”"),
        ('"Never"', None, '"Never"'),
        ("«Jamais»", None, "«Jamais»"),
        ("‘Never,’ he said", None, "“‘Never,’ he said”"),
        ("the boys’", None, "“the boys’”"),
        ("Grain rose again.", 10, "“Grain ros…”"),
        ("Grain rose again.", 7, "“Grain…”"),
        ("", None, "“”"),
    ],
)
def test_no_quotation_marks_are_doubled(text: str, most: int | None, shown: str) -> None:
    assert in_quotation_marks(text, most) == shown


@given(st.text(alphabet="ab \n“”\u4e00\u0301[", max_size=200), st.integers(4, 60), st.integers(1, 4))
@example("[“[", 4, 1)
def test_a_quote_fits_and_says_where_it_is_cut(text: str, width: int, most: int) -> None:
    lines = [line.plain for line in quotation_lines(text, width, most)]
    assert 1 <= len(lines) <= most
    assert all(Content(line).cell_length <= width for line in lines)
    opening, closing = enclosing_marks(text) if any(marks_around(text)) else ("", "")
    whole = "".join(quotation_lines(text, width, 300)[number].plain for number in range(len(lines)))
    assert lines[0].startswith(opening)
    assert lines[-1].endswith(closing)
    if not lines[-1].endswith(f"…{closing}"):
        assert "".join(lines) == whole


# -- tags


@pytest.mark.parametrize(
    ("text", "tags"),
    [
        ("", ()),
        (" , ,", ()),
        ("trade", ("trade",)),
        ("trade, rare earths,trade", ("trade", "rare earths")),
        ("#trade #taiwan", ("trade", "taiwan")),
        ("#trade, #rare earths", ("trade", "rare earths")),
        ("two  words", ("two words",)),
        ("##", ()),
        ('"oil, gas", ports', ("oil, gas", "ports")),
        ('"oil, gas', ('"oil', "gas")),
    ],
)
def test_tags_are_read(text: str, tags: tuple[str, ...]) -> None:
    assert read_tags(text) == tags


@given(
    st.lists(st.text(st.characters(categories=["L", "N"], include_characters=',"'), min_size=1), unique=True)
)
def test_tags_come_back_as_they_were_written(tags: list[str]) -> None:
    assert read_tags(write_tags(tags)) == tuple(tags)


# -- marks


def a_mark(
    number: int = 1,
    article: str = "a.md",
    text: str = "Grain shipments rose",
    colour: MarkColour = "green",
    note: str = "compare Zürich",
    tags: tuple[str, ...] = ("trade talks", "Grain"),
) -> Mark:
    start = 100 - number
    created = "2026-02-04T10:00:00Z"
    return Mark(
        str(number),
        article,
        "f",
        0,
        start,
        start + 1,
        text,
        "",
        "",
        colour,
        note,
        tags,
        created,
        created,
        "",
        "Courier",
    )


@pytest.mark.parametrize(
    "query",
    [
        "",
        "  ",
        "grain",
        "SHIP",
        "rose grain",
        "zurich",
        "courier",
        "#gr",
        "#TRADE",
        "green",
        "talks",
        "#grain rose",
        "a.md",
    ],
)
def test_marks_that_match(query: str) -> None:
    assert matches(a_mark(), query)


@pytest.mark.parametrize("query", ["wheat", "grain wheat", "#ship", "#talks", "yellow", "grain #tariff"])
def test_marks_that_do_not_match(query: str) -> None:
    assert not matches(a_mark(), query)


def test_a_colour_is_also_a_word() -> None:
    assert matches(a_mark(text="the orange harvest", colour="blue"), "orange")


def test_groups_do_not_depend_on_the_order_given() -> None:
    def place(mark: Mark, *, found: bool = True) -> PlacedMark:
        return PlacedMark(mark, *((mark.article, 0, mark.start, mark.end) if found else (None,) * 4))

    marks = [
        place(a_mark(1, "b.md")),
        place(a_mark(2, "b.md")),
        place(a_mark(3, "z.md")),
        place(a_mark(4, "a.md"), found=False),
    ]
    for given_order in permutations(marks):
        names_and_ids = [
            (name, [p.mark.id for p in group]) for name, group in grouped(given_order, ["z.md", "y.md"])
        ]
        assert names_and_ids == [("z.md", ["3"]), ("b.md", ["2", "1"]), (None, ["4"])]


# -- tables and options

CELLS = st.text(st.sampled_from("ab é汉字 "), max_size=40)


@given(st.lists(st.tuples(CELLS, CELLS), max_size=5), st.integers(1, 60))
def test_a_table_is_never_wider_than_it_may(rows: list[tuple[str, str]], width: int) -> None:
    table = TwoColumns([(Content(left), Content(right)) for left, right in rows])
    widths = [line.rstrip().cell_length for line in table.lines(width)]
    narrowest = 2 + 2 + 2  # One wide character on each side of the gap.
    assert max(widths, default=0) <= max(width, narrowest)


def test_tables_of_one_dialog_stand_in_line() -> None:
    first, second = tables([[(Content("a"), Content("one"))], [(Content("longer"), Content("two " * 9))]])
    assert [line.plain.rstrip() for line in first.lines(24)] == ["a       one"]
    assert [line.plain.rstrip() for line in second.lines(24)] == [
        "longer  two two two two",
        "        two two two two",
        "        two",
    ]


@given(st.lists(st.integers(1, 20), min_size=1, max_size=8), st.integers(1, 80))
def test_options_never_overlap_and_break_only_when_they_must(sizes: list[int], width: int) -> None:
    places = Choice([Content("x" * size) for size in sizes]).places(width)
    for (line, column), size, following in zip(places, sizes, places[1:], strict=False):
        assert following in ((line, column + size + 4 + 2), (line + 1, 0))
    assert all(
        column == 0 or column + size + 4 <= width for (_, column), size in zip(places, sizes, strict=True)
    )


# -- what only attributes show


class Focusable(App[None]):
    """A list and options, with nothing but the terminal's own colours."""

    def __init__(self) -> None:
        super().__init__(ansi_color=True)
        for theme in load_themes([themes_dir()])[0]:
            self.register_theme(to_textual(theme))
        self.theme = "no-colour"

    def compose(self) -> ComposeResult:
        yield RowList().set_rows(3, lambda index, _width: [Content(str(index))], highlighted=1)
        yield Choice([Content("a"), Content("b")])


async def test_the_focus_is_seen_without_colour() -> None:
    app = Focusable()
    async with app.run_test(size=(30, 8)) as pilot:
        rows, choice = app.query_one(RowList), app.query_one(Choice)

        def reversed_text(widget: RowList | Choice, y: int) -> str:
            return "".join(s.text for s in widget.render_line(y) if s.style is not None and s.style.reverse)

        rows.focus()
        await pilot.pause()
        assert "1" in reversed_text(rows, 1)
        assert reversed_text(rows, 0) == ""
        assert reversed_text(choice, 0) == ""
        choice.focus()
        await pilot.pause()
        assert reversed_text(rows, 1) == ""
        assert reversed_text(choice, 0) == "(•) a"


@pytest.mark.parametrize(
    ("text", "marks"),
    [
        ("It burned.", "“”"),
        ('The "big" hall burned.', "“”"),
        ("“It burned,” she said.", "«»"),
        ("Police said: “It burned.", "«»"),
        ("“A «ruin»", "「」"),
        ("“ « 「", "“”"),
    ],
)
def test_all_of_a_text_is_enclosed_in_marks_that_it_has_not(text: str, marks: str) -> None:
    assert "".join(enclosing_marks(text)) == marks
