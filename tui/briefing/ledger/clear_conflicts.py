"""Which entries of a line contradict each other so clearly that a sign beside the text may say so.

In the ledger a line shows its sentences, and a reader judges; a sign stands alone. So it asks for more than
verdict: the clauses tell of one thing in the same words, and no wording leaves room for the other.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import combinations

from briefing.ledger.allowed_values import allowed_values, contradict
from briefing.ledger.mentions import FigureMention, LedgerArticle
from briefing.ledger.told_of_one import shared_words, words_of_figure
from briefing.model.figure import Figure

_LEAST_SHARED = 2
"""Words that two clauses share besides the unit, the noun that is counted being one. Of 53 lines that differ,
read one by one, nine in ten that share two words tell of one thing, and one in three of the others."""
_OF_A_MOMENT = frozenset({"percent", "ratio"})
"""Kinds whose values are those of a month or a day: two articles contradict each other only in one week."""
_SAME_WEEK = 7
"""Days."""
_GUESSED = frozenset({"estim", "approxim", "rough", "near", "total"})
"""Stems of words of a figure that do not say what is counted."""
_AT_LEAST = frozenset({"at least", "more than"})
_AT_MOST = frozenset({"at most", "less than"})


def clear_conflicts(
    members: Sequence[FigureMention], given: Sequence[LedgerArticle]
) -> tuple[tuple[int, int], ...]:
    """Return the places of each two mentions of a line that contradict each other clearly."""
    return tuple(
        (first, second)
        for first, second in combinations(range(len(members)), 2)
        if _is_clear(members[first], members[second], given)
    )


def _is_clear(one: FigureMention, other: FigureMention, given: Sequence[LedgerArticle]) -> bool:
    if one.place == other.place or not contradict(one.figure, other.figure):
        return False
    if one.figure.kind == "ordinal" or _leaves_room(one.figure, other.figure):
        return False
    if one.figure.kind in _OF_A_MOMENT and not _of_one_week(one, other, given):
        return False
    if one.day is not None and other.day is not None and contradict(one.day, other.day):
        return False
    if _counted_as(one) != _counted_as(other) or shared_words(one, other) < _LEAST_SHARED:
        return False
    return not (_tells_too(one, other.figure, given) or _tells_too(other, one.figure, given))


def _tells_too(mention: FigureMention, value: Figure, given: Sequence[LedgerArticle]) -> bool:
    """Whether the article of a mention gives the other's value as well: of a thing that comes in several."""
    own = mention.figure
    return own.kind != "date" and any(
        figure.start != own.start
        and (figure.kind, figure.unit) == (own.kind, own.unit)
        and not contradict(figure, value)
        for figure in given[mention.place].figures
    )


def _of_one_week(one: FigureMention, other: FigureMention, given: Sequence[LedgerArticle]) -> bool:
    days = [given[mention.place].article.published for mention in (one, other)]
    if days[0] is None or days[1] is None:
        return False
    return abs((date.fromisoformat(days[0]) - date.fromisoformat(days[1])).days) <= _SAME_WEEK


def _counted_as(mention: FigureMention) -> frozenset[str]:
    """What else a count says of what it counts: gold medals are not all medals."""
    if mention.figure.kind != "count":
        return frozenset()
    return words_of_figure(mention) - mention.noun - _GUESSED


def _leaves_room(one: Figure, other: Figure) -> bool:
    """Whether one is a bound within which the other lies: three are at least two."""
    if one.kind == "date":
        return False
    first, second = allowed_values(one), allowed_values(other)
    if first is None or second is None:
        return True
    low, high = (one, other) if first.high < second.low else (other, one)
    return low.qualifier in _AT_LEAST or high.qualifier in _AT_MOST
