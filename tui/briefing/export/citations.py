"""Numbered citations: what the footnotes of every readable format say."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import astuple

from briefing.model.excerpt import Citation, Excerpt
from briefing.text.clean import clean_line

_WEB = re.compile(r"https?://[^\s\x00-\x20\x7f\"'<>\\^`{|}]{1,2000}", re.IGNORECASE)


def numbered(excerpts: Iterable[Excerpt]) -> dict[str, Citation]:
    """Return the citations of `excerpts` by article, in the order in which they are first cited.

    One article is one citation; where two excerpts know different parts of it (one of them may
    be a mark whose file is gone), the fuller one is taken.
    """
    found: dict[str, Citation] = {}
    for excerpt in excerpts:
        citation = excerpt.citation
        known = found.get(citation.article)
        if known is None or _fullness(citation) > _fullness(known):
            found[citation.article] = citation
    return found


class Sources:
    """The articles that an export cites, numbered from 1 as they are first met."""

    def __init__(self, excerpts: Iterable[Excerpt] = ()) -> None:
        """With `excerpts` all of them are met already, and each has its fullest citation."""
        self.citations = numbered(excerpts)
        self._numbers = {article: number for number, article in enumerate(self.citations, start=1)}

    def meet(self, citation: Citation) -> tuple[int, Citation]:
        """Return the number of an article, and how it is cited."""
        number = self._numbers.get(citation.article)
        if number is None:
            number = self._numbers[citation.article] = len(self._numbers) + 1
            self.citations[citation.article] = citation
        return number, self.citations[citation.article]


def _fullness(citation: Citation) -> int:
    return sum(bool(field) for field in astuple(citation))


def parts(citation: Citation) -> tuple[str, ...]:
    """Return source, author and date of a citation, as far as they are known, each on one line."""
    known = (citation.source, citation.author, citation.published)
    return tuple(part for part in (clean_line(raw or "") for raw in known) if part)


def web_address(citation: Citation) -> str | None:
    """Return the article's address if it is one on the web, which alone may become a link."""
    url = clean_line(citation.url or "")
    return url if _WEB.fullmatch(url) else None


def where(citation: Citation) -> str:
    """Return the address of the article on the web, or else its path, on one line."""
    return web_address(citation) or clean_line(citation.article)


def heading(citation: Citation) -> str:
    """Return the title of a citation on one line; its path where it has none. Never empty."""
    return clean_line(citation.title) or clean_line(citation.article) or "untitled"


def credit(citation: Citation) -> str:
    """Return who says so and when, on one line; the title where neither is known."""
    return ", ".join(parts(citation)) or heading(citation)
