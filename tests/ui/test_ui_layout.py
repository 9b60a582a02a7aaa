"""The rows of an article: gaps, folds, indents, and the way from a place to its row and back."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.model.article import Article, Passage, PassageKind
from briefing.ui.drawing.layout import Layout, indent_of
from briefing.ui.drawing.wrap import TAB, cells, offset_at
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


TABLE: tuple[tuple[PassageKind, int, str], ...] = (
    ("paragraph", 0, "Boats by month:"),
    ("row", 0, "\tMay\tJune"),
    ("row", 0, "ferries\t12\t140"),
    ("row", 0, "其他\t1"),
    ("paragraph", 0, "No more."),
)


def table_lines(width: int) -> list[str]:
    owner = article(TABLE)
    lines = []
    for row in Layout(owner, width).rows:
        tabs = iter(row.tabs)
        lines.append(
            "".join(" " * next(tabs, TAB) if c == "\t" else c for c in owner.text[row.start : row.end])
        )
    return lines


def test_the_columns_of_a_table_are_aligned_where_it_fits() -> None:
    assert table_lines(18) == [
        "Boats by month:", "",
        "         May  June",
        "ferries  12   140",
        "其他     1", "",
        "No more.",
    ]  # fmt: skip
    assert table_lines(17)[-3] != "其他     1"


def test_a_click_finds_its_character_in_an_aligned_row() -> None:
    owner = article(TABLE)
    row = next(row for row in Layout(owner, 40).rows if owner.text.startswith("ferries", row.start))
    assert cells(owner.text[row.start : row.end], row.tabs) == len("ferries  12   140")
    for column, sign in ((0, "f"), (8, "\t"), (9, "1"), (14, "1"), (16, "0")):
        assert owner.text[offset_at(owner.text, row.start, row.end, column, row.tabs)] == sign


@pytest.mark.parametrize(
    ("page", "time", "told"),
    [
        (4, None, "p. 4"),
        (None, 75.9, "1:15"),
        (None, 3601.0, "1:00:01"),
        (None, 0.0, "0:00"),
        (None, None, ""),
    ],
)
def test_a_place_in_the_original_is_told_where_it_changes(
    page: int | None, time: float | None, told: str
) -> None:
    owner = article(TABLE)
    passages = tuple(replace(one, page=page, time=time) if one.number > 1 else one for one in owner.passages)
    assert passages[3].place == told
    places = [
        row.passage for row in Layout(replace(owner, passages=passages), 40).rows if row.kind == "place"
    ]
    assert places == ([2] if told else [])
