"""Names that hold a word of the calendar: "the Today programme", "the Sunday Times", "Halloween II"."""

from __future__ import annotations

import re

from briefing.figures.data_tables import load_words
from briefing.figures.nouns import STOP
from briefing.figures.rules.calendar_words import MONTHS, WEEKDAYS
from briefing.figures.rules.date_holiday import FIRST_WORDS, holiday_at
from briefing.figures.token_line import Line

_WORDS = load_words("calendar_names.toml")
_PAPERS, _SHOWS, _NAMED_DAYS = _WORDS["papers"], _WORDS["shows"], _WORDS["named days"]
_BEHIND_HOLIDAYS, _FESTIVE = _WORDS["behind holidays"], _WORDS["festive things"]
_TO_DAYS = frozenset({"today", "tonight", "tomorrow", "yesterday"})
_ON = frozenset({"on", "since", "until", "till"})
_IN_HEADLINES = frozenset("at by for from in of on since to until with".split())
_DAY_PARTS = frozenset({"morning", "afternoon", "evening", "night"})
_DETERMINERS = frozenset({"a", "an", "the", "'s", "his", "her", "their", "its"})
_BEFORE_SPEECH = frozenset("\"“'‘(-–—|")
_ROMAN = re.compile(r"(?:II|III|IV|VI{0,3}|IX|X{1,2})$")
NAMED = _TO_DAYS | {f"{day}'s" for day in _TO_DAYS} | frozenset(WEEKDAYS) | FIRST_WORDS
"""Words that can be part of such a name."""


def is_name(line: Line, index: int) -> bool:
    """True where the word of the calendar at token `index`, one of `NAMED`, is part of a name."""
    if not line.is_capital(index):
        return False
    if f"{line.lows[index - 1]} {line.lows[index]}" in _NAMED_DAYS and line.is_capital(index - 1):
        return True
    if line.lows[index].removesuffix("'s") in _TO_DAYS:
        return _is_title(line, index)
    if line.lows[index] in WEEKDAYS:
        return _names_work(line, index)
    holiday = holiday_at(line, index)
    return holiday is not None and _names_of_holiday(line, index, holiday[1])


def is_day_in_title(line: Line, index: int) -> bool:
    """ "The Day After Tomorrow", whose "the" is token `index`."""
    return line.is_capital(index + 1) and line.is_capital(index + 2) and not in_headline(line, index)


def is_century_of_name(line: Line, index: int) -> bool:
    """ "20th Century Fox", whose "Century" is token `index`: a capital, and one more behind it."""
    return line.is_capital(index) and line.is_capital(index + 1) and line.lows[index + 1] not in STOP


def _is_title(line: Line, index: int) -> bool:
    """ "BBC Radio 4's Today", "The Day Today": a capital that neither a sentence nor a headline gives."""
    before = line.lows[index - 1]
    if line.raws[index].isupper() or line.opens_sentence(index) or before in _BEFORE_SPEECH:
        return False
    # "Attack Rumoured For Today": only headlines write their small words so.
    if line.is_capital(index - 1) and before in _IN_HEADLINES:
        return False
    return not in_headline(line, index)


def _names_work(line: Line, index: int) -> bool:
    """ "Sunday Times", "Saturday Night Live", and "Friday the 13th" where nothing tells when."""
    # "Good Friday Agreement": a weekday that closes a holiday's name goes with it.
    whole = holiday_at(line, index - 1) if line.lows[index - 1] in FIRST_WORDS else None
    if whole is not None and whole[1] == index + 1:
        return is_name(line, index - 1)
    after = line.lows[index + 1]
    if line.is_capital(index + 1):
        # "On Sunday World leaders met" begins a phrase behind the day.
        if line.lows[index].endswith("'s") or line.lows[index - 1] in _ON:
            return False
        if after in _DAY_PARTS and line.is_capital(index + 2):
            return line.lows[index + 2] in (_SHOWS if after == "night" else _PAPERS)
        return after in _PAPERS and not line.raws[index + 1].isupper()
    thirteenth = after == "the" and line.raws[index + 2] == "13" and line.lows[index] == "friday"
    return thirteenth and line.lows[index - 1] not in _TELLING and line.lows[index + 4] != "of"


_TELLING = frozenset("on until till before after since by from for falls fell is was every any each".split())
"""Words behind which "Friday the 13th" is a day."""


def _names_of_holiday(line: Line, index: int, end: int) -> bool:
    """ "Halloween II", "the Good Friday Agreement", "A Christmas Carol", "Christmas trees"."""
    low = line.lows[end]
    if low == ":":
        return not line.opens_sentence(index) and line.is_capital(end + 1)
    if not line.is_word(end):
        return False
    if not line.is_capital(end):
        return low in _FESTIVE
    if low in _BEHIND_HOLIDAYS or _ROMAN.match(line.raws[end]):
        return True
    # "The Easter Rising" goes on as a name does; "at Christmas Arsenal led" does not.
    goes_on = line.lows[index - 1] in _DETERMINERS and low not in STOP
    return goes_on and low not in MONTHS and low not in WEEKDAYS and not in_headline(line, index)


def in_headline(line: Line, index: int) -> bool:
    """True where no word of the sentence but short ones begins with a small letter."""
    for step in (-1, 1):
        at = index + step
        while 0 <= at < len(line) and line.lows[at] not in {".", "!", "?"}:
            if (
                len(line.raws[at]) > 3
                and line.raws[at][0].islower()
                and line.lows[at] not in _SMALL_IN_TITLES
            ):
                return False
            at += step
    return True


_SMALL_IN_TITLES = frozenset("with from into over after than that this amid near upon onto".split())
"""Longer words that headlines in capitals leave small."""
