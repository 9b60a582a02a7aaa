"""A topic model on disk, so that a library need not read its articles again.

Two files in a folder: numbers as numpy arrays, and the rest as JSON behind its checksum, with a format
number and the digest of the first. They are replaced whole; a pair that does not fit together is of no use
and is made anew.
"""

from __future__ import annotations

import hashlib
import json
import os
import zipfile
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from briefing.errors import ExportError, LibraryError
from briefing.files.atomic import why, write_atomic
from briefing.files.checksums import with_checksum, without_checksum
from briefing.files.disk import private_file
from briefing.topics.encoded_articles import EncodedArticle, StemVocabulary
from briefing.topics.grouped_articles import ArticlePlacement, GroupedArticles, TopicDescription
from briefing.topics.steered_words import SteeredWords
from briefing.topics.vectors import Space

FORMAT = 4
NUMBERS = "topics.npz"
WORDS = "topics.json"

Arrays = dict[str, NDArray[Any]]
Parts = dict[str, Sequence[NDArray[Any]]]
"""Arrays in parts that follow each other: joined on disk, so that no second copy of all is held."""
CHUNK = 2**20
"""Bytes read at a time for the digest."""


def save(folder: Path, head: dict[str, Any], arrays: Parts) -> None:
    """Write both files; LibraryError when that fails."""
    made = folder / f"{NUMBERS}.{os.getpid()}.new"
    try:
        made.unlink(missing_ok=True)
        private_file(made)
        with zipfile.ZipFile(made, "w") as archive:
            for name, parts in arrays.items():
                _write(archive, name, parts)
        words = json.dumps({"format": FORMAT, "digest": _digest(made), **head})
        made.replace(folder / NUMBERS)
        data = with_checksum(words.encode("utf-8", "surrogatepass"))
        write_atomic(folder / WORDS, data, overwrite=True, mode=0o600)
    except ExportError as error:
        raise LibraryError(f"the topics could not be saved: {error.message}") from error
    except OSError as error:
        raise LibraryError(f"the topics could not be saved: {why(error)}") from error
    finally:
        made.unlink(missing_ok=True)


def _write(archive: zipfile.ZipFile, name: str, parts: Sequence[NDArray[Any]]) -> None:
    """Write the parts of one array into the file as numpy has it."""
    first = parts[0] if parts else np.zeros(0, dtype=np.int32)
    shape = (sum(len(part) for part in parts), *first.shape[1:])
    head = {
        "descr": np.lib.format.dtype_to_descr(first.dtype),
        "fortran_order": False,
        "shape": shape,
    }
    with archive.open(f"{name}.npy", "w", force_zip64=True) as file:
        np.lib.format.write_array_header_1_0(file, head)
        for part in parts:
            file.write(np.ascontiguousarray(part, dtype=first.dtype).tobytes())


def _digest(path: Path) -> str:
    found = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(CHUNK):
            found.update(chunk)
    return found.hexdigest()


def load(folder: Path) -> tuple[dict[str, Any], Arrays]:
    """Read both files; LibraryError when they are missing, of another format, or damaged."""
    try:
        head = json.loads(without_checksum((folder / WORDS).read_bytes()))
        digest = _digest(folder / NUMBERS)
    except OSError as error:
        raise LibraryError(f"the saved topics cannot be read: {why(error)}") from error
    except (ValueError, RecursionError) as error:
        raise LibraryError("the saved topics are damaged") from error
    if not isinstance(head, dict) or head.get("format") != FORMAT:
        raise LibraryError("the saved topics are of another format")
    if head.get("digest") != digest:
        raise LibraryError("the saved topics are damaged")
    with np.load(folder / NUMBERS, allow_pickle=False) as found:
        return head, {name: found[name] for name in found.files}


def packed_reads(
    reads: dict[str, EncodedArticle], vocabulary: StemVocabulary
) -> tuple[dict[str, Any], Parts]:
    """Return articles as a head and arrays."""
    every = list(reads.values())
    head = {"ids": [read.id for read in every], "names": vocabulary.names}
    arrays: Parts = {name: [getattr(read, name) for read in every] for name in ("stems", "ends", "passages")}
    arrays["sizes"] = [np.array([len(read.stems) for read in every], dtype=np.int64)]
    arrays["counts"] = [np.array([len(read.ends) for read in every], dtype=np.int64)]
    return head, arrays


def unpacked_reads(head: dict[str, Any], arrays: Arrays) -> tuple[dict[str, EncodedArticle], StemVocabulary]:
    """Return the articles of `packed_reads`."""
    stems = _parted(arrays["stems"], arrays["sizes"])
    ends = _parted(arrays["ends"], arrays["counts"])
    passages = _parted(arrays["passages"], arrays["counts"])
    rows = zip(head["ids"], stems, ends, passages, strict=True)
    return {name: EncodedArticle(name, *parts) for name, *parts in rows}, StemVocabulary(head["names"])


def packed_groups(
    grouped: GroupedArticles, placed: dict[str, ArticlePlacement]
) -> tuple[dict[str, Any], Parts]:
    """Return groups and places as a head and arrays."""
    head = {
        "nodes": [asdict(description) for description in grouped.nodes],
        "hidden": sorted(grouped.hidden),
        "pins": grouped.pins,
        "muted": grouped.muted,
        "placed": list(placed),
    }
    every = list(placed.values())
    names = ("passages", "node", "strength")
    arrays: Parts = {f"placed_{name}": [getattr(one, name) for one in every] for name in names}
    arrays["placed_counts"] = [np.array([len(one.node) for one in every], dtype=np.int64)]
    arrays["columns"], arrays["weights"] = [grouped.space.numbers], [grouped.space.weights]
    arrays["centres"], arrays["parents"] = [grouped.centres], [grouped.parents]
    return head, arrays


def unpacked_groups(
    head: dict[str, Any], arrays: Arrays, vocabulary: StemVocabulary
) -> tuple[GroupedArticles, dict[str, ArticlePlacement]]:
    """Return the groups and places of `packed_groups`."""
    columns = arrays["columns"]
    grouped = GroupedArticles(
        Space([vocabulary.names[number] for number in columns.tolist()], columns, arrays["weights"]),
        arrays["centres"],
        [_description(row) for row in head["nodes"]],
        arrays["parents"],
        [tuple(phrase) for phrase in head["pins"]],
        [tuple(phrase) for phrase in head["muted"]],
        set(head["hidden"]),
    )
    names = ("passages", "node", "strength")
    parts = [_parted(arrays[f"placed_{name}"], arrays["placed_counts"]) for name in names]
    return grouped, {name: ArticlePlacement(*row) for name, *row in zip(head["placed"], *parts, strict=True)}


def packed_chosen(chosen: SteeredWords) -> dict[str, Any]:
    """Return muted and pinned words as JSON holds them."""
    return asdict(chosen)


def unpacked_chosen(values: dict[str, Any]) -> SteeredWords:
    """Return the words of `packed_chosen`."""
    muted, pinned = (tuple(tuple(key) for key in values[name]) for name in ("muted", "pinned"))
    return SteeredWords(muted, pinned)


def _description(row: dict[str, Any]) -> TopicDescription:
    return TopicDescription(row["label"], tuple(row["keywords"]), tuple(row["weights"]), row["key"])


def _parted(whole: NDArray[Any], sizes: NDArray[Any]) -> list[NDArray[Any]]:
    return np.split(whole, np.cumsum(sizes)[:-1]) if len(sizes) else []
