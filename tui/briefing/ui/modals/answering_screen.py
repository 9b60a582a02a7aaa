"""A screen that gives one answer to whoever pushed it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, TypeVar

from textual.await_complete import AwaitComplete
from textual.events import Event, Mount, Resize
from textual.screen import Screen

if TYPE_CHECKING:
    from textual.message import Message

Result = TypeVar("Result")


class AnsweringScreen(Screen[Result], Generic[Result]):
    """A screen whose first answer counts, however fast the keys and clicks behind it come."""

    _answered = False

    def dismiss(self, result: Result | None = None) -> AwaitComplete:
        """Give the answer and leave; nothing happens when the screen has been left or is not on top.

        A key that was typed before the screen was gone arrives afterwards. `Screen.dismiss` would
        take whatever screen is on top by then, and end with an error on the last one.
        """
        if self._answered or not self.is_active:
            return AwaitComplete()
        self._answered = True
        return super().dismiss(result)

    async def _on_message(self, message: Message) -> None:
        """Take nothing more from the widgets of a screen that was left.

        Clicks, unlike keys, come all at once: those behind the one that answers are for widgets that are
        just being taken away, and what the screen would do about them asks for widgets that are gone.
        Events are let through: a key that came too late goes on to what is below. But for those that say
        that the screen stands, and how large: one that was left before that has no widgets. The same where
        the app itself is being left.
        """
        too_late = isinstance(message, Mount | Resize) if isinstance(message, Event) else message.bubble
        left = self._answered or not self.is_attached
        if not (left and too_late):
            await super()._on_message(message)
