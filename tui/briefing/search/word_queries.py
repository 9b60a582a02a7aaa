"""Queries of the index for words: single ones, runs of them, pairs near each other.

The index holds words as they stand; a stem is asked for by all the words that have it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from itertools import product
from typing import TYPE_CHECKING

from briefing.search.patterns import Slot
from briefing.search.snapshot import Snapshot

if TYPE_CHECKING:
    import tantivy

EXACT = 30.0
"""What the very form typed counts against any other form of it: more than length, number and place
of others can make up for."""
BEST = 16
"""Continuations of a word being typed that are ranked; passages with others follow by date."""
MOST_RUNS = 8
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

    def token(self, word: str, boost: float = 1.0) -> tantivy.Query:
        """Passages with one word."""
        import tantivy

        query = tantivy.Query.term_query(self._schema, self._field, word, index_option="freq")
        return query if boost == 1.0 else tantivy.Query.boost_query(query, boost)

    def begins(self, prefix: str) -> tantivy.Query:
        """Passages with any word that begins so; all count the same."""
        import tantivy

        begun = tantivy.Query.fuzzy_term_query(self._schema, self._field, prefix, 0, prefix=True)
        return tantivy.Query.const_score_query(begun, 0.0)

    def fixed(self, slot: Slot, boost: float = 1.0) -> list[tantivy.Query]:
        """Queries for what is in a slot beside its beginning, each `boost` times its worth."""
        return [self.token(word, weight * boost) for word, weight in sorted(self._fixed(slot).items())]

    def _fixed(self, slot: Slot) -> dict[str, float]:
        """The words of a slot that stand somewhere, and what each counts.

        A form of a word counts as rare as all its forms together: else the oddest would come first.
        """
        snapshot = self._snapshot
        held = {word: 1.0 for word in slot.words if snapshot.weight(word, self._field)}
        for one in sorted(slot.stems):
            forms = snapshot.stem_forms(one, self._field)
            together = snapshot.rarity(sum(form.passages for form in forms)) if len(forms) > 1 else 0.0
            for word, passages in forms:
                held[word] = together / snapshot.rarity(passages) if together else 1.0
        return held

    def single(
        self, slot: Slot, exact: Collection[str] = ()
    ) -> tuple[list[tantivy.Query], list[tantivy.Query]]:
        """Queries for one slot: those to rank, and those that together find every passage.

        The two differ only for a beginning with more continuations than can be ranked. Words of
        `exact` count `EXACT` times more.
        """
        weights = self._fixed(slot)
        begun = self._snapshot.terms(self._field, slot.prefix, BEST + 1) if slot.prefix else []
        ranked = dict.fromkeys(begun[:BEST], 1.0) | weights
        for word in exact:
            if word in ranked:
                ranked[word] += EXACT
            elif self._snapshot.weight(word, self._field):
                ranked[word] = EXACT
        best = [self.token(word, weight) for word, weight in sorted(ranked.items())]
        if len(begun) <= BEST:
            return best, best
        return best, [self.begins(slot.prefix), *(self.token(word) for word in sorted(weights))]

    def run(self, slots: Sequence[Slot]) -> list[tantivy.Query]:
        """Queries, any of which finds words one behind the other."""
        choices = [self._choices(slot) for slot in slots]
        exact = [choice for choice in choices if choice is not None]
        if len(exact) < len(choices) or _size(exact) > MOST_RUNS:
            patterns = [self._pattern_of(slot) for slot in slots]
            return [] if "" in patterns else [self._regexes(list(enumerate(patterns)), 0)]
        return [self._phrase(list(enumerate(words)), 0) for words in product(*exact)]

    def pair(self, left: Slot, right: Slot, distance: int) -> list[tantivy.Query]:
        """Queries, any of which finds two words at most `distance` apart, in either order."""
        if not left.meets(right):
            return self._spread(left, right, [(0, 0, distance)])
        # One word could be both: every distance is asked for, so that it is not near itself.
        apart = range(1, distance + 1)
        return self._spread(
            left, right, [*((0, step, 0) for step in apart), *((step, 0, 0) for step in apart)]
        )

    def _spread(self, left: Slot, right: Slot, places: Sequence[tuple[int, int, int]]) -> list[tantivy.Query]:
        """Queries for two slots at the given positions with the slop behind them."""
        some, others = self._choices(left), self._choices(right)
        if some is not None and others is not None and _size([some, others]) <= MOST_RUNS:
            return [
                self._phrase([(begin, first), (end, second)], slop)
                for first, second in product(some, others)
                for begin, end, slop in places
            ]
        one, other = self._pattern_of(left), self._pattern_of(right)
        if not (one and other):
            return []
        return [self._regexes([(begin, one), (end, other)], slop) for begin, end, slop in places]

    def _choices(self, slot: Slot) -> list[str] | None:
        """Every word that may stand in a slot; None for more than `MOST_RUNS`."""
        held = set(self._fixed(slot))
        if slot.prefix:
            held.update(self._snapshot.terms(self._field, slot.prefix, MOST_RUNS + 1))
        return sorted(held) if len(held) <= MOST_RUNS else None

    def _pattern_of(self, slot: Slot) -> str:
        """A pattern of everything that may stand in a slot; empty where nothing does.

        Where more words than `MOST_WORDS` begin as asked, the commonest `BEST` of them stand for all.
        """
        options = [_escaped(word) for word in sorted(self._fixed(slot))]
        if slot.prefix:
            begun = self._snapshot.terms(self._field, slot.prefix, MOST_WORDS + 1)
            if len(begun) > MOST_WORDS:
                options += [_escaped(word) for word in sorted(begun[:BEST])]
            elif begun:
                options.append(_escaped(slot.prefix) + ".*")
        return f"({'|'.join(options)})" if options else ""

    def _phrase(self, words: Sequence[tuple[int, str]], slop: int) -> tantivy.Query:
        import tantivy

        return tantivy.Query.phrase_query(self._schema, self._field, sorted(words), slop=slop)

    def _regexes(self, words: Sequence[tuple[int, str]], slop: int) -> tantivy.Query:
        import tantivy

        return tantivy.Query.regex_phrase_query(self._schema, self._field, sorted(words), slop=slop)


def _size(choices: Iterable[Sequence[object]]) -> int:
    size = 1
    for choice in choices:
        size *= len(choice)
        if size > MOST_RUNS:
            break
    return size


def _escaped(token: str) -> str:
    """`token` as a pattern that stands for it alone."""
    return "".join(f"\\{char}" if char in _SPECIAL else char for char in token)
