"""Quotes as they are stored.

No pickle: a file in a cache folder may have been put there by anyone.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from briefing.errors import LibraryError
from briefing.model.quote import AttributedQuote
from briefing.text.compressed import compress, decompress


def pack(quotes: Sequence[AttributedQuote]) -> bytes:
    """Return the quotes of one article without the words that their places tell, with a checksum."""
    names: dict[str | None, int] = {}
    rows = [
        (
            one.passage,
            one.start,
            one.end - one.start,
            one.speaker_start,
            one.speaker_end,
            names.setdefault(one.who, len(names)),
            one.certainty,
            names.setdefault(one.cue, len(names)),
            int(one.direct),
        )
        for one in quotes
    ]
    return compress(json.dumps([list(names), rows], ensure_ascii=False, separators=(",", ":")).encode())


def unpack(packed: bytes, article: str, text: str) -> tuple[AttributedQuote, ...]:
    """Return what `pack` was given for `article`, whose text is `text`; LibraryError when it is damaged
    or of another text."""
    try:
        names, rows = json.loads(decompress(packed))
        return tuple(_quote(article, text, names, *row) for row in rows)
    except (ValueError, TypeError, LookupError, RecursionError) as error:
        raise LibraryError("stored quotes are damaged") from error


def _quote(
    article: str,
    text: str,
    names: Sequence[Any],
    passage: int,
    start: int,
    length: int,
    speaker_start: int | None,
    speaker_end: int | None,
    who: int,
    certainty: float,
    cue: int,
    direct: int,
) -> AttributedQuote:
    end = start + length
    if not (passage >= 0 and 0 <= start < end <= len(text)):
        raise LibraryError("stored quotes do not fit their text")
    speaker = None
    if speaker_start is not None and speaker_end is not None:
        if not 0 <= speaker_start < speaker_end <= len(text):
            raise LibraryError("stored quotes do not fit their text")
        speaker = text[speaker_start:speaker_end]
    return AttributedQuote(
        article,
        passage,
        start,
        end,
        text[start:end],
        speaker_start,
        speaker_end,
        speaker,
        _text(names[who]),
        float(certainty),
        _text(names[cue]),
        bool(direct),
    )


def _text(value: Any) -> str | None:
    if value is not None and not isinstance(value, str):
        raise TypeError("a name is text")
    return value
