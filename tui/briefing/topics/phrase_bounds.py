"""Where phrases begin and end: which words of a text stand in one, and which phrases are only cut
out of longer ones."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from briefing.text.stems import stem
from briefing.text.terms import Term
from briefing.text.tokens import fold
from briefing.topics.steered_words import Key

LONGEST = 4
"""Telling words of a phrase, at most."""
CUT_SHARE = 0.75
"""A phrase that the same word goes on this often is a piece of the longer one."""
LONGEST_PARTICLE = 3
"""Letters of the small words inside names: "bin", "van", "la"."""
_HYPHENS = frozenset("-‐‑")
_ANDS = frozenset((" and ", " & "))
_NO_TERMS = ("New ", "NEW ", "St. ", "ST. ")
_JOINTS = _HYPHENS | {" ", "\xa0"}


def joins(text: str, term: Term, after: Term) -> bool:
    """Whether two terms stand in one phrase.

    They do not where the first owns the second ("China's"), and where a name follows what only
    introduces it: "coach Ana Moreno" are two phrases.
    """
    between = text[term.end : after.start]
    if between not in _JOINTS or text[term.end - 2 : term.end] in {"'s", "’s", "s'", "s’"}:
        return False
    introduces = text[term.start].islower() and text[after.start].isupper()
    return not introduces or between in _HYPHENS or term.end - term.start <= LONGEST_PARTICLE


def is_pair(text: str, term: Term, after: Term) -> bool:
    """Whether two terms are named as a pair, "trade and tariffs", and not at the end of a longer list."""
    if text[term.end : after.start] not in _ANDS:
        return False
    return text[max(term.start - 2, 0) : term.start] != ", " and text[after.end : after.end + 1] != ","


def splits_word(text: str, at: int) -> bool:
    """Whether a phrase that begins or ends beside the character at `at` splits a hyphenated word."""
    return (
        0 < at < len(text) - 1 and text[at] in _HYPHENS and text[at - 1].isalnum() and text[at + 1].isalnum()
    )


def surface_in(text: str, start: int, end: int) -> str:
    """Return the words at `start` to `end` as shown: without possessive ending, and with the "New" or "St."
    of a name, which is no term."""
    if (
        text[start].isupper()
        and text.startswith(_NO_TERMS, max(start - 4, 0))
        and not text[start - 5 : start - 4].isalnum()
    ):
        start -= 4
    surface = text[start:end]
    return surface[:-2] if surface.endswith(("'s", "’s")) else surface


def is_clause(said: Sequence[str]) -> bool:
    """Whether words side by side tell what is done: "guidelines issued", "openly celebrate"."""
    # Of "test-fired" it is the last part that tells.
    ends = [word.rpartition("-")[2] for word in said[1:] if word.islower()]
    done = any(word.endswith("ed") and stem(word) != word for word in ends)
    # "Steelers running", of a running back; "oil drilling" is a noun.
    done = done or (said[-1].islower() and said[-1].endswith("ing") and said[0][0].isupper())
    return done or any(word.endswith("ly") and stem(word) == stem(word[:-2]) for word in map(fold, said))


def cut_off(uses: Mapping[Key, int]) -> frozenset[Key]:
    """Return the phrases that hardly stand by themselves, given how often each is used: most of their
    uses are in one of the longer phrases.

    The C-value (K. Frantzi et al., "Automatic recognition of multi-word terms", 2000) discounts
    nested terms likewise, by degree.
    """
    most: Counter[Key] = Counter()
    for key, count in uses.items():
        for size in range(2, len(key)):
            for start in range(len(key) - size + 1):
                part = key[start : start + size]
                most[part] = max(most[part], count)
    return frozenset(key for key in uses if most[key] >= CUT_SHARE * uses[key])
