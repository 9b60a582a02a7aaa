"""Reading: from the paths a user names to articles, one after the other.

Nothing here raises for what is in a file: a source that cannot be read, or a record in it, is a
`Failure` in its place, and the rest goes on.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import BinaryIO

from briefing.errors import ReadError
from briefing.model.article import Article, Failure
from briefing.reading.build import build_article
from briefing.reading.decoding import Decoded, decode
from briefing.reading.loading import read_file, read_stream
from briefing.reading.sources import Source, find_sources, suffix_of
from briefing.text.clean import CleanText, clean

Known = Callable[[Source], "Iterable[Article | Failure] | None"]
"""What is known of a source without reading it; None where it has to be read."""


def read_paths(
    paths: Sequence[str], stdin: BinaryIO | None = None, known: Known | None = None
) -> Iterator[Article | Failure]:
    """Yield every article that `paths` name, in order, and a failure for all that cannot be read.

    `known` is asked first of each source; what it gives stands for reading it.
    """
    for found in find_sources(paths):
        if isinstance(found, Failure):
            yield found
            continue
        there = known(found) if known is not None else None
        yield from read_source(found, stdin) if there is None else there


def read_source(source: Source, stdin: BinaryIO | None = None) -> Iterator[Article | Failure]:
    """Yield the articles of one source.

    `stdin` is read for a source without a file (by default the process's own); its format is told
    from its first line.
    """
    try:
        data = read_file(source.file) if source.file else _read_stdin(stdin)
    except ReadError as error:
        yield Failure(source.path, error.message)
        return
    yield from read_data(source, data)


def read_data(source: Source, data: bytes) -> Iterator[Article | Failure]:
    """Yield the articles in `data`, the bytes of one source."""
    try:
        decoded = decode(data)
    except ReadError as error:
        yield Failure(source.path, error.message)
        return
    if not decoded.text.strip("\0\ufeff") or decoded.text.isspace():
        yield Failure(source.path, "empty: there is nothing to read")
        return
    suffix = suffix_of(source.path).lower() if source.file else _suffix_of(decoded.text)
    if suffix == ".jsonl":
        yield from articles_of_records(source.path, decoded)
    elif suffix in (".md", ".markdown"):
        yield _read_markdown(source.path, decoded)
    else:
        yield build_article(
            source.path, clean(decoded.text), encoding=decoded.encoding, warnings=decoded.warnings
        )


def _read_stdin(stdin: BinaryIO | None) -> bytes:
    if stdin is None and sys.stdin is None:
        raise ReadError("there is no standard input")
    return read_stream(sys.stdin.buffer if stdin is None else stdin)


def _suffix_of(text: str) -> str:
    """The format of text that comes without a name."""
    if text.startswith("---\n"):
        return ".md"
    return ".jsonl" if text.lstrip().startswith('{"') else ".txt"


def articles_of_records(
    path: str, decoded: Decoded, *, lines: int = 0, taken: set[str] | None = None
) -> Iterator[Article | Failure]:
    """Yield the articles of the records in a file, or in the lines of it that stand behind `lines` others.

    `taken` are the ids of records before them.
    """
    from briefing.reading.records import read_records

    for record in read_records(path, decoded.text, lines=lines, taken=taken):
        if isinstance(record, Failure):
            yield record
        else:
            yield build_article(
                record.id,
                record.text,
                given=record.given,
                encoding=decoded.encoding,
                warnings=decoded.warnings,
            )


def _read_markdown(path: str, decoded: Decoded) -> Article:
    from briefing.reading.front_matter import split_front_matter
    from briefing.reading.given import given
    from briefing.reading.markdown import MAX_CHARACTERS, markdown_blocks

    whole = clean(decoded.text)
    matter = split_front_matter(whole)
    text = CleanText(whole[matter.body :])
    long = ("too long for its Markdown to be read; it is split as plain text",)
    return build_article(
        path,
        text,
        blocks=markdown_blocks(text),
        given=given(matter.values, "front matter"),
        encoding=decoded.encoding,
        warnings=(*decoded.warnings, *matter.warnings, *(long if len(text) > MAX_CHARACTERS else ())),
    )
