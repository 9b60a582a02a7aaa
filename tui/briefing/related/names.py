"""Which terms are names: those written with a capital where no rule of spelling asks for one.

Counts, over everything added, how often a term stands capitalised inside a sentence and how
often it stands there in lower case. The first word of a sentence and lines in title case count
for neither.
"""

from __future__ import annotations

from collections.abc import Sequence

from briefing.text.terms import Term

TITLE_CASE = 0.6
"""A passage with more of its terms capitalised than this is a headline or a list of names."""
NAME_SHARE = 0.7
_OPENING = ".!?:;…\n"


class Names:
    """Counts of capitals, for each stem."""

    def __init__(self) -> None:
        self._capital: dict[str, int] = {}
        self._seen: dict[str, int] = {}

    def add(self, text: str, start: int, terms: Sequence[Term]) -> None:
        """Count the terms of one passage that begins at `start`."""
        capital = [text[term.start].isupper() for term in terms]
        if sum(capital) > TITLE_CASE * len(terms) and len(terms) > 2:
            return
        for term, upper in zip(terms, capital, strict=True):
            if _begins_sentence(text, start, term.start):
                continue
            self._seen[term.stem] = self._seen.get(term.stem, 0) + 1
            if upper:
                self._capital[term.stem] = self._capital.get(term.stem, 0) + 1

    def __contains__(self, stem: str) -> bool:
        return self._capital.get(stem, 0) > NAME_SHARE * self._seen.get(stem, 0)


def _begins_sentence(text: str, start: int, at: int) -> bool:
    """Whether the word at `at` opens its passage or stands behind the end of a sentence."""
    before = text[max(start, at - 4) : at].rstrip(" \"'“‘([*_·•-–—")
    return not before.strip() or before[-1] in _OPENING
