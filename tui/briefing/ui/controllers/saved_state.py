"""What comes back on the next start: columns, places, topic, panes, theme."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefing.model.saved_state import SavedState

if TYPE_CHECKING:
    from briefing.ui.screens.reader_screen import ReaderScreen


def remember(reader: ReaderScreen, theme: str) -> SavedState:
    """The state of the reader as a value."""
    state = reader.state
    hidden = [
        name
        for name, shown in (
            ("articles", reader.panes.articles),
            ("topics", reader.panes.topics),
            ("lens", reader.panes.lens),
        )
        if not shown
    ]
    return SavedState(
        paths=tuple(reader.briefing.paths),
        columns=tuple(state.columns),
        focused=state.columns[state.active] if state.columns else "",
        positions=state.cursors.positions(),
        theme=theme,
        hidden=tuple(hidden),
        topic=state.topics.chosen or "",
        collapsed=state.topics.only_chosen,
        locked=state.lock,
        query=state.search.answer.query if state.search.answer else "",
    )


def restore(reader: ReaderScreen, saved: SavedState) -> None:
    """Put back what fits the articles there are; call again when more of them have come."""
    state = reader.state
    state.cursors.remembered = saved.positions
    columns = [name for name in saved.columns if name in state.articles]
    if columns:
        state.columns = columns
        state.active = columns.index(saved.focused) if saved.focused in columns else 0
    reader.restored = not saved.columns or len(columns) == len(saved.columns)
    state.lock = saved.locked
    state.topics.chosen = saved.topic or None
    state.topics.only_chosen = saved.collapsed
    reader.panes.articles = "articles" not in saved.hidden
    reader.panes.topics = "topics" not in saved.hidden
    reader.panes.lens = "lens" not in saved.hidden
    reader.set_panes()
