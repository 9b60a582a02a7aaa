"""A screen that gives one answer to whoever pushed it."""

from __future__ import annotations

from typing import Generic, TypeVar

from textual.await_complete import AwaitComplete
from textual.screen import Screen

Result = TypeVar("Result")


class AnsweringScreen(Screen[Result], Generic[Result]):
    """A screen whose first answer counts, however fast the keys behind it come."""

    def dismiss(self, result: Result | None = None) -> AwaitComplete:
        """Give the answer and leave; nothing happens when the screen has been left or is not on top.

        A key that was typed before the screen was gone arrives afterwards. `Screen.dismiss` would
        take whatever screen is on top by then, and end with an error on the last one.
        """
        return super().dismiss(result) if self.is_active else AwaitComplete()
