"""What carries digits and is no figure: names, labels, versions, addresses, codes, list numbers."""

from __future__ import annotations

from briefing.figures.counted_nouns import head_noun
from briefing.figures.currencies import currency_at, currency_before
from briefing.figures.draft import Draft
from briefing.figures.nouns import STOP, is_plural
from briefing.figures.numerals import Number, names_before_dash
from briefing.figures.rules.money import SCREENS
from briefing.figures.rules.percent import percent_at
from briefing.figures.token_line import Line
from briefing.figures.units import unit_at

NAME = "names"

_STRONG_LABELS = frozenset(
    "no no. nos nos. section sections chapter article articles clause page pages category cat phase "
    "grade version type class volume vol vol. episode row suite apt apt. exhibit paragraph regulation "
    "directive resolution footnote verse psalm proposition prop amendment fig fig. table annex "
    "appendix schedule # № extension ext ext.".split()
)
"""Words that number what they name, whatever follows."""
_LABELS = frozenset(
    "number room route highway channel flight gate bus line level model season lot unit apartment "
    "building district ward precinct interstate area block title rule act bill case figure step round "
    "week day game match set stage group pool tier zone platform track terminal dock pier hole turn "
    "lane formula engine ladder squad team under division junction exit mile heat test series part "
    "book track verse seed ranked rank rated ranking windows iphone ipad galaxy boeing airbus "
    "playstation xbox pixel nasdaq ftse stoxx asx csi nikkei dax cac russell topix kospi ibex mib "
    "covid expo apec cop brexit tesla studio court question item order".split()
)
"""Words that number what they name when a bare number follows and nothing counted after it."""
INDICES = frozenset("nasdaq ftse stoxx asx csi nikkei dax cac russell topix kospi p s&p spx sp".split())
"""Share indices, whose names end in the number of their members."""
_STREETS = frozenset(
    "street st st. avenue ave ave. road rd rd. lane drive boulevard blvd way court terrace crescent "
    "highway parkway plaza".split()
)
_ORDINAL_ENDS = frozenset({"st", "nd", "rd", "th"})
_HYPHEN_FRIENDS = frozenset("minus plus to or and by a an per magnitude sub near over under".split())
_SPOKEN_TWINS = {("24", "7"), ("9", "11"), ("7", "7"), ("50", "50")}


def claim(line: Line, number: Number) -> Draft | None:
    """A draft of no kind for a number that is part of a name or code."""
    if _is_name(line, number):
        return Draft(number.first, number.end, None, NAME, numbers=(number,))
    return None


def _is_name(line: Line, number: Number) -> bool:
    return (
        _tied_before(line, number)
        or _either_thousands(line, number)
        or _tied_after(line, number)
        or _code(line, number)
        or _labelled(line, number)
        or _address(line, number)
        or _list_number(line, number)
        or _resolution(line, number)
        or _proper_word(line, number)
    )


def _tied_before(line: Line, number: Number) -> bool:
    """ "C919", "F-16", "COVID-19", "ID.3", "#5"."""
    first = number.first
    before = line.lows[first - 1]
    if before in {"#", "№", "_", "@"}:
        return True
    if before == "-" and names_before_dash(line, number):
        return True
    if not line.glued(first):
        return False
    # Digits written on to a word are a part of it: "C919", "Q3".
    if line.is_word(first - 1):
        return True
    if before in {"-", "‐", "‑"} and line.glued(first - 1) and line.is_word(first - 2):
        # "$3bn-4bn" and "5kg-7kg" are ranges, "F-16C-50" is a type.
        ranged = line.glued(first - 2) and line.is_number(first - 3) and not _lettered(line, first - 3)
        if line.lows[first - 2] == "sub":
            return not _measured(line, number.end)  # "a sub-70 round"
        return line.lows[first - 2] not in _HYPHEN_FRIENDS and not ranged
    # "A320-200": a type as well, where the letters are no currency ("RM40-50").
    if line.hyphen(first - 1) and line.is_number(first - 2) and _lettered(line, first - 2):
        return True
    # "ID.3", and the later parts of "10.2.3".
    if before == "." and line.glued(first - 1):
        return line.is_word(first - 2) or line.is_number(first - 2)
    if before in {"/", "\\", "=", "&"} and line.glued(first - 1):
        return (line.is_word(first - 2) and not number.fraction and before != "/") or before in {"\\", "="}
    return False


def _either_thousands(line: Line, number: Number) -> bool:
    """ "12.500 homes": no one writes such decimals of a count; it may be thousands, and cannot be known."""
    digits = number.digits
    unclear = digits[-4:-3] == "." and digits.endswith("00") and digits[0] not in "0."
    return unclear and number.scale == 1.0 and not _measured(line, number.end)


def _lettered(line: Line, index: int) -> bool:
    """True for digits with letters written on to them from before: "A320", "F-16", but not "RM40"."""
    if not line.glued(index):
        return False
    tied = line.is_word(index - 1) or (line.hyphen(index - 1) and line.is_word(index - 2))
    return tied and currency_before(line, index) is None


def _tied_after(line: Line, number: Number) -> bool:
    """ "5G", "4x4", "3D", "10.2.3"; units, scales and ordinal endings are no names."""
    end = number.end
    if not number.digits or not line.glued(end):
        return False
    low = line.lows[end]
    if line.is_word(end):
        # "5th", "5x", "5pc" are told by other rules; only "4x4" is a name.
        if low in _ORDINAL_ENDS or low in {"x", "pc", "pct", "percent", "fold"}:
            return low == "x" and line.glued(end + 1) and line.is_number(end + 1)
        # "747s", "1080p".
        if (low == "s" and number.plain) or (low == "p" and number.digits in SCREENS):
            return True
        return unit_at(line, end) is None and percent_at(line, end) is None and currency_at(line, end) is None
    if low in {".", "_"}:
        return line.glued(end + 1) and (line.is_number(end + 1) or low == "_")
    return False


def _code(line: Line, number: Number) -> bool:
    """Leading zeros, long runs without separators, digits tied by hyphens three times."""
    digits = number.digits
    if digits.isdigit() and not number.grouped:
        # No one writes an amount with a leading zero: "007", a telephone number, a postcode.
        if len(digits) > 1 and digits[0] == "0":
            return True
        # Amounts of eight digits are grouped or scaled in print; account and telephone numbers are not.
        if len(digits) >= 8 and number.scale == 1.0:
            return True
    first, end = number.first, number.end
    chained = (
        line.hyphen(end) and line.is_number(end + 1) and line.hyphen(end + 2) and line.is_number(end + 3)
    )
    middle = (
        line.hyphen(end) and line.is_number(end + 1) and line.hyphen(first - 1) and line.is_number(first - 2)
    )
    last = (
        line.hyphen(first - 1)
        and line.is_number(first - 2)
        and line.hyphen(first - 3)
        and line.is_number(first - 4)
    )
    if chained or middle or last:
        return True
    twins = line.lows[end] == "/" and (digits, line.raws[end + 1]) in _SPOKEN_TWINS
    return twins or (line.lows[first - 1] == "/" and (line.raws[first - 2], digits) in _SPOKEN_TWINS)


def _labelled(line: Line, number: Number) -> bool:
    """ "Section 427", "Channel 4", "Stoxx 600", "category one"."""
    first = number.first
    before = line.lows[first - 1]
    if before == "." and line.lows[first - 2] in {"no", "nos", "vol", "fig", "apt", "ext", "cat"}:
        return number.plain
    small_word = not number.digits and number.value is not None and number.value <= 20 and number.scale == 1.0
    if not (number.plain or small_word):
        return False
    if before in _STRONG_LABELS and before not in {"no"}:
        return not percent_at(line, number.end)
    # "No 10" numbers, "no 10 people" denies: only in capitals, and in digits, is it a label.
    if before == "no":
        return bool(number.digits) and line.is_capital(first - 1) and line.lows[number.end] not in {"more"}
    if before in INDICES and line.is_capital(first - 1):
        return True
    if before in _LABELS and (line.is_capital(first - 1) or number.digits):
        # "Group 8" is a name; "a group of Grade 8 pupils" and "team 20 points ahead" go on with what is
        # counted.
        counted = (
            is_plural(line.lows[number.end]) or unit_at(line, number.end) or percent_at(line, number.end)
        )
        return not counted
    return before == "of" and line.lows[first - 2] == "group" and line.is_capital(first - 2)


def _address(line: Line, number: Number) -> bool:
    """ "10 Downing Street"; "90049 ZIP Code"."""
    if not number.plain:
        return False
    j = number.end
    if line.lows[j] == "zip" or (line.lows[j] == "postcode"):
        return True
    while line.is_capital(j) and j < number.end + 4:
        if line.lows[j] in _STREETS and j > number.end:
            return True
        j += 1
    return False


def _list_number(line: Line, number: Number) -> bool:
    """ "1. First point" at the head of a passage, and "2)" anywhere."""
    if not number.plain or len(number.digits) > 2:
        return False
    after = line.lows[number.end]
    if after == ")" and not _opened(line, number.first):
        return True
    return (
        number.first == 0
        and after in {".", ")"}
        and not line.glued(number.end + 1)
        and number.end + 1 < len(line)
    )


def _resolution(line: Line, number: Number) -> bool:
    """ "1,440 x 900 display": sides without a unit."""
    if line.lows[number.end] in {"x", "×"} and line.is_number(number.end + 1):
        return not unit_at(line, number.end + 2)
    return (
        line.lows[number.first - 1] in {"x", "×"}
        and line.is_number(number.first - 2)
        and not _measured(line, number.end)
    )


def _opened(line: Line, index: int) -> bool:
    return any(line.lows[j] == "(" for j in range(max(0, index - 12), index))


def _proper_word(line: Line, number: Number) -> bool:
    """ "iPhone 11", "Boeing 737", "Formula One": a name before, nothing counted behind."""
    first = number.first
    if number.digits:
        before = line.raws[first - 1]
        if "." in number.digits and _version(line, number):
            return True
        if not number.plain or len(number.digits) > 4 or not line.is_word(first - 1):
            return False
        if not any(c.isupper() for c in before) or line.lows[first - 1] in STOP:
            return False
        if line.is_number(first - 2) and currency_before(line, first) is not None:
            return False  # "5 USD 20 times"
        # "Nearly 300 …", "Only 12 …": capitals of a sentence's beginning are no names.
        if line.opens_sentence(first - 1) and line.lows[first - 1].endswith("ly"):
            return False
        return not _counted(line, number.end)
    spelled = line.is_capital(first) and line.is_capital(first - 1) and number.end == first + 1
    return spelled and line.lows[first - 1] not in STOP and not _counted(line, number.end)


def _version(line: Line, number: Number) -> bool:
    """ "USB 3.0 ports", "Firefox 3.05": a short decimal behind a name and before no unit."""
    first, before = number.first, line.raws[number.first - 1]
    if number.scale != 1.0 or number.grouped or len(number.digits) > 5 or not line.is_word(first - 1):
        return False
    if len(before) < 2 or not any(c.isupper() for c in before) or line.lows[first - 1] in STOP:
        return False
    if line.opens_sentence(first - 1) or _measured(line, number.end):
        return False
    # "USB 3.0 ports" counts nothing, though a plural follows; "Sales 3.5 points" does.
    acronym = before.isupper() or not before[0].isupper() or not before[1:].islower()
    return acronym or not _counted(line, number.end)


def _measured(line: Line, index: int) -> bool:
    """True when a unit, a percent sign or a currency follows."""
    return bool(unit_at(line, index) or percent_at(line, index) or currency_at(line, index))


def _counted(line: Line, index: int) -> bool:
    """True when a unit or a counted noun follows."""
    if _measured(line, index):
        return True
    following = line.lows[index]
    if line.is_capital(index) and not is_plural(following):
        return False
    return head_noun(line, index) is not None
