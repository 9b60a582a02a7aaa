"""Why two passages are related, in the words of the text."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import compress, pairwise

from briefing.related.passage_terms import PassageTerms

MOST_NAMES = 4
MOST_WORDS = 5
MOST_FIGURES = 3
LONGEST = 4
"""Words in one phrase."""


class Question:
    """A passage asked about, ready to be compared with each of its answers."""

    def __init__(
        self, terms: PassageTerms, rarities: Sequence[float], is_name: Callable[[str], bool]
    ) -> None:
        """`rarities` say how distinctive the passage's synonym groups are, in order of first appearance;
        `is_name` says of a stem whether it is a name's."""
        weighed = sorted(zip([-rarity for rarity in rarities], terms.first, strict=False))
        self.terms = terms
        self.telling = [name for _, name in weighed]
        """Synonym groups, most distinctive first."""
        self.stems = frozenset(terms.stems)
        self.pairs = terms.pairs()
        self.is_name = is_name

    def figures(self, found: PassageTerms) -> Sequence[str]:
        """Return the figure terms that both hold."""
        mine = self.terms.figures
        return sorted(mine.keys() & found.figures.keys()) if mine else ()


def reasons(query: Question, found: PassageTerms, figures: Sequence[str]) -> tuple[str, ...]:
    """Say what two passages share, in the words of `found`: figures, then names, then words.

    `figures` are the figure terms both hold. Where the two use different words of a synonym group, both are
    named. Never empty: passages that share no word (brought together by feedback) belong to the same
    story.
    """
    said: list[str] = []
    if figures:
        texts = sorted({found.text[slice(*found.figures[key])] for key in figures})
        said.append("same figure: " + ", ".join(texts[:MOST_FIGURES]))
    shared = list(filter(found.first.__contains__, query.telling))
    phrases = _phrases(query, found) if shared else {}
    names: dict[str, str] = {}
    words: dict[str, str] = {}
    for name in shared:
        if name in phrases:
            shown, named = phrases[name]
        else:
            stem = found.stems[found.first[name]]
            shown, named = found.shown(name), query.is_name(stem)
            if stem not in query.stems:
                shown = f"{shown}/{query.terms.shown(name)}"
        kind, most = (names, MOST_NAMES) if named else (words, MOST_WORDS)
        if len(kind) < most:
            kind.setdefault(shown.casefold(), shown)
            if len(names) == MOST_NAMES and len(words) == MOST_WORDS:
                break
    if names:
        said.append("names: " + ", ".join(names.values()))
    if words:
        said.append("shared words: " + ", ".join(words.values()))
    return tuple(said) or ("same story",)


def _phrases(query: Question, found: PassageTerms) -> dict[str, tuple[str, bool]]:
    """Return, for each synonym group in a phrase of both passages, the phrase and whether it is a name."""
    beside = map(query.pairs.__contains__, pairwise(found.names))
    runs: list[tuple[int, int]] = []
    seen: set[tuple[str, str]] = set()
    for second in compress(range(1, len(found.names)), beside):
        pair = (found.names[second - 1], found.names[second])
        if not found.joins[second] or pair in seen:
            continue
        seen.add(pair)
        if runs and runs[-1][1] == second - 1 and second - runs[-1][0] < LONGEST:
            runs[-1] = (runs[-1][0], second)
        else:
            runs.append((second - 1, second))
    phrases: dict[str, tuple[str, bool]] = {}
    for first, last in runs:
        members = found.names[first : last + 1]
        text = found.text[found.places[first].start : found.places[last].end]
        shown = (text, all(query.is_name(found.stems[found.first[name]]) for name in members))
        for name in members:
            phrases.setdefault(name, shown)
    return phrases
