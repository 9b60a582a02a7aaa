"""Which entries of a line contradict each other so clearly that a sign beside the text may say so.

In the ledger a line shows its sentences, and a reader judges; a sign stands alone. So it asks for more than
verdict: the clauses tell of one thing in the same words, and no wording leaves room for the other.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

from briefing.ledger.allowed_values import allowed_values, contradict
from briefing.ledger.mentions import FigureMention
from briefing.model.figure import Figure

_LEAST_SHARED = 2
"""Words that two clauses share besides the unit, the noun that is counted being one. Of 53 lines that differ,
read one by one, nine in ten that share two words tell of one thing, and one in three of the others."""
_AT_LEAST = frozenset({"at least", "more than"})
_AT_MOST = frozenset({"at most", "less than"})


def clear_conflicts(members: Sequence[FigureMention]) -> tuple[tuple[int, int], ...]:
    """Return the places of each two mentions of a line that contradict each other clearly."""
    return tuple(
        (one, other)
        for one, other in combinations(range(len(members)), 2)
        if members[one].place != members[other].place
        and contradict(members[one].figure, members[other].figure)
        and not _leaves_room(members[one].figure, members[other].figure)
        and _shared_words(members[one], members[other]) >= _LEAST_SHARED
    )


def _leaves_room(one: Figure, other: Figure) -> bool:
    """Whether one is a bound within which the other lies: three are at least two."""
    if one.kind == "date":
        return False
    first, second = allowed_values(one), allowed_values(other)
    if first is None or second is None:
        return True
    low, high = (one, other) if first.high < second.low else (other, one)
    return low.qualifier in _AT_LEAST or high.qualifier in _AT_MOST


def _shared_words(one: FigureMention, other: FigureMention) -> int:
    own = _words_of_number(one) | _words_of_number(other)
    counted = bool(one.noun & other.noun)
    return len((one.clause & other.clause) - own - one.noun - other.noun) + counted


def _words_of_number(mention: FigureMention) -> frozenset[str]:
    """The words of the figure itself: "billion", "percent"."""
    figure = mention.figure
    return frozenset(
        word.stem for word in mention.words if figure.start <= word.start and word.end <= figure.end
    )
