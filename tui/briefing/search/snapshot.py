"""One state of the index: what a query is answered from, whatever is written meanwhile."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

from briefing.search.field_values import KINDS
from briefing.search.index_schema import BODY, INTERVAL, KIND, NEWEST, REF, UNIT, placed_ref, ref_of
from briefing.search.near_misses import NearMisses
from briefing.text.index_terms import encloses, interval_prefix, unit_term
from briefing.text.stems import beginnings, stem

if TYPE_CHECKING:
    import tantivy

_MOST_ANSWERS = 200_000
"""Passages whose articles are told: more words than one that stand in more are in every article."""
_KEPT_INTERVALS = 16
_KEPT_FAMILIES = 4096
_KEPT_BEGINNINGS = 64


class StemForm(NamedTuple):
    """A word of the index that has a certain stem."""

    word: str
    passages: int
    """In how many it stands, about."""


class Snapshot:
    """A searcher with what is remembered of its words. Not safe for use by two threads at once."""

    def __init__(
        self,
        searcher: tantivy.Searcher,
        schema: tantivy.Schema,
        kept: Callable[[], NearMisses | None] | None = None,
    ) -> None:
        """`kept` gives the vocabulary where it is kept elsewhere; more words in it do no harm."""
        self._searcher = searcher
        self.schema = schema
        self._kept = kept
        self._intervals: dict[str, list[str]] = {}
        self._begun: dict[tuple[str, str], tuple[int, list[str]]] = {}
        """The words that begin so, no more than were asked for."""
        self._families: dict[tuple[str, str], tuple[StemForm, ...]] = {}

    def terms(self, field: str, prefix: str, limit: int) -> list[str]:
        """The words of `field` that begin with `prefix`, those of most passages first, at most `limit`."""
        kept = self._begun.get((field, prefix))
        if kept is None or len(kept[1]) == kept[0] < limit:
            found = [term for term, _ in self._searcher.terms_with_prefix(field, prefix, limit=limit)]
            if len(self._begun) >= _KEPT_BEGINNINGS:
                self._begun.clear()
            kept = self._begun[field, prefix] = limit, found
        return kept[1][:limit]

    def weight(self, token: str, field: str = BODY) -> int:
        """In how many passages a word of `field` stands, about."""
        return self._searcher.doc_freq(field, token)

    def stem_forms(self, stemmed: str, field: str = BODY) -> tuple[StemForm, ...]:
        """The words of `field` with this stem, in order of the alphabet."""
        found = self._families.get((field, stemmed))
        if found is None:
            words = {stemmed: self.weight(stemmed, field)}
            for start in beginnings(stemmed):
                words.update(self._searcher.terms_with_prefix(field, start))
            found = tuple(
                StemForm(*pair) for pair in sorted(words.items()) if pair[1] and stem(pair[0]) == stemmed
            )
            if len(self._families) >= _KEPT_FAMILIES:
                self._families.clear()
            self._families[field, stemmed] = found
        return found

    def rarity(self, passages: int) -> float:
        """What standing in so many passages counts, above 0: the factor that the index scores words by.

        S. Robertson and H. Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond" (2009),
        as Lucene writes it.
        """
        held = min(passages, self._written)
        return math.log1p((self._written - held + 0.5) / (held + 0.5))

    @cached_property
    def _written(self) -> int:
        """How many passages there are with those that have gone."""
        return self.passages + self.removed

    def exists(self, token: str, field: str = BODY) -> bool:
        """Tell whether a word stands in any passage that is still there."""
        import tantivy

        weight = self.weight(token, field)
        if not weight or weight > self.removed:
            return bool(weight)
        query = tantivy.Query.term_query(self.schema, field, token, index_option="basic")
        return bool(self._searcher.search(query, 1, count=False).hits)

    @cached_property
    def removed(self) -> int:
        """How many passages are counted by `weight` though they have gone."""
        return sum(self.weight(kind, KIND) for kind in KINDS) - self.passages

    @cached_property
    def vocabulary(self) -> NearMisses:
        """Every word of letters; worked out when first asked for."""
        held = self._kept() if self._kept is not None else None
        return held if held is not None else self.listed_vocabulary()

    def listed_vocabulary(self) -> NearMisses:
        """The same, made anew: half a second for a million passages."""
        return NearMisses.of(term for term, _ in self._searcher.terms_with_prefix(BODY, ""))

    def near(self, word: str) -> tuple[str, ...]:
        """The words closest to one that stands nowhere, best first."""
        return self.vocabulary.near(word, self._passages)

    def near_others(self, word: str) -> tuple[str, ...]:
        """The words closest to one that may stand somewhere, best first; none of its own forms."""
        return self.vocabulary.near(word, self._passages_of_others(word))

    def commonest_other(self, word: str) -> str:
        """The word of most passages that may be meant by one, none of its own forms; empty for none."""
        return self.vocabulary.commonest(word, self._passages_of_others(word))

    def _passages_of_others(self, word: str) -> Callable[[str], int]:
        stemmed = stem(word)
        return lambda other: 0 if stem(other) == stemmed else self._passages(other)

    def _passages(self, word: str) -> int:
        """In how many passages a word stands, none of them removed."""
        import tantivy

        weight = self.weight(word)
        if not weight or not self.removed:
            return weight
        return self.count(tantivy.Query.term_query(self.schema, BODY, word, index_option="basic"))

    def units(self, asked: str) -> list[str]:
        """The units meant by `asked`: the very one where it stands, else those that differ in case."""
        term = unit_term(asked)
        if self.weight(term, UNIT):
            return [asked]
        folded = term.casefold()
        return [unit.replace("_", " ") for unit in self._units if unit.casefold() == folded]

    @cached_property
    def _units(self) -> list[str]:
        return sorted(term for term, _ in self._searcher.terms_with_prefix(UNIT, ""))

    def intervals(self, unit: str, low: float, high: float) -> list[str]:
        """The terms of the ranges of `unit` that enclose all from `low` to `high`."""
        prefix = interval_prefix(unit)
        if prefix not in self._intervals:
            if len(self._intervals) >= _KEPT_INTERVALS:
                self._intervals.clear()
            found = self._searcher.terms_with_prefix(INTERVAL, prefix)
            self._intervals[prefix] = sorted(term for term, _ in found)
        return [term for term in self._intervals[prefix] if encloses(term, low, high)]

    @property
    def passages(self) -> int:
        return self._searcher.num_docs

    @property
    def parts(self) -> int:
        return self._searcher.num_segments

    # -- passages ----------------------------------------------------------------------------

    def count(self, query: tantivy.Query) -> int:
        """How many passages answer `query`."""
        found: Any = self._searcher.search(query, 1, count=True)
        return int(found.count)

    def numbers(self, query: tantivy.Query) -> set[int]:
        """The numbers of the articles with a passage that answers, of the first `_MOST_ANSWERS` passages."""
        rows, _ = self.sorted(query, NEWEST, min(self.count(query) or 1, _MOST_ANSWERS), 0)
        return {ref_of(key).number for _, _, key in rows}

    def best(self, query: tantivy.Query, limit: int) -> tuple[list[tuple[float, tantivy.DocAddress]], int]:
        """The `limit` passages of highest score, best first: score and address; and how many answer."""
        found: Any = self._searcher.search(query, limit, count=True)
        return found.hits, int(found.count)

    def sorted(
        self, query: tantivy.Query, field: str, limit: int, offset: int
    ) -> tuple[list[tuple[float, int, int]], int]:
        """The passages in the order of `field`, the smallest first, as `keyed` with score 0; and how many."""
        import tantivy

        found: Any = self._searcher.search(
            query, limit, count=True, order_by_field=field, offset=offset, order=tantivy.Order.Asc
        )
        return self.keyed([(0.0, address) for _, address in found.hits]), int(found.count)

    def keyed(self, hits: Sequence[tuple[float, tantivy.DocAddress]]) -> list[tuple[float, int, int]]:
        """Score, order among equals and key of passages with these scores and addresses."""
        addresses = [address for _, address in hits]
        orders = [int(order or 0) for order in self._searcher.fast_field_values(NEWEST, addresses)]
        if self._all_placed:
            return [(score, order, placed_ref(order)) for (score, _), order in zip(hits, orders, strict=True)]
        keys = self._searcher.fast_field_values(REF, addresses)
        return [
            (score, order, placed_ref(order) if key is None else int(key))
            for (score, _), order, key in zip(hits, orders, keys, strict=True)
        ]

    @cached_property
    def _all_placed(self) -> bool:
        """Whether the key of order names every passage."""
        import tantivy

        return not self.count(tantivy.Query.exists_query(REF))
