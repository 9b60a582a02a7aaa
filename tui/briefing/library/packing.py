"""Articles and what was found in them, as the library stores them: small, quick to take apart, checked.

No pickle: a file in a cache folder may have been put there by anyone.
"""

from __future__ import annotations

import json
import struct
from typing import NamedTuple, get_args

from briefing.analyses.articles import Annotations, annotator
from briefing.errors import LibraryError
from briefing.files.checksums import with_checksum, without_checksum
from briefing.model.article import Article, AsRead, Passage, PassageKind
from briefing.text.compressed import QUICKEST, compress, decompress

_KINDS: tuple[PassageKind, ...] = get_args(PassageKind)
_KIND_NUMBERS = {kind: number for number, kind in enumerate(_KINDS)}
_PER_PASSAGE = 6
"""Numbers stored for a passage: kind, level, start, end, page, time."""
_ROW = f"<{_PER_PASSAGE}I"
_MOST = 2**32 - 1
_MILLI = 1000
"""A time is stored in milliseconds, one more than there are, as 0 stands for none."""


class PackedAnnotations(NamedTuple):
    """What one analysis found in one article."""

    analysis: int
    """The number of the annotator."""
    version: int
    """That of the annotator which found them."""
    found: int
    """How much that is."""
    packed: bytes


class PackedArticle(NamedTuple):
    """One article ready to be stored; made in the processes that read, written by another."""

    suffix: str
    """What follows the file's path in the article's id: empty, or `#ID`."""
    fingerprint: str
    title: str
    has_title: bool
    source: str | None
    source_by: str
    author: str | None
    published: str | None
    published_by: str
    language: str
    url: str | None
    encoding: str
    warnings: str
    """A JSON array of strings."""
    origin: str | None
    extractor: str | None
    fetched: str | None
    words: int
    passages: int
    """Passages that count."""
    packed_text: bytes
    packed_passages: bytes
    packed_as_read: bytes | None
    """What it was by itself; None where all articles together decided nothing about it."""
    annotations: tuple[PackedAnnotations, ...]
    """What analyses found in it."""


def pack_article(
    article: Article, annotations: Annotations, path: str, *, level: int = QUICKEST
) -> PackedArticle:
    """Return `article`, read from the file `path`, and what analyses found in it, ready to be stored.

    `level` says how far the text is compressed.
    """
    return PackedArticle(
        suffix=article.id[len(path) :],
        fingerprint=article.fingerprint,
        title=article.title,
        has_title=article.has_title,
        source=article.source,
        source_by=article.source_by,
        author=article.author,
        published=article.published,
        published_by=article.published_by,
        language=article.language,
        url=article.url,
        encoding=article.encoding,
        warnings=json.dumps(article.warnings, ensure_ascii=False),
        origin=article.origin,
        extractor=article.extractor,
        fetched=article.fetched,
        words=article.words(),
        passages=article.counted(),
        packed_text=pack_text(article.text, level),
        packed_passages=pack_passages(article.passages),
        packed_as_read=pack_as_read(article.as_read) if article.as_read is not None else None,
        annotations=pack_annotations(annotations),
    )


def pack_annotations(annotations: Annotations) -> tuple[PackedAnnotations, ...]:
    """Return what analyses found in one article, ready to be stored."""
    return tuple(
        PackedAnnotations(one.number, one.version, len(found), one.pack(found))
        for one, found in ((annotator(name), found) for name, found in annotations.items())
    )


def pack_text(text: str, level: int = QUICKEST) -> bytes:
    """Return `text` compressed, with a checksum."""
    return compress(text.encode("utf-8"), level)


def unpack_text(packed: bytes) -> str:
    """Return what `pack_text` was given; LibraryError when it is damaged."""
    try:
        return decompress(packed).decode("utf-8")
    except UnicodeDecodeError as error:
        raise LibraryError("a stored text is damaged") from error


def pack_passages(passages: tuple[Passage, ...]) -> bytes:
    """Return passages as numbers of four bytes, with a checksum; they are numbered from 0.

    A time is rounded to the millisecond, and one of more than seven weeks is left out.
    """
    numbers = [
        n
        for p in passages
        for n in (_KIND_NUMBERS[p.kind], p.level, p.start, p.end, p.page or 0, _packed_time(p.time))
    ]
    data = struct.pack(f"<{len(numbers)}I", *numbers)
    return with_checksum(data)


def _packed_time(time: float | None) -> int:
    milliseconds = 0 if time is None else round(time * _MILLI) + 1
    return milliseconds if 0 < milliseconds <= _MOST else 0


def pack_as_read(as_read: AsRead) -> bytes:
    """Return what an article was by itself, with a checksum: its title on a line, then its passages."""
    head = json.dumps([as_read.title, as_read.has_title]).encode("ascii")
    return compress(head + b"\n" + pack_passages(as_read.passages))


def unpack_as_read(packed: bytes, length: int) -> AsRead:
    """Return what `pack_as_read` was given; LibraryError when it does not fit a text of `length`."""
    head, _, passages = decompress(packed).partition(b"\n")
    try:
        title, has_title = json.loads(head)
    except (ValueError, TypeError) as error:
        raise LibraryError("a stored title is damaged") from error
    return AsRead(unpack_passages(passages, length), str(title), bool(has_title))


def unpack_bounds(packed: bytes, passage: int, length: int) -> tuple[int, int] | None:
    """Return where one passage begins and ends in a text of `length`; None where there is none so numbered.

    LibraryError when what is stored is damaged or does not fit the text.
    """
    data = _sound_passages(packed)
    at = 4 * _PER_PASSAGE * passage
    if not 0 <= at < len(data):
        return None
    _, _, start, end, _, _ = struct.unpack_from(_ROW, data, at)
    if not start <= end <= length:
        raise LibraryError("stored passages do not fit their text")
    return start, end


def _sound_passages(packed: bytes) -> bytes:
    """Return the numbers behind the checksum; LibraryError when it is not theirs."""
    try:
        data = without_checksum(packed)
    except ValueError as error:
        raise LibraryError("stored passages are damaged") from error
    if len(data) % (4 * _PER_PASSAGE):
        raise LibraryError("stored passages are damaged")
    return data


def passages_in(size: int) -> int:
    """Return how many passages that many bytes of `pack_passages` hold."""
    return (size - 4) // (4 * _PER_PASSAGE)


def unpack_passages(packed: bytes, length: int) -> tuple[Passage, ...]:
    """Return what `pack_passages` was given; LibraryError when it does not fit a text of `length`."""
    data = _sound_passages(packed)
    rows = struct.iter_unpack(_ROW, data)
    passages: list[Passage] = []
    last = 0
    for number, (kind, level, start, end, page, time) in enumerate(rows):
        if kind >= len(_KINDS) or not last <= start <= end <= length:
            raise LibraryError("stored passages do not fit their text")
        passages.append(
            Passage(
                number, _KINDS[kind], level, start, end, page or None, (time - 1) / _MILLI if time else None
            )
        )
        last = end
    return tuple(passages)
