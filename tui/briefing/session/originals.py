"""Where articles come from, looked up in their files as they are now."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from briefing.errors import ReadError
from briefing.files.fetch_record import read_record
from briefing.model.original import Original
from briefing.reading.decoding import decode, is_text
from briefing.reading.formats.format_reader import HEAD
from briefing.reading.formats.format_registry import REGISTRY
from briefing.reading.input_bytes import read_file
from briefing.reading.sources import STANDARD_INPUT, suffix_of
from briefing.working_folder import absolute_path

if TYPE_CHECKING:
    from briefing.model.article import Article

_SNIPPET = 80
"""Characters of a passage by which its line is found."""


def original_of(article: Article, path: str, passage: int | None = None) -> Original:
    """Return the original of `article`, which was read from `path`, with the line of a passage of it."""
    file = None if path == STANDARD_INPUT else absolute_path(path)
    data: bytes | None = None
    problem = ""
    try:
        data = read_file(file) if file is not None else None
    except ReadError as error:
        problem = error.message
    record = read_record(file) if file is not None else None
    digest = hashlib.sha256(data).hexdigest() if data is not None else ""
    is_of_text = data is not None and is_text(data[:HEAD])
    return Original(
        article=article.id,
        file=file,
        problem=problem,
        format=REGISTRY.choose(suffix_of(path), data[:HEAD]).name if data is not None else "",
        is_text=is_of_text,
        is_named_so=bool(REGISTRY.of_suffix(suffix_of(path))),
        size=len(data) if data is not None else None,
        sha256=digest,
        part=article.origin,
        url=article.url or (record.url if record is not None else None),
        requested=record.requested if record is not None else "",
        fetched=record.fetched if record is not None else "",
        is_as_fetched=digest == record.sha256 if digest and record is not None and record.sha256 else None,
        extractor=article.extractor,
        encoding=article.encoding,
        fingerprint=article.fingerprint,
        source=article.source,
        source_by=article.source_by,
        published=article.published,
        published_by=article.published_by,
        warnings=article.warnings,
        line=_line(article, passage, data)
        if passage is not None and data is not None and is_of_text
        else None,
    )


def _line(article: Article, passage: int, data: bytes) -> int | None:
    """The line of a file, from 1, in which a passage begins; None where it stands there in other words."""
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
