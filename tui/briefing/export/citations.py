"""Citations: what stands beside a quote, and what the footnote says."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import astuple

from briefing.export.document import Footnote, Inlines, Link, Reference, Text, WorkTitle
from briefing.model.excerpt import Citation
from briefing.text.clean import clean_line

_ENDING = (".", "?", "!", "…", "‽", "。", "？", "！", "؟", "।")
"""Ends a sentence, so that no full stop follows."""
_WEB = re.compile(r"https?://[^\s\x00-\x20\x7f\"'<>\\^`{|}]{1,2000}", re.IGNORECASE)


class Sources:
    """The articles that an export cites, numbered from 1 as they are first met."""

    def __init__(self, known: Iterable[Citation] = ()) -> None:
        """Make it; of an article of which `known` has several citations, the fullest is taken."""
        self._fullest: dict[str, Citation] = {}
        for citation in known:
            best = self._fullest.get(citation.article)
            if best is None or _fullness(citation) > _fullness(best):
                self._fullest[citation.article] = citation
        self._met: dict[str, tuple[Reference, Citation]] = {}

    def reference(self, citation: Citation) -> Reference:
        """Return what stands beside words of an article: who says them, and the number of its footnote."""
        article = citation.article
        if article not in self._met:
            fullest = self._fullest.get(article, citation)
            self._met[article] = Reference(credit(fullest), len(self._met) + 1), fullest
        return self._met[article][0]

    def footnotes(self) -> Iterator[Footnote]:
        """Yield a footnote for each article met so far."""
        for reference, citation in self._met.values():
            yield Footnote(reference.footnote, about(citation))


def _fullness(citation: Citation) -> int:
    return sum(bool(field) for field in astuple(citation))


def about(citation: Citation) -> Inlines:
    """Return what a footnote tells of an article: its title, what is known of it, and where it is found."""
    known = tuple(run for part in parts(citation) for run in (Text(", "), Text(part)))[1:]
    title, last = heading(citation), (parts(citation) or ("",))[-1]
    told = (Text(_stop_behind(title)), *known) if known else ()
    address = Link(where(citation), web_address(citation) is not None)
    return (WorkTitle(title), *told, Text(_stop_behind(last or title)), address)


def _stop_behind(words: str) -> str:
    """Return what ends a sentence behind words that may have ended it themselves."""
    return " " if words.rstrip("\"'”’»)").endswith(_ENDING) else ". "


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
    """Return who says so and when, on one line; the title stands for a source that is not known."""
    known = parts(citation)
    return ", ".join(known if clean_line(citation.source or "") else (heading(citation), *known))
