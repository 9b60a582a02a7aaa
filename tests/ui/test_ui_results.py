"""Results that come page by page: what is known, what is asked for, and their order."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st
from rich.style import Style

from briefing.model.article import Span
from briefing.model.search_answer import Hit, SearchAnswer
from briefing.ui.drawing.palette import Palette
from briefing.ui.drawing.result_rows import RowDrawer
from briefing.ui.drawing.styled_text import TextStyler
from briefing.ui.state.reader_state import ReaderState
from briefing.ui.state.search_state import KEPT, PAGE, PAGES, Results, context_of, grouped, in_context


def hit(place: int, text: str = "a match here", match: str = "match", article: str = "a") -> Hit:
    start = text.find(match)
    return Hit(article, place, 1.0, (Span(100 + start, 100 + start + len(match)),), text, 100)


def results(known: int, total: int) -> Results:
    return Results(SearchAnswer("match", tuple(hit(place) for place in range(known)), total))


def page(offset: int, size: int = PAGE) -> list[Hit]:
    return [hit(place) for place in range(offset, offset + size)]


def test_hits_that_follow_are_kept_without_a_gap() -> None:
    found = results(PAGE, 10 * PAGE)
    assert not found.complete
    assert found.hit(PAGE) is None
    assert found.wanted(PAGE) == PAGE
    assert found.take(PAGE, page(PAGE), 10 * PAGE)
    assert [h.passage for h in found.first] == list(range(2 * PAGE))


def test_a_page_far_down_stands_for_itself() -> None:
    found = results(PAGE, 1_000_000)
    last = 999_999
    offset = found.wanted(last)
    assert offset <= last < offset + PAGE
    assert not found.take(offset, page(offset), 1_000_000)
    assert found.hit(last) == hit(last)
    assert found.hit(last - PAGE) is None
    assert len(found.first) == PAGE


@given(st.lists(st.integers(0, 199_999), max_size=60))
def test_whatever_is_looked_at_comes_and_little_is_kept(places: list[int]) -> None:
    total = 200_000
    found = results(50, total)
    for place in places:
        offset = found.wanted(place)
        found.take(offset, page(offset), total)
        shown = found.hit(place)
        assert shown is not None
        assert shown.passage == place
    assert len(found.first) <= KEPT + PAGE
    assert len(found._pages) <= PAGES
    assert [h.passage for h in found.first] == list(range(len(found.first)))


def test_every_hit_known_is_complete() -> None:
    assert results(3, 3).complete
    assert not results(3, 3).can_grow
    assert not results(KEPT, KEPT + 1).can_grow


def test_groups_of_later_hits_leave_earlier_ones_alone() -> None:
    hits = [hit(n, article=name) for n, name in enumerate("abac")]
    first = grouped(hits[:3])
    assert first == [("a", (0, 2)), ("b", (1,))]
    assert grouped(hits, 3) == [("c", (3,))]
    assert grouped([*hits, hit(4, article="a")], 3) == [("c", (3,)), ("a", (4,))]


def test_the_context_is_cut_at_the_first_match_in_the_snippet() -> None:
    one = hit(0, "The two\nmen left; two came back.", "two")
    assert context_of(one) == ("The ", "two", " men left; two came back.")
    assert context_of(Hit("a", 0, 1.0, (Span(0, 3),), "no match in sight", 50)) == (
        "",
        "",
        "no match in sight",
    )


def test_the_two_lines_of_a_hit_show_its_most_telling_match() -> None:
    text = "It spoke of grain and of oil. " * 4 + "It took in 25 million tons of oil."
    found = hit(0, text, "25 million")
    drawer = RowDrawer(ReaderState(), TextStyler(Palette(lambda _name: Style())))
    lines = drawer.below_article(replace(found, best=found.spans[0]), 56)
    assert "25 million tons" in " ".join(line.plain.strip() for line in lines)


def test_contexts_are_sorted_by_the_words_around_the_match() -> None:
    hits = [hit(0, "old match ended"), hit(1, "An match began"), hit(2, "the old match abated")]
    assert in_context(hits, "best") == [0, 1, 2]
    assert in_context(hits, "before") == [1, 0, 2]
    assert in_context(hits, "after") == [2, 1, 0]
