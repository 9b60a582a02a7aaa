"""The indexes that answer questions of a corpus: opened where they lie on disk, or made in memory.

Both know articles by number. On disk it is that of the library; in memory it is the place of the id
among all ids, so that the order in which articles came decides no tie.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Generator, Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, TypeVar, cast

from briefing.analyses.articles import ANNOTATORS
from briefing.errors import LibraryError
from briefing.library.index_marks import IndexMark, read_mark
from briefing.library.locations import RELATED, SEARCH

if TYPE_CHECKING:
    from briefing.corpus.corpus import Corpus
    from briefing.model.annotation import Annotation
    from briefing.model.article import Article
    from briefing.model.figure import Figure
    from briefing.related.copies import CopyGroup
    from briefing.related.related_index import RelatedIndex
    from briefing.search.search_index import SearchIndex

Answer = TypeVar("Answer")

ADDED = 200
"""Articles newer than the index of related passages that are added to it for the time being."""


class OpenIndexes(Protocol):
    """What answers for the articles of a corpus as they are."""

    def searched(self, asked: frozenset[str], ask: Callable[[SearchIndex], Answer]) -> Answer:
        """What the search index answers, with the findings of the analyses `asked` in it."""

    def search_number(self, name: str) -> int | None:
        """By which the search index knows an article."""

    def related(self) -> RelatedIndex:
        """The index of related passages."""

    def copies(self, names: Collection[str] | None) -> tuple[CopyGroup, ...]:
        """Groups of passages in nearly the same words; all, or those that touch articles by name."""

    def warm(self) -> Iterator[str]:
        """Make ready in steps, yielding what is done."""

    def close(self) -> None:
        """Let go of files; what is asked then is opened as it is then."""


class IndexesOnDisk:
    """Those beside a library, which a build brings up to date."""

    def __init__(self, corpus: Corpus) -> None:
        self._corpus = corpus
        self._library = corpus.library
        self._search: SearchIndex | None = None
        self._search_mark: IndexMark | None = None
        self._related: RelatedIndex | None = None
        self._related_mark: IndexMark | None = None

    def searched(self, asked: frozenset[str], ask: Callable[[SearchIndex], Answer]) -> Answer:  # noqa: ARG002
        """What the index of the last build answers, which knows every analysis.

        One that has been made anew since it was opened is asked once more.
        """
        try:
            return ask(self._search_index())
        except LibraryError:
            self.close()
            self._library.refresh()
            return ask(self._search_index())

    def _search_index(self) -> SearchIndex:
        from briefing.search.search_index import SearchIndex

        mark = read_mark(self._library.folder / f"{SEARCH}.mark")
        if self._search is None or (self._search_mark is None and mark is not None):
            if mark is None:
                # Nothing has been committed yet: there is nothing to find.
                self._search = SearchIndex.in_memory(self._library.passages)
                self._search.commit()
            else:
                self._search = SearchIndex.open(self._library.folder / SEARCH, self._library.passages)
        elif mark != self._search_mark:
            self._search.reload()
        self._search_mark = mark
        return self._search

    def search_number(self, name: str) -> int | None:
        """The number in the library."""
        return self._library.number(name)

    def related(self) -> RelatedIndex:
        """The index without what has gone since it was written, at the end of a build; before the first
        one it is empty.
        """
        from briefing.related.related_index import RelatedIndex

        mark = read_mark(self._library.folder / f"{RELATED}.mark")
        if self._related is None or mark != self._related_mark:
            self._related_mark = mark
            by_number = ArticlesByNumber(self._corpus)
            if mark is None:
                self._related = RelatedIndex(by_number)
            else:
                self._related = RelatedIndex.open(self._library.folder / RELATED, by_number)
                self._bring_up(self._related, mark.generation)
        return self._related

    def _bring_up(self, index: RelatedIndex, generation: int) -> None:
        written = self._library.written_since(generation)
        for number in (*self._library.removed_since(generation), *written):
            index.remove_number(number)
        if len(written) <= ADDED:
            for number in written:
                article = self._corpus.by_number(number)
                index.add(article, self._corpus.figures(article.id))

    def copies(self, names: Collection[str] | None) -> tuple[CopyGroup, ...]:
        """As they are kept beside the library, or of some articles alone."""
        from briefing.corpus.kept_analyses import copies

        return copies(self._corpus, names)

    def warm(self) -> Iterator[str]:
        """Open the search index by a first question, so that the first letter typed need not wait; one that
        cannot be read is told when it is needed.
        """
        if len(self._corpus):
            with suppress(LibraryError):
                self.searched(frozenset(), lambda index: index.search("a", limit=1))
            yield SEARCH

    def close(self) -> None:
        """Let go of the files."""
        if self._search is not None:
            self._search.close()
        self._search = self._related = None


class IndexesInMemory:
    """Those made of the articles when they are asked for; opened where they lie on disk just so."""

    def __init__(self, corpus: Corpus, kept_in: Path | None) -> None:
        """`kept_in` is a library on disk of which the one in memory is a copy."""
        self._corpus = corpus
        self._kept_in = kept_in
        self._forget(corpus.generation)

    def _forget(self, generation: int) -> None:
        self._generation = generation
        self._related: RelatedIndex | None = None
        self._search: SearchIndex | None = None
        self._search_analyses: frozenset[str] = frozenset()
        """The analyses whose findings in every article the search index knows."""
        self._numbers: Mapping[str, int] = {}
        """By which the indexes know the articles."""

    def _keep_step(self) -> None:
        """Forget what was made before an article came, changed or went."""
        if self._generation != self._corpus.generation:
            self._forget(self._corpus.generation)
        if not self._numbers:
            self._numbers = {name: number for number, name in enumerate(sorted(self._corpus))}

    def _folder(self, name: str) -> Path | None:
        """Where an index lies that answers just as one made now would: of these articles, made at once,
        and with numbers in the order of their ids, by which ties are decided.
        """
        if self._kept_in is None or not self._corpus.kept:
            return None
        from briefing.library.findings import made_at_once

        library = self._corpus.library
        numbers = [library.number(name) or 0 for name in sorted(self._corpus)]
        mark = IndexMark(str(library.state("identity", "")), library.generation())
        same = made_at_once(self._kept_in) == tuple(mark) and numbers == sorted(numbers)
        there = same and read_mark(self._kept_in / f"{name}.mark") == mark
        known = (self._corpus.known_annotations(one, "figures") is not None for one in self._corpus)
        return self._kept_in / name if there and all(known) else None

    def searched(self, asked: frozenset[str], ask: Callable[[SearchIndex], Answer]) -> Answer:
        """What the index answers; it is made when it is first asked, and anew to know more analyses."""
        self._open_search()
        if self._search is None or not asked <= self._search_analyses:
            for _ in self._build_search(asked | self._search_analyses):
                pass
        assert self._search is not None, "it has just been built"
        return ask(self._search)

    def search_number(self, name: str) -> int | None:
        """The number the index was made with."""
        self._keep_step()
        return self._numbers.get(name)

    def related(self) -> RelatedIndex:
        """The index, made of all articles when it is first asked for."""
        self._open_related()
        if self._related is None:
            # One kind of work after the other is quicker by a tenth than both by turns.
            for name in self._corpus:
                self._corpus.figures(name)
            for _ in self._build_related():
                pass
        assert self._related is not None, "it has just been built"
        return self._related

    def copies(self, names: Collection[str] | None) -> tuple[CopyGroup, ...]:
        """Worked out of the index of related passages."""
        groups = self.related().copies()
        if names is None:
            return groups
        wanted = frozenset(names)
        return tuple(group for group in groups if any(ref.article in wanted for ref in group.passages))

    def warm(self) -> Iterator[str]:
        """Build both indexes article by article, yielding the id of each."""
        self._open_search()
        if self._search is None or "figures" not in self._search_analyses:
            # Names are found here, those of one article after the other, so that nobody waits for them.
            yield from self._build_search(frozenset({"names"}))
        self._open_related()
        if self._related is None:
            yield from self._build_related()

    def _open_search(self) -> None:
        from briefing.search.passage_lookup import lookup_in
        from briefing.search.search_index import SearchIndex

        self._keep_step()
        folder = self._folder(SEARCH) if self._search is None else None
        if folder is None:
            return
        by_number = ArticlesByNumber(self._corpus)
        with suppress(LibraryError):  # a damaged one is made anew
            self._search = SearchIndex.open(folder, lookup_in(by_number.article))
            self._search_analyses = frozenset(ANNOTATORS)
            self._numbers = {name: self._corpus.library.number(name) or 0 for name in self._corpus}

    def _open_related(self) -> None:
        from briefing.related.related_index import RelatedIndex

        self._keep_step()
        folder = self._folder(RELATED) if self._related is None else None
        if folder is not None:
            with suppress(LibraryError):  # a damaged one is made anew
                self._related = RelatedIndex.open(folder, ArticlesByNumber(self._corpus))

    def _build_search(self, wanted: frozenset[str]) -> Generator[str, None, None]:
        """Index every article, yielding its id; what the analyses `wanted` find is found, and of others
        what is known goes in as well.
        """
        from briefing.analyses.articles import index_terms
        from briefing.search.passage_documents import documents_of
        from briefing.search.passage_lookup import lookup_in
        from briefing.search.search_index import SearchIndex

        corpus = self._corpus
        numbers = {name: number for number, name in enumerate(sorted(corpus))}
        names = list(numbers)
        lacking: set[str] = set()
        index = SearchIndex.in_memory(lookup_in(lambda number: corpus.get(names[number])))
        for name, number in numbers.items():
            found: dict[str, Sequence[Annotation]] = {}
            for analysis in ANNOTATORS:
                there = (
                    corpus.annotations(name, analysis)
                    if analysis in wanted
                    else corpus.known_annotations(name, analysis)
                )
                if there is None:
                    lacking.add(analysis)
                else:
                    found[analysis] = there
            index.add(number, documents_of(corpus[name], index_terms(found)))
            yield name
        index.commit()
        self._search, self._numbers = index, numbers
        self._search_analyses = frozenset(ANNOTATORS) - lacking

    def _build_related(self) -> Generator[str, None, None]:
        from briefing.related.related_index import RelatedIndex

        index = RelatedIndex.build((), {})
        for name in sorted(self._corpus):
            index.add(self._corpus[name], self._corpus.figures(name))
            yield name
        self._related = index

    def close(self) -> None:
        """Let go of the files."""
        if self._search is not None:
            self._search.close()
        self._forget(-1)


class ArticlesByNumber:
    """The articles as the index of related passages asks for them: by their numbers in the library."""

    def __init__(self, corpus: Corpus) -> None:
        self._corpus = corpus

    def article(self, number: int) -> Article:
        """The article with this number."""
        return self._corpus.by_number(number)

    def figures(self, number: int) -> Sequence[Figure]:
        """Its figures."""
        return cast("tuple[Figure, ...]", self._corpus.annotations_of(number, "figures"))

    def number(self, name: str) -> int | None:
        """The number of an article, or None when there is none."""
        return self._corpus.library.number(name)
