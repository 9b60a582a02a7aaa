"""Whether two figures that contradict each other may be told of one thing at all.

How likely it is, the weights say by how alike the words are; but sentences may be alike and still speak of
two things. What tells them apart by the way language works stands here: another noun that is counted, a
word before it that one alone has, nobody named whom both know, a value of a moment. Two lines that stand
apart cost less than one that says of them that they differ.
"""

from __future__ import annotations

from functools import cache

from briefing.ledger.measures import load_table
from briefing.ledger.mentions import FigureMention
from briefing.ledger.noun_groups import is_for_people
from briefing.text.stems import stem
from briefing.text.tokens import fold

_BARE, _NAMED_APART, _NUMBERED, _OTHER_SUBJECT = 2, 2, 3, 4
"""Words that two must share besides their numbers: numbers that count nothing named; those whose sentences
name others; ordinals, which tell one of many from the next; and those whose subjects are other words."""
_DATED_APART, _ANOTHER_NUMBER = 3, 2
"""Words that two days must share whose sentences name others; and what counts as so many: another number that
both sentences give ("it was sold for $30 million in 1957")."""
_OF_A_MOMENT = frozenset({"percent", "ratio"})
"""Kinds whose values are those of a month or a day, and of one part of a whole: what two articles say of
shares and rates is seldom one."""
_SHARED_OF_A_MOMENT = 3


def may_be_of_one(one: FigureMention, other: FigureMention) -> bool:
    """Whether two mentions of different articles may measure one thing, though their values contradict."""
    kind = one.figure.kind
    if one.figure.rule == "age":
        return True
    if kind == "count" and not _is_counted_alike(one, other):
        return False
    if kind == "duration" and (_is_over(one) or _is_over(other)):
        return False
    shared = shared_words(one, other) + _ANOTHER_NUMBER * bool(one.figures.keys() & other.figures.keys())
    if kind in _OF_A_MOMENT and (shared < _SHARED_OF_A_MOMENT or one.nearest_name != other.nearest_name):
        return False
    between_same = one.left == other.left and one.right == other.right and bool(one.left and one.right)
    if not shared and not between_same:
        return False
    if kind == "ordinal" and shared < _NUMBERED:
        return False
    if one.names and other.names and one.names.keys().isdisjoint(other.names):
        return shared >= (_DATED_APART if kind == "date" else _NAMED_APART)
    return shared >= _OTHER_SUBJECT or not _have_other_subjects(one, other)


def _is_over(mention: FigureMention) -> bool:
    """Whether a length of time stands behind "over", which says "during" as well as "more than": "he rose
    over 20 years to the top" leaves room for 21."""
    return mention.pattern.get("<over", 0.0) >= 1.0


def shared_words(one: FigureMention, other: FigureMention) -> int:
    """Return how many words both clauses have, those of the numbers left out and the noun that is counted
    being one; of days those of both sentences: a day stands before a comma as well as behind its verb."""
    own = words_of_figure(one) | words_of_figure(other)
    if one.figure.kind == "date":
        return len((one.sentence & other.sentence) - own)
    counted = bool(one.noun & other.noun)
    return len((one.clause & other.clause) - own - one.noun - other.noun) + counted


def words_of_figure(mention: FigureMention) -> frozenset[str]:
    """Return the words of a figure itself: "billion", "gold medals"."""
    return frozenset(_stems_of_figure(mention))


def _stems_of_figure(mention: FigureMention) -> list[str]:
    """The same in their order."""
    figure = mention.figure
    return [word.stem for word in mention.words if figure.start <= word.start and word.end <= figure.end]


@cache
def _says_nothing() -> frozenset[str]:
    rows = load_table("beside_nouns.toml").values()
    return frozenset(stem(fold(word)) for row in rows for word in row["words"])


def _is_counted_alike(one: FigureMention, other: FigureMention) -> bool:
    if not one.noun and not other.noun:
        return shared_words(one, other) >= _BARE
    if one.noun and other.noun and not one.noun & other.noun:
        # People are called by many nouns: "eight experts", "three observers".
        return all(is_for_people(mention.figure.unit or "") for mention in (one, other))
    return bool(_only_in(one, other)) == bool(_only_in(other, one))


def _only_in(one: FigureMention, other: FigureMention) -> frozenset[str]:
    """The words before the noun of one that the other's sentence does not have."""
    return frozenset(_stems_of_figure(one)[:-1]) - one.noun - other.sentence - _says_nothing()


def _have_other_subjects(one: FigureMention, other: FigureMention) -> bool:
    return (
        bool(one.subject and other.subject)
        and one.subject.isdisjoint(other.sentence)
        and other.subject.isdisjoint(one.sentence)
    )
