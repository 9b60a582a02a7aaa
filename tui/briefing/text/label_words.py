"""Labels out of texts: the shortest stretch of one of them that tells what happened, where and to whom."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from briefing.text.negations import denies
from briefing.text.stopwords import STOPWORDS
from briefing.text.terms import terms
from briefing.text.tokens import Word, words

_FEWEST_WORDS = 3
_BREAK = re.compile(r"[:;|!?()\[\]\"“”«»]|[.,…](?=\s|$)|\s[-–—]+\s|--")
"""Marks that a label does not reach across."""


_REACH = 4
"""Words behind a negation that it turns: no label begins with one of them."""


class LabelForm(NamedTuple):
    """How long labels are, and how much like clauses."""

    most_words: int
    cost: float
    """What a word costs, of what the best one tells: who adds less to a label makes it longer only."""
    whole: float
    """What it tells besides, in words, to begin where the text begins a clause, and to end where it ends
    one."""
    past_silent: bool = False
    """Whether it begins a clause, too, where only words that tell nothing stand before it in the clause."""


KEYWORDS = LabelForm(9, 0.3, 1.5)
"""For titles, of which a few words tell what happened."""
CLAUSES = LabelForm(16, 0.08, 4, past_silent=True)
"""For sentences, of which a clause does."""


def label_words(texts: Sequence[str], weight: Callable[[str], float], form: LabelForm = KEYWORDS) -> str:
    """Return the stretch of one of the texts that tells most for its length; the first text where none has a
    word that tells anything. `weight` says what a stem tells."""
    best: tuple[float, int, int, str] | None = None
    for number, text in enumerate(texts):
        for start, end, score, length in _stretches(text, weight, form):
            found = (round(score, 6), -length, -number, text[start:end])
            if best is None or found[:3] > best[:3]:
                best = found
    return best[3] if best is not None else next(iter(texts), "")


def _stretches(
    text: str, weight: Callable[[str], float], form: LabelForm
) -> Iterable[tuple[int, int, float, int]]:
    """Yield where a label may begin and end in a text, what it tells, and how many words it has."""
    found = list(words(text))
    stems: list[list[str]] = [[] for _ in found]
    at = 0
    for term in terms(text):
        while at < len(found) and found[at].end <= term.start:
            at += 1
        if at < len(found):
            stems[at].append(term.stem)
    gains = [{stem: weight(stem) for stem in one} for one in stems]
    cost = form.cost * max((gain for one in gains for gain in one.values()), default=0.0)
    if not cost:
        return
    ends = [
        bool(_BREAK.search(text, one.end, found[at + 1].start if at + 1 < len(found) else len(text)))
        or at + 1 == len(found)
        for at, one in enumerate(found)
    ]
    opens = [at == 0 or ends[at - 1] for at in range(len(found))]
    begins = list(opens)
    if form.past_silent:
        for at in range(1, len(found)):
            begins[at] |= begins[at - 1] and not any(gains[at - 1].values())
    denied = [denies(one.folded) for one in found]
    for first in range(len(found)):
        # "Did not plan", and what has nothing before it: "No deal".
        turns = denied[first + 1 : first + 2] == [True] and not ends[first]
        turns |= denied[first] and (opens[first] or _may_stand_at_edge(found[first - 1]))
        if not (_may_stand_at_edge(found[first]) or turns):
            continue
        reach = range(max(first - _REACH, 0), first)
        if any(denied[at] and not any(ends[at:first]) for at in reach):
            continue
        told: dict[str, float] = {}
        for last in range(first, min(first + form.most_words, len(found))):
            if last > first and ends[last - 1]:
                break
            told |= gains[last]
            length = last - first + 1
            if length >= min(_FEWEST_WORDS, len(found)) and _may_stand_at_edge(found[last]):
                whole = form.whole * (begins[first] + ends[last])
                yield (
                    found[first].start,
                    found[last].end,
                    sum(told.values()) - cost * (length - whole),
                    length,
                )


def _may_stand_at_edge(word: Word) -> bool:
    """Whether a label may begin or end with a word: no article, preposition or auxiliary."""
    return word.folded not in STOPWORDS
