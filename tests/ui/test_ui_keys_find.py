"""Searching as one types, and walking the matches."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from briefing.ui.widgets.row_list import RowList

if TYPE_CHECKING:
    from tests.ui.conftest import OpenReader


@pytest.mark.covers("find.open", "find.next", "find.previous", "view.escape")
async def test_from_typing_to_the_last_match(open_reader: OpenReader) -> None:
    async with open_reader(size=(160, 40)) as reading:
        await reading.press("slash", *"crack")
        assert "3 passages · 3 matches" in reading.text()
        assert "/crack 3" in reading.lines()[0]
        assert "Engineers counted 12 cracks" in reading.text()
        await reading.press(*"s")
        assert reading.query() == "cracks"
        results = reading.reader.query_one("#results", RowList)
        first = results.highlighted
        await reading.press("down")
        assert results.highlighted != first
        await reading.press("up", "enter")
        assert reading.query() is None
        assert reading.reader.focused is reading.reader.view
        assert "/cracks" in reading.lines()[0]
        places = []
        for key in ("n", "n", "n", "n", "N"):
            await reading.press(key)
            places.append((reading.here(), reading.lines()[0].split()[-1]))
        marks = [mark for _, mark in places]
        assert sorted(set(marks)) == ["1/3", "2/3", "3/3"]
        assert places[0] == places[3]
        assert places[4] == places[2]
        assert {place for place, _ in places} == {("A", 2), ("B", 2), ("D", 0)}
        span = reading.desk.cursor.span
        assert span is not None
        assert reading.desk.current is not None
        assert reading.desk.current.text[span.start : span.end] == "cracks"
        await reading.press("backspace")
        await reading.press("escape")
        assert reading.desk.answer is None
        assert "/cracks" not in reading.lines()[0]


@pytest.mark.covers("find.open")
async def test_a_near_miss_is_shown_and_said(open_reader: OpenReader) -> None:
    async with open_reader(size=(160, 30)) as reading:
        await reading.press("slash", *"spilway")
        assert "showing spillway for spilway" in reading.text()
        assert reading.desk.matches
        await reading.press(*"zzz")
        assert "0 passages · 0 matches" in reading.text()
        await reading.press("enter")
        assert reading.query() == "spilwayzzz"
        await reading.press(*["backspace"] * 10)
        assert "type to search every article" in reading.text()
        assert reading.desk.answer is None


@pytest.mark.covers("find.open")
async def test_leaving_the_search_forgets_it(open_reader: OpenReader) -> None:
    async with open_reader() as reading:
        before = reading.here()
        await reading.press("slash", *"boats", "escape")
        assert reading.query() is None
        assert reading.desk.answer is None
        assert reading.here() == before
        assert "Topics" in reading.text()


@pytest.mark.covers("find.open")
async def test_the_last_query_comes_back(open_reader: OpenReader) -> None:
    async with open_reader() as reading:
        await reading.press("slash", *"boats", "enter", "slash")
        assert reading.query() == "boats"
        await reading.settle()
        assert "3 passages" in reading.text()


@pytest.mark.covers("find.next", "find.previous")
async def test_walking_without_a_search(open_reader: OpenReader) -> None:
    async with open_reader() as reading:
        for key in ("n", "N"):
            await reading.press(key)
            assert reading.said() == "nothing searched for yet: /"
        await reading.press("slash", *"zzzz", "escape")
        await reading.press("slash", *"zzzz")
        reading.reader.focus_text()
        await reading.settle()
        await reading.press("n")
        assert reading.said() == "no match"


async def test_letters_typed_in_the_box_are_never_commands(open_reader: OpenReader) -> None:
    async with open_reader() as reading:
        await reading.press("slash", *"qmxuzetMLTAb?=o1")
        assert reading.query() == "qmxuzetMLTAb?=o1"
        assert reading.ran == ["find.open"]


async def test_hostile_queries_do_no_harm(open_reader: OpenReader) -> None:
    async with open_reader() as reading:
        await reading.press("slash")
        assert reading.reader.search is not None
        for query in ('"', "hello AND", "*", "a:b", "NEAR(", "-x", "[red]", "((((", "\u202e", "🙂 OR"):
            reading.reader.search.box.value = query
            await reading.settle()
            assert (
                f"{len(reading.desk.matches)} match" in reading.text() or "type to search" in reading.text()
            )
