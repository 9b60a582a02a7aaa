"""Files that change while they are read: nobody loses their place.

A changed article is shown where it was being read, a new one joins the list, one that is gone can be
read on until its column is closed.
"""

from __future__ import annotations

import asyncio
import threading
from typing import TYPE_CHECKING

from briefing.files.watch import changed_paths
from briefing.folders import seeds_dir
from briefing.jobs.client import WorkerError
from briefing.model.opening_events import FilesChanged
from briefing.ui.controllers.base import Controller, is_fault
from briefing.ui.drawing.formatting import count

if TYPE_CHECKING:
    from collections.abc import Callable

    from briefing.ui.controllers.articles_controller import ArticlesController
    from briefing.ui.controllers.host import Host
    from briefing.ui.controllers.upkeep import Upkeep

LINGER_SECONDS = 10.0
"""How long the process that takes in changed files waits for more of them."""

Bursts = asyncio.Queue[tuple[str, ...]]
"""Absolute paths that changed together."""


class ChangeController(Controller):
    """Owns the watch over the files, and takes in what has changed, one burst after the other."""

    def __init__(self, host: Host, articles: ArticlesController, upkeep: Callable[[], Upkeep]) -> None:
        super().__init__(host)
        self._articles = articles
        self._upkeep = upkeep
        self._bursts: Bursts = asyncio.Queue()

    @property
    def _paths(self) -> tuple[str, ...]:
        return self.host.services.paths or (str(seeds_dir()),)

    def watch(self) -> None:
        """Begin to notice changed files, on a thread of its own, until the reader is left."""
        loop, paths, bursts = asyncio.get_running_loop(), self._paths, self._bursts

        def notice() -> None:
            for burst in changed_paths(paths):
                if loop.is_closed():
                    return
                if burst:
                    loop.call_soon_threadsafe(bursts.put_nowait, burst)

        threading.Thread(target=notice, name="changes", daemon=True).start()

    def start(self) -> None:
        """Take in what was noticed and what is noticed from now on."""
        self.host.run(self._take_all, "changes")

    async def _take_all(self) -> None:
        waiting: set[str] = set()
        while True:
            waiting.update(await self._next_burst())
            while not self._bursts.empty():
                waiting.update(self._bursts.get_nowait())
            try:
                changed = await self._upkeep().update(self._paths, sorted(waiting))
            except WorkerError as error:
                if is_fault(error):
                    raise
                # Another program writes the library, or the disk is full: the next change tries again.
                self.host.say(error.message, severity="warning", timeout=6)
                continue
            waiting.clear()
            if changed != FilesChanged(()):
                await self.take(changed)

    async def _next_burst(self) -> tuple[str, ...]:
        """Wait for changes; when none come for a while, what took in the last ones is given back."""
        try:
            return await asyncio.wait_for(self._bursts.get(), LINGER_SECONDS)
        except TimeoutError:
            self._engine.end_updates()
        return await self._bursts.get()

    async def take(self, changed: FilesChanged) -> None:
        """Show what has changed; the cursors stay on the words they were on."""
        renewed = await self._articles.renew(changed)
        self._say(changed, renewed.letters)
        await self._upkeep().take_in(changed)

    def _say(self, changed: FilesChanged, letters: str) -> None:
        state = self.state
        open_and_gone = [name for name in state.columns if name not in state.articles]
        parts = []
        if open_and_gone:
            parts.append(f"{open_and_gone[0]} is gone; it can be read until its column is closed")
        else:
            if different := len(changed.names) + changed.unnamed:
                parts.append(f"{count(different, 'article')} new or changed")
            if gone := len(changed.gone) + changed.unnamed_gone:
                parts.append(f"{count(gone, 'article')} gone")
        if letters:
            parts.append(letters)
        if parts:
            self.host.say(" · ".join(parts), timeout=6 if open_and_gone or letters else 4)
