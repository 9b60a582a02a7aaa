"""Passages that may be copies of each other: those of different articles that share shingles.

Only numbers are looked at; whether the words are nearly the same is for `copies` to say.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from briefing.related.segment import Segment
from briefing.related.term_vocabulary import Ids
from briefing.text.shingle_pairs import NEIGHBOURS, enough_shared, likely_pairs, shared_codes

SLICE = 1_000_000
"""Owners looked through at a time."""
PART = 20_000
"""Units whose pairs are worked out at a time."""


def all_pairs(
    segments: Sequence[Segment], alive: NDArray[np.bool_] | None = None
) -> Iterator[tuple[Ids, Ids]]:
    """Yield the same among all units of `segments` that are `alive`, numbered through them, some at a time.

    Who stands next to whom among the holders of a shingle is a matter of article number and passage, so
    that the same articles give the same pairs however they are spread over segments. Memory is bounded
    by the pairs that `PART` units are the smaller of: passages made of the same turns of phrase share a
    shingle with hundreds of others.
    """
    numbers, sizes = _numbers(segments), _stacked([segment.sketch_sizes for segment in segments])
    shingles, owners = _in_order(segments)
    order: Ids | None = None
    if alive is not None or (numbers[1:] < numbers[:-1]).any():
        order = np.argsort(numbers, kind="stable")
        order = order if alive is None else order[alive[order]]
        place = np.full(len(numbers), -1, dtype=np.int64)
        place[order] = np.arange(len(order))
        there = place[owners] >= 0
        shingles, owners = shingles[there], place[owners[there]]
        by_shingle = np.lexsort((owners, shingles))
        shingles, owners = shingles[by_shingle], owners[by_shingle]
        numbers, sizes = numbers[order], sizes[order]
    articles = np.unique(numbers, return_inverse=True)[1]
    for first in range(0, len(sizes), PART):
        held = _held(owners, first, first + PART)
        one, other = enough_shared(
            *np.unique(shared_codes(shingles, owners, held, articles), return_counts=True), sizes
        )
        yield (one, other) if order is None else (order[one], order[other])


def pairs_of(
    segments: Sequence[Segment], units: Ids, alive: NDArray[np.bool_] | None = None
) -> tuple[Ids, Ids]:
    """Return those pairs of `all_pairs` of which at least one is among `units`.

    Costs one look at the holders of the shingles of `units`, and the pairs that these make.
    """
    asked = np.zeros(sum(len(segment.passages) for segment in segments), dtype=bool)
    asked[units] = True
    firsts = np.cumsum([0, *(len(segment.passages) for segment in segments)])
    distinct = np.unique(
        np.concatenate(
            [
                np.zeros(0, dtype=np.uint32),
                *(
                    segment.shingles[asked[first : first + len(segment.passages)][segment.shingle_units]]
                    for segment, first in zip(segments, firsts, strict=False)
                ),
            ]
        )
    )
    shingles, owners = [np.zeros(0, dtype=np.uint32)], [np.zeros(0, dtype=np.int64)]
    for segment, first in zip(segments, firsts, strict=False):
        begin = np.searchsorted(segment.shingles, distinct)
        counts = np.searchsorted(segment.shingles, distinct, side="right") - begin
        held = np.repeat(begin - (np.cumsum(counts) - counts), counts) + np.arange(int(counts.sum()))
        shingles.append(segment.shingles[held])
        owners.append(segment.shingle_units[held].astype(np.int64) + first)
    every, who = np.concatenate(shingles), np.concatenate(owners)
    if alive is not None:
        every, who = every[alive[who]], who[alive[who]]
    numbers = _numbers(segments)
    if len(segments) > 1 or (numbers[1:] < numbers[:-1]).any():
        by_shingle = np.lexsort((who, numbers[who], every))
        every, who = every[by_shingle], who[by_shingle]
    # A turn of phrase may stand in every article: only who stands next to a unit that is asked for is
    # paired at all.
    next_to = np.zeros(len(every), dtype=bool)
    mine = np.flatnonzero(asked[who])
    for step in range(NEIGHBOURS + 1):
        next_to[mine[mine >= step] - step] = True
    codes = shared_codes(every, who, np.flatnonzero(next_to), numbers)
    one, other = enough_shared(
        *np.unique(codes, return_counts=True), _stacked([segment.sketch_sizes for segment in segments])
    )
    wanted = asked[one] | asked[other]
    return one[wanted], other[wanted]


def _numbers(segments: Sequence[Segment]) -> Ids:
    """Return the number of the article of each unit."""
    return _stacked([segment.numbers[segment.article_of] for segment in segments])


def _in_order(segments: Sequence[Segment]) -> tuple[NDArray[Any], NDArray[Any]]:
    """Return the shingles of several segments in order, then of their units, numbered through them."""
    if len(segments) == 1:
        # It may be mapped, and larger than what should be held.
        return segments[0].shingles, segments[0].shingle_units
    shingles, owners = np.zeros(0, dtype=np.uint32), np.zeros(0, dtype=np.int32)
    before = 0
    for segment in segments:
        places = np.searchsorted(shingles, segment.shingles, side="right")
        shingles = np.insert(shingles, places, segment.shingles)
        owners = np.insert(owners, places, segment.shingle_units + before)
        before += len(segment.passages)
    return shingles, owners


def _held(owners: NDArray[Any], first: int, last: int) -> Ids:
    """Return where the owners from `first` to before `last` stand, ascending."""
    found: list[Ids] = []
    for at in range(0, len(owners), SLICE):
        part = owners[at : at + SLICE]
        found.append(np.flatnonzero((part >= first) & (part < last)) + at)
    return _stacked(found)


def _stacked(parts: Sequence[NDArray[Any]]) -> Ids:
    return np.concatenate([part.astype(np.int64) for part in parts]) if parts else np.zeros(0, dtype=np.int64)


def mark_repeated(new: Segment, older: Sequence[Segment]) -> None:
    """Mark in `new` and in `older` segments the units that may be copies because of `new`.

    Costs what the shingles of `new` cost: of a shingle's older holders the last few are looked at.
    """
    distinct = np.unique(new.shingles)
    looked_at: list[tuple[Segment, Ids, NDArray[np.uint32], Ids]] = [
        (new, np.arange(len(new.passages)), new.shingles, new.shingle_units.astype(np.int64))
    ]
    for segment in older:
        ends = np.searchsorted(segment.shingles, distinct, side="right")
        sizes = ends - np.maximum(np.searchsorted(segment.shingles, distinct), ends - NEIGHBOURS)
        held = np.repeat(ends - np.cumsum(sizes), sizes) + np.arange(int(sizes.sum()))
        units, places = np.unique(segment.shingle_units[held], return_inverse=True)
        looked_at.append((segment, units.astype(np.int64), segment.shingles[held], places))
    firsts = np.cumsum([0, *(len(units) for _, units, _, _ in looked_at)])
    articles = np.cumsum([0, *(len(segment.numbers) for segment, _, _, _ in looked_at)])
    one, other = likely_pairs(
        _stacked([shingles for _, _, shingles, _ in looked_at]),
        _stacked([owners + first for (_, _, _, owners), first in zip(looked_at, firsts, strict=False)]),
        _stacked([segment.sketch_sizes[units] for segment, units, _, _ in looked_at]),
        _stacked(
            [
                segment.article_of[units] + first
                for (segment, units, _, _), first in zip(looked_at, articles, strict=False)
            ]
        ),
    )
    found = np.unique(np.concatenate([one, other]))
    for at, (segment, units, _, _) in enumerate(looked_at):
        here = found[(found >= firsts[at]) & (found < firsts[at + 1])] - firsts[at]
        segment.repeated[units[here]] = True
