"""Reading: from the paths a user names to articles, one after the other."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from typing import BinaryIO

from briefing.errors import ReadError
from briefing.model.article import Article, Failure
from briefing.reading.build import build_article
from briefing.reading.decoding import decode
from briefing.reading.loading import read_file, read_stream
from briefing.reading.sources import Source, find_sources
from briefing.text.clean import clean


def read_paths(paths: Sequence[str], stdin: BinaryIO | None = None) -> Iterator[Article | Failure]:
    """Yield every article that `paths` name, and a failure for all that cannot be read."""
    for found in find_sources(paths):
        if isinstance(found, Failure):
            yield found
        else:
            yield from read_source(found, stdin)


def read_source(source: Source, stdin: BinaryIO | None = None) -> Iterator[Article | Failure]:
    """Yield the articles of one source; never raises for what is in it."""
    try:
        data = read_file(source.file) if source.file else read_stream(stdin or sys.stdin.buffer)
        decoded = decode(data)
    except ReadError as error:
        yield Failure(source.path, error.message)
        return
    if source.path.lower().endswith(".jsonl"):
        for number, line in enumerate(decoded.text.split("\n"), 1):
            if line.strip():
                record = json.loads(line)
                name = record.get("id") or number
                yield build_article(
                    f"{source.path}#{name}",
                    clean(record["text"]),
                    title=record.get("title"),
                    published=record.get("published"),
                )
        return
    if not decoded.text.strip():
        yield Failure(source.path, "empty: there is nothing to read")
        return
    yield build_article(source.path, clean(decoded.text), encoding=decoded.encoding)
