"""A list of articles narrowed down in the language of the search.

    tariff ste           words of the title or the source; each may go on, for titles are short
    "trade talks"        these words, one behind the other
    title: source:       words of one of them
    date:2026-03         the article's date; also ranges, as in the search
    topic: mark: tag:    articles with such a passage
    a OR b, -a, ( … )    as in the search

What is asked of single passages (`kind:`, `figure:`, `unit:`, `name:`) is a fault here.
"""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import reduce
from itertools import count
from typing import TYPE_CHECKING, NamedTuple

from briefing.model.list_answer import Listed
from briefing.model.search_answer import QueryFault
from briefing.search.list_words import ListWords
from briefing.search.passage_documents import ordinal_day
from briefing.search.query import parse_query
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
from briefing.search.word_forms import plain_slots
from briefing.search.word_variants import indexed_variants

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    from briefing.search.patterns import Slot
    from briefing.search.query_compiler import Sets
    from briefing.search.query_tree import TextField

    Mask = npt.NDArray[np.bool_]


class FilteredList(NamedTuple):
    """What a filter leaves of a list."""

    numbers: array[int]
    """Keys of the articles, in the order of the list."""
    faults: tuple[QueryFault, ...]


class Listing:
    """The titles, sources and dates of articles, in the order they are listed."""

    def __init__(self, articles: Iterable[Listed]) -> None:
        """Take in a list; half a second and ten megabytes for a hundred thousand articles."""
        import numpy as np

        numbers, source_of, days = array("q"), array("l"), array("l")
        sources: defaultdict[str, int] = defaultdict(count().__next__)
        dates: dict[str | None, int] = {}
        varied: list[str] = []
        """Other forms of the words of each title."""

        def titles() -> Iterator[str]:
            for number, title, source, published, _ in articles:
                numbers.append(number)
                source_of.append(sources[source or ""])
                if published not in dates:
                    dates[published] = ordinal_day(published)
                days.append(dates[published])
                varied.append(indexed_variants(title))
                yield title

        self._titles = ListWords(titles())
        self._variants = ListWords(varied)
        self._sources = ListWords(sources)
        self._numbers = np.array(numbers, dtype=np.int64)
        self._source_of = np.array(source_of, dtype=np.int32)
        self._days = np.array(days, dtype=np.int32)

    def __len__(self) -> int:
        return len(self._numbers)

    def narrow(self, query: str, sets: Sets | None = None) -> FilteredList:
        """The articles that answer `query`; all of them where nothing in it can be looked up.

        `sets` answers `topic:`, `mark:` and `tag:`. Never raises for any query.
        """
        read = parse_query(query, typing=True)
        reading = _Reading(self, sets)
        mask = reading.mask(read.root) if read.root is not None else None
        faults = sorted([*read.faults, *reading.faults], key=lambda fault: (fault.start, fault.reason))
        found = self._numbers if mask is None else self._numbers[mask]
        return FilteredList(array("q", found.tobytes()), tuple(faults))

    def holding(self, term: WordTerm) -> Mask:
        """The articles whose title or source (or the one a field names) holds a word or phrase."""
        asked = replace(term, prefix=term.prefix or not term.verbatim)
        every = [self._spelt(plain_slots(one), term.field) for one in (asked, *asked.spelt_otherwise())]
        return reduce(lambda a, b: a | b, every)

    def _spelt(self, slots: Sequence[Slot], field: TextField) -> Mask:
        found = self._sources.holding(slots)[self._source_of] if field != "title" else None
        if field != "source":
            of_title = self._titles.holding(slots)
            if len(slots) == 1:
                of_title |= self._variants.holding(slots)
            found = of_title if found is None else found | of_title
        assert found is not None, "a term asks of one of them at least"
        return found

    def dated(self, node: Dated) -> Mask:
        """The articles of some days; undated ones are of none."""
        mask: Mask = (self._days >= max(node.first, 1)) & (self._days <= node.last)
        return mask

    def in_list(self, node: InList, sets: Sets | None) -> Mask | None:
        """The articles with a passage in a list kept elsewhere; None where there is no such list."""
        import numpy as np

        found = sets(node.list, node.value) if sets is not None else None
        if found is None:
            return None
        numbers = {entry if isinstance(entry, int) else entry[0] for entry in found}
        return np.isin(self._numbers, np.fromiter(numbers, np.int64, count=len(numbers)))


class _Reading:
    """One query held against a listing."""

    def __init__(self, listing: Listing, sets: Sets | None) -> None:
        self._listing = listing
        self._sets = sets
        self.faults: list[QueryFault] = []

    def mask(self, node: Node) -> Mask | None:
        """Which articles answer; None for what cannot be looked up, which then narrows nothing."""
        if isinstance(node, AllOf):
            required = self._masks(node.required)
            excluded = self._masks(node.excluded)
            if not required:
                return None
            return reduce(lambda left, right: left & ~right, excluded, reduce(lambda a, b: a & b, required))
        if isinstance(node, AnyOf):
            options = self._masks(node.options)
            return reduce(lambda a, b: a | b, options) if options else None
        if isinstance(node, WordTerm) and node.field != "quoted":
            return self._listing.holding(node)
        if isinstance(node, Near):
            # Titles are short: both words in one are near enough.
            left, right = (self._masks(side) for side in (node.left, node.right))
            return reduce(lambda a, b: a | b, left) & reduce(lambda a, b: a | b, right)
        if isinstance(node, Dated):
            return self._listing.dated(node)
        if isinstance(node, OfKind | WithFigure | WithName | WordTerm):
            reason = "this is asked of passages: search the text for it"
            self.faults.append(QueryFault(node.position, node.position, reason))
            return None
        found = self._listing.in_list(node, self._sets)
        if found is None:
            self.faults.append(QueryFault(node.position, node.end, f"there is no {node.list} {node.value}"))
        return found

    def _masks(self, nodes: Sequence[Node]) -> list[Mask]:
        return [mask for node in nodes if (mask := self.mask(node)) is not None]
