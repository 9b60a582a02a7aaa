"""Lines of a passage: nothing lost, nothing twice, nothing too wide, at any width."""

from __future__ import annotations

from itertools import pairwise

import pytest
from growth import assert_in_proportion
from hypothesis import example, given
from hypothesis import strategies as st

from briefing.ui.drawing.wrap import TAB, cells, offset_at, wrap

ANY_TEXT = st.text(
    st.one_of(
        st.sampled_from(" \n\t-–—/.,aé中ก한\u0301\u200d\u00ad\u200b🙂👩🏽ﷺ"),
        st.characters(exclude_categories=("Cs", "Cc")),
    ),
    max_size=120,
)
CASES = [
    ("the dam held", 7, ["the dam", "held"]),
    ("the dam held", 6, ["the", "dam", "held"]),
    ("a half-built dam", 7, ["a", "half-", "built", "dam"]),
    ("a half-built dam", 12, ["a half-built", "dam"]),
    ("and/or north–south", 7, ["and/or", "north–", "south"]),
    ("unbreakable", 4, ["unbr", "eaka", "ble"]),
    ("two\nlines  here", 20, ["two", "lines  here"]),
    ("   indented   ", 20, ["indented"]),
    ("水位が上がる", 4, ["水位", "が上", "がる"]),
    ("水位 up", 5, ["水位", "up"]),
    ("e\u0301e\u0301e\u0301", 2, ["e\u0301e\u0301", "e\u0301"]),
    ("", 9, []),
    (" \n\t ", 9, []),
]


@pytest.mark.parametrize(("text", "width", "lines"), CASES)
def test_lines(text: str, width: int, lines: list[str]) -> None:
    assert [text[start:end] for start, end in wrap(text, 0, len(text), width)] == lines


@given(ANY_TEXT, st.integers(-1, 30), st.integers(0, 5), st.integers(0, 5))
@example("水", 1, 0, 0)
@example("a\u0301" * 9, 1, 0, 0)
@example("👩🏽\u200d🚀 x", 2, 0, 0)
@example("\t\t\tx", 2, 0, 0)
def test_every_visible_character_stands_in_exactly_one_line(
    text: str, width: int, before: int, behind: int
) -> None:
    start, end = min(before, len(text)), max(len(text) - behind, min(before, len(text)))
    lines = wrap(text, start, end, width)
    for first, last in lines:
        assert start <= first < last <= end
        assert "\n" not in text[first:last]
        assert not text[first].isspace()
        assert not text[last - 1].isspace()
    assert all(left[1] <= right[0] for left, right in pairwise(lines))
    covered = "".join(text[first:last] for first, last in lines)
    visible = "".join(text[start:end].split())
    assert "".join(covered.split()) == visible


@given(ANY_TEXT, st.integers(TAB, 30))
def test_no_line_is_wider_than_it_may_be(text: str, width: int) -> None:
    for start, end in wrap(text, 0, len(text), width):
        line = text[start:end]
        # One character may be wider than the line; it cannot be cut.
        assert cells(line) <= width or len(wrap(line, 0, len(line), 10_000)) == 1 == _clusters(line)


def _clusters(line: str) -> int:
    """How many pieces a line could be cut into at most."""
    return len(wrap(line, 0, len(line), 1))


@given(ANY_TEXT.map(lambda text: "".join(text.split("\n"))), st.integers(0, 60))
def test_a_cell_leads_to_the_character_drawn_there(text: str, column: int) -> None:
    offset = offset_at(text, 0, len(text), column)
    assert 0 <= offset <= len(text)
    assert cells(text[:offset]) <= max(column, 0) or offset == 0


def test_offsets_of_wide_and_zero_width_characters() -> None:
    text = "水a\u0301\tb"
    assert [offset_at(text, 0, 5, column) for column in range(10)] == [0, 0, 1, 3, 3, 3, 3, 4, 5, 5]


@pytest.mark.parametrize("unit", ["a", "ab ", "-", "a-", "水", "e\u0301 ", "\n", " ", "/", "a\t", "ก"])
def test_time_grows_with_the_text_only(unit: str) -> None:
    assert_in_proportion(lambda text: wrap(text, 0, len(text), 40), unit, 10_000)
