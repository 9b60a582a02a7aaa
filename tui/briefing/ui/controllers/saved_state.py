"""What comes back on the next start: columns, places, topic, panes, theme."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefing.model.reader_state import ReaderState

if TYPE_CHECKING:
    from briefing.ui.screens.reader_screen import ReaderScreen


def remember(reader: ReaderScreen, theme: str) -> ReaderState:
    """The state of the reader as a value."""
    desk = reader.desk
    hidden = [
        name
        for name, shown in (
            ("articles", reader.panes.articles),
            ("topics", reader.panes.topics),
            ("lens", reader.panes.lens),
        )
        if not shown
    ]
    return ReaderState(
        paths=tuple(reader.briefing.paths),
        columns=tuple(desk.columns),
        focused=desk.columns[desk.active] if desk.columns else "",
        positions=desk.cursors.positions(),
        theme=theme,
        hidden=tuple(hidden),
        topic=desk.topic or "",
        collapsed=desk.only_topic,
        locked=desk.lock,
        query=desk.answer.query if desk.answer else "",
    )


def restore(reader: ReaderScreen, state: ReaderState) -> None:
    """Put back what fits the articles there are; call again when more of them have come."""
    desk = reader.desk
    desk.cursors.remembered = state.positions
    columns = [name for name in state.columns if name in desk.articles]
    if columns:
        desk.columns = columns
        desk.active = columns.index(state.focused) if state.focused in columns else 0
    reader.restored = not state.columns or len(columns) == len(state.columns)
    desk.lock = state.locked
    desk.topic = state.topic or None
    desk.only_topic = state.collapsed
    reader.panes.articles = "articles" not in state.hidden
    reader.panes.topics = "topics" not in state.hidden
    reader.panes.lens = "lens" not in state.hidden
    reader.set_panes()
