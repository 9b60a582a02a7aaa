"""Statements that stand in one article only, over a library: looked for where the reader is.

To compare all passages of a large set takes hours. The articles in the columns are looked through by
themselves, and a key goes on from the cursor until it finds one. Functions over the reader screen.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

from briefing.jobs.client import WorkerError
from briefing.ui.controllers import flow
from briefing.ui.state.cursor import Cursor

if TYPE_CHECKING:
    from briefing.model.article import Ref
    from briefing.ui.screens.reader_screen import ReaderScreen

GROUP = "alone"


def look_through(reader: ReaderScreen) -> None:
    """Look through the articles in the columns, those that were not before."""
    state = reader.state
    if not reader.built or reader.unbuilt or set(state.columns) <= reader.looked_through:
        return
    reader.run_worker(_look_through(reader), group=GROUP, exclusive=True, exit_on_error=False)


async def _look_through(reader: ReaderScreen) -> None:
    state = reader.state
    version = state.articles.version
    for name in state.columns:
        if name in reader.looked_through or name not in state.articles:
            continue
        try:
            found = await reader.briefing.engine.only_here_in([name])
        except WorkerError as error:
            if error.report:
                raise
            # Its file went this moment; the next change begins anew.
            return
        if state.articles.version != version:
            return
        reader.looked_through.add(name)
        state.comparison.only_here = (state.comparison.only_here or frozenset()) | frozenset(found)
        reader.show()


def forget(reader: ReaderScreen) -> None:
    """Look through everything anew: articles have changed."""
    reader.looked_through.clear()
    reader.state.comparison.only_here = None
    look_through(reader)


def step(reader: ReaderScreen, direction: int) -> None:
    """Go to the next statement that stands alone, once it is found; harmless while one is looked for."""
    if reader.walking:
        reader.say("still looking; esc gives it up", timeout=2)
        return
    if not reader.built or reader.unbuilt:
        reader.say("the library is not complete: what stands alone is not known yet", timeout=3)
        return
    ref = reader.state.ref
    if ref is not None:
        reader.walking = True
        reader.run_worker(_step(reader, ref, direction), group="walk", exit_on_error=False)


async def _step(reader: ReaderScreen, ref: Ref, direction: int) -> None:
    loop = asyncio.get_running_loop()
    engine, state = reader.briefing.engine, reader.state

    def told(step: Any) -> None:
        if state.ref != ref:
            # Who moves on does not wait for it.
            engine.cancel_walk()
        elif reader.walking:
            flow.say_work(
                reader, f"{step.done:,} articles without a statement that stands alone; esc gives up"
            )

    try:
        found = await engine.next_only_here(
            ref, direction, lambda step: loop.call_soon_threadsafe(told, step)
        )
    except asyncio.CancelledError:
        flow.unless_leaving()
        return
    finally:
        reader.walking = False
        flow.say_work(reader, "")
    if state.ref != ref:
        return
    if found is None:
        reader.say("every statement has a counterpart in another article", timeout=3)
        return
    state.comparison.only_here = (state.comparison.only_here or frozenset()) | {found}
    state.go(found.article, Cursor(found.passage))
    reader.moved()
    reader.focus_text()
