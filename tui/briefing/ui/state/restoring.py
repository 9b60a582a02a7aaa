"""What comes back on the next start: columns, places, topic, panes, theme."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefing.model.figure_level import FIGURE_LEVELS
from briefing.model.saved_state import SavedState
from briefing.model.topic_cut import GRAINS
from briefing.ui.state.walk_targets import WALK_TARGETS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefing.ui.state.reader_state import ReaderState


def saved_state(state: ReaderState, paths: Sequence[str], theme: str) -> SavedState:
    """The state of the reader as a value."""
    panes = {"articles": state.panes.articles, "topics": state.panes.topics, "lens": state.panes.lens}
    return SavedState(
        paths=tuple(paths),
        columns=tuple(state.columns),
        focused=state.columns[state.active] if state.columns else "",
        positions=state.cursors.positions(),
        theme=theme,
        hidden=tuple(name for name, shown in panes.items() if not shown),
        topic=state.topics.chosen or "",
        grain=state.topics.grain,
        collapsed=state.topics.only_chosen,
        locked=state.lock,
        walk=state.walk,
        level=state.figure_level,
        query=state.search.answer.query if state.search.answer else "",
        drafts=state.drafts,
    )


def restore_columns(state: ReaderState, saved: SavedState) -> bool:
    """Open the columns whose articles are there; True when none is missing.

    Call it again when more of them have come.
    """
    columns = [name for name in saved.columns if name in state.articles]
    if columns:
        state.columns = columns
        state.active = columns.index(saved.focused) if saved.focused in columns else 0
    return len(columns) == len(saved.columns)


def restore(state: ReaderState, saved: SavedState, *, walk: str = "", level: str = "") -> None:
    """Put back all but the columns. Call it once: from then on it is the reader's.

    `walk` and `level` are the settings, which hold before what was chosen the last time where they name a
    walk target and a level of figures.
    """
    state.cursors.remembered = saved.positions
    state.lock = saved.locked
    state.walk = next((one for one in (walk, saved.walk) if one in WALK_TARGETS), state.walk)
    state.figure_level = next(
        (one for one in (level, saved.level) if one in FIGURE_LEVELS), state.figure_level
    )
    for grain in GRAINS:
        if grain == saved.grain:
            state.topics.show_at(grain)
    state.topics.chosen = saved.topic or None
    state.topics.only_chosen = saved.collapsed
    state.panes.articles = "articles" not in saved.hidden
    state.panes.topics = "topics" not in saved.hidden
    state.panes.lens = "lens" not in saved.hidden
