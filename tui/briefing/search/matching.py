"""Which passages answer a query, and at which words.

Takes the tree of `briefing.search.query` and the words of `briefing.search.postings`; knows
nothing of scores or of how a query is written.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass

from briefing.search.near import near_misses
from briefing.search.postings import Positions, Postings
from briefing.search.query import AllOf, AnyOf, Node, Term

Runs = Mapping[int, Positions]
"""Passage to the positions at which a term begins."""


@dataclass(frozen=True, slots=True)
class Found:
    """Where one term of the query stands."""

    length: int
    """Words from its first to its last."""
    runs: Runs
    """In any of its forms."""
    exact: Runs
    """In the very form that was typed (case and accents aside); a part of `runs`."""


@dataclass(frozen=True, slots=True)
class Matches:
    """The answer of the index to a query, before any ranking."""

    passages: Set[int]
    terms: tuple[Found, ...]
    """What may stand in a passage, in the order of the query; nothing that was left out."""
    corrections: tuple[tuple[str, tuple[str, ...]], ...]
    """Words that stand nowhere, each with the near-misses taken for it."""


def match(root: Node, postings: Postings) -> Matches:
    """Return the passages that answer `root`."""
    matcher = _Matcher(postings)
    passages = matcher.passages(root, wanted=True)
    return Matches(passages, tuple(matcher.terms), tuple(matcher.corrections.items()))


class _Matcher:
    def __init__(self, postings: Postings) -> None:
        self._postings = postings
        self.terms: list[Found] = []
        self.corrections: dict[str, tuple[str, ...]] = {}

    def passages(self, node: Node, *, wanted: bool) -> Set[int]:
        """The passages that answer `node`; its terms are kept where it is `wanted`."""
        if isinstance(node, Term):
            found = self._find(node, correct=wanted and not node.verbatim)
            if wanted:
                self.terms.append(found)
            return found.runs.keys()
        if isinstance(node, AnyOf):
            return set[int]().union(*(self.passages(option, wanted=wanted) for option in node.options))
        return self._all_of(node, wanted=wanted)

    def _all_of(self, node: AllOf, *, wanted: bool) -> Set[int]:
        required = [self.passages(part, wanted=wanted) for part in node.required]
        required.sort(key=len)
        result = set(required[0])
        for other in required[1:]:
            result &= other
        for part in node.excluded:
            result -= self.passages(part, wanted=False)
        return result

    def _find(self, term: Term, *, correct: bool) -> Found:
        last = len(term.words) - 1
        forms = [
            self._forms(word, term, goes_on=term.prefix and index == last, correct=correct)
            for index, word in enumerate(term.words)
        ]
        runs = _runs([self._merged(words) for words in forms])
        if all(words == [word] for words, word in zip(forms, term.words, strict=True)):
            return Found(len(forms), runs, runs)
        exact = _runs([self._postings.passages(word) for word in term.words])
        return Found(len(forms), runs, exact)

    def _forms(self, word: str, term: Term, *, goes_on: bool, correct: bool) -> list[str]:
        """The words of the index that count as `word`, sorted."""
        forms = {word} if self._postings.passages(word) else set[str]()
        if goes_on:
            forms.update(self._postings.beginning(word))
        if not term.verbatim and not term.starred:
            forms.update(self._postings.family(word))
        if not forms and correct and not term.starred:
            near = near_misses(word, self._postings.vocabulary(), self._weight)
            if near:
                self.corrections[word] = near
            for other in near:
                forms.update(self._postings.family(other))
        return sorted(forms)

    def _weight(self, word: str) -> int:
        return len(self._postings.passages(word))

    def _merged(self, words: Sequence[str]) -> Runs:
        """Passage to the positions of any of `words`."""
        if len(words) == 1:
            return self._postings.passages(words[0])
        merged: dict[int, Positions] = {}
        several: dict[int, list[int]] = {}
        for word in words:
            for number, positions in self._postings.passages(word).items():
                if number not in merged:
                    merged[number] = positions
                elif number in several:
                    several[number].extend(positions)
                else:
                    several[number] = [*merged[number], *positions]
        merged.update((number, sorted(positions)) for number, positions in several.items())
        return merged


def _runs(words: Sequence[Runs]) -> Runs:
    """Where the words stand one behind the other: passage to the positions of the first."""
    if len(words) == 1:
        return words[0]
    by_size = sorted(words, key=len)
    candidates = set(by_size[0])
    for other in by_size[1:]:
        candidates &= other.keys()
    found: dict[int, Positions] = {}
    for number in candidates:
        places = set(words[0][number])
        for offset, other in enumerate(words[1:], start=1):
            places.intersection_update(position - offset for position in other[number])
            if not places:
                break
        if places:
            found[number] = sorted(places)
    return found
