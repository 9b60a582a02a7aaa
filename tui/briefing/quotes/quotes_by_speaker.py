"""Quotes of several articles by who said them, a row for what is one in several."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from briefing.model.quote import AttributedQuote
from briefing.model.quote_row import QuoteRow
from briefing.quotes.same_quotes import group_quotes, quoted_text
from briefing.text.name_keys import name_key


def quotes_by_speaker(
    quotes: Sequence[AttributedQuote], full_names: Mapping[str, str]
) -> tuple[QuoteRow, ...]:
    """Return a row for each quote, or for those of several articles that are one, ordered by who says it.

    Who is quoted by most articles comes first, then who is quoted most often; what nobody known says is
    last. Of one speaker, what most articles have comes first, then what comes first in them. `full_names`
    gives the fullest name by the keys of its forms (`name_key`). A quote that others have in parts is in a
    row for each of these, as `group_quotes` tells them.
    """
    together: dict[int, list[AttributedQuote]] = {}
    found: list[list[AttributedQuote]] = []
    for quote, groups in zip(quotes, group_quotes(quotes), strict=True):
        if not groups:
            found.append([quote])
        for group in groups:
            if group not in together:
                together[group] = []
                found.append(together[group])
            together[group].append(quote)
    shown: dict[str, str] = {}
    by_speaker: dict[str, list[QuoteRow]] = defaultdict(list)
    for some in found:
        key = _speaker_key(some, full_names, shown)
        wordings = {id(one): quoted_text(one) for one in some}
        fullest = max(some, key=lambda one: len(wordings[id(one)]))
        order = [fullest, *(one for one in some if one is not fullest)]
        row = QuoteRow(shown.get(key), tuple(order), tuple(wordings[id(one)] for one in order))
        by_speaker[key].append(row)

    def place(key: str) -> tuple[bool, int, int, str]:
        rows = by_speaker[key]
        return not key, -len({name for row in rows for name in row.articles}), -len(rows), key

    return tuple(
        row
        for key in sorted(by_speaker, key=place)
        for row in sorted(by_speaker[key], key=lambda row: -len(row.articles))
    )


def _speaker_key(
    quotes: Sequence[AttributedQuote], full_names: Mapping[str, str], shown: dict[str, str]
) -> str:
    """The key of who says what is one, the surest where articles tell others; empty for nobody known.
    `shown` takes the name as it is first met, by the key."""
    sure: dict[str, float] = defaultdict(float)
    for quote in quotes:
        if quote.who is None:
            continue
        name = full_names.get(name_key(quote.who), quote.who)
        key = name_key(name).removeprefix("the ")
        shown.setdefault(key, name)
        sure[key] += quote.certainty
    return max(sure, key=lambda key: sure[key], default="")
