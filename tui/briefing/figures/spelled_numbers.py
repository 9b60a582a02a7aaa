"""Numbers in words: "thirty-one thousand two hundred twelve", "two-thirds", "tens of thousands"."""

from __future__ import annotations

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
from briefing.figures.scales import and_a_half, read_scales
from briefing.figures.token_line import Line

_MULTIPLES = {"dozen": 12.0, "score": 20.0}
_HALVED = frozenset(
    "point percentage mile inch hour cent pound acre litre liter ton pint ounce cup teaspoon tablespoon "
    "gallon kilometre kilometer metre meter".split()
)
"""What "a half-point", "a quarter mile" are parts of."""
_FRACTION_FOLLOWERS = frozenset(
    "of the its their his her our my your all those these that what less more fewer lower higher smaller "
    "larger bigger cheaper in to from by as since on at over during after before and or but".split()
)


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
    if line.lows[end] not in {"of", "more"}:
        return None
    return Number(index, end + (line.lows[end] == "of"), None, low=low, high=high)


def _read_several(line: Line, index: int) -> Number | None:
    """ "several hundred", "a few thousand", "several dozen": as an order of magnitude."""
    word = line.lows[index + 1]
    if line.lows[index] == "couple":
        scale = SCALES.get(line.lows[index + 2], 0) if word == "of" else 0
        first = index - 1 if line.lows[index - 1] == "a" else index
        return Number(first, index + 3, 2 * 10.0**scale, scale=10.0**scale, several=True) if scale else None
    if word == "dozen":
        unit = 12.0
    elif word in SCALES and not word.endswith("s"):
        unit = 10.0 ** SCALES[word]
    else:
        return None
    first = index - 1 if line.lows[index] == "few" and line.lows[index - 1] == "a" else index
    return Number(first, index + 2, None, low=unit, high=unit * 10, several=True)


def _read_article(line: Line, index: int) -> Number | None:
    """Numbers that begin with "a" or "half": "a hundred", "half a million", "a third of"."""
    low, j = line.lows[index], index + 1
    if low == "half":
        return _read_half(line, index)
    word = line.lows[j]
    if word in {"half", "quarter"} and line.lows[j + 1 + line.hyphen(j + 1)] in _HALVED:
        return Number(index, j + 1, 1 / FRACTIONS[word], fraction=True)
    if word in SCALES and not word.endswith("s"):
        rest = _read_words(line, j)
        return None if rest is None else _moved(rest, index)
    if word == "dozen":
        return Number(index, j + 1, 12.0, scale=12.0)
    if word == "half":
        after = j + 1
        scaled = line.hyphen(after) and line.lows[after + 1] in SCALES
        if scaled:
            power = SCALES[line.lows[after + 1]]
            return Number(index, after + 2, 0.5 * 10.0**power, scale=10.0**power)
        if line.lows[after] in {"dozen"}:
            return Number(index, after + 1, 6.0, scale=12.0)
        return None
    if word in FRACTIONS and not word.endswith("s") and _fraction_ends(line, index, j + 1):
        return _of_a_scale(line, Number(index, j + 1, 1 / FRACTIONS[word], fraction=True))
    return None


def _moved(number: Number, first: int) -> Number:
    return Number(first, number.end, number.value, scale=number.scale, fraction=number.fraction)


def _read_half(line: Line, index: int) -> Number | None:
    j = index + 1
    before = line.lows[index - 1]
    if line.lows[j + line.hyphen(j)] in _HALVED and before not in {"a", "an"}:
        return Number(index, j, 0.5, fraction=True)
    if line.hyphen(j):
        power = SCALES.get(line.lows[j + 1], 0)
        if line.lows[j + 1] == "a" and line.hyphen(j + 2) and line.lows[j + 3] == "dozen":
            return Number(index, j + 4, 6.0, scale=12.0)
        if power:
            return Number(index, j + 2, 0.5 * 10.0**power, scale=10.0**power)
        return None
    if line.lows[j] in {"a", "an"}:
        word = line.lows[j + 1]
        if word == "dozen":
            return Number(index, j + 2, 6.0, scale=12.0)
        if word in SCALES:
            return Number(index, j + 2, 0.5 * 10.0 ** SCALES[word], scale=10.0 ** SCALES[word])
        return Number(index, j + 1, 0.5, fraction=True)
    ordinal = before in {
        "first",
        "second",
        "other",
        "opening",
        "final",
        "latter",
        "1st",
        "2nd",
        "last",
        "this",
    }
    if ordinal or before in {"the", "and", "a", "better", "one"}:
        return None
    if line.lows[j] in _FRACTION_FOLLOWERS - {"in", "to", "at", "on", "and", "or", "but", "from"}:
        return Number(index, j, 0.5, fraction=True)
    if before in {"than", "nearly", "almost"} or (
        before == "over" and line.lows[index - 2] in {"just", "well"}
    ):
        return Number(index, j, 0.5, fraction=True)
    leading = before in {"by", "than", "about", "nearly", "almost", "around", "roughly", "over", "just", "in"}
    return Number(index, j, 0.5, fraction=True) if leading and not line.is_word(j) else None


def _fraction_ends(line: Line, first: int, j: int) -> bool:
    """True where "a third" is a share and not "a third term"."""
    following = line.lows[j]
    if following in {"of", "less", "more", "fewer", "lower", "higher", "smaller", "larger", "cheaper", "as"}:
        return True
    before = line.lows[first - 1]
    share = before in {"by", "than", "about", "nearly", "almost", "around", "roughly", "over", "just", "only"}
    return share and (not line.is_word(j) or following in _FRACTION_FOLLOWERS)


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
    j = end + 1 if line.hyphen(end) else end
    part = line.lows[j]
    if part in FRACTIONS and 1 <= value <= 99 and scale == 1.0:
        plural = part.endswith(("s", "halves"))
        joined = j > end
        if plural == (value > 1) and (joined or plural or _fraction_ends(line, index, j + 1)):
            bottom = FRACTIONS[part]
            whole_quarters = part == "quarters" and not joined and line.lows[j + 1] != "of"
            if value < bottom and not whole_quarters and not (part == "quarter" and not joined):
                return _of_a_scale(line, Number(index, j + 1, value / bottom, fraction=True))
    if "and" in {line.lows[end], line.lows[end + 1]}:
        extra, after = and_a_half(line, end)
        if extra:
            exponent, after = read_scales(line, index, after)
            return Number(index, after, (value + extra) * 10.0**exponent, scale=10.0**exponent)
    if line.lows[end] == "point" and line.lows[end + 1] in UNITS and line.lows[index - 1] != "at":
        decimals = ""
        end += 1
        while line.lows[end] in UNITS and UNITS[line.lows[end]] < 10 and len(decimals) < 10:
            decimals += str(UNITS[line.lows[end]])
            end += 1
        exponent, end = read_scales(line, index, end)
        if decimals:
            return Number(index, end, float(f"{int(value)}.{decimals}e{exponent}"), scale=10.0**exponent)
    if line.lows[end] == "dozen" and value < 100:
        return Number(index, end + 1, value * 12, scale=12.0)
    return Number(index, end, value if value <= MAX_VALUE else None, scale=scale)


def _cardinal(line: Line, index: int) -> tuple[float, float, int]:
    """Value, last scale and end of the number words from `index` on; the end is `index` for none.

    A scale word multiplies what stands since the last larger scale; a word that cannot follow
    ("two three") ends the number, so that lists stay apart.
    """
    if line.lows[index] in {"dozen", "score"}:
        return (
            (_MULTIPLES[line.lows[index]], 12.0, index + 1)
            if line.lows[index + 1] != "of"
            else (0.0, 1.0, index)
        )
    total, group, last_scale = 0.0, 0.0, 1.0
    room = 1000.0  # what the next small word must stay below
    j = end = index
    while j < len(line):
        low = line.lows[j]
        if low in UNITS and UNITS[low] < room and (UNITS[low] or j == index):
            group += UNITS[low]
            room = 0.5
        elif low in TENS and TENS[low] < room:
            group += TENS[low]
            room = 10.0
        elif low in SCALES and not low.endswith("s") and total + group <= MAX_VALUE:
            factor = 10.0 ** SCALES[low]
            if low == "hundred":
                if group >= 100:
                    break
                group = (group or 1.0) * 100
                room = 100.0
            else:
                total, group, room = _scaled(total, group, factor, last_scale)
            last_scale = factor
        else:
            break
        end = j = j + 1
        if line.hyphen(j) and (
            line.lows[j + 1] in UNITS or line.lows[j + 1] in TENS or line.lows[j + 1] in SCALES
        ):
            j += 1
        elif line.lows[j] == "and" and last_scale > 1 and room > 10 and _small_after(line, j + 1, last_scale):
            if line.lows[index - 1] == "between":
                break
            j += 1
    scale = last_scale if total + group >= last_scale > 1 else 1.0
    return total + group, scale, end


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
