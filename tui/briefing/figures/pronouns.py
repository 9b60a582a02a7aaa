"""What a pronoun in the place of a subject stands for, and of whom accounts are where no pronoun says it."""

from __future__ import annotations

from briefing.figures.measuring_words import measuring_words
from briefing.figures.noun_phrases import NOUN, NounPhrase
from briefing.figures.nouns import is_plural, singular
from briefing.figures.token_line import Line

_BODIES = frozenset("committee company council firm government group police staff team".split())
"""Bodies of people: "it" and "they" both stand for them."""
_OF = frozenset({"at", "of", "for", "from", "in"})
_THIRD_PERSON = frozenset({"it", "he", "she", "they"})


def stands_for(
    line: Line, tags: list[int], holder: NounPhrase | None, index: int, *, said: bool
) -> NounPhrase | None:
    """Return `holder` where the pronoun at `index` can only stand for it: "they" for many, "he" for one.

    `said` tells that the holder is who said what follows; else it is the subject of the clause before.
    """
    low = line.lows[index]
    if holder is None or low not in _THIRD_PERSON:
        return None
    many, last = low == "they", holder.end - 1
    if not said and _ambiguous(line, tags, holder, index, many=many):
        return None
    return holder if line.lows[last] in _BODIES or _many(line, last) == many else None


def _many(line: Line, index: int) -> bool:
    return is_plural(line.lows[index]) and not line.is_capital(index)


def _ambiguous(line: Line, tags: list[int], holder: NounPhrase, index: int, *, many: bool) -> bool:
    """True where another noun can be meant too: "Lund ran the field until it was sold"."""
    if singular(line.lows[holder.end - 1]) in measuring_words().quantity:
        return True  # "Profits fell after it lost"
    return any(tags[j] == NOUN and _many(line, j) == many for j in range(holder.end, index))


def tells_accounts(line: Line, said: NounPhrase, first: int, end: int) -> bool:
    """True for a quantity a named company tells of itself: "Sulfa said quarterly earnings rose"."""
    teller = said.end - 1
    if singular(line.lows[end - 1]) not in measuring_words().account or not line.is_capital(teller):
        return False
    if is_plural(line.lows[teller]) or (line.lows[end] in _OF and line.is_capital(end + 1)):
        return False  # "Analysts said", "said earnings at Fenwick rose"
    return not any(low.endswith("'s") for low in line.lows[first:end])
