"""An index of related passages on disk: written whole beside the old one, then put in its place.

A folder holds generations (arrays that never change), small files of changes since, and `CURRENT`,
which names the generation and the changes that count; it is replaced by one rename. What is no
longer named is removed. A reader that has a generation mapped goes on reading it.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, fields
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from briefing.errors import ExportError, LibraryError
from briefing.files.atomic import why, write_atomic
from briefing.files.checksums import with_checksum, without_checksum
from briefing.related.arrays import read_arrays
from briefing.related.article_terms import ArticleTerms
from briefing.related.index_builder import PART, IndexBuilder
from briefing.related.name_stems import NameStems
from briefing.related.segment import NAMES, Segment
from briefing.related.segment_set import SegmentSet
from briefing.related.term_vocabulary import TermVocabulary

FORMAT = 3
"""Changes whenever an index of before cannot be read, or would answer otherwise."""
CURRENT = "CURRENT"
MOST_CHANGED = 10_000
"""Passages added since, up to which they are kept as changes beside the generation."""
_ROWS = "rows"


@dataclass(slots=True)
class Changes:
    """What was added to and removed from a generation since it was written."""

    generation: str
    """The generation's name."""
    added: dict[int, ArticleTerms] = field(default_factory=dict)
    removed: set[int] = field(default_factory=set)

    def add(self, number: int, article: ArticleTerms) -> None:
        """Remember an article that was added, or replaced."""
        self.added[number] = article
        self.removed.discard(number)

    def remove(self, number: int) -> None:
        self.added.pop(number, None)
        self.removed.add(number)

    def are_few(self) -> bool:
        """Tell whether they are better kept beside the generation than made part of a new one."""
        passages = sum(len(article.passages) for article in self.added.values())
        return passages + len(self.removed) <= MOST_CHANGED


class RelatedBuilder:
    """Writes an index of numbered articles into a folder, in place of what the folder holds.

    Articles come in any order, each number once. Nothing changes in the folder before `finish`.
    Raises LibraryError where the disk refuses.
    """

    def __init__(
        self, folder: Path, vocabulary: TermVocabulary | None = None, names: NameStems | None = None
    ) -> None:
        self._folder = folder
        self.generation = f"g-{os.urandom(8).hex()}"
        with _faults():
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            self._builder = IndexBuilder(folder / self.generation, vocabulary, names)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind is not None:
            self.abandon()

    def add(self, number: int, article: ArticleTerms) -> None:
        with _faults():
            self._builder.add(number, article)

    def add_segment(self, segment: Segment, gone: frozenset[int]) -> None:
        """Add the articles of a segment but those at the places in `gone`."""
        with _faults():
            self._builder.add_segment(segment, gone)

    def finish(self) -> None:
        """Put the new index in place, whole and on disk."""
        with _faults():
            self._builder.finish()
        _point(self._folder, self.generation, None)

    def abandon(self) -> None:
        """Leave the folder as it was."""
        try:
            self._builder.close()
        finally:
            shutil.rmtree(self._folder / self.generation, ignore_errors=True)


def write_index(folder: Path, collection: SegmentSet, names: NameStems) -> None:
    """Write all articles of a collection as a new generation."""
    with RelatedBuilder(folder, collection.vocabulary, names) as builder:
        for segment, gone in collection.live():
            builder.add_segment(segment, gone)
        builder.finish()


def write_changes(folder: Path, changes: Changes) -> bool:
    """Write changes beside their generation; False when another generation counts by now."""
    if not (folder / changes.generation).is_dir() or _current(folder)["generation"] != changes.generation:
        return False
    packed = BytesIO()
    np.savez(packed, **_packed(changes))
    name = f"c-{os.urandom(8).hex()}.npz"
    with _faults():
        write_atomic(folder / name, with_checksum(packed.getvalue()), overwrite=False, mode=0o600)
    _point(folder, changes.generation, name)
    return True


def open_index(folder: Path) -> tuple[SegmentSet, NameStems, Changes]:
    """Return what a folder holds, its changes applied; LibraryError when it cannot be used."""
    current = _current(folder)
    generation = str(current["generation"])
    arrays = read_arrays(folder / generation, frozenset({"repeated"}))
    try:
        segment = Segment(**{name: arrays[name] for name in NAMES})
        words, names = (
            {
                name.removeprefix(f"{part}-"): found
                for name, found in arrays.items()
                if name.startswith(f"{part}-")
            }
            for part in (PART["vocabulary"], PART["names"])
        )
        collection, known = SegmentSet(segment, TermVocabulary(words)), NameStems(names)
        changes = Changes(generation)
        if current["changes"]:
            changes = _read_changes(folder, generation, str(current["changes"]))
    except (KeyError, ValueError, IndexError) as error:
        raise LibraryError("the index of related passages is damaged") from error
    for number in sorted(changes.removed):
        collection.remove(number)
    for number, article in sorted(changes.added.items()):
        collection.add(number, article)
        known.add(number, article)
    return collection, known, changes


def _read_changes(folder: Path, generation: str, name: str) -> Changes:
    """Read changes; ValueError where they are damaged."""
    with _faults():
        data = (folder / name).read_bytes()
    with np.load(BytesIO(without_checksum(data)), allow_pickle=False) as stored:
        return _unpacked(generation, stored)


def _current(folder: Path) -> dict[str, Any]:
    try:
        found: Any = json.loads((folder / CURRENT).read_text(encoding="ascii"))
    except (OSError, ValueError, RecursionError) as error:
        raise LibraryError("there is no index of related passages that can be read") from error
    if not isinstance(found, dict) or found.get("format") != FORMAT:
        raise LibraryError("the index of related passages is of another format")
    if not {"generation", "changes"} <= found.keys():
        raise LibraryError("the index of related passages is damaged")
    return found


def _point(folder: Path, generation: str, changes: str | None) -> None:
    """Make a generation with its changes the one that counts, and remove all others."""
    current = {"format": FORMAT, "generation": generation, "changes": changes}
    with _faults():
        write_atomic(folder / CURRENT, json.dumps(current).encode(), overwrite=True, mode=0o600)
        found = list(folder.iterdir())
    for path in found:
        if path.name.startswith("g-") and path.name != generation:
            # Where a reader keeps it from being removed, the next writer removes it.
            shutil.rmtree(path, ignore_errors=True)
        elif path.name.startswith("c-") and path.name != changes:
            with suppress(OSError):
                path.unlink()


def _packed(changes: Changes) -> dict[str, Any]:
    articles = list(changes.added.values())
    packed: dict[str, Any] = {
        "added": np.array(list(changes.added), dtype=np.int64),
        "removed": np.array(sorted(changes.removed), dtype=np.int64),
    }
    for one in fields(ArticleTerms):
        parts = [getattr(article, one.name) for article in articles]
        if parts:
            packed[one.name] = np.concatenate(parts)
        packed[f"{_ROWS}-{one.name}"] = np.array(
            [0, *np.cumsum([len(part) for part in parts])], dtype=np.int64
        )
    return packed


def _unpacked(generation: str, stored: Any) -> Changes:
    numbers = stored["added"].tolist()
    columns: dict[str, list[NDArray[Any]]] = {}
    for one in fields(ArticleTerms) if numbers else ():
        values = stored[one.name]
        columns[one.name] = [
            values[first:last] for first, last in pairwise(stored[f"{_ROWS}-{one.name}"].tolist())
        ]
    added = {
        number: ArticleTerms(**{name: parts[at] for name, parts in columns.items()})
        for at, number in enumerate(numbers)
    }
    return Changes(generation, added, set(stored["removed"].tolist()))


@contextmanager
def _faults() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise LibraryError(
            f"the index of related passages cannot be written or read: {why(error)}"
        ) from error
    except ExportError as error:
        raise LibraryError(error.message, hint=error.hint) from error
