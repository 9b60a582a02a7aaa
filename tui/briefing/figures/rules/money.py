"""Money: a number with a currency before or after it ("$11.15 billion", "Rs 40 crore", "118.5p")."""

from __future__ import annotations

from functools import lru_cache

from briefing.figures.currencies import (
    LOOSE_PREFIXES,
    Currency,
    currency_at,
    currency_before,
    currency_forms,
    dollar_before,
    dollar_behind,
    named_country,
)
from briefing.figures.data_tables import load_words
from briefing.figures.draft import Draft
from briefing.figures.labels import is_release
from briefing.figures.nouns import STOP, is_plural
from briefing.figures.number import Number
from briefing.figures.numerals import read_number
from briefing.figures.rates import rate_at
from briefing.figures.rules.percent import percent_at
from briefing.figures.softening import ADVERBS, COMPARING, before_words
from briefing.figures.token_line import HYPHENS, Line
from briefing.figures.units import cued

NAME = "money"

_MINUS = frozenset("-−")
_MINOR_LETTERS = frozenset("pc")

SCREENS = frozenset({"240", "360", "480", "576", "720", "1080", "1440", "2160", "4320"})
"""Lines of a picture: "1080p" is no price."""
_WORDS = load_words("money_words.toml")
_MONEY_NOUNS = _WORDS["paid_in"]
_FUNDS = _WORDS["funds"]
_SPENDING = _WORDS["spending"]
_PRICED = _WORDS["prices"]
_WEIGHING = frozenset(
    "lose loses losing gain gains gained gaining shed sheds shedding weigh weighs weighed weighing".split()
)
"""Verbs behind which pounds are a weight: "known for losing 110 pounds"."""
_FAR_PRICE = 14
"""Tokens before pounds in which the noun of a price makes them money."""


def claim(line: Line, number: Number) -> Draft | None:
    """A draft for a number with its currency, scaled, with what it is counted per."""
    # Most numbers are no money, and have none of its signs and words beside them.
    ends, beginnings = _beside_money()
    if line.lows[number.first - 1] not in ends and line.lows[number.end] not in beginnings:
        return None
    # "Half of $20": the share is not the amount, and the amount is claimed by itself.
    if number.fraction and number.digits == "" and line.lows[number.end] == "of":
        return None
    # "A multi-million-dollar business" gives no amount, "a sub-40 dollar bike" does.
    if (
        line.hyphen(number.first - 1)
        and line.is_word(number.first - 2)
        and line.lows[number.first - 2] != "sub"
    ):
        return None
    found = _before(line, number) or _after(line, number)
    if found is None or _is_title(line, number):
        return None
    currency, first, end, value = found
    unit = named_country(line, currency).code
    rate = rate_at(line, end)
    if rate is not None:
        unit, end = f"{unit}/{rate[0]}", rate[1]
    low, high = number.low, number.high
    return Draft(first, end, "money", NAME, value, low, high, unit, (number,), about=number.vague)


def _is_title(line: Line, number: Number) -> bool:
    """True for "Million Dollar Baby", "the Ten Dollar Bar": capitals, and the currency in the singular."""
    if number.digits or not line.is_capital(number.end - 1):
        return False
    name = number.end
    return line.is_capital(name) and not is_plural(line.lows[name]) and line.is_capital(name + 1)


@lru_cache(maxsize=1)
def _beside_money() -> tuple[frozenset[str], frozenset[str]]:
    """What can stand right before, and right behind, a number that is an amount of money."""
    ends, beginnings = currency_forms()
    return ends | _MINUS, beginnings | HYPHENS | _MINOR_LETTERS | {"pounds", "pound"}


def _before(line: Line, number: Number) -> tuple[Currency, int, int, float | None] | None:
    first = number.first
    sign = 1.0
    if line.lows[first - 1] in _MINUS and line.glued(first):
        found = currency_before(line, first - 1)
        sign, at = -1.0, first - 1
        # "-$5" is a negative amount, but in "US-5 million" the hyphen joins a name to its number.
        if found is None or found[0].form != "sign":
            found, sign = None, 1.0
    else:
        at = first
        found = currency_before(line, first)
    if found is None:
        return None
    currency, start = found
    if not _prefix_holds(line, currency, start, at, number):
        return None
    if line.raws[start] == "$" and (country := dollar_before(line, start)):
        currency, start = country
    if _below_zero(line, start):
        sign, start = -1.0, start - 1
    value = (
        None
        if number.value is None
        else sign * number.value * (currency.factor if currency.code[0].isupper() else 1.0)
    )
    end = number.end
    value, end = _trailing_cents(line, number, value, end, currency)
    currency, end = _after_symbol(line, start, end, currency)
    return currency, start, end, value


def _below_zero(line: Line, start: int) -> bool:
    """True for a minus before the sign of a currency: no hyphen or dash inside a range or compound, and no
    word that takes an amount away from another."""
    at = start - 1
    if line.lows[at] in _MINUS and line.glued(start):
        return at == 0 or not line.glued(at) or line.lows[at - 1] in {"(", "["}
    return line.lows[at] in {"minus", "negative"} and line.lows[at - 1] in _WORDS["below"]


def _prefix_holds(line: Line, currency: Currency, start: int, at: int, number: Number) -> bool:
    # Letters of a longer word or code are no currency: the "Rs" of "4Rs 20".
    if line.glued(start) and line.is_word(start) and (line.is_word(start - 1) or line.is_number(start - 1)):
        return False
    # Before a number a name is mostly the end of another phrase ("the dollar 5 years ago"); scaled, it is
    # an amount.
    if currency.form == "name":
        return number.scale > 1 and not line.is_number(start - 1) and _is_named(line, start, currency)
    written = "".join(line.raws[start:at])
    if written.isalpha() and len(written) <= 2 and written not in LOOSE_PREFIXES:
        return line.glued(at) and _letters_hold(line, start, number)
    # "5 USD 20": the code belongs to the number before it.
    if currency.form == "code" and line.is_number(start - 1):
        return False
    return not (currency.form == "sign" and number.vague)


def _letters_hold(line: Line, start: int, number: Number) -> bool:
    """True for one or two letters tied to an amount; behind a maker's name they are a type: "Epson R800"."""
    maker = line.is_capital(start - 1) and not line.opens_sentence(start - 1)
    return _is_weighty(number) and not (maker and number.plain and line.lows[start - 1] not in STOP)


def _is_named(line: Line, start: int, currency: Currency) -> bool:
    """ "Worth won 3 billion", "a Won 3 billion plant", but "they won 3 million followers"."""
    if line.lows[start] not in _ALSO_WORDS.get(currency.code, ()):
        return True
    if line.lows[start - 1] in {"of", "for", "worth", "at", "from"}:
        return line.lows[start] == "won"
    return line.is_capital(start) and not line.opens_sentence(start)


def _is_weighty(number: Number) -> bool:
    """One or two letters ("R 5", "L 20") also label sizes and rows: an amount of money has some weight."""
    return number.grouped or number.scale > 1 or "." in number.digits or (number.value or 0) >= 100


def _after_symbol(line: Line, start: int, index: int, currency: Currency) -> tuple[Currency, int]:
    """Take a country that repeats or completes the sign at `start`: "$75 U.S. per barrel", "$14 Canadian"."""
    if line.lows[index] in {"u.s.", "usd", "us", "cdn", "cad", "aud"} and (
        line.lows[index + 1] in {"per", "a", "an", "million", "billion"}
        or line.raws[index] in {"USD", "CAD", "AUD"}
    ):
        return currency, index + 1
    country = dollar_behind(line, index) if line.raws[start] == "$" else None
    return country or (currency, index)


def _trailing_cents(
    line: Line, number: Number, value: float | None, end: int, currency: Currency
) -> tuple[float | None, int]:
    """ "C$100 and fifty": an amount in words added to one in signs."""
    if value is None or line.lows[end] != "and" or number.scale > 1 or currency.is_minor:
        return value, end
    part = read_number(line, end + 1)
    if part is None or part.digits or part.value is None or not 1 < part.value < 100 or part.fraction:
        return value, end
    if line.is_word(part.end):
        return value, end
    return value + part.value / 100, part.end


def _after(line: Line, number: Number) -> tuple[Currency, int, int, float | None] | None:
    end = number.end
    value = number.value
    found = currency_at(line, end) or _minor_letter(line, number) or _pounds(line, number)
    if found is None:
        return None
    currency, after = found
    if not _suffix_holds(line, currency, number, after):
        return None
    if value is not None and currency.form == "code":
        value *= currency.factor
        value, after = _scale_after_code(line, value, number, after)
    if currency.is_minor or value is None or currency.form == "sign":
        return currency, number.first, after, value
    value, after = _minor_part(line, number, value, after)
    return currency, number.first, after, value


def _suffix_holds(line: Line, currency: Currency, number: Number, after: int) -> bool:
    if currency.form == "sign":
        if line.is_number(after) and not line.raws[after - 1].isalpha():
            return False  # "$ 20 $ 30": the sign belongs to the next number
        return not line.glued(after) or not line.is_word(after)
    if currency.is_minor:
        return _minor_holds(line, currency, number, after)
    if currency.code in _ALSO_WORDS:
        return _is_currency(line, currency.code, number, after)
    # In lower case these two codes are English words: "3 try to escape", "5 mad dogs".
    if currency.form == "code":
        return line.raws[number.end] not in {"try", "mad"}
    return not (line.lows[number.end] in {"buck", "pen"} and number.value != 1)


_ALSO_WORDS = {
    "KRW": frozenset({"won"}),
    "DEM": frozenset({"mark", "marks"}),
    "BRL": frozenset({"real"}),
}
"""Currencies whose names mean other things as well."""


def _is_currency(line: Line, code: str, number: Number, after: int) -> bool:
    """False for "he won 7 won games", "passed the 30 mark", "20 real people"."""
    low = line.lows[after - 1]
    if low not in _ALSO_WORDS[code] or after > number.end + 1:
        return True
    weighty = number.scale > 1 or number.grouped
    if low == "mark" and line.lows[number.first - 1] == "the":
        return False  # "passed the 5,000 mark"
    if code == "KRW":
        return weighty or (number.value or 0) >= 100
    return weighty or (code == "DEM" and "." in number.digits[1:])


_AFTER_CENTS = _WORDS["behind_cents"]


def _minor_holds(line: Line, currency: Currency, number: Number, after: int) -> bool:
    """False where the letter of pence or cents is one of a screen or a name."""
    # "50 Cent" is a name: more than one are cents.
    if line.raws[number.end] == "Cent" and number.value != 1:
        return False
    if currency.code == "penny" and line.lows[number.end] == "p":
        return number.digits not in SCREENS
    # "5c" is a flat or a label where a word goes on behind it.
    if currency.code == "cent" and line.lows[number.end] == "c":
        if is_release(line, number):
            return False
        return not line.is_word(after) or line.lows[after] in _AFTER_CENTS
    return True


def _scale_after_code(line: Line, value: float, number: Number, after: int) -> tuple[float, int]:
    """ "75 USD million", and "17 USD 25" as amount with cents."""
    scale = {"thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12}.get(line.lows[after])
    if scale and number.scale == 1.0:
        return value * scale, after + 1
    return value, after


def _minor_letter(line: Line, number: Number) -> tuple[Currency, int] | None:
    """ "212 p" in a sentence of shares and prices, "14.7C a security": letters that mean pence and cents."""
    at = number.end
    raw = line.raws[at]
    if raw.lower() not in _MINOR_LETTERS or raw == "P" or not number.digits:
        return None
    hour = line.lows[at + 1] == "." and line.lows[at + 2] == "m"  # "11 p. m."
    if raw == "p" and not line.glued(at) and not (line.glued(at + 1) and line.glued(at + 2)) and not hour:
        pence = cued(line, at, "price") or _priced_elsewhere(line, at)
        return (Currency("penny", 0.01, "GBP"), at + 1) if pence else None
    rate = rate_at(line, at + 1) if raw != "p" else None
    per_share = rate is not None and rate[0] in {"share", "security", "unit"}
    return (Currency("cent", 0.01, "USD"), at + 1) if per_share else None


def _priced_elsewhere(line: Line, at: int) -> bool:
    """ "Up 3 p to 148 p": another number of the line has the letter of token `at` as well."""
    return any(raw == "p" and k != at and line.is_number(k - 1) for k, raw in enumerate(line.raws))


def _pounds(line: Line, number: Number) -> tuple[Currency, int] | None:
    """ "400 pounds" as money: large or scaled amounts, or after a word of paying; else it is a weight."""
    j = number.end + 1 if line.hyphen(number.end) else number.end
    if (
        line.lows[j] not in {"pounds", "pound"}
        or line.lows[j + 1] in {"per", "feet", "foot"}
        or line.hyphen(j + 1)
    ):
        return None
    # "400 pounds of debt" is money, "400 pounds of flour" a weight.
    # "Of lottery investment": the noun may have one before it.
    if line.lows[j + 1] == "of" and _FUNDS.isdisjoint(line.lows[j + 2 : j + 4]):
        return None
    if line.lows[j + 1] == "in" and not _MONEY_NOUNS.isdisjoint(line.lows[j + 2 : j + 4]):
        return Currency("GBP"), j + 1
    lead = before_words(line, number.first - 1, ADVERBS | COMPARING)
    if line.lows[lead] in _WEIGHING:
        return None
    spending = any(line.lows[k] in _SPENDING for k in range(max(0, number.first - 4), number.first))
    spending = spending or not _PRICED.isdisjoint(line.lows[max(0, number.first - _FAR_PRICE) : number.first])
    # "Millions of pounds" is as much money as "2 million pounds".
    if max(number.scale, number.low or 0.0) >= 1e3 or spending:
        return Currency("GBP"), j + 1
    return None


def _minor_part(line: Line, number: Number, value: float, end: int) -> tuple[float, int]:
    """ "3 dollars 50 cents", "thirteen dollars and forty-five", "15 dollars 50"."""
    joined = line.lows[end] == "and"
    part = read_number(line, end + joined)
    if part is None or number.scale > 1 or "." in number.digits or not _is_part(part):
        return value, end
    more = (part.value or 0) / 100
    minor = currency_at(line, part.end)
    if minor is not None:
        return (value + more, minor[1]) if minor[0].is_minor else (value, end)
    if bool(part.digits) != bool(number.digits) or _counts_more(line, part.end):
        return value, end
    return value + more, part.end


def _is_part(number: Number) -> bool:
    """True for whole cents: 1 to 99."""
    value = number.value
    return value is not None and 0 < value < 100 and value.is_integer() and number.scale <= 1


def _counts_more(line: Line, end: int) -> bool:
    """ "15 dollars 50" is without its last word; in "15 dollars 50 people came", "5 USD 20 times" and "500
    dollars and 25 per cent" the second number goes on with what it counts."""
    if percent_at(line, end) or (line.is_word(end) and line.lows[end] not in _AFTER_AMOUNT):
        return True
    return line.glued(end) and line.lows[end] not in _CLOSING_SIGNS


_CLOSING_SIGNS = frozenset(".,;:!?)]\"”’'…")
_AFTER_AMOUNT = _WORDS["behind_amount"]
