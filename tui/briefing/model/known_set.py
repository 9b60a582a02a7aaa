"""What is known of a set of articles, as it travels to be kept for the next time, and from there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from briefing.model.annotation import Annotation
from briefing.model.article import Article, Passage, Ref
from briefing.model.related_passage import OnlyHere
from briefing.model.steering import SteeredTopics


@dataclass(frozen=True, slots=True)
class KnownSet:
    """What is known of a small set of articles from the last time; None for what is not."""

    whole: bool
    """Whether everything that was read is kept just so already."""
    topics: SteeredTopics | None
    """Those of the steering that is remembered."""
    only_here: OnlyHere | None
    copies: tuple[tuple[Ref, ...], ...] | None
    """Groups of passages in nearly the same words."""


@dataclass(frozen=True, slots=True)
class FoundTogether:
    """What analyses of the whole corpus found, and in which articles."""

    packed: Mapping[str, bytes]
    """By the name of the analysis, as it packs it."""
    articles: Mapping[int, tuple[str, str]]
    """Id and fingerprint of each article, by the number it has in what was found."""


class Analysed(NamedTuple):
    """What analyses found in an article, and what they found it in."""

    fingerprint: str
    """Of its text."""
    published: str | None
    """Its date, also where it was set by hand: dates in the text are told by it."""
    annotations: Mapping[str, Sequence[Annotation]]
    """By the name of the analysis; what another analysis finds is found when it is needed."""
    passages: tuple[Passage, ...] | None = None
    """Those of the article; None for those that it was read with."""

    def is_of(self, article: Article) -> bool:
        """Whether it was found in just this article."""
        passages = article.passages if article.as_read is not None else None
        return self[:2] == (article.fingerprint, article.published) and self.passages == passages


Known = Mapping[str, Analysed]
"""What is known of articles, by id."""
