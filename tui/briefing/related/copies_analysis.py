"""Copies as an analysis of the corpus: how they are found, brought up to date, and kept.

What is kept is how alike the passages are that may be copies, also where that is not enough: which
passages to compare is quickly said from the index, but comparing them needs their texts.
"""

from __future__ import annotations

import struct
from collections.abc import Collection, Iterator, Mapping
from struct import Struct
from typing import TYPE_CHECKING, cast

from briefing.errors import LibraryError
from briefing.model.corpus_analysis import CorpusView, FoundAnalysis, Steps
from briefing.related.copies import Likenesses
from briefing.related.passage_places import place_at, place_of
from briefing.text.compressed import compress, decompress

if TYPE_CHECKING:
    from briefing.related.related_index import RelatedIndex

INDEX = "related"
"""The input: the index of related passages."""
_ROW = Struct("<qqd")
"""Two places, and how alike the passages are."""


def _index(view: CorpusView) -> RelatedIndex:
    return cast("RelatedIndex", view.input(INDEX))


def update(view: CorpusView, before: Likenesses | None, changed: Collection[int]) -> Steps[Likenesses]:
    """Return how alike all passages are that may be copies; those of articles that have not changed since
    `before` are compared no more."""
    gone = set(changed)
    kept = {
        pair: likeness
        for pair, likeness in (before.pairs if before is not None else {}).items()
        if gone.isdisjoint(place_of(place).article for place in pair)
    }
    return (yield from _index(view).likenesses_steps(Likenesses(kept)))


def within(view: CorpusView, numbers: Collection[int]) -> Steps[Likenesses]:
    """Find the same for the groups to which passages of some articles belong."""
    return (yield from _index(view).likenesses_of(numbers))


def passages(found: Likenesses) -> Iterator[tuple[int, int]]:
    """Yield both passages of each pair."""
    for pair in found.pairs:
        yield from map(place_of, pair)


def renumbered(found: Likenesses, numbers: Mapping[int, int]) -> Likenesses:
    """Return the same where articles have other numbers."""

    def moved(place: int) -> int:
        article, passage = place_of(place)
        return place_at(numbers[article], passage)

    pairs = {tuple(sorted(map(moved, pair))): likeness for pair, likeness in found.pairs.items()}
    return Likenesses({(one, other): likeness for (one, other), likeness in pairs.items()})


def pack(found: Likenesses) -> bytes:
    """Return likenesses as rows, compressed, with a checksum."""
    return compress(b"".join(_ROW.pack(*row) for row in found))


def unpack(packed: bytes) -> Likenesses:
    """Return what `pack` was given; LibraryError when it is damaged."""
    try:
        return Likenesses({(one, other): like for one, other, like in _ROW.iter_unpack(decompress(packed))})
    except struct.error as error:
        raise LibraryError("the kept copies are damaged") from error


ANALYSIS: FoundAnalysis[Likenesses] = FoundAnalysis(
    name="copies",
    version=3,
    inputs=(INDEX,),
    most=500,
    update=update,
    within=within,
    passages=passages,
    renumbered=renumbered,
    pack=pack,
    unpack=unpack,
)
