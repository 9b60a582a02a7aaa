"""Numbers as written, in digits and in words, with their values.

`read_number` reads the longest number that begins at a token: "11.15 billion", "28,030",
"35m", "twenty-eight thousand six hundred forty-two", "two and a half", "10 1/2", "two-thirds",
"half a million", "tens of thousands". It knows nothing of units, except that a letter such as
"m" may be a metre: `scale_of_suffix` decides by what stands around it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from briefing.figures.lexer import MAX_DIGITS, Line
from briefing.figures.nouns import STOP, is_plural

UNITS = {
    "zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
    "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15,
    "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19,
}  # fmt: skip
TENS = {
    "twenty": 20, "thirty": 30, "forty": 40, "fourty": 40, "fifty": 50, "sixty": 60, "seventy": 70,
    "eighty": 80, "ninety": 90,
}  # fmt: skip
SCALES = {
    "hundred": 2, "thousand": 3, "million": 6, "millions": 6, "billion": 9, "billions": 9, "trillion": 12,
    "trillions": 12, "quadrillion": 15, "lakh": 5, "lakhs": 5, "crore": 7, "crores": 7,
}  # fmt: skip
"""Scale words as powers of ten."""
SUFFIXES = {
    "bn": 9, "bln": 9, "mn": 6, "mln": 6, "mil": 6, "mio": 6, "mrd": 9, "tn": 12, "trn": 12, "trln": 12, "thsd": 3,
}  # fmt: skip
"""Abbreviations that are never anything but a scale."""
FRACTIONS = {
    "half": 2, "halves": 2, "third": 3, "thirds": 3, "quarter": 4, "quarters": 4, "fourth": 4, "fourths": 4,
    "fifth": 5, "fifths": 5, "sixth": 6, "sixths": 6, "seventh": 7, "sevenths": 7, "eighth": 8, "eighths": 8,
    "ninth": 9, "ninths": 9, "tenth": 10, "tenths": 10, "sixteenth": 16, "sixteenths": 16,
    "hundredth": 100, "hundredths": 100,
}  # fmt: skip
VULGAR = {
    "½": 0.5, "⅓": 1 / 3, "⅔": 2 / 3, "¼": 0.25, "¾": 0.75, "⅕": 0.2, "⅖": 0.4, "⅗": 0.6, "⅘": 0.8,
    "⅙": 1 / 6, "⅚": 5 / 6, "⅛": 0.125, "⅜": 0.375, "⅝": 0.625, "⅞": 0.875,
}  # fmt: skip
VAGUE = {
    "dozens": (12.0, 120.0), "scores": (20.0, 200.0), "hundreds": (1e2, 1e3), "thousands": (1e3, 1e4),
    "millions": (1e6, 1e7), "billions": (1e9, 1e10), "trillions": (1e12, 1e13), "lakhs": (1e5, 1e6),
    "crores": (1e7, 1e8), "tens": (10.0, 100.0),
}  # fmt: skip
"""Plural magnitudes name an order, not a number: from one of them up to ten."""
STARTERS = frozenset(UNITS) | frozenset(TENS) | frozenset(VULGAR) | frozenset(VAGUE) | {
    "a", "an", "half", "hundred", "thousand", "million", "billion", "trillion", "dozen", "several", "few", "couple",
    "lakh", "crore",
}  # fmt: skip
_MULTIPLES = {"dozen": 12.0, "score": 20.0}
_FRACTION_FOLLOWERS = frozenset(
    "of the its their his her our my your all those these that what less more fewer lower higher smaller "
    "larger bigger cheaper in to from by as since on at over during after before and or but".split()
)
_CURRENCY_SIGNS = frozenset("$€£¥₹₩₽₪₺฿₱₫₦¢")
MAX_VALUE = 1e36
"""Above this a chain of scale words is a play on words, and floats would soon overflow."""


@dataclass(frozen=True, slots=True)
class Number:
    """A number over tokens `first` to `end` (half-open)."""

    first: int
    end: int
    value: float | None
    """None for a vague magnitude, and for digits too long to be an amount."""
    low: float | None = None
    high: float | None = None
    scale: float = 1.0
    """What the scale words multiply by: 1e9 for "11.15 billion"."""
    digits: str = ""
    """The digits as written, without separators between thousands; empty for words."""
    fraction: bool = False
    """True for a part of one: "two-thirds", "half", "1/16"."""
    grouped: bool = False
    """True where a separator stands between thousands."""
    plus: bool = False
    """True for "1,000+"."""
    several: bool = False
    """True for "several hundred": an order of magnitude."""

    @property
    def vague(self) -> bool:
        """True for "dozens", "tens of thousands"."""
        return self.low is not None

    @property
    def plain(self) -> bool:
        """True for bare digits without scale, decimals or separators: a year, a label, a small count."""
        return self.digits.isdigit() and self.scale == 1.0 and not self.fraction and not self.grouped


def read_number(line: Line, index: int) -> Number | None:
    """Return the number that begins at token `index`, or None."""
    number = _read_digits(line, index) if line.is_number(index) else _read_spelled(line, index)
    return None if number is None else _signed(line, number)


def _signed(line: Line, number: Number) -> Number:
    """Take in a minus before the number: "-5", "minus-260", "minus five"; never a dash between two things."""
    first = number.first
    at = first - 1
    if number.value is None or number.fraction:
        return number
    if line.hyphen(at) and line.low(at - 1) == "minus":
        at -= 1
    elif line.low(at) in {"-", "−"} and line.glued(first):
        opened = at == 0 or line.low(at - 1) in {"(", "[", ",", "“", '"', ":"} or not line.glued(at)
        if not opened or line.is_number(at - 1) or not number.digits or not _word_before(line, at):
            return number
    elif line.low(at) != "minus":
        return number
    return replace(number, first=at, value=-number.value)


def _word_before(line: Line, index: int) -> bool:
    """True where a minus sign may stand: after a word or an opening, not after a unit and a blank."""
    return (
        index == 0 or line.is_word(index - 1) or line.low(index - 1) in {"(", "[", ",", "“", '"', ":", "to"}
    )


def _read_spelled(line: Line, index: int) -> Number | None:
    low = line.low(index)
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


# ------------------------------------------------------------------------------ digits


def _read_digits(line: Line, index: int) -> Number:
    raw = line.raw(index)
    if len(raw) > MAX_DIGITS:
        return Number(index, index + 1, None, digits="too long")
    grouped = any(sign in raw for sign in ",\u00a0\u2009\u202f")
    digits = raw.translate(_SEPARATORS)
    if line.continental:
        grouped = "." in raw[:-3] or " " in raw
        digits = _continental(raw)
    end = index + 1
    special = _read_power(line, index, digits) or _read_slash(line, index, digits)
    if special is not None:
        return special
    extra = 0.0
    if line.low(end) in VULGAR and digits.isdigit():
        extra = VULGAR[line.low(end)]
        end += 1
    elif line.is_number(end) and digits.isdigit() and not line.glued(end):
        part = _read_slash(line, end, line.raw(end))
        if part is not None and part.value is not None and part.value < 1:
            extra, end = part.value, part.end
    elif "and" in {line.low(end), line.low(end + 1)} and digits.isdigit():
        extra, end = _and_a_half(line, end)
    exponent, end = _read_scales(line, index, end)
    plus = line.low(end) == "+" and line.glued(end) and not line.is_number(end + 1)
    end += plus
    value = float(f"{digits}e{exponent}") if not extra else (float(digits) + extra) * 10.0**exponent
    return Number(
        index,
        end,
        value if abs(value) <= MAX_VALUE else None,
        scale=10.0**exponent,
        digits=digits if not extra else "",
        grouped=grouped,
        plus=plus,
    )


_SEPARATORS = str.maketrans("", "", ",\u00a0\u2009\u202f")


def _continental(raw: str) -> str:
    """Digits of a number with decimal comma; one full stop before three digits parts thousands."""
    raw = raw.translate(str.maketrans("", "", " \u00a0\u2009\u202f"))
    if "," in raw:
        return raw.replace(".", "").replace(",", ".")
    head, stop, tail = raw.rpartition(".")
    return raw.replace(".", "") if stop and len(tail) == 3 and head else raw


def _read_power(line: Line, index: int, digits: str) -> Number | None:
    """ "2.998×10−8", "6 x 10^23"."""
    j = index + 1
    if line.low(j) not in {"×", "x", "·", "*"} or line.raw(j + 1) != "10":
        return None
    j += 2
    caret = line.low(j) == "^"
    j += caret
    sign = ""
    if line.low(j) in {"-", "−", "–"} and line.glued(j):
        sign = "-"
        j += 1
    if not (caret or sign) or not line.is_number(j) or not line.glued(j) or len(line.raw(j)) > 2:
        return None
    if not line.raw(j).isdigit():
        return None
    value = float(f"{digits}e{sign}{line.raw(j)}")
    return Number(index, j + 1, value if abs(value) <= MAX_VALUE else None, digits=digits, grouped=True)


def _read_slash(line: Line, index: int, digits: str) -> Number | None:
    """ "1/16", "1⁄32", and "1 / 4" as in tokenised text; only parts of one."""
    slash = index + 1
    if line.low(slash) not in {"/", "⁄", "∕"} or not line.is_number(slash + 1):
        return None
    below = line.raw(slash + 1)
    if not (digits.isdigit() and below.isdigit() and len(digits) <= 2 and len(below) <= 3):
        return None
    if line.low(slash + 2) in {"/", "-", "⁄"} and line.glued(slash + 2):
        return None
    top, bottom = int(digits), int(below)
    spaced = not line.glued(slash) or not line.glued(slash + 1)
    common = bottom in {2, 3, 4, 5, 6, 8, 10, 16, 32, 64, 100, 128}
    if not 0 < top < bottom or not common or (spaced and bottom not in {2, 3, 4, 8, 16, 32}):
        return None
    return Number(index, slash + 2, top / bottom, fraction=True)


def _and_a_half(line: Line, index: int) -> tuple[float, int]:
    """The part that "and a half", "and three quarters" adds, and the token after it; hyphens may tie it."""
    words: list[str] = []
    j = index
    while len(words) < 3:
        j += line.hyphen(j)
        words.append(line.low(j))
        j += 1
    joint, top, part = words
    count = 1 if top in {"a", "one"} else UNITS.get(top, 0)
    if joint != "and" or not count or part not in {"half", "quarter", "third", "quarters", "thirds"}:
        return 0.0, index
    return count / FRACTIONS[part], j


def _read_scales(line: Line, index: int, end: int) -> tuple[int, int]:
    """Sum of the exponents of the scale words after a number's digits, and the token after them."""
    exponent = 0
    for _ in range(3):
        j = end + 1 if line.hyphen(end) else end
        low = line.low(j)
        if low in SCALES and not low.endswith("s"):
            exponent += SCALES[low]
        elif exponent == 0 and (power := scale_of_suffix(line, index, j)):
            exponent += power
        elif low == "dozen":
            break
        else:
            break
        end = j + 1
    return exponent, end


def scale_of_suffix(line: Line, index: int, at: int) -> int:
    """Return the power of ten that the abbreviation at token `at` means after number `index`, or 0.

    A lower-case "m" without a currency is millions only before something counted ("35m homes",
    "1.2m tons"), else metres; "b" and "t" need a currency; "B" may stand apart.
    """
    low, raw = line.low(at), line.raw(at)
    if low in SUFFIXES:
        return SUFFIXES[low]
    glued = line.glued(at)
    money = index > 0 and (line.low(index - 1) in _CURRENCY_SIGNS or _code_before(line, index))
    if raw == "B" and (glued or line.is_word(at + 1)):
        return 9
    if not glued or len(raw) != 1:
        return 0
    if (
        low in {"k", "m"}
        and line.is_number(index)
        and line.raw(index).isdigit()
        and len(line.raw(index)) >= 4
    ):
        return 0  # "9400M": a model
    if low == "k" and not (
        line.glued(at + 1) and (line.is_word(at + 1) or line.is_number(at + 1) or line.low(at + 1) == "/")
    ):
        return 3
    if raw == "M":
        return 6
    if low == "b":
        return 9 if money else 0
    if low == "t":
        return 12 if money else 0
    if low == "m":
        following = line.low(at + 1)
        if money or following in _CURRENCY_SIGNS:
            return 6
        if line.hyphen(at + 1) and line.low(at + 2) == "strong":
            return 6
        return 6 if _counts_after(line, at + 1) and line.low(index - 1) != "within" else 0
    return 0


def _counts_after(line: Line, index: int) -> bool:
    """True when a thing counted follows: "1.2m tons", "2.7m combined digital sales", "35m of its devices"."""
    if line.low(index) == "of" or line.low(index) in {"more", "other"}:
        return True
    if line.glued(index):
        return False
    for j in range(index, index + 6):
        low = line.low(j)
        if not (line.is_word(j) or line.hyphen(j)) or (low in STOP and low != "and"):
            return False
        if is_plural(low):
            return True
    return False


def _code_before(line: Line, index: int) -> bool:
    """True for a currency code or letter prefix tied to the number ("USD10m", "RM79m", "PS8.1bn")."""
    before = line.raw(index - 1)
    if not (2 <= len(before) <= 3 and before.isupper()):
        return line.raw(index - 1) in {"Rs", "R"}
    return True


# ------------------------------------------------------------------------------- words


def _read_vague(line: Line, index: int) -> Number | None:
    """ "dozens of", "tens of thousands of", "millions more"."""
    low, high = VAGUE[line.low(index)]
    end = index + 1
    if line.low(end) == "of" and line.low(end + 1) in VAGUE and line.low(end + 1) not in {"tens", "dozens"}:
        factor = VAGUE[line.low(end + 1)][0]
        low, high, end = low * factor, high * factor, end + 2
    elif line.low(index) == "tens":
        return None
    if line.low(end) not in {"of", "more"}:
        return None
    return Number(index, end + (line.low(end) == "of"), None, low=low, high=high)


def _read_several(line: Line, index: int) -> Number | None:
    """ "several hundred", "a few thousand", "several dozen": as an order of magnitude."""
    word = line.low(index + 1)
    if line.low(index) == "couple":
        scale = SCALES.get(line.low(index + 2), 0) if word == "of" else 0
        first = index - 1 if line.low(index - 1) == "a" else index
        return Number(first, index + 3, 2 * 10.0**scale, scale=10.0**scale, several=True) if scale else None
    if word == "dozen":
        unit = 12.0
    elif word in SCALES and not word.endswith("s"):
        unit = 10.0 ** SCALES[word]
    else:
        return None
    first = index - 1 if line.low(index) == "few" and line.low(index - 1) == "a" else index
    return Number(first, index + 2, None, low=unit, high=unit * 10, several=True)


def _read_article(line: Line, index: int) -> Number | None:
    """Numbers that begin with "a" or "half": "a hundred", "half a million", "a third of"."""
    low, j = line.low(index), index + 1
    if low == "half":
        return _read_half(line, index)
    word = line.low(j)
    if word in SCALES and not word.endswith("s"):
        rest = _read_words(line, j)
        return None if rest is None else _moved(rest, index)
    if word == "dozen":
        return Number(index, j + 1, 12.0, scale=12.0)
    if word == "half":
        after = j + 1
        scaled = line.hyphen(after) and line.low(after + 1) in SCALES
        if scaled:
            power = SCALES[line.low(after + 1)]
            return Number(index, after + 2, 0.5 * 10.0**power, scale=10.0**power)
        if line.low(after) in {"dozen"}:
            return Number(index, after + 1, 6.0, scale=12.0)
        return None
    if word in FRACTIONS and not word.endswith("s") and _fraction_ends(line, index, j + 1):
        return _of_a_scale(line, Number(index, j + 1, 1 / FRACTIONS[word], fraction=True))
    return None


def _moved(number: Number, first: int) -> Number:
    return Number(first, number.end, number.value, scale=number.scale, fraction=number.fraction)


def _read_half(line: Line, index: int) -> Number | None:
    j = index + 1
    before = line.low(index - 1)
    if line.hyphen(j):
        power = SCALES.get(line.low(j + 1), 0)
        if line.low(j + 1) == "a" and line.hyphen(j + 2) and line.low(j + 3) == "dozen":
            return Number(index, j + 4, 6.0, scale=12.0)
        if power:
            return Number(index, j + 2, 0.5 * 10.0**power, scale=10.0**power)
        return None
    if line.low(j) in {"a", "an"}:
        word = line.low(j + 1)
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
    if line.low(j) in _FRACTION_FOLLOWERS - {"in", "to", "at", "on", "and", "or", "but", "from"}:
        return Number(index, j, 0.5, fraction=True)
    if before in {"than", "nearly", "almost"} or (
        before == "over" and line.low(index - 2) in {"just", "well"}
    ):
        return Number(index, j, 0.5, fraction=True)
    leading = before in {"by", "than", "about", "nearly", "almost", "around", "roughly", "over", "just", "in"}
    return Number(index, j, 0.5, fraction=True) if leading and not line.is_word(j) else None


def _fraction_ends(line: Line, first: int, j: int) -> bool:
    """True where "a third" is a share and not "a third term"."""
    following = line.low(j)
    if following in {"of", "less", "more", "fewer", "lower", "higher", "smaller", "larger", "cheaper", "as"}:
        return True
    before = line.low(first - 1)
    share = before in {"by", "than", "about", "nearly", "almost", "around", "roughly", "over", "just", "only"}
    return share and (not line.is_word(j) or following in _FRACTION_FOLLOWERS)


def _of_a_scale(line: Line, number: Number) -> Number:
    """ "a quarter of a million", "three quarters of a billion"."""
    j = number.end
    if line.low(j) == "of" and line.low(j + 1) in {"a", "one"} and line.low(j + 2) in SCALES and number.value:
        power = SCALES[line.low(j + 2)]
        return Number(number.first, j + 3, number.value * 10.0**power, scale=10.0**power)
    return number


def _read_words(line: Line, index: int) -> Number | None:
    """A number in words, up to a fraction or "and a half"; None where the word starts none."""
    value, scale, end = _cardinal(line, index)
    if end == index:
        return None
    j = end + 1 if line.hyphen(end) else end
    part = line.low(j)
    if part in FRACTIONS and 1 <= value <= 99 and scale == 1.0:
        plural = part.endswith(("s", "halves"))
        joined = j > end
        if plural == (value > 1) and (joined or plural or _fraction_ends(line, index, j + 1)):
            bottom = FRACTIONS[part]
            whole_quarters = part == "quarters" and not joined and line.low(j + 1) != "of"
            if value < bottom and not whole_quarters and not (part == "quarter" and not joined):
                return _of_a_scale(line, Number(index, j + 1, value / bottom, fraction=True))
    if "and" in {line.low(end), line.low(end + 1)}:
        extra, after = _and_a_half(line, end)
        if extra:
            exponent, after = _read_scales(line, index, after)
            return Number(index, after, (value + extra) * 10.0**exponent, scale=10.0**exponent)
    if line.low(end) == "point" and line.low(end + 1) in UNITS and line.low(index - 1) != "at":
        decimals = ""
        end += 1
        while line.low(end) in UNITS and UNITS[line.low(end)] < 10 and len(decimals) < 10:
            decimals += str(UNITS[line.low(end)])
            end += 1
        exponent, end = _read_scales(line, index, end)
        if decimals:
            return Number(index, end, float(f"{int(value)}.{decimals}e{exponent}"), scale=10.0**exponent)
    if line.low(end) == "dozen" and value < 100:
        return Number(index, end + 1, value * 12, scale=12.0)
    return Number(index, end, value if value <= MAX_VALUE else None, scale=scale)


def _cardinal(line: Line, index: int) -> tuple[float, float, int]:
    """Value, last scale and end of the number words from `index` on; the end is `index` for none.

    A scale word multiplies what stands since the last larger scale; a word that cannot follow
    ("two three") ends the number, so that lists stay apart.
    """
    if line.low(index) in {"dozen", "score"}:
        return (
            (_MULTIPLES[line.low(index)], 12.0, index + 1)
            if line.low(index + 1) != "of"
            else (0.0, 1.0, index)
        )
    total, group, last_scale = 0.0, 0.0, 1.0
    room = 1000.0  # what the next small word must stay below
    j = end = index
    while j < len(line):
        low = line.low(j)
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
            line.low(j + 1) in UNITS or line.low(j + 1) in TENS or line.low(j + 1) in SCALES
        ):
            j += 1
        elif line.low(j) == "and" and last_scale > 1 and room > 10 and _small_after(line, j + 1, last_scale):
            if line.low(index - 1) == "between":
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
    low = line.low(index)
    if low not in UNITS and low not in TENS:
        return False
    j = index + 1
    if low in TENS:
        if line.hyphen(j):
            j += 1
        j += line.low(j) in UNITS
    following = line.low(j)
    if following not in SCALES:
        return True
    return last == 100.0 and following != "hundred"
