"""Related passages: for one passage, the passages of other articles that tell the same.

The one class both faces ask. Deterministic: the same articles give the same answer whatever
their order. Incremental: adding an article costs what the article costs.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

import numpy as np

from briefing.model.article import Article, Ref
from briefing.model.figure import Figure
from briefing.model.related import RelatedPassage
from briefing.related.calibration import NO_COUNTERPART, chance
from briefing.related.entries import Entry, entry
from briefing.related.names import Names
from briefing.related.postings import FIGURE_MARK
from briefing.related.ranking import Ranking, best_of
from briefing.related.reasons import reasons, shared_spans

__all__ = ["NO_COUNTERPART", "RelatedIndex"]


class RelatedIndex:
    """Articles ready to be asked for related passages."""

    def __init__(self) -> None:
        self._ranking = Ranking()
        self._names = Names()
        self._articles: dict[str, Article] = {}
        self._entries: list[Entry] = []
        self._number: dict[Ref, int] = {}

    @classmethod
    def build(cls, articles: Sequence[Article], figures: Mapping[str, Sequence[Figure]]) -> RelatedIndex:
        """Return an index of `articles`; `figures` are given by article id and may be missing."""
        index = cls()
        for article in sorted(articles, key=lambda article: article.id):
            index.add(article, figures.get(article.id, ()))
        return index

    def add(self, article: Article, figures: Sequence[Figure]) -> None:
        """Add one article with its figures; one that is already there is left as it is."""
        if article.id in self._articles:
            return
        self._articles[article.id] = article
        by_passage: dict[int, list[Figure]] = {}
        for figure in figures:
            by_passage.setdefault(figure.passage, []).append(figure)
        entries = [
            entry(article, passage, by_passage.get(passage.number, ()))
            for passage in article.passages
            if passage.kind != "boilerplate"
        ]
        entries = [one for one in entries if one.terms]
        for one, number in zip(entries, self._ranking.add([one.counts() for one in entries]), strict=True):
            self._entries.append(one)
            self._number[Ref(one.article, one.passage)] = number
            self._names.add(article.text, one.start, one.terms)

    def related(
        self, ref: Ref, *, top: int = 10, articles: Collection[str] | None = None
    ) -> tuple[RelatedPassage, ...]:
        """Return at most `top` passages of other articles related to `ref`, best first.

        `articles` restricts the answer to passages of these articles. A passage that is unknown,
        boilerplate or without words has none. Scores are chances in [0, 1].
        """
        number = self._number.get(ref)
        if number is None or top <= 0:
            return ()
        scores = self._ranking.scores(number)
        if articles is not None:
            allowed = np.fromiter(
                (one.article in articles for one in self._entries), dtype=bool, count=len(self._entries)
            )
            scores = np.where(allowed, scores, 0.0)
        return tuple(self._answer(number, int(place), float(scores[place])) for place in best_of(scores, top))

    def _answer(self, asked: int, place: int, score: float) -> RelatedPassage:
        query, found = self._entries[asked], self._entries[place]
        return RelatedPassage(
            found.article,
            found.passage,
            chance(score),
            reasons(self._articles[found.article].text, query, found, self._weight, self._names.__contains__),
            shared_spans(found, query),
            shared_spans(query, found),
        )

    def _weight(self, stem: str) -> float:
        """How telling a stem is here."""
        number = self._ranking.passages.vocabulary.get(stem)
        if number is None or stem.startswith(FIGURE_MARK):
            return 0.0
        return float(self._ranking.passages.rarities(np.array([number]))[0])
