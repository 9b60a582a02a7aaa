"""Names as they are stored, and the terms by which a search finds them.

No pickle: a file in a cache folder may have been put there by anyone.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any, get_args

from briefing.errors import LibraryError
from briefing.model.article import Article
from briefing.model.name import Mention, NameKind
from briefing.names.word_lists import name_key
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


def unpack(packed: bytes, article: Article) -> tuple[Mention, ...]:
    """Return what `pack` was given for `article`; LibraryError when it is damaged or of another text."""
    try:
        table, rows = json.loads(decompress(packed))
        names = {number: (_text(name), _KIND_OF[kind]) for number, (name, kind) in enumerate(table)}
        return tuple(_mention(article, names[name], *place) for name, *place in rows)
    except (ValueError, TypeError, LookupError, RecursionError) as error:
        raise LibraryError("stored names are damaged") from error


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError("a name is text")
    return value


def _mention(
    article: Article, name: tuple[str, NameKind | None], number: int, start: int, length: int
) -> Mention:
    passage = article.passages[number]
    end = start + length
    if not (number >= 0 and passage.start <= start < end <= passage.end):
        raise LibraryError("stored names do not fit their text")
    return Mention(article.id, number, start, end, article.text[start:end], *name)


def terms(names: Iterable[Mention]) -> tuple[tuple[int, str], ...]:
    """Return what a search looks names up by: passages with the keys of the names in them.

    The key of a mention is that of its full name ("scott bessent") and, where it is written in
    another way, that of its own words too ("bessent"); each once for a passage, in text order.
    """
    found: dict[tuple[int, str], None] = {}
    for mention in names:
        found[mention.passage, name_key(mention.name)] = None
        found[mention.passage, name_key(mention.text)] = None
    return tuple(found)
