"""Every action, article and topic by name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.command import CommandList, CommandPalette

from briefing.ui.modals.answering_screen import AnsweringScreen

if TYPE_CHECKING:
    from textual.worker import Worker


class ActionPalette(CommandPalette, AnsweringScreen[None]):
    """Textual's palette, for keys that are typed faster than it is drawn or taken away.

    Textual ends with an error where a page is turned before the list has lines, and where something is
    looked for or chosen after the palette was left.
    """

    _has_chosen = False

    def _action_command_list(self, action: str) -> None:
        commands = self.query_one(CommandList)
        if self._has_chosen or not commands.scrollable_content_region.area:
            return
        # What is chosen is run later: a second enter would have it run twice.
        self._has_chosen = action == "select" and commands.highlighted is not None
        super()._action_command_list(action)

    def _gather_commands(self, search_value: str) -> Worker[None] | None:  # type: ignore[override]
        return super()._gather_commands(search_value) if self.is_active else None
