"""Which quotes of several articles are one: grouped by the words in quotation marks that they share."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from rapidfuzz.distance import LCSseq

from briefing.model.quote import AttributedQuote
from briefing.quotes.quotation_spans import quotations
from briefing.text.name_keys import name_key
from briefing.text.stopwords import STOPWORDS
from briefing.text.tokens import words

_SINGLE = re.compile("['‘]")
_RUN = 5
"""Words in a row that two quotes share at least."""
_SHARE = 0.6
"""Of the words of the shorter one, so many stand in the same order in the other, at least."""
_TELLING_SHARE = 0.7
"""The same of words that are no function words."""
_FEWEST_TELLING = 2
_LONG_RUN = 7
"""So many words in a row say no two people by chance."""
_SURE = 0.9
"""From so sure a speaker on, two who are others do not say the same in part."""
_MOST_HOLDERS = 60
"""A run of words that more quotes hold is a turn of phrase, unless they are neighbours in order."""
_MOST_WORDS = 400
"""Words of a quote that are compared; of a longer one its beginning."""


class _Quoted(NamedTuple):
    """A quote by its quoted words."""

    number: int
    article: str
    words: tuple[str, ...]
    telling: tuple[str, ...]
    """Those of them that are no function words."""
    speaker: str
    """The last word of who says it, where that is sure; else empty."""


def group_quotes(quotes: Sequence[AttributedQuote]) -> list[tuple[int, ...]]:
    """Return for each quote the numbers of its groups, from 1 in their order; none where no other article
    has it in the same words.

    In a group every quote is the same as each of the others of other articles: a long one that two others
    have in two halves is in a group with each half, for the one half is not the other.
    """
    quoted = list(_quoted(quotes))
    pairs = dict(sorted(_pairs(quoted), key=lambda item: (-item[1], item[0])))
    like: dict[int, set[int]] = {}
    for one, other in pairs:
        like.setdefault(one, set()).add(other)
        like.setdefault(other, set()).add(one)
    covered: set[tuple[int, int]] = set()
    clusters: list[list[int]] = []
    for pair in pairs:
        if pair in covered:
            continue
        cluster = list(pair)
        for at in sorted(like[pair[0]] & like[pair[1]]):
            if all(at in like[member] or quoted[at].article == quoted[member].article for member in cluster):
                cluster.append(at)
        clusters.append(sorted(cluster))
        covered.update((one, other) for one in cluster for other in cluster if one < other)
    found: list[tuple[int, ...]] = [()] * len(quotes)
    for number, cluster in enumerate(sorted(clusters), 1):
        for at in cluster:
            found[quoted[at].number] += (number,)
    return found


def quoted_text(quote: AttributedQuote) -> str:
    """Return the words of a quote that stand in quotation marks, straightened, without those that join them
    and the stop or comma at their end; all of it where it has no marks."""
    text = quote.text
    inner = [text[one.inner_start : one.inner_end] for one in quotations(text, 0, len(text))] or [text]
    return " … ".join(part.strip(" .,;:—–-") for part in inner).replace("’", "'").replace("‘", "'")


def _quoted(quotes: Sequence[AttributedQuote]) -> Iterator[_Quoted]:
    for number, quote in enumerate(quotes):
        if not quote.direct:
            continue
        text = quote.text
        inner = [(one.inner_start, one.inner_end) for one in quotations(text, 0, len(text))] or [
            (0, len(text))
        ]
        if _SINGLE.match(text[inner[0][0] - 1 : inner[0][0]]):
            # As headlines quote: the text below has it in full.
            continue
        # "U.S." and "US" are one.
        said = [
            word.folded.replace(".", "").removesuffix("'s")
            for start, end in inner
            for word in words(text, start, end)
        ]
        if len(said) >= _RUN:
            kept = said[:_MOST_WORDS]
            telling = tuple(word for word in kept if word not in STOPWORDS and "'" not in word)
            is_sure = quote.who is not None and quote.certainty >= _SURE
            speaker = name_key(quote.who or "").rpartition(" ")[2] if is_sure else ""
            yield _Quoted(number, quote.article, tuple(kept), telling, speaker)


def _pairs(quoted: Sequence[_Quoted]) -> Iterator[tuple[tuple[int, int], int]]:
    """Yield pairs of different articles that are the same, and how many words they share, each once."""
    holders: dict[tuple[str, ...], list[int]] = {}
    for at, one in enumerate(quoted):
        for begin in range(len(one.words) - _RUN + 1):
            held = holders.setdefault(one.words[begin : begin + _RUN], [])
            if not held or held[-1] != at:
                held.append(at)
    seen: set[tuple[int, int]] = set()
    for held in holders.values():
        for place, at in enumerate(held):
            for other in held[place + 1 : place + 1 + _MOST_HOLDERS]:
                if (at, other) not in seen and quoted[at].article != quoted[other].article:
                    seen.add((at, other))
                    shared = _shared(quoted[at], quoted[other])
                    if shared:
                        yield (at, other), shared


def _shared(one: _Quoted, other: _Quoted) -> int:
    """How many words stand in both in the same order; 0 where they are not the same."""
    fewest = min(len(one.words), len(other.words))
    shared: int = LCSseq.similarity(one.words, other.words)
    run = _longest_run(one.words, other.words)
    if run == fewest:
        return shared
    if one.speaker and other.speaker and one.speaker != other.speaker:
        return 0
    telling = LCSseq.similarity(one.telling, other.telling)
    if telling < _FEWEST_TELLING:
        return 0
    if run >= _LONG_RUN:
        return shared
    is_told = telling >= _TELLING_SHARE * min(len(one.telling), len(other.telling))
    return shared if is_told and shared >= _SHARE * fewest else 0


def _longest_run(one: Sequence[str], other: Sequence[str]) -> int:
    """The most words in a row that both have."""
    longest = 0
    before: dict[int, int] = {}
    places: dict[str, list[int]] = {}
    for at, word in enumerate(other):
        places.setdefault(word, []).append(at)
    for word in one:
        now = {at: before.get(at - 1, 0) + 1 for at in places.get(word, ())}
        longest = max(longest, *now.values()) if now else longest
        before = now
    return longest
