"""Labels that find: of the phrases of the text, those by which a topic's articles are found, and no others.

An article is found by a phrase when one of its passages holds all words of it. A label is one phrase, or
up to three where only together they find the topic; of all that could be said, what finds best (F1 of the
articles found against those of the topic) is taken, weighed by how well it reads.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from briefing.text.stopwords import CARDINALS, MONTHS_AND_FIRST_NAMES, OFFICES, UNINFORMATIVE
from briefing.text.tokens import fold
from briefing.topics.concepts import Concept, ConceptScan
from briefing.topics.encoded_articles import EncodedArticle
from briefing.topics.given_labels import GivenLabels
from briefing.topics.steered_words import Key, key_of
from briefing.topics.topic_labels import EVERYWHERE, FEW
from briefing.topics.vectors import Ids, Space

MOST_PARTS = 3
CANDIDATES = 48
"""Concepts of a topic that are tried, those which most of its articles and few others begin with."""
STARTS = 6
"""Phrases with which a label is begun in turn: the one that finds best alone may go with no other."""
LEAST_GAIN = 0.012
"""What a further part must add to the F1 of a label."""
MANY = 100
"""Of more articles than these, a word of one passage is no label."""
LEAST_OF_PART = 0.08
"""Part of a topic's articles that a further phrase must find, and two of them where there are several."""
SEVERAL = 4
AT_TOP = (1.0, 0.85, 0.7, 0.6)
"""What it counts that an article has a phrase in its first, second … passage: news says what it is about
at the top."""
BY_PLACE = 0.5
"""How much of a phrase's worth goes by where its articles have it."""
CUT_OUT = 0.7
"""What a phrase of four words counts, which mostly is cut out of a longer one; and what is in capitals."""
LEAST_WORTH = 0.5
LEAST_OF_FURTHER = 0.52
"""How well a phrase must read to be a further part of a label."""
FEW_KNOWN = 40
"""Articles up to which keywords are hardly known."""
IN_PASSING, PERHAPS_IN_PASSING = 0.6, 0.75
"""What a common word counts that is no keyword of the topic."""
NO_NOUN = 0.25
"""What a word counts that is never spoken of by itself, as an adjective, and a phrase that ends in a verb."""
NAME_BY_USE, BY_USE = 0.4, 0.7
"""How much of the worth of a name, and of anything else, goes by how often its articles say it: what a long
one says once, it says in passing, and that several do so may be chance."""
FEW_TELL = 4
"""Articles up to which that may be chance; of more, in proportion."""
_HUMP = re.compile("[a-z][A-Z]")
MOST_HUMPS = 2
"""Capitals inside a word that is no tag: "LaSalle", "#SheWillBeGreat"."""
LONG = 150
"""Content words of an article that says its own words at least twice."""
LEAST_TOLD = 0.3
"""Part of its articles that hold the same phrase of the label of a topic without parts."""
LEAST_FOUND = 0.25
"""F1 of what a label of common words finds: "software" in many more articles tells them not from others."""
LONGEST = 60
"""Characters of a label of several parts."""

Found = NDArray[np.bool_]


class ArticlePostings:
    """Which articles hold a phrase within one passage."""

    def __init__(self, reads: Sequence[EncodedArticle], space: Space) -> None:
        self._space = space
        self.size = len(reads)
        stems = np.concatenate([*(read.stems for read in reads), np.zeros(0, dtype=np.int32)])
        sizes = [size for read in reads for size in np.diff(read.ends, prepend=0).tolist()]
        self.passage_count = len(sizes)
        passage = np.repeat(np.arange(len(sizes)), sizes)
        self._article_of = np.repeat(np.arange(len(reads)), [len(read.ends) for read in reads])
        order = np.argsort(stems, kind="stable")
        self._passages = passage[order]
        highest = int(space.numbers.max(initial=-1))
        self._starts = np.searchsorted(stems[order], np.arange(highest + 2))
        self._known: dict[Key, Ids] = {}
        self._standing: dict[Key, Ids] = {}
        self._derived: dict[str, int] = {}
        lengths = np.array([len(read.stems) for read in reads])
        self._expected = 1 + np.minimum(lengths / LONG, 1)

    def articles(self, key: Key) -> Ids:
        """Return the rows of the articles one of whose passages holds every stem of `key`, ascending."""
        found = self._known.get(key)
        if found is None:
            found = self._known[key] = np.unique(self._article_of[self.passages(key)])
        return found

    def passages(self, key: Key) -> Ids:
        """Return the passages, numbered through all articles, that hold every stem of `key`, ascending."""
        found = self._standing.get(key)
        if found is None:
            found = self._standing[key] = self._looked_up(key)
        return found

    def articles_of(self, passages: Ids) -> Ids:
        """Return the row of the article of each of `passages`."""
        rows: Ids = self._article_of[passages]
        return rows

    def stress(self, key: Key, *, name: bool = False) -> NDArray[np.float64]:
        """Return how much each of `articles(key)` speaks of it: 1 where it says all words of it often enough.

        Of a `name` one word is enough: it is given in full once, and shortened from then on.
        """
        rows, uses = self.articles(key), []
        for stem in key:
            number = int(self._space.numbers[self._space.column(stem)])
            using = self._article_of[self._passages[self._starts[number] : self._starts[number + 1]]]
            first, last = (np.searchsorted(using, rows, side) for side in ("left", "right"))
            uses.append(last - first)
        counted = (np.max if name else np.min)(uses, axis=0) if uses else np.zeros(len(rows))
        stress: NDArray[np.float64] = np.minimum(counted / self._expected[rows], 1)
        return stress

    def holding(self, stem: str) -> int:
        """Return how many articles hold a stem, or one of a word derived from it: "presid", "presidenti"."""
        known = self._derived.get(stem)
        if known is None:
            first, end = self._space.column(stem), self._space.column(f"{stem}\U0010ffff")
            mine = [
                self._passages[self._starts[number] : self._starts[number + 1]]
                for number in self._space.numbers[first:end].tolist()
            ]
            passages = np.concatenate([*mine, np.zeros(0, dtype=np.int64)])
            known = self._derived[stem] = len(np.unique(self._article_of[passages]))
        return known

    def _looked_up(self, key: Key) -> Ids:
        passages: Ids | None = None
        for stem in key:
            column = self._space.column(stem)
            if column >= self._space.width or self._space.names[column] != stem:
                return np.zeros(0, dtype=np.int64)
            number = int(self._space.numbers[column])
            mine = np.unique(self._passages[self._starts[number] : self._starts[number + 1]])
            passages = mine if passages is None else np.intersect1d(passages, mine, assume_unique=True)
        return np.zeros(0, dtype=np.int64) if passages is None else passages


@dataclass(frozen=True, slots=True, eq=False)
class LabelPhrase:
    """A phrase that may be part of a label."""

    surface: str
    key: Key
    worth: float
    """How well it reads, in (0, 1]."""
    rows: Ids
    """The articles that it finds."""
    stress: NDArray[np.float64]
    """How much each of them speaks of it, in (0, 1]."""


class LabelChooser:
    """Chooses a label for each topic, never the same twice."""

    def __init__(
        self,
        scan: ConceptScan,
        postings: ArticlePostings,
        taken: Iterable[str] = (),
        everywhere: float = EVERYWHERE,
    ) -> None:
        """`scan` is settled, its articles are rows of the postings; `taken` are labels given before.

        A word that more than the part `everywhere` of all articles hold is in no label.
        """
        self._everywhere = everywhere
        self._scan = scan
        self._postings = postings
        self._taken = tuple(taken)
        self._given = GivenLabels(self._taken)
        self._phrases: dict[Key, LabelPhrase | None] = {}
        self._concepts: dict[Key, Concept] = {}
        self._begin: tuple[Ids, Ids, NDArray[np.float64], list[Key]] | None = None

    def begin_anew(self) -> None:
        """Forget the labels that were given, but for those given before there was a chooser."""
        self._given = GivenLabels(self._taken)

    def choose(
        self, members: Ids, lead: Key = (), *, held: Ids | None = None, keywords: Collection[str] = ()
    ) -> str:
        """Return the label of the articles in the rows `members`; "" where no phrase finds them.

        `lead` is what it must begin with. All else stands in the passages `held` of the topic, where they
        are given; a common word that is none of its `keywords`, given as stems, tells less.
        """
        inside = np.zeros(self._postings.size, dtype=np.bool_)
        inside[members] = True
        among: Found | None = None
        if held is not None:
            among = _mask(np.zeros(self._postings.passage_count, dtype=np.bool_), held)
        candidates = self._candidates(inside, among, frozenset(keywords))
        choices = (", ".join(parts) for parts in self._ranked(inside, candidates, lead))
        return self._given.first_free(choices)

    def found_by(self, label: str, members: Ids) -> float:
        """Return the F1 of the articles that a label finds against those in the rows `members`."""
        inside = _mask(np.zeros(self._postings.size, dtype=np.bool_), members)
        rows = [self._postings.articles(key_of(part)) for part in label.split(", ")]
        return _f1(inside, _mask(inside, np.concatenate(rows)))

    def tells(self, label: str, members: Ids) -> bool:
        """Whether a label says what enough of the articles in the rows `members` have in common, and what
        not many others are about."""
        if not label or self.in_common(label, members) < max(LEAST_TOLD * len(members), min(len(members), 2)):
            return False
        common = label.islower() and all(" " not in part for part in label.split(", "))
        return not common or self.found_by(label, members) >= LEAST_FOUND

    def in_common(self, label: str, members: Ids) -> int:
        """Return how many of the articles in the rows `members` hold that part of a label that most do."""
        parts = [self._postings.articles(key_of(part)) for part in label.split(", ")]
        return max(len(np.intersect1d(rows, members, assume_unique=True)) for rows in parts)

    def plain(self, forms: Sequence[str]) -> str:
        """Return a label of these words, for a topic that no phrase finds."""
        return self._given.first_free([", ".join(forms) or "other"])

    def _candidates(self, inside: Found, among: Found | None, keywords: frozenset[str]) -> list[_Candidate]:
        """Return the phrases that articles of the topic begin with, and others do not, best first."""
        rows, numbers, places, keys = self._begun()
        mine = inside[rows]
        total = np.bincount(numbers, minlength=len(keys))
        held = np.bincount(numbers[mine], minlength=len(keys))
        weight = np.bincount(numbers[mine], places[mine], minlength=len(keys))
        size = int(inside.sum())
        least = 2 if size >= SEVERAL else 1
        score = 2 * weight / np.maximum(total + size, 1)
        met = np.flatnonzero(held >= least)
        best = met[np.argsort(-np.round(score[met], 9), kind="stable")][: 2 * CANDIDATES]
        found: dict[Key, _Candidate] = {}
        for number in best.tolist():
            phrase = self._phrase(keys[number])
            if phrase is None or phrase.key in found:
                continue
            if among is not None and not self._stands(phrase.key, among, least):
                continue
            within = inside[phrase.rows]
            count = max(int(within.sum()), 1)
            central = min(1.0, float(weight[number]) / count)
            stress = float(phrase.stress[within].sum()) / count
            by_use = NAME_BY_USE if phrase.surface[0].isupper() else BY_USE
            chance = min(1.0, FEW_TELL / count) * by_use
            worth = phrase.worth * (1 - BY_PLACE + BY_PLACE * central) * (1 - chance * (1 - stress))
            # Of few articles keywords are hardly known.
            common = len(phrase.key) == 1 and phrase.surface.islower() and self._postings.size > FEW_KNOWN
            if keywords and common and keywords.isdisjoint(phrase.key):
                worth *= IN_PASSING if self._postings.size > MANY else PERHAPS_IN_PASSING
            found[phrase.key] = _Candidate(phrase, worth, _mask(inside, phrase.rows))
            if len(found) == CANDIDATES:
                break
        return list(found.values())

    def _stands(self, key: Key, among: Found, least: int) -> bool:
        """Whether passages of one article, or of two where that is the `least`, that are `among` those of the
        topic hold a phrase."""
        found = self._postings.passages(key)
        rows = self._postings.articles_of(found[among[found]])
        # Passages are in order, and so are their articles.
        return len(rows) > 0 and (least < 2 or rows[0] != rows[-1])

    def _begun(self) -> tuple[Ids, Ids, NDArray[np.float64], list[Key]]:
        """Return every pair of an article and a concept it begins with, how near the top, and the keys."""
        if self._begin is None:
            concepts = self._scan.concepts_settled(2 if self._postings.size > MANY else 1, burst=False)
            self._concepts = {one.key: one for one in concepts}
            article_of = np.array(self._scan.article_of, dtype=np.int64)
            at = np.minimum(
                np.arange(len(article_of)) - np.searchsorted(article_of, article_of), len(AT_TOP) - 1
            )
            sizes = [len(one.passages) for one in concepts]
            passages = np.fromiter(chain.from_iterable(one.passages for one in concepts), np.int64)
            pairs = np.sort(np.repeat(np.arange(len(concepts)), sizes) * len(article_of) + passages)
            numbers, passages = np.divmod(pairs, max(len(article_of), 1))
            rows = article_of[passages]
            # Where a concept is met first in an article; a word of headlines alone may be of any class there.
            first = np.append(True, (np.diff(numbers) > 0) | (np.diff(rows) > 0))[: len(rows)]
            first &= (np.bincount(numbers, at[passages], len(concepts)) > 0)[numbers]
            places = np.array(AT_TOP)[at[passages]]
            self._begin = rows[first], numbers[first], places[first], [one.key for one in concepts]
        return self._begin

    def _phrase(self, key: Key) -> LabelPhrase | None:
        if key not in self._phrases:
            self._phrases[key] = self._made(key)
        return self._phrases[key]

    def _made(self, key: Key) -> LabelPhrase | None:
        concept = self._concepts.get(key) or self._scan.concept(key)
        if concept is None:
            return None
        surface = self._scan.without_people(key) or _without_office(concept)
        named = self._scan.full_name(key_of(surface))
        if named:
            surface = named
        elif " " not in surface:
            # An office and a surname say more than the surname.
            surface = concept.surface
        if surface != concept.surface:
            key = key_of(surface)
        rows = self._postings.articles(key)
        if not len(rows) or any(
            self._is_everywhere(stem, alone=surface.islower() and len(key) == 1) for stem in key
        ):
            return None
        return LabelPhrase(
            surface,
            key,
            self._worth(concept, surface, key),
            rows,
            self._postings.stress(key, name=surface[0].isupper()),
        )

    def _worth(self, concept: Concept, surface: str, key: Key) -> float:
        """Return how well a phrase reads as a label."""
        said = surface.split()
        if not (self._scan.is_thing(key[0]) if len(key) == 1 else self._scan.stands_alone(key)):
            return NO_NOUN
        if self._scan.is_part_of_name(key) or any(len(_HUMP.findall(word)) > MOST_HUMPS for word in said):
            return NO_NOUN
        # What somebody is tells nobody apart: "prime minister", "coach".
        if any(fold(word) in CARDINALS for word in said) or (surface.islower() and fold(said[-1]) in OFFICES):
            return LEAST_WORTH
        if len(said) > 1 and any(len(word) > 4 and word.isupper() for word in said) and said[-1][0].isupper():
            return LEAST_WORTH
        if len(key) > 3 or (len(surface) > 4 and surface.isupper()):
            return CUT_OUT
        if concept.abstract:
            return 0.7 if len(said) > 1 else LEAST_WORTH
        if len(said) > 1:
            vague = fold(said[0]) in UNINFORMATIVE - MONTHS_AND_FIRST_NAMES or (
                said[0].islower() and said[0].endswith("ed")
            )
            return 0.6 if vague else 1.0
        return 0.95 if concept.name else 0.85

    def _is_everywhere(self, stem: str, *, alone: bool) -> bool:
        """Whether a word stands in most articles; one that would stand alone, also by words derived of it."""
        if len(self._postings.articles((stem,))) > self._most:
            return True
        return alone and self._postings.holding(stem) > self._most

    @property
    def _most(self) -> float:
        """Articles that a label, and a word of it, may stand in."""
        size = self._postings.size
        return max(self._everywhere * size, min(FEW, size - 1))

    def _ranked(
        self, inside: Found, candidates: Sequence[_Candidate], lead: Key
    ) -> Iterator[tuple[str, ...]]:
        """Yield the parts of labels, the best label first."""
        least = max(LEAST_OF_PART * int(inside.sum()), 2 if int(inside.sum()) >= SEVERAL else 1)
        order = sorted(
            candidates, key=lambda one: (-round(_f1(inside, one.found) * one.worth, 9), one.phrase.key)
        )
        starts = order[:STARTS]
        first = self._phrase(lead) if lead else None
        if first is not None:
            starts = [_Candidate(first, 1.0, _mask(inside, first.rows))]
        labels: dict[tuple[_Candidate, ...], float] = {}
        tried = _Tried(inside, order, self._most)
        for start in starts:
            parts: tuple[_Candidate, ...] = (start,)
            found = start.found
            labels[parts] = _f1(inside, found) * start.worth
            while len(parts) < MOST_PARTS:
                further = tried.best_further(found, parts, least)
                if further is None:
                    break
                found = found | further.found
                parts = (*parts, further)
                worth = sum(one.worth for one in parts) / len(parts)
                labels[parts] = _f1(inside, found) * worth - LEAST_GAIN * (len(parts) - 1)
        for parts in sorted(labels, key=lambda parts: -round(labels[parts], 9)):
            yield tuple(one.phrase.surface for one in _shown(parts, inside))
        yield from ((one.phrase.surface,) for one in order if not lead)


@dataclass(frozen=True, slots=True, eq=False)
class _Candidate:
    """A phrase as it would be a label of one topic."""

    phrase: LabelPhrase
    worth: float
    found: Found


class _Tried:
    """The phrases that may be further parts of a label, side by side."""

    def __init__(self, inside: Found, candidates: Sequence[_Candidate], most: float) -> None:
        """`most` are the articles that a label may find."""
        self._inside = inside
        self._most = most
        self._candidates = candidates
        width = len(inside)
        self._found = np.array([one.found for one in candidates], dtype=np.bool_).reshape(
            len(candidates), width
        )
        self._worth = np.array([one.worth for one in candidates])
        self._held = self._found[:, inside].sum(axis=1)

    def best_further(self, found: Found, parts: Sequence[_Candidate], least: float) -> _Candidate | None:
        """Return the phrase that adds most to what a label finds; None where none adds enough."""
        new = self._found & ~found
        right, more = new[:, self._inside].sum(axis=1), new.sum(axis=1)
        size, here, hit = int(self._inside.sum()), int(found.sum()), int((found & self._inside).sum())
        gain = 2 * (hit + right) / np.maximum(size + here + more, 1) - 2 * hit / max(size + here, 1)
        fit = (self._held >= least) & (self._worth >= LEAST_OF_FURTHER)
        fit &= here + more <= self._most
        gain = np.where(fit, np.round(gain * self._worth, 9), 0.0)
        said = {word for part in parts for word in _words_of(part.phrase)}
        room = LONGEST - sum(len(part.phrase.surface) + 2 for part in parts)
        for at in np.argsort(-gain, kind="stable").tolist():
            one = self._candidates[int(at)]
            if gain[at] < LEAST_GAIN:
                return None
            if said.isdisjoint(_words_of(one.phrase)) and len(one.phrase.surface) <= room:
                return one
        return None


def _words_of(phrase: LabelPhrase) -> set[str]:
    """Return the stems of a phrase, one and several of a thing as the same: "DVD" and "DVDs"."""
    return {stem.removesuffix("s") for stem in phrase.key}


def _shown(parts: Sequence[_Candidate], inside: Found) -> list[_Candidate]:
    """Return the parts of a label, that which finds most of the topic first."""
    return sorted(parts, key=lambda one: (-int((inside & one.found).sum()), one.phrase.key))


def _mask(inside: Found, rows: Ids) -> Found:
    found = np.zeros(len(inside), dtype=np.bool_)
    found[rows] = True
    return found


def _f1(inside: Found, found: Found) -> float:
    return 2 * float((inside & found).sum()) / max(int(inside.sum()) + int(found.sum()), 1)


def _without_office(concept: Concept) -> str:
    """Return a name without what its bearer is: "Ruth Kelly" of "Education Secretary Ruth Kelly"."""
    said = concept.surface.split()
    if not all(word[0].isupper() for word in said):
        return concept.surface
    for at in range(len(said) - 1, 0, -1):
        if fold(said[at - 1]) in OFFICES:
            return " ".join(said[at:])
    return concept.surface
