"""Numbers as written, in digits and in words, with their values.

`read_number` reads the longest number that begins at a token: "11.15 billion", "28,030",
"35m", "thirty-one thousand two hundred twelve", "two and a half", "10 1/2", "two-thirds",
"half a million", "tens of thousands". It knows nothing of units, except that a letter such as
"m" may be a metre: `scales` decides by what stands around it.
"""

from __future__ import annotations

from dataclasses import replace

from briefing.figures.counted_nouns import head_noun
from briefing.figures.currencies import currency_at, currency_before
from briefing.figures.labels import DESIGNATORS
from briefing.figures.nouns import STOP
from briefing.figures.number import MAX_VALUE, SCALES, SUFFIXES, VULGAR, Number
from briefing.figures.scales import SCALE_FORMS, and_a_half, half_of_a_scale, read_scales
from briefing.figures.spelled_numbers import read_spelled
from briefing.figures.token_line import HYPHENS, MAX_DIGITS, NUMBER, Line
from briefing.figures.units import unit_at

_MINUS = HYPHENS | {"−", "minus", "negative"}
"""What stands right before a number below zero."""
_OPENING = frozenset('([,“":')
"""Signs behind which a minus can open a number."""
_TIMES = frozenset("×x·*")
_SLASHES = frozenset("/⁄∕")
_BEHIND_AMOUNT = STOP | frozenset('.,;:!?)”"') | {""}
"""What stands behind an amount that counts nothing."""
_GOING_ON = (
    _TIMES
    | _SLASHES
    | HYPHENS
    | SCALE_FORMS
    | frozenset(VULGAR)
    | {".", "+", "and", "s", "half", "quarter", "dozen"}
)
"""What may stand behind digits and belong to the number."""


def read_number(line: Line, index: int) -> Number | None:
    """Return the number that begins at token `index`, or None."""
    number = _read_digits(line, index) if line.kinds[index] == NUMBER else read_spelled(line, index)
    if number is None or line.lows[number.first - 1] not in _MINUS:
        return number
    return _signed(line, number)


def _signed(line: Line, number: Number) -> Number:
    """Take in a minus before the number: "-5", "minus-260", "minus five"; never a dash between two things."""
    if number.value is None or number.fraction:
        return number
    at = number.first - 1
    if line.hyphen(at) and line.lows[at - 1] == "minus":
        return replace(number, first=at - 1, value=-number.value)
    if line.lows[at] in {"-", "−"} and line.glued(number.first):
        is_minus = _opens_number(line, number, at)
    elif line.lows[at] == "negative":
        # "A negative 3 per cent", but "tested negative 3 times".
        tested = line.lows[at - 1] in {"tested", "test", "tests", "testing"}
        is_minus = not tested and _measures(line, number.end - 1)
    else:
        is_minus = line.lows[at] == "minus" and line.lows[at - 1] != "or"
    return replace(number, first=at, value=-number.value) if is_minus else number


def _opens_number(line: Line, number: Number, at: int) -> bool:
    """True for a minus sign with nothing before it: "5-3", "A-5", "page 5 -3" are no negative numbers."""
    if not number.digits or line.is_number(at - 1) or not _word_before(line, at):
        return False
    opened = at == 0 or line.lows[at - 1] in _OPENING or not line.glued(at)
    return opened and not names_before_dash(line, number)


def names_before_dash(line: Line, number: Number) -> bool:
    """True for "COVID -19", "F -16 jets": a name whose dash slipped away, and nothing measured."""
    before = line.raws[number.first - 2]
    apart = line.glued(number.first) and not line.glued(number.first - 1) and before.isupper()
    named = line.is_capital(number.first - 2) and line.lows[number.first - 2] in DESIGNATORS
    return (apart or named) and number.plain and not _measures(line, number.end - 1)


def _word_before(line: Line, index: int) -> bool:
    """True where a minus sign may stand: after a word or an opening, not after a unit and a blank."""
    before = line.lows[index - 1]
    return index == 0 or line.is_word(index - 1) or before in _OPENING or before == "to"


def _read_digits(line: Line, index: int) -> Number:
    raw = line.raws[index]
    if len(raw) > MAX_DIGITS:
        return Number(index, index + 1, None, digits="too long")
    if raw.isdigit() and _stands_alone(line, index):
        return Number(index, index + 1, float(raw), digits=raw)
    digits, grouped = _digits(line, index)
    if not digits:
        return Number(index, index + 1, None, digits="unclear")
    end = index + 1
    # Groups stand apart only behind a blank, where the next token is a number or signs stand apart too.
    if line.kinds[end] == NUMBER or line.tokenised:
        digits, end, joined = _apart(line, index, digits)
        grouped = grouped or joined
    sign = line.lows[end]
    if sign in _TIMES or sign in _SLASHES:
        special = _read_power(line, index, digits) or _read_slash(line, index, digits)
        if special is not None:
            return special
    elif _scattered(line, index, sign):
        grouped = grouped or sign == ","
        digits, end = f"{raw}{'.' if sign == '.' else ''}{line.raws[index + 2]}", index + 3
    return _completed(line, index, digits, end, grouped=grouped)


def _stands_alone(line: Line, index: int) -> bool:
    """True for digits with nothing beside them that could belong to them, as most numbers are."""
    behind = line.lows[index + 1]
    if behind in _GOING_ON or line.lows[index - 1] == "," or (behind == "," and line.is_number(index + 2)):
        return False
    return line.kinds[index + 1] != NUMBER and not line.tokenised


def _digits(line: Line, index: int) -> tuple[str, bool]:
    """The digits of a token without separators, and whether thousands were parted; none where it is unclear.

    Who groups digits, with a comma or a thin blank, writes an amount, never a year or a code.
    """
    raw = line.raws[index]
    if line.lows[index - 1] == "," and line.glued(index) and not line.glued(index - 1) and not line.tokenised:
        return "", False  # ",89 per cent": something is lost
    if raw.isdigit():
        return raw, False
    if line.continental:
        return _continental(raw), "." in raw[:-3] or " " in raw
    digits = _english(line, index)
    return digits, len(digits) != len(raw)


def _completed(line: Line, index: int, digits: str, end: int, *, grouped: bool) -> Number:
    """The number that begins with `digits`, which end before token `end`, with all that belongs to it."""
    extra, end = _more_of_one(line, digits, end)
    bound = _bound_before_scale(line, end)
    if line.lows[end] == "dozen":
        return _dozens(index, float(digits) + extra, end)
    exponent, end = read_scales(line, index, bound or end)
    more, end = half_of_a_scale(line, end, exponent)  # "2 million and a half"
    if line.lows[end] == "s" and _is_vague_magnitude(line, digits, end):
        return Number(index, end + 2, None, low=float(digits), high=float(digits) * 10)
    signed = line.lows[end] == "+" and line.glued(end) and not bound and not line.is_number(end + 1)
    after, plus = end + signed, signed or bool(bound)
    if not exponent and not extra:
        # Most numbers are digits alone.
        value = float(digits) + more
        return Number(
            index,
            after,
            value if value <= MAX_VALUE else None,
            None,
            None,
            1.0,
            digits,
            False,
            grouped,
            plus,
        )
    value = float(f"{digits}e{exponent}") if not extra else (float(digits) + extra) * 10.0**exponent
    value += more
    return Number(
        index,
        after,
        value if abs(value) <= MAX_VALUE else None,
        scale=10.0**exponent,
        digits=digits if not extra else "",
        grouped=grouped,
        plus=plus,
    )


def _dozens(index: int, value: float, end: int) -> Number:
    """ "3 dozen", "1.5 dozen"; `end` is the token of the dozen."""
    return Number(index, end + 1, value * 12 if value * 12 <= MAX_VALUE else None, scale=12.0)


def _bound_before_scale(line: Line, end: int) -> int:
    """The token of the scale behind a bound in "$20-plus trillion", or 0."""
    if not (line.hyphen(end) and line.lows[end + 1] == "plus"):
        return 0
    scale = end + 2 + line.hyphen(end + 2)
    return scale if line.lows[scale] in SCALES else 0


def _more_of_one(line: Line, digits: str, end: int) -> tuple[float, int]:
    """The part that stands behind whole digits, and the token after it: "10 1/2", "2-3/4", "2 and a half"."""
    if line.hyphen(end) and line.is_number(end + 1):
        # "2-3/4 cents", "$10.62-1/4".
        hundredths = digits[-3:-2] == "."
        part = _read_slash(line, end + 1, line.raws[end + 1])
        if part is not None and part.value is not None and (hundredths or digits.isdigit()):
            return part.value / (100 if hundredths else 1), part.end
        return 0.0, end
    if not digits.isdigit():
        return 0.0, end
    if line.lows[end] in VULGAR:
        return VULGAR[line.lows[end]], end + 1
    if line.is_number(end) and not line.glued(end):
        part = _read_slash(line, end, line.raws[end])
        return (part.value, part.end) if part is not None and part.value else (0.0, end)
    return and_a_half(line, end) if "and" in (line.lows[end], line.lows[end + 1]) else (0.0, end)


def _scattered(line: Line, index: int, sign: str) -> bool:
    """True where a blank slipped in behind the sign of decimals, or that of thousands."""
    return (sign == "." and _scattered_decimals(line, index)) or (
        sign == "," and _scattered_thousands(line, index)
    )


def _scattered_decimals(line: Line, index: int) -> bool:
    """True for "2. 7GHz", "3. 4%": a blank slipped in behind the decimal point.

    No sentence begins with digits and a unit, and none ends in a bare number before it that way.
    """
    raw, part = line.raws[index], line.raws[index + 2]
    if not (line.is_number(index + 2) and line.glued(index + 1) and raw.isdigit() and part.isdigit()):
        return False
    if len(raw) > 3 or len(part) > 2 or line.is_number(index - 1):
        return False
    behind = index + 3 + line.hyphen(index + 3)
    if line.lows[behind] in SCALES or line.lows[behind] in SUFFIXES:
        return _ends_at_scale(line, index, behind) and currency_before(line, index) is not None
    if line.glued(behind) and (line.lows[behind] == "%" or unit_at(line, behind) is not None):
        return True
    # "$119. 99 with a contract", but "It cost $5. 20 people came."
    return _is_cents(line, index, behind)


def _ends_at_scale(line: Line, index: int, scale: int) -> bool:
    """True for "worth $2. 5 million early on Monday", but "It cost $2. 5 million people came."."""
    tied = scale > index + 3
    return tied or not line.is_word(scale + 1) or head_noun(line, scale + 1) is None


def _is_cents(line: Line, index: int, behind: int) -> bool:
    two = len(line.raws[behind - 1]) == 2
    return two and line.lows[behind] in _BEHIND_AMOUNT and currency_before(line, index) is not None


def _scattered_thousands(line: Line, index: int) -> bool:
    """True for "$1, 199": a blank slipped in behind the comma of thousands.

    Behind a currency's sign alone, and not where three digits may count what comes next: "It cost $5, 200
    people came".
    """
    raw, part = line.raws[index], line.raws[index + 2]
    if not (line.glued(index + 1) and raw.isdigit() and len(raw) <= 3 and raw[0] != "0"):
        return False
    if not (len(part) == 3 and part.isdigit() and currency_before(line, index) is not None):
        return False
    # No count begins with a nought: "a $430, 000 state loan".
    return part[0] == "0" or line.lows[index + 3] in _BEHIND_AMOUNT


def _english(line: Line, index: int) -> str:
    """The digits of a token with separators; empty where its comma may be either kind of separator."""
    raw = line.raws[index]
    head, comma, tail = raw.rpartition(",")
    if comma and len(tail) < 3:
        # "24,50" is an amount beside its unit ("24,50 euros"), and else two numbers of a list.
        # "£135,00" has lost a digit, or two: the sign before it is one of English writing.
        lost = tail == "00" and line.lows[index - 1] in {"$", "£"}
        return f"{head.replace('.', '')}.{tail}" if not lost and _measures(line, index) else ""
    if not comma and raw.count(".") > 1:
        return raw.replace(".", "")
    if not comma and raw[-4:-3] == "." and raw[0] != "0" and _says_decimal_commas(line):
        return raw.replace(".", "")
    return raw.translate(_SEPARATORS)


def _measures(line: Line, index: int) -> bool:
    """True for a number with its currency or unit, or with a word for hundredths or a scale behind it."""
    behind = index + 1
    low = line.lows[behind]
    return (
        low in SCALES
        or low in SUFFIXES
        or low in {"%", "percent", "pc", "pct"}
        or (low == "per" and line.lows[behind + 1] == "cent")
        or currency_before(line, index) is not None
        or currency_at(line, behind) is not None
        or unit_at(line, behind) is not None
    )


def _says_decimal_commas(line: Line) -> bool:
    """True where another number of the line has a decimal comma; then full stops part thousands."""
    if line.decimal_commas is None:
        line.decimal_commas = any(
            kind == NUMBER and "," in raw[-3:] and _measures(line, at)
            for at, (kind, raw) in enumerate(zip(line.kinds, line.raws, strict=True))
        )
    return line.decimal_commas


def _apart(line: Line, index: int, digits: str) -> tuple[str, int, bool]:
    """Digits whose groups stand apart: "10 , 000" and "30 . 84" in tokenised text, "10 000 homes" in any.

    Returns the digits, the token after them, and whether thousands were joined.
    """
    if not digits.isdigit():
        return digits, index + 1, False
    end = index + 1
    if len(digits) <= 3:
        commas = line.tokenised and line.lows[end] == ","
        end = _tokenised_groups_end(line, end) if commas else _groups_end(line, index)
    joined = end > index + 1
    digits += "".join([raw for raw in line.raws[index + 1 : end] if raw != ","])
    if not (line.tokenised and line.lows[end] == "." and _apart_at(line, end)):
        return digits, end, joined
    decimals = line.raws[end + 1]
    if line.is_number(end + 1) and decimals.isdigit() and len(decimals) <= 3:
        return f"{digits}.{decimals}", end + 2, joined
    return digits, end, joined


def _tokenised_groups_end(line: Line, index: int) -> int:
    """The token after ", 000 , 000", whose first comma is token `index`."""
    while line.lows[index] == "," and _group(line, index + 1) and _apart_at(line, index):
        index += 2
    return index


def _apart_at(line: Line, index: int) -> bool:
    """True for a sign with blanks on both its sides."""
    return not line.glued(index) and not line.glued(index + 1)


def _is_vague_magnitude(line: Line, digits: str, end: int) -> bool:
    """ "10,000s of fans": as vague as "tens of thousands of"."""
    return line.glued(end) and line.lows[end + 1] == "of" and _is_magnitude(digits)


def _is_magnitude(digits: str) -> bool:
    """True for a one with at least two noughts."""
    return digits[:1] == "1" and len(digits) > 2 and not digits[1:].strip("0")


def _groups_end(line: Line, index: int) -> int:
    """The token after the groups of three behind a number: "10 000 homes", "1 234 567 euros".

    Without a currency before or a word behind they are a row of numbers.
    """
    end = index + 1
    while _group(line, end) and not line.glued(end):
        end += 1
    if end == index + 1 or line.is_number(end) or line.is_number(index - 1) or _is_named(line, end):
        return index + 1
    raw = line.raws[index + 1]
    if raw[0] == raw[2] == "7" and line.is_capital(end):
        return index + 1  # "75 737 Max jets" counts a type
    if currency_before(line, index) is not None:
        return end
    # "May 12 300 people came" has a day before its count.
    if line.is_capital(index - 1) and end == index + 2:
        return index + 1
    return end if line.is_word(end) or line.raws[end - 1] == "000" or _measures(line, end - 1) else index + 1


def _is_named(line: Line, end: int) -> bool:
    """ "100 737s": digits with an ending are a name."""
    if line.lows[end] == "s":
        return True
    return line.glued(end) and line.is_word(end) and unit_at(line, end) is None


def _group(line: Line, index: int) -> bool:
    raw = line.raws[index]
    return line.is_number(index) and len(raw) == 3 and raw.isdigit()


_SEPARATORS = str.maketrans("", "", ",\u00a0'’")


def _continental(raw: str) -> str:
    """Digits of a number with decimal comma; one full stop before three digits parts thousands."""
    raw = raw.translate(str.maketrans("", "", " \u00a0'’"))
    if "," in raw:
        return raw.replace(".", "").replace(",", ".")
    head, stop, tail = raw.rpartition(".")
    return raw.replace(".", "") if stop and len(tail) == 3 and head else raw


def _read_power(line: Line, index: int, digits: str) -> Number | None:
    """ "2.998×10−8", "6 x 10^23"."""
    j = index + 1
    if line.lows[j] not in _TIMES or line.raws[j + 1] != "10":
        return None
    j += 2
    caret = line.lows[j] == "^"
    j += caret
    sign = ""
    if line.lows[j] in {"-", "−", "–"} and line.glued(j):
        sign = "-"
        j += 1
    if not (caret or sign) or not line.is_number(j) or not line.glued(j) or len(line.raws[j]) > 2:
        return None
    if not line.raws[j].isdigit():
        return None
    value = float(f"{digits}e{sign}{line.raws[j]}")
    return Number(index, j + 1, value if abs(value) <= MAX_VALUE else None, digits=digits, grouped=True)


def _read_slash(line: Line, index: int, digits: str) -> Number | None:
    """ "1/16", "1⁄32", and "1 / 4" as in tokenised text; only parts of one."""
    slash = index + 1
    if line.lows[slash] not in _SLASHES or not line.is_number(slash + 1):
        return None
    below = line.raws[slash + 1]
    if not (digits.isdigit() and below.isdigit() and len(digits) <= 2 and len(below) <= 3):
        return None
    if line.lows[slash + 2] in {"/", "-", "⁄"} and line.glued(slash + 2):
        return None
    top, bottom = int(digits), int(below)
    spaced = not line.glued(slash) or not line.glued(slash + 1)
    # "1/16" is a part, "3/7" a day or a result: only the denominators that people use are read as
    # fractions.
    common = bottom in {2, 3, 4, 5, 6, 8, 10, 16, 32, 64, 100, 128}
    if not 0 < top < bottom or not common or (spaced and bottom not in {2, 3, 4, 8, 16, 32}):
        return None
    return Number(index, slash + 2, top / bottom, fraction=True)
