"""The line of keys at the foot of a screen, each to be clicked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from briefing.ui.drawing.styled_text import TextStyler, between, join
from briefing.ui.key_table import BY_ID
from briefing.ui.keys import key_of, keys_of

if TYPE_CHECKING:
    from collections.abc import Iterable

KeyHints = tuple[tuple[str, str], ...]
"""Actions, each with what of the screen a click on it runs."""


def keys_line(styler: TextStyler, hints: KeyHints, always: KeyHints, width: int) -> Content:
    """As many of the hints as fit, and at the right end those that always stand there."""
    right = join(*(hint(styler, name, run) for name, run in always if keys_of(name)))
    return as_many_as_fit((hint(styler, name, run) for name, run in hints if keys_of(name)), right, width)


def hint(styler: TextStyler, action_id: str, run: str, key: str = "", word: str = "") -> Content:
    """The first key of an action, or what is named, with `word` or its own for what it does; a click runs
    `run`."""
    action = BY_ID[action_id]
    return join(
        styler.key(key or key_of(action_id), run),
        styler.text(f" {word or action.short or action.title}  ", "muted"),
    )


def as_many_as_fit(hints: Iterable[Content], right: Content, width: int) -> Content:
    """Put hints beside each other while there is room for them and what stands at the right end."""
    line = Content(" ")
    for one in hints:
        # One cell stays free between the two ends.
        if line.cell_length + one.cell_length + right.cell_length >= width:
            break
        line = join(line, one)
    return between(line, right, width)
