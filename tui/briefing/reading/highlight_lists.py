"""Highlights in the files that reading lists export: Readwise and Instapaper, as CSV."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime

from briefing.files.clock import iso
from briefing.model.highlight import Highlight
from briefing.model.mark import MARK_COLOURS
from briefing.reading.csv_rows import csv_rows
from briefing.text.clean import clean, clean_line

_READWISE = frozenset({"highlight", "book title"})
_INSTAPAPER = frozenset({"url", "title", "selection"})
"""Columns by which a list is known; there may be others."""
_LONGEST_HEADER = 10_000
_LONGEST_STAMP = 10
"""Digits of seconds since 1970: until the year 2286."""


def is_highlight_list(header: Iterable[str]) -> bool:
    """Whether a table of these columns is a list of highlights."""
    names = {name.strip().casefold() for name in header}
    return names >= _READWISE or names >= _INSTAPAPER


def read_highlights(text: str) -> list[Highlight] | None:
    """Return the highlights of a list in its order; None where `text` is no such list.

    What was only saved, and has no highlight, is left out. ReadError where the table is damaged.
    """
    text = text.removeprefix("\ufeff").lstrip()
    first = text[:_LONGEST_HEADER].split("\n", 1)[0]
    if not {"highlight", "selection"} & {name.strip(' "\r').casefold() for name in first.split(",")}:
        return None
    rows = csv_rows(text)
    header = [name.strip().casefold() for name in next(rows, [])]
    read = _readwise if set(header) >= _READWISE else _instapaper if set(header) >= _INSTAPAPER else None
    if read is None:
        return None
    highlights = (read(dict(zip(header, row, strict=False))) for row in rows)
    return [one for one in highlights if one.text.strip()]


def _readwise(row: Mapping[str, str]) -> Highlight:
    colour = row.get("color", "").strip().casefold()
    return Highlight(
        text=clean(row.get("highlight", "")).strip(),
        title=clean_line(row.get("book title", "")),
        author=clean_line(row.get("book author", "")),
        note=clean(row.get("note", "")).strip(),
        tags=tuple(filter(None, (clean_line(tag) for tag in row.get("tags", "").split(",")))),
        colour=next((known for known in MARK_COLOURS if known == colour), MARK_COLOURS[0]),
        made=_moment(row.get("highlighted at", "")),
    )


def _instapaper(row: Mapping[str, str]) -> Highlight:
    return Highlight(
        text=clean(row.get("selection", "")).strip(),
        title=clean_line(row.get("title", "")),
        url=clean_line(row.get("url", "")),
        tags=_json_tags(row.get("tags", "")),
        made=_moment(row.get("timestamp", "")),
    )


def _json_tags(cell: str) -> tuple[str, ...]:
    """The tags of a cell, an array of JSON; none where it holds something else."""
    try:
        tags = json.loads(cell)
    except (ValueError, RecursionError):
        return ()
    if not isinstance(tags, list):
        return ()
    return tuple(filter(None, (clean_line(tag) for tag in tags if isinstance(tag, str))))


def _moment(cell: str) -> str:
    """A time as lists write it, in seconds since 1970 or as ISO 8601, in UTC; empty where it is none."""
    cell = cell.strip()
    try:
        if cell.isdecimal() and len(cell) <= _LONGEST_STAMP:
            return iso(datetime.fromtimestamp(int(cell), UTC))
        moment = datetime.fromisoformat(cell)
        return iso(moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC))
    except (ValueError, OverflowError):
        return ""
