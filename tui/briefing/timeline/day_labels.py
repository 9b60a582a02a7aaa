"""Labels of the rows of a timeline, in words of their sentences."""

from __future__ import annotations

import math
import re
from bisect import insort
from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import pairwise

from briefing.model.timeline_row import DatedStatement
from briefing.text.background import common_share
from briefing.text.label_words import CLAUSES, label_words
from briefing.text.terms import stems

_NEWS = 50
"""So many rows of other news are taken to stand beside those there are: in few rows no word is rare."""
_MOST_SENTENCES = 8
"""Sentences of which the label is one's words."""
_LONGEST = 600
"""Characters of a sentence that are looked at."""


class RowLabeller:
    """Labels rows by what words tell of each: how many of its sentences have them, how few other rows do."""

    def __init__(self, rows: Sequence[Sequence[DatedStatement]]) -> None:
        """`rows` are the statements of each row there is."""
        self._rows = len(rows)
        self._dates: defaultdict[tuple[str, int], list[tuple[int, int]]] = defaultdict(list)
        """Where the dates of each sentence stand in it, in text order, by article and offset."""
        for row in rows:
            for one in row:
                insort(self._dates[one.article, one.sentence_start], _place(one))
        self._holders: Counter[str] = Counter()
        for row in rows:
            self._holders.update({stem for text in self._told(row) for stem in stems(text)})

    def label(self, statements: Sequence[DatedStatement]) -> str:
        """Return a few words of a sentence that tell what the others tell too; dates themselves tell
        nothing."""
        sentences = self._told(statements)
        found = [set(stems(text)) for text in sentences]
        shares = Counter(stem for one in found for stem in one)
        dates = {stem for one in statements for stem in stems(one.text)}
        weights = {
            stem: 0.0 if stem in dates else count / len(sentences) * self._rarity(stem)
            for stem, count in shares.items()
        }
        order = sorted(
            range(len(sentences)),
            key=lambda at: -sum(weights[stem] for stem in found[at]) / (len(found[at]) + 1) ** 0.5,
        )
        best = [sentences[at] for at in order[:_MOST_SENTENCES]]
        return " ".join(label_words(best, lambda stem: weights.get(stem, 0.0), CLAUSES).split())

    def _told(self, statements: Sequence[DatedStatement]) -> list[str]:
        """What some statements tell, each text once, without those of copies where there are others."""
        own = [one for one in statements if one.copy_of is None] or statements
        parts = (
            told_of(one.sentence, _place(one), self._dates[one.article, one.sentence_start]) for one in own
        )
        return list(dict.fromkeys(part[:_LONGEST] for part in parts))

    def _rarity(self, stem: str) -> float:
        holders = self._holders[stem] + _NEWS * common_share(stem)
        return max(math.log((self._rows + _NEWS + 1) / (holders + 0.5)), 0.0)


def _place(statement: DatedStatement) -> tuple[int, int]:
    """Where the date of a statement stands in its sentence."""
    return statement.start - statement.sentence_start, statement.end - statement.sentence_start


_FEWEST_STEMS = 2
"""A part of a sentence with fewer words that tell something is no clause of its own."""
_BOUNDS = (
    re.compile(r";|—|\s[-–]+\s|,\s+(?:and|but|while|whereas|then)\b", re.IGNORECASE),
    re.compile(r"\b(?:and|but|while|whereas)\b", re.IGNORECASE),
    re.compile(r"[,:](?=\s)|\b(?:after|before|until|when|once)\b", re.IGNORECASE),
)
"""Where what is told of one date may end and that of the next one begin, the likeliest first."""


def told_of(sentence: str, date: tuple[int, int], dates: Sequence[tuple[int, int]]) -> str:
    """Return the part of a sentence that tells of one of its `dates`; all of it where its parts are not to be
    told from each other. A date is where it begins and ends in the sentence; they come in text order.

    Of "The mill shut in May, when the river rose, and opened in July" all before ", and" tells of May.
    """
    start = 0
    for before, after in pairwise(dates):
        bound = _bound(sentence, start, before, after)
        if bound is None:
            continue
        if date < after:
            return _clause(sentence, start, bound, dates)
        start = bound
    return _clause(sentence, start, len(sentence), dates)


def _bound(sentence: str, start: int, before: tuple[int, int], after: tuple[int, int]) -> int | None:
    """Where what is told of the date `after` begins, if that of the one before it begins at `start`; None
    where nothing is told between them, or no word or sign parts the two."""
    if not stems(sentence[before[1] : after[0]]):
        return None
    for pattern in _BOUNDS:
        found = [match.start() for match in pattern.finditer(sentence, before[1], after[0])]
        if found:
            # What a date opens goes on up to the next one's clause; what it closes ends with it.
            return found[0] if stems(sentence[start : before[0]]) else found[-1]
    return None


def _clause(sentence: str, start: int, end: int, dates: Sequence[tuple[int, int]]) -> str:
    """A part of a sentence, or the sentence where that part tells next to nothing beside its dates."""
    at, words = start, 0
    for first, last in dates:
        if start <= first and last <= end:
            words += len(stems(sentence[at:first]))
            at = last
    words += len(stems(sentence[at:end]))
    return sentence[start:end] if words >= _FEWEST_STEMS else sentence
