"""How the words of one topic are written, and what it is called."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping

from briefing.model.article import Article
from briefing.text.stopwords import UNINFORMATIVE
from briefing.text.tokens import fold
from briefing.topics.concepts import Concept, ConceptScan
from briefing.topics.steered_words import Key
from briefing.topics.topic_labels import TopicLabels

MOST_PASSAGES = 4
"""Passages of an article in which forms are looked up: news says what it is about at the top."""
KEYWORDS = 8
LEAST_WEIGHT = 0.01
WHOLE_WORD = 0.8
"""A phrase stands for a keyword only where the word hardly occurs outside it: what describes many
articles is commoner than any phrase."""

ABSTRACT_WORTH = 0.5
"""What a word too general to lead one story's topics counts as the lead of many articles."""


class TopicWords:
    """The words of one topic, looked up in the articles nearest its centre."""

    def __init__(
        self,
        articles: Iterable[Article],
        unwanted: frozenset[str],
        muted: Collection[Key] = (),
        pinned: Collection[Key] = (),
        common: Callable[[Key], bool] = lambda _: True,
    ) -> None:
        """`unwanted` are folded words that are no label and no keyword. `common` says whether the
        stems of a phrase are met together in enough of the topic's articles to name it."""
        self._scan = ConceptScan(muted, pinned)
        for number, article in enumerate(articles):
            counted = [passage for passage in article.passages if passage.kind != "boilerplate"]
            for passage in counted[:MOST_PASSAGES]:
                self._scan.add(number, article.text, passage.start, passage.end)
        self._unwanted = unwanted
        # What all articles of a topic say is what it is about.
        self._scan.settle(unwanted, WHOLE_WORD, ubiquitous=1.0, common=common)

    def allowed(self, stem: str) -> bool:
        """Whether a stem may be a keyword: a content word in use near the topic's centre."""
        if not stem.isalpha() or len(stem) < 3 or not self._scan.knows(stem):
            return False
        return fold(self._scan.form(stem)) not in UNINFORMATIVE | self._unwanted

    def shown(self, chosen: Mapping[str, float], lead: Key = ()) -> dict[str, float]:
        """Return the keywords as written with their weights, phrases in place of their parts.

        `lead` comes first, with weight 1.
        """
        said: set[str] = set(lead)
        result: list[tuple[str, float]] = []
        if lead:
            result.append((self._surface(lead), 1.0))
        for stem, weight in chosen.items():
            key = self._scan.owner.get(stem, (stem,))
            concept = self._scan.concept(key)
            if stem not in said and not said & set(key):
                surface = concept.surface if concept else self._scan.form(stem)
                result.append((surface, max(round(weight, 4), LEAST_WEIGHT)))
            said.update(key if concept else (stem,))
        return dict(result[:KEYWORDS])

    def label(self, chosen: Mapping[str, float], labels: TopicLabels, lead: Key = ()) -> str:
        """Return a label from stems, given with how distinctive each is; of `lead` first."""
        ranked = sorted(chosen, key=lambda stem: -chosen[stem])
        weights: dict[Key, float] = {}
        for stem in ranked:
            weights.setdefault(self._scan.owner.get(stem, (stem,)), chosen[stem])
        concepts = [concept for key in weights if (concept := self._scan.concept(key)) is not None]
        telling = sorted(
            concepts, key=lambda one: -weights[one.key] * (ABSTRACT_WORTH if one.abstract else 1.0)
        )
        first = self._scan.concept(lead) if lead else None
        if first is not None:
            return labels.make([first], _company(c for c in telling if c.key != lead), self._scan)
        if not telling:
            return labels.plain([self._scan.form(stem) for stem in ranked[:2]])
        return labels.make(telling[:1], _company(telling[1:]), self._scan)

    def _surface(self, key: Key) -> str:
        concept = self._scan.concept(key)
        return concept.surface if concept else " ".join(key)


def _company(concepts: Iterable[Concept]) -> list[tuple[Concept, float]]:
    return [(concept, 1.0) for concept in concepts]
