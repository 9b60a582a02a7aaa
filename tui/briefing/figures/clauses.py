"""The clauses of a line: which verb and which subject hold at a token."""

from __future__ import annotations

from bisect import bisect_right
from typing import NamedTuple

from briefing.figures.clause_reader import ClauseReader
from briefing.figures.noun_phrases import NounPhrase
from briefing.figures.token_line import Line


class ClausePlace(NamedTuple):
    """Where in its clause a token stands."""

    verb: int
    """The verb that holds there, or the word that opens the clause; -1 for none."""
    subject: NounPhrase | None
    """The subject of that verb."""
    inside: NounPhrase | None
    """The subject of the next verb, where the token lies in it."""
    following: NounPhrase | None
    """The subject of the next verb."""


class Clauses:
    """Which subject holds at each token of a line."""

    __slots__ = ("brackets", "genitives", "marks", "subjects", "tags")

    def __init__(self, line: Line, first: int, last: int) -> None:
        """Read the sentences from that of token `first` to that of token `last`."""
        reader = ClauseReader(line)
        reader.read(first, last)
        self.tags = reader.tags
        self.marks = reader.marks
        """Tokens from which on another subject holds: verbs, and words that open a clause."""
        self.subjects = reader.subjects
        self.brackets = "(" in line.lows
        text, start, end = line.text, line.start, line.end
        self.genitives = text.find("'", start, end) >= 0 or text.find("’", start, end) >= 0

    def place(self, index: int) -> ClausePlace:
        """Where token `index` stands."""
        marks, subjects = self.marks, self.subjects
        at = bisect_right(marks, index)
        inside = following = subjects[at] if at < len(marks) else None
        if inside is not None and (inside.described or not inside.first <= index < inside.whole_end):
            inside = None
        if at:
            return ClausePlace(marks[at - 1], subjects[at - 1], inside, following)
        return ClausePlace(-1, None, inside, following)
