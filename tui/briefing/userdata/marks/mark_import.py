"""Marks from outside: every field of every one is checked before the first is stored."""

from __future__ import annotations

from collections.abc import Iterable
from typing import cast

from briefing.errors import UsageError
from briefing.model.mark import MARK_COLOURS, Mark, MarkColour
from briefing.text.clean import clean, clean_line
from briefing.userdata.imported_item import ImportedItem


def mark_from(item: object, number: int, now: str) -> Mark:
    """Return the mark that `item`, the public form of one, stands for.

    `number` is its place in the list, from 1, and named in errors; `now` stands in for a missing
    time. Texts are cleaned. Raises UsageError naming the item and the field.
    """
    reader = _MarkItem(item, f"mark {number}")
    start, end, text = reader.quote()
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


class _MarkItem(ImportedItem):
    """Reads the fields of one mark."""

    def colour(self) -> MarkColour:
        value = self.item.get("colour", MARK_COLOURS[0])
        if value not in MARK_COLOURS:
            raise self.wrong("colour", f"one of {', '.join(MARK_COLOURS)}")
        return cast("MarkColour", value)

    def tags(self) -> tuple[str, ...]:
        value = self.item.get("tags") or []
        if not isinstance(value, list) or not all(isinstance(tag, str) for tag in value):
            raise self.wrong("tags", "a list of texts")
        return tidy_tags(value)
