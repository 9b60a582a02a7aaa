"""What multiplies or completes a number: "billion", "bn", "m", "and a half"."""

from __future__ import annotations

from briefing.figures.nouns import STOP, is_plural
from briefing.figures.number import FRACTIONS, SCALES, SUFFIXES, UNITS
from briefing.figures.token_line import Line

_PICTURES = frozenset(
    "tv tvs video videos display displays resolution screen screens camera cameras monitor uhd content hdr "
    "footage television televisions streaming".split()
)
"""What "4K" describes without being an amount."""
_CURRENCY_SIGNS = frozenset("$€£¥₹₩₽₪₺฿₱₫₦¢")

_ABBREVIATED = frozenset(SUFFIXES) | {"b", "k", "m", "mm", "t"}
"""The forms that may abbreviate a scale."""


def and_a_half(line: Line, index: int) -> tuple[float, int]:
    """The part that "and a half", "and three quarters" adds, and the token after it; hyphens may tie it."""
    words: list[str] = []
    j = index
    while len(words) < 3:
        j += line.hyphen(j)
        words.append(line.lows[j])
        j += 1
    joint, top, part = words
    count = 1 if top in {"a", "one"} else UNITS.get(top, 0)
    if joint != "and" or not count or part not in {"half", "quarter", "third", "quarters", "thirds"}:
        return 0.0, index
    return count / FRACTIONS[part], j


def read_scales(line: Line, index: int, end: int) -> tuple[int, int]:
    """Sum of the exponents of the scale words after a number's digits, and the token after them."""
    exponent = 0
    for _ in range(3):
        j = end + 1 if line.hyphen(end) else end
        low = line.lows[j]
        if low in SCALES and not low.endswith("s"):
            exponent += SCALES[low]
        elif exponent == 0 and low in _ABBREVIATED and (power := scale_of_suffix(line, index, j)):
            exponent += power
            if line.lows[j + 1] == "." and line.glued(j + 1) and line.lows[j + 2] in _CURRENCY_SIGNS:
                j += 1  # "1,5 Mio. €"
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
    low, raw = line.lows[at], line.raws[at]
    if low in SUFFIXES:
        return SUFFIXES[low]
    glued = line.glued(at)
    money = index > 0 and (line.lows[index - 1] in _CURRENCY_SIGNS or _code_before(line, index))
    if raw == "B" and (glued or line.is_word(at + 1)):
        return 9
    if raw in {"MM", "mm"} and money and glued:
        return 6
    if not glued or len(raw) != 1:
        return 0
    if (
        low in {"k", "m"}
        and line.is_number(index)
        and line.raws[index].isdigit()
        and len(line.raws[index]) >= 4
    ):
        return 0  # "9400M": a model
    if raw == "K" and line.raws[index] in {"2", "4", "5", "8"} and line.lows[at + 1] in _PICTURES:
        return 0
    if low == "k" and not (
        line.glued(at + 1) and (line.is_word(at + 1) or line.is_number(at + 1) or line.lows[at + 1] == "/")
    ):
        return 3
    if raw == "M":
        model = (
            line.is_capital(index - 1)
            and not money
            and line.raws[index].isdigit()
            and len(line.raws[index]) > 2
        )
        return 0 if model else 6
    if low == "b":
        return 9 if money else 0
    if low == "t":
        return 12 if money else 0
    if low == "m":
        following = line.lows[at + 1]
        if money or following in _CURRENCY_SIGNS:
            return 6
        if line.hyphen(at + 1) and line.lows[at + 2] == "strong":
            return 6
        return 6 if _counts_after(line, at + 1) and line.lows[index - 1] != "within" else 0
    return 0


def _counts_after(line: Line, index: int) -> bool:
    """True when a thing counted follows: "1.2m tons", "2m new local jobs", "3m of its users"."""
    if line.lows[index] == "of" or line.lows[index] in {"more", "other"}:
        return True
    if line.glued(index):
        return False
    for j in range(index, index + 6):
        low = line.lows[j]
        if not (line.is_word(j) or line.hyphen(j)) or (low in STOP and low != "and"):
            return False
        if is_plural(low):
            return True
    return False


def _code_before(line: Line, index: int) -> bool:
    """True for a currency code or letter prefix tied to the number ("USD10m", "RM79m", "PS8.1bn")."""
    before = line.raws[index - 1]
    if before in {"Rs", "R"}:
        return True
    return before.isupper() and (len(before) == 3 or (len(before) == 2 and line.glued(index)))
