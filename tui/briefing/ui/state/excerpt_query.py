"""What is typed to narrow an export, read: `tag:oil colour:pink topic:"trade talks" article:B`."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from briefing.model.excerpt_filter import ExcerptFilter
from briefing.model.mark import MARK_COLOURS, MarkColour
from briefing.text.iso_day import read_date

FIELDS = ("tag", "colour", "topic", "article", "since")
_TOKEN = re.compile(r'(?:(\w+):|(#))?(?:["“„]([^"”“]*)["”“]?|(\S+))?\s*')


class ExcerptQuery(NamedTuple):
    """A filter, and the label of the topic it asks for."""

    only: ExcerptFilter = ExcerptFilter()
    topic: str | None = None


def read_excerpt_query(text: str) -> ExcerptQuery:
    """Read what is typed; ValueError says what cannot be read. Of colours, topics, days the last counts."""
    text = text.strip()
    asked: dict[str, list[str]] = {field: [] for field in FIELDS}
    at = 0
    while at < len(text):
        match = _TOKEN.match(text, at)
        assert match is not None, "an empty match is one"
        field, hash_sign, in_quotes, plain = match.groups()
        value = in_quotes if in_quotes is not None else plain or ""
        name = "tag" if hash_sign else (field or "").casefold()
        if name not in asked:
            raise ValueError(f"write {', '.join(f'{one}:' for one in FIELDS)} before {match.group().strip()}")
        if name == "tag":
            value = value.strip().lstrip("#")
        if not value.strip():
            raise ValueError(f"write something behind {name}:")
        asked[name].append(value.strip())
        at = match.end()
    last = {field: values[-1] if values else "" for field, values in asked.items()}
    day = read_date(last["since"])
    only = ExcerptFilter(
        tags=tuple(asked["tag"]),
        colour=_colour(last["colour"]) if last["colour"] else None,
        since=day.isoformat() if day is not None else "",
        articles=tuple(asked["article"]),
    )
    return ExcerptQuery(only, last["topic"] or None)


def with_ids(text: str, id_of: Callable[[str], str | None]) -> str:
    """What is typed, with the id in place of each letter of an article: another may have that letter later.

    `id_of` gives None for what is no letter.
    """
    return "".join(_with_id(match, id_of) for match in _TOKEN.finditer(text))


def _with_id(match: re.Match[str], id_of: Callable[[str], str | None]) -> str:
    field, _, in_quotes, plain = match.groups()
    name = id_of((in_quotes or plain or "").strip()) if (field or "").casefold() == "article" else None
    # A name with quotation marks cannot be written between some.
    return match.group() if name is None or set(name) & set('"“”„') else f'article:"{name}" '


def _colour(text: str) -> MarkColour:
    """The colour that a text is, or is the beginning of."""
    found = [colour for colour in MARK_COLOURS if colour.startswith(text.casefold())]
    if len(found) != 1:
        raise ValueError(f"the colours are {', '.join(MARK_COLOURS)}")
    return found[0]
