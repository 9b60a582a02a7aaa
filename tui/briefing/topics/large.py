"""Topics of a large folder: groups of articles about the same thing, with telling keywords.

Passages join the topic of their article, unless their own words say otherwise.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence

import numpy as np

from briefing.model.article import Article
from briefing.model.topic import Topic, TopicPassage
from briefing.text.stopwords import UNTELLING
from briefing.text.terms import stems
from briefing.text.tokens import fold
from briefing.topics.communities import centroids, communities, to_centroids
from briefing.topics.concepts import Scan
from briefing.topics.keywords import keyword_scores, pick
from briefing.topics.labels import Labels
from briefing.topics.vectors import Ids, Numbers, like, vectors

SAMPLE = 40
"""Articles of a topic, nearest its centre, in which the forms of its words are looked up."""
EVERY = 50
"""Articles between two reports of progress."""
OWN_WORDS = 0.5
"""What a passage's own likeness to a topic counts beside its article's."""
LEAST_WEIGHT = 0.01
KEYWORDS = 8
WHOLE_WORD = 0.8
"""A phrase stands for a keyword only where the word hardly occurs outside it: what describes many
articles is commoner than any phrase."""


def large_topics(
    articles: Sequence[Article], unwanted: frozenset[str], progress: Callable[[int, int], None] | None
) -> tuple[Topic, ...]:
    """Return the topics of many articles, unsorted; `unwanted` are words no label may hold."""
    places, units, article_of = _passages(articles, progress)
    whole = [Counter[str]() for _ in articles]
    for unit, number in zip(units, article_of.tolist(), strict=True):
        whole[number].update(unit)
    weighted = vectors(whole)
    group = communities(weighted)
    centres = centroids(weighted, group)
    likeness = to_centroids(weighted, centres)
    joined, strength = _join(likeness[article_of], to_centroids(like(weighted, units), centres))
    scores = keyword_scores(weighted, group)
    labels = Labels()
    topics: list[Topic] = []
    for number in range(len(centres)):
        members = np.flatnonzero(group == number)
        nearest = members[np.argsort(-likeness[members, number], kind="stable")][:SAMPLE]
        words = _Words(_scan([articles[at] for at in nearest.tolist()]), unwanted)
        chosen = [weighted.names[at] for at in pick(weighted, scores[number], words.allowed)]
        ranked = sorted(chosen, key=lambda stem: -scores[number, weighted.column(stem)])
        mine = np.flatnonzero(joined == number).tolist()
        most = max((scores[number, weighted.column(stem)] for stem in chosen), default=1.0)
        weight_of = {stem: float(scores[number, weighted.column(stem)] / most) for stem in chosen}
        shown = words.shown(weight_of)
        topics.append(
            Topic(
                label=words.label(ranked, labels),
                keywords=tuple(shown),
                weights=tuple(shown.values()),
                share=len(mine) / max(len(places), 1),
                passages=tuple(TopicPassage(*places[at], float(strength[at])) for at in mine),
            )
        )
    return tuple(topics)


class _Words:
    """How the words of one topic are written, looked up in the articles nearest its centre."""

    def __init__(self, scan: Scan, unwanted: frozenset[str]) -> None:
        self._scan = scan
        self._unwanted = unwanted
        self._concepts = {concept.key: concept for concept in scan.concepts(unwanted, WHOLE_WORD)}

    def allowed(self, stem: str) -> bool:
        """Whether a stem may be a keyword: a word, telling, and in use near the topic's centre."""
        if not stem.isalpha() or len(stem) < 3 or not self._scan.knows(stem):
            return False
        return fold(self._scan.form(stem)) not in UNTELLING | self._unwanted

    def shown(self, chosen: Mapping[str, float]) -> dict[str, float]:
        """Return the keywords as written with their weights, phrases in place of their parts."""
        said: set[str] = set()
        result: list[tuple[str, float]] = []
        for stem, weight in chosen.items():
            key = self._scan.owner.get(stem, (stem,))
            concept = self._concepts.get(key)
            if stem not in said and not said & set(key):
                surface = concept.surface if concept else self._scan.form(stem)
                result.append((surface, max(round(weight, 4), LEAST_WEIGHT)))
            said.update(key if concept else (stem,))
        return dict(result[:KEYWORDS])

    def label(self, ranked: Sequence[str], labels: Labels) -> str:
        """Return a label from the stems, given most telling first."""
        keys = dict.fromkeys(self._scan.owner.get(stem, (stem,)) for stem in ranked)
        concepts = [self._concepts[key] for key in keys if key in self._concepts]
        telling = sorted(concepts, key=lambda concept: concept.abstract)
        if not telling:
            return labels.plain([self._scan.form(stem) for stem in ranked[:2]])
        return labels.make(telling[:1], [(concept, 1.0) for concept in telling[1:]], self._scan)


def _passages(
    articles: Sequence[Article], progress: Callable[[int, int], None] | None
) -> tuple[list[tuple[str, int]], list[Counter[str]], Ids]:
    """Return place, terms and article number of every passage that counts."""
    places: list[tuple[str, int]] = []
    units: list[Counter[str]] = []
    article_of: list[int] = []
    for number, article in enumerate(articles):
        if progress is not None and number % EVERY == 0:
            progress(number, len(articles))
        for passage in article.passages:
            if passage.kind != "boilerplate":
                places.append((article.id, passage.number))
                units.append(Counter(stems(article.text, passage.start, passage.end)))
                article_of.append(number)
    return places, units, np.array(article_of, dtype=np.int64)


def _join(article: Numbers, passage: Numbers) -> tuple[Ids, Numbers]:
    """Return the topic of every passage and how much it is about it, in (0, 1]."""
    total = (article + OWN_WORDS * passage) / (1 + OWN_WORDS)
    joined: Ids = total.argmax(axis=1)
    strength = np.clip(total[np.arange(len(total)), joined], LEAST_WEIGHT, 1.0)
    return joined, np.round(strength, 4)


def _scan(articles: Sequence[Article]) -> Scan:
    scan = Scan()
    for number, article in enumerate(articles):
        for passage in article.passages:
            if passage.kind != "boilerplate":
                scan.add(number, article.text, passage.start, passage.end)
    return scan
