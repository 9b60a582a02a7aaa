"""Files dragged into the terminal: opened beside what is open, once that was asked."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from briefing.text.pasted_paths import pasted_paths
from briefing.ui.controllers.base import Controller
from briefing.ui.drawing.formatting import count
from briefing.working_folder import real_path

if TYPE_CHECKING:
    from collections.abc import Sequence

SHOWN = 3
"""Paths that the question names."""


class AddingController(Controller):
    """Reads what is pasted into the reader, where no box takes it."""

    def offer(self, text: str) -> None:
        """Ask whether pasted paths are to be opened, too; any other text is nothing to the reader."""
        paths = pasted_paths(text)
        if not paths:
            return
        missing = [path for path in paths if not os.path.exists(path)]  # noqa: PTH110 - any name may come
        opened = {real_path(path) for path in self.host.services.paths if path != "-"}
        new = [path for path in paths if path not in missing and real_path(path) not in opened]
        if missing:
            self.host.say(f"{missing[0]} is not there", severity="warning", timeout=6)
        elif not new:
            self.host.say("that is open already", timeout=3)
        elif self.host.services.opening.library.folder is not None:
            # The folder holds the library of what was named, and of nothing else.
            self.host.say("a library in a folder of its own is of the paths named at the start", timeout=6)
        else:
            self._ask(new)

    def _ask(self, new: Sequence[str]) -> None:
        from briefing.ui.drawing.styled_text import plain_line
        from briefing.ui.modals.confirm_screen import ConfirmScreen

        before = self.host.services.paths
        named = ", ".join(new[:SHOWN]) + (f" and {len(new) - SHOWN:,} more" if len(new) > SHOWN else "")
        beside = "beside what is open" if before else "in place of the articles that come along"
        question = plain_line(f"Open {count(len(new), 'path')} {beside}? {named}")

        def answered(yes: bool | None) -> None:
            if yes:
                self.host.services.open_anew((*before, *new))

        self.host.dialog(ConfirmScreen(question, "Open", "Leave it"), answered)
