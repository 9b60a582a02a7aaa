"""What comes from outside to be stored (marks, corrections): every field is checked before it is taken."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, cast

from briefing.errors import UsageError
from briefing.files.clock import iso
from briefing.text.clean import clean

_ID = re.compile(r"[0-9A-Za-z][0-9A-Za-z_-]{0,63}")
_LARGEST_OFFSET = 2**53
"""Offsets up to here are exact in every JSON reader."""


class ImportedItem:
    """Reads the fields of one item; each that is wrong is a UsageError that names the item and the field."""

    def __init__(self, item: object, name: str) -> None:
        """`name` is what errors call it: `mark 2`."""
        self._name = name
        if not isinstance(item, Mapping):
            raise UsageError(f"{name} is not an object")
        self.item = cast("Mapping[str, Any]", item)

    def wrong(self, name: str, wanted: str) -> UsageError:
        """Return the error that a field is not what is wanted."""
        return UsageError(f"{self._name}: `{name}` is not {wanted}")

    def words(self, name: str, *, needed: bool = False) -> str:
        """The text of a field as it is; empty where it is missing and not `needed`."""
        value = self.item.get(name)
        if value is None and not needed:
            return ""
        if not isinstance(value, str) or (needed and not value):
            raise self.wrong(name, "a text")
        return value

    def whole(self, name: str) -> int:
        """A whole number from 0."""
        value = self.item.get(name)
        if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value < _LARGEST_OFFSET:
            raise self.wrong(name, "a whole number from 0")
        return value

    def quote(self) -> tuple[int, int, str]:
        """The fields `start`, `end` and `text`, which fit each other."""
        start, end = self.whole("start"), self.whole("end")
        text = clean(self.words("text", needed=True))
        if end - start != len(text) or not text.strip():
            raise UsageError(f"{self._name}: `start` and `end` do not fit its `text`")
        return start, end, text

    def identity(self) -> str:
        """The field `id`."""
        value = self.words("id", needed=True)
        if not _ID.fullmatch(value):
            raise self.wrong("id", "1 to 64 letters, digits, - or _")
        return value

    def time(self, name: str, default: str) -> str:
        """A time in UTC as ISO 8601 to the second, with `Z`; `default` where it is missing."""
        value = self.words(name)
        if not value:
            return default
        try:
            moment = datetime.fromisoformat(value)
            utc = moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
        except (ValueError, OverflowError) as error:
            raise self.wrong(name, "an ISO 8601 time") from error
        return iso(utc)
