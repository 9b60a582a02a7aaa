"""Walking through every hit of a search, however few of them have been fetched."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from answers import Archive
from hypothesis import given
from hypothesis import strategies as st

from briefing.library import holding_policy
from briefing.library.holding_policy import HoldingPolicy
from briefing.model.article import Span
from briefing.model.search_answer import Hit, SearchAnswer
from briefing.ui.state.search_state import PAGE, Match, MatchWalk, Results, matches_of

if TYPE_CHECKING:
    from pathlib import Path

    from tests.ui.conftest import OpenReader

Shape = list[int]
"""How many matches each hit has."""


def hits_of(shape: Shape) -> list[Hit]:
    """Hits of two passages an article, with matches at 0, 10, 20 …"""
    return [
        Hit(f"a{rank // 2}", rank % 2, 1.0, tuple(Span(10 * n, 10 * n + 4) for n in range(matches)), "", 0)
        for rank, matches in enumerate(shape)
    ]


def numbered(name: str) -> int:
    return int(name[1:])


def fetched(walk: MatchWalk, results: Results, hits: list[Hit], direction: int) -> Match | None:
    """One step, with the page it needs."""
    wanted = walk.wanted(direction)
    if wanted is not None:
        offset = results.wanted(wanted)
        results.take(offset, hits[offset : offset + PAGE], len(hits))
        assert walk.wanted(direction) is None
    return walk.step(direction, None)


def walk_over(shape: Shape, known: int) -> tuple[MatchWalk, Results, list[Hit]]:
    hits = hits_of(shape)
    results = Results(SearchAnswer("x", tuple(hits[:known]), len(hits)))
    return MatchWalk(results, numbered), results, hits


@given(st.lists(st.integers(0, 3), min_size=2, max_size=3 * PAGE), st.data())
def test_a_round_visits_every_match_once_in_the_order_of_the_hits(shape: Shape, data: st.DataObject) -> None:
    walk, results, hits = walk_over(shape, data.draw(st.integers(1, len(shape) - 1)))
    every = [match for rank, hit in enumerate(hits) for match in matches_of(hit, rank)]
    assert [fetched(walk, results, hits, 1) for _ in every] == every
    assert fetched(walk, results, hits, 1) == every[0]


@given(st.lists(st.integers(0, 3), min_size=2, max_size=3 * PAGE), st.lists(st.sampled_from((1, -1))))
def test_a_step_back_undoes_a_step(shape: Shape, steps: list[int]) -> None:
    walk, results, hits = walk_over(shape, 1)
    fetched(walk, results, hits, 1)
    for direction in steps:
        before = walk.current
        fetched(walk, results, hits, direction)
        after = walk.current
        assert fetched(walk, results, hits, -direction) == before
        assert fetched(walk, results, hits, direction) == after


def test_no_step_is_taken_before_its_hit_is_there() -> None:
    walk, _, _ = walk_over([1] * (3 * PAGE), PAGE)
    for _ in range(PAGE):
        assert walk.step(1, None) is not None
    assert walk.wanted(1) == PAGE
    assert walk.step(1, None) is None
    assert walk.place == f"{PAGE}/{3 * PAGE}"


def test_where_all_hits_are_known_reading_order_counts_and_the_nearest_is_first() -> None:
    hits = [Hit("a1", 0, 2.0, (Span(0, 2),), "", 0), Hit("a0", 4, 1.0, (Span(5, 7), Span(9, 11)), "", 0)]
    walk = MatchWalk(Results(SearchAnswer("x", tuple(hits), 2)), numbered)
    assert [(m.article, m.part) for m in walk.known] == [("a0", 0), ("a0", 1), ("a1", 0)]
    first = walk.step(1, (0, 5))
    assert first is not None
    assert first.article == "a1"
    assert walk.place == "3/3"


def test_passages_that_answer_without_a_word_are_walked_too() -> None:
    walk, _, _ = walk_over([0, 0], 2)
    assert [walk.step(1, None) for _ in range(3)] == [
        Match("a0", 0, None, 0), Match("a0", 1, None, 1), Match("a0", 0, None, 0)
    ]  # fmt: skip


def test_nothing_is_walked_where_nothing_was_found() -> None:
    walk = MatchWalk(Results(SearchAnswer("x", (), 0)), numbered)
    assert walk.wanted(1) is None
    assert walk.step(1, None) is None
    assert walk.step(-1, (0, 0)) is None
    assert walk.place == "0"


@pytest.fixture
def harbours(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> int:
    """Twenty-two articles with three boats each, as a library; pages of results are small. How many boats."""
    monkeypatch.setattr(holding_policy, "POLICY", HoldingPolicy(20))
    monkeypatch.setattr("briefing.ui.state.article_store.ArticleStore.at_once", 4)
    monkeypatch.setattr("briefing.ui.controllers.search_controller.PAGE", 4)
    monkeypatch.setattr("briefing.ui.state.search_state.PAGE", 4)
    monkeypatch.setattr("briefing.ui.state.search_state.KEPT", 8)
    monkeypatch.setattr("briefing.ui.state.search_state.PAGES", 3)
    folder = tmp_path / "harbours"
    folder.mkdir()
    for number in range(22):
        text = "\n\n".join(f"Boat {row} of harbour {number} left at dawn." for row in range(3))
        (folder / f"{number:02}.txt").write_text(text, encoding="utf-8")
    return 66


@pytest.mark.covers("find.next", "find.previous")
@pytest.mark.long
async def test_every_hit_is_walked_though_few_are_kept(open_reader: OpenReader, harbours: int) -> None:
    async with open_reader("harbours", size=(160, 30), answers=Archive) as reading:
        await reading.press("slash", *"boat", "enter")
        seen = {reading.state.ref}
        for _ in range(harbours - 1):
            await reading.press("n")
            seen.add(reading.state.ref)
        assert len(seen) == harbours
        assert f"{harbours}/{harbours}" in reading.lines()[0]
        results = reading.state.search.results
        assert results is not None
        assert len(results.first) + sum(map(len, results._pages.values())) < 30
        await reading.press("n")
        assert f"1/{harbours}" in reading.lines()[0]
        await reading.press("N")
        assert f"{harbours}/{harbours}" in reading.lines()[0]


@pytest.mark.covers("find.next")
async def test_keys_pressed_while_hits_are_fetched_all_count(open_reader: OpenReader, harbours: int) -> None:
    async with open_reader("harbours", size=(160, 30), answers=Archive) as reading:
        await reading.press("slash", *"boat", "enter")
        for _ in range(9):
            await reading.pilot.press("n", "n")
        await reading.settle()
        assert f"19/{harbours}" in reading.lines()[0]


async def test_an_article_shows_all_its_matches(open_reader: OpenReader, harbours: int) -> None:
    async with open_reader("harbours", size=(160, 30), answers=Archive) as reading:
        await reading.press("slash", *"boat")
        for name in reading.state.columns:
            article = reading.state.articles[name]
            spans = reading.state.spans_in(name)
            assert [article.text[span.start : span.end] for span in spans] == ["Boat"] * 3
        # Also in one that is opened afterwards.
        await reading.press("enter", "a", "G", "enter")
        (last,) = set(reading.state.columns) & {"harbours/21.txt"}
        assert len(reading.state.spans_in(last)) == 3
        overlay = reading.reader._overlays.of(last)
        assert len(overlay.hits.between(0, 10_000)) == 3
        await reading.press("escape", "escape")
        assert list(reading.state.spans_in(last)) == []


async def test_what_another_search_found_does_not_stay(open_reader: OpenReader, harbours: int) -> None:
    async with open_reader("harbours", size=(160, 30), answers=Archive) as reading:
        await reading.press("slash", *"boat", "enter", "w", "slash", *["backspace"] * 4, *"dawn", "enter")
        await reading.press("a", "g", "enter", "j", "a", "j", "j", "space", "escape")
        assert harbours > len(reading.state.columns) > 1
        for name in reading.state.columns:
            text = reading.state.articles[name].text
            assert {text[span.start : span.end] for span in reading.state.spans_in(name)} == {"dawn"}
