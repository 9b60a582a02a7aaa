"""What metadata says of an article: the same fields in front matter, in records and in documents."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal

from briefing.reading.publication_dates import iso_date
from briefing.text.clean import clean_line

GivenBy = Literal["front matter", "record", "metadata"]

_NAMES: dict[str, tuple[str, ...]] = {
    "title": ("title", "headline"),
    "source": ("source", "publisher", "outlet"),
    "author": ("author", "authors", "byline"),
    "published": ("published", "date", "published_at"),
    "url": ("url", "link"),
    "language": ("language", "lang"),
}
"""Each field with the names it goes by, the first of them that is given wins."""
_LONGEST = 1000
_MOST_AUTHORS = 20
_LANGUAGE = re.compile(r"(?P<code>[A-Za-z]{2})(?:[-_][A-Za-z0-9_-]{1,30})?")
_URL = re.compile(r"https?://[^\s/]\S{0,2000}", re.I)


@dataclass(frozen=True, slots=True)
class GivenMetadata:
    """Metadata that came with an article; None where it says nothing usable."""

    by: GivenBy
    title: str | None = None
    source: str | None = None
    author: str | None = None
    published: str | None = None
    url: str | None = None
    language: str | None = None
    warnings: tuple[str, ...] = ()
    """What stood there but could not be used."""


def usable_metadata(
    values: Mapping[str, object], by: GivenBy, day_of: Callable[[str], str | None] = iso_date
) -> GivenMetadata:
    """Return the usable fields of `values`; names count in any case.

    `day_of` makes an ISO date of what stands for one: people write it for this program, documents as they
    like; None where it is not one certain day.
    """
    lower = {str(name).casefold(): value for name, value in values.items()}
    found: dict[str, str] = {}
    for field, names in _NAMES.items():
        text = next((text for name in names if (text := _line(lower.get(name)))), "")
        if text:
            found[field] = text
    warnings: list[str] = []
    published = url = language = None
    if stated := found.get("published"):
        published = day_of(stated)
        if published is None:
            warnings.append(f"the published date “{stated[:40]}” is not one certain day")
    if stated := found.get("url"):
        url = stated if _URL.fullmatch(stated) else None
        if url is None:
            warnings.append("the url is not a web address")
    if (stated := found.get("language")) and (match := _LANGUAGE.fullmatch(stated)):
        language = match["code"].lower()
    return GivenMetadata(
        by=by,
        title=found.get("title"),
        source=found.get("source"),
        author=found.get("author"),
        published=published,
        url=url,
        language=language,
        warnings=tuple(warnings),
    )


def _line(value: object) -> str:
    """A value as one clean line; a list of strings is joined; anything else is empty."""
    if isinstance(value, list):
        return ", ".join(
            filter(None, (_line(item) for item in value[:_MOST_AUTHORS] if isinstance(item, str)))
        )
    if isinstance(value, bool) or not isinstance(value, str | int):
        return ""
    return clean_line(str(value)[:_LONGEST])
