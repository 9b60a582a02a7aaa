"""The rows of an article: gaps, folds, indents, and the way from a place to its row and back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.model.article import Article, Passage, PassageKind
from briefing.ui.drawing.layout import Layout, indent_of
from briefing.ui.state.reader_state import COLUMNS_IN_VIEW
from briefing.ui.widgets.columns import MIN_WIDTH, ONE_AT_A_TIME, Columns

BLOCKS: tuple[tuple[PassageKind, int, str], ...] = (
    ("title", 0, "A dam"),
    ("paragraph", 0, "The dam holds for now."),
    ("list item", 1, "one crack"),
    ("list item", 2, "one more"),
    ("quote", 0, "We do not sleep."),
    ("boilerplate", 0, "Share"),
    ("boilerplate", 0, "Log in"),
)


def article(blocks: tuple[tuple[PassageKind, int, str], ...] = BLOCKS) -> Article:
    passages, position = [], 0
    for number, (kind, level, text) in enumerate(blocks):
        passages.append(Passage(number, kind, level, position, position + len(text)))
        position += len(text) + 1
    body = "\n".join(text for *_, text in blocks)
    return Article("x", body, tuple(passages), "x", True, None, None, None, "unknown", "en", None, "f")


def drawn(layout: Layout, owner: Article) -> list[str]:
    signs = {"gap": "", "fold": "⋯"}
    return [signs.get(row.kind, owner.text[row.start : row.end]) for row in layout.rows]


def test_rows_of_an_article() -> None:
    owner = article()
    assert drawn(Layout(owner, 14), owner) == [
        "A dam", "",
        "The dam holds", "for now.", "",
        "one crack", "one more", "",
        "We do not", "sleep.", "",
        "Share", "Log in",
    ]  # fmt: skip


def test_lines_of_two_rows() -> None:
    owner = article()
    layout = Layout(owner, 14, spacing=2)
    assert drawn(layout, owner) == [
        "A dam", "", "",
        "The dam holds", "", "for now.", "", "",
        "one crack", "", "one more", "", "",
        "We do not", "", "sleep.", "", "",
        "Share", "", "Log in",
    ]  # fmt: skip
    for passage in owner.passages:
        place = layout.rows_of(passage.number)
        assert place is not None
        for offset in range(passage.start, passage.end):
            row = layout.row_at(passage.number, offset)
            assert row is not None
            assert place[0] <= row <= place[1]
            found = layout.rows[row]
            assert found.kind == "text"
            assert offset < found.end


def test_each_run_left_out_is_one_fold() -> None:
    owner = article()
    layout = Layout(owner, 40, only={1, 4})
    assert drawn(layout, owner) == ["⋯", "The dam holds for now.", "⋯", "", "We do not sleep.", "⋯"]
    assert layout.shown == [1, 4]
    assert layout.rows_of(0) is None
    assert layout.row_at(2, 30) is None


def test_nothing_to_show() -> None:
    layout = Layout(article(), 40, only=frozenset())
    assert [row.kind for row in layout.rows] == ["fold"]
    assert layout.passage_near(0) is None
    assert Layout(article(()), 40).rows == []


@pytest.mark.parametrize(
    ("kind", "level", "cells"),
    [("paragraph", 0, 0), ("quote", 0, 2), ("list item", 1, 2), ("list item", 3, 6), ("list item", 0, 2)],
)
def test_indents(kind: PassageKind, level: int, cells: int) -> None:
    assert indent_of(Passage(0, kind, level, 0, 1)) == cells


@given(st.integers(1, 60), st.none() | st.frozensets(st.integers(0, 6)))
def test_every_offset_has_its_row(width: int, only: frozenset[int] | None) -> None:
    owner = article()
    layout = Layout(owner, width, only)
    for number in layout.shown:
        passage = owner.passages[number]
        place = layout.rows_of(number)
        assert place is not None
        rows = layout.rows[place[0] : place[1] + 1]
        assert [row.first for row in rows] == [True] + [False] * (len(rows) - 1)
        assert {row.passage for row in rows} == {number}
        for offset in range(passage.start, passage.end):
            found = layout.row_at(number, offset)
            assert found is not None
            row = layout.rows[found]
            inside = row.start <= offset < row.end
            assert inside or owner.text[offset].isspace()
    for index in range(-2, len(layout.rows) + 2):
        near = layout.passage_near(index)
        assert near in layout.shown if layout.shown else near is None


@given(st.integers(1, 8), st.integers(0, 7), st.integers(0, 300), st.integers(20, 300))
def test_the_active_column_is_always_among_those_that_fit(
    number: int, active: int, width: int, screen: int
) -> None:
    names = [str(index) for index in range(number)]
    active = min(active, number - 1)
    shown = Columns.fitting(names, active, width, screen)
    assert names[active] in shown
    fit = 1 if screen < ONE_AT_A_TIME else max(width // MIN_WIDTH, 1)
    assert len(shown) == min(number, fit, COLUMNS_IN_VIEW)
    assert shown == names[names.index(shown[0]) :][: len(shown)]
