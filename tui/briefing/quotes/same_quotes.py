"""Which quotes of several articles are one: grouped by the words in quotation marks that they share."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from rapidfuzz.distance import LCSseq

from briefing.model.quote import AttributedQuote
from briefing.text.name_keys import name_key
from briefing.text.quotation_spans import quoted_stretches
from briefing.text.stopwords import STOPWORDS
from briefing.text.tokens import words

_SINGLE = "'‘"
_STOPS = frozenset(".!?…;")
_RUN = 5
"""Words in a row that two quotes share at least."""
_SHORT_RUN = 4
"""The same of two of one speaker, of which one has them as a sentence of its own, or has no others."""
_SHARE = 0.6
"""Of the words of the shorter one, so many stand in the same order in the other, at least."""
_TELLING_SHARE = 0.7
"""The same of words that are no function words."""
_FEWEST_TELLING = 2
_LONG_RUN = 7
"""So many words in a row say no two people by chance."""
_LONGEST_RUN = 10
"""So many are one quote also where articles tell two people to have said them: one of them is wrong."""
_SURE = 0.85
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
    sentences: tuple[tuple[int, int], ...]
    """The words of each of its sentences by number, half-open."""
    who: str
    """The last word of who says it; empty where nobody is known to."""
    is_sure: bool
    """Whether that is sure."""


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
    inner = (text[start:end] for start, end in quoted_stretches(text))
    return " … ".join(part.strip(" .,;:—–-") for part in inner).replace("’", "'").replace("‘", "'")


def _quoted(quotes: Sequence[AttributedQuote]) -> Iterator[_Quoted]:
    inner = [quoted_stretches(quote.text) if quote.direct else [] for quote in quotes]
    in_double = {
        quote.article
        for quote, parts in zip(quotes, inner, strict=True)
        if parts and not _is_in_single(quote.text, parts)
    }
    for number, (quote, parts) in enumerate(zip(quotes, inner, strict=True)):
        if not parts or (_is_in_single(quote.text, parts) and quote.article in in_double):
            # Single marks beside double ones are those of headlines: the text below has it in full.
            continue
        said: list[str] = []
        stops = [0]
        for start, end in parts:
            for word in words(quote.text, start, end):
                if len(said) == _MOST_WORDS:
                    break
                # "U.S." and "US" are one.
                said.append(word.folded.replace(".", "").removesuffix("'s"))
                if quote.text[word.end : word.end + 1] in _STOPS:
                    stops.append(len(said))
        stops.append(len(said))
        if len(said) >= _SHORT_RUN:
            telling = tuple(word for word in said if word not in STOPWORDS and "'" not in word)
            who = name_key(quote.who or "").rpartition(" ")[2]
            is_sure = bool(who) and quote.certainty >= _SURE
            yield _Quoted(number, quote.article, tuple(said), telling, tuple(pairwise(stops)), who, is_sure)


def _is_in_single(text: str, parts: Sequence[tuple[int, int]]) -> bool:
    first = parts[0][0]
    return first > 0 and text[first - 1] in _SINGLE


def _pairs(quoted: Sequence[_Quoted]) -> Iterator[tuple[tuple[int, int], int]]:
    """Yield pairs of different articles that are the same, and how many words they share, each once."""
    holders: dict[tuple[str, ...], list[int]] = {}
    for at, one in enumerate(quoted):
        for begin in range(len(one.words) - _SHORT_RUN + 1):
            held = holders.setdefault(one.words[begin : begin + _SHORT_RUN], [])
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
    if one.who and one.who == other.who and (_holds_sentence(one, other) or _holds_sentence(other, one)):
        return shared
    run = _longest_run(one.words, other.words)
    if run < _RUN:
        return 0
    if run == fewest:
        return shared
    if one.is_sure and other.is_sure and one.who != other.who and run < _LONGEST_RUN:
        return 0
    telling = LCSseq.similarity(one.telling, other.telling)
    if telling < _FEWEST_TELLING:
        return 0
    if run >= _LONG_RUN:
        return shared
    is_told = telling >= _TELLING_SHARE * min(len(one.telling), len(other.telling))
    return shared if is_told and shared >= _SHARE * fewest else 0


def _holds_sentence(one: _Quoted, other: _Quoted) -> bool:
    """Whether `one` has a sentence of `other`: a longer one where it is of function words alone."""
    text = f" {' '.join(one.words)} "
    return any(
        end - start >= (_RUN if STOPWORDS.issuperset(other.words[start:end]) else _SHORT_RUN)
        and f" {' '.join(other.words[start:end])} " in text
        for start, end in other.sentences
    )


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
