"""Which of several copies is likely the original."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from briefing.model.article import Article
from briefing.model.voice import LikelyBy
from briefing.text.tokens import fold
from briefing.voices.copied_articles import SharedWording

_BRACKETS = re.compile(r"[(\[/]([^()\[\]/\n]{2,60})[)\]/]")
"""Where a dateline or a last line has its credit: "OSLO (Reuters) -", "/PRNewswire/", "[AP]"."""
_CREDIT_AT_END = re.compile(r"[-–—][ \t]*([^-–—\n]{2,60})\Z")
"""A report that ends with its agency: "… on Friday. – Reuters"."""
_BY = re.compile(r"^by\s+", re.IGNORECASE)
_LONGEST_PREFIX = 25
"""Characters of what is put in front of a title."""
_OPENING = 200
"""Characters behind the title in which a dateline stands."""


@dataclass(frozen=True, slots=True)
class CopyTraits:
    """What tells, of one of several copies, whether it is the original."""

    article: str
    day: str | None
    """ISO date."""
    words: int
    source: str
    """Folded; empty where it is not known or only an agency's credit tells it."""
    title: str
    """Folded; empty where it has none."""
    credited: frozenset[str]
    """Whom the article says it has its text from, folded."""


def traits_of(article: Article) -> CopyTraits:
    """Return what tells whether an article is the original of others."""
    credited = {fold(one) for one in _credits(article)}
    source = article.source or ""
    title = fold(article.title) if article.has_title else ""
    if article.source_by == "agency":
        credited.add(fold(source))
        source = ""
    return CopyTraits(
        article.id, article.published, article.words(), fold(source), title, frozenset(credited)
    )


def _credits(article: Article) -> list[str]:
    """Names in brackets in front of the report, behind its last sentence, and the author: mostly a person's,
    and no source is called so."""
    body = [p for p in article.passages if p.kind not in ("title", "heading", "boilerplate")]
    found = [_BY.sub("", article.author)] if article.author else []
    if body:
        start, last = body[0].start, body[-1]
        found += [match[1].strip() for match in _BRACKETS.finditer(article.text[start : start + _OPENING])]
        ending = article.text[last.start : last.end]
        match = _CREDIT_AT_END.search(ending) or next(
            (one for one in _BRACKETS.finditer(ending) if one.end() == len(ending)), None
        )
        if match:
            found.append(match[1].strip(" .()"))
    return found


def likely_original(
    traits: Sequence[CopyTraits], shared: Mapping[tuple[str, str], SharedWording]
) -> tuple[str, LikelyBy]:
    """Return the article that is likely the original of the others, and what tells it.

    `shared` has the ids of those pairs that were compared, in alphabetical order. In this order decide: whose
    source the others credit; the earliest, where all are dated; the one whose wording most others are nearest
    to, as copies of one text differ from each other more than from it; the one whose title the others have
    behind words of their own; the longest; the first by id.
    """
    left = sorted(traits, key=lambda one: one.article)
    credited = frozenset().union(*(one.credited for one in left))
    named = [one for one in left if one.source and one.source in credited]
    if named and len(named) < len(left):
        left = named
        if len(left) == 1:
            return left[0].article, "credit"
    days = [one.day for one in left if one.day is not None]
    if len(days) == len(left):
        earliest = [one for one in left if one.day == min(days)]
        if len(earliest) == 1:
            return earliest[0].article, "date"
        left = earliest
    nearest = _nearest(left, [one.article for one in traits], shared)
    if len(nearest) == 1:
        return nearest[0].article, "wording"
    untouched = [one for one in nearest if not any(_is_retitled(one, other) for other in nearest)]
    if len(untouched) == 1:
        return untouched[0].article, "title"
    nearest = untouched or nearest
    longest = [one for one in nearest if one.words == max(other.words for other in nearest)]
    return longest[0].article, "length" if len(longest) == 1 else "order"


def _is_retitled(one: CopyTraits, other: CopyTraits) -> bool:
    """Whether an article has the title of another, perhaps cut, behind words of its own ("UPDATE: …")."""
    before, mark, behind = one.title.partition(": ")
    rest = behind.rstrip(" …,.")
    known = bool(mark and rest) and len(before) <= _LONGEST_PREFIX and not other.title.startswith(before)
    return known and other.title.startswith(rest)


def _nearest(
    left: Sequence[CopyTraits], articles: Sequence[str], shared: Mapping[tuple[str, str], SharedWording]
) -> Sequence[CopyTraits]:
    """Those that share most with all the others; all of them where there are only two articles."""
    if len(articles) < 3:
        return left

    def nearness(one: CopyTraits) -> float:
        pairs = (tuple(sorted((one.article, other))) for other in articles if other != one.article)
        return round(sum(sum(shared[a, b]) for a, b in pairs if (a, b) in shared), 9)

    most = max(map(nearness, left))
    return [one for one in left if nearness(one) == most]
