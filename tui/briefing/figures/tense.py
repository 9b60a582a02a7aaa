"""Whether a clause looks ahead or back: what decides which Friday "Friday" is.

The word of time that governs the date decides ("will", "scheduled" against "said", "met", a word in
-ed). It mostly stands before the date in its own clause, so words behind it, and beyond a comma,
count as farther away. A clause without one looks nowhere.
"""

from __future__ import annotations

from briefing.figures.data_tables import load_words
from briefing.figures.nouns import STOP
from briefing.figures.token_line import Line

_WORDS = load_words("tense.toml")
_AHEAD, _BACK, _NO_PAST = _WORDS["ahead"], _WORDS["back"], _WORDS["no past"]
_NOUNS, _DETERMINERS = _WORDS["nouns"], _WORDS["determiners"]
_SAYING, _ADVERBS = _WORDS["saying"], _WORDS["adverbs"]
_PRESENT = frozenset({"is", "are", "'s", "has", "have"})
_PAST_AUXILIARIES = frozenset({"was", "were", "been", "had"})
_BE = frozenset({"is", "are", "was", "were", "'s", "be", "being", "been"})
_STOPS = frozenset("?!;")
_REACH = 22
_BEHIND, _COMMA = 3, 3
"""So many words farther away counts what stands behind the date, and what stands beyond a comma."""


def looks_ahead(line: Line, index: int) -> bool:
    """True where the clause of token `index` speaks of the future."""
    return tense_at(line, index) > 0


def tense_at(line: Line, index: int) -> int:
    """1 where the clause of token `index` looks ahead, 0 where nothing tells, below where it looks back.

    -2 is sure ("were", "met"); -1 is a word that may belong to something else: "said", a form in -ed.
    """
    before, near = _towards(line, index, -1, 2 * _REACH)
    after, far = _towards(line, index, 1, near)
    tense = after if after and far < near else before
    # "Until May", "by Friday" set an end that is still to come, but for what was over by then.
    if line.lows[index - 1] == "until" or (line.lows[index - 1] == "by" and tense >= 0):
        return 1
    return tense


def _towards(line: Line, index: int, step: int, limit: int) -> tuple[int, int]:
    """The tense of the first word that tells one on one side, and how far away it counts as."""
    cost = _BEHIND if step > 0 else 0
    infinitive = False
    j = index
    for _ in range(_REACH):
        j += step
        cost += 1
        low = line.lows[j] if j >= 0 else ""
        if cost >= limit or not low or low in _STOPS or (low == "." and _full_stop(line, j)):
            break
        if low == ",":
            cost += _COMMA
            continue
        # "He asked them to testify on Feb. 10": the date may be that of the infinitive, still to come.
        infinitive = infinitive or (low == "to" and _is_verb(line, j + 1))
        tense = _tense_of_word(line, j, low)
        if tense is not None:
            return (0 if infinitive and tense == -1 and step < 0 else tense), cost
    return 0, 2 * _REACH


def _is_verb(line: Line, index: int) -> bool:
    """True for what may be an infinitive behind "to": a lower-case word that opens no noun phrase."""
    return line.is_word(index) and not line.is_capital(index) and line.lows[index] not in STOP


def _tense_of_word(line: Line, index: int, low: str) -> int | None:
    """What a word says of the time of its clause; None where it says nothing and the next one is asked."""
    if low in _BE:
        # "The vote is to be held", "the two were to meet".
        if line.lows[index + 1] == "to":
            return 1
        past = low in {"was", "were"} and line.lows[index + 1] not in _AHEAD
        return -2 if past else None
    if low in _AHEAD:
        noun = low in _NOUNS and line.lows[index - 1] in _DETERMINERS
        return None if noun else 1
    if low not in _BACK and not (len(low) > 4 and low.endswith("ed") and low not in _NO_PAST):
        return None
    before = line.lows[index - 1]
    if low == "set" and line.lows[index + 1] in {"to", "for"}:
        return 1
    if low in _ADVERBS:
        return -1
    if before in {"be", "being"}:
        # "Will be named": the word before tells it.
        return None
    if before in _PRESENT:
        # "When the case is heard in May", "has invited them to a feast on May 4": no past that has a date.
        return 0
    return -2 if (low in _BACK and low not in _SAYING) or before in _PAST_AUXILIARIES else -1


def _full_stop(line: Line, index: int) -> bool:
    """True for the end of a sentence, not for the stop of "Daniel P. Davison"."""
    if line.glued(index + 1) or (line.is_word(index - 1) and len(line.raws[index - 1]) == 1):
        return False
    return index + 1 >= len(line) or line.is_capital(index + 1)
