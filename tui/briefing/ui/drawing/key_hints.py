"""The line of keys at the foot of a screen, each to be clicked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from briefing.ui.drawing.styled_text import TextStyler, between, join
from briefing.ui.key_table import BY_ID
from briefing.ui.keys import keys_of, shown_keys

if TYPE_CHECKING:
    from collections.abc import Sequence

KeyHints = tuple[tuple[str, str], ...]
"""Actions, each with what of the screen a click on it runs."""


def keys_line(styler: TextStyler, hints: KeyHints, always: KeyHints, width: int) -> Content:
    """As many of the hints as fit, and at the right end those that always stand there."""
    right = _drawn(styler, always)
    line = Content(" ")
    for hint in hints:
        part = _drawn(styler, (hint,))
        if line.cell_length + part.cell_length + right.cell_length > width:
            break
        line = join(line, part)
    return between(line, right, width)


def _drawn(styler: TextStyler, hints: Sequence[tuple[str, str]]) -> Content:
    shown = [(BY_ID[name], run) for name, run in hints if keys_of(name)]
    return join(
        *(
            join(
                styler.key(shown_keys(action.id).split(" ")[0], run),
                styler.text(f" {action.short or 'open'}  ", "muted"),
            )
            for action, run in shown
        )
    )
