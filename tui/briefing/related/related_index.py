"""Related passages: for one passage, the passages of other articles that tell the same.

The one class both faces ask. Deterministic: the same articles under the same numbers give the same
answers however they came in. Incremental: adding an article costs what the article costs.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, Protocol

import numpy as np
from numpy.typing import NDArray

from briefing.jobs.stepping import finish
from briefing.lru_cache import LruCache
from briefing.model.article import Article, Ref
from briefing.model.corpus_analysis import Steps
from briefing.model.figure import Figure
from briefing.model.related_passage import RelatedPassage, Tier
from briefing.related.article_terms import ArticleTerms, figures_by_passage, prepare, wording_of
from briefing.related.calibration import NO_COUNTERPART, chance, likeness
from briefing.related.copies import LIKENESS, CopyGroup, Likenesses, Wording, alike, groups_of, reading_order
from briefing.related.lone_statements import states, tier_of
from briefing.related.name_stems import NameStems
from briefing.related.near_duplicates import PART, all_pairs, pairs_of
from briefing.related.passage_places import PassageUnit, place_at, place_of
from briefing.related.passage_terms import PassageTerms, passage_terms
from briefing.related.ranking import Nearest, Ranking
from briefing.related.reasons import Question, reasons
from briefing.related.segment_set import SegmentSet
from briefing.related.term_vocabulary import Ids
from briefing.text.terms import terms

if TYPE_CHECKING:
    from briefing.related.index_files import Changes

__all__ = ["NO_COUNTERPART", "CopyGroup", "RelatedIndex"]

LEAST_WORDS = 6
"""Telling words a statement has at least."""
COUNTERPARTS = 5
"""Related passages looked at for one that tells the same."""
STEP = 100
"""Passages compared in one step: some 30 ms."""
WORDINGS_KEPT = 20_000
"""Passages whose words stay taken apart; about 3 kB each."""
COMPARED_KEPT = 4_000
"""Different wordings that stay at hand to be compared with copies."""
REFS_KEPT = 100_000
"""Passages of which it stays at hand which of them they have."""


class ArticleSource(Protocol):
    """Gives articles by the numbers an index knows them by."""

    def article(self, number: int) -> Article:
        """Return the article with this number; it is always one that was added to the index."""

    def figures(self, number: int) -> Sequence[Figure]:
        """Return its figures, in text order."""

    def number(self, name: str) -> int | None:
        """Return the number of the article called `name`, or None when there is none."""


class MemoryArticles:
    """Articles held in memory, numbered as they come; a number is never given twice."""

    def __init__(self, numbers: Mapping[str, int] | None = None) -> None:
        """`numbers` may give the number of every article by its id."""
        self._given = numbers
        self._articles: dict[int, Article] = {}
        self._figures: dict[int, Sequence[Figure]] = {}
        self._numbers: dict[str, int] = {}
        self._next = 0

    def put(self, article: Article, figures: Sequence[Figure]) -> int:
        """Take an article that is not there yet; return its number."""
        number = self._next if self._given is None else self._given[article.id]
        self._numbers[article.id] = number
        self._articles[number], self._figures[number] = article, figures
        self._next += 1
        return number

    def drop(self, number: int) -> None:
        del self._numbers[self._articles.pop(number).id], self._figures[number]

    def article(self, number: int) -> Article:
        return self._articles[number]

    def figures(self, number: int) -> Sequence[Figure]:
        return self._figures[number]

    def number(self, name: str) -> int | None:
        return self._numbers.get(name)


@dataclass(frozen=True, slots=True)
class _IndexEntry:
    """A passage as it is asked for and answered with."""

    ref: Ref
    number: int
    """Of its article."""
    wording: PassageTerms
    repeated: bool
    """Another article may hold nearly the same words."""


class _NumberedWording(NamedTuple):
    """The words of passages, and the number that stands for them."""

    number: int
    wording: Wording


class RelatedIndex:
    """Articles ready to be asked for related passages."""

    def __init__(
        self, source: ArticleSource | None = None, stored: tuple[SegmentSet, NameStems, Changes] | None = None
    ) -> None:
        """Without `source`, or with `MemoryArticles`, the articles added are kept in memory; `stored` is
        what lay on disk.
        """
        self._source: ArticleSource = source if source is not None else MemoryArticles()
        self._memory = self._source if isinstance(self._source, MemoryArticles) else None
        self.passages, self._names = stored[:2] if stored else (SegmentSet(), NameStems())
        """The numbers behind the answers; passages go by unit."""
        self._changes = stored[2] if stored else None
        self.ranking = Ranking(self.passages)
        self._kept_terms: LruCache[Ref, PassageTerms] = LruCache(WORDINGS_KEPT)
        self._entries: dict[int, _IndexEntry] = {}
        self._units: dict[Ref, int] = {}
        self._alike: dict[tuple[int, int], bool] = {}
        self._compared: dict[Ref, _NumberedWording] = {}
        self._wordings: dict[Wording, _NumberedWording] = {}
        self._last_wording = 0
        self._version = 0

    @classmethod
    def build(cls, articles: Sequence[Article], figures: Mapping[str, Sequence[Figure]]) -> RelatedIndex:
        """Return an index of `articles`; `figures` are given by article id and may be missing."""
        index = cls()
        for article in sorted(articles, key=lambda article: article.id):
            index.add(article, figures.get(article.id, ()))
        return index

    @classmethod
    def open(cls, folder: Path, source: ArticleSource) -> RelatedIndex:
        """Return the index that `folder` holds; `source` gives its articles.

        Nothing is read before it is needed. Raises LibraryError when there is none, or when it is
        damaged or of another format.
        """
        from briefing.related.index_files import open_index

        return cls(source, open_index(folder))

    def save(self, folder: Path) -> None:
        """Write the index into `folder`, whole or not at all.

        Few changes to what the folder holds are written beside it, many make it be written anew.
        Raises LibraryError when the disk refuses.
        """
        from briefing.related.index_files import write_changes, write_index

        if self._changes is not None and self._changes.are_few() and write_changes(folder, self._changes):
            return
        write_index(folder, self.passages, self._names)

    def rewrite(self, folder: Path) -> None:
        """Write the whole index into `folder` anew, without what was removed; raises as `save` does."""
        from briefing.related.index_files import write_index

        write_index(folder, self.passages, self._names)

    # -- what is in it -----------------------------------------------------------------------

    def add(self, article: Article, figures: Sequence[Figure], prepared: ArticleTerms | None = None) -> None:
        """Add one article with its figures, prepared elsewhere or not.

        In memory, an article that is already there is left as it is; with a source, it is replaced.
        Raises ValueError when the source does not know it.
        """
        number = self._source.number(article.id)
        if self._memory is not None:
            if number is not None:
                return
            number = self._memory.put(article, figures)
        elif number is None:
            raise ValueError(f"no number is known for {article.id}")
        if prepared is None:
            words: dict[int, PassageTerms] = {}
            prepared = prepare(article, figures, words)
            self._keep(article.id, words)
        self.passages.add(number, prepared)
        self._names.add(number, prepared)
        if self._changes is not None:
            self._changes.add(number, prepared)

    def remove(self, name: str) -> None:
        """Remove the article called `name`, if it is there."""
        number = self._source.number(name)
        if number is not None:
            self.remove_number(number)

    def remove_number(self, number: int) -> None:
        """Remove the article with this number, if it is there: also one its source no longer knows."""
        if number not in self.passages:
            return
        self.passages.remove(number)
        self._names.remove(number)
        if self._changes is not None:
            self._changes.remove(number)
        if self._memory is not None:
            self._memory.drop(number)

    def __len__(self) -> int:
        """Number of passages that can be asked for."""
        return len(self.passages)

    def ref(self, unit: int) -> Ref:
        """Return the passage that is a unit of the ranking."""
        article, passage = self.passages.unit(unit)
        return Ref(self._source.article(article).id, passage)

    def refs(self) -> list[Ref]:
        """Return every passage that can be asked for, in order of unit."""
        found: list[Ref] = []
        for segment, gone in self.passages.live():
            for at, number in enumerate(segment.numbers.tolist()):
                if at not in gone:
                    name = self._source.article(number).id
                    units = slice(int(segment.firsts[at]), int(segment.firsts[at + 1]))
                    found.extend(Ref(name, passage) for passage in segment.passages[units].tolist())
        return found

    # -- related passages --------------------------------------------------------------------

    def related(
        self, ref: Ref, *, top: int = 10, articles: Collection[str] | None = None, fold: bool = False
    ) -> tuple[RelatedPassage, ...]:
        """Return at most `top` passages of other articles related to `ref`, best first.

        `articles` restricts the answer to passages of these articles. With `fold`, passages in nearly
        the same words are one answer, the best of them, which names the others as its copies. A
        passage that is unknown, boilerplate or without words has none. Scores are chances in [0, 1].
        """
        unit = self.unit(ref)
        if unit is None or top <= 0:
            return ()
        allowed = None if articles is None else self._allowed(articles)
        wanted = 2 * top if fold else top
        while True:
            nearest = self.ranking.nearest(unit, wanted, allowed)
            groups = self._folded(nearest) if fold else [[place] for place in nearest.passages.tolist()]
            if len(groups) >= top or len(nearest.passages) < wanted:
                break
            wanted *= 2
        return self._answers(unit, nearest, groups[:top])

    def _answers(
        self, unit: int, nearest: Nearest, groups: Sequence[Sequence[int]]
    ) -> tuple[RelatedPassage, ...]:
        """Return an answer for each group of units, whose first is the best."""
        query = self._entry(unit)
        mine = query.wording
        question = Question(mine, self.ranking.rarities(unit).tolist(), self._names.is_name)
        scores = dict(zip(nearest.passages.tolist(), nearest.scores.tolist(), strict=True))
        articles, depth = self.passages.articles, self._depth(unit)
        answers: list[RelatedPassage] = []
        for place, *copies in groups:
            found = self._entry(place)
            theirs = found.wording
            figures = question.figures(theirs)
            answers.append(
                RelatedPassage(
                    found.ref.article,
                    found.ref.passage,
                    chance(scores[place], articles, depth),
                    reasons(question, theirs, figures),
                    theirs.spans(mine.first, figures),
                    mine.spans(theirs.first, figures),
                    query.repeated and self._same_text(query, found),
                    tuple([self._entry(copy).ref for copy in copies]),
                    likeness(scores[place]),
                )
            )
        return tuple(answers)

    def _folded(self, nearest: Nearest) -> list[list[int]]:
        """Return the answers in groups of the same text, in order of the best of each."""
        groups = self._groups(nearest, frozenset())
        alone = self._held_once(groups)
        return self._groups(nearest, alone) if alone else groups

    def _held_once(self, groups: Iterable[Sequence[int]]) -> frozenset[int]:
        """Return the units of groups with two passages of one article that no other article holds too.

        That others hold a passage is noted when they come, and not taken back when they go: one article
        saying a thing twice is no copy of itself.
        """
        asked: list[int] = []
        for group in groups:
            if len(group) > 1 and len({self._entry(unit).number for unit in group}) < len(group):
                asked += group
        if not asked:
            return frozenset()
        segments = [segment for segment, _ in self.passages.live()]
        pairs = pairs_of(segments, np.array(sorted(asked), dtype=np.int64), self.passages.alive())
        return frozenset(asked).difference(*(units.tolist() for units in pairs))

    def _groups(self, nearest: Nearest, alone: frozenset[int]) -> list[list[int]]:
        """Return the same where some units are known to be in one article only."""
        groups: list[list[int]] = []
        several: list[tuple[list[int], list[_NumberedWording]]] = []
        """Groups of what other articles may hold too, each with its different wordings."""
        placed: dict[int, list[int]] = {}
        for place in nearest.passages.tolist():
            entry = self._entry(place)
            if not entry.repeated or place in alone:
                groups.append([place])
                continue
            words = self._wording(entry.number, entry.ref)
            # A report that many print is in the same words in most of them: those need not be compared.
            group = placed.get(words.number)
            if group is None:
                group = placed[words.number] = self._group_for(words, several, groups)
            group.append(place)
        return groups

    def _group_for(
        self,
        words: _NumberedWording,
        several: list[tuple[list[int], list[_NumberedWording]]],
        groups: list[list[int]],
    ) -> list[int]:
        """Return the first group that holds nearly the same words; a new one where there is none."""
        for group, wordings in several:
            if any(self._are_alike(words, other) for other in wordings):
                wordings.append(words)
                return group
        groups.append([])
        several.append((groups[-1], [words]))
        return groups[-1]

    def _same_text(self, one: _IndexEntry, other: _IndexEntry) -> bool:
        """Tell whether two passages have nearly the same words."""
        if not (one.repeated and other.repeated):
            return False
        return self._are_alike(self._wording(one.number, one.ref), self._wording(other.number, other.ref))

    def _are_alike(self, one: _NumberedWording, other: _NumberedWording) -> bool:
        pair = (one.number, other.number)
        known = self._alike.get(pair)
        if known is None:
            known = alike(one.wording, other.wording) >= LIKENESS
            self._alike[pair] = self._alike[pair[::-1]] = known
        return known

    def _wording(self, number: int, ref: Ref) -> _NumberedWording:
        """The words of a passage; those of several passages with the same words have one number."""
        known = self._compared.get(ref)
        if known is None:
            if len(self._wordings) >= COMPARED_KEPT or len(self._compared) >= REFS_KEPT:
                self._forget_wordings()
            article = self._source.article(number)
            found = wording_of(article.text, article.passages[ref.passage])
            known = self._wordings.get(found)
            if known is None:
                # Never given again: what is known of two numbers holds for whoever still has them.
                self._last_wording += 1
                known = self._wordings[found] = _NumberedWording(self._last_wording, found)
            self._compared[ref] = known
        return known

    def _forget_wordings(self) -> None:
        self._compared.clear()
        self._wordings.clear()
        self._alike.clear()

    def _allowed(self, articles: Collection[str]) -> NDArray[np.bool_]:
        allowed = np.zeros(self.passages.size, dtype=bool)
        for name in articles:
            number = self._source.number(name)
            if number is not None:
                units = self.passages.units_of(number)
                allowed[units.start : units.stop] = True
        return allowed

    def _depth(self, unit: int) -> int:
        """Return how many passages stand before a unit in its article."""
        return int(self.passages.depths(np.array([unit]))[0])

    def unit(self, ref: Ref) -> int | None:
        """Return the unit of the ranking that is this passage, or None when it cannot be asked for."""
        self._refresh()
        unit = self._units.get(ref)
        if unit is None:
            number = self._source.number(ref.article)
            unit = None if number is None else self.passages.unit_of(number, ref.passage)
        return unit

    def _refresh(self) -> None:
        """Forget what holds no more since an article was added or removed."""
        if self._version != self.passages.version:
            self._entries.clear()
            self._units.clear()
            self._forget_wordings()
            self._version = self.passages.version

    def _entry(self, unit: int) -> _IndexEntry:
        known = self._entries.get(unit)
        if known is None:
            if len(self._entries) >= WORDINGS_KEPT:
                self._entries.clear()
                self._units.clear()
            number, passage = self.passages.unit(unit)
            article = self._source.article(number)
            ref = Ref(article.id, passage)
            known = _IndexEntry(
                ref, number, self._passage_terms(ref, number, article), self.passages.repeated(unit)
            )
            self._entries[unit] = known
            self._units[ref] = unit
        return known

    def _passage_terms(self, ref: Ref, number: int, article: Article) -> PassageTerms:
        known = self._kept_terms.get(ref)
        if known is None or known.text is not article.text:
            figures = figures_by_passage(self._source.figures(number)).get(ref.passage, ())
            passage = article.passages[ref.passage]
            known = passage_terms(article.text, terms(article.text, passage.start, passage.end), figures)
            self._keep(article.id, {ref.passage: known})
        return known

    def _keep(self, name: str, words: Mapping[int, PassageTerms]) -> None:
        """Keep the words of an article's passages at hand, in place of those kept longest."""
        for passage, known in words.items():
            self._kept_terms[Ref(name, passage)] = known

    # -- copies, and what stands alone ----------------------------------------------------------

    def copies(self) -> tuple[CopyGroup, ...]:
        """Return the passages whose wording is nearly the same in several articles, in order of their
        first passage: one report, not so many witnesses."""
        return groups_of(finish(self.likenesses_steps()), self._placed)

    def likenesses_steps(self, known: Likenesses | None = None) -> Steps[Likenesses]:
        """Find how alike all passages are that may be copies of each other, yielding how many of how many
        are done.

        What is `known` of passages whose words are the same still is taken instead of comparing them.
        """
        self._refresh()
        before = known.pairs if known is not None else {}
        found: dict[tuple[int, int], float] = {}
        total = self.passages.size
        for done, some in enumerate(
            all_pairs([segment for segment, _ in self.passages.live()], self.passages.alive()), 1
        ):
            self._compare(some, before, found)
            yield min(done * PART, total), total
        return Likenesses(found)

    def likenesses_of(self, numbers: Iterable[int]) -> Steps[Likenesses]:
        """Find as much of the same as tells the groups of copies to which passages of these articles
        belong, yielding how many pairs of how many known so far are compared.

        Articles may come and go between steps: then it begins anew.
        """
        numbers = list(numbers)
        self._refresh()
        version = self.passages.version
        segments, alive = [segment for segment, _ in self.passages.live()], self.passages.alive()
        found: dict[tuple[int, int], float] = {}
        new = {unit for number in numbers for unit in self.passages.units_of(number)}
        seen: set[int] = set()
        while new:
            seen |= new
            one, other = pairs_of(segments, np.array(sorted(new), dtype=np.int64), alive)
            compared: list[tuple[int, int, float]] = []
            for first in range(0, len(one), STEP):
                yield first, len(one)
                if self.passages.version != version:
                    return (yield from self.likenesses_of(numbers))
                part = slice(first, first + STEP)
                compared += self._compare((one[part], other[part]), found, found)
            # A copy of a copy is of the group as well.
            new = {unit for *pair, likeness in compared if likeness >= LIKENESS for unit in pair} - seen
        return Likenesses(found)

    def _compare(
        self,
        pairs: tuple[Ids, Ids],
        known: Mapping[tuple[int, int], float],
        found: dict[tuple[int, int], float],
    ) -> list[tuple[int, int, float]]:
        """Put into `found` how alike pairs of units are; return the same by unit."""
        compared: list[tuple[int, int, float]] = []
        keys = [self.passages.places(units).tolist() for units in pairs]
        for *key, one, other in zip(*keys, *(units.tolist() for units in pairs), strict=True):
            pair = (min(key), max(key))
            likeness = known.get(pair)
            if likeness is None:
                likeness = alike(self._unit_wording(one), self._unit_wording(other))
            found[pair] = likeness
            compared.append((one, other, likeness))
        return compared

    def _unit_wording(self, unit: int) -> Wording:
        return self._wording(self.passages.unit(unit).article, self.ref(unit)).wording

    def _placed(self, key: int) -> Ref:
        number, passage = place_of(key)
        return Ref(self._source.article(number).id, passage)

    def only_here(self) -> dict[Ref, Tier]:
        """Return the statements that have no counterpart in any other article, in reading order.

        Titles, headings and captions state nothing by themselves; nor do passages of a few words.
        """
        found = [(self._placed(place_at(*unit)), tier) for unit, tier in finish(self.only_here_steps())]
        return dict(sorted(found, key=lambda one: reading_order(one[0])))

    def only_here_steps(self) -> Steps[tuple[tuple[PassageUnit, Tier], ...]]:
        """Find the same in steps of a few passages, yielding how many of how many are done.

        Articles may come and go between steps: then it begins anew. Whoever stops asking ends it.
        """
        version, refs = self.passages.version, self.refs()
        found: list[tuple[PassageUnit, Tier]] = []
        for done, ref in enumerate(refs, 1):
            tier = self.stands_alone(ref)
            if tier is not None and (unit := self.unit(ref)) is not None:
                found.append((self.passages.unit(unit), tier))
            if done % STEP == 0:
                yield done, len(refs)
                if self.passages.version != version:
                    return (yield from self.only_here_steps())
        return tuple(found)

    def stands_alone(self, ref: Ref) -> Tier | None:
        """Return how sure it is that a passage is a statement without counterpart in any other article; None
        where it is none."""
        number, unit = self._source.number(ref.article), self.unit(ref)
        if number is None or unit is None or len(self._entry(unit).wording.first) < LEAST_WORDS:
            return None
        article = self._source.article(number)
        text = article.passage_text(ref.passage)
        if not states(article.passages[ref.passage].kind, text):
            return None
        nearest = self.ranking.nearest(unit, COUNTERPARTS)
        best = max(nearest.scores.tolist(), default=0.0)
        return tier_of(
            text,
            chance(best, self.passages.articles, self._depth(unit)),
            self._shared(unit, nearest.passages.tolist()),
        )

    def _shared(self, unit: int, answers: Iterable[int]) -> float:
        """Return the largest part of what a passage says that one of its answers says too, by rarity."""
        mine = self.ranking.weights_of(unit)
        parts = [
            sum(mine[term] for term in self.ranking.weights_of(answer).keys() & mine.keys())
            for answer in answers
        ]
        return max(parts, default=0.0) / max(sum(mine.values()), 1e-12)
