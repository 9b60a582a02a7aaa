"""Searching as one types, and walking the matches."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from briefing.model.article import Ref
from briefing.model.search_answer import SearchHint
from briefing.ui.drawing.query_help import QUERY_ROWS
from briefing.ui.state.search_state import context_of
from briefing.ui.widgets.row_list import RowList

if TYPE_CHECKING:
    from pathlib import Path

    from tests.ui.conftest import OpenReader, Reading

    from briefing.model.search_answer import Hit


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
        await reading.press("ctrl+n", "ctrl+p", "up")
        assert results.highlighted == first
        await reading.press("enter")
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
        span = reading.state.cursor.span
        assert span is not None
        assert reading.state.current is not None
        assert reading.state.current.text[span.start : span.end] == "cracks"
        await reading.press("backspace")
        await reading.press("escape")
        assert reading.state.search.answer is None
        assert "/cracks" not in reading.lines()[0]


@pytest.mark.covers("find.open")
async def test_a_near_miss_is_shown_and_said(open_reader: OpenReader) -> None:
    async with open_reader(size=(160, 30)) as reading:
        await reading.press("slash", *"spilway")
        assert "spilway stands nowhere; showing spillway" in reading.text()
        assert reading.state.search.matches
        await reading.press(*"zzz")
        assert "0 passages · 0 matches" in reading.text()
        await reading.press("enter")
        assert reading.query() == "spilwayzzz"
        await reading.press(*["backspace"] * 10)
        assert "type to search every article" in reading.text()
        assert reading.state.search.answer is None


@pytest.mark.covers("find.open")
async def test_without_results_what_to_ask_instead_is_told_and_taken(open_reader: OpenReader) -> None:
    async with open_reader(size=(160, 40)) as reading:
        await reading.press("slash")
        assert reading.reader.search is not None
        reading.reader.search.box.value = "boats cracks spillway "
        await reading.settle()
        assert "0 passages" in reading.text()
        assert "each alone: boats in 3 passages, cracks in 3 passages" in reading.text()
        assert "1 article has all of it" in reading.text()
        assert "enter asks for boats cracks spillway in:article" in reading.text()
        await reading.press("enter")
        assert reading.query() == "boats cracks spillway in:article "
        assert "each alone" not in reading.text()
        results = reading.state.search.results
        assert results is not None
        assert results.total == len(results.first) > 1


@pytest.mark.covers("find.open")
async def test_one_of_several_offers_is_chosen(open_reader: OpenReader) -> None:
    async with open_reader(size=(100, 40)) as reading:
        await reading.press("slash", *"zzzz")
        pane = reading.reader.search
        assert pane is not None
        offers = (SearchHint("told alone"), SearchHint("one", "boats"), SearchHint("two", "cracks"))
        reading.state.search.hints = offers
        pane.show_hints()
        await reading.settle()
        assert "enter asks for boats" in reading.text()
        await reading.press("down")
        assert "enter asks for cracks" in reading.text()
        await reading.press("down", "up", "enter")
        assert reading.query() == "cracks "
        assert reading.state.search.matches


@pytest.mark.covers("find.open")
async def test_hints_beside_results_take_little_room(open_reader: OpenReader) -> None:
    async with open_reader(size=(80, 24)) as reading:
        await reading.press("slash", *"cracks")
        pane = reading.reader.search
        assert pane is not None
        reading.state.search.hints = tuple(SearchHint(f"hint {number}", "boats") for number in range(9))
        pane.show_hints()
        await reading.settle()
        assert "hint 3" in reading.text()
        assert "hint 4" not in reading.text()
        assert "Engineers counted 12 cracks" in reading.text()
        await reading.press("enter")
        assert reading.query() is None


@pytest.mark.covers("find.open")
async def test_leaving_the_search_forgets_it(open_reader: OpenReader) -> None:
    async with open_reader() as reading:
        before = reading.here()
        await reading.press("slash", *"boats", "escape")
        assert reading.query() is None
        assert reading.state.search.answer is None
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
                f"{len(reading.state.search.matches)} match" in reading.text()
                or "type to search" in reading.text()
            )


@pytest.mark.covers("find.view", "find.open")
async def test_results_by_article_one_by_one_and_aligned(open_reader: OpenReader) -> None:
    async with open_reader(size=(160, 40)) as reading:
        await reading.press("slash", *"crack")
        results = reading.reader.query_one("#results", RowList)
        assert "by article, best first" in reading.text()
        assert results.count == 6
        await reading.press("ctrl+g")
        assert "one by one, best first" in reading.text()
        assert results.count == 3
        await reading.press("ctrl+g")
        assert "in context, best first" in reading.text()
        rows = [line[:56] for line in reading.lines() if "¶" in line[:6]]
        assert len(rows) == 3
        assert len({row.casefold().index("crack") for row in rows}) == 1
        await reading.press("ctrl+g", "escape", "ctrl+g")
        assert reading.query() == ""
        assert reading.state.search.view == "list"


@pytest.mark.covers("find.order", "find.view")
async def test_results_by_date_and_by_the_words_around(open_reader: OpenReader) -> None:
    async with open_reader(size=(160, 40)) as reading:
        await reading.press("slash", *"crack", "ctrl+g", "ctrl+o")
        assert "newest first" in reading.text()
        dates = published(reading)
        assert dates == sorted(dates, reverse=True)
        assert len(set(dates)) > 1
        await reading.press("ctrl+o")
        assert "oldest first" in reading.text()
        assert published(reading) == sorted(dates)
        await reading.press("ctrl+o", "ctrl+g", "ctrl+o")
        assert "by word before" in reading.text()
        words = [context_of(h).before.split()[-1] for h in listed(reading)]
        assert words == sorted(words)
        await reading.press("ctrl+o")
        assert "by word after" in reading.text()
        # Away from the aligned view, the words around the match sort nothing.
        await reading.press("ctrl+g")
        assert "by article, best first" in reading.text()


def published(reading: Reading) -> list[str]:
    """The dates of the hits in their order, where they are known."""
    heads = [reading.state.articles.head(hit.article) for hit in found(reading)]
    return [head.published for head in heads if head.published is not None]


def found(reading: Reading) -> list[Hit]:
    """The hits in the order of the answer."""
    assert reading.state.search.results is not None
    return reading.state.search.results.first


def listed(reading: Reading) -> list[Hit]:
    """The hits in the order of the rows."""
    pane = reading.reader.search
    assert pane is not None
    hits = [pane._hit_at(row) for row in range(reading.reader.query_one("#results", RowList).count)]
    return [hit for hit in hits if hit is not None]


@pytest.mark.covers("find.open", "find.next", "find.view")
async def test_more_hits_come_when_they_are_looked_at(
    open_reader: OpenReader, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("briefing.ui.state.article_store.ArticleStore.at_once", 4)
    monkeypatch.setattr("briefing.ui.controllers.search_controller.PAGE", 4)
    monkeypatch.setattr("briefing.ui.state.search_state.PAGE", 4)
    (tmp_path / "many").mkdir()
    for number in range(9):
        text = "\n\n".join(f"Boat {row} of harbour {number} left at dawn." for row in range(5))
        (tmp_path / "many" / f"{number}.txt").write_text(text)
    async with open_reader("many", size=(160, 30)) as reading:
        await reading.press("slash", *"boat")
        assert "45 passages" in reading.text()
        assert len(found(reading)) < 45
        # By article the list grows as its end comes near.
        await reading.press(*["pagedown"] * 12)
        assert len(found(reading)) == 45
        assert "45 passages · 45 matches" in reading.text()
        # One by one the list has all its rows at once, and any of them can be gone to.
        await reading.press("escape", "slash", *"boat", "ctrl+g")
        results = reading.reader.query_one("#results", RowList)
        assert results.count == 45
        known = len(found(reading))
        await reading.press("ctrl+end")
        assert results.highlighted == 44
        last = listed(reading)[-1]
        assert len(found(reading)) == known
        await reading.press("ctrl+home", "enter")
        walked = [reading.here()]
        for _ in range(6):
            await reading.press("n")
            walked.append(reading.here())
        assert len(set(walked)) == 7
        assert reading.lines()[0].split()[-1] == "7/45"
        # Round at the end: the match before the best is the last one, which is fetched.
        await reading.press(*["N"] * 7)
        assert reading.lines()[0].split()[-1] == "45/45"
        assert reading.state.ref == Ref(last.article, last.passage)


async def test_the_empty_box_says_what_can_be_typed(open_reader: OpenReader) -> None:
    async with open_reader() as reading:
        await reading.press("slash")
        for typed, finds in QUERY_ROWS:
            assert f"{typed} " in reading.text()
            assert finds[:12] in reading.text()
        await reading.press("b")
        assert QUERY_ROWS[0][1] not in reading.text()


@pytest.mark.covers("find.open")
async def test_what_cannot_be_read_of_a_query_is_pointed_at(open_reader: OpenReader) -> None:
    async with open_reader(size=(160, 30)) as reading:
        await reading.press("slash", *"crack AND")
        lines = [line[:56] for line in reading.lines()]
        assert lines[2].index("^^^") == lines[1].index("AND")
        assert "AND needs a word" in lines[2]
        assert "3 passages" in lines[3]
        await reading.press(*["backspace"] * 4)
        assert "^" not in reading.lines()[2][:56]
        await reading.resize(60, 20)
        await reading.press(*(" " + "x" * 80 + " AND"))
        assert "AND needs a word" in reading.lines()[2]


@pytest.mark.covers("find.open")
async def test_enter_is_for_the_whole_query_however_fast_it_is_typed(
    open_reader: OpenReader, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with open_reader() as reading:
        await reading.press("slash", *"crack")
        controller = reading.reader.controllers.search
        with monkeypatch.context() as late:
            # Nothing is found yet by the last letter.
            late.setattr(type(controller), "ask_for", lambda _self, _query: None)
            await reading.press("s", "enter")
            assert reading.query() == "cracks"
        controller.ask_for("cracks")
        await reading.settle()
        assert reading.query() is None
        assert "/cracks" in reading.lines()[0]
