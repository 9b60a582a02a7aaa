"""Marks from outside: every field of every one is checked before the first is stored."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import Any, cast

from briefing.errors import UsageError
from briefing.model.mark import MARK_COLOURS, Mark, MarkColour
from briefing.text.clean import clean, clean_line

_ID = re.compile(r"[0-9A-Za-z][0-9A-Za-z_-]{0,63}")
_LARGEST = 2**53
"""Offsets up to here are exact in every JSON reader."""


def mark_from(item: object, number: int, now: str) -> Mark:
    """Return the mark that `item`, the public form of one, stands for.

    `number` is its place in the list, from 1, and named in errors; `now` stands in for a missing
    time. Texts are cleaned. Raises UsageError naming the item and the field.
    """
    if not isinstance(item, Mapping):
        raise UsageError(f"mark {number} is not an object")
    reader = _Reader(cast("Mapping[str, Any]", item), number)
    start, end = reader.whole("start"), reader.whole("end")
    text = clean(reader.words("text", needed=True))
    if end - start != len(text) or not text.strip():
        raise UsageError(f"mark {number}: `start` and `end` do not fit its `text`")
    created = reader.time("created", now)
    return Mark(
        id=reader.identity(),
        article=reader.words("article", needed=True),
        fingerprint=clean_line(reader.words("fingerprint")),
        passage=reader.whole("passage"),
        start=start,
        end=end,
        text=text,
        prefix=clean(reader.words("prefix")),
        suffix=clean(reader.words("suffix")),
        colour=reader.colour(),
        note=clean(reader.words("note")),
        tags=reader.tags(),
        created=created,
        modified=reader.time("modified", created),
        title=clean_line(reader.words("title")),
        source=clean_line(reader.words("source")),
        published=clean_line(reader.words("published")),
    )


def iso(moment: datetime) -> str:
    """Return a time in UTC as marks carry it: ISO 8601 to the second, with `Z`."""
    return moment.replace(microsecond=0, tzinfo=None).isoformat() + "Z"


def tidy_tags(tags: Iterable[str]) -> tuple[str, ...]:
    """Return tags cleaned, each once whatever its case, in the order given; empty ones dropped."""
    found: dict[str, str] = {}
    for tag in tags:
        cleaned = clean_line(tag)
        if cleaned:
            found.setdefault(cleaned.casefold(), cleaned)
    return tuple(found.values())


def colour_from(value: object) -> MarkColour:
    """Return `value` as a colour of marks; raises UsageError with the colours there are."""
    if value not in MARK_COLOURS:
        raise UsageError(
            f"no such colour: {clean_line(str(value))[:40]}", hint=f"one of {', '.join(MARK_COLOURS)}"
        )
    return value


class _Reader:
    """Reads the fields of one item."""

    def __init__(self, item: Mapping[str, Any], number: int) -> None:
        self._item = item
        self._number = number

    def _wrong(self, name: str, wanted: str) -> UsageError:
        return UsageError(f"mark {self._number}: `{name}` is not {wanted}")

    def words(self, name: str, *, needed: bool = False) -> str:
        value = self._item.get(name)
        if value is None and not needed:
            return ""
        if not isinstance(value, str) or (needed and not value):
            raise self._wrong(name, "a text")
        return value

    def whole(self, name: str) -> int:
        value = self._item.get(name)
        if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value < _LARGEST:
            raise self._wrong(name, "a whole number from 0")
        return value

    def identity(self) -> str:
        value = self.words("id", needed=True)
        if not _ID.fullmatch(value):
            raise self._wrong("id", "1 to 64 letters, digits, - or _")
        return value

    def colour(self) -> MarkColour:
        value = self._item.get("colour", MARK_COLOURS[0])
        if value not in MARK_COLOURS:
            raise self._wrong("colour", f"one of {', '.join(MARK_COLOURS)}")
        return cast("MarkColour", value)

    def tags(self) -> tuple[str, ...]:
        value = self._item.get("tags") or []
        if not isinstance(value, list) or not all(isinstance(tag, str) for tag in value):
            raise self._wrong("tags", "a list of texts")
        return tidy_tags(value)

    def time(self, name: str, default: str) -> str:
        value = self.words(name)
        if not value:
            return default
        try:
            moment = datetime.fromisoformat(value)
            utc = moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
        except (ValueError, OverflowError) as error:
            raise self._wrong(name, "an ISO 8601 time") from error
        return iso(utc)
