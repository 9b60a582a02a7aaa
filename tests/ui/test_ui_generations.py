"""An article that changed between two openings: text, figures, marks, search and lens are of one version."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from answers import Archive

from briefing.jobs.requests import Priority
from briefing.library import holding_policy
from briefing.library.build.builder import build_library
from briefing.library.holding_policy import HoldingPolicy
from briefing.session.requests.article_requests import BuildLibrary

if TYPE_CHECKING:
    from tests.ui.conftest import OpenReader, Reading

MANY = 30
"""Of which more are there than are held in memory here."""
FIRST = "archive/000.txt"
OLD = "Harbour x0 report\n\nIt carried 40 tons of coal.\n\nIt left at dawn. The pilot slept.\n"
NEW = (
    "Harbour x0 report\n\nA paragraph was added at the top, with 70 ships in it.\n\n"
    "It carried 55 tons of coal.\n\nIt left at dawn. The pilot slept.\n"
)


@pytest.fixture
def archive(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of more articles than are held in memory."""
    monkeypatch.setattr(holding_policy, "POLICY", HoldingPolicy(MANY - 10))
    folder = tmp_path / "archive"
    folder.mkdir()
    for number in range(MANY):
        text = OLD.replace("x0", f"x{number}").replace("40", str(40 + number))
        (folder / f"{number:03}.txt").write_text(text, encoding="utf-8")
    return folder


def agree(reading: Reading, text: str) -> None:
    """Fail unless the article in the active column is shown as `text`, with everything drawn over it."""
    article = reading.state.current
    assert article is not None
    assert article.text == text
    view = reading.reader.view
    assert view is not None
    assert view.article.text == text
    figures = reading.state.figures[article.id]
    assert figures
    assert [text[f.start : f.end] for f in figures] == [f.text for f in figures]
    layers = [(paint.start, paint.end) for paint in view.overlay.figures.between(0, len(text))]
    assert layers == [(f.start, f.end) for f in figures]
    for line in text.split("\n\n"):
        assert line.strip().splitlines()[0][:40] in reading.text()
    for mark in reading.state.marks_in(article.id):
        assert text[mark.start : mark.end] == mark.mark.text
    for span in reading.state.spans_in(article.id):
        assert text[span.start : span.end].casefold() in ("pilot", "dawn", "ships")


async def test_an_article_edited_between_two_openings_is_shown_and_marked_as_it_is_now(
    open_reader: OpenReader, archive: Path
) -> None:
    async with open_reader("archive", size=(160, 40), answers=Archive) as reading:
        agree(reading, OLD)
        await reading.press("j", "j", "right_parenthesis", "m")
        assert [mark[0] for mark in reading.stored()] == ["It left at dawn."]
    (archive / "000.txt").write_text(NEW, encoding="utf-8")
    async with open_reader("archive", size=(160, 40), answers=Archive) as reading:
        agree(reading, NEW)
        assert [mark.mark.text for mark in reading.state.marks_in(FIRST)] == ["It left at dawn."]
        await reading.press("j", "right_square_bracket")
        assert reading.state.figure is not None
        assert reading.state.figure.text == "70 ships"
        await reading.press("right_square_bracket")
        assert reading.state.figure.text == "55 tons"
        await reading.press("slash", *"pilot")
        agree(reading, NEW)
        assert reading.state.spans_in(FIRST)
        await reading.press("escape", *["right_parenthesis"] * 3, "m")
        under = reading.state.span_to_mark()
        assert under is not None
        assert (
            [mark[0] for mark in reading.stored()][-1] == NEW[under.start : under.end] == "The pilot slept."
        )
        agree(reading, NEW)


async def test_what_a_build_changes_meanwhile_is_not_drawn_over_the_old_text(
    open_reader: OpenReader, archive: Path
) -> None:
    async with open_reader("archive", size=(160, 40), answers=Archive) as reading:
        await reading.press("j", "j", "right_parenthesis", "m")
    (archive / "000.txt").write_text(NEW, encoding="utf-8")
    async with open_reader("archive", size=(160, 40), answers=Archive, held=(BuildLibrary,)) as reading:
        while not reading.waiting(Priority.MAINTENANCE):
            await asyncio.sleep(0.005)
        for _ in build_library(["archive"]):
            pass
        # The list has not been renewed yet: the worker already answers of the new text.
        agree(reading, OLD)
        await reading.pilot.press("slash", *"ships")
        await reading.pilot.pause()
        agree(reading, OLD)
        await reading.pilot.press("escape", "l", "h")
        agree(reading, OLD)
