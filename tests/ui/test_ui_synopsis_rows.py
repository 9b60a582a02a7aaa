"""The lines of a synopsis at any width: nothing wider than its cell, nothing lost, every row found."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tiers import examples

from briefing.model.article import Span
from briefing.model.excerpt import Citation
from briefing.model.topic_synopsis import Cell, Synopsis, SynopsisFigure, SynopsisPassage, SynopsisRow
from briefing.ui.drawing.merged_columns import merged
from briefing.ui.drawing.palette import Palette
from briefing.ui.drawing.synopsis_rows import (
    FRAME,
    SynopsisLayout,
    arranged,
    cell_lines,
    fitting_columns,
    is_better_stacked,
    passage_lines,
)
from briefing.ui.drawing.synopsis_styler import SynopsisStyler
from briefing.ui.drawing.wrap import cells

NAMES = ("a", "b", "c", "d")
SENTENCE = "The tide gate at Marrow Point was shut at noon."
LONG = " ".join(f"UserDataWriter number {number} saw nothing." for number in range(9))


def passage(name: str, number: int, text: str, told: str = "") -> SynopsisPassage:
    """A passage that begins at offset 100."""
    at = 100 + (text.index(told) if told else 0)
    return SynopsisPassage(name, number, 100, text, Span(at, at + len(told or text)))


@st.composite
def synopses(draw: st.DrawFn) -> Synopsis:
    """Tables of up to four columns, rows of several before those of one."""
    columns = NAMES[: draw(st.integers(1, 4))]
    texts = st.sampled_from((SENTENCE, LONG, "Tide.", "潮の門が正午に閉じた。" * 4, "x" * 90))
    rows = []
    for _ in range(draw(st.integers(0, 5))):
        row: list[Cell] = []
        for name in columns:
            found = draw(st.lists(texts, max_size=3))
            row.append(tuple(passage(name, number, text) for number, text in enumerate(found)))
        if any(row):
            rows.append(SynopsisRow(draw(st.sampled_from(("gate", "tide gate · Marrow Point"))), tuple(row)))
    rows.sort(key=lambda row: row.alone)
    return Synopsis(
        "tide", tuple(Citation(name, name, None, None, None, None) for name in columns), tuple(rows)
    )


@settings(max_examples=examples(80), deadline=None)
@given(synopses(), st.integers(30, 200), st.booleans(), st.booleans())
def test_every_cell_has_lines_that_fit(table: Synopsis, width: int, stacked: bool, whole: bool) -> None:
    rows = frozenset(range(len(table.rows))) if whole else frozenset[int]()
    first = len(table.columns) - fitting_columns(width, len(table.columns))
    layout = SynopsisLayout(table, width, str, stacked=stacked, whole=rows, first_column=first)
    shown: set[tuple[int, int]] = set()
    for line in layout.lines:
        for column, cell in line.cells:
            if cell is None or cell.words:
                continue
            shown.add((line.row, column))
            room = layout.column_width - FRAME
            if stacked or line.kind == "alone":
                room = width - FRAME - layout.head_width
            assert cells(cell.one.text[cell.start : cell.end]) <= max(room, 2)
            assert cell.start < cell.end
    for number, row in enumerate(table.rows):
        for column in row.speaking:
            visible = stacked or row.alone or column in layout.shown_columns
            assert ((number, column) in shown) == visible


@settings(max_examples=examples(60), deadline=None)
@given(synopses(), st.integers(30, 200), st.booleans())
def test_rows_follow_each_other_without_gaps(table: Synopsis, width: int, stacked: bool) -> None:
    layout = SynopsisLayout(table, width, str, stacked=stacked)
    at = 0
    for number in range(len(table.rows)):
        if number == table.shared:
            assert layout.lines[at].kind == "heading"
            at += 1
        first, last = layout.rows_of(number)
        assert first == at < last
        assert {layout.row_at(line) for line in range(first, last)} == {number}
        assert all(line.row == number for line in layout.lines[first:last])
        at = last
    assert at == len(layout.lines)


@settings(max_examples=examples(60), deadline=None)
@given(synopses(), st.integers(50, 200), st.integers(0, 80))
def test_no_cell_is_cut_above_an_empty_line(table: Synopsis, width: int, height: int) -> None:
    layout = SynopsisLayout(table, width, str, stacked=False, height=height)
    for number in range(table.shared):
        first, last = layout.rows_of(number)
        lines = [line for line in layout.lines[first:last] if line.kind == "cells"]
        for held in zip(*([cell for _, cell in line.cells] for line in lines), strict=True):
            cut = [one for one in held if one is not None and one.cut_after]
            unfinished = [one for one in cut if one.end < one.one.key_sentence.end - one.one.start]
            assert held[-1] is not None or not unfinished


def test_passages_that_are_cut_grow_where_there_is_room() -> None:
    told = "UserDataWriter number 6 saw nothing."
    row = SynopsisRow("gate", ((passage("a", 0, LONG, told),), (passage("b", 0, "Tide."),)))
    table = replace(crowded(), rows=(row, row))

    def whole(height: int) -> list[int]:
        lines = SynopsisLayout(table, 120, str, stacked=False, height=height).lines
        return [
            number
            for number in range(2)
            if not any(
                cell.cut_after for line in lines if line.row == number for _, cell in line.cells if cell
            )
        ]

    short = len(SynopsisLayout(table, 120, str, stacked=False).lines)
    assert [whole(height) for height in (0, short, short + 8, short + 40)] == [[], [], [0], [0, 1]]


def test_of_a_long_passage_the_telling_sentence_is_shown() -> None:
    told = "UserDataWriter number 6 saw nothing."
    lines = passage_lines(passage("a", 0, LONG, told), 20, 3, whole=False)
    text = " ".join(LONG[line.start : line.end] for line in lines)
    assert text == told
    assert (lines[0].cut_before, lines[-1].cut_after) == (True, True)
    assert not any(line.cut_before for line in lines[1:])
    whole = passage_lines(passage("a", 0, LONG, told), 20, 3, whole=True)
    assert " ".join(LONG[line.start : line.end] for line in whole) == LONG
    assert not any(line.cut_before or line.cut_after for line in whole)


def test_values_that_differ_are_written_below() -> None:
    one = passage("a", 0, "It holds 300 boats.")
    figure = SynopsisFigure(109, 118, "300 boats", "count", "300 boat", differs=True)
    one = SynopsisPassage("a", 0, 100, one.text, one.key_sentence, (figure, figure))
    words = [line.words for line in passage_lines(one, 40, 3, whole=False)]
    assert words == ["", "≠ 300 boat"]


@pytest.mark.parametrize(
    ("level", "lit"), [("key", ["300 boats"]), ("all", ["It", "300 boats"]), ("none", [])]
)
def test_figures_are_lit_as_in_the_text(level: str, lit: list[str]) -> None:
    one = passage("a", 0, "It holds 300 boats.")
    figures = (
        SynopsisFigure(100, 102, "It", "count", "1", differs=False, key=False),
        SynopsisFigure(109, 118, "300 boats", "count", "300 boat", differs=False),
    )
    styler = SynopsisStyler(no_palette, str, int, lambda _: [], str, lambda: level)
    layers = styler._layers(replace(one, figures=figures), None)
    paints = [paint for layer in layers for paint in layer.between(100, 200)]
    assert [one.text[paint.start - 100 : paint.end - 100] for paint in paints] == lit


def no_palette() -> Palette:
    raise NotImplementedError


def test_copies_and_what_is_left_over_are_said() -> None:
    copy = SynopsisPassage("b", 1, 100, SENTENCE, Span(100, 110), (), same_as="a")
    cell = (copy, passage("b", 2, "Tide."), passage("b", 3, "Gate."))
    short = cell_lines(cell, 40, 6, str.upper, whole=False)
    assert [line.words for line in short] == ["same text as A", "", "+ 1 more"]
    whole = cell_lines(cell, 60, 6, str.upper, whole=True)
    assert [line.words for line in whole] == ["same text as A", "", "", ""]
    near = cell_lines((replace(copy, same_words=False),), 40, 6, str.upper, whole=False)
    assert [line.words for line in near] == ["nearly the same text as A"]


def test_a_click_finds_its_column() -> None:
    rows = (SynopsisRow("gate", tuple((passage(name, 0, SENTENCE),) for name in NAMES)),)
    table = Synopsis("tide", tuple(Citation(n, n, None, None, None, None) for n in NAMES), rows)
    layout = SynopsisLayout(table, 160, str, stacked=False)
    assert layout.column_width == 35
    found = [layout.column_at(0, x) for x in (0, 19, 20, 54, 55, 159, 500)]
    assert found == [None, None, 0, 0, 1, 3, 3]
    assert layout.column_at(len(layout.lines), 30) is None
    stacked = SynopsisLayout(table, 70, str, stacked=True)
    assert [stacked.column_at(line, 9) for line in range(4)] == [None, 0, 1, 2]


def test_columns_take_the_order_of_the_articles() -> None:
    rows = (SynopsisRow("gate", ((passage("a", 0, "Tide."),), ())),)
    table = Synopsis("t", tuple(Citation(n, n, None, None, None, None) for n in "ab"), rows)
    other = arranged(table, {"a": 1, "b": 0}.__getitem__)
    assert [column.article for column in other.columns] == ["b", "a"]
    assert other.rows[0].speaking == (1,)


def test_a_table_of_few_of_its_sources_is_stacked_instead() -> None:
    assert [is_better_stacked(width, 4) for width in (60, 99, 100, 160)] == [True, True, False, False]
    assert [is_better_stacked(160, columns) for columns in (1, 5, 10, 11, 300)] == [False] * 3 + [True] * 2


def test_hundreds_of_silent_sources_are_counted() -> None:
    names = [f"article-{number}" for number in range(300)]
    row = SynopsisRow("gate", ((passage(names[0], 0, "T."),), (passage(names[1], 0, "T."),), *([()] * 298)))
    table = Synopsis("t", tuple(Citation(n, n, None, None, None, None) for n in names), (row,))
    layout = SynopsisLayout(table, 80, str, stacked=True)
    assert "298 of 300 silent" in [line.label for line in layout.lines]


def crowded() -> Synopsis:
    """Two rows in which the first article has four passages, the second one."""
    four = tuple(passage("a", number, f"Gate number {number} was shut.") for number in range(4))
    row = SynopsisRow("gate", (four, (passage("b", 0, "Tide."),)))
    columns = tuple(Citation(name, name, None, None, None, None) for name in "ab")
    return Synopsis("tide", columns, (row, row))


@pytest.mark.parametrize("stacked", [False, True])
def test_rows_grow_while_there_is_room(stacked: bool) -> None:
    def hidden(height: int) -> int:
        layout = SynopsisLayout(crowded(), 120, str, stacked=stacked, height=height)
        told = [cell.words for line in layout.lines for _, cell in line.cells if cell is not None]
        assert height == 0 or len(layout.lines) <= height
        return told.count("+ 2 more")

    short = len(SynopsisLayout(crowded(), 120, str, stacked=stacked).lines)
    assert [hidden(height) for height in (0, short, short + 1, short + 2, 60)] == [2, 2, 1, 0, 0]


def test_a_cell_uses_the_lines_that_others_of_its_row_leave_it() -> None:
    tall = passage("b", 0, LONG)
    row = SynopsisRow("gate", (crowded().rows[0].cells[0], (tall,)))
    layout = SynopsisLayout(replace(crowded(), rows=(row,)), 80, str, stacked=False)
    words = [cell.words for line in layout.lines for _, cell in line.cells if cell is not None]
    assert "+ 2 more" not in words
    assert "+ 2 more" in [line.words for line in cell_lines(row.cells[0], 25, 6, str, whole=False)]


def test_sentences_of_a_cell_can_be_gone_to() -> None:
    two = passage("a", 0, "The gate was shut. The tide came at noon.", "The gate was shut.")
    row = SynopsisRow("gate", ((two, *crowded().rows[0].cells[0][1:]), (passage("b", 0, "Tide."),)))
    layout = SynopsisLayout(replace(crowded(), rows=(row,)), 120, str, stacked=True)
    found = layout.statements(0, 0)
    texts = [one.one.text[one.span.start - 100 : one.span.end - 100] for one in found]
    assert texts[:3] == ["The gate was shut.", "The tide came at noon.", "Gate number 1 was shut."]
    assert [one.shown for one in found] == [True, True, True, False, False]


def test_columns_stand_by_date_then_by_the_list() -> None:
    days = {"a": None, "b": "2026-03-02", "c": "2026-03-01", "d": "2026-03-02"}
    columns = tuple(Citation(name, name, None, None, day, None) for name, day in days.items())
    table = Synopsis("tide", columns, ())
    assert [one.article for one in arranged(table, "dcba".index).columns] == ["c", "d", "b", "a"]


def of_many(heads: Sequence[tuple[str | None, str | None]]) -> Synopsis:
    """A table of so many articles, with sources and days; the first three speak in its first row."""
    names = [f"a{number:02}" for number in range(len(heads))]
    columns = tuple(
        Citation(name, name, source, None, day, None)
        for name, (source, day) in zip(names, heads, strict=True)
    )
    cells = tuple((passage(name, 0, f"Gate of {name}."),) if name < "a03" else () for name in names)
    alone = tuple((passage(name, 1, "Tide."),) if name == "a01" else () for name in names)
    return Synopsis("tide", columns, (SynopsisRow("gate", cells), SynopsisRow("tide", alone)))


def test_of_many_articles_those_of_one_source_share_a_column() -> None:
    table = of_many([("Wire", "2026-03-02"), ("Wire", "2026-03-01"), (None, None), *[("Post", None)] * 12])
    found = merged(table)
    assert [(one.source, one.title, one.published) for one in found.columns] == [
        ("Wire", "2 articles", "2026-03-01"),
        ("Post", "12 articles", None),
        (None, "1 article", None),
    ]
    assert [[one.article for one in cell] for cell in found.rows[0].cells] == [["a00", "a01"], [], ["a02"]]
    assert [row.alone for row in found.rows] == [row.alone for row in table.rows] == [False, True]
    layout = SynopsisLayout(found, 120, str.upper, stacked=False)
    words = [cell.words for line in layout.lines for _, cell in line.cells if cell is not None]
    assert {"A00", "A01", "A02"} <= set(words)


def test_without_sources_months_are_columns() -> None:
    days = [(None, f"2026-{3 + number % 2:02}-{number + 1:02}") for number in range(14)]
    assert [one.source for one in merged(of_many(days)).columns] == ["Mar 2026", "Apr 2026"]


def test_where_nothing_groups_them_or_they_are_few_columns_stay() -> None:
    for heads in ([(None, None)] * 14, [(f"Source {n}", None) for n in range(14)], [("Wire", None)] * 12):
        table = of_many(heads)
        assert merged(table) is table
