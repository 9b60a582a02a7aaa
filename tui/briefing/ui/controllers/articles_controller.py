"""The one way in which an article becomes another while it is read, and what stands in its text with it."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, NamedTuple

from briefing.model.article_names import letter
from briefing.ui.controllers.base import Controller
from briefing.ui.state.article_ids import first_moved

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from briefing.model.opening_events import FilesChanged
    from briefing.ui.controllers.host import Host
    from briefing.ui.controllers.lens_controller import LensController


class Renewed(NamedTuple):
    """What has become of the articles that are open."""

    texts: bool
    """Whether the text of one that is being read is another now."""
    letters: str
    """What to tell of letters that are those of other articles now; empty where none is."""


class ArticlesController(Controller):
    """Brings the articles of the state up to date."""

    def __init__(self, host: Host, lens: LensController) -> None:
        super().__init__(host)
        self._lens = lens

    async def renew(self, changed: FilesChanged | None = None) -> Renewed:
        """Show the articles as they are now; the cursors stay on the words they were on.

        `changed` brings new versions where nothing has them stored.
        """
        state = self.state
        letters, before = {name: state.letter(name) for name in state.columns}, state.articles.order
        was_known = len(before) == len(state.articles)
        overrides = self.host.services.session.user_data.override_table
        take = await asyncio.to_thread(state.articles.renewal, changed, overrides)
        with state.changing() as moved:
            take()
        if moved:
            self._lens.forget()
        self.host.draw()
        return Renewed(bool(moved), self._letters_told(before, letters) if was_known else "")

    def _letters_told(self, order: Sequence[int], letters: Mapping[str, str]) -> str:
        """From which letter on articles have others than when they stood in an order, and what is that of
        those that are read and had some.
        """
        state = self.state
        first = first_moved(order, state.articles.order)
        if first is None:
            return ""
        now = {name: state.letter(name) for name in letters if name in state.articles}
        read = ", ".join(f"{letters[name]} is now {one}" for name, one in now.items() if one != letters[name])
        return f"letters from {letter(first)} on have moved{f': {read}' if read else ''}"
