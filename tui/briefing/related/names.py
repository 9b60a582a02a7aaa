"""Which terms are names: those written with a capital where no rule of spelling asks for one.

Counts, over everything added, how often a term stands capitalised inside a sentence and how
often it stands there in lower case. The first word of a sentence and lines in title case count
for neither.
"""

from __future__ import annotations

from briefing.related.entries import Wording
from briefing.text.cues import cue

TITLE_CASE = 0.6
"""A passage with more of its terms capitalised than this is a headline or a list of names."""
NAME_SHARE = 0.7


class Names:
    """Counts of capitals, for each stem."""

    def __init__(self) -> None:
        self._capital: dict[str, int] = {}
        self._seen: dict[str, int] = {}

    def add(self, text: str, start: int, words: Wording) -> None:
        """Count the words of one passage that begins at `start`."""
        found = [(at, stem) for places in words.places.values() for at, _, stem in places]
        if len(found) > 2 and sum(text[at].isupper() for at, _ in found) > TITLE_CASE * len(found):
            return
        for at, stem in found:
            if cue(text, start, at) != "opening":
                self._seen[stem] = self._seen.get(stem, 0) + 1
                self._capital[stem] = self._capital.get(stem, 0) + text[at].isupper()

    def __contains__(self, stem: str) -> bool:
        return self._capital.get(stem, 0) > NAME_SHARE * self._seen.get(stem, 0)
