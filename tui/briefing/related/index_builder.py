"""Writes an index of related passages to disk, article by article, in bounded memory.

What is in order of units is written as it comes in; what is in order of terms is made of it at the
end, by a counting sort over slices. Only the vocabulary is held in memory, as arrays.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from briefing.related.arrays import ArrayWriter
from briefing.related.article_terms import ArticleTerms
from briefing.related.name_stems import NameStems
from briefing.related.near_duplicates import all_pairs
from briefing.related.segment import FORWARD, SIZES, Segment, forward_of, gathered, offsets_of, rows_of
from briefing.related.term_vocabulary import TermVocabulary, arrays_of

BATCH = 5_000
"""Passages written at a time."""
SLICE = 1_000_000
"""Values sorted at a time."""
PART = {"vocabulary": "term", "names": "name"}
"""What begins the names of the arrays that do not belong to the segment."""


class IndexBuilder:
    """Writes the arrays of an index into a folder that does not exist yet."""

    def __init__(
        self, folder: Path, vocabulary: TermVocabulary | None = None, names: NameStems | None = None
    ) -> None:
        """`vocabulary` and `names` are those of the segments that will be added, if any."""
        self._writer = ArrayWriter(folder)
        self._vocabulary = TermVocabulary() if vocabulary is None else vocabulary
        self._names = NameStems() if names is None else names
        self._pending: list[tuple[int, ArticleTerms]] = []
        self._waiting = self._articles = self._units = 0

    def add(self, number: int, article: ArticleTerms) -> None:
        """Add an article under a number of its own."""
        self._pending.append((number, article))
        self._names.count(article)
        self._waiting += len(article.passages)
        if self._waiting >= BATCH:
            self._flush()

    def add_segment(self, segment: Segment, gone: frozenset[int]) -> None:
        """Add the articles of a segment but those at the places in `gone`, a slice at a time."""
        self._flush()
        kept = np.setdiff1d(np.arange(len(segment.numbers)), np.array(sorted(gone), dtype=np.int64))
        place = np.full(len(segment.passages), -1, dtype=np.int64)
        units, _ = gathered(segment.firsts, kept)
        place[units] = np.arange(len(units)) + self._units
        for first in range(0, len(kept), BATCH // 10):
            self._append(rows_of(segment, kept[first : first + BATCH // 10]))
        for first in range(0, len(segment.shingles), SLICE):
            owners = place[segment.shingle_units[first : first + SLICE]]
            self._append_shingles(segment.shingles[first : first + SLICE][owners >= 0], owners[owners >= 0])

    def finish(self) -> None:
        """Write what is in order of terms and of shingles, and wait until all is on disk."""
        self._flush()
        with self._writer as writer:
            for name in SIZES:
                sizes = writer.read(f"sizes-{name}") if self._articles else np.zeros(0, dtype=np.int64)
                writer.append(name, offsets_of(sizes))
                del sizes
                if self._articles:
                    writer.drop(f"sizes-{name}")
            for name, kind in FORWARD.items():
                if name not in SIZES:
                    writer.append(name, np.zeros(0, dtype=kind))
            for name in ("article_of", "lengths"):
                writer.append(name, np.zeros(0, dtype=np.int32))
            self._invert()
            self._sort_shingles()
            for part, arrays in (
                ("vocabulary", arrays_of(self._vocabulary)),
                ("names", self._names.arrays()),
            ):
                for name, values in arrays.items():
                    writer.append(f"{PART[part]}-{name}", values)
            self._mark_repeated()
            writer.finish()

    def close(self) -> None:
        """Close the files, finished or not."""
        with self._writer:
            self._pending.clear()

    def _flush(self) -> None:
        if self._pending:
            forward = forward_of(self._pending, self._vocabulary)
            sizes = forward.arrays["sketch_sizes"]
            owners = np.repeat(np.arange(len(sizes)) + self._units, sizes)
            self._append(forward.arrays)
            self._append_shingles(forward.shingles, owners)
            self._pending.clear()
            self._waiting = 0
            self._vocabulary.settle()
            self._names.settle()

    def _append(self, rows: dict[str, NDArray[Any]]) -> None:
        sizes = rows["offsets"]
        ends = np.concatenate(([0], np.cumsum(rows["counts"], dtype=np.int64)))
        offsets = offsets_of(sizes)
        for name, values in rows.items():
            self._writer.append(f"sizes-{name}" if name in SIZES else name, values.astype(FORWARD[name]))
        articles = np.arange(len(rows["numbers"])) + self._articles
        self._writer.append("article_of", np.repeat(articles, rows["firsts"]).astype(np.int32))
        self._writer.append("lengths", (ends[offsets[1:]] - ends[offsets[:-1]]).astype(np.int32))
        self._articles += len(articles)
        self._units += len(sizes)

    def _append_shingles(self, shingles: NDArray[np.uint32], owners: NDArray[np.int64]) -> None:
        self._writer.append("unsorted-shingles", shingles.astype(np.uint32))
        self._writer.append("unsorted-owners", owners.astype(np.int32))

    def _invert(self) -> None:
        """Write which units hold each term: a counting sort."""
        writer, size = self._writer, len(self._vocabulary)
        terms, counts = writer.read("terms"), writer.read("counts")
        offsets = writer.read("offsets")
        holding = _tally(terms, size)
        cursor = offsets_of(holding)[:-1]
        known = np.flatnonzero(holding)
        writer.append("known", known.astype(np.int32))
        writer.append("starts", offsets_of(holding[known]))
        writer.append("whole_holding", _tally(writer.read("whole_terms"), size)[known].astype(np.int32))
        units = writer.scratch("units", np.int32, len(terms))
        tallies = writer.scratch("tallies", np.uint16, len(terms))
        for first in range(0, len(terms), SLICE):
            part = np.asarray(terms[first : first + SLICE])
            order = np.argsort(part, kind="stable")
            ordered = part[order]
            new = np.flatnonzero(np.concatenate(([True], ordered[1:] != ordered[:-1])))
            sizes = np.diff(np.append(new, len(ordered)))
            places = np.arange(len(ordered)) + np.repeat(cursor[ordered[new]] - new, sizes)
            units[places] = np.searchsorted(offsets, order + first, side="right") - 1
            tallies[places] = counts[first : first + SLICE][order]
            cursor[ordered[new]] += sizes
        _written(units)
        _written(tallies)

    def _sort_shingles(self) -> None:
        """Write all shingles in order, with their units: range by range of their hashes."""
        writer = self._writer
        if not writer.length("unsorted-shingles"):
            writer.append("shingles", np.zeros(0, dtype=np.uint32))
            writer.append("shingle_units", np.zeros(0, dtype=np.int32))
            return
        shingles, owners = writer.read("unsorted-shingles"), writer.read("unsorted-owners")
        ranges = 1 + len(shingles) // SLICE
        limits = [(at << 32) // ranges for at in range(ranges + 1)]
        for at in range(ranges):
            found: list[NDArray[Any]] = []
            theirs: list[NDArray[Any]] = []
            for first in range(0, len(shingles), SLICE):
                part = np.asarray(shingles[first : first + SLICE])
                here = (part >= limits[at]) & (part < limits[at + 1])
                found.append(part[here])
                theirs.append(owners[first : first + SLICE][here])
            joined, units = np.concatenate(found), np.concatenate(theirs)
            order = np.lexsort((units, joined))
            writer.append("shingles", joined[order])
            writer.append("shingle_units", units[order])
        del shingles, owners
        writer.drop("unsorted-shingles")
        writer.drop("unsorted-owners")

    def _mark_repeated(self) -> None:
        """Mark every unit that may be a copy of another."""
        segment = Segment(**{name: self._writer.read(name) for name in Segment.__slots__})
        repeated = np.zeros(self._units, dtype=np.bool_)
        for one, other in all_pairs([segment]):
            repeated[one] = repeated[other] = True
        self._writer.drop("repeated")
        self._writer.append("repeated", repeated)


def _tally(terms: NDArray[Any], size: int) -> NDArray[np.int64]:
    """Return how often each of `size` terms is named."""
    counts = np.zeros(size, dtype=np.int64)
    for first in range(0, len(terms), SLICE):
        counts += np.bincount(terms[first : first + SLICE], minlength=size)
    return counts


def _written(values: NDArray[Any]) -> None:
    """Hand a mapped array to the disk."""
    if isinstance(values, np.memmap):
        values.flush()
