"""Quotations are walked, set off while they are, marked, and the lens says who speaks."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from answers import Answers
from quoted_articles import quotes_of

from briefing.model.article import Span
from briefing.ui.state.walk_targets import quotations

if TYPE_CHECKING:
    from tests.ui.conftest import OpenReader, Reading

WHOLE = "“The pier will be closed,”"
PART = "the cranes “a danger to us all.”"
TEXT = f"The pier\n\nIt rained. {WHOLE} Mayor Ann Lee said.\n\nShe called {PART} It cost $12 million.\n"


def under_cursor(reading: Reading) -> tuple[str | None, str]:
    article, cursor = reading.state.current, reading.state.cursor
    assert article is not None
    span = cursor.span or Span(0, 0)
    return cursor.kind, article.text[span.start : span.end]


@pytest.mark.covers("move.walk_kind", "move.next_target", "move.previous_target")
async def test_quotations_are_walked_and_set_off(open_reader: OpenReader, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    async with open_reader("a.txt", answers=Answers) as reading:
        view = reading.reader.view
        assert view is not None
        assert not view.overlay.walked
        await reading.press(*["W"] * 4)
        assert reading.said() == "] [ walk quotations"
        await reading.press("right_square_bracket")
        assert under_cursor(reading) == ("sentence", WHOLE)
        drawn = view.overlay.walked.between(0, len(TEXT))
        assert [paint.style for paint in drawn] == ["quotation", "quotation"]
        assert "says     Ann Lee" in reading.text()
        await reading.press("right_square_bracket")
        assert under_cursor(reading) == ("sentence", PART)
        assert "says     Ann Lee  She" in reading.text()
        await reading.press("right_square_bracket")
        assert reading.said() == "this is the last quotation of the article"
        await reading.press("left_square_bracket")
        assert under_cursor(reading) == ("sentence", WHOLE)
        await reading.press("right_square_bracket", "m")
        assert [mark.mark.text for mark in reading.state.marks_in(reading.state.names[0])] == [PART]
        await reading.press("W")
        assert not view.overlay.walked


@pytest.mark.parametrize(
    ("line", "kept"),
    [
        ("The office said Ann Lee called it “a great danger to all.”", ["it “a great danger to all.”"]),
        ("Ann Lee said that the pier was closed.", []),
        ("“We are late,” Ann Lee said. “We are wet.”", ["“We are late,”", "“We are wet.”"]),
    ],
)
def test_quotations_are_disjoint(line: str, kept: list[str]) -> None:
    found = quotations(quotes_of(line))
    assert [line[one.start : one.end] for one in found] == kept
