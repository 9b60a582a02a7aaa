"""Highlights of other programs as marks: on their words where these are certain to be found, else orphans."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable, Sequence
from itertools import islice
from typing import TYPE_CHECKING, Any, NamedTuple

from briefing.model.article import Span
from briefing.text.matching_keys import address_key, title_key
from briefing.userdata.marks.anchor import context_in
from briefing.userdata.marks.mark_ids import derived_id

if TYPE_CHECKING:
    from briefing.model.article import Article
    from briefing.model.highlight import Highlight
    from briefing.model.mark import Mark

_FEWEST_WORDS = 6
"""Words that are looked for in all articles where neither address nor title tells which is meant."""
_MOST_WORDS = 5_000
"""More are an article, not a highlight."""
_TYPED = str.maketrans("‘’“”\u00a0\u2011–—", "''\"\" ---")
"""Signs that programs write in place of others, one for one, so that offsets stay."""


class HighlightMarks(NamedTuple):
    """What became of highlights."""

    items: list[dict[str, Any]]
    """In their public form the marks that are new, and orphans that found their place."""
    ids: tuple[str, ...]
    """Of the marks that all highlights are, in their order."""
    nowhere: frozenset[str]
    """Ids of those without a place because their words are not found."""
    several: frozenset[str]
    """Ids of those without a place because their words stand at more than one, as where a copy lies beside
    an article: which is meant is not certain."""


def marks_of(
    highlights: Iterable[Highlight], articles: Sequence[Article], stored: Iterable[Mark], now: str
) -> HighlightMarks:
    """Return the marks that highlights are.

    A highlight has the same id whenever it is taken, so that it comes in once; what a person wrote to its
    mark since then is kept.
    """
    places = _Places(articles)
    known = {mark.id: mark for mark in stored}
    found: dict[str, dict[str, Any]] = {}
    ids: list[str] = []
    without: dict[int, set[str]] = {0: set(), 2: set()}
    for one in highlights:
        identity = _identity(one)
        ids.append(identity)
        before = known.get(identity)
        if before is not None and before.fingerprint:
            continue
        there = places.find(one)
        place = there[0] if len(there) == 1 else None
        if place is None:
            without[len(there)].add(identity)
        if before is None:
            found[identity] = _new(one, identity, now) | _placed(one, place)
        elif place is not None:
            found[identity] = before.to_dict() | _placed(one, place) | {"modified": now}
    return HighlightMarks(list(found.values()), tuple(ids), frozenset(without[0]), frozenset(without[2]))


def _identity(one: Highlight) -> str:
    """An id that is the same for the same words of the same article."""
    said = "\0".join((one.url or one.title, one.made, one.text))
    return derived_id(one.made, hashlib.sha256(said.encode()).digest())


def _new(one: Highlight, identity: str, now: str) -> dict[str, Any]:
    made = one.made or now
    return {
        "id": identity,
        "colour": one.colour,
        "note": one.note,
        "tags": list(one.tags),
        "created": made,
        "modified": made,
    }


def _placed(one: Highlight, place: tuple[Article, Span] | None) -> dict[str, Any]:
    """The fields that say where a mark stands; for an orphan, of what it is."""
    if place is None:
        name = one.title or one.url or "unknown article"
        size = len(one.text)
        return {"article": name, "passage": 0, "start": 0, "end": size, "text": one.text, "title": one.title}
    article, span = place
    prefix, suffix = context_in(article, span.start, span.end)
    return {
        "article": article.id,
        "fingerprint": article.fingerprint,
        "passage": article.passage_at(span.start),
        "start": span.start,
        "end": span.end,
        "text": article.text[span.start : span.end],
        "prefix": prefix,
        "suffix": suffix,
        "title": article.title,
        "source": article.source or "",
        "published": article.published or "",
    }


class _Places:
    """Articles in which the words of highlights are looked for."""

    def __init__(self, articles: Sequence[Article]) -> None:
        # Of several with one text the first by name is meant.
        self._articles = list(
            {one.fingerprint: one for one in sorted(articles, key=_name, reverse=True)}.values()
        )
        self._by_url = _grouped(self._articles, lambda one: address_key(one.url or ""))
        self._by_title = _grouped(self._articles, lambda one: title_key(one.title))
        self._texts: dict[str, str] = {}

    def find(self, one: Highlight) -> list[tuple[Article, Span]]:
        """Return where the words stand, two places where they stand at more than one."""
        words = one.text.translate(_TYPED).split()
        if len(words) > _MOST_WORDS:
            return []
        meant = self._by_url.get(address_key(one.url)) or self._by_title.get(title_key(one.title))
        if meant is None:
            meant = self._articles if len(words) >= _FEWEST_WORDS else []
        pattern = re.compile(r"\s{1,100}".join(map(re.escape, words)))
        found: list[tuple[Article, Span]] = []
        for article in meant:
            matches = pattern.finditer(self._text(article))
            found += [(article, Span(*match.span())) for match in islice(matches, 2)]
            if len(found) > 1:
                return found[:2]
        return found

    def _text(self, article: Article) -> str:
        if article.id not in self._texts:
            self._texts[article.id] = article.text.translate(_TYPED)
        return self._texts[article.id]


def _name(article: Article) -> str:
    return article.id


def _grouped(articles: Iterable[Article], key: Callable[[Article], str]) -> dict[str, list[Article]]:
    found: dict[str, list[Article]] = {}
    for one in articles:
        if name := key(one):
            found.setdefault(name, []).append(one)
    return found
