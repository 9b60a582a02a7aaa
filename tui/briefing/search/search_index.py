"""Search over the passages of any number of articles, in memory or on disk.

The door of this package: takes documents, answers queries. The index is tantivy's; texts stay
where they are and come one by one through a `Lookup`, for the hits shown and no others.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from briefing.lru_cache import LruCache
from briefing.model.amount import ReadAmount
from briefing.model.annotation import Annotation, IndexTerms
from briefing.model.article import Article, Span
from briefing.model.passage_text import PassageText
from briefing.model.search_answer import Hit, Order, QueryFault, SearchAnswer, SearchHint
from briefing.search.annotation_matches import AnnotationFilter, annotation_matches
from briefing.search.article_scope import across_passages
from briefing.search.index_schema import ref_of
from briefing.search.index_store import IndexStore
from briefing.search.kwic import contexts
from briefing.search.paging import page
from briefing.search.passage_documents import ArticleDocuments, documents_of
from briefing.search.passage_lookup import Lookup, lookup_in
from briefing.search.patterns import Matcher
from briefing.search.query import parse_query
from briefing.search.query_compiler import Compiler, Sets
from briefing.search.query_hints import QueryHints
from briefing.search.snapshot import Snapshot
from briefing.search.snippet import Match, best_match, cut, ends_sentence

if TYPE_CHECKING:
    from briefing.search.paging import Compiled, Row

AnnotationsOf = Callable[[str, str], Sequence[Annotation]]
"""What an analysis found in an article, by the names of article and analysis."""

_TOGETHER = 100
"""Passages whose texts are fetched at once."""
_TOTALS = 64
"""Totals kept, so that scrolling through an answer counts it once."""


class SearchIndex:
    """Every passage that counts (boilerplate is left out), ready to be searched.

    What is added or removed shows after `commit`. Not safe for use by two threads at once; on
    disk, one writer at a time and any number of readers, in any processes.
    """

    def __init__(self, store: IndexStore, lookup: Lookup) -> None:
        self._store = store
        self._lookup = lookup
        self._snapshot: Snapshot | None = None
        self._totals: LruCache[str, int] = LruCache(_TOTALS)

    @classmethod
    def in_memory(cls, lookup: Lookup) -> SearchIndex:
        """Return an empty index that lives as long as the object."""
        return cls(IndexStore.in_memory(), lookup)

    @classmethod
    def build(
        cls, articles: Iterable[Article], terms: Mapping[str, Mapping[int, IndexTerms]] | None = None
    ) -> SearchIndex:
        """Return an index in memory over `articles`, with the terms of what was found in each passage.

        The order of articles changes no answer.
        """
        by_name = {article.id: article for article in articles}
        held = [by_name[name] for name in sorted(by_name)]
        index = cls.in_memory(lookup_in(held.__getitem__))
        for number, article in enumerate(held):
            index.add(number, documents_of(article, (terms or {}).get(article.id, {})))
        index.commit()
        return index

    @classmethod
    def open(cls, folder: Path, lookup: Lookup) -> SearchIndex:
        """Return the index in `folder`; LibraryError when it is of another format or damaged."""
        return cls(IndexStore.open(folder), lookup)

    @classmethod
    def create(cls, folder: Path, lookup: Lookup) -> SearchIndex:
        """Return a new, empty index in `folder`, in place of all that is there; LibraryError as `add`."""
        return cls(IndexStore.create(folder), lookup)

    def add(self, number: int, documents: ArticleDocuments) -> None:
        """Take in an article, in place of what its number had.

        LibraryError when another writer is at work or the files cannot be written.
        """
        self._store.add(number, documents)

    def remove(self, number: int) -> None:
        """Forget an article; nothing happens where there is none. LibraryError as `add`."""
        self._store.remove(number)

    def commit(self) -> None:
        """Make what was added and removed durable and visible; LibraryError when it cannot be written."""
        self._store.commit()
        self._forget()

    def compact(self) -> bool:
        """Make the index as small as it gets as it is; False where it would have to be made anew for that.

        Closes it for writing; LibraryError as `add`.
        """
        self._forget()
        return self._store.compact()

    def reload(self) -> None:
        """See what another process has committed."""
        self._store.reload()
        self._forget()

    def close(self) -> None:
        """Let go of the files; what was not committed is lost."""
        self._store.close()
        self._forget()

    def _forget(self) -> None:
        self._snapshot = None
        self._totals.clear()

    def __len__(self) -> int:
        """Number of passages that can be found."""
        return len(self._store)

    def search(
        self,
        query: str,
        *,
        limit: int = 50,
        offset: int = 0,
        typing: bool = True,
        order: Order = "best",
        sets: Sets | None = None,
        read_amount: ReadAmount | None = None,
        annotations: AnnotationsOf | None = None,
        context: int = 0,
        within: Collection[int] | None = None,
    ) -> SearchAnswer:
        """Return the passages that answer `query`: `limit` of them from `offset` on, and how many there are.

        With `typing`, the last word counts as a beginning while no blank, quote or sign follows it.
        `sets` answers `mark:`, `tag:` and `topic:`, `read_amount` the numbers behind `figure:`,
        `annotations` what was found in the articles shown; `context` is how many matches of each hit come
        with what stands around them, `within` the numbers of the only articles to look in. Never raises
        for any query: what cannot be read is passed over and named in the answer. Order: the best first,
        or by date; equal ones by date (the newest first), article and passage. Scores compare the hits of
        one query only.
        """
        read = parse_query(query, typing=typing, read_amount=read_amount)
        if read.root is None:
            return SearchAnswer(query, (), 0, offset=offset, faults=read.faults)
        if self._snapshot is None:
            self._snapshot = self._store.snapshot()
        compiler = Compiler(self._snapshot, sets)
        root = read.root
        if read.across:
            root, within = across_passages(self._snapshot, sets, root, within)
        compiled = compiler.compile(root, within)
        found = page(self._snapshot, compiled, order, limit, max(0, offset))
        total = found.total
        if total is None:
            total = self._total(query, compiled, typing=typing, cached=not compiler.lists and within is None)
        matcher = Matcher(compiler.patterns) if compiler.patterns else None
        filters = compiler.annotations if annotations is not None else ()
        seen = _Seen(matcher, filters, annotations, len(compiler.patterns))
        hits = tuple(self._hits(found.rows, seen, context))
        return SearchAnswer(
            query,
            hits,
            total,
            corrections=compiler.corrections,
            matches=sum(len(hit.spans) for hit in hits),
            offset=max(0, offset),
            faults=_in_order([*read.faults, *compiler.faults]),
        )

    def hints(
        self,
        query: str,
        *,
        typing: bool = True,
        sets: Sets | None = None,
        read_amount: ReadAmount | None = None,
    ) -> tuple[SearchHint, ...]:
        """What is told of the answer to `query` beside its hits: why there are none, what to ask instead.

        Worked out apart from the answer, which must not wait for it. Parameters as `search`.
        """
        if self._snapshot is None:
            self._snapshot = self._store.snapshot()
        return QueryHints(self._snapshot, sets, read_amount).of(query, typing=typing)

    def _total(self, query: str, compiled: Compiled, *, typing: bool, cached: bool) -> int:
        """How many passages answer, counted once for each query and state of the index."""
        assert self._snapshot is not None, "the search has just taken it"
        every = compiled.every if compiled.every is not None else compiled.scored
        if not cached:
            return self._snapshot.count(every)
        key = f"{typing:d}{query}"
        if key not in self._totals:
            self._totals[key] = self._snapshot.count(every)
        return self._totals[key]

    def _hits(self, rows: Sequence[Row], seen: _Seen, context: int) -> Iterator[Hit]:
        """The hits of a page with their matches, read from the texts; those that have gone are left out."""
        for begin in range(0, len(rows), _TOGETHER):
            some = rows[begin : begin + _TOGETHER]
            refs = [ref_of(key) for _, key in some]
            there = [
                (score, number, passage)
                for (score, _), (_, number), passage in zip(some, refs, self._lookup(refs), strict=True)
                if passage is not None
            ]
            every = seen.matches([(number, passage) for _, number, passage in there])
            for (score, number, passage), found in zip(there, every, strict=True):
                yield _hit(score, number, passage, found, context)


class _Seen(NamedTuple):
    """What is looked for in the passages shown."""

    matcher: Matcher | None
    filters: Sequence[AnnotationFilter]
    annotations_of: AnnotationsOf | None
    patterns: int

    def matches(self, passages: Sequence[tuple[int, PassageText]]) -> Iterator[list[Match]]:
        """The matches in each of several passages, as offsets into its text, in order of place."""
        every: Iterable[list[Match]] = ([] for _ in passages)
        if self.matcher is not None:
            every = self.matcher.matches([passage.text for _, passage in passages])
        for (number, passage), found in zip(passages, every, strict=True):
            yield sorted(found + self._annotations(number, passage)) if self.filters else found

    def _annotations(self, number: int, passage: PassageText) -> list[Match]:
        """What was asked for of what analyses found in one passage."""
        if self.annotations_of is None:
            return []
        held = {
            name: self.annotations_of(passage.article, name)
            for name in {one.analysis for one in self.filters}
        }
        asked = annotation_matches(held, number, self.filters, self.patterns)
        at, most = passage.start, len(passage.text)
        shown = [(start - at, end - at, term) for start, end, term in asked]
        return [match for match in shown if 0 <= match[0] < match[1] <= most]


def _hit(score: float, number: int, passage: PassageText, found: list[Match], context: int) -> Hit:
    """One passage with its matches, as it is shown."""
    text, start = passage.text, passage.start
    shown = best_match(found) if found else None
    first, last = cut(text, 0, len(text), shown)
    spans = _merged(found)
    together = _adjoining(text, spans) if context else []
    best = next((place for place, span in enumerate(spans) if shown and span[1] > shown[0]), 0)
    # Where not all are wanted, those from the most telling one on.
    begin = next((at for at, span in enumerate(together) if span[1] >= spans[best][1]), 0)
    begin = min(begin, max(len(together) - context, 0))
    return Hit(
        passage.article,
        number,
        score,
        tuple([Span(start + here, start + end) for here, end in spans]),
        text[first:last],
        start + first,
        tuple(dict.fromkeys([text[here:end] for here, end in spans])),
        contexts(text, start, together[begin : begin + context]) if context else (),
        passage.fingerprint,
        first > 0 and not ends_sentence(text[:first]),
        last < len(text),
        Span(start + spans[best][0], start + spans[best][1]) if spans else None,
    )


def _adjoining(text: str, spans: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Matches with nothing but blanks between them as one: together they are what was looked for."""
    joined: list[tuple[int, int]] = []
    for first, last in spans:
        if joined and not text[joined[-1][1] : first].strip():
            joined[-1] = (joined[-1][0], last)
        else:
            joined.append((first, last))
    return joined


def _merged(found: list[Match]) -> list[tuple[int, int]]:
    """Start and end of sorted matches, those that overlap as one."""
    merged: list[tuple[int, int]] = []
    last = -1
    for start, end, _ in found:
        if start >= last:
            merged.append((start, end))
            last = end
        elif end > last:
            merged[-1] = (merged[-1][0], end)
            last = end
    return merged


def _in_order(faults: list[QueryFault]) -> tuple[QueryFault, ...]:
    return tuple(sorted(faults, key=lambda fault: (fault.start, fault.reason)))
