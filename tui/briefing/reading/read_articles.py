"""Reading: from the paths a user names to articles, one after the other.

Nothing here raises for what is in a file: a source that cannot be read, or a record in it, is a
`Failure` in its place, and the rest goes on.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from typing import BinaryIO

from briefing.errors import NoArticlesError, ReadError
from briefing.files.fetch_record import read_record
from briefing.model.article import Article, Failure
from briefing.reading.formats.format import Format
from briefing.reading.formats.format_reader import HEAD, ReadContext
from briefing.reading.formats.format_registry import REGISTRY
from briefing.reading.input_bytes import read_file, read_stream
from briefing.reading.sources import InputFile, find_sources, suffix_of
from briefing.reading.split_files import LEAST, read_in_parts


def read_paths(
    paths: Sequence[str],
    stdin: BinaryIO | None = None,
    notice: Callable[[InputFile], object] | None = None,
    *,
    beginnings: bool = False,
) -> Iterator[Article | Failure]:
    """Yield every article that `paths` name, in order, and a failure for all that cannot be read.

    `notice` is told each source before it is read. With `beginnings` an article that takes long to read comes
    twice: its beginning, and then whole.
    """
    for found in find_sources(paths):
        if isinstance(found, Failure):
            yield found
            continue
        if notice is not None:
            notice(found)
        yield from read_source(found, stdin, beginnings=beginnings)


def read_source(
    source: InputFile, stdin: BinaryIO | None = None, *, beginnings: bool = False
) -> Iterator[Article | Failure]:
    """Yield the articles of one source.

    `stdin` is read for a source without a file (by default the process's own); its format is told
    from its first bytes.
    """
    try:
        data = read_file(source.file) if source.file else _read_stdin(stdin)
    except ReadError as error:
        yield Failure(source.path, error.message)
        return
    yield from read_data(source, data, beginnings=beginnings)


def read_data(source: InputFile, data: bytes, *, beginnings: bool = False) -> Iterator[Article | Failure]:
    """Yield the articles in `data`, the bytes of one source."""
    suffix = suffix_of(source.path) if source.file else ""
    chosen = REGISTRY.choose(suffix, data[:HEAD])
    record = read_record(source.file) if source.file else None
    context = (
        ReadContext(source.path, address=record.url, charset=record.charset, beginnings=beginnings)
        if record is not None
        else ReadContext(source.path, beginnings=beginnings)
    )
    read = partial(_read_apart, source) if chosen.is_parsed_apart(data) else Format.read
    found = read(chosen, data, context)
    if suffix and chosen not in REGISTRY.of_suffix(suffix):
        found = _with_warning(found, f"named {suffix}, but read as what it is: {chosen.name}")
    if record is not None:
        found = _with_address(found, record.url)
    if source.depth:
        found = _with_references(found, source)
    try:
        yield from found
    except NoArticlesError as error:
        yield Failure(source.path, error.message, skipped=source.depth > 0)
    except ReadError as error:
        yield Failure(source.path, error.message)


def _read_apart(
    source: InputFile, chosen: Format, data: bytes, context: ReadContext
) -> Iterator[Article | Failure]:
    from briefing.reading.read_apart import READER_CHILD

    if chosen.can_be_split and source.file and len(data) >= LEAST:
        found = read_in_parts(source.path, source.file)
        if found is not None:
            yield from found
            return
    yield from READER_CHILD.read(chosen, data, context)


def _with_warning(found: Iterable[Article | Failure], warning: str) -> Iterator[Article | Failure]:
    for item in found:
        yield replace(item, warnings=(warning, *item.warnings)) if isinstance(item, Article) else item


def _with_address(found: Iterable[Article | Failure], address: str) -> Iterator[Article | Failure]:
    """The same, with the address of their file in the articles that say none of their own."""
    for item in found:
        yield replace(item, url=address) if isinstance(item, Article) and item.url is None else item


def _with_references(found: Iterable[Article | Failure], source: InputFile) -> Iterator[Article | Failure]:
    from briefing.reading.references_beside import References, references_above, with_references

    # Asked once: a file may hold many thousand articles, and a list that has just changed is not kept.
    lists: list[References] | None = None
    for item in found:
        if isinstance(item, Article):
            lists = references_above(source.path, source.depth) if lists is None else lists
            yield with_references(item, source.path, lists)
        else:
            yield item


def _read_stdin(stdin: BinaryIO | None) -> bytes:
    if stdin is None and sys.stdin is None:
        raise ReadError("there is no standard input")
    return read_stream(sys.stdin.buffer if stdin is None else stdin)
