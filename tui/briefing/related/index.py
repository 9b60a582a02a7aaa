"""Related passages: for one passage, the passages of other articles that tell the same.

The one class both faces ask. Deterministic: the same articles give the same answer whatever
their order. Incremental: adding an article costs what the article costs.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Collection, Iterable, Mapping, Sequence

import numpy as np

from briefing.model.article import Article, Ref
from briefing.model.figure import Figure
from briefing.model.related import RelatedPassage
from briefing.related.calibration import NO_COUNTERPART, chance
from briefing.related.copies import CopyGroup, copy_groups
from briefing.related.entries import Entry, Wording, entry, wording
from briefing.related.names import Names
from briefing.related.ranking import Ranking
from briefing.related.reasons import reasons

__all__ = ["NO_COUNTERPART", "CopyGroup", "RelatedIndex"]

STATEMENTS = frozenset({"paragraph", "list item", "quote"})
LEAST_COVER = 0.22
"""A passage whose best counterpart holds less than this of what it says stands alone."""
LEAST_WORDS = 6
"""Telling words a statement has at least."""
COUNTERPARTS = 5
"""Related passages looked at for one that tells the same."""
WORDINGS_KEPT = 20_000
"""Passages whose words stay taken apart; about 3 kB each."""


class RelatedIndex:
    """Articles ready to be asked for related passages."""

    def __init__(self) -> None:
        self.ranking = Ranking()
        """The numbers behind the answers, for measurements; passages go by number."""
        self._names = Names()
        self._articles: dict[str, Article] = {}
        self._entries: list[Entry] = []
        self._number: dict[Ref, int] = {}
        self._numbers: dict[str, tuple[int, int]] = {}
        """Article to the numbers of its passages, from and up to."""
        self._wordings: OrderedDict[int, Wording] = OrderedDict()
        self._telling: dict[str, float] = {}

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
        self._telling.clear()
        by_passage: dict[int, list[Figure]] = {}
        for figure in figures:
            by_passage.setdefault(figure.passage, []).append(figure)
        entries: list[Entry] = []
        found: list[Wording] = []
        for passage in article.passages:
            if passage.kind == "boilerplate":
                continue
            one = entry(article, passage, by_passage.get(passage.number, ()))
            words = wording(article.text, one)
            if words.places:
                entries.append(one)
                found.append(words)
                self._names.add(article.text, one.start, words)
        self._numbers[article.id] = (len(self._entries), len(self._entries) + len(entries))
        numbers = self.ranking.add([words.counts() for words in found])
        for one, number in zip(entries, numbers, strict=True):
            self._entries.append(one)
            self._number[Ref(one.article, one.passage)] = number

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
        allowed = None
        if articles is not None:
            allowed = np.zeros(len(self._entries), dtype=bool)
            for name in articles:
                first, last = self._numbers.get(name, (0, 0))
                allowed[first:last] = True
        found = self.ranking.nearest(number, top, allowed)
        query = self._wording(number)
        telling = sorted(query.places, key=lambda name: (-self._rarity(name), name))
        return tuple(
            self._answer(query, telling, place, chance(score))
            for place, score in zip(found.passages.tolist(), found.scores.tolist(), strict=True)
        )

    def _answer(self, query: Wording, telling: Sequence[str], place: int, score: float) -> RelatedPassage:
        """Return one answer; `telling` are the question's families, most telling first."""
        one, found = self._entries[place], self._wording(place)
        shared = [name for name in telling if name in found.places]
        figures = sorted(query.figures.keys() & found.figures.keys())
        return RelatedPassage(
            one.article,
            one.passage,
            score,
            reasons(query, found, shared, figures, self._names.__contains__),
            found.spans(query.places.keys(), figures),
            query.spans(found.places.keys(), figures),
        )

    def __len__(self) -> int:
        """Number of passages that can be asked for."""
        return len(self._entries)

    def ref(self, number: int) -> Ref:
        """Return the passage with a number of the ranking."""
        return Ref(self._entries[number].article, self._entries[number].passage)

    def copies(self) -> tuple[CopyGroup, ...]:
        """Return the passages whose wording is nearly the same in several articles, in order of their
        first passage: one report, not so many witnesses."""
        worded = (
            (Ref(one.article, one.passage), self._articles[one.article].text[one.start : one.end])
            for one in sorted(self._entries, key=lambda one: (one.article, one.passage))
        )
        return copy_groups(worded)

    def only_here(self) -> tuple[Ref, ...]:
        """Return the statements that have no counterpart in any other article, in reading order.

        Titles, headings and captions state nothing by themselves; nor do passages of a few words.
        """
        kinds = {
            Ref(article.id, passage.number): passage.kind
            for article in self._articles.values()
            for passage in article.passages
        }
        found = [
            ref
            for ref in self._number
            if kinds[ref] in STATEMENTS and self.cover(ref) < LEAST_COVER and self._states(ref)
        ]
        return tuple(sorted(found, key=lambda ref: (ref.article, ref.passage)))

    def cover(self, ref: Ref) -> float:
        """Return how much of what a passage says its best counterpart says too, in [0, 1].

        Shared words and figures, by rarity, over those of the shorter of the two passages; 0 where
        no passage is related at all.
        """
        number = self._number.get(ref)
        if number is None:
            return 0.0
        nearest = self.ranking.nearest(number, COUNTERPARTS)
        mine = self._wording(number).counts()
        covers = [0.0]
        for place, score in zip(nearest.passages.tolist(), nearest.scores.tolist(), strict=True):
            theirs = self._wording(place).counts()
            if chance(score) >= NO_COUNTERPART and len(theirs) >= LEAST_WORDS:
                shared = self._weight(mine.keys() & theirs.keys())
                covers.append(shared / min(self._weight(mine), self._weight(theirs)))
        return max(covers)

    def _weight(self, names: Iterable[str]) -> float:
        return sum(self._rarity(name) for name in sorted(names))

    def _states(self, ref: Ref) -> bool:
        return len(self._wording(self._number[ref]).places) >= LEAST_WORDS

    def _wording(self, number: int) -> Wording:
        known = self._wordings.get(number)
        if known is None:
            one = self._entries[number]
            known = self._wordings[number] = wording(self._articles[one.article].text, one)
            if len(self._wordings) > WORDINGS_KEPT:
                self._wordings.popitem(last=False)
        return known

    def _rarity(self, name: str) -> float:
        """How telling a family is here."""
        known = self._telling.get(name)
        if known is None:
            postings = self.ranking.passages
            terms = np.array([postings.vocabulary[name]])
            known = self._telling[name] = float(np.round(postings.rarities(terms)[0], 9))
        return known
