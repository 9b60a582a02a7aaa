"""Queries of the index for words: single ones, runs of them, pairs near each other.

Word `i` of a field stands at position `2 * i` and its stem at `2 * i + 1`, see `briefing.search.schema`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import product
from typing import TYPE_CHECKING

from briefing.search.patterns import Slot
from briefing.search.schema import STEM
from briefing.search.snapshot import Snapshot
from briefing.search.words import family

if TYPE_CHECKING:
    import tantivy

BEST = 16
"""Continuations of a word being typed that are ranked; passages with others follow by date."""
MOST_RUNS = 64
"""Runs asked for one by one; where there would be more, patterns of words stand for them."""
MOST_WORDS = 4000
"""Words that one pattern of the index may stand for."""
_SPECIAL = frozenset(".&'\\+*?()|[]{}^$#-~")


class WordQueries:
    """Builds queries over one field of words."""

    def __init__(self, snapshot: Snapshot, field: str) -> None:
        self._snapshot = snapshot
        self._schema = snapshot.schema
        self._field = field

    def token(self, token: str) -> tantivy.Query:
        """Passages with one word, or one stem with its mark."""
        import tantivy

        return tantivy.Query.term_query(self._schema, self._field, token, index_option="freq")

    def begins(self, prefix: str) -> tantivy.Query:
        """Passages with any word that begins so; all count the same."""
        import tantivy

        begun = tantivy.Query.fuzzy_term_query(self._schema, self._field, prefix, 0, prefix=True)
        return tantivy.Query.const_score_query(begun, 0.0)

    def fixed(self, slot: Slot) -> list[tantivy.Query]:
        """Queries for what is in a slot beside its beginning."""
        return [self.token(token) for token in self._fixed(slot)]

    def _fixed(self, slot: Slot) -> list[str]:
        """The tokens of a slot that are no beginnings, those that stand somewhere, in order."""
        tokens = [*sorted(slot.words), *(token for one in sorted(slot.stems) for token in family(one))]
        return [token for token in tokens if self._snapshot.weight(token, self._field)]

    def single(self, slot: Slot) -> tuple[list[tantivy.Query], list[tantivy.Query]]:
        """Queries for one slot: those to rank, and those that together find every passage.

        The two differ only for a beginning with more continuations than can be ranked.
        """
        fixed = self.fixed(slot)
        if not slot.prefix:
            return fixed, fixed
        begun = self._snapshot.terms(self._field, slot.prefix, BEST + 1)
        ranked = [*(self.token(word) for word in begun[:BEST]), *fixed]
        if len(begun) <= BEST:
            return ranked, ranked
        return ranked, [self.begins(slot.prefix), *fixed]

    def run(self, slots: Sequence[Slot]) -> list[tantivy.Query]:
        """Queries, any of which finds words one behind the other."""
        choices = [self._choices(slot) for slot in slots]
        if any(choice is None for choice in choices) or _size(choices) > MOST_RUNS:
            return self._patterns(slots)
        return [
            self._phrase([(2 * at + offset, token) for at, (offset, token) in enumerate(chosen)], 0)
            for chosen in product(*(choice or () for choice in choices))
        ]

    def pair(self, left: Slot, right: Slot, distance: int) -> list[tantivy.Query]:
        """Queries, any of which finds two words at most `distance` apart, in either order."""
        if not left.meets(right):
            return self._spread(left, right, [(0, 0, 2 * distance)])
        # One word could be both: every distance is asked for, so that it is not near itself.
        apart = range(2, 2 * distance + 1, 2)
        return self._spread(
            left, right, [*((0, step, 0) for step in apart), *((step, 0, 0) for step in apart)]
        )

    def _spread(self, left: Slot, right: Slot, places: Sequence[tuple[int, int, int]]) -> list[tantivy.Query]:
        """Queries for two slots at the given positions with the slop behind them."""
        choices = [self._choices(left), self._choices(right)]
        exact = all(choice is not None for choice in choices) and _size(choices) <= MOST_RUNS
        if not exact:
            choices = [self._regexes(left), self._regexes(right)]
        build = self._phrase if exact else self._pattern
        return [
            build([(begin + one, first), (end + other, second)], slop)
            for (one, first), (other, second) in product(*(choice or () for choice in choices))
            for begin, end, slop in places
        ]

    def _patterns(self, slots: Sequence[Slot]) -> list[tantivy.Query]:
        """As `run`, each slot one pattern of words for each of its offsets."""
        choices = [self._regexes(slot) for slot in slots]
        return [
            self._pattern([(2 * at + offset, regex) for at, (offset, regex) in enumerate(chosen)], 0)
            for chosen in product(*choices)
        ]

    def _choices(self, slot: Slot) -> list[tuple[int, str]] | None:
        """Offset and token of everything that may stand in a slot; None for more than `MOST_RUNS`."""
        fixed = [(int(token.startswith(STEM)), token) for token in self._fixed(slot)]
        if not slot.prefix:
            return fixed
        begun = self._snapshot.terms(self._field, slot.prefix, MOST_RUNS + 1)
        return None if len(begun) > MOST_RUNS else [*((0, word) for word in sorted(begun)), *fixed]

    def _regexes(self, slot: Slot) -> list[tuple[int, str]]:
        """Offset and pattern of everything in a slot.

        Where more words than `MOST_WORDS` begin as asked, the commonest `BEST` of them stand for all.
        """
        fixed = [(int(token.startswith(STEM)), _escaped(token)) for token in self._fixed(slot)]
        if not slot.prefix:
            return fixed
        begun = self._snapshot.terms(self._field, slot.prefix, MOST_WORDS + 1)
        if len(begun) > MOST_WORDS:
            return [*((0, _escaped(word)) for word in sorted(begun[:BEST])), *fixed]
        return [(0, _escaped(slot.prefix) + ".*"), *fixed]

    def _phrase(self, words: Sequence[tuple[int, str]], slop: int) -> tantivy.Query:
        import tantivy

        return tantivy.Query.phrase_query(self._schema, self._field, sorted(words), slop=slop)

    def _pattern(self, words: Sequence[tuple[int, str]], slop: int) -> tantivy.Query:
        import tantivy

        return tantivy.Query.regex_phrase_query(self._schema, self._field, sorted(words), slop=slop)


def _size(choices: Iterable[Sequence[object] | None]) -> int:
    size = 1
    for choice in choices:
        size *= len(choice or ())
        if size > MOST_RUNS:
            break
    return size


def _escaped(token: str) -> str:
    """`token` as a pattern that stands for it alone."""
    return "".join(f"\\{char}" if char in _SPECIAL else char for char in token)
