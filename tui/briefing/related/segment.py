"""A part of an index that never changes: the terms of some articles' passages, both ways round.

Made in memory of a few articles at a time, or mapped from disk. A segment knows numbers of
articles, of passages and of terms, and no words; it never scores. Units are its passages, counted
from 0 in order of article and reading.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from briefing.related.article_terms import ArticleTerms
from briefing.related.term_vocabulary import Ids, TermVocabulary


@dataclass(frozen=True, slots=True, eq=False)
class Segment:
    """A articles with N passages: arrays alone, each a file when it lies on disk."""

    numbers: NDArray[np.int64]
    """(A,) the articles' numbers, in any order."""
    firsts: NDArray[np.int64]
    """(A + 1,) the first unit of each article."""
    passages: NDArray[np.int32]
    """(N,) the passage's number in its article."""
    article_of: NDArray[np.int32]
    """(N,) the article of each unit, as a place in `numbers`."""
    lengths: NDArray[np.int32]
    """(N,) number of terms, repeats counted."""
    offsets: NDArray[np.int64]
    """(N + 1,) where the terms of each unit begin in `terms` and `counts`."""
    terms: NDArray[np.int32]
    counts: NDArray[np.uint16]
    whole_offsets: NDArray[np.int64]
    """(A + 1,) where the terms of each article begin in `whole_terms` and `whole_counts`."""
    whole_terms: NDArray[np.int32]
    whole_counts: NDArray[np.uint16]
    known: NDArray[np.int32]
    """(K,) the terms of the segment, ascending."""
    starts: NDArray[np.int64]
    """(K + 1,) where the units that hold each of `known` begin in `units` and `tallies`."""
    units: NDArray[np.int32]
    tallies: NDArray[np.uint16]
    """How often the unit holds the term."""
    whole_holding: NDArray[np.int32]
    """(K,) how many articles hold each of `known`."""
    shingles: NDArray[np.uint32]
    """(H,) hashes of shingles, ascending."""
    shingle_units: NDArray[np.int32]
    """(H,) the unit that holds each."""
    sketch_sizes: NDArray[np.uint8]
    """(N,) number of shingles kept of each unit."""
    repeated: NDArray[np.bool_]
    """(N,) whether another article may hold nearly the same words."""

    def find(self, number: int) -> int | None:
        """Return the place of the article with this number, or None."""
        places = np.flatnonzero(self.numbers == number)
        return int(places[0]) if len(places) else None

    def postings(self, terms: Ids) -> tuple[Ids, Ids]:
        """Return where the units of each of `terms` begin and end in `units`."""
        if not len(self.known):
            nothing = np.zeros(len(terms), dtype=np.int64)
            return nothing, nothing
        place, here = self._places(terms)
        starts = self.starts[place]
        return starts, np.where(here, self.starts[place + 1], starts)

    def articles_holding(self, terms: Ids) -> Ids:
        """Return how many articles hold each of `terms`."""
        if not len(self.known):
            return np.zeros(len(terms), dtype=np.int64)
        place, here = self._places(terms)
        return np.where(here, self.whole_holding[place], 0)

    def _places(self, terms: Ids) -> tuple[Ids, NDArray[np.bool_]]:
        """Return the places of `terms` in `known`, and which of them are there."""
        last = len(self.known) - 1
        if int(self.known[last]) == last:
            return np.minimum(terms, last), terms <= last
        place = np.minimum(np.searchsorted(self.known, terms), last)
        return place, self.known[place] == terms


NAMES = tuple(field.name for field in fields(Segment))


def gathered(offsets: NDArray[np.int64], places: Ids) -> tuple[Ids, Ids]:
    """Return, for the rows `places` of a ragged table, the index of every element and of its row in
    `places`."""
    first = offsets[places]
    sizes = offsets[places + 1] - first
    ends = np.cumsum(sizes)
    total = int(ends[-1]) if len(ends) else 0
    position = np.repeat(np.arange(len(places)), sizes)
    return np.arange(total) + np.repeat(first - ends + sizes, sizes), position


class Forward(NamedTuple):
    """The part of a segment that is in order of units: what can be written as articles come in.

    `firsts`, `offsets` and `whole_offsets` are given as sizes of their rows.
    """

    arrays: dict[str, NDArray[Any]]
    shingles: NDArray[np.uint32]
    """In order of units, as many of each as its sketch size."""


FORWARD: dict[str, type[Any]] = {
    "numbers": np.int64,
    "firsts": np.int64,
    "passages": np.int32,
    "offsets": np.int64,
    "terms": np.int32,
    "counts": np.uint16,
    "whole_offsets": np.int64,
    "whole_terms": np.int32,
    "whole_counts": np.uint16,
    "sketch_sizes": np.uint8,
    "repeated": np.bool_,
}
SIZES = ("firsts", "offsets", "whole_offsets")
"""Arrays that a segment holds as offsets, and `Forward` as sizes."""


def forward_of(articles: Sequence[tuple[int, ArticleTerms]], vocabulary: TermVocabulary) -> Forward:
    """Return numbered articles, whose terms `vocabulary` then knows, in order of units."""
    found = [one for _, one in articles]
    numbers = [vocabulary.numbers(one.terms, one.backgrounds) for one in found]
    parts: dict[str, Sequence[Any]] = {
        "numbers": [[number] for number, _ in articles],
        "firsts": [[len(one.passages)] for one in found],
        "passages": [one.passages for one in found],
        "offsets": [np.diff(one.offsets) for one in found],
        "terms": [ids[one.held] for ids, one in zip(numbers, found, strict=True)],
        "counts": [one.counts for one in found],
        "whole_offsets": [[len(one.terms)] for one in found],
        "whole_terms": numbers,
        "whole_counts": [one.whole for one in found],
        "sketch_sizes": [np.diff(one.sketch_offsets) for one in found],
        "repeated": [np.zeros(len(one.passages)) for one in found],
    }
    return Forward(
        {name: _joined(parts[name], kind) for name, kind in FORWARD.items()},
        _joined([one.sketches for one in found], np.uint32),
    )


def segment_of(articles: Sequence[tuple[int, ArticleTerms]], vocabulary: TermVocabulary) -> Segment:
    """Return a segment in memory of numbered articles, whose terms `vocabulary` then knows."""
    forward = forward_of(sorted(articles, key=lambda one: one[0]), vocabulary)
    arrays = with_offsets(forward.arrays)
    owners = np.repeat(np.arange(len(arrays["passages"])), arrays["sketch_sizes"])
    return assembled(arrays, forward.shingles, owners)


def with_offsets(forward: Mapping[str, NDArray[Any]]) -> dict[str, NDArray[Any]]:
    """Return the arrays of a `Forward` as a segment holds them: with offsets in place of sizes."""
    return {name: offsets_of(found) if name in SIZES else found for name, found in forward.items()}


def assembled(
    forward: dict[str, NDArray[Any]], shingles: NDArray[np.uint32], shingle_units: NDArray[np.int64]
) -> Segment:
    """Return a segment in memory, given its arrays in order of units: adds those in order of terms."""
    sizes = np.diff(forward["offsets"])
    terms, counts = forward["terms"], forward["counts"]
    order = np.argsort(terms, kind="stable")
    known, sizes_of_terms = np.unique(terms, return_counts=True)
    ends = np.concatenate(([0], np.cumsum(counts, dtype=np.int64)))
    by_hash = np.argsort(shingles, kind="stable")
    return Segment(
        **forward,
        article_of=np.repeat(np.arange(len(forward["numbers"])), np.diff(forward["firsts"])).astype(np.int32),
        lengths=(ends[forward["offsets"][1:]] - ends[forward["offsets"][:-1]]).astype(np.int32),
        known=known.astype(np.int32),
        starts=offsets_of(sizes_of_terms),
        units=np.repeat(np.arange(len(sizes)), sizes)[order].astype(np.int32),
        tallies=counts[order],
        whole_holding=np.bincount(
            np.searchsorted(known, forward["whole_terms"]), minlength=len(known)
        ).astype(np.int32),
        shingles=shingles[by_hash],
        shingle_units=shingle_units[by_hash].astype(np.int32),
    )


def merged(segments: Sequence[tuple[Segment, frozenset[int]]]) -> Segment:
    """Return one segment in memory of several, each with the places of the articles to leave out."""
    parts: list[dict[str, NDArray[Any]]] = []
    shingles: list[NDArray[np.uint32]] = []
    owners: list[NDArray[np.int64]] = []
    before = 0
    for segment, gone in segments:
        kept = np.setdiff1d(np.arange(len(segment.numbers)), np.array(sorted(gone), dtype=np.int64))
        parts.append(rows_of(segment, kept))
        units, _ = gathered(segment.firsts, kept)
        place = np.full(len(segment.passages), -1, dtype=np.int64)
        place[units] = np.arange(len(units)) + before
        moved = place[segment.shingle_units]
        shingles.append(segment.shingles[moved >= 0])
        owners.append(moved[moved >= 0])
        before += len(units)
    forward = with_offsets({name: np.concatenate([part[name] for part in parts]) for name in FORWARD})
    return assembled(forward, np.concatenate(shingles), np.concatenate(owners))


def rows_of(segment: Segment, kept: Ids) -> dict[str, NDArray[Any]]:
    """Return the arrays of a `Forward` for the articles at these places of a segment."""
    units, _ = gathered(segment.firsts, kept)
    entries, _ = gathered(segment.offsets, units)
    wholes, _ = gathered(segment.whole_offsets, kept)
    return {
        "numbers": segment.numbers[kept],
        "firsts": segment.firsts[kept + 1] - segment.firsts[kept],
        "passages": segment.passages[units],
        "offsets": segment.offsets[units + 1] - segment.offsets[units],
        "terms": segment.terms[entries],
        "counts": segment.counts[entries],
        "whole_offsets": segment.whole_offsets[kept + 1] - segment.whole_offsets[kept],
        "whole_terms": segment.whole_terms[wholes],
        "whole_counts": segment.whole_counts[wholes],
        "sketch_sizes": segment.sketch_sizes[units],
        "repeated": segment.repeated[units],
    }


def offsets_of(sizes: NDArray[Any]) -> NDArray[np.int64]:
    """Return where rows of these sizes begin, and where the last ends."""
    return np.concatenate(([0], np.cumsum(sizes, dtype=np.int64)))


def _joined(parts: Sequence[Any], kind: type[Any]) -> NDArray[Any]:
    return np.concatenate(parts).astype(kind) if parts else np.zeros(0, dtype=kind)
