"""The one way in which an article becomes another while it is read, and what stands in its text with it."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from briefing.ui.controllers.base import Controller

if TYPE_CHECKING:
    from briefing.model.opening_events import FilesChanged
    from briefing.ui.controllers.host import Host
    from briefing.ui.controllers.lens_controller import LensController


class ArticlesController(Controller):
    """Brings the articles of the state up to date."""

    def __init__(self, host: Host, lens: LensController) -> None:
        super().__init__(host)
        self._lens = lens

    async def renew(self, changed: FilesChanged | None = None) -> bool:
        """Show the articles as they are now; the cursors stay on the words they were on.

        Those of a library are read anew; of those held in memory `changed` brings the new versions.
        True when the text of one that is being read is another now.
        """
        state = self.state
        if state.articles.fetches:
            order = await asyncio.to_thread(state.articles.source.order)
            overrides = await asyncio.to_thread(self.host.services.session.user_data.override_table)
            with state.changing() as moved:
                state.articles.take_order(order, overrides)
        else:
            with state.changing() as moved:
                for article in changed.articles if changed is not None else ():
                    state.add(article)
                for name in changed.gone if changed is not None else ():
                    state.articles.drop(name)
        if state.columns and state.columns[state.active] in moved:
            state.selecting = False
        if moved:
            self._lens.forget()
        self.host.draw()
        return bool(moved)
