"""Articles made of a few lines, as tests need them."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Any

from briefing.model.article import Article, Passage, PassageKind


def make_article(
    name: str,
    *blocks: str,
    kinds: Mapping[int, PassageKind] | None = None,
    gap: str = "\n",
    **fields: Any,
) -> Article:
    """An article with one passage a block, and `gap` between them.

    `kinds` gives those passages, by number, that are no paragraphs; `fields` whatever else of the
    article is asked for. Without them it has no title of its own, no source and no date.
    """
    passages: list[Passage] = []
    start = 0
    for block in blocks:
        kind = (kinds or {}).get(len(passages), "paragraph")
        passages.append(Passage(len(passages), kind, 0, start, start + len(block)))
        start += len(block) + len(gap)
    text = gap.join(blocks)
    given: dict[str, Any] = {
        "title": name,
        "has_title": False,
        "source": None,
        "author": None,
        "published": None,
        "published_by": "unknown",
        "language": "en",
        "url": None,
        "fingerprint": hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest(),
    }
    return Article(id=name, text=text, passages=tuple(passages), **{**given, **fields})
