"""Articles in and out of the columns, the lock, and what is known of an article."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from answers import Answers
from textual.events import Paste
from textual.widgets import Button, Input

from briefing.ui.widgets.columns import Column

if TYPE_CHECKING:
    from tests.ui.conftest import OpenReader, Reading


def shown(reading: Reading) -> list[str]:
    """The letters of the columns one sees, from the left."""
    columns = reading.reader.columns.query_children(Column)
    return [reading.state.letter(column.article_id) for column in columns if column.display]


@pytest.mark.covers("columns.toggle", "columns.choose_next", "columns.choose_previous")
async def test_in_and_out(open_reader: OpenReader) -> None:
    async with open_reader(size=(160, 30)) as reading:
        assert (reading.letters(), reading.reader.side.articles.highlighted) == ("AB", 2)
        await reading.press("space")
        assert (reading.letters(), shown(reading)) == ("ABC", ["A", "B", "C"])
        assert "◉ C North Wire" in reading.text()
        await reading.press("J", "space")
        assert reading.letters() == "ABCD"
        await reading.press("K", "space", "K", "space")
        assert (reading.letters(), shown(reading)) == ("AD", ["A", "D"])
        assert "○ B Morning Herald" in reading.text()
        await reading.press("K", "space")
        assert (reading.letters(), reading.here()[0]) == ("D", "D")
        assert reading.reader.focused is reading.reader.view
        await reading.press("J", "J", "J", "space")
        assert (reading.letters(), reading.said()) == ("D", "one article stays open")


@pytest.mark.covers("columns.next", "columns.previous")
async def test_from_column_to_column(open_reader: OpenReader) -> None:
    async with open_reader() as reading:
        walked = []
        for key in ("l", "l", "h", "right", "left"):
            await reading.press(key)
            walked.append(reading.here()[0])
            assert reading.reader.focused is reading.reader.view
        assert walked == ["B", "B", "A", "B", "A"]


@pytest.mark.covers("columns.next")
async def test_where_one_column_fits_it_is_the_active_one(open_reader: OpenReader) -> None:
    async with open_reader(size=(90, 24)) as reading:
        assert shown(reading) == ["A"]
        await reading.press("space", "l")
        assert (reading.letters(), shown(reading)) == ("AB", ["B"])
        assert "Mending Kestrel dam" in reading.text()


@pytest.mark.covers("columns.only")
async def test_only_this_column(open_reader: OpenReader) -> None:
    async with open_reader() as reading:
        await reading.press("l", "w")
        assert (reading.letters(), shown(reading)) == ("B", ["B"])
        await reading.press("w")
        assert (reading.letters(), shown(reading), reading.here()[0]) == ("AB", ["A", "B"], "B")
        await reading.press("h", "space", "w", "w")
        assert (reading.letters(), reading.here()[0]) == ("ABC", "A")


@pytest.mark.covers("columns.only")
async def test_where_no_other_column_was_open_it_says_so(open_reader: OpenReader) -> None:
    async with open_reader(size=(90, 24)) as reading:
        await reading.press("w")
        assert (reading.letters(), reading.said()) == ("A", "no other column was open")


def write_many(number: int) -> None:
    """So many articles, of two paragraphs each."""
    folder = Path("many")
    folder.mkdir()
    for place in range(number):
        words = (
            f"Title {place}\n\nThe ferry was late on day {place}.\n\nNobody minded, said passenger {place}.\n"
        )
        (folder / f"{place:02}.txt").write_text(words, encoding="utf-8")


@pytest.mark.covers("columns.toggle", "columns.next", "columns.previous")
async def test_a_fifth_column_stands_beside_and_the_keys_scroll(open_reader: OpenReader) -> None:
    write_many(14)
    async with open_reader("many", size=(160, 30), answers=Answers) as reading:
        await reading.press("space", "J", "space")
        assert shown(reading) == ["A", "B", "C", "D"]
        await reading.press("J", "space")
        assert (reading.letters(), shown(reading)) == ("ABCDE", ["A", "B", "C", "D"])
        assert reading.said() == "E stands beside what is seen; l goes there"
        assert "1›" in reading.lines()[1]
        assert "h l column" in reading.lines()[-1]
        await reading.press("l", "l", "l", "l")
        assert (reading.here()[0], shown(reading)) == ("E", ["B", "C", "D", "E"])
        assert "‹1" in reading.lines()[1]
        await reading.press("h", "h", "h", "h")
        assert (reading.here()[0], shown(reading)) == ("A", ["A", "B", "C", "D"])
        for _ in range(7):
            await reading.press("J", "space")
        assert reading.letters() == "ABCDEFGHIJKL"
        await reading.press("J", "space")
        assert reading.letters() == "ABCDEFGHIJKL"
        assert reading.said() == "12 articles are open; space takes one out"


@pytest.mark.covers("find.open", "move.back")
async def test_results_take_the_column_of_the_result_before(open_reader: OpenReader) -> None:
    write_many(6)
    async with open_reader("many", size=(160, 30), answers=Answers) as reading:
        for word, letters in (("4", "ABE"), ("2", "ABC"), ("5", "ABF"), ("1", "ABF")):
            await reading.press("slash")
            await reading.type_fast(*["backspace"] * 20, Paste(f'"passenger {word}"'))
            await reading.press("enter")
            assert reading.letters() == letters
        assert reading.here()[0] == "B"
        await reading.press("backspace", "backspace")
        assert (reading.letters(), reading.here()[0]) == ("ABC", "C")


@pytest.mark.covers("view.articles", "move.back")
async def test_an_article_opened_in_the_list_takes_the_active_column(open_reader: OpenReader) -> None:
    async with open_reader(size=(160, 30)) as reading:
        await reading.press("l", "a", "G", "enter")
        assert (reading.letters(), reading.here()[0]) == ("AD", "D")
        await reading.press("backspace")
        assert (reading.letters(), reading.here()[0]) == ("AB", "B")


@pytest.mark.covers("view.articles", "view.topics_list", "find.open", "columns.toggle")
@pytest.mark.parametrize("size", [(60, 20), (80, 24), (99, 30)])
async def test_on_a_narrow_screen_lists_lie_over_one_column(
    open_reader: OpenReader, size: tuple[int, int]
) -> None:
    async with open_reader(size=size) as reading:
        side = reading.reader.side
        view = reading.reader.view
        assert view is not None
        assert (side.display, view.region.width) == (False, size[0])
        rows = list(view.layout_rows.rows)
        for key in ("a", "t"):
            await reading.press(key)
            assert side.display
            assert side.region.height > view.region.height
            assert size[0] - side.region.width >= 34
            assert list(view.layout_rows.rows) == rows
            await reading.press("escape")
            assert not side.display
        await reading.press("space")
        assert len(shown(reading)) == 1
        assert "1›" in reading.lines()[1]
        await reading.press("slash")
        search = reading.reader.search
        assert search is not None
        assert search.region.width == size[0] or size[0] - search.region.width >= 34


@pytest.mark.covers("columns.lock")
async def test_the_others_follow_under_the_lock(open_reader: OpenReader) -> None:
    async with open_reader(size=(160, 16)) as reading:
        await reading.press("space", "equals_sign", "j")
        text = reading.text()
        assert "≈ lock" in reading.lines()[0]
        assert "≈ reading here; the others follow" in text
        assert "≈ 91% shared words: euros" in text
        assert "≈ 74% shared words: euros" in text
        await reading.press("j", "j", "j")
        assert reading.here() == ("A", 4)
        assert "∅ no counterpart in this article" in reading.text()
        first, _, third = (reading.reader.columns.column(name) for name in reading.state.columns)
        assert first is not None
        assert third is not None
        assert third.view.overlay.counterpart == 3
        assert third.view.row_in_view(3) is not None
        await reading.press("equals_sign")
        assert "≈" not in reading.text()
        assert third.view.overlay.counterpart is None


@pytest.mark.covers("columns.lock")
async def test_counterparts_come_to_the_height_of_what_is_read(open_reader: OpenReader) -> None:
    async with open_reader(size=(120, 16)) as reading:
        await reading.press("equals_sign", "G")
        assert reading.here() == ("A", 8)
        first, other = (reading.reader.columns.column(name) for name in reading.state.columns)
        assert first is not None
        assert other is not None
        here, there = first.view.row_in_view(8), other.view.row_in_view(3)
        assert here is not None
        assert there is not None
        # As near as the length of the other text allows.
        limit = other.view.max_scroll_y in (other.view.scroll_offset.y, 0)
        assert here == there or limit or other.view.scroll_offset.y == 0


@pytest.mark.covers("columns.lock")
async def test_a_lock_on_one_column_says_what_is_missing(open_reader: OpenReader) -> None:
    async with open_reader(size=(90, 24)) as reading:
        await reading.press("equals_sign")
        assert reading.said() == "locked; space puts another article beside this one"
        await reading.press("space")
        assert reading.state.lock
        assert reading.letters() == "AB"


@pytest.mark.covers("columns.details")
async def test_details_stick(open_reader: OpenReader) -> None:
    async with open_reader() as reading:
        await reading.press("J", "a", "j", "enter", "d")
        assert reading.here()[0] == "D"
        assert "Source is unknown" in reading.text()
        await reading.press(*"Leak")
        reading.app.screen.query_one("#published", Input).value = "2026-03-1"
        await reading.settle()
        assert reading.app.screen.query_one("#save", Button).disabled
        await reading.press("tab", "2", "enter")
        assert reading.said() == "kept; it will be the same the next time"
        assert "D  Leak" in reading.text()
        assert "12 Mar 2026" in reading.text()
    async with open_reader() as reading:
        article = reading.state.articles["news/d-note.txt"]
        assert (article.source, article.published, article.published_by) == ("Leak", "2026-03-12", "reader")


@pytest.mark.covers("columns.details")
async def test_details_can_be_taken_back(open_reader: OpenReader) -> None:
    async with open_reader() as reading:
        await reading.press("d", "X", "enter")
        assert reading.state.articles["news/a-gazette.md"].source == "Valley GazetteX"
        await reading.press("d")
        for field in reading.app.screen.query(Input):
            field.value = ""
        await reading.press("enter")
        article = reading.state.articles["news/a-gazette.md"]
        assert (article.source, article.published) == ("Valley Gazette", "2026-03-10")


@pytest.mark.covers("columns.details")
async def test_leaving_the_details_changes_nothing(open_reader: OpenReader) -> None:
    async with open_reader() as reading:
        await reading.press("d", "X", "escape")
        assert reading.state.articles["news/a-gazette.md"].source == "Valley Gazette"
        assert reading.said().startswith("nothing is changed")


@pytest.mark.covers("columns.details", "view.articles")
async def test_in_the_list_the_details_are_those_of_the_chosen_article(open_reader: OpenReader) -> None:
    async with open_reader() as reading:
        await reading.press("a", "g", "j", "j", "d")
        assert "news/c-wire.md" in reading.text()
        await reading.press("ctrl+u", *"Lake Wire", "enter")
        assert reading.state.articles["news/c-wire.md"].source == "Lake Wire"
        assert reading.state.articles["news/a-gazette.md"].source == "Valley Gazette"
        await reading.press("d")
        assert "set by you" in reading.text()
        await reading.press("escape", "escape", "d")
        assert "news/a-gazette.md" in reading.text()
        assert "set by you" not in reading.text()
