"""What the ledger says beside the text: signs, the lens, the list, and walking what differs."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from briefing.ui.screens.ledger_screen import LedgerScreen

if TYPE_CHECKING:
    from tests.ui.conftest import OpenReader, Reading

WIDE = (160, 40)


def line_with(reading: Reading, words: str) -> str:
    """The line of the screen that shows these words first."""
    return next(line for line in reading.lines() if words in line)


async def test_signs_stand_beside_lines_with_figures_of_several_sources(open_reader: OpenReader) -> None:
    async with open_reader(size=WIDE) as reading:
        line = line_with(reading, "The repair of Kestrel dam will cost")
        assert "≠The repair" in line
        assert "≠Mending Kestrel dam" in line
        assert "=Engineers counted 12 cracks" in reading.text()
        assert "=The board wants" not in reading.text()


@pytest.mark.covers("view.ledger_signs")
async def test_signs_are_hidden_and_shown(open_reader: OpenReader) -> None:
    async with open_reader(size=WIDE) as reading:
        await reading.press("exclamation_mark")
        assert "≠The repair" not in reading.text()
        assert "signs of the ledger are hidden" in reading.text()
        await reading.press("exclamation_mark")
        assert "≠The repair" in reading.text()


async def test_a_mark_goes_before_a_sign(open_reader: OpenReader) -> None:
    async with open_reader(size=WIDE) as reading:
        await reading.press("j", "m")
        assert "●The repair" in reading.text()


async def test_the_lens_says_who_contradicts_a_figure_and_why(open_reader: OpenReader) -> None:
    async with open_reader(size=WIDE) as reading:
        await reading.press("right_square_bracket")
        assert "ledger   ≠ differ  estimate  C¶2 40 million euros   B¶1 55 million euros" in reading.text()
        await reading.press("right_square_bracket", "right_square_bracket")
        assert "ledger   = 2 voices  B¶2 12 cracks" in reading.text()


async def test_the_list_counts_what_is_contradicted_and_confirmed(open_reader: OpenReader) -> None:
    async with open_reader(size=WIDE) as reading:
        assert "108 words · 6 figures · ≠ 2 = 1" in reading.text()
        assert "55 words · 2 figures · ≠ 1" in reading.text()


@pytest.mark.covers("move.walk_kind", "move.next_target", "move.previous_target")
async def test_differences_are_walked(open_reader: OpenReader) -> None:
    async with open_reader(size=WIDE) as reading:
        await reading.press("W", "W", "W", "right_square_bracket")

        def here() -> str:
            article, span = reading.state.current, reading.state.cursor.span
            assert article is not None
            assert span is not None
            return article.text[span.start : span.end]

        assert here() == "40 million euros"
        await reading.press("right_square_bracket")
        assert here() == "18 months"
        await reading.press("right_square_bracket")
        assert "this is the last difference of the article" in reading.text()
        await reading.press("left_square_bracket")
        assert here() == "40 million euros"


async def test_the_ledger_that_is_known_stands_at_once(open_reader: OpenReader) -> None:
    async with open_reader(size=WIDE) as reading:
        await reading.pilot.press("number_sign")
        while not isinstance(reading.app.screen, LedgerScreen):
            await reading.pilot.pause()
        assert reading.app.screen.rows


async def test_signs_go_with_the_text_they_were_found_in(open_reader: OpenReader) -> None:
    async with open_reader(size=WIDE) as reading:
        state = reading.state
        article = state.current
        assert article is not None
        assert state.ledger.signs_in(article.id, article.fingerprint)
        assert not state.ledger.signs_in(article.id, "another")
        state.ledger.forget()
        assert not state.ledger.signs_in(article.id, article.fingerprint)
        assert state.ledger.counts(article.id) == (0, 0)
