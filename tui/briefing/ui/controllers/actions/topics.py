"""The chosen topic: walking it, showing only it, leaving it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefing.ui.controllers import flow

if TYPE_CHECKING:
    from briefing.ui.screens.reader_screen import ReaderScreen


def choose(reader: ReaderScreen, label: str) -> None:
    """Choose a topic, or leave it when it is the chosen one."""
    state = reader.state
    if state.topics.chosen == label:
        clear(reader)
        return
    state.topics.chosen = label
    _enter(reader)
    reader.moved()
    reader.focus_text()
    reader.show(lists=True)


def _enter(reader: ReaderScreen) -> None:
    """Go to the topic's next passage, unless the cursor is on one."""
    state = reader.state
    ref = state.ref
    here = state.topics.passages_in(ref.article) if ref else None
    if ref is not None and here is not None and ref.passage not in here:
        state.step_topic(1)


def clear(reader: ReaderScreen) -> None:
    """Leave the topic: everything is bright again."""
    reader.state.topics.chosen = None
    reader.state.topics.only_chosen = False
    reader.show(lists=True)


def _step(reader: ReaderScreen, direction: int) -> None:
    if reader.state.topics.chosen is None:
        reader.say("choose a topic first: t", timeout=3)
    elif reader.state.step_topic(direction):
        reader.moved()


def next(reader: ReaderScreen) -> None:  # noqa: A001 - the verb of the action
    """To the next passage of the topic, in any article."""
    _step(reader, 1)


def previous(reader: ReaderScreen) -> None:
    """To the previous passage of the topic, in any article."""
    _step(reader, -1)


def only(reader: ReaderScreen) -> None:
    """Show only the topic's passages in every column, or all again."""
    state = reader.state
    if state.topics.chosen is None:
        reader.say("choose a topic first: t", timeout=3)
        return
    state.topics.only_chosen = not state.topics.only_chosen
    if state.topics.only_chosen:
        _enter(reader)
    reader.show()
    flow.ask_lens(reader)
    reader.call_after_refresh(reader.moved)
