"""The README's pictures: columns and ledger of the bundled articles, as the program draws them today.

`BRIEFING_WRITE_SNAPSHOTS=1 pytest tests/ui` draws them anew.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from answers import Answers

from briefing.ui.screens.ledger_screen import LedgerScreen

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from tests.ui.conftest import OpenReader, Reading

ROOT = Path(__file__).parents[2]
SNAPSHOTS = ROOT / "tests" / "snapshots"
COLUMNS = ["seeds/2025-11-24-one-month-after-busan.md", "seeds/2026-02-04-soybeans-and-taiwan.md"]
FIGURE = "25 million tons"
"""Given by both articles, each beside another number of its own."""


async def _columns(reading: Reading) -> None:
    """Two articles side by side under the lock, the cursor on a figure that both give."""
    reading.state.columns = list(COLUMNS)
    reading.reader.draw()
    figures = [figure.text for figure in reading.state.figures[COLUMNS[0]] if figure.key]
    await reading.press("equals_sign", *["right_square_bracket"] * (figures.index(FIGURE) + 1))
    assert reading.state.figure is not None
    assert reading.state.figure.text == FIGURE


async def _ledger(reading: Reading) -> None:
    """The ledger of all, and the sentences of its first row."""
    await reading.press("number_sign")
    assert isinstance(reading.app.screen, LedgerScreen)
    assert reading.app.screen.listed


@pytest.mark.parametrize(
    ("name", "size", "show"), [("reader", (160, 48), _columns), ("ledger", (120, 30), _ledger)]
)
async def test_a_picture_is_what_the_program_looks_like(
    open_reader: OpenReader,
    monkeypatch: pytest.MonkeyPatch,
    name: str,
    size: tuple[int, int],
    show: Callable[[Reading], Awaitable[None]],
) -> None:
    monkeypatch.chdir(ROOT)
    async with open_reader("seeds", size=size, answers=Answers) as reading:
        await show(reading)
        drawn = await reading.picture()
    picture = SNAPSHOTS / f"{name}-{size[0]}x{size[1]}.svg"
    if os.environ.get("BRIEFING_WRITE_SNAPSHOTS"):
        picture.parent.mkdir(exist_ok=True)
        picture.write_text(drawn, encoding="utf-8")
    assert drawn == picture.read_text(encoding="utf-8")
