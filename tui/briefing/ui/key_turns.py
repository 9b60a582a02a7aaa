"""Keys and pasted text handed on one at a time, each when all that the one before set off has been done.

Textual sends every key to whatever has the focus at the moment it arrives. Of keys that come in one read
(typed fast, repeated by a slow line) those behind one that opens or leaves a dialog go to the screen that is
just going: they are lost, or written into a note. And a key that acts before all others (to keep the note)
overtakes what was pasted or typed before it.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from textual.app import App
    from textual.events import Key, Paste
    from textual.message_pump import MessagePump

_ROUNDS = 2
"""A key on a field becomes a message of that field (enter: submitted), which goes the same way once more."""
_LOOK_SECONDS = 0.05
"""How often it is looked whether what is waited for has been taken away meanwhile."""


class KeyTurns:
    """The keys and pastes of an app that are under way or wait for their turn.

    A key is done when a callback put behind it has gone the way the key goes: through the queue of what
    has the focus, then of every widget around it, to the app.
    """

    def __init__(self, app: App[Any], hand_on: Callable[[Key | Paste], Awaitable[None]]) -> None:
        self._app = app
        self._hand_on = hand_on
        self._waiting: deque[Key | Paste] = deque()
        self._under_way = False
        self._step = 0
        """Counts the steps of the callback, so that one that was given up does nothing."""
        self._at: tuple[MessagePump, int] | None = None
        """Where the callback waits, and in which round."""
        self._looking = False

    @property
    def busy(self) -> bool:
        """Whether one is under way."""
        return self._under_way

    async def take(self, typed: Key | Paste) -> None:
        """Hand a key or a paste on, now or in its turn."""
        if not self._under_way:
            await self._give(typed)
            return
        self._waiting.append(typed)
        if not self._looking:
            self._looking = True
            self._app.set_timer(_LOOK_SECONDS, self._look)

    async def _give(self, typed: Key | Paste) -> None:
        self._under_way = True
        await self._hand_on(typed)
        self._go_round(1)

    def _go_round(self, number: int) -> None:
        self._wait_at(self._app.focused or self._app.screen, number)

    def _wait_at(self, pump: MessagePump, number: int) -> None:
        """Wait behind all that is in the queue of `pump`; where it takes nothing more, at what is above."""
        self._step += 1
        step = self._step

        async def passed() -> None:
            if step == self._step:
                await self._passed(pump, number)

        self._at = pump, number
        if not pump.call_later(passed) and pump is not self._app:
            self._wait_at(self._above(pump), number)

    def _above(self, pump: MessagePump) -> MessagePump:
        parent = pump._parent
        return parent if parent is not None and parent._running else self._app

    async def _passed(self, pump: MessagePump, number: int) -> None:
        if pump is not self._app:
            self._wait_at(self._above(pump), number)
        elif number < _ROUNDS:
            self._go_round(number + 1)
        else:
            self._under_way = False
            if self._waiting:
                await self._give(self._waiting.popleft())

    def _look(self) -> None:
        """Go on above a widget that was taken away with what waited in its queue."""
        self._looking = self._under_way
        if not self._under_way or self._at is None:
            return
        pump, number = self._at
        if pump is not self._app and (pump._closed or not pump._running):
            self._wait_at(self._above(pump), number)
        self._app.set_timer(_LOOK_SECONDS, self._look)
