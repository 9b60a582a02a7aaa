"""Who tells in other words what others quote: in indirect speech, or in quotation marks that do not agree."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from rapidfuzz.distance import LCSseq

from briefing.model.quote import AttributedQuote
from briefing.model.quote_row import RetoldKind
from briefing.quotes.same_quotes import quoted_text
from briefing.text.name_keys import name_key
from briefing.text.negations import denies
from briefing.text.stems import stem
from briefing.text.stopwords import STOPWORDS
from briefing.text.tokens import words

_FEWEST = 4
"""Telling words that both share in one order, at least."""
_SHARE = 0.6
"""Of the telling words of the shorter one, so many are shared, at least; where both stand in marks and have
the same figures, fewer are enough."""
_SHARE_OF_FIGURES = 0.4
_MOST_HOLDERS = 60
"""A word that more statements of a speaker hold is no sign."""


class Retold(NamedTuple):
    """What is told in other words than those that are quoted."""

    quoted: int
    """The number of a quote in quotation marks."""
    retold: int
    """That of what another article has in its place."""
    kind: RetoldKind


def groups_with_retold(
    quotes: Sequence[AttributedQuote], groups: Sequence[Sequence[int]]
) -> list[list[tuple[int, RetoldKind | None]]]:
    """Return for each quote the numbers of its groups, those of what is retold among them, with how it tells
    it: None where it is one of those that are the same.

    A quotation that stands in no group and is told by others in other words begins one.
    """
    found: list[list[tuple[int, RetoldKind | None]]] = [[(group, None) for group in some] for some in groups]
    next_group = max((group for some in groups for group in some), default=0) + 1
    for one in retold_quotes(quotes, groups):
        if not found[one.quoted]:
            found[one.quoted].append((next_group, None))
            next_group += 1
        group = found[one.quoted][0][0]
        if group not in [there for there, _ in found[one.retold]]:
            found[one.retold].append((group, one.kind))
    return found


class _Statement(NamedTuple):
    number: int
    article: str
    direct: bool
    telling: tuple[str, ...]
    """Stems of its words that are no function words, in order."""
    figures: frozenset[str]
    denies: bool


def retold_quotes(quotes: Sequence[AttributedQuote], groups: Sequence[Sequence[int]]) -> list[Retold]:
    """Return what other articles tell of quotations in other words, in the order of the quotations.

    `groups` are those of `group_quotes`: what is the same there is not told here. Both are of one speaker
    who is not doubted, agree in their figures and in whether they deny, and share most of their words in
    one order. Of several quotations the likest counts.
    """
    by_speaker: dict[str, list[_Statement]] = {}
    for number, quote in enumerate(quotes):
        last = name_key(quote.who or "").rpartition(" ")[2]
        if last and not quote.is_doubted:
            by_speaker.setdefault(last, []).append(_statement(number, quote))
    found: list[Retold] = []
    for statements in by_speaker.values():
        likest: dict[tuple[int, str], tuple[float, Retold]] = {}
        for one, other in _near(statements):
            if set(groups[one.number]) & set(groups[other.number]):
                continue
            like = _likeness(one, other)
            if like:
                kind: RetoldKind = "perhaps a paraphrase" if other.direct else "indirect"
                key = other.number, one.article
                told = like, Retold(one.number, other.number, kind)
                likest[key] = max(likest.get(key, told), told)
        found += [told for _, told in likest.values()]
    return sorted(found)


def _statement(number: int, quote: AttributedQuote) -> _Statement:
    text = quoted_text(quote) if quote.direct else quote.text
    folded = [word.folded for word in words(text, 0, len(text))]
    telling = tuple(stem(word) for word in folded if word not in STOPWORDS and "'" not in word)
    figures = frozenset(word for word in folded if word[0].isdigit())
    turned = any(map(denies, folded))
    return _Statement(number, quote.article, quote.direct, telling, figures, turned)


def _near(statements: Sequence[_Statement]) -> Iterator[tuple[_Statement, _Statement]]:
    """Yield pairs of a quotation and what another article has that share enough words to be compared."""
    holders: dict[str, list[int]] = {}
    for at, one in enumerate(statements):
        for word in set(one.telling):
            holders.setdefault(word, []).append(at)
    for at, one in enumerate(statements):
        if not one.direct:
            continue
        shared = Counter(
            other
            for word in set(one.telling)
            if len(holders[word]) <= _MOST_HOLDERS
            for other in holders[word]
            if statements[other].article != one.article
        )
        for other, count in shared.items():
            if count >= _FEWEST - 1 and (not statements[other].direct or other > at):
                yield one, statements[other]


def _likeness(one: _Statement, other: _Statement) -> float:
    """Which share of the telling words of the shorter one both have; 0 where one does not tell the other."""
    if one.denies != other.denies or one.figures != other.figures:
        return 0.0
    shared: int = LCSseq.similarity(one.telling, other.telling)
    share = shared / min(len(one.telling), len(other.telling))
    if one.telling == other.telling:
        return share if not other.direct and shared >= _FEWEST else 0.0
    least = _SHARE_OF_FIGURES if other.direct and one.figures else _SHARE
    return share if shared >= _FEWEST and share >= least else 0.0
