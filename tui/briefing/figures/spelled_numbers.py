"""Numbers in words: "thirty-one thousand two hundred twelve", "two-thirds", "tens of thousands"."""

from __future__ import annotations

from math import log10

from briefing.figures.data_tables import load_words
from briefing.figures.noun_phrases import ED, PAST, word_classes
from briefing.figures.nouns import STOP
from briefing.figures.number import (
    FRACTIONS,
    MAX_VALUE,
    SCALES,
    STARTERS,
    TENS,
    UNITS,
    VAGUE,
    VULGAR,
    Number,
)
from briefing.figures.scales import and_a_half, half_of_a_scale, read_scales
from briefing.figures.token_line import Line

_SCALES_BEHIND = frozenset(SCALES) - {"hundred"}
_LARGE = frozenset(word for word in _SCALES_BEHIND if not word.endswith("s"))
"""Scales that open a number; their plurals alone are vague, and behind a number as exact: "three lakhs"."""
"""Scale words of thousand and more."""
_NUMERALS = frozenset(UNITS) | frozenset(TENS) | frozenset(SCALES)
_MULTIPLES = {"dozen": 12.0, "score": 20.0}
_WORDS = load_words("spelled_words.toml")
_HALVED = _WORDS["halved"]
_FRACTION_FOLLOWERS = _WORDS["behind_share"]
_LEADING_SHARE = _WORDS["leading_share"]
_BEHIND_LEADING = _FRACTION_FOLLOWERS | _WORDS["behind_leading_share"]


def read_spelled(line: Line, index: int) -> Number | None:
    """Return the number in words that begins at token `index`, or None."""
    low = line.lows[index]
    if low not in STARTERS:
        return None
    if low in VAGUE:
        return _read_vague(line, index)
    if low in VULGAR:
        return Number(index, index + 1, VULGAR[low], fraction=True)
    if low in {"several", "few", "couple"}:
        return _read_several(line, index)
    if low in {"a", "an", "half"}:
        return _read_article(line, index)
    if low == "quarter":
        return _quarter_scale(line, index, index)
    return _read_words(line, index)


def _read_vague(line: Line, index: int) -> Number | None:
    """ "dozens of", "tens of thousands of", "millions more"."""
    low, high = VAGUE[line.lows[index]]
    end = index + 1
    if (
        line.lows[end] == "of"
        and line.lows[end + 1] in VAGUE
        and line.lows[end + 1] not in {"tens", "dozens"}
    ):
        factor = VAGUE[line.lows[end + 1]][0]
        low, high, end = low * factor, high * factor, end + 2
    elif line.lows[index] == "tens":
        return None
    told = line.lows[end] in _AFTER_VAGUE  # "dozens of", "leaves hundreds homeless"
    if not told and not stand_for_many(line, index, end):
        return None
    return Number(index, end + (line.lows[end] == "of"), None, low=low, high=high)


_AUXILIARIES = _WORDS["auxiliaries"]
_COUNTED = load_words("counted_nouns.toml")


def stand_for_many(line: Line, first: int, end: int) -> bool:
    """True where a vague number is the subject itself: "Hundreds were stranded", "and dozens fled"."""
    if line.lows[first] not in VAGUE or not _is_said_of_many(line, first, end):
        return False
    return line.opens_sentence(first) or line.lows[first - 1] in _BEFORE_SUBJECT


_BEFORE_SUBJECT = _WORDS["before a subject"]
_OF_MONEY = _WORDS["verbs of money"]
_HURT = _COUNTED["predicates"] | _COUNTED["harmed"]
_AFTER_VAGUE = _COUNTED["predicates"] | {"of", "more"}
_LARGEST_OF_PERSONS = 1e5


def _is_said_of_many(line: Line, first: int, end: int) -> bool:
    """True for a verb or what became of persons behind a vague number: "were", "marched", "missing"."""
    behind = line.lows[end]
    if line.lows[first] == "scores":
        # "Scores fell" tells of points.
        return behind in _HURT or (behind in _AUXILIARIES and line.lows[end + 1] in _HURT)
    if behind in _AUXILIARIES or behind in _HURT:
        return True
    # "Millions spent on arms", "thousands raised" are money.
    acts = word_classes().tags[behind] in {PAST, ED} and behind not in _OF_MONEY
    return acts and not line.is_capital(end) and VAGUE[line.lows[first]][0] < _LARGEST_OF_PERSONS


def _read_several(line: Line, index: int) -> Number | None:
    """ "several hundred", "a few thousand", "several dozen": as an order of magnitude."""
    word = line.lows[index + 1]
    if line.lows[index] == "couple":
        first = index - 1 if line.lows[index - 1] == "a" else index
        if word == "of" and line.lows[index + 2] == "dozen":
            return Number(first, index + 3, 24.0, scale=12.0)
        scale = SCALES.get(line.lows[index + 2], 0) if word == "of" else 0
        return Number(first, index + 3, 2 * 10.0**scale, scale=10.0**scale) if scale else None
    if word == "dozen":
        unit = 12.0
    elif word in SCALES and not word.endswith("s"):
        unit = 10.0 ** SCALES[word]
    else:
        return None
    first = index - 1 if line.lows[index] == "few" and line.lows[index - 1] == "a" else index
    return Number(first, index + 2, None, low=unit, high=unit * 10)


def _read_article(line: Line, index: int) -> Number | None:
    """Numbers that begin with "a" or "half": "a hundred", "half a million", "a third of"."""
    low, j = line.lows[index], index + 1
    if low == "half":
        return _read_half(line, index)
    word = line.lows[j]
    if word == "quarter" and (scaled := _quarter_scale(line, index, j)) is not None:
        return scaled
    if word in {"half", "quarter"} and line.lows[j + 1 + line.hyphen(j + 1)] in _HALVED:
        return Number(index, j + 1, 1 / FRACTIONS[word], fraction=True)
    if word in SCALES and not word.endswith("s"):
        rest = _read_words(line, j)
        return None if rest is None else _moved(rest, index)
    if word == "dozen":
        return Number(index, j + 1, 12.0, scale=12.0)
    if word == "half":
        return _half_scale(line, index, j + 1)
    # "A third-party candidate" has a rank.
    parted = word in FRACTIONS and not word.endswith("s") and not line.hyphen(j + 1)
    if parted and _fraction_ends(line, index, j + 1):
        return _of_a_scale(line, Number(index, j + 1, 1 / FRACTIONS[word], fraction=True))
    return None


def _half_scale(line: Line, first: int, index: int) -> Number | None:
    """ "a half million", "half-a-million", "half a dozen", from token `index` behind "half"."""
    j = index + line.hyphen(index)
    if line.lows[j] in {"a", "an"}:
        j += 1 + line.hyphen(j + 1)
    return _part_of_scale(line, first, j, 0.5)


def _quarter_scale(line: Line, first: int, index: int) -> Number | None:
    """ "a quarter million", "the quarter-million", where "quarter" is token `index`, "quarter-point"."""
    j = index + 1
    if line.hyphen(j) and line.lows[j + 1] in _HALVED:
        return Number(first, j, 0.25, fraction=True)
    return _part_of_scale(line, first, j + line.hyphen(j), 0.25)


def _part_of_scale(line: Line, first: int, index: int, part: float) -> Number | None:
    """A part of the scale word at token `index`, or None where none stands there."""
    word = line.lows[index]
    if word == "dozen":
        return Number(first, index + 1, part * 12.0, scale=12.0)
    if word in SCALES and not word.endswith("s"):
        scale = 10.0 ** SCALES[word]
        return Number(first, index + 1, part * scale, scale=scale)
    return None


def _moved(number: Number, first: int) -> Number:
    return Number(first, number.end, number.value, scale=number.scale, fraction=number.fraction)


_GAME_HALVES = _WORDS["one_of_two"]
_BEFORE_SHARE = _WORDS["before_share"]


def _read_half(line: Line, index: int) -> Number | None:
    j = index + 1
    before = line.lows[index - 1]
    if line.lows[j + line.hyphen(j)] in _HALVED and before not in {"a", "an"}:
        return Number(index, j, 0.5, fraction=True)
    scaled = _half_scale(line, index, j)
    if scaled is not None or line.hyphen(j):
        return scaled
    if line.lows[j] in {"a", "an"}:
        return Number(index, j + 1, 0.5, fraction=True)
    if before in _GAME_HALVES or _is_phrase_of_half(line, index, before):
        return None
    if line.lows[j] in _FRACTION_FOLLOWERS - {"in", "to", "at", "on", "and", "or", "but", "from"}:
        return Number(index, j, 0.5, fraction=True)
    if before in {"than", "nearly", "almost"} or (
        before == "over" and line.lows[index - 2] in {"just", "well"}
    ):
        return Number(index, j, 0.5, fraction=True)
    return Number(index, j, 0.5, fraction=True) if before in _BEFORE_SHARE and not line.is_word(j) else None


def _is_phrase_of_half(line: Line, index: int, before: str) -> bool:
    """ "Break you in half", "too clever by half": only what is cut in half is a half of it."""
    if before == "by":
        return line.lows[index - 2] in _WORDS["by_half"]
    return before == "in" and _HALVING.isdisjoint(line.lows[max(0, index - _HALVED_REACH) : index])


_HALVED_REACH = 8
"""Tokens before "in half" in which the verb stands."""


def _fraction_ends(line: Line, first: int, j: int) -> bool:
    """True where "a third" is a share and not "a third term"."""
    following = line.lows[j]
    if following in {"of", "less", "more", "fewer", "lower", "higher", "smaller", "larger", "cheaper", "as"}:
        return True
    before = line.lows[first - 1]
    if before in _MOVED:
        return not line.is_word(j) or following in _BEHIND_MOVE  # "rose a fifth to £88m"
    if before in {"which", "whom"} and line.lows[first - 2] == "of":
        return following in _BEHIND_LEADING or not line.is_word(j)
    if before not in _LEADING_SHARE:
        return False
    return not line.is_word(j) or following in _BEHIND_LEADING or _is_part_moved(line, first, following)


def _is_part_moved(line: Line, first: int, following: str) -> bool:
    """ "Its grant was cut by nearly a third for the year": no noun follows, and it moved by that part."""
    if following not in STOP:
        return False
    start = max(0, first - _MOVED_REACH)
    return "by" in line.lows[start:first] and not _MOVED_OR_CUT.isdisjoint(line.lows[start:first])


_CHANGES = load_words("change_words.toml")
_HALVING = _CHANGES["falling"] | _CHANGES["lowering"]
_MOVED = _CHANGES["rising"] | _CHANGES["falling"]
_MOVED_OR_CUT = _MOVED | _CHANGES["raising"] | _CHANGES["lowering"]
_MOVED_REACH = 5
"""Tokens before "a third" in which the verb of "cut by more than" stands."""
_BEHIND_MOVE = frozenset("to on in from since over last this and after between during compared".split())
"""Words behind the part by which something rose or fell."""


def _of_a_scale(line: Line, number: Number) -> Number:
    """ "a quarter of a million", "three quarters of a billion"."""
    j = number.end
    if (
        line.lows[j] == "of"
        and line.lows[j + 1] in {"a", "one"}
        and line.lows[j + 2] in SCALES
        and number.value
    ):
        power = SCALES[line.lows[j + 2]]
        return Number(number.first, j + 3, number.value * 10.0**power, scale=10.0**power)
    return number


def _read_words(line: Line, index: int) -> Number | None:
    """A number in words, up to a fraction or "and a half"; None where the word starts none."""
    value, scale, end = _cardinal(line, index)
    if end == index:
        return None
    if 1 <= value <= 99 and scale == 1.0:
        fraction = _read_fraction(line, index, int(value), end)
        if fraction is not None:
            return fraction
    if "and" in {line.lows[end], line.lows[end + 1]}:
        more = _more_in_words(line, index, value, scale, end)
        if more is not None:
            return more
    if line.lows[end] == "point" and line.lows[end + 1] in UNITS and line.lows[index - 1] != "at":
        return _read_decimals(line, index, int(value), end)
    if line.lows[end] == "dozen" and value < 100:
        return Number(index, end + 1, value * 12, scale=12.0)
    return Number(index, end, value if value <= MAX_VALUE else None, scale=scale)


def _more_in_words(line: Line, index: int, value: float, scale: float, end: int) -> Number | None:
    """ "two and a half million", "a million and a half": `value` in words ends before token `end`."""
    extra, after = and_a_half(line, end)
    if not extra:
        return None
    if scale >= 1e3:
        more, after = half_of_a_scale(line, end, round(log10(scale)))
        return Number(index, after, value + more, scale=scale) if more else None
    exponent, after = read_scales(line, index, after)
    return Number(index, after, (value + extra) * 10.0**exponent, scale=10.0**exponent)


_QUARTERS_LONG = _WORDS["lasting"]


def _read_fraction(line: Line, index: int, top: int, end: int) -> Number | None:
    """ "two-thirds", "three quarters of", "three-quarter-point"; `top` ends before token `end`."""
    j = end + 1 if line.hyphen(end) else end
    part = line.lows[j]
    bottom = FRACTIONS.get(part)
    if bottom is None or top >= bottom:
        return None
    joined = j > end
    plural = part.endswith(("s", "halves"))
    if plural != (top > 1):
        following = line.lows[j + 1 + line.hyphen(j + 1)]
        parted = joined and (top, part) == (3, "quarter") and following not in _QUARTERS_LONG
        return Number(index, j + 1, 0.75, fraction=True) if parted else None
    if not (joined or _is_fraction_apart(line, index, j)):
        return None
    return _of_a_scale(line, Number(index, j + 1, top / bottom, fraction=True))


def _is_fraction_apart(line: Line, index: int, part: int) -> bool:
    """True for a fraction without a hyphen, whose part is token `part`: "two thirds", "a one third stake"."""
    # The article in "a one third stake" is of the stake.
    if line.lows[index - 1] == "a" and line.lows[index] == "one" and line.is_word(part + 1):
        return True
    # "One quarter" may be three months.
    if line.lows[part] == "quarter" or (line.lows[part] == "quarters" and line.lows[part + 1] != "of"):
        return False
    return line.lows[part].endswith(("s", "halves")) or _fraction_ends(line, index, part + 1)


def _read_decimals(line: Line, index: int, whole: int, end: int) -> Number:
    """ "two point five million", where "point" is token `end`."""
    decimals = ""
    end += 1
    while line.lows[end] in UNITS and UNITS[line.lows[end]] < 10 and len(decimals) < 10:
        decimals += str(UNITS[line.lows[end]])
        end += 1
    exponent, end = read_scales(line, index, end)
    return Number(index, end, float(f"{whole}.{decimals or 0}e{exponent}"), scale=10.0**exponent)


def _cardinal(line: Line, index: int) -> tuple[float, float, int]:
    """Value, last scale and end of the number words from `index` on; the end is `index` for none.

    A scale word multiplies what stands since the last larger scale; a word that cannot follow
    ("two three") ends the number, so that lists stay apart.
    """
    if line.lows[index] in {"dozen", "score"}:
        several = line.lows[index + 1] == "of"
        return (0.0, 1.0, index) if several else (_MULTIPLES[line.lows[index]], 12.0, index + 1)
    if line.lows[index] in _LARGE and line.is_number(index - 1):
        # What stands before is no amount, such as digits without end: "million" of it is none either.
        return 0.0, 1.0, index
    total, group, last_scale = 0.0, 0.0, 1.0
    room = 1000.0  # what the next small word must stay below
    j = end = index
    while j < len(line):
        low = line.lows[j]
        small = _small_word(low, room, opens=j == index)
        if small is not None:
            added, room = small
            group += added
        elif low == "hundred" and group < 100:
            group = (group or 1.0) * 100
            room, last_scale = 100.0, 100.0
        elif low in (_LARGE if j == index else _SCALES_BEHIND) and total + group <= MAX_VALUE:
            factor = 10.0 ** SCALES[low]
            total, group, room = _scaled(total, group, factor, last_scale)
            last_scale = factor
        else:
            break
        end = j = j + 1
        j += _goes_on(line, index, j, last_scale if room > 10 else 0.0)
    scale = last_scale if total + group >= last_scale > 1 else 1.0
    return total + group, scale, end


def _small_word(low: str, room: float, *, opens: bool) -> tuple[float, float] | None:
    """The value of a word below a hundred where there is room for it, and the room it leaves."""
    if low in UNITS and UNITS[low] < room and (UNITS[low] or opens):
        return UNITS[low], 0.5
    if low in TENS and TENS[low] < room:
        return TENS[low], 10.0
    return None


def _goes_on(line: Line, index: int, j: int, last: float) -> bool:
    """True where the token `j` joins the next word to the number from `index`: a hyphen, "and", a comma.

    `last` is the last scale, or 0 where no small number may follow.
    """
    low = line.lows[j]
    if low == "and":
        return last > 1 and line.lows[index - 1] != "between" and _small_after(line, j + 1, last)
    if low == ",":
        return last >= 1e3 and _hundreds_after(line, index, j + 1)
    return line.hyphen(j) and line.lows[j + 1] in _NUMERALS


def _hundreds_after(line: Line, index: int, j: int) -> bool:
    """True for the comma of "two thousand, one hundred and three", where a "hundred" goes on the number.

    "Of the two thousand, one hundred people stayed": behind a phrase that opens the sentence it ends it.
    """
    if line.lows[index - 1] in {"the", "of", "these", "those"}:
        return False
    return UNITS.get(line.lows[j], 10) in range(1, 10) and line.lows[j + 1] == "hundred"


def _scaled(total: float, group: float, factor: float, last: float) -> tuple[float, float, float]:
    """Apply a scale of thousand or more: to the open group, or to all for "hundred thousand million"."""
    if group or not total:
        return total + (group or 1.0) * factor, 0.0, min(factor, 1000.0)
    return (total * factor if factor >= last else total + factor), 0.0, 1000.0


def _small_after(line: Line, index: int, last: float) -> bool:
    """True when "and" leads to the rest of the same number: "two hundred and fifty thousand"."""
    low = line.lows[index]
    if low not in UNITS and low not in TENS:
        return False
    j = index + 1
    if low in TENS:
        if line.hyphen(j):
            j += 1
        j += line.lows[j] in UNITS
    following = line.lows[j]
    if following not in SCALES:
        return True
    return last == 100.0 and following != "hundred"
