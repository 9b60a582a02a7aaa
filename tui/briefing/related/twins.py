"""Passages that may be copies of each other: those of different articles that share shingles.

Only numbers are looked at; whether the words are nearly the same is for `copies` to say.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from briefing.related.segment import Segment
from briefing.related.vocabulary import Ids

LEAST_SHARED = 0.2
"""Part of the smaller sketch that both must hold."""
NEIGHBOURS = 8
"""A shingle brings each of its holders together with so many after it: in reports that many articles
print, all are joined through their neighbours, and a turn of phrase costs little."""
SLICE = 1_000_000
"""Shingles compared at a time."""


def likely_pairs(shingles: Ids, owners: Ids, sizes: Ids, articles: Ids) -> tuple[Ids, Ids]:
    """Return pairs of owners of different articles (the smaller first, ascending) that share enough.

    `shingles` each have an owner; sketch sizes and articles are given by owner.
    """
    return _enough(*_shared(shingles, owners, articles), sizes)


def all_pairs(segments: Sequence[Segment]) -> tuple[Ids, Ids]:
    """Return the same among all units of `segments`, numbered through them; in slices of the hashes,
    so that memory is bounded by what is shared and not by what there is."""
    firsts = np.cumsum([0, *(len(segment.passages) for segment in segments)])
    before = np.cumsum([0, *(len(segment.numbers) for segment in segments)])
    sizes = _stacked([segment.sketch_sizes for segment in segments])
    articles = _stacked(
        [segment.article_of + first for segment, first in zip(segments, before, strict=False)]
    )
    codes: list[Ids] = []
    shared: list[Ids] = []
    slices = 1 + sum(len(segment.shingles) for segment in segments) // SLICE
    limits = [(index << 32) // slices for index in range(slices + 1)]
    for low, high in pairwise(limits):
        parts = [
            slice(*np.searchsorted(segment.shingles, np.array([low, high], dtype=np.uint64)).tolist())
            for segment in segments
        ]
        found = _shared(
            _stacked([segment.shingles[part] for segment, part in zip(segments, parts, strict=True)]),
            _stacked(
                [
                    segment.shingle_units[part] + first
                    for segment, part, first in zip(segments, parts, firsts, strict=False)
                ]
            ),
            articles,
        )
        codes.append(found[0])
        shared.append(found[1])
    distinct, places = np.unique(_stacked(codes), return_inverse=True)
    counts = np.bincount(places, _stacked(shared), minlength=len(distinct))
    return _enough(distinct, counts, sizes)


def _stacked(parts: Sequence[NDArray[Any]]) -> Ids:
    return np.concatenate([part.astype(np.int64) for part in parts]) if parts else np.zeros(0, dtype=np.int64)


def _shared(shingles: Ids, owners: Ids, articles: Ids) -> tuple[Ids, Ids]:
    """Return pairs of owners of different articles, as one number each, and how many shingles they
    share."""
    order = np.lexsort((owners, shingles))
    shingles, owners = shingles[order], owners[order]
    codes = [np.zeros(0, dtype=np.int64)]
    for step in range(1, NEIGHBOURS + 1):
        same = np.flatnonzero(shingles[step:] == shingles[:-step])
        if not len(same):
            break
        one, other = owners[same], owners[same + step]
        apart = articles[one] != articles[other]
        codes.append(one[apart] * len(articles) + other[apart])
    distinct, counts = np.unique(np.concatenate(codes), return_counts=True)
    return distinct, counts


def _enough(codes: Ids, shared: Ids | NDArray[np.float64], sizes: Ids) -> tuple[Ids, Ids]:
    """Return as pairs those numbers whose owners share enough shingles for the smaller sketch."""
    if not len(codes):
        return codes, codes
    one, other = codes // len(sizes), codes % len(sizes)
    enough = shared >= np.maximum(LEAST_SHARED * np.minimum(sizes[one], sizes[other]), 1)
    return one[enough], other[enough]


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
