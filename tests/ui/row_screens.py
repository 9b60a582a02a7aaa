"""What tests ask of the screens of rows alike: of the ledger, the timeline and the quotes."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from briefing.jobs.requests import Progress
from briefing.ui.screens.ledger_screen import LedgerScreen
from briefing.ui.screens.quotes_screen import QuotesScreen
from briefing.ui.screens.timeline_screen import TimelineScreen

if TYPE_CHECKING:
    from tests.ui.conftest import Reading

Shown = TypeVar("Shown", LedgerScreen, TimelineScreen, QuotesScreen)


def shown(reading: Reading, kind: type[Shown]) -> Shown:
    """What is on the screen, which is of a kind."""
    found = reading.app.screen
    assert isinstance(found, kind)
    return found


def closed(reading: Reading, kind: type[Shown]) -> bool:
    """Whether the text is on the screen again."""
    return not isinstance(reading.app.screen, kind)


def at_cursor(reading: Reading) -> tuple[str, str]:
    """The file of the text that is read, and the words in it that the cursor is on."""
    state = reading.state
    assert state.current is not None
    span = state.cursor.span
    assert span is not None
    return Path(state.current.id).name, state.current.text[span.start : span.end]


async def tell_and_cancel(
    reading: Reading, kind: type[Shown], key: str, working: str, progress: str, idle: list[str]
) -> None:
    """Open a screen whose work is held, and cancel the work. Before it is told how far it is there is said
    `working`, at two of four `progress`; keys in `idle` find nothing to act on."""
    await reading.settle()
    await reading.pilot.press(key)
    while closed(reading, kind):
        await asyncio.sleep(0.002)
    await reading.pilot.pause()
    assert working in reading.text()
    shown(reading, kind).tell_progress(Progress(2, 4, ""))
    await reading.pilot.press(*idle)
    await reading.pilot.pause()
    assert progress in reading.lines()[0]
    await reading.pilot.press("ctrl+x")
    await reading.settle()
    assert "cancelled: esc leaves" in reading.text()
    await reading.pilot.press("escape")
    await reading.settle()
    assert closed(reading, kind)
