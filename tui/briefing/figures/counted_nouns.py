"""The noun that a number counts.

There is no tagger here: the head noun is the first plural after the number within a few words
that can stand inside a noun phrase ("1,200 new family homes"), with the closed classes
of English (determiners, prepositions, auxiliaries, pronouns) as its walls.
"""

from __future__ import annotations

from briefing.figures.nouns import MODIFIER_PLURALS, STOP, is_plural, singular
from briefing.figures.number import TENS, UNITS
from briefing.figures.token_line import Line
from briefing.figures.units import unit_at

MAX_PHRASE = 8
"""Words looked at after a number."""


def head_noun(line: Line, index: int) -> tuple[str, int] | None:
    """Return the singular head of the noun phrase that a number before token `index` counts.

    The second value is the token after the head, or `index` where another figure stands between
    ("two million 50ml flasks"). None where no countable noun follows.
    """
    j, seen, packed = index, 0, None
    while j < len(line) and seen < MAX_PHRASE:
        low = line.lows[j]
        if line.is_word(j):
            if low in {"and", "or"}:
                if j == index or not _more_of_phrase(line, j + 1):
                    return None
            elif low in UNITS or low in TENS or _ends_phrase(line, j):
                return None
            elif is_plural(low) and not _modifies(line, j):
                return _named(line, j), index if packed else j + 1
            seen += 1
        elif line.is_number(j):
            # "Two million 50ml flasks": the packs are counted, and their content is a figure of its own.
            packed = unit_at(line, j + 1) if j == index else None
            if packed is not None:
                j = packed[1] - 1
            elif not line.is_capital(j - 1):
                return None
        elif not (line.hyphen(j) or (low in {"&", "/"} and j > index) or (low in "\"“”'‘" and seen == 0)):
            return None
        j += 1
    return None


def _named(line: Line, index: int) -> str:
    """The singular of a head noun; with its first half where the second names nothing ("break-ins")."""
    raw = line.raws[index]
    noun = singular(line.lows[index])
    # "82 HIMARS" ends in S without being a plural; but in text all in capitals a plural is one.
    acronym = (
        raw.isupper()
        and len(raw) > 3
        and not line.raws[index - 1].isupper()
        and not line.raws[index + 1].isupper()
    )
    if acronym:
        return line.lows[index]  # "82 HIMARS"
    if line.hyphen(index - 1) and (noun in STOP or len(noun) < 3):
        return f"{line.lows[index - 2]}-{noun}"
    return noun


def _ends_phrase(line: Line, index: int) -> bool:
    if line.raws[index] == "IT":
        return False  # "10 IT workers"
    return line.lows[index] in STOP and not (line.hyphen(index - 1) or line.hyphen(index + 1))


def _more_of_phrase(line: Line, index: int) -> bool:
    """True when a plural follows within the phrase: "local and foreign firms"."""
    for j in range(index, min(index + 4, len(line))):
        low = line.lows[j]
        if not line.is_word(j) or low in STOP or low in {"and", "or"}:
            return False
        if is_plural(low):
            return True
    return False


def _modifies(line: Line, index: int) -> bool:
    """True for a plural that itself stands before the head: "50 sales positions"."""
    if line.hyphen(index + 1):
        return True
    low, following = line.lows[index], line.lows[index + 1]
    if not line.is_word(index + 1) or following in STOP:
        return False
    if is_plural(following):
        return True  # a plural subject takes no verb in -s, so the second is the noun
    return low in MODIFIER_PLURALS and is_plural(line.lows[index + 2]) and line.lows[index + 2] not in STOP
