"""Names are walked in place of figures, drawn while they are, and told by the lens."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from answers import Answers

from briefing.model.article import Span
from briefing.session.requests.finding_requests import ReadAnnotations

if TYPE_CHECKING:
    from tests.ui.conftest import OpenReader, Reading

TEXTS = {
    "a.txt": "Talks in Geneva\n\nTreasury Secretary Scott Bessent flew to Geneva with $12 billion.\n\n"
    "Mr Bessent smiled.\n",
    "b.txt": "The lawyers\n\nThe lawyers of Scott Bessent spoke in Quorvane on Monday.\n",
}


@pytest.fixture
def names(tmp_path: Path) -> tuple[str, ...]:
    for name, text in TEXTS.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tuple(TEXTS)


def under_cursor(reading: Reading) -> tuple[str | None, str]:
    """What kind of thing the cursor is on, and its words."""
    article, cursor = reading.state.current, reading.state.cursor
    assert article is not None
    span = cursor.span or Span(0, 0)
    return cursor.kind, article.text[span.start : span.end]


@pytest.mark.covers("move.walk_kind", "move.next_target", "move.previous_target")
async def test_names_are_walked_told_and_drawn_while_they_are_chosen(
    open_reader: OpenReader, names: tuple[str, ...]
) -> None:
    async with open_reader(*names, answers=Answers) as reading:
        view = reading.reader.view
        assert view is not None
        await reading.press("right_square_bracket")
        assert under_cursor(reading) == ("figure", "$12 billion")
        assert not view.overlay.walked
        await reading.press("W", "W")
        assert reading.said() == "] [ walk names"
        assert "] [ name  " in reading.text()
        drawn = [(paint.style, paint.start) for paint in view.overlay.walked.between(0, 200)]
        assert {style for style, _ in drawn} == {"name"}
        assert len(drawn) >= 4
        await reading.press("left_square_bracket", "left_square_bracket")
        assert under_cursor(reading) == ("name", "Scott Bessent")
        assert "name     Scott Bessent  person  also named in  B¶1" in reading.text()
        await reading.press(*["right_square_bracket"] * 3)
        assert under_cursor(reading) == ("name", "Bessent")
        assert "name     Scott Bessent  person  also named in  B¶1" in reading.text()
        assert reading.said() == "this is the last name of the article"
        await reading.press("l", "right_square_bracket", "right_square_bracket")
        assert under_cursor(reading) == ("name", "Quorvane")
        assert "name     Quorvane  named in no other article" in reading.text()
        await reading.press("W", "W", "W")
        assert reading.said() == "] [ walk figures"
        assert not view.overlay.walked


@pytest.mark.covers("move.walk_kind")
async def test_names_that_are_not_found_yet(open_reader: OpenReader, names: tuple[str, ...]) -> None:
    async with open_reader(*names, answers=Answers, held=(ReadAnnotations,)) as reading:
        await reading.pilot.press("W", "W", "right_square_bracket")
        assert reading.said() == "names are still being found"
