"""What the lens shows of a passage and of the figure or name under the cursor."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from briefing.model.article import Ref
from briefing.model.figure import Figure
from briefing.model.name import Mention
from briefing.model.quote import AttributedQuote
from briefing.model.quote_row import QuotedElsewhere
from briefing.model.related_passage import RelatedPassage


@dataclass(frozen=True, slots=True)
class Lens:
    """Everything known of one place in the text."""

    ref: Ref
    related: tuple[RelatedPassage, ...]
    """The best passages of other articles; those in nearly the same words are one answer."""
    counterparts: dict[str, RelatedPassage | None]
    """For each article asked about, its best passage, or None when it has no counterpart."""
    normal: str = ""
    """The figure in its normal form; empty without a figure."""
    same: tuple[Figure, ...] = ()
    """The other places where the same value stands."""
    rivals: tuple[Figure, ...] = ()
    """Other values of the same unit in passages that speak of the same thing, best first."""
    name: Mention | None = None
    """The name under the cursor."""
    named: tuple[Ref, ...] = ()
    """Where other articles name it, the first place of each, the newest first."""
    quotes: tuple[AttributedQuote, ...] = ()
    """What the passage says that somebody said, in text order."""
    quoted_elsewhere: tuple[QuotedElsewhere, ...] = ()
    """Where others have the same quotes, as far as those of all articles are known."""
    pending: bool = False
    """True while related passages cannot be told yet."""
    least: float = 0.0
    """The score from which on a passage counts as a counterpart."""
    same_words: bool = True
    """Whether the first copies say it in the very same words."""
    versions: Mapping[str, str] = field(default_factory=dict)
    """The fingerprint of each article named here, as its text was when this was worked out."""

    @property
    def witnesses(self) -> tuple[RelatedPassage, ...]:
        """The counterparts that say it in words of their own, best first."""
        return tuple(found for found in self.related if found.score >= self.least and not found.same_text)

    @property
    def same_text(self) -> tuple[Ref, ...]:
        """The passages that say it in nearly the same words: copies, no witnesses."""
        return tuple(
            ref
            for found in self.related
            if found.same_text
            for ref in (Ref(found.article, found.passage), *found.copies)
        )
