"""What multiplies or completes a number: "billion", "bn", "m", "and a half"."""

from __future__ import annotations

from briefing.figures.currencies import currency_at, currency_before
from briefing.figures.data_tables import load_words
from briefing.figures.nouns import STOP, is_plural
from briefing.figures.number import FRACTIONS, SCALES, SUFFIXES, UNITS
from briefing.figures.softening import ADVERBS, before_words
from briefing.figures.token_line import DASHES, Line
from briefing.figures.units import unit_at

_WORDS = load_words("letters.toml")
_LABELLING = load_words("labels.toml")["strong"] | load_words("labels.toml")["weak"]
_PICTURES = frozenset(
    "tv tvs video videos display displays resolution screen screens camera cameras monitor uhd content hdr "
    "footage television televisions streaming".split()
)
"""What "4K" describes without being an amount."""
_CURRENCY_SIGNS = frozenset("$€£¥₹₩₽₪₺฿₱₫₦¢")

_ABBREVIATED = frozenset(SUFFIXES) | {"b", "k", "m", "mm", "t", "cr"}
"""The forms that may abbreviate a scale."""
SCALE_FORMS = frozenset(SCALES) | _ABBREVIATED
"""The forms that may stand for a scale behind digits."""
_OF_MONEY = {"k": 3, "m": 6, "b": 9, "t": 12}
"""What a letter multiplies an amount of money by."""
_RUPEES = frozenset({"₹", "rs", "rs.", "inr"})
"""What stands before an amount of which "cr" is crores: "Rs 1,200 cr"."""
_ALSO_VERBS = frozenset({"won", "real", "mark", "marks", "buck", "pen", "try", "mad"})
"""Names of money that mean other things as well."""
_OWNERS = frozenset("its their the those these our his her your my all them which whom".split())


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


def half_of_a_scale(line: Line, index: int, exponent: int) -> tuple[float, int]:
    """What "and a half" adds behind a scale ("a million and a half"), and the token after it."""
    if line.lows[index] != "and" or exponent < 3:
        return 0.0, index
    part, end = and_a_half(line, index)
    # "Two million and a quarter of the staff": the part begins a share of something else.
    return (0.0, index) if line.lows[end] == "of" else (part * 10.0**exponent, end)


def read_scales(line: Line, index: int, end: int) -> tuple[int, int]:
    """Sum of the exponents of the scale words after a number's digits, and the token after them."""
    exponent = 0
    for _ in range(3):
        j = end + 1 if line.hyphen(end) else end
        low = line.lows[j]
        if low in SCALES:
            exponent += SCALES[low]
        elif exponent == 0 and low in _ABBREVIATED and (power := _abbreviated_scale(line, index, j)):
            exponent += power
            if line.lows[j + 1] == "." and line.glued(j + 1) and line.lows[j + 2] in _CURRENCY_SIGNS:
                j += 1  # "1,5 Mio. €"
        else:
            break
        end = j + 1
    return exponent, end


def _abbreviated_scale(line: Line, index: int, at: int) -> int:
    """The power of ten of the abbreviation at token `at` behind number `index`; none where it ends a label.

    "Invoice 48213-B", "Apartment 12B": no hyphen ties a letter alone to an amount of it.
    """
    if len(line.raws[at]) == 1 and (line.hyphen(at - 1) or line.lows[index - 1] in _LABELLING):
        return 0
    return scale_of_suffix(line, index, at)


def scale_of_suffix(line: Line, index: int, at: int) -> int:
    """Return the power of ten that the abbreviation at token `at` means after number `index`, or 0.

    A letter means a scale behind an amount of money. Without one, "m" is millions only before
    something counted ("35m homes", "5 m people", "1.2m tons"), else metres; "b" and "t" need a currency;
    "B" may stand apart.
    """
    low, raw = line.lows[at], line.raws[at]
    if low in SUFFIXES:
        return SUFFIXES[low]
    if low == "cr":
        return 7 if line.lows[index - 1] in _RUPEES or line.lows[index - 2 : index] == ["rs", "."] else 0
    if raw == "B" and (line.glued(at) or line.is_word(at + 1)):
        return 9
    money = _is_money(line, index)
    if raw in {"MM", "mm"}:
        return 6 if money and line.glued(at) else 0
    if line.glued(at):
        return _letter_tied(line, index, at, money=money)
    return _letter_apart(line, index, at, money=money)


def _letter_tied(line: Line, index: int, at: int, *, money: bool) -> int:
    """ "$3m", "40k", "35m homes"; "9400M" and "Redmi 700M" are models."""
    low, digits = line.lows[at], line.raws[index]
    if low in "km" and digits.isdigit() and len(digits) >= 4:
        return 0
    if low == "k":
        return _thousands(line, index, at)
    if line.raws[at] == "M":
        model = line.is_capital(index - 1) and not money and digits.isdigit() and len(digits) > 2
        return 0 if model else 6
    if money:
        return _OF_MONEY[low]
    return 6 if low == "m" and _millions(line, index, at) else 0


def _is_money(line: Line, index: int) -> bool:
    if index == 0:
        return False
    if line.lows[index - 1] in _CURRENCY_SIGNS or _code_before(line, index):
        return True
    found = currency_before(line, index)
    return found is not None and found[0].form != "name"


def _letter_apart(line: Line, index: int, at: int, *, money: bool) -> int:
    """ "$1.5 m", "£3 m", "5 m people", "40 k helpers"; else the letter is a unit or a name."""
    raw = line.raws[at]
    if len(raw) != 1 or not line.is_number(index):
        return 0
    # "$5 T-shirts", "5 m's": the letter goes on.
    if line.glued(at + 1) and line.glued(at + 2) and not line.is_number(at + 2):
        return 0
    if money:
        return _OF_MONEY[raw.lower()]
    if raw not in {"m", "k", "M"}:
        return 0
    return _OF_MONEY[raw.lower()] if _counts_after(line, at + 1) else 0


def _thousands(line: Line, index: int, at: int) -> int:
    if line.raws[at] == "K" and line.raws[index] in {"2", "4", "5", "8"} and line.lows[at + 1] in _PICTURES:
        return 0
    if line.raws[at] == "K" and (_is_data(line, at + 1) or _is_race(line, index, at)):
        return 0
    tied = line.glued(at + 1)
    goes_on = tied and (line.is_word(at + 1) or line.is_number(at + 1) or line.lows[at + 1] == "/")
    return 0 if goes_on else 3


def _is_data(line: Line, index: int) -> bool:
    """ "512K broadband", "64K of memory"."""
    return line.lows[index + (line.lows[index] == "of")] in _WORDS["data"]


def _is_race(line: Line, index: int, at: int) -> bool:
    """ "A 5K in the park", "the Veteran's Day 10K": a run of so many kilometres, with nothing behind it."""
    if line.raws[index] not in _RACES or _is_money(line, index):
        return False
    before, after = index - 1, at + 1
    told = line.lows[before] in {"a", "the", "an"} or line.is_capital(before)
    return told and (not line.is_word(after) or line.lows[after] in STOP or line.is_capital(after))


_BETWEEN_SIDES = frozenset({"by", "x", "×"})
_RACES = frozenset({"5", "8", "10", "12", "15", "20", "25"})
"""Kilometres of the runs on roads that have a name."""


def _millions(line: Line, index: int, at: int) -> bool:
    """True for a lower-case "m" behind digits that are no amount of money and count something."""
    following = line.lows[at + 1]
    if following in _CURRENCY_SIGNS:
        return True
    if line.hyphen(at + 1) and line.lows[at + 2] == "strong":
        return True
    if line.lows[index - 1] == "within":
        return False
    # "2.4m by 1.2m and weighs 46kg": both sides of an area are lengths.
    if line.lows[index - 1] in _BETWEEN_SIDES and line.raws[index - 2] == "m" and line.is_number(index - 3):
        return False
    # "1.2m-1.4m workers": the second end of a range says what both count.
    if (following in DASHES or following in {"to", "and", "or"}) and line.is_number(at + 2):
        other = at + 3
        return line.raws[other] == "m" and line.glued(other) and _counts_after(line, other + 1)
    return _counts_after(line, at + 1) or _is_sum(line, index, at)


def _is_sum(line: Line, index: int, at: int) -> bool:
    """True for money whose currency got lost: "saved 65m", "a 551m deal", "payments of 11m to agents"."""
    if line.lows[at + 1] in _MONEY["sums"]:
        return True
    if line.lows[at + 1] in _AWAY or (line.glued(at + 1) and line.is_word(at + 1)):
        return False
    lead = before_words(line, index - 1, ADVERBS)
    low = line.lows[lead]
    if low == "of":
        return line.lows[lead - 1] in _MONEY["sums"]
    if low == "for":
        return not _MONEY["trading"].isdisjoint(line.lows[max(0, lead - _TRADED) : lead])
    return low in _MONEY["paying"]


_MONEY = load_words("money_words.toml")
_AWAY = frozenset(
    "above across ahead apart away behind below deep down high long off short tall under up wide".split()
)
_TRADED = 8
"""Tokens before "for" in which what was bought or sold is named."""


def _counts_after(line: Line, index: int) -> bool:
    """True when a thing counted or a unit follows: "2m new local jobs", "3m of its users", "1.5m sq ft"."""
    low = line.lows[index]
    if low == "of":
        # "3m of snow" is a depth, "3m of them" are so many.
        return line.lows[index + 1] in _OWNERS or is_plural(line.lows[index + 1])
    if low in {"more", "other"}:
        return line.lows[index + 1] not in _WORDS["measured"]
    if line.glued(index):
        return False
    # "A 650m euro charge"; "the 100m won gold".
    money = currency_at(line, index) if line.is_word(index) else None
    if money is not None and money[0].form == "name" and low not in _ALSO_VERBS:
        return True
    unit = unit_at(line, index) if line.is_word(index) else None
    # "1.5m sq ft", but the "3m stone wall" has its length before what it is of.
    if unit is not None and not unit[0].is_time and line.lows[unit[1] - 1] not in {"stone", "point", "bar"}:
        return True
    return _plural_follows(line, index)


def _plural_follows(line: Line, index: int) -> bool:
    """True for a plural within a few words, with nothing on the way that is told by its length."""
    for j in range(index, index + 6):
        low = line.lows[j]
        if (
            not (line.is_word(j) or line.hyphen(j))
            or (low in STOP and low != "and")
            or low in _WORDS["measured"]
        ):
            return False
        if is_plural(low):
            return line.lows[j + 1] not in _WORDS["measured"]
    return False


def _code_before(line: Line, index: int) -> bool:
    """True for a currency code or letter prefix tied to the number ("USD10m", "RM79m", "PS8.1bn")."""
    before = line.raws[index - 1]
    if before in {"Rs", "R"}:
        return True
    return before.isupper() and (len(before) == 3 or (len(before) == 2 and line.glued(index)))
