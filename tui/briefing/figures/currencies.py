"""Currencies and their minor units, from `data/currencies.toml`."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any
from unicodedata import category

from briefing.figures.data_tables import load_table, load_words
from briefing.figures.nouns import STOP, plural
from briefing.figures.phrase_table import PhraseTable
from briefing.figures.token_line import Line


@dataclass(frozen=True, slots=True)
class Currency:
    """A currency (or a minor unit, which then has a factor)."""

    code: str
    """ISO 4217, or the name of the minor unit."""
    factor: float = 1.0
    """What one is worth in the major unit."""
    major: str = ""
    form: str = "name"
    """How it was written: `name`, `code`, `sign`."""

    @property
    def is_minor(self) -> bool:
        """True for cents and pence."""
        return bool(self.major)


@lru_cache(maxsize=1)
def _rows() -> tuple[dict[str, Any], dict[str, Any]]:
    """The rows of the currencies by their codes, and of the minor units by their names."""
    data = load_table("currencies.toml")
    minors = data.pop("minor")
    return data, minors


@lru_cache(maxsize=1)
def _tables() -> tuple[PhraseTable[Currency], PhraseTable[Currency]]:
    """What stands before a number, and what stands after one."""
    prefixes: PhraseTable[Currency] = PhraseTable()
    suffixes: PhraseTable[Currency] = PhraseTable()
    currencies, minors = _rows()
    for code, row in currencies.items():
        _add_currency(prefixes, suffixes, code, row)
    for minor, row in minors.items():
        currency = Currency(minor, row["factor"], row["major"])
        for form in dict.fromkeys([*row["names"], *(row.get("plurals") or map(plural, row["names"]))]):
            suffixes.add(form, currency, exact=False)
        for form in row.get("suffix", []):
            suffixes.add(form, currency, exact=True, glued=form.isalpha())
    return prefixes, suffixes


@lru_cache(maxsize=256)
def currency_sign(code: str) -> str:
    """Return the shortest sign that stands before amounts of a currency ("$", "A$"), or "" without one."""
    prefixes = _rows()[0].get(code, {}).get("prefix", [])
    signs = [one for one in prefixes if " " not in one and any(category(sign) == "Sc" for sign in one)]
    return min(signs, key=len, default="")


def _add_currency(
    prefixes: PhraseTable[Currency], suffixes: PhraseTable[Currency], code: str, row: dict[str, Any]
) -> None:
    """Put a row of the data in: its names, its signs, its code."""
    name, sign, short = Currency(code), Currency(code, form="sign"), Currency(code, form="code")
    names = row.get("names", [])
    for form in dict.fromkeys([*names, *(row.get("plurals") or ()), *map(plural, names)]):
        suffixes.add(form, name, exact=False)
    for form in names[:1]:
        prefixes.add(form, name, exact=False)
    for form in row.get("prefix", []):
        letters = form.isalpha() and len(form) <= 2 and form not in LOOSE_PREFIXES
        prefixes.add(form, sign, exact=True, glued=letters)
    marked = [form for form in row.get("prefix", []) if form.endswith("$") and form != "$"]
    for form in [*row.get("suffix", []), *marked]:
        suffixes.add(form, sign, exact=True)
    codes = [code] if row.get("code", True) else []
    for form in [*codes, code.lower()] if row.get("code_low") else codes:
        prefixes.add(form, short, exact=True)
        suffixes.add(form, short, exact=True)
        for scaled in (f"M{code}", f"m{code}"):
            prefixes.add(scaled, Currency(code, 1e6, form="code"), exact=True)
            suffixes.add(scaled, Currency(code, 1e6, form="code"), exact=True)


LOOSE_PREFIXES = frozenset({"Rs", "rs", "RM", "Rp", "Tk", "DM", "Re", "kr", "Kr", "zł", "Kč"})
"""Short letter prefixes that may stand apart from the number."""


@dataclass(frozen=True, slots=True)
class _Family:
    """A name that several countries call their money by."""

    places: dict[str, str]
    """The code of the currency that a place tells, by its word."""
    default: str
    """Whose money is meant where no country is named: a code, or the name itself."""


@lru_cache(maxsize=1)
def _families() -> dict[str, _Family]:
    """The shared names of money, which are no currencies before a country is known."""
    rows = _rows()[0]
    names = {row["family"] for row in rows.values() if "family" in row}
    return {name: _Family(_places_of(name), rows[name].get("default", name)) for name in names}


def _places_of(family: str) -> dict[str, str]:
    rows = _rows()[0].items()
    return {place: code for code, row in rows if row.get("family") == family for place in row["places"]}


def named_country(line: Line, currency: Currency) -> Currency:
    """The currency of the one country the line names, where several call their money so; else as it is."""
    family = _families().get(currency.code)
    if family is None:
        return currency
    codes = {family.places[raw] for raw in line.raws if raw in family.places}
    return replace(currency, code=codes.pop() if len(codes) == 1 else family.default)


@lru_cache(maxsize=1)
def _dollars() -> dict[str, Currency]:
    """Which dollar the letters before its sign say: "HK", "A", "NZ"."""
    found = {}
    for code, row in _rows()[0].items():
        for form in row.get("prefix", []):
            letters = form.removesuffix("$").rstrip()
            if form.endswith("$") and letters:
                found[letters] = Currency(code, form="sign")
    return found


def dollar_before(line: Line, index: int) -> tuple[Currency, int] | None:
    """Return the dollar said by letters apart from the sign at token `index`, and the first token.

    "HK $4", "US-$3": a blank or hyphen slipped in. One letter alone says a dollar only where no noun
    stands before it: "bid to A $2.10", but "vitamin C $20", and "A $5 note" begins with an article.
    """
    at = index - 2 if line.hyphen(index - 1) else index - 1
    letters = line.raws[at]
    currency = _dollars().get(letters)
    if currency is None or line.glued(at) or (at == index - 1 and line.glued(index)):
        return None
    if len(letters) == 1 and at == index - 1 and not _leads_to_money(line, at - 1):
        return None
    return currency, at


@lru_cache(maxsize=1)
def _dollar_countries() -> dict[tuple[str, ...], Currency]:
    """Which dollar the words before "dollar" say: "canadian", "new zealand"."""
    return {
        tuple(name.split()[:-1]): Currency(code, form="sign")
        for code, row in _rows()[0].items()
        for name in row.get("names", ())
        if name.endswith(" dollar")
    }


def dollar_behind(line: Line, index: int) -> tuple[Currency, int] | None:
    """Return the dollar said by a country behind an amount in dollars, and the token after it.

    "$14 Canadian a passenger", "$20 million New Zealand (…)"; "$20 Canadian bills" goes on with a noun.
    """
    if not line.is_capital(index):
        return None
    for end in (index + 1, index + 2):
        letters = line.raws[index] if end == index + 1 and len(line.raws[index]) > 1 else ""
        currency = _dollar_countries().get(tuple(line.lows[index:end])) or _dollars().get(letters)
        if currency is not None:
            noun = line.is_word(end) and line.lows[end] not in _behind_amounts()
            return None if noun or line.hyphen(end) else (currency, end)
    return None


@lru_cache(maxsize=1)
def _behind_amounts() -> frozenset[str]:
    """Words that may stand behind an amount and are no noun that it describes: "$900 Canadian yesterday"."""
    words = load_words("word_classes.toml")
    return STOP | words["conjunction"] | words["adverb"] | words["period_lead"]


@lru_cache(maxsize=1)
def _lettered() -> frozenset[str]:
    """Nouns that a letter may name: "vitamin C", "series A"."""
    words = load_words("labels.toml")
    return words["lettered"] | words["strong"] | words["weak"]


def _leads_to_money(line: Line, index: int) -> bool:
    """True for a word before a letter and its dollar sign that the letter does not name."""
    low = line.lows[index]
    if low.endswith("'s"):
        return True  # "the Bank's C $900 million loan": behind an owner an amount begins
    return line.is_word(index) and line.raws[index] == low and (low in STOP or low not in _lettered())


def currency_forms() -> tuple[frozenset[str], frozenset[str]]:
    """The last forms of what stands before a number, and the first forms of what stands after one."""
    prefixes, suffixes = _tables()
    return prefixes.last_words(), suffixes.first_words()


def currency_before(line: Line, index: int) -> tuple[Currency, int] | None:
    """Return the currency written before the number at token `index`, and its first token."""
    return _tables()[0].before(line, index)


def currency_at(line: Line, index: int) -> tuple[Currency, int] | None:
    """Return the currency written at token `index` after a number, and the token after it."""
    j = index + 1 if line.hyphen(index) else index
    return _tables()[1].at(line, j, glued=line.glued(index))
