"""What a search leads to is seen: the match itself, in long passages, narrow columns and after a resize."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from answers import Answers
from tiers import cases

if TYPE_CHECKING:
    from tests.ui.conftest import OpenReader, Reading

SIZES = ((160, 48), (112, 26), (80, 24), (60, 20))
FILLER = "The valley has seen many winters and the people who live there count them all with care."
LONG = " ".join([FILLER] * 24)


def write_articles() -> None:
    """Five articles; in the last, passages longer than a screen with a rare word far down in them."""
    folder = Path("valley")
    folder.mkdir()
    for letter in "abcd":
        body = "\n\n".join(f"{FILLER} Part {number} of {letter}." for number in range(4))
        (folder / f"{letter}.txt").write_text(f"Winters of {letter}\n\n{body}\n", encoding="utf-8")
    middle = f"{LONG} A heron stood. {LONG} Another heron flew. {LONG}"
    (folder / "e.txt").write_text(
        f"Winters of e\n\n{FILLER}\n\n{LONG}\n\n{middle}\n\n{FILLER}\n\nOne heron more.\n", encoding="utf-8"
    )


def seen(reading: Reading) -> bool:
    """Whether the words of the cursor stand on a row of the text that is seen."""
    view, cursor = reading.reader.view, reading.state.cursor
    assert view is not None
    assert cursor.span is not None
    row = view.layout_rows.row_at(cursor.passage, cursor.span.start)
    assert row is not None
    top = view.scroll_offset.y
    assert view.region.bottom <= reading.app.size.height
    return view.display and top <= row < top + view.size.height


@pytest.mark.covers("find.open", "find.next", "find.previous")
@pytest.mark.parametrize(
    ("size", "columns"),
    cases([(SIZES[0], "space"), (SIZES[-1], "w")], [(size, "space") for size in SIZES[1:]]),
)
async def test_an_opened_result_and_every_step_from_it_are_seen(
    open_reader: OpenReader, size: tuple[int, int], columns: str
) -> None:
    write_articles()
    async with open_reader("valley", size=size, answers=Answers) as reading:
        await reading.press(columns, "slash", *"heron", "enter")
        assert reading.here()[0] == "E"
        assert seen(reading)
        passages = [reading.here()[1]]
        for key in ("n", "n", "n", "N", "N"):
            await reading.press(key)
            assert seen(reading)
            passages.append(reading.here()[1])
        assert len(set(passages)) < len(passages)


@pytest.mark.covers("find.open", "find.next")
async def test_a_match_stays_in_view_when_the_window_changes(open_reader: OpenReader) -> None:
    write_articles()
    async with open_reader("valley", answers=Answers) as reading:
        await reading.press("slash", *"heron", "enter", "n")
        assert seen(reading)
        for size in (*SIZES, (100, 12)):
            await reading.resize(*size)
            assert seen(reading), size
        await reading.press("ctrl+l", "b")
        assert seen(reading)


async def test_what_was_scrolled_to_stays_when_the_window_changes(open_reader: OpenReader) -> None:
    """Far from the match, in the middle of a long passage: the line at the top stays at the top."""
    write_articles()
    async with open_reader("valley", answers=Answers) as reading:
        await reading.press("slash", *"heron", "enter")
        view = reading.reader.view
        assert view is not None
        view.scroll_to(y=view.scroll_offset.y - 2 * view.size.height, animate=False)
        await reading.settle()
        before = view.layout_rows.rows[view.scroll_offset.y]
        for width in (90, 160, 112):
            await reading.resize(width, 26)
            now = view.layout_rows.rows[view.scroll_offset.y]
            assert now.passage == before.passage
            assert abs(now.start - before.start) <= 2 * max(now.end - now.start, before.end - before.start)
