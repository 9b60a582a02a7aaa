"""An article as numbers, ready to be added to an index: everything that costs reading its text.

Pure and picklable, so that a pool of processes can do it for a large library.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate, compress, islice
from operator import and_
from typing import Any

import numpy as np
from numpy.typing import NDArray

from briefing.model.article import Article, Passage
from briefing.model.figure import Figure
from briefing.related.copies import Wording
from briefing.related.passage_sketch import sketches
from briefing.related.passage_terms import FIGURE_MARK, PassageTerms, comparable_figures, passage_terms
from briefing.text.capitals import is_title_case
from briefing.text.passage_words import words_by_passage
from briefing.text.shingles import term_hash
from briefing.text.synonyms import synonym_head, synonym_rarity
from briefing.text.terms import terms, terms_of_word
from briefing.text.tokens import WORD, fold
from briefing.text.word_class_cues import opens

FIGURE_RARITY = 6.0
"""What news at large says of a figure: about as rare as an uncommon name."""
LEAST_WORDS = 5
"""Shorter passages are the same by accident, and have no sketch."""
LONGEST = 2_000
"""Of longer passages only so many words are sketched and compared."""
_QUOTATION = re.compile('[“„«"][^“”„«»"]+[”“»"]?')
"""What stands in quotation marks; one that is left open goes on in the next passage."""
_MOST = 65_535
"""What a count is at most: it is kept in two bytes."""


@dataclass(frozen=True, slots=True, eq=False)
class ArticleTerms:
    """What an index keeps of an article: P passages that hold any term, T distinct terms."""

    passages: NDArray[np.int32]
    """Shape (P,): the passages' numbers in the article."""
    terms: NDArray[np.uint64]
    """Shape (T,): hashes of the terms, in order of first appearance."""
    backgrounds: NDArray[np.float32]
    """Shape (T,): how rare each term is in news at large."""
    whole: NDArray[np.uint16]
    """Shape (T,): how often the article holds each term."""
    offsets: NDArray[np.int64]
    """Shape (P + 1,): where the terms of each passage begin in `held` and `counts`."""
    held: NDArray[np.int32]
    """The terms of each passage, as places in `terms`."""
    counts: NDArray[np.uint16]
    """How often the passage holds it."""
    stems: NDArray[np.uint64]
    """Shape (S,): hashes of the stems that stand inside sentences."""
    seen: NDArray[np.int32]
    """Shape (S,): how often each does."""
    capital: NDArray[np.int32]
    """Shape (S,): and how often with a capital."""
    sketch_offsets: NDArray[np.int64]
    """Shape (P + 1,): where the shingles of each passage begin in `sketches`."""
    sketches: NDArray[np.uint32]
    """Hashes of shingles, ascending in each passage."""


def prepare(
    article: Article, figures: Iterable[Figure], keep: dict[int, PassageTerms] | None = None
) -> ArticleTerms:
    """Return an article, with its figures, ready to be added to an index.

    `keep` is given the wording of each passage that can be asked for, by number: as its words are at
    hand here, that costs much less than to find them again.
    """
    by_passage = figures_by_passage(figures)
    numbers: list[int] = []
    passages: list[Mapping[str, int]] = []
    worded: list[Sequence[str]] = []
    seen: Counter[str] = Counter()
    capital: Counter[str] = Counter()
    for passage, starts, words in words_by_passage(article):
        found = [
            (at + first, stem)
            for at, word in zip(starts, words, strict=True)
            for first, _, stem in terms_of_word(word)
        ]
        if found:
            theirs = by_passage.get(passage.number, ())
            _count_capitals(article.text, passage, found, seen, capital)
            counts = Counter([synonym_head(stem) for _, stem in found])
            counts.update(comparable_figures(theirs).keys())
            if keep is not None:
                keep[passage.number] = passage_terms(
                    article.text, terms(article.text, passage.start, passage.end), theirs
                )
            numbers.append(passage.number)
            passages.append(counts)
            # A passage of a few words is no copy of anything.
            worded.append([fold(word) for word in words[:LONGEST]] if len(words) >= LEAST_WORDS else ())
    whole: dict[str, int] = {}
    for one in passages:
        for term, count in one.items():
            whole[term] = whole.get(term, 0) + count
    place = {term: at for at, term in enumerate(whole)}
    sketched = sketches(worded)
    return ArticleTerms(
        passages=np.array(numbers, dtype=np.int32),
        terms=_hashes(whole),
        backgrounds=np.array([_background(term) for term in whole], dtype=np.float32),
        whole=_clipped(whole.values()),
        offsets=_offsets(passages),
        held=np.array([place[term] for one in passages for term in one], dtype=np.int32),
        counts=_clipped(count for one in passages for count in one.values()),
        stems=_hashes(seen),
        seen=np.array(list(seen.values()), dtype=np.int32),
        capital=np.array([capital.get(stem, 0) for stem in seen], dtype=np.int32),
        sketch_offsets=_offsets(sketched),
        sketches=np.concatenate(sketched) if sketched else np.zeros(0, dtype=np.uint32),
    )


def figures_by_passage(figures: Iterable[Figure]) -> dict[int, list[Figure]]:
    """Return figures by the number of their passage, in the order given."""
    by_passage: dict[int, list[Figure]] = {}
    for figure in figures:
        by_passage.setdefault(figure.passage, []).append(figure)
    return by_passage


def wording_of(text: str, passage: Passage) -> Wording:
    """Return the words by which a passage is a copy of another or not: at most LONGEST."""
    found = list(islice(WORD.finditer(text, passage.start, passage.end), LONGEST))
    words = tuple(fold(match.group()) for match in found)
    if passage.kind == "quote":
        return Wording(words, words)
    starts = [match.start() for match in found]
    quoted: list[str] = []
    for quotation in _QUOTATION.finditer(text, passage.start, passage.end):
        quoted += words[bisect_left(starts, quotation.start()) : bisect_left(starts, quotation.end())]
    return Wording(words, tuple(quoted))


def _count_capitals(
    text: str,
    passage: Passage,
    found: Sequence[tuple[int, str]],
    seen: Counter[str],
    capital: Counter[str],
) -> None:
    """Count the stems inside a passage's sentences, and how many of them are capitalised. Lines in
    title case count for neither. `found` is where terms begin, and their stems."""
    capitals = [text[at].isupper() for at, _ in found]
    if not is_title_case(capitals):
        start = passage.start
        inside = [not opens(text, start, at) for at, _ in found]
        stems = [stem for _, stem in found]
        seen.update(compress(stems, inside))
        capital.update(compress(stems, map(and_, inside, capitals)))


@lru_cache(maxsize=262_144)
def _background(term: str) -> float:
    return FIGURE_RARITY if term.startswith(FIGURE_MARK) else synonym_rarity(term)


def _hashes(names: Iterable[str]) -> NDArray[np.uint64]:
    return np.array([term_hash(name) for name in names], dtype=np.uint64)


def _clipped(counts: Iterable[int]) -> NDArray[np.uint16]:
    return np.array([min(count, _MOST) for count in counts], dtype=np.uint16)


def _offsets(parts: Sequence[Any]) -> NDArray[np.int64]:
    return np.array([0, *accumulate(map(len, parts))], dtype=np.int64)
