"""A topic explained: its words, why a passage is in it, and how it spreads over the articles."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class TopicWord:
    """A keyword with how distinctive it is for the topic, in (0, 1]."""

    text: str
    weight: float

    def to_dict(self) -> dict[str, Any]:
        return {"text": self.text, "weight": self.weight}


@dataclass(frozen=True, slots=True)
class TopicEvidence:
    """A word or phrase of a passage that speaks for the topic: `text` is the article's `[start:end]`."""

    start: int
    end: int
    text: str
    weight: float
    """What it gives to the passage's weight: the part that would be missing without the word, in (0, 1]."""

    def to_dict(self) -> dict[str, Any]:
        return {"start": self.start, "end": self.end, "text": self.text, "weight": self.weight}


@dataclass(frozen=True, slots=True)
class WhyInTopic:
    """Why one passage is in a topic, or is not."""

    article: str
    passage: int
    weight: float
    """How much the passage is about the topic, in (0, 1]; 0 when it is not in it."""
    words: tuple[TopicEvidence, ...]
    """Its own words that speak for the topic, in text order."""
    from_words: float
    """What its own words give to the weight, in [0, 1]."""
    from_article: float
    """What its whole article gives to the weight, in [0, 1]; `from_words` and this add up to it."""

    def to_dict(self) -> dict[str, Any]:
        return {
            "article": self.article,
            "passage": self.passage,
            "weight": self.weight,
            "words": [word.to_dict() for word in self.words],
            "from_words": self.from_words,
            "from_article": self.from_article,
        }


@dataclass(frozen=True, slots=True)
class WhyAlsoInTopic:
    """Another topic that the same passage belongs to, and why."""

    label: str
    why: WhyInTopic

    def to_dict(self) -> dict[str, Any]:
        return {"label": self.label, **self.why.to_dict()}


@dataclass(frozen=True, slots=True)
class TopicSpread:
    """What one article says of a topic."""

    article: str
    passages: int
    """How many of its passages are in the topic."""
    share: float
    """Their part of the passages of the article that count, in [0, 1]."""

    def to_dict(self) -> dict[str, Any]:
        return {"article": self.article, "passages": self.passages, "share": self.share}


@dataclass(frozen=True, slots=True)
class TopicExplanation:
    """What makes a topic, why a passage is in it, and how it spreads over the articles."""

    label: str
    key: str
    keywords: tuple[TopicWord, ...]
    passage: WhyInTopic | None
    """None when no passage was asked about."""
    spread: tuple[TopicSpread, ...]
    """Every article, those that are silent with 0 passages, in the order read."""
    also: tuple[WhyAlsoInTopic, ...] = ()
    """The other topics of the passage that was asked about, what it is most about first."""

    def to_dict(self) -> dict[str, Any]:
        return {
            "label": self.label,
            "key": self.key,
            "keywords": [word.to_dict() for word in self.keywords],
            "passage": self.passage.to_dict() if self.passage is not None else None,
            "spread": [one.to_dict() for one in self.spread],
            "also": [one.to_dict() for one in self.also],
        }
