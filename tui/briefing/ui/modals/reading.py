"""Dialogs that are only read: they scroll by the usual keys and give nothing back."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import BindingType
from textual.containers import VerticalScroll

from briefing.ui.bindings import bindings_of
from briefing.ui.key_table import READING
from briefing.ui.keys import by_key
from briefing.ui.modals.dialog import Dialog


class ReadingDialog(Dialog[None]):
    """A dialog to read; `q` and enter leave it too."""

    BINDINGS: ClassVar[list[BindingType]] = bindings_of(READING)

    def keys_line(self) -> str:
        """The keys that act."""
        return "↑ ↓ scroll" + by_key("dialog.leave", "leave", " · ")

    @property
    def scrolls_by_key(self) -> bool:
        """The frame takes the keys."""
        return True

    @property
    def _frame(self) -> VerticalScroll:
        return self.query_one(".dialog--frame", VerticalScroll)

    def action_scroll(self, lines: int) -> None:
        """Scroll by lines."""
        self._frame.scroll_relative(y=lines, animate=False)

    def action_scroll_page(self) -> None:
        """Scroll by a page."""
        self._frame.scroll_page_down(animate=False)

    def action_scroll_top(self) -> None:
        """To the beginning."""
        self._frame.scroll_home(animate=False)

    def action_scroll_bottom(self) -> None:
        """To the end."""
        self._frame.scroll_end(animate=False)
