"""A query tree put into queries of the index, and into the patterns that find its words again.

A word asks for all its forms; the form typed and a place in a title or heading count for more.
Nothing a person types reaches tantivy's own query language: every query is built of terms.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import product
from typing import TYPE_CHECKING

from briefing.model.search_answer import QueryFault
from briefing.search.annotation_matches import (
    AnnotationFilter,
    FigureFilter,
    NameFilter,
    QuotedWordsFilter,
    SpeakerFilter,
)
from briefing.search.index_schema import (
    AMOUNT,
    BODY,
    FRONT,
    HEADLINE,
    INTERVAL,
    KIND,
    NEWEST,
    NUMBER,
    PASSAGE,
    QUOTED,
    UNIT,
    VARIANT,
    dated_between,
    undated,
)
from briefing.search.paging import Compiled
from briefing.search.patterns import Pair, Pattern, WordRun
from briefing.search.query_tree import (
    AllOf,
    AnyOf,
    Dated,
    InList,
    Near,
    Node,
    OfKind,
    WithFigure,
    WithName,
    WordTerm,
)
from briefing.search.snapshot import Snapshot
from briefing.search.word_forms import WordForms, plain_slots
from briefing.search.word_queries import EXACT, WordQueries
from briefing.text.index_terms import ANY_UNIT, FIGURE_KIND, amount_key, exact_unit, unit_term
from briefing.text.name_keys import name_term, speaker_term

if TYPE_CHECKING:
    import tantivy

Sets = Callable[[str, str], Collection[tuple[int, int]] | Collection[int] | None]
"""The passages (number of article, passage) or whole articles (number) that `mark`, `tag` or `topic`
lists under a value; None where there is no such list. Beside these, the passages in which somebody was set by
hand to speak (`SAID_BY`), or no more to speak (`NOT_SAID_BY`), by the key of the name, with a `*` behind it
where that goes on."""
SAID_BY, NOT_SAID_BY = "said by", "not said by"

DISPLAY = 1.0
"""What a word counts once more in a title or heading."""
UP_FRONT = 2.0
"""What the only word of a query counts once more in a title or lead: more than their length costs them."""
MOST_NAMES = 200
"""Names that a beginning may stand for."""


@dataclass(frozen=True, slots=True)
class _CompiledNode:
    """What one node asks the index for."""

    ranked: tuple[tantivy.Query, ...]
    """A passage answers where any of these finds it; their scores are added."""
    every: tuple[tantivy.Query, ...]
    """The same and more: where a beginning has too many continuations to rank."""
    extras: tuple[tantivy.Query, ...] = ()
    """Add to the score of passages that answer."""
    plain: bool = True
    """True where `extras` find nothing that `ranked` does not."""


class Compiler:
    """Puts one query into the terms of one state of the index."""

    def __init__(self, snapshot: Snapshot, sets: Sets | None) -> None:
        self._snapshot = snapshot
        self._sets = sets
        self._forms = WordForms(snapshot)
        self.patterns: list[Pattern] = []
        """What to look for in the passages found, in the order of the query."""
        self.annotations: list[AnnotationFilter] = []
        """What analyses found that is to be looked for there."""
        self._exact: list[tantivy.Query] = []
        """What finds the values asked for that are neither ranges nor vague."""
        self.faults: list[QueryFault] = []
        self.lists = False
        """Whether the query asks for what is listed elsewhere, and may change without the index."""

    @property
    def corrections(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """Words that stand nowhere, each with the near-misses taken for it."""
        return tuple(self._forms.corrections.items())

    def compile(self, root: Node, within: Collection[int] | None = None) -> Compiled:
        """Return the query of the index for `root`; only for the articles `within`, where they are given."""
        import tantivy

        self._exact.clear()
        part = self._part(root, wanted=True)
        if part is None:
            nothing = tantivy.Query.empty_query()
            return Compiled(nothing, None, ranked=False)
        extras = [(tantivy.Occur.Should, query) for query in part.extras]
        if part.plain:
            scored = _any([*part.ranked, *part.extras, *self._up_front(root, part)])
        elif extras:
            scored = tantivy.Query.boolean_query([(tantivy.Occur.Must, _any(part.ranked)), *extras])
        else:
            scored = _any(part.ranked)
        every = None if part.every == part.ranked else _any(part.every)
        if within is not None:
            place = _flat([self._numbered(within)])
            scored = tantivy.Query.boolean_query([(tantivy.Occur.Must, scored), (tantivy.Occur.Must, place)])
            if every is not None:
                every = tantivy.Query.boolean_query(
                    [(tantivy.Occur.Must, every), (tantivy.Occur.Must, place)]
                )
        ranked = bool(self.patterns) or bool(part.extras)
        return Compiled(scored, every, ranked, _any(self._exact) if self._exact else None)

    def count(self, root: Node, within: Collection[int] | None = None) -> int:
        """How many passages answer, `within` as in `compile`."""
        compiled = self.compile(root, within)
        return self._snapshot.count(compiled.every if compiled.every is not None else compiled.scored)

    def articles(self, root: Node, within: Collection[int] | None) -> set[int]:
        """The numbers of the articles in which a passage answers."""
        compiled = self.compile(root, within)
        return self._snapshot.numbers(compiled.every if compiled.every is not None else compiled.scored)

    def _part(self, node: Node, *, wanted: bool) -> _CompiledNode | None:
        """What `node` asks for; None where it asks for nothing that can be looked up."""
        if isinstance(node, AllOf):
            return self._all_of(node, wanted=wanted)
        if isinstance(node, AnyOf):
            parts = [part for option in node.options if (part := self._part(option, wanted=wanted))]
            return _joined(parts) if parts else None
        if isinstance(node, WordTerm):
            return self._term(node, wanted=wanted)
        if isinstance(node, Near):
            return self._near(node, wanted=wanted)
        if wanted and isinstance(node, WithFigure):
            self.annotations.append(self._figure_filter(node))
            if node.low is not None and node.high is not None:
                units = self._snapshot.units(node.unit) if node.unit else [ANY_UNIT]
                self._exact += [self._amounts(exact_unit(unit), node.low, node.high) for unit in units]
        if wanted and isinstance(node, WithName):
            terms = frozenset(self._name_terms(node))
            self.annotations.append(SpeakerFilter(terms) if node.speaks else NameFilter(terms))
        return self._filter(node)

    def _all_of(self, node: AllOf, *, wanted: bool) -> _CompiledNode | None:
        import tantivy

        required = [part for child in node.required if (part := self._part(child, wanted=wanted))]
        excluded = [part for child in node.excluded if (part := self._part(child, wanted=False))]
        if not required:
            return None
        without = [(tantivy.Occur.MustNot, _any(part.every)) for part in excluded]
        extras = tuple(extra for part in required for extra in part.extras)

        def both(choices: Iterable[Sequence[tantivy.Query]]) -> tantivy.Query:
            must = [(tantivy.Occur.Must, _any(queries)) for queries in choices]
            return tantivy.Query.boolean_query([*must, *without])

        ranked = (both(part.ranked for part in required),)
        tiered = any(part.every is not part.ranked for part in required)
        every = (both(part.every for part in required),) if tiered else ranked
        return _CompiledNode(ranked, every, extras, plain=not extras)

    def _up_front(self, root: Node, part: _CompiledNode) -> list[tantivy.Query]:
        """What one word counts once more in titles and leads: seldom is a passage of three words meant."""
        import tantivy

        if not (isinstance(root, WordTerm) and len(root.words) == 1 and root.field == BODY):
            return []
        if part.every is not part.ranked:
            return []  # a beginning of so many words means none of them yet, and would cost twice as much
        front = tantivy.Query.term_query(self._snapshot.schema, KIND, FRONT, index_option="basic")
        here = tantivy.Query.const_score_query(front, 0.0)
        both = [(tantivy.Occur.Must, _any(part.ranked)), (tantivy.Occur.Must, here)]
        return [tantivy.Query.boost_query(tantivy.Query.boolean_query(both), UP_FRONT)]

    # -- words -------------------------------------------------------------------------------

    def _term(self, term: WordTerm, *, wanted: bool) -> _CompiledNode:
        import tantivy

        others = term.spelt_otherwise()
        if not others:
            return self._spelt(term, wanted=wanted)
        typed = self._spelt(term, wanted=wanted)
        ranked = tuple(tantivy.Query.boost_query(query, EXACT) for query in typed.ranked)
        parts = [replace(typed, ranked=ranked, every=ranked if typed.every is typed.ranked else typed.every)]
        parts += [self._spelt(other, wanted=wanted, correct=False) for other in others]
        return _joined(parts)

    def _spelt(self, term: WordTerm, *, wanted: bool, correct: bool = True) -> _CompiledNode:
        """What a term asks for in these very words."""
        slots = self._forms.slots(term, wanted=wanted) if correct else plain_slots(term)
        words = WordQueries(self._snapshot, term.field)
        varied = len(slots) == 1 and term.field == BODY and not term.verbatim
        other = WordQueries(self._snapshot, VARIANT).single(slots[0]) if varied else ([], [])
        if wanted and term.field == BODY:
            # Few words have other forms: for the rest it need not be looked for them.
            self.patterns.append(WordRun(slots, varied=bool(other[1])))
        if wanted and term.field == QUOTED:
            self.annotations.append(QuotedWordsFilter(WordRun(slots)))
        if len(slots) > 1:
            runs = tuple(words.run(slots))
            return _CompiledNode(runs, runs)
        (slot,) = slots
        ranked, every = words.single(slot, () if term.verbatim or not wanted else term.words)
        if other[1]:
            ranked, every = _with_all((ranked, every), other)
        if term.field != BODY:
            found = _flat(every)
            return _CompiledNode((found,), (found,))
        headline = WordQueries(self._snapshot, HEADLINE)
        extras = headline.fixed(slot, DISPLAY)
        if slot.prefix and self._snapshot.weight(slot.prefix, HEADLINE):
            extras.append(headline.token(slot.prefix, DISPLAY))
        first = tuple(ranked)
        return _CompiledNode(
            first, first if every is ranked else tuple(every), tuple(extras) if wanted else ()
        )

    def _near(self, node: Near, *, wanted: bool) -> _CompiledNode:
        left = tuple(self._forms.slots(term, wanted=wanted)[0] for term in node.left)
        right = tuple(self._forms.slots(term, wanted=wanted)[0] for term in node.right)
        if wanted:
            self.patterns.append(Pair(left, right, node.distance))
        words = WordQueries(self._snapshot, BODY)
        found = tuple(
            query for one, other in product(left, right) for query in words.pair(one, other, node.distance)
        )
        return _CompiledNode(found, found)

    # -- fields ------------------------------------------------------------------------------

    def _filter(self, node: OfKind | Dated | WithFigure | WithName | InList) -> _CompiledNode | None:
        if isinstance(node, OfKind):
            query: tantivy.Query | None = self._one_of(KIND, [node.kind])
        elif isinstance(node, Dated):
            query = self._dated(node)
        elif isinstance(node, WithFigure):
            query = self._figure(node)
        elif isinstance(node, WithName):
            query = self._named(node)
        else:
            query = self._listed(node)
        if query is None:
            return None
        found = (_flat([query]),)
        return _CompiledNode(found, found)

    def _named(self, node: WithName) -> tantivy.Query:
        """Passages that name somebody; or that quote somebody, by the index and as was set by hand."""
        import tantivy

        query = self._one_of(KIND, self._name_terms(node))
        if not node.speaks or self._sets is None:
            return query
        self.lists = True
        key = f"{node.key}*" if node.goes_on else node.key
        added, gone = self._sets(SAID_BY, key), self._sets(NOT_SAID_BY, key)
        if gone:
            without = [(tantivy.Occur.Must, query), (tantivy.Occur.MustNot, self._places(gone))]
            query = tantivy.Query.boolean_query(without)
        return _any([query, self._places(added)]) if added else query

    def _dated(self, node: Dated) -> tantivy.Query:
        import tantivy

        if node.first > node.last:
            return tantivy.Query.empty_query()
        bounds = dated_between(node.first, node.last) if node.first else undated()
        return tantivy.Query.range_query(self._snapshot.schema, NEWEST, tantivy.FieldType.Unsigned, *bounds)

    def _figure(self, node: WithFigure) -> tantivy.Query:
        import tantivy

        if node.kind:
            return self._one_of(KIND, [FIGURE_KIND + node.kind])
        units = self._snapshot.units(node.unit) if node.unit else [ANY_UNIT]
        if node.low is None or node.high is None:
            return self._one_of(UNIT, [unit_term(unit) for unit in units])
        found: list[tantivy.Query] = []
        for unit in units:
            found.append(self._amounts(unit, node.low, node.high))
            if math.isfinite(node.low) and math.isfinite(node.high):
                found.append(self._one_of(INTERVAL, self._snapshot.intervals(unit, node.low, node.high)))
        return _any(found) if found else tantivy.Query.empty_query()

    def _amounts(self, unit: str, low: float, high: float) -> tantivy.Query:
        """Passages with a value of `unit` from `low` to `high`."""
        import tantivy

        return tantivy.Query.range_query(
            self._snapshot.schema,
            AMOUNT,
            tantivy.FieldType.IpAddr,
            amount_key(unit, low),
            amount_key(unit, high),
            use_inverted_index=True,
        )

    def _figure_filter(self, node: WithFigure) -> FigureFilter:
        """The same, as a figure is asked."""
        units = frozenset(map(unit_term, self._snapshot.units(node.unit))) if node.unit else None
        return FigureFilter(node.kind, units, node.low, node.high)

    def _name_terms(self, node: WithName) -> list[str]:
        """The terms of the names meant: of a beginning, those of most passages."""
        term = speaker_term(node.key) if node.speaks else name_term(node.key)
        return self._snapshot.terms(KIND, term, MOST_NAMES) if node.goes_on else [term]

    def _listed(self, node: InList) -> tantivy.Query | None:
        import tantivy

        self.lists = True
        found = self._sets(node.list, node.value) if self._sets is not None else None
        if found is None:
            self.faults.append(QueryFault(node.position, node.end, f"there is no {node.list} {node.value}"))
            return None
        return self._places(found) if found else tantivy.Query.empty_query()

    def _places(self, found: Collection[tuple[int, int]] | Collection[int]) -> tantivy.Query:
        """These passages and whole articles."""
        import tantivy

        numbers: list[int] = []
        by_passage: dict[int, list[int]] = {}
        for entry in found:
            if isinstance(entry, int):
                numbers.append(entry)
            else:
                by_passage.setdefault(entry[1], []).append(entry[0])
        # Passages have few numbers and articles many: a term for every passage would cost far more.
        queries = [self._numbered(numbers)] if numbers else []
        for passage, articles in sorted(by_passage.items()):
            place = tantivy.Query.term_query(self._snapshot.schema, PASSAGE, passage, index_option="basic")
            both = [(tantivy.Occur.Must, place), (tantivy.Occur.Must, self._numbered(articles))]
            queries.append(tantivy.Query.boolean_query(both))
        return _any(queries)

    def _numbered(self, numbers: Collection[int]) -> tantivy.Query:
        import tantivy

        return tantivy.Query.term_set_query(self._snapshot.schema, NUMBER, sorted(set(numbers)))

    def _one_of(self, field: str, terms: Sequence[str]) -> tantivy.Query:
        import tantivy

        if not terms:
            return tantivy.Query.empty_query()
        return tantivy.Query.term_set_query(self._snapshot.schema, field, list(terms))


_Both = tuple[list["tantivy.Query"], list["tantivy.Query"]]
"""Queries to rank, and those that find every passage; one list where they are the same."""


def _with_all(one: _Both, other: _Both) -> _Both:
    """Both together."""
    ranked = [*one[0], *other[0]]
    if one[0] is one[1] and other[0] is other[1]:
        return ranked, ranked
    return ranked, [*one[1], *other[1]]


def _joined(parts: Sequence[_CompiledNode]) -> _CompiledNode:
    ranked = tuple(query for part in parts for query in part.ranked)
    tiered = any(part.every is not part.ranked for part in parts)
    every = tuple(query for part in parts for query in part.every) if tiered else ranked
    extras = tuple(extra for part in parts for extra in part.extras)
    return _CompiledNode(ranked, every, extras, all(part.plain for part in parts))


def _any(queries: Sequence[tantivy.Query]) -> tantivy.Query:
    """Passages that any of `queries` finds, their scores added."""
    import tantivy

    if not queries:
        return tantivy.Query.empty_query()
    if len(queries) == 1:
        return queries[0]
    return tantivy.Query.boolean_query([(tantivy.Occur.Should, query) for query in queries])


def _flat(queries: Sequence[tantivy.Query]) -> tantivy.Query:
    """The same passages, whose score this does not change."""
    import tantivy

    return tantivy.Query.const_score_query(_any(queries), 0.0)
