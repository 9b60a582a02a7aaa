"""Copied articles as an analysis of the corpus: how they are found, brought up to date, and kept.

What is kept of every article is a sample of its shingles, so that articles that come and go cost no other its
reading but those that may be their copies.
"""

from __future__ import annotations

import json
import struct
from collections.abc import Collection, Iterator, Mapping, Set
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from briefing.errors import LibraryError
from briefing.model.corpus_analysis import CorpusView, FoundAnalysis, Steps, made_of_each
from briefing.text.compressed import NOT_AT_ALL, compress, decompress
from briefing.text.shingles import term_hash
from briefing.voices.article_shingles import Shingles, all_shingles, sampled
from briefing.voices.copied_articles import SharedWording, likely_copies, shared_wording

_HELD = 64
"""Articles whose shingles are held while they are compared."""
_HEAD = struct.Struct("<I")
_ARTICLE = struct.Struct("<qQI")
"""Number, order, shingles."""


@dataclass(frozen=True, slots=True, eq=False)
class ArticleSample:
    """What is kept of an article to find its copies by."""

    order: int
    """By which articles are put in order whatever their numbers: told by the text alone."""
    shingles: Shingles


@dataclass(frozen=True, slots=True, eq=False)
class ComparedArticles:
    """How much articles have of each other; which is the original depends on what is not in the text."""

    samples: Mapping[int, ArticleSample]
    """By the number of the article."""
    pairs: Mapping[tuple[int, int], SharedWording]
    """Of articles that may be copies, the smaller number first."""


def update(
    view: CorpusView, before: ComparedArticles | None, changed: Collection[int]
) -> Steps[ComparedArticles]:
    """Compare all articles; of those that have not changed since `before` the samples are known, and how
    much two of them share."""
    numbers, outdated = view.numbers(), set(changed)
    return (yield from _found(view, numbers, before, outdated))


def within(view: CorpusView, numbers: Collection[int]) -> Steps[ComparedArticles]:
    """Compare some articles with each other alone."""
    return (yield from _found(view, sorted(numbers), None, set()))


def _found(
    view: CorpusView, numbers: Collection[int], before: ComparedArticles | None, outdated: Set[int]
) -> Steps[ComparedArticles]:
    known = before.samples if before is not None else {}
    compared = before.pairs if before is not None else {}

    def sample(number: int) -> ArticleSample:
        article = view.article(number)
        return ArticleSample(term_hash(article.fingerprint), sampled(all_shingles(article)))

    samples = yield from made_of_each(numbers, known, outdated, sample)
    in_order = dict(sorted(samples.items(), key=lambda item: (item[1].order, item[0])))

    @lru_cache(maxsize=_HELD)
    def shingles(number: int) -> Shingles:
        return all_shingles(view.article(number))

    pairs: dict[tuple[int, int], SharedWording] = {}
    for pair in likely_copies({number: sample.shingles for number, sample in in_order.items()}):
        shared = compared.get(pair) if outdated.isdisjoint(pair) else None
        pairs[pair] = shared if shared is not None else shared_wording(*map(shingles, pair))
    return ComparedArticles(in_order, pairs)


def passages(found: ComparedArticles) -> Iterator[tuple[int, int]]:  # noqa: ARG001
    """Yield nothing: whole articles are compared."""
    return iter(())


def renumbered(found: ComparedArticles, numbers: Mapping[int, int]) -> ComparedArticles:
    """Return the same where articles have other numbers."""
    pairs = {
        (min(numbers[one], numbers[other]), max(numbers[one], numbers[other])): shared
        for (one, other), shared in found.pairs.items()
    }
    return ComparedArticles({numbers[n]: sample for n, sample in found.samples.items()}, pairs)


def pack(found: ComparedArticles) -> bytes:
    """Return pairs and samples, with a checksum."""
    pairs = [[*pair, *shared] for pair, shared in found.pairs.items()]
    head = json.dumps(pairs).encode("ascii")
    parts = [_HEAD.pack(len(head)), head]
    for number, sample in found.samples.items():
        parts += [_ARTICLE.pack(number, sample.order, len(sample.shingles)), sample.shingles.tobytes()]
    return compress(b"".join(parts), NOT_AT_ALL)


def unpack(packed: bytes) -> ComparedArticles:
    """Return what `pack` was given; LibraryError when it is damaged."""
    data = decompress(packed)
    try:
        (size,) = _HEAD.unpack_from(data)
        pairs = json.loads(data[_HEAD.size : _HEAD.size + size])
        at = _HEAD.size + size
        samples: dict[int, ArticleSample] = {}
        while at < len(data):
            number, order, count = _ARTICLE.unpack_from(data, at)
            at += _ARTICLE.size
            samples[number] = ArticleSample(order, np.frombuffer(data, np.uint32, count, at))
            at += 4 * count
        if at != len(data):
            raise ValueError("it ends in the middle")
        return ComparedArticles(
            samples,
            {(one, other): SharedWording(shorter, longer) for one, other, shorter, longer in pairs},
        )
    except (struct.error, ValueError, TypeError, RecursionError) as error:
        raise LibraryError("the kept voices are damaged") from error


ANALYSIS: FoundAnalysis[ComparedArticles] = FoundAnalysis(
    name="voices",
    version=1,
    inputs=(),
    most=2_000,
    update=update,
    within=within,
    passages=passages,
    renumbered=renumbered,
    pack=pack,
    unpack=unpack,
)
