"""Names as they are stored.

No pickle: a file in a cache folder may have been put there by anyone.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any, get_args

from briefing.errors import LibraryError
from briefing.model.name import Mention, NameKind
from briefing.text.compressed import compress, decompress

_KINDS: tuple[NameKind | None, ...] = (None, *get_args(NameKind))
_KIND_OF = dict(enumerate(_KINDS))


def pack(names: Sequence[Mention]) -> bytes:
    """Return the mentions of one article without their text, which the place tells, with a checksum."""
    places: dict[tuple[str, NameKind | None], int] = {}
    rows = [
        (places.setdefault((m.name, m.kind), len(places)), m.passage, m.start, m.end - m.start) for m in names
    ]
    table = [(name, _KINDS.index(kind)) for name, kind in places]
    return compress(json.dumps([table, rows], ensure_ascii=False, separators=(",", ":")).encode())


def unpack(packed: bytes, article: str, text: str) -> tuple[Mention, ...]:
    """Return what `pack` was given for `article`, whose text is `text`; LibraryError when it is damaged
    or of another text."""
    try:
        table, rows = json.loads(decompress(packed))
        names = {number: (_text(name), _KIND_OF[kind]) for number, (name, kind) in enumerate(table)}
        return tuple(_mention(article, text, names[name], *place) for name, *place in rows)
    except (ValueError, TypeError, LookupError, RecursionError) as error:
        raise LibraryError("stored names are damaged") from error


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError("a name is text")
    return value


def _mention(
    article: str, text: str, name: tuple[str, NameKind | None], passage: int, start: int, length: int
) -> Mention:
    end = start + length
    if not (passage >= 0 and 0 <= start < end <= len(text)):
        raise LibraryError("stored names do not fit their text")
    return Mention(article, passage, start, end, text[start:end], *name)
