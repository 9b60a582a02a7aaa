"""Topics: clusters of keywords with the passages that speak of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class TopicPassage:
    """One passage that speaks of a topic."""

    article: str
    passage: int
    weight: float
    """How much the passage is about the topic, in (0, 1]."""

    def to_dict(self) -> dict[str, Any]:
        """The public form."""
        return {"article": self.article, "passage": self.passage, "weight": self.weight}


@dataclass(frozen=True, slots=True)
class Topic:
    """A cluster of keywords with its passages, in article and passage order."""

    label: str
    """Two to four words of the text; unique among the topics of one answer."""
    keywords: tuple[str, ...]
    """Most telling first, in their commonest surface form."""
    share: float
    """Part of all counted passages that belong to this topic, in [0, 1]."""
    passages: tuple[TopicPassage, ...]

    def to_dict(self) -> dict[str, Any]:
        """The public form."""
        return {
            "label": self.label,
            "keywords": list(self.keywords),
            "share": self.share,
            "passages": [p.to_dict() for p in self.passages],
        }
