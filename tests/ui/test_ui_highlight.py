"""Layers of spans cut into runs, and the overlay a column draws."""

from __future__ import annotations

from itertools import pairwise

import pytest
from articles import make_article
from hypothesis import given
from hypothesis import strategies as st

from briefing.model.article import Ref, Span
from briefing.model.figure import Figure
from briefing.model.lens import Lens
from briefing.model.mark import Mark, MarkColour, PlacedMark
from briefing.model.related_passage import RelatedPassage
from briefing.model.search_answer import Hit, SearchAnswer
from briefing.model.topic import Topic, TopicPassage
from briefing.ui.drawing.overlays import Layer, Overlays, Paint, Run, runs
from briefing.ui.state.cursor import Cursor
from briefing.ui.state.reader_state import ReaderState

LAYERS = st.lists(
    st.lists(st.integers(0, 60), unique=True, max_size=8).map(
        lambda edges: [
            Paint(*pair, f"s{number}")
            for number, pair in enumerate(zip(sorted(edges)[::2], sorted(edges)[1::2], strict=False))
        ]
    ),
    max_size=4,
)


@given(LAYERS, st.integers(0, 60), st.integers(0, 20))
def test_runs_leave_no_gap_and_tell_the_styles_of_each_character(
    layers: list[list[Paint]], start: int, length: int
) -> None:
    end = start + length
    found = runs(start, end, [Layer(paints) for paints in layers])
    if not length:
        assert found == []
        return
    assert (found[0].start, found[-1].end) == (start, end)
    assert all(left.end == right.start for left, right in pairwise(found))
    for run in found:
        for position in range(run.start, run.end):
            expected = tuple(p.style for paints in layers for p in paints if p.start <= position < p.end)
            assert run.styles == expected


def test_a_line_without_paint_is_one_run() -> None:
    assert runs(3, 9, [Layer(), Layer([Paint(20, 30, "x")])]) == [Run(3, 9, ())]


def test_later_layers_lie_over_earlier_ones() -> None:
    under, over = Layer([Paint(0, 6, "figure")]), Layer([Paint(2, 4, "hit")])
    assert runs(0, 8, [under, over]) == [
        Run(0, 2, ("figure",)),
        Run(2, 4, ("figure", "hit")),
        Run(4, 6, ("figure",)),
        Run(6, 8, ()),
    ]


def test_empty_spans_are_no_paint() -> None:
    assert not Layer([Paint(4, 4, "x")])
    assert Layer([Paint(4, 5, "x")])


# -- overlays

ARTICLES = {
    name: make_article(name, "One two three.", "Four five.", gap="\n\n", fingerprint=name) for name in "ab"
}
TEXT = ARTICLES["a"].text


def figure(start: int, end: int) -> Figure:
    place = ("a", 0, start, end, TEXT[start:end])
    return Figure(*place, "count", 1, None, None, None, None, None, None, None, None, key="toll")


def placed(start: int, end: int, colour: MarkColour) -> PlacedMark:
    made = "2026-03-10T08:00:00Z"
    mark = Mark(
        f"{start:026}", "a", "a", 0, start, end, TEXT[start:end], "", "", colour, "", (), made, made, "", ""
    )
    return PlacedMark(mark, "a", 0, start, end)


@pytest.fixture
def state() -> ReaderState:
    """Two articles side by side."""
    state = ReaderState()
    for article in ARTICLES.values():
        state.add(article)
    state.columns = ["a", "b"]
    return state


def painted(layer: Layer) -> list[tuple[int, int, str]]:
    return [(paint.start, paint.end, paint.style) for paint in layer.between(0, 100)]


def test_each_kind_has_its_layer(state: ReaderState) -> None:
    state.articles.take_figures("a", (figure(0, 3), figure(4, 7)))
    state.search.set_answer(
        SearchAnswer("x", (Hit("a", 0, 1, (Span(0, 3),), "", 0), Hit("b", 1, 1, (Span(16, 20),), "", 0)), 2)
    )
    state.search.walk.current = state.search.walk.known[1]
    state.selection = Span(8, 13)
    state.cursors["a"] = Cursor(0, Span(4, 7), "figure")
    made = Overlays(state)
    active, other = made.of("a"), made.of("b")
    assert painted(active.figures) == [(0, 3, "figure-count"), (4, 7, "figure-count")]
    assert painted(active.hits) == [(0, 3, "hit")]
    assert painted(other.hits) == [(16, 20, "hit-current")]
    assert (active.active, active.target, active.selection) == (True, Span(4, 7), Span(8, 13))
    assert (other.active, other.target, other.selection) == (False, None, None)
    layers = active.layers()
    assert [painted(layer)[0][2] for layer in layers if layer] == [
        "figure-count", "hit", "target", "selection",
    ]  # fmt: skip


def test_marks_that_overlap_are_cut_to_lie_beside_each_other(state: ReaderState) -> None:
    state.marks.placed = (placed(0, 7, "yellow"), placed(4, 13, "green"), placed(5, 6, "pink"))
    overlay = Overlays(state).of("a")
    assert painted(overlay.marks) == [(0, 7, "mark-yellow"), (7, 13, "mark-green")]
    assert overlay.marked == {0: "mark-yellow-sign"}


def test_shared_words_are_shown_under_the_lock_only(state: ReaderState) -> None:
    found = RelatedPassage("b", 1, 0.7, ("shared words: five",), (Span(21, 25),), (Span(0, 3),))
    lens = Lens(Ref("a", 0), (found,), {"b": found})
    made = Overlays(state)
    state.lens.answer = lens
    assert not made.of("a").related
    assert made.of("b").counterpart is None
    state.lock = True
    assert painted(made.of("a").related) == [(0, 3, "related")]
    assert painted(made.of("b").related) == [(21, 25, "related")]
    assert (made.of("a").counterpart, made.of("b").counterpart) == (None, 1)
    state.lens.answer = Lens(Ref("a", 0), (), {"b": None})
    assert made.of("b").counterpart is None


def test_a_topic_dims_and_folds(state: ReaderState) -> None:
    state.topics.items = (Topic("t", ("t",), 0.5, (TopicPassage("a", 1, 0.5),)),)
    state.topics.chosen = "t"
    made = Overlays(state)
    assert (made.of("a").topic, made.of("a").only_topic) == (frozenset({1}), False)
    state.topics.only_chosen = True
    assert (made.of("b").topic, made.of("b").only_topic) == (frozenset(), True)


def test_a_layer_stays_the_same_while_what_it_shows_does(state: ReaderState) -> None:
    """The view compares layers by identity to know what to draw anew."""
    state.articles.take_figures("a", (figure(0, 3),))
    state.marks.placed = (placed(0, 7, "yellow"),)
    state.search.set_answer(SearchAnswer("x", (Hit("a", 0, 1, (Span(0, 3),), "", 0),), 1))
    made = Overlays(state)
    before = made.of("a")
    state.cursors["a"] = Cursor(1)
    after = made.of("a")
    assert after.figures is before.figures
    assert after.marks is before.marks
    assert after.hits is before.hits
    assert after != before
    state.marks.placed = (placed(0, 7, "green"),)
    assert made.of("a").marks is not before.marks


def test_nothing_is_drawn_over_a_bare_article(state: ReaderState) -> None:
    overlay = Overlays(state).of("b")
    assert not any(overlay.layers())
    assert (overlay.target, overlay.selection, overlay.topic, overlay.marked) == (
        None,
        None,
        None,
        {},
    )
