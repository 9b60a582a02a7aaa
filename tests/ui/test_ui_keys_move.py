"""Walking through the text by key."""

from __future__ import annotations

import asyncio
from collections.abc import Generator
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from answers import Answers
from tests.ui.conftest import Given

from briefing.jobs.requests import Progress
from briefing.model.related_passage import OnlyHere
from briefing.session.requests.finding_requests import FindFigures, FindOnlyHere, ReadLens

if TYPE_CHECKING:
    from tests.ui.conftest import OpenReader, Reading

LOW = (120, 14)
"""A terminal in which the first article does not fit."""


def figure(reading: Reading) -> str | None:
    """The figure under the cursor."""
    found = reading.state.figure
    return found.text if found else None


def sentence(reading: Reading) -> str:
    """The sentence under the cursor."""
    article, span = reading.state.current, reading.state.cursor.span
    assert article is not None
    assert span is not None
    return article.text[span.start : span.end]


@pytest.mark.covers("move.next_passage", "move.previous_passage")
async def test_by_passage(open_reader: OpenReader) -> None:
    async with open_reader(size=(120, 30)) as reading:
        walked = []
        for key in ("j", "down", "j", "k", "up", "k", "k"):
            await reading.press(key)
            walked.append(reading.here()[1])
        assert walked == [1, 2, 3, 2, 1, 0, 0]
        bars = [line[38:].find("▌") for line in reading.lines() if "Dam repair put" in line]
        assert bars[-1] >= 0


@pytest.mark.covers("move.next_passage", "move.previous_passage")
async def test_through_a_long_passage_page_by_page(open_reader: OpenReader, tmp_path: Path) -> None:
    words = " ".join(f"word{number}" for number in range(900))
    (tmp_path / "long.txt").write_text(f"A short line.\n\n{words}\n\nThe end.\n", encoding="utf-8")
    async with open_reader("long.txt", answers=Answers) as reading:
        view = reading.reader.view
        assert view is not None
        await reading.press("j")
        tops = [view.scroll_offset.y]
        while reading.here() == ("A", 1):
            await reading.press("j")
            tops.append(view.scroll_offset.y)
        assert tops == sorted(tops)
        assert len(tops) > 4
        pages = [after - before for before, after in pairwise(tops)]
        assert max(pages) < view.size.height
        assert view.passage_in_view(2)
        view.scroll_to(y=tops[-2], animate=False, immediate=True)
        reading.state.set_passage(1)
        await reading.press("k")
        assert reading.here() == ("A", 1)
        assert 0 < view.scroll_offset.y < tops[-2]


@pytest.mark.covers("move.next_target", "move.previous_target")
async def test_by_figure(open_reader: OpenReader) -> None:
    async with open_reader() as reading:
        await reading.press("right_square_bracket")
        assert (reading.here(), figure(reading)) == (("A", 1), "40 million euros")
        assert "figure   40 million euros  =  €40 m  money" in reading.text()
        assert "ledger   ≠ differ  estimate  C¶2 40 million euros" in reading.text()
        await reading.press("right_square_bracket")
        assert figure(reading) == "18 months"
        await reading.press("left_square_bracket", "left_square_bracket")
        assert figure(reading) == "40 million euros"
        assert reading.said() == "this is the first figure of the article"
        await reading.press(*["right_square_bracket"] * 9)
        assert figure(reading) == "60 per cent"
        assert reading.said() == "this is the last figure of the article"


@pytest.mark.covers("move.next_target")
async def test_an_article_without_figures_is_told_so(open_reader: OpenReader, tmp_path: Path) -> None:
    (tmp_path / "plain.txt").write_text("Talks\n\nThe ministers talked.\n", encoding="utf-8")
    async with open_reader("plain.txt", answers=Answers) as reading:
        await reading.press("right_square_bracket")
        assert reading.said() == "the article has no figures"


@pytest.mark.covers("move.next_target")
async def test_an_article_whose_figures_are_not_lit_is_told_so(
    open_reader: OpenReader, tmp_path: Path
) -> None:
    (tmp_path / "plain.txt").write_text("Talks\n\nThe two ministers talked on Tuesday.\n", encoding="utf-8")
    async with open_reader("plain.txt", answers=Answers) as reading:
        await reading.press("right_square_bracket")
        assert reading.said() == "the article has no key figures: F chooses others"
        await reading.press("F", *"all", "enter", "right_square_bracket")
        assert figure(reading) == "two ministers"


@pytest.mark.covers("move.next_target")
async def test_figures_that_are_not_found_yet(open_reader: OpenReader) -> None:
    async with open_reader(held=(FindFigures,)) as reading:
        await reading.pilot.press("right_square_bracket")
        assert reading.said() == "figures are still being found"
        assert reading.here() == ("A", 0)


@pytest.mark.covers("move.next_sentence", "move.previous_sentence")
async def test_by_sentence(open_reader: OpenReader) -> None:
    async with open_reader() as reading:
        await reading.press("j", "j", "right_parenthesis")
        assert sentence(reading) == "Engineers counted 12 cracks in the spillway after the storm."
        await reading.press("right_parenthesis")
        assert sentence(reading) == "Two of them run deeper than 3 metres."
        await reading.press("right_parenthesis")
        assert (reading.here(), sentence(reading)) == (("A", 3), "The villages below")
        await reading.press("left_parenthesis", "left_parenthesis")
        assert sentence(reading) == "Engineers counted 12 cracks in the spillway after the storm."


@pytest.mark.covers("move.page_down", "move.page_up")
@pytest.mark.parametrize(("down", "up"), [("pagedown", "pageup"), ("ctrl+d", "ctrl+u"), ("ctrl+f", "ctrl+b")])
async def test_by_page(open_reader: OpenReader, down: str, up: str) -> None:
    async with open_reader(size=LOW) as reading:
        view = reading.reader.view
        assert view is not None
        await reading.press(down)
        assert 0 < view.scroll_offset.y < view.size.height
        assert view.passage_in_view(reading.here()[1])
        assert reading.here()[1] > 0
        await reading.press(*[down] * 9)
        assert reading.here() == ("A", 8)
        await reading.press(*[up] * 12)
        assert (reading.here(), view.scroll_offset.y) == (("A", 0), 0)


@pytest.mark.covers("move.top", "move.bottom")
async def test_to_the_ends(open_reader: OpenReader) -> None:
    async with open_reader(size=LOW) as reading:
        view = reading.reader.view
        assert view is not None
        for down, up in (("G", "g"), ("end", "home")):
            await reading.press(down)
            assert (reading.here(), view.scroll_offset.y) == (("A", 8), view.max_scroll_y)
            await reading.press(up)
            assert (reading.here(), view.scroll_offset.y) == (("A", 0), 0)


@pytest.mark.covers("move.jump", "move.jump_1", "move.jump_2", "move.jump_3", "move.back")
async def test_to_related_passages_and_back(open_reader: OpenReader) -> None:
    async with open_reader(size=(160, 48)) as reading:
        await reading.press("enter")
        assert reading.said() == "no related passage to go to"
        await reading.press("j", "j")
        assert "related 1 B Morning Herald ¶2 91% very likely shared words: storm" in reading.text()
        for key, place in (("enter", "B2"), ("1", "B2"), ("2", "C2"), ("3", "D0")):
            await reading.press(key)
            letter, number = reading.here()
            assert f"{letter}{number}" == place
            assert reading.reader.focused is reading.reader.view
            await reading.press("backspace")
            assert reading.here() == ("A", 2)
        await reading.press("backspace")
        assert reading.said() == "this is where you began"


@pytest.mark.covers("move.back", "move.forward")
async def test_back_and_forward_again(open_reader: OpenReader) -> None:
    async with open_reader(size=(160, 48)) as reading:
        await reading.press("greater_than_sign")
        assert reading.said() == "nothing lies ahead: you have not gone back"
        await reading.press("j", "j", "enter", "j", "1")
        there = reading.here()
        walked = []
        for key in ("<", "<", "<", ">", ">", ">", "<"):
            await reading.press({"<": "less_than_sign", ">": "greater_than_sign"}[key])
            walked.append(reading.here())
        assert walked == [("B", 3), ("A", 2), ("A", 2), ("B", 3), there, there, ("B", 3)]
        # From another jump on, what lay ahead is forgotten.
        await reading.press("k", "1", "greater_than_sign")
        assert reading.said() == "nothing lies ahead: you have not gone back"


@pytest.mark.covers("move.forward")
async def test_what_is_gone_is_passed_over_forward(open_reader: OpenReader) -> None:
    async with open_reader(size=(160, 48)) as reading:
        await reading.press("j", "j", "2", "less_than_sign")
        place = reading.state.forward[-1]
        reading.state.forward.append(place._replace(article="not there.md"))
        await reading.press("greater_than_sign")
        assert reading.here() == ("C", 2)


@pytest.mark.covers("move.jump")
async def test_a_lens_that_has_not_come_leads_nowhere(open_reader: OpenReader) -> None:
    async with open_reader(held=(ReadLens,)) as reading:
        await reading.pilot.press("j", "enter")
        assert reading.said() == "no related passage to go to"
        assert "related  …" in reading.text()


@pytest.mark.covers("move.next_only_here", "move.previous_only_here")
async def test_to_what_one_article_alone_says(open_reader: OpenReader) -> None:
    async with open_reader(size=(120, 30)) as reading:
        assert any("◇" in line and "We do not sleep" in line for line in reading.lines())
        walked = []
        for key in ("o", "o", "o", "o", "O"):
            await reading.press(key)
            walked.append(reading.here())
        assert walked == [("A", 5), ("B", 4), ("C", 1), ("A", 5), ("C", 1)]


@pytest.mark.covers("view.legend")
async def test_what_probably_stands_in_one_article_only_has_a_smaller_sign(open_reader: OpenReader) -> None:
    class Unsure(Given):
        def only_here(self) -> Generator[Progress, None, OnlyHere]:
            found = yield from super().only_here()
            return dict.fromkeys(found, "probably")

    async with open_reader(answers=Unsure, size=(160, 48)) as reading:
        assert any("⋄" in line and "We do not sleep" in line for line in reading.lines())
        assert "◇" not in reading.text()
        await reading.press("L")
        assert any("⋄" in line and "probably" in line for line in reading.lines())


@pytest.mark.covers("move.next_only_here", "move.previous_only_here")
async def test_nothing_that_one_article_alone_says(open_reader: OpenReader) -> None:
    async with open_reader("news/d-note.txt") as reading:
        await reading.press("o", "O")
        assert reading.said() == "every statement has a counterpart in another article"
        reading.state.comparison.only_here = None
        await reading.press("o")
        assert reading.said() == "still comparing the articles; ^x gives it up"


@pytest.mark.covers("move.next_only_here", "view.cancel")
async def test_comparing_is_given_up_and_begun_again(open_reader: OpenReader) -> None:
    async with open_reader(held=(FindOnlyHere,)) as reading:
        while not reading.waiting():
            await asyncio.sleep(0.005)
        await reading.pilot.press("ctrl+x")
        while reading.said() != "comparing was cancelled; o begins it again":
            await asyncio.sleep(0.005)
        assert reading.state.comparison.only_here is None
        await reading.pilot.press("o")
        while not reading.waiting():
            await asyncio.sleep(0.005)
        assert not reading.reader.controllers.comparison.cancelled
        assert reading.app.engine.cancel()


async def test_no_jump_to_an_article_that_went_after_the_answer(open_reader: OpenReader) -> None:
    async with open_reader(size=(160, 48)) as reading:
        await reading.press("j", "j")
        lens = reading.state.lens.answer
        assert lens is not None
        assert lens.witnesses
        here = reading.here()
        reading.state.columns = reading.state.columns[:1]
        reading.state.articles.drop(lens.witnesses[0].article)
        await reading.pilot.press("1")
        assert reading.said() == "no related passage to go to"
        assert reading.here() == here
