"""All that is drawn over one article's text, as one frozen value."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from briefing.ui.drawing.highlight import Layer, Paint

if TYPE_CHECKING:
    from briefing.model.article import Span


_NOTHING = Layer()


class Overlay(NamedTuple):
    """What an article view shows beside the text itself. Equal overlays are drawn alike."""

    walked: Layer = _NOTHING
    """What an analysis found, while it is walked."""
    figures: Layer = _NOTHING
    marks: Layer = _NOTHING
    hits: Layer = _NOTHING
    related: Layer = _NOTHING
    """Words shared with the passage being read, or with its counterpart."""
    target: Span | None = None
    """The figure, match or sentence under the cursor."""
    selection: Span | None = None
    marked: frozenset[int] = frozenset()
    """Passages that hold a mark."""
    only_here: frozenset[int] = frozenset()
    """Passages that no other article has a counterpart of."""
    copies: frozenset[int] = frozenset()
    """Passages that stand in another article in nearly the same words."""
    topic: frozenset[int] | None = None
    """Passages of the chosen topic; the rest is dimmed. None when no topic is chosen."""
    only_topic: bool = False
    """Leave out every passage that is not of the topic."""
    cursor: int = 0
    active: bool = False
    """Whether this is the column the keys act on."""
    counterpart: int | None = None
    """The passage that answers the one being read in the active column."""

    def layers(self) -> list[Layer]:
        """The layers from bottom to top."""
        target, selection = _single(self.target, "target"), _single(self.selection, "selection")
        return [self.walked, self.figures, self.marks, self.related, self.hits, target, selection]


def _single(span: Span | None, style: str) -> Layer:
    return Layer([Paint(span.start, span.end, style)] if span else ())
