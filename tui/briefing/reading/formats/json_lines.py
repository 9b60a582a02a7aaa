"""JSON Lines: one article a line, with its own metadata."""

from __future__ import annotations

import json
from collections.abc import Iterator

from briefing.model.article import Article, Failure
from briefing.reading.article_builder import build_article
from briefing.reading.decoding import Decoded, decode_filled, decode_head
from briefing.reading.extracted_article import unique_identity
from briefing.reading.file_part import FilePart
from briefing.reading.formats.format_reader import Evidence, FormatReader, PartwiseReader, ReadContext
from briefing.reading.given_metadata import usable_metadata
from briefing.reading.split_files import split_at_line_ends
from briefing.text.clean import clean


def sniff(head: bytes) -> Evidence:
    """An object at the top; plain text may begin so too, if rarely."""
    return Evidence.LIKELY if decode_head(head).lstrip().startswith('{"') else Evidence.NONE


def read(data: bytes, context: ReadContext) -> Iterator[Article | Failure]:
    """Yield an article for each line, called `PATH#ID`, or `PATH#LINE` where the record names no id."""
    return _read_lines(decode_filled(data), context)


def read_part(
    data: bytes, part: FilePart, context: ReadContext, taken: set[str] | None
) -> Iterator[Article | Failure]:
    """Yield the same of some lines of a file, whose `taken` ids are those behind a `#` in earlier lines."""
    # All of the file is valid UTF-8, or it would not be read in parts; it may have changed since.
    decoded = Decoded(data.decode("utf-8", "replace"), "utf-8")
    return _read_lines(decoded, context, lines=part.before, taken=taken)


READER = FormatReader(sniff, read, PartwiseReader(split_at_line_ends, read_part))


def _read_lines(
    decoded: Decoded, context: ReadContext, *, lines: int = 0, taken: set[str] | None = None
) -> Iterator[Article | Failure]:
    """Read the records in the decoded text as it is: only a line feed ends one.

    A second record of one id is told apart as `PATH#ID~2`. `lines` are those before the text.
    """
    text = decoded.text
    taken = set() if taken is None else taken
    start, number = 0, lines
    while start < len(text):
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        number += 1
        line = text[start:end].strip()
        start = end + 1
        if line:
            yield _read_record(line, number, decoded, context, taken)


def _read_record(
    line: str, number: int, decoded: Decoded, context: ReadContext, taken: set[str]
) -> Article | Failure:
    path = context.path
    try:
        value = json.loads(line)
    except RecursionError:
        return Failure(f"{path}#{number}", f"line {number} is nested too deeply")
    except ValueError as error:
        # JSONDecodeError, or a number longer than Python converts.
        where = f" at column {error.colno}" if isinstance(error, json.JSONDecodeError) else ""
        return Failure(f"{path}#{number}", f"line {number} is not JSON{where}")
    if not isinstance(value, dict):
        return Failure(f"{path}#{number}", f"line {number} is not a JSON object")
    body = value.get("text")
    if not isinstance(body, str):
        return Failure(f"{path}#{number}", f"line {number} has no “text” that is a string")
    if not body.strip():
        return Failure(f"{path}#{number}", f"line {number} is empty: there is nothing to read")
    name = value.get("id")
    if isinstance(name, bool) or not isinstance(name, str | int):
        name = ""
    unique = unique_identity(str(name), number, taken)
    return build_article(
        f"{path}#{unique}",
        clean(body),
        given=usable_metadata(value, "record"),
        encoding=decoded.encoding,
        warnings=decoded.warnings,
        limits=context.limits,
    )
