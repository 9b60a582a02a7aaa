"""The README's picture: the reader on the bundled articles, as the program draws it today.

`BRIEFING_WRITE_SNAPSHOTS=1 pytest tests/ui` draws it anew.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from answers import Answers

if TYPE_CHECKING:
    from tests.ui.conftest import OpenReader, Reading

ROOT = Path(__file__).parents[2]
PICTURE = ROOT / "tests" / "snapshots" / "reader-160x48.svg"
COLUMNS = ["seeds/2025-11-24-one-month-after-busan.md", "seeds/2026-02-04-soybeans-and-taiwan.md"]
FIGURE = "25 million tons"
"""Given by both articles, each beside another number of its own."""


async def _draw(reading: Reading) -> str:
    """Two articles side by side under the lock, the cursor on a figure that both give."""
    reading.state.columns = list(COLUMNS)
    reading.reader.draw()
    figures = [figure.text for figure in reading.state.figures[COLUMNS[0]] if figure.key]
    await reading.press("equals_sign", *["right_square_bracket"] * (figures.index(FIGURE) + 1))
    assert reading.state.figure is not None
    assert reading.state.figure.text == FIGURE
    return await reading.picture()


async def test_the_picture_is_what_the_reader_looks_like(
    open_reader: OpenReader, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)
    async with open_reader("seeds", size=(160, 48), answers=Answers) as reading:
        drawn = await _draw(reading)
    if os.environ.get("BRIEFING_WRITE_SNAPSHOTS"):
        PICTURE.parent.mkdir(exist_ok=True)
        PICTURE.write_text(drawn, encoding="utf-8")
    assert drawn == PICTURE.read_text(encoding="utf-8")
