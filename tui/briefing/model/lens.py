"""What the lens shows of a passage and of the figure under the cursor."""

from __future__ import annotations

from dataclasses import dataclass

from briefing.model.article import Ref
from briefing.model.figure import Figure
from briefing.model.related import RelatedPassage


@dataclass(frozen=True, slots=True)
class Lens:
    """Everything known of one place in the text."""

    ref: Ref
    related: tuple[RelatedPassage, ...]
    """The best passages of other articles."""
    counterparts: dict[str, RelatedPassage | None]
    """For each article asked about, its best passage, or None when it has no counterpart."""
    normal: str = ""
    """The figure in its normal form; empty without a figure."""
    same: tuple[Figure, ...] = ()
    """The other places where the same value stands."""
    rivals: tuple[Figure, ...] = ()
    """Other values of the same unit in passages that speak of the same thing, best first."""
    pending: bool = False
    """True while related passages cannot be told yet."""
