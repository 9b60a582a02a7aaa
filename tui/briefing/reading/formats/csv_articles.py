"""Articles in a CSV file: one a row, in columns that are found by their names."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from briefing.errors import NoArticlesError
from briefing.model.article import Article, Failure
from briefing.reading.csv_rows import csv_rows
from briefing.reading.decoding import Decoded, decode_filled, decode_head
from briefing.reading.formats.format_reader import HEAD, Evidence, FormatReader, ReadContext
from briefing.reading.highlight_lists import is_highlight_list
from briefing.reading.reference_lists import NO_ARTICLES, is_reference_list
from briefing.reading.table_articles import articles_of_rows, find_columns, refuse_without_text

EXTRACTOR = "csv/1"

_DELIMITERS = (",", ";", "\t", "|")
_SEPARATOR_LINE = "sep="
"""What Excel puts into the first line to say which sign parts the cells."""
_MOST_COLUMNS = 1_000


def sniff(head: bytes) -> Evidence:
    """A first line of cells of which one is called as the text of articles is."""
    text = decode_head(head)
    found = _find_delimiter(text)
    columns = find_columns(found[1]) if found is not None else None
    return Evidence.LIKELY if columns is not None and len(columns.of_field) > 1 else Evidence.NONE


def read(data: bytes, context: ReadContext) -> Iterator[Article | Failure]:
    """Yield an article for each row; ReadError where no column holds text."""
    return _read_rows(decode_filled(data), context)


READER = FormatReader(sniff, read)


def _read_rows(decoded: Decoded, context: ReadContext) -> Iterator[Article | Failure]:
    text = decoded.text
    found = _find_delimiter(text)
    if found is None:
        raise NoArticlesError("it has no line of names above its columns")
    delimiter, header = found
    columns = find_columns(header)
    if columns is None and is_highlight_list(header):
        raise NoArticlesError("a list of highlights and no articles: `briefing marks import` takes them")
    if columns is None and is_reference_list(text[:HEAD]):
        raise NoArticlesError(NO_ARTICLES)
    if columns is None:
        raise refuse_without_text(header)
    rows = _rows(text, delimiter)
    yield from articles_of_rows(
        columns, rows, context, extractor=EXTRACTOR, encoding=decoded.encoding, warnings=decoded.warnings
    )


def _find_delimiter(text: str) -> tuple[str, Sequence[str]] | None:
    """The sign that parts the cells, and the cells of the first row; None where there is no such row.

    The sign is the one by which most columns are found, else the one that makes most cells.
    """
    found = []
    for delimiter in _delimiters(text):
        header = next((row for _, row in _rows(text[:100_000], delimiter, skip_header=False)), None)
        if header is not None and len(header) <= _MOST_COLUMNS:
            columns = find_columns(header)
            found.append(
                (len(columns.of_field) if columns is not None else 0, len(header), delimiter, header)
            )
    if not found:
        return None
    _, _, delimiter, header = max(found, key=lambda one: one[:2])
    return delimiter, header


def _delimiters(text: str) -> Sequence[str]:
    start = text.lstrip("\ufeff")
    said = start[len(_SEPARATOR_LINE) : len(_SEPARATOR_LINE) + 1]
    return (said,) if start[:4].casefold() == _SEPARATOR_LINE and said in _DELIMITERS else _DELIMITERS


def _rows(text: str, delimiter: str, *, skip_header: bool = True) -> Iterator[tuple[int, Sequence[str]]]:
    """Yield rows with their numbers, the header being row 1; ReadError where there is no next one."""
    text = text.lstrip("\ufeff")
    if text[:4].casefold() == _SEPARATOR_LINE:
        text = text.partition("\n")[2]
    number = 0
    for row in csv_rows(text, delimiter):
        if not row:
            continue
        number += 1
        if number > 1 or not skip_header:
            yield number, row
