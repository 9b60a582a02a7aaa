"""Terms: the words of a text that carry meaning, as stems with their places.

What `related` and `topics` compare. A hyphenated word counts by its parts ("arms-sale" is `arm`
and `sale`), an abbreviation without its dots ("U.S." and "US" are one term, and not the pronoun),
stopwords, single letters and endless words are left out. The last dot of "U.S." belongs to the term.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from briefing.text.stems import bare, stem
from briefing.text.stopwords import STOPWORDS
from briefing.text.tokens import WORD, fold

_PART = re.compile(r"[^\-‐‑]+")
_ABBREVIATION = re.compile(r"(?:[^\W\d_]\.){1,6}[^\W\d_]\.?")
HOMOGRAPHS = {"US": "usa", "USA": "usa", "U.S": "usa", "U.S.A": "usa"}
"""Abbreviations that would fold to a pronoun."""
LONGEST_WORD = 100
"""Longer runs of letters and digits are no words of any language, and no terms."""


class Term(NamedTuple):
    """A stem and where its word (or part of a hyphenated word) stands."""

    start: int
    end: int
    stem: str


@lru_cache(maxsize=65536)
def _parts(surface: str) -> tuple[tuple[int, int, str], ...]:
    """The terms of one word, as offsets into it."""
    if surface in HOMOGRAPHS:
        return ((0, len(surface), HOMOGRAPHS[surface]),)
    found: list[tuple[int, int, str]] = []
    for match in _PART.finditer(surface):
        part = match.group()
        if part in HOMOGRAPHS:
            found.append((match.start(), match.end(), HOMOGRAPHS[part]))
            continue
        folded = fold(part)
        if _ABBREVIATION.fullmatch(folded):
            folded = folded.replace(".", "")
        word = bare(folded)
        if word in STOPWORDS or (len(word) < 2 and not word.isdigit()):
            continue
        found.append((match.start(), match.start() + len(part), stem(word)))
    return tuple(found)


def terms_of_word(surface: str) -> tuple[tuple[int, int, str], ...]:
    """Return the terms of one word as `WORD` finds it, as offsets into it and stem; none for a stopword
    or an endless word."""
    return _parts(surface) if len(surface) <= LONGEST_WORD else ()


def stems_of_word(surface: str) -> tuple[str, ...]:
    """Return the stems of one word as `WORD` finds it; none for a stopword or an endless word."""
    return tuple(part[2] for part in terms_of_word(surface))


def terms(text: str, start: int = 0, end: int | None = None) -> list[Term]:
    """Return the terms of `text[start:end]` in order; offsets count in `text`."""
    found: list[Term] = []
    stop = len(text) if end is None else end
    for match in WORD.finditer(text, start, stop):
        at = match.start()
        if match.end() - at > LONGEST_WORD:
            continue
        for first, last, stemmed in _parts(match.group()):
            found.append(Term(at + first, at + last + is_dotted(text, at + last, stop), stemmed))
    return found


def is_dotted(text: str, end: int, stop: int) -> bool:
    """Return whether a dot at `end`, before `stop`, belongs to the abbreviation that ends there: "U.S."."""
    return text[end - 2] == "." and text[end - 1].isalpha() and text.startswith(".", end, stop)


def stems(text: str, start: int = 0, end: int | None = None) -> list[str]:
    """Return only the stems of `text[start:end]`, in order: the quick form of `terms`."""
    found: list[str] = []
    for surface in WORD.findall(text, start, len(text) if end is None else end):
        if len(surface) <= LONGEST_WORD:
            found.extend(part[2] for part in _parts(surface))
    return found
