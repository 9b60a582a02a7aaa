"""Citations: what stands beside a quote, and what the footnote says."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import astuple
from pathlib import PurePath

from briefing.export.document import Footnote, Inlines, Link, Reference, Text, WorkTitle
from briefing.folders import seeds_dir
from briefing.model.excerpt import Citation
from briefing.text.clean import clean_line

_ENDING = (".", "?", "!", "…", "‽", "。", "？", "！", "؟", "।")
"""Ends a sentence, so that no full stop follows."""
_WEB = re.compile(r"https?://[^\s\x00-\x20\x7f\"'<>\\^`{|}]{1,2000}", re.IGNORECASE)


class Sources:
    """The articles that an export cites, numbered from 1 as they are first met."""

    def __init__(self, known: Iterable[Citation] = ()) -> None:
        """Make it; where `known` tells more of an article than a citation does, that is taken."""
        self._known: dict[str, set[Citation]] = {}
        for citation in known:
            self._known.setdefault(citation.article, set()).add(citation)
        self._met: dict[Citation, Reference] = {}
        self._of: dict[Citation, Reference] = {}

    def reference(self, citation: Citation) -> Reference:
        """Return what stands beside words of an article: who says them, and the number of its footnote."""
        if citation not in self._of:
            fullest = self._fullest(citation)
            new = Reference(credit(fullest), len(self._met) + 1)
            self._of[citation] = self._met.setdefault(fullest, new)
        return self._of[citation]

    def footnotes(self) -> Iterator[Footnote]:
        """Yield a footnote for each article met so far."""
        for citation, reference in self._met.items():
            yield Footnote(reference.footnote, about(citation))

    def _fullest(self, citation: Citation) -> Citation:
        """Return the citation that tells most of the same article: a file may be another one by now, and
        what was in it then has its own title, source and date."""
        alike = [one for one in self._known.get(citation.article, ()) if _agree(one, citation)]
        return max((citation, *alike), key=_by_fullness)


def _agree(one: Citation, other: Citation) -> bool:
    """Whether two citations differ in nothing that both know."""
    pairs = zip(astuple(one), astuple(other), strict=True)
    return all(ours == theirs or not (ours and theirs) for ours, theirs in pairs)


def _by_fullness(citation: Citation) -> tuple[int, list[str]]:
    """Sort citations by how much they tell, then in an order that is always the same."""
    return _fullness(citation), [field or "" for field in astuple(citation)]


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
    """Return the address of the article on the web, or else its path, on one line; of an article that comes
    with the program the file's name, for where that lies tells nobody anything."""
    return web_address(citation) or clean_line(_without_home(citation.article))


def _without_home(article: str) -> str:
    path = PurePath(article)
    return path.name if seeds_dir() in path.parents else article


def heading(citation: Citation) -> str:
    """Return the title of a citation on one line; its path where it has none. Never empty."""
    return clean_line(citation.title) or clean_line(citation.article) or "untitled"


def credit(citation: Citation) -> str:
    """Return who says so and when, on one line; the title stands for a source that is not known."""
    known = parts(citation)
    return ", ".join(known if clean_line(citation.source or "") else (heading(citation), *known))
