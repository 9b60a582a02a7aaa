"""Shares and odds: "a third of", "half the", "one in five", "4-for-1", "nine out of ten"."""

from __future__ import annotations

from briefing.figures.data_tables import load_words
from briefing.figures.draft import Draft
from briefing.figures.nouns import is_plural
from briefing.figures.number import TENS, UNITS, Number
from briefing.figures.numerals import read_number
from briefing.figures.softening import ADVERBS, before_words
from briefing.figures.token_line import HYPHENS, Line

NAME = "ratio"

_BEHIND = HYPHENS | {"out", "in", "of", ":", "times"}
_TIED = frozenset({"for", "to", "in", "of"})
_TIME_AFTER = frozenset("days weeks months years hours minutes games matches seasons decades".split())


def claim(line: Line, number: Number) -> Draft | None:
    """A draft for a part of a whole or one number set against another."""
    if number.fraction:
        return _odds(line, number) or _share(number)
    # "One woman in five" has its noun between; digits are set against others right behind them.
    return _odds(line, number) if line.lows[number.end] in _BEHIND or not number.digits else None


def _share(number: Number) -> Draft | None:
    if not number.fraction or number.value is None:
        return None
    return Draft(number.first, number.end, "ratio", NAME, number.value, numbers=(number,))


def _odds(line: Line, number: Number) -> Draft | None:
    """One number set against another; the value is the first over the second."""
    if number.value is None or number.scale != 1.0:
        return None
    if line.hyphen(number.end) and line.lows[number.end + 1] in _TIED and line.hyphen(number.end + 2):
        return _tied_odds(line, number)
    whole = _whole(line, number)
    other = None if whole is None else read_number(line, whole)
    if other is None or not other.value or other.value <= number.value or other.fraction or other.vague:
        return None
    if _is_no_share(line, number, other):
        return None
    return Draft(number.first, other.end, "ratio", NAME, number.value / other.value, numbers=(number, other))


def _whole(line: Line, number: Number) -> int | None:
    """Where the number begins that another is set against: "out of", "in", "in every", "3:2 ratio"."""
    j = number.end
    # "One woman in five": what is counted may stand between.
    counted = (
        number.value == 1 and not number.digits and line.is_word(j) and line.lows[j + 1] == "in"
    ) and line.lows[j] not in {"was", "is"}
    j += counted
    j += line.lows[j] == "times"  # "nine times out of ten"
    if line.lows[j] == "out" and line.lows[j + 1] == "of":
        return j + 2 + (line.lows[j + 2] in {"every", "the", "each"})
    if (number.value or 0) <= _MOST_OF_SHARE:
        if line.lows[j] == "of":
            return _whole_behind_of(line, number, j + 1)
        if line.lows[j] == "in":
            return _whole_behind_in(line, number, j + 1, counted=counted)
    if line.lows[j] == ":" and line.is_number(j + 1) and line.lows[j + 2] == "ratio":
        return j + 1
    return None


def _whole_behind_of(line: Line, number: Number, index: int) -> int | None:
    """ "More than nine of 10 Danes": a share of all there are, where "six of ten defendants" counts some.

    Nobody says "nearly three" of four whom he has counted; and of ten, only a class of people is meant whole.
    """
    if number.value == 1:
        return None  # "one of ten women"
    if line.lows[index] == "every":
        return index + 1
    if line.raws[index] not in _ROUND or not is_plural(line.lows[index + 1]):
        return None
    softened = line.lows[number.first - 1] in _SOFTENING_SHARE
    everybody = line.is_capital(index + 1) or line.lows[index + 1] in _PEOPLE
    return index if softened or (everybody and line.lows[index] in _TENS) else None


_OCCASIONS = load_words("counted_nouns.toml")["occasions"]
_MOST_OF_SHARE = 10
_SOFTENING_SHARE = ADVERBS | {"than"}
_TENS = frozenset({"10", "ten", "100"})
_PEOPLE = load_words("age_words.toml")["groups"]


def _whole_behind_in(line: Line, number: Number, index: int, *, counted: bool) -> int | None:
    """ "One in five", "two in every three".

    Above one, only round wholes are shares: "two in 2019", "three in June" tell when.
    """
    if counted and not (line.is_number(index) or line.lows[index] in UNITS or line.lows[index] in TENS):
        return None
    if line.lows[index] == "every":
        return index + 1
    if counted and line.lows[index + 1] in _OCCASIONS:
        return None  # "one goal in nine games"
    is_share = (number.value or 0) <= 1 or line.raws[index] in _ROUND or _of_people(line, number, index)
    return index if is_share else None


def _is_no_share(line: Line, number: Number, other: Number) -> bool:
    """ "One in five days" may be a pace, "one in 2019" is a year."""
    behind_in = line.lows[number.end] == "in"
    # "Lost three in ten." may leave out days or games.
    if behind_in and (number.value or 0) > 1 and not line.is_word(other.end):
        return True
    if behind_in and line.lows[other.end] in _TIME_AFTER:
        return True
    if _is_year(other) or (line.glued(other.end) and line.lows[other.end] == "%"):
        return True
    # "40 out of 3 million people": two counts, not a share anyone would quote.
    return other.scale != 1.0 and (number.value or 0) > 10 and is_plural(line.lows[other.end])


_SOFTENING = ADVERBS | {"fewer", "than"}
_BEFORE_SUBJECTS = frozenset({"that", ";", ":", "while", "because", "if", "where", "since", "although"})
_ROUND = frozenset({"10", "100", "1,000", "ten", "five", "three", "four"})
_ODDS = load_words("relation_words.toml")["odds"]


def _tied_odds(line: Line, number: Number) -> Draft | None:
    """ "4-for-1", "1-in-100"; what hyphens tie otherwise is a range or no figure."""
    value = number.value or 0.0
    other = read_number(line, number.end + 3)
    # "A three-to-five-day trip" takes a range of days; only with "in" are more hyphens let pass ("a
    # one-in-three-year flood").
    chained = other is not None and line.hyphen(other.end) and line.lows[number.end + 1] != "in"
    if other is None or not other.value or chained or other.scale != 1.0:
        return None
    if line.lows[number.end + 1] == "to" and not _is_odds(line, number, other):
        # "Two-to-three years", "5-to-6%" are ranges; "9-to-5 jobs" and "a 5-to-4 ruling" are no shares.
        if other.value > value:
            return None
        return Draft(number.first, other.end, None, NAME, numbers=(number, other))
    return Draft(number.first, other.end, "ratio", NAME, value / other.value, numbers=(number, other))


def _is_odds(line: Line, number: Number, other: Number) -> bool:
    """True for "5-to-1" and "a 3-to-2 margin"."""
    following = line.lows[other.end]
    return (other.value == 1 and (number.value or 0) > 1) or following in _ODDS


def _of_people(line: Line, number: Number, index: int) -> bool:
    """ "2 in 3 voters", "five in six patients": with those of whom it is a share, both in one form."""
    follows = is_plural(line.lows[index + 1]) and line.lows[index + 1] not in _TIME_AFTER
    if not number.digits:
        return follows and line.lows[index] in UNITS
    digits = len(line.raws[index]) if line.is_number(index) and line.raws[index].isdigit() else 0
    return follows and (digits == 1 or (digits == 2 and _is_of_subject(line, number.first)))


def _is_of_subject(line: Line, first: int) -> bool:
    """ "Just 4 in 25 parcels came late"; "they opened just 5 in 20 towns" tells what was done where."""
    at = before_words(line, first - 1, _SOFTENING)
    return line.opens_sentence(at + 1) or line.lows[at] in _BEFORE_SUBJECTS


def _is_year(number: Number) -> bool:
    return number.plain and len(number.digits) == 4
