"""Related passages, with the reasons why."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal, NamedTuple

from briefing.model.article import Ref, Span

Tier = Literal["sure", "probably"]
"""How sure it is that a statement stands in one article only."""
OnlyHere = Mapping[Ref, Tier]
"""Statements that stand in one article only, in article and reading order."""


class FoundCopies(NamedTuple):
    """The groups of passages in nearly the same words to which passages of some articles belong."""

    groups: tuple[tuple[Ref, ...], ...]
    versions: Mapping[str, str]
    """The fingerprint of each of these articles that is there."""


@dataclass(frozen=True, slots=True)
class RelatedPassage:
    """A passage of another article that speaks of the same thing."""

    article: str
    passage: int
    score: float
    """The chance that it tells what the passage asked about tells, in [0, 1]; it depends on how many articles
    were compared and on where that passage stands in its article."""
    why: tuple[str, ...]
    """The reasons in the text's own words: shared words, names, figures."""
    spans: tuple[Span, ...] = ()
    """Where the shared words stand in this passage, as offsets into its article's text."""
    query_spans: tuple[Span, ...] = ()
    """Where they stand in the passage asked about, as offsets into that article's text."""
    same_text: bool = False
    """Nearly the same wording as the passage asked about: one report printed twice, no second witness."""
    copies: tuple[Ref, ...] = ()
    """Other passages in nearly the same words as this one, folded into this answer."""
    likeness: float = 0.0
    """How alike the two passages are, in [0, 1], whichever of them was asked about and wherever it stands."""

    def to_dict(self) -> dict[str, Any]:
        return {
            "article": self.article,
            "passage": self.passage,
            "score": self.score,
            "why": list(self.why),
            "same_text": self.same_text,
            "copies": [{"article": ref.article, "passage": ref.passage} for ref in self.copies],
        }
