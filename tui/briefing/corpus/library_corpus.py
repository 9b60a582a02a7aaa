"""The articles of a library: by id, each read when it is asked for."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import suppress
from pathlib import PurePath
from typing import TYPE_CHECKING, cast, overload

from briefing.analyses.articles import annotator
from briefing.corpus.protocol import Answer, Corpus
from briefing.errors import LibraryError
from briefing.library.index_marks import IndexMark, read_mark
from briefing.library.locations import RELATED, SEARCH
from briefing.model.article import Article
from briefing.model.list_answer import ListAnswer, Listed
from briefing.model.opening_events import FilesChanged
from briefing.userdata.overrides import OverrideTable

if TYPE_CHECKING:
    from briefing.corpus.held_corpus import HeldCorpus
    from briefing.corpus.stored_topics import StoredTopics
    from briefing.library.reader import Library
    from briefing.model.annotation import Annotation
    from briefing.model.figure import Figure
    from briefing.model.head import ArticleHead
    from briefing.model.mark import Mark
    from briefing.related.copies import CopyGroup
    from briefing.related.related_index import RelatedIndex
    from briefing.search.listing import FilteredList
    from briefing.search.search_index import SearchIndex


class LibraryCorpus(Corpus):
    """Articles by id, with what was set by hand; nothing is held but what was asked for last."""

    def __init__(self, library: Library, overrides: OverrideTable) -> None:
        """`library` is closed with the corpus."""
        self.library: Library = library
        self._overrides = overrides
        self._search: SearchIndex | None = None
        self._search_mark: IndexMark | None = None
        self._related: RelatedIndex | None = None
        self._related_mark: IndexMark | None = None
        self._topics: StoredTopics | None = None
        self._named_last: tuple[tuple[int, frozenset[str]], Sequence[int]] | None = None
        """The names of files that were looked for last, and the articles that have them."""

    @property
    def generation(self) -> int:
        """The number of the library's last commit."""
        return self.library.generation()

    @property
    def overrides(self) -> OverrideTable:
        """What is set by hand."""
        return self._overrides

    def renew_overrides(self, overrides: OverrideTable) -> None:
        """Take what is set by hand now: every article is given with it from now on."""
        self._overrides = overrides

    def overridden(self, name: str, overrides: OverrideTable) -> Article:
        """Take what is set by hand now; the library itself is left as it is."""
        self.renew_overrides(overrides)
        return self.article(name)

    @property
    def held(self) -> HeldCorpus:
        """Never: TypeError."""
        raise TypeError("the articles lie in a library: they change with its files")

    def in_memory(self) -> HeldCorpus:
        """Everything of the library, read at once."""
        from briefing.corpus.held_corpus import HeldCorpus

        held = HeldCorpus(self._overrides)
        for number in self.library.numbers():
            article = held.add(self.library.article(number))
            held.keep_annotations(article.id, "figures", self.annotations(article.id, "figures"))
        return held

    @property
    def comparable(self) -> bool:
        """Never: looking at every article would mean reading the library."""
        return False

    def refresh(self) -> bool:
        """See what was committed since; True when something was."""
        if not self.library.refresh():
            return False
        self.close_indexes()
        return True

    def update_files(self, paths: Sequence[str], changed: Sequence[str]) -> FilesChanged:
        """Bring the library up to date with these files; where very many changed, none is named."""
        from briefing.library.build.builder import build_library

        before, count = self.generation, len(self)
        last = max(self.library.numbers(), default=0)
        for _ in build_library(paths, folder=self.library.folder, changed=changed):
            pass
        if not self.refresh():
            return FilesChanged(())
        written = self.library.written_since(before)
        # A number is given once: those above the last are new, and what is missing then has gone.
        gone = count + sum(number > last for number in written) - len(self)
        if len(written) > _NAMED:
            return FilesChanged((), unnamed=len(written), unnamed_gone=gone)
        return FilesChanged(tuple(head.id for head in self.library.heads_of(written)), unnamed_gone=gone)

    def close(self) -> None:
        """Let go of the library and its indexes."""
        self.close_indexes()
        self.library.close()

    def __len__(self) -> int:
        """How many articles there are."""
        return self.library.count()

    def __contains__(self, name: object) -> bool:
        """Whether an article is there."""
        return isinstance(name, str) and self.library.number(name) is not None

    def __iter__(self) -> Iterator[str]:
        """Every id, in the order of the paths and their folders."""
        for head in self.heads():
            yield head.id

    def __getitem__(self, name: str) -> Article:
        """The article called `name`; KeyError when there is none."""
        number = self.library.number(name)
        if number is None:
            raise KeyError(name)
        return self.by_number(number)

    def by_number(self, number: int) -> Article:
        """The article with this number; LibraryError when it is gone."""
        return self._overrides.applied(self.library.article(number))

    def in_order(self) -> Sequence[Article]:
        """Every article in the order of the paths and their folders, read when it is looked at."""
        return _ArticleSequence(self)

    def places(self, names: Iterable[str]) -> dict[str, int]:
        """Where articles stand in that order."""
        found = ((name, self.library.number(name)) for name in names)
        places = {name: self.library.position(number) for name, number in found if number is not None}
        return {name: place for name, place in places.items() if place is not None}

    def known_annotations(self, name: str, analysis: str) -> tuple[Annotation, ...] | None:
        """What is recorded; None where it is to be worked out anew."""
        number = self.library.number(name)
        return self.library.stored(number).annotations(analysis) if number is not None else None

    def annotations(self, name: str, analysis: str) -> tuple[Annotation, ...]:
        """What an analysis found in an article, also where its date was set since that was recorded."""
        number = self.library.number(name)
        if number is None:
            raise KeyError(name)
        stored = self.library.stored(number)
        found = self._overrides.find(stored.article.fingerprint, stored.article.id)
        if stored.details[1] != (found.published if found is not None else None):
            return annotator(analysis).extract(self._overrides.applied(stored.article))
        return stored.analysed(analysis)

    def heads(self, offset: int = 0, limit: int | None = None) -> Iterator[ArticleHead]:
        """Heads with what was set by hand, fetched a few hundred at a time."""
        numbers = self.library.numbers()
        end = len(numbers) if limit is None else min(len(numbers), offset + limit)
        for begin in range(offset, end, _PAGE):
            for head in self.library.heads_of(numbers[begin : min(end, begin + _PAGE)]):
                yield self._overrides.applied_to_head(head)

    def _overridden_heads(self) -> dict[int, ArticleHead]:
        """The heads of those articles of which something was set by hand, by number."""
        overrides, library = self._overrides, self.library
        numbers = {number for text in overrides.by_text for number in library.numbers_of(text)}
        roots = {os.path.abspath(path): path for path in library.paths}  # noqa: PTH100 - links stay
        for place in overrides.by_place:
            for root, given in roots.items():
                number = library.number(given + place[len(root) :]) if place.startswith(root) else None
                if number is not None:
                    numbers.add(number)
        return {head.number: overrides.applied_to_head(head) for head in library.heads_of(sorted(numbers))}

    # -- the list, narrowed ------------------------------------------------------------------

    def listed(self) -> Iterator[Listed]:
        """Every article by its number in the library."""
        by_hand = self._overridden_heads()
        for number, title, source, published in self.library.listed():
            head = by_hand.get(number)
            if head is None:
                yield Listed(number, title, source, published)
            else:
                yield Listed(number, title, head.source, head.published)

    def listed_numbers(self, names: Iterable[str]) -> set[int]:
        """Numbers in the library."""
        return {number for name in names if (number := self.library.number(name)) is not None}

    def list_answer(self, query: str, found: FilteredList) -> ListAnswer:
        """The numbers that are left."""
        return ListAnswer(query, found.numbers, faults=found.faults)

    # -- the indexes beside the articles -----------------------------------------------------

    def searched(self, asked: frozenset[str], ask: Callable[[SearchIndex], Answer]) -> Answer:  # noqa: ARG002
        """What the index of the last build answers, which knows every analysis.

        One that has been made anew since it was opened is asked once more.
        """
        try:
            return ask(self._search_index())
        except LibraryError:
            self.close_indexes()
            self.library.refresh()
            return ask(self._search_index())

    def copies(self, names: Collection[str] | None = None) -> tuple[CopyGroup, ...]:
        """Groups of passages as they are kept beside the library, or of some articles alone."""
        from briefing.corpus.library_analyses import copies

        return copies(self, names)

    def warm(self) -> Iterator[str]:
        """Open the search index by a first question, so that the first letter typed need not wait; one that
        cannot be read is told when it is needed."""
        if len(self):
            with suppress(LibraryError):
                self.searched(frozenset(), lambda index: index.search("a", limit=1))
            yield SEARCH

    def _search_index(self) -> SearchIndex:
        from briefing.search.search_index import SearchIndex

        mark = read_mark(self.library.folder / f"{SEARCH}.mark")
        if self._search is None or (self._search_mark is None and mark is not None):
            if mark is None:
                # Nothing has been committed yet: there is nothing to find.
                self._search = SearchIndex.in_memory(self.library.passages)
                self._search.commit()
            else:
                self._search = SearchIndex.open(self.library.folder / SEARCH, self.library.passages)
        elif mark != self._search_mark:
            self._search.reload()
        self._search_mark = mark
        return self._search

    def search_number(self, name: str) -> int | None:
        """The number in the library."""
        return self.library.number(name)

    def related_index(self) -> RelatedIndex:
        """The index of related passages, without what has gone since it was written.

        It is written at the end of a build; before the first one it is empty.
        """
        from briefing.related.related_index import RelatedIndex

        mark = read_mark(self.library.folder / f"{RELATED}.mark")
        if self._related is None or mark != self._related_mark:
            self._related_mark = mark
            by_number = _ArticlesByNumber(self)
            if mark is None:
                self._related = RelatedIndex(by_number)
            else:
                self._related = RelatedIndex.open(self.library.folder / RELATED, by_number)
                self._bring_up(self._related, mark.generation)
        return self._related

    def _bring_up(self, index: RelatedIndex, generation: int) -> None:
        written = self.library.written_since(generation)
        for number in (*self.library.removed_since(generation), *written):
            index.remove_number(number)
        if len(written) <= _ADDED:
            for number in written:
                article = self.by_number(number)
                index.add(article, self.figures(article.id))

    @property
    def stored_topics(self) -> StoredTopics:
        """What lies beside the library."""
        from briefing.corpus.stored_topics import StoredTopics

        if self._topics is None:
            self._topics = StoredTopics(self.library)
        return self._topics

    def close_indexes(self) -> None:
        """Let go of the indexes; they are opened as they are then when they are asked again."""
        if self._search is not None:
            self._search.close()
        if self._topics is not None:
            self._topics.close()
        self._search = self._related = self._topics = None

    # -- marks -------------------------------------------------------------------------------

    def articles_for(self, marks: Sequence[Mark]) -> Sequence[Article]:
        """The articles in which `marks` may stand: by their text, or by the name of their file."""
        found: dict[int, Article] = {}
        lost: set[str] = set()
        for mark in marks:
            same_text = {n: self.by_number(n) for n in self.library.numbers_of(mark.fingerprint)}
            found.update(same_text)
            if not any(one.text[mark.start : mark.end] == mark.text for one in same_text.values()):
                lost.add(PurePath(mark.article).name)
        for number in self._named(frozenset(lost)):
            found.setdefault(number, self.by_number(number))
        return [found[number] for number in sorted(found)]

    def _named(self, names: frozenset[str]) -> Sequence[int]:
        """The articles whose id ends in one of these names; kept, for all have to be gone through."""
        key = (self.library.generation(), names)
        if self._named_last is None or self._named_last[0] != key:
            self._named_last = (key, self.library.numbers_named(names))
        return self._named_last[1]


class _ArticlesByNumber:
    """The articles as the index of related passages asks for them."""

    def __init__(self, articles: LibraryCorpus) -> None:
        self._articles = articles

    def article(self, number: int) -> Article:
        """The article with this number."""
        return self._articles.by_number(number)

    def figures(self, number: int) -> Sequence[Figure]:
        """Its figures."""
        name = self._articles.by_number(number).id
        return cast("tuple[Figure, ...]", self._articles.annotations(name, "figures"))

    def number(self, name: str) -> int | None:
        """The number of an article, or None when there is none."""
        return self._articles.library.number(name)


class _ArticleSequence(Sequence[Article]):
    """All articles of a library in order, each read when it is looked at."""

    def __init__(self, articles: LibraryCorpus) -> None:
        self._articles = articles

    def __len__(self) -> int:
        """How many there are."""
        return len(self._articles)

    @overload
    def __getitem__(self, index: int) -> Article: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Article]: ...
    def __getitem__(self, index: int | slice) -> Article | Sequence[Article]:
        """One article, or several in a list."""
        numbers = self._articles.library.numbers()[index]
        if isinstance(numbers, int):
            return self._articles.by_number(numbers)
        return [self._articles.by_number(number) for number in numbers]


_NAMED = 50
"""Of more articles than these that changed at once, none is named."""
_PAGE = 500
"""Heads fetched at once."""
_ADDED = 200
"""Articles newer than the index of related passages that are added to it for the time being."""
