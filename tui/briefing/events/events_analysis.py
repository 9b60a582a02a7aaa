"""Events as an analysis of the corpus: what is kept of each article, so that it is not read again.

Which articles report one event depends on their dates and on who copied whom too, which are not in the text:
`collect_events` says it of what is kept.
"""

from __future__ import annotations

import struct
from collections.abc import Collection, Iterator, Mapping, Set
from dataclasses import dataclass
from typing import cast

import numpy as np

from briefing.errors import LibraryError
from briefing.events.event_terms import EventTerms, event_terms
from briefing.model.corpus_analysis import CorpusView, FoundAnalysis, Steps, made_of_each
from briefing.model.name import Mention
from briefing.text.compressed import NOT_AT_ALL, compress, decompress

_ARTICLE = struct.Struct("<qIB")
"""Number, terms, weekdays."""


@dataclass(frozen=True, slots=True, eq=False)
class ArticlesByTerms:
    """The terms of every article."""

    terms: Mapping[int, EventTerms]
    """By its number."""


def update(
    view: CorpusView, before: ArticlesByTerms | None, changed: Collection[int]
) -> Steps[ArticlesByTerms]:
    """Return the terms of all articles; those of articles that have not changed since `before` are known."""
    return (yield from _found(view, view.numbers(), before, set(changed)))


def within(view: CorpusView, numbers: Collection[int]) -> Steps[ArticlesByTerms]:
    """Return the terms of some articles."""
    return (yield from _found(view, sorted(numbers), None, set()))


def _found(
    view: CorpusView, numbers: Collection[int], before: ArticlesByTerms | None, outdated: Set[int]
) -> Steps[ArticlesByTerms]:
    def terms(number: int) -> EventTerms:
        names = cast("tuple[Mention, ...]", view.annotations(number, "names"))
        return event_terms(view.article(number), names)

    known = before.terms if before is not None else {}
    return ArticlesByTerms((yield from made_of_each(numbers, known, outdated, terms)))


def passages(found: ArticlesByTerms) -> Iterator[tuple[int, int]]:  # noqa: ARG001
    """Yield nothing: whole articles are compared."""
    return iter(())


def renumbered(found: ArticlesByTerms, numbers: Mapping[int, int]) -> ArticlesByTerms:
    """Return the same where articles have other numbers."""
    return ArticlesByTerms({numbers[number]: terms for number, terms in found.terms.items()})


def pack(found: ArticlesByTerms) -> bytes:
    """Return the terms of articles, with a checksum."""
    parts: list[bytes] = []
    for number, one in found.terms.items():
        parts.append(_ARTICLE.pack(number, len(one.hashes), one.weekdays))
        parts += [field.tobytes() for field in (one.hashes, one.families, one.weights, one.commonness)]
    return compress(b"".join(parts), NOT_AT_ALL)


def unpack(packed: bytes) -> ArticlesByTerms:
    """Return what `pack` was given; LibraryError when it is damaged."""
    data = decompress(packed)
    try:
        at, terms = 0, {}
        while at < len(data):
            number, count, weekdays = _ARTICLE.unpack_from(data, at)
            at += _ARTICLE.size
            hashes = np.frombuffer(data, np.uint64, count, at)
            families = np.frombuffer(data, np.uint8, count, at + 8 * count)
            weights = np.frombuffer(data, np.float32, count, at + 9 * count)
            commonness = np.frombuffer(data, np.float32, count, at + 13 * count)
            at += 17 * count
            terms[number] = EventTerms(hashes, families, weights, commonness, weekdays)
        if at != len(data):
            raise ValueError("it ends in the middle")
        return ArticlesByTerms(terms)
    except (struct.error, ValueError) as error:
        raise LibraryError("the kept events are damaged") from error


ANALYSIS: FoundAnalysis[ArticlesByTerms] = FoundAnalysis(
    name="events",
    version=3,
    inputs=("names",),
    most=2_000,
    update=update,
    within=within,
    passages=passages,
    renumbered=renumbered,
    pack=pack,
    unpack=unpack,
)
