"""Ages: durations in years that a person or thing has lived."""

from __future__ import annotations

from briefing.figures.draft import Draft
from briefing.figures.nouns import singular
from briefing.figures.numerals import Number
from briefing.figures.rules.calendar_words import MONTHS, WEEKDAYS
from briefing.figures.token_line import Line

NAME = "age"

_BEFORE = frozenset({"aged", "age", "ages"})
_PEOPLE = frozenset(
    "boy girl man woman son daughter mother father brother sister teenager husband wife student pupil "
    "toddler baby grandmother grandfather widow widower youth driver pensioner grandson granddaughter "
    "niece nephew uncle aunt".split()
)
_GROUPS = frozenset(
    "people adults those women men children customers patients players residents citizens anyone "
    "everyone workers drivers students voters americans britons persons individuals kids girls boys "
    "males females pensioners anybody person someone".split()
)
_TURNED = frozenset({"turned", "turns", "turning"})
_PERSONS = frozenset(
    {"who", "he", "she", "i'm", "he's", "she's", "boy", "girl", "man", "woman", "son", "daughter"}
)
_AFTER_NAME = frozenset("has had have who was is said says told from of and were will".split())
_UNITS = {form: unit for unit in ("year", "month", "week", "day") for form in (unit, f"{unit}s")} | {
    "yr": "year",
    "yrs": "year",
}
_UNIT_WORDS = frozenset(
    "% percent per million billion thousand months days weeks people minutes hours".split()
)
_LINKS = frozenset(
    "of about around just only between is was at over under from to than more least up by and "
    "below above".split()
)
_YOUNGEST, _OLDEST = 1, 115


def claim(line: Line, number: Number) -> Draft | None:
    """A draft of kind duration, in years where no other unit is said."""
    if number.value is None or number.fraction:
        return None
    for read in (_years_old, _age_word, _after_name, _verb):
        found = read(line, number)
        if found is not None:
            end, unit = found
            return Draft(number.first, end, "duration", NAME, number.value, None, None, unit, (number,))
    return None


def _years_old(line: Line, number: Number) -> tuple[int, str] | None:
    """ "15-year-old", "60 year-old", "two months old", "70 years of age"."""
    j = number.end + 1 if line.hyphen(number.end) else number.end
    unit = _UNITS.get(line.lows[j])
    if unit is None:
        return None
    k = j + 2 if line.hyphen(j + 1) else j + 1
    # Whatever its unit, what is "old" is an age: also "two months old".
    if line.lows[k] in {"old", "olds", "old's"}:
        return k + 1, unit
    if line.lows[k] == "of" and line.lows[k + 1] == "age":
        return k + 2, unit
    return None


def _plausible(number: Number) -> bool:
    return number.value is not None and number.scale == 1.0 and _YOUNGEST <= number.value <= _OLDEST


def _age_word(line: Line, number: Number) -> tuple[int, str] | None:
    """ "aged 18", "over the age of 21", "at age 9", "life expectancy is around 73"."""
    if not _plausible(number) or _unit_follows(line, number.end):
        return None
    j = number.first - 1
    # The word "age" may stand some words before its number: "aged between 18 and", "over the age of".
    # Further away it speaks of something else.
    while line.lows[j] in _LINKS:
        if number.first - j > 5:
            return None
        j -= 1
    steps = number.first - 1 - j
    low = line.lows[j]
    direct = low in _BEFORE and (
        low != "age" or steps == 0 or line.lows[j + 1] in {"of", "between", "is", "was", "at", "from"}
    )
    if direct and (low != "ages" or number.plain):
        return number.end, "year"
    # "Adults over 65": a group of people and a bound, with nothing counted behind the number.
    grouped = (
        line.lows[j] in _GROUPS and steps == 1 and line.lows[j + 1] in {"over", "under", "above", "below"}
    )
    if (
        grouped
        or (line.lows[j] in {"died", "dies", "dead", "married", "retired"} and line.lows[j + 1] == "at")
    ) and (
        not line.is_word(number.end) or line.lows[number.end] in {"and", "after", "of", "from", "in", "on"}
    ):
        return number.end, "year"
    if grouped and line.lows[number.end] in {
        "are",
        "who",
        "have",
        "and",
        "or",
        "in",
        "were",
        "with",
        "to",
        "from",
        "can",
    }:
        return number.end, "year"
    # "Life expectancy in the poorer north is around 73": the phrase may be ten words away.
    expectancy = any(
        line.lows[k] == "expectancy" and line.lows[k - 1] == "life"
        for k in range(max(1, number.first - 10), number.first)
    )
    if (
        expectancy
        and steps
        and line.lows[number.first - 1] in {"around", "about", "is", "was", "at", "to", "from"}
    ):
        return number.end, "year"
    return None


def _unit_follows(line: Line, index: int) -> bool:
    return line.lows[index] in _UNIT_WORDS


def _after_name(line: Line, number: Number) -> tuple[int, str] | None:
    """ "Lund, 44, has", and "Anna Lund 44 has" where commas are lost."""
    if not number.plain or len(number.digits) > 3 or not _plausible(number):
        return None
    first, end = number.first, number.end
    if _in_apposition(line, first, end):
        return end, "year"
    # Without a noun that says who it is, a single digit behind a comma is more often a score or a list.
    if (number.value or 0) < 10:
        return None
    if line.lows[first - 1] == ",":
        named = line.is_capital(first - 2) and not _calendar(line.lows[first - 2]) and not line.glued(first)
        person = named and (
            line.is_capital(first - 3) or line.lows[first - 3] in {",", "and", "mr", "mrs", "ms", "dr"}
        )
        single = named and line.lows[end] == "," and line.lows[end + 1] in _AFTER_NAME | {"a", "an", "the"}
        closes = line.lows[end] in {",", ".", ";", ")", "and", "of", "from"} and not line.is_number(end + 1)
        return (end, "year") if closes and (person or single) and not _list_of_numbers(line, end) else None
    # Feeds and captions lose commas. Two capitalised words make a person only before a verb, and where
    # the second is no month, abbreviation or code ("Boeing MAX 44 has").
    if line.is_capital(first - 1) and line.is_capital(first - 2) and line.lows[end] in _AFTER_NAME:
        known = (
            _calendar(line.lows[first - 1])
            or not line.raws[first - 1].isalpha()
            or line.raws[first - 1].isupper()
        )
        return None if known or (number.value or 0) < 16 else (end, "year")
    return None


def _in_apposition(line: Line, first: int, end: int) -> bool:
    """ "a boy, 6,", "two sons, 11 and 14"."""
    if line.lows[first - 1] == "," and singular(line.lows[first - 2]) in _PEOPLE:
        return line.lows[end] in {",", ".", ";", ")"} or (line.lows[end] == "and" and line.is_number(end + 1))
    second = line.lows[first - 1] == "and" and line.is_number(first - 2) and line.lows[first - 3] == ","
    return second and singular(line.lows[first - 4]) in _PEOPLE and not line.is_word(end)


def _list_of_numbers(line: Line, index: int) -> bool:
    return line.lows[index] == "," and line.is_number(index + 1)


def _calendar(low: str) -> bool:
    return low in MONTHS or low in WEEKDAYS


def _verb(line: Line, number: Number) -> tuple[int, str] | None:
    """ "who was 10", "she turned 40", "when he is 65"."""
    if not _plausible(number):
        return None
    first, end = number.first, number.end
    # Nothing counted may follow: "he was 10 metres away" is no age.
    closes = (not line.is_word(end) and line.lows[end] not in {"%", "-", "/", ":"}) or line.lows[end] in {
        "when", "and", "at", "years", "but", "on", "last", "this", "in", "or"}  # fmt: skip
    if not closes or (line.lows[end] == "." and line.glued(end + 1)):
        return None
    before = line.lows[first - 1]
    if (
        line.lows[end] == "when"
        and line.lows[end + 1] in {"he", "she", "they", "i"}
        and before in {"was", "is", "were", "be"}
    ):
        return end, "year"
    if before in _TURNED:
        return end, "year"
    # "She was only 12": the adverb is passed over, the verb before it decides.
    if before in {"only", "just", "then", "now"}:
        before = line.lows[first - 2]
        first -= 1
    if before in {"is", "was", "were", "are", "be"} and line.lows[first - 2] in _PERSONS:
        return end, "year"
    named = line.is_capital(first - 2) and line.is_capital(first - 3) and not line.is_word(end)
    if before in {"is", "was"} and named and number.plain and (number.value or 0) >= 16:
        return end, "year"
    return (end, "year") if before in {"he's", "she's", "i'm"} else None
