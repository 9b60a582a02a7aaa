"""Where articles come from, looked up in their files as they are now."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from briefing.errors import ReadError
from briefing.files.fetch_record import read_record
from briefing.model.original import Original
from briefing.reading.decoding import decode, is_text
from briefing.reading.formats.format_reader import HEAD
from briefing.reading.formats.format_registry import REGISTRY
from briefing.reading.input_bytes import read_file, reason_of
from briefing.reading.sources import STANDARD_INPUT, suffix_of
from briefing.working_folder import absolute_path

if TYPE_CHECKING:
    from briefing.model.article import Article

_SNIPPET = 80
"""Characters of a passage by which its line is found."""


class _FileFacts(NamedTuple):
    """What is known of a file by its bytes."""

    size: int
    sha256: str
    format: str
    is_text: bool


def original_of(article: Article, path: str, passage: int | None = None) -> Original:
    """Return the original of `article`, which was read from `path`, with the line of a passage of it."""
    file = None if path == STANDARD_INPUT else absolute_path(path)
    facts: _FileFacts | None = None
    problem = ""
    line = None
    try:
        if file is not None:
            facts = _facts_of(file, _state_of(file))
            if passage is not None and facts.is_text:
                line = _line(article, passage, read_file(file))
    except ReadError as error:
        problem = error.message
    record = read_record(file) if file is not None else None
    is_as_fetched = (
        facts.sha256 == record.sha256 if facts is not None and record is not None and record.sha256 else None
    )
    return Original(
        article=article.id,
        file=file,
        problem=problem,
        format=facts.format if facts is not None else "",
        is_text=facts is not None and facts.is_text,
        is_named_so=bool(REGISTRY.of_suffix(suffix_of(path))),
        size=facts.size if facts is not None else None,
        sha256=facts.sha256 if facts is not None else "",
        part=article.origin,
        url=article.url or (record.url if record is not None else None),
        requested=record.requested if record is not None else "",
        fetched=(record.fetched if record is not None else "") or article.fetched or "",
        is_as_fetched=is_as_fetched,
        extractor=article.extractor,
        encoding=article.encoding,
        fingerprint=article.fingerprint,
        source=article.source,
        source_by=article.source_by,
        published=article.published,
        published_by=article.published_by,
        warnings=article.warnings,
        line=line,
    )


def _state_of(file: str) -> tuple[int, int]:
    """By which a file is known to be the same; ReadError where there is none."""
    try:
        status = Path(file).stat()
    except (OSError, ValueError) as error:
        raise ReadError(reason_of(error)) from error
    return status.st_mtime_ns, status.st_size


# A file of several articles is asked about for each of them.
@lru_cache(maxsize=16)
def _facts_of(file: str, _state: tuple[int, int]) -> _FileFacts:
    data = read_file(file)
    head = data[:HEAD]
    chosen = REGISTRY.choose(suffix_of(file), head)
    return _FileFacts(len(data), hashlib.sha256(data).hexdigest(), chosen.name, is_text(head))


def _line(article: Article, passage: int, data: bytes) -> int | None:
    """The line of a file, from 1, in which a passage begins; None where it stands there in other words,
    or there is none.
    """
    if passage >= len(article.passages):
        return None  # it has changed since somebody looked at it
    start = article.passages[passage].start
    snippet = article.passage_text(passage).partition("\n")[0][:_SNIPPET]
    before = article.text.count(snippet, 0, start)
    try:
        text = decode(data).text
    except ReadError:
        return None
    at = -1
    for _ in range(before + 1):
        at = text.find(snippet, at + 1)
        if at < 0:
            return None
    return text.count("\n", 0, at) + 1 if snippet else None
