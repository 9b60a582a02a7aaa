"""The indexes that answer questions of a corpus: opened where they lie on disk, or made in memory.

They know articles by number: on disk that of the library. In memory numbers always follow the ids, so
that the order in which articles came decides no tie: those of the library where they do, else the places
among all ids.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Generator, Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol, TypeVar, cast

from briefing.analyses.articles import ANNOTATORS, found_at_opening
from briefing.analyses.corpus_analyses import corpus_analysis, found_analysis
from briefing.errors import LibraryError
from briefing.jobs.stepping import finish
from briefing.library.analysis_store import analysed, kept_analysis
from briefing.library.index_marks import IndexMark, mark_file, read_mark
from briefing.library.locations import RELATED, SEARCH
from briefing.library.reader import GoneError

if TYPE_CHECKING:
    from briefing.corpus.corpus import Corpus
    from briefing.model.annotation import Annotation
    from briefing.model.article import Article
    from briefing.model.corpus_analysis import FoundAnalysis, Steps
    from briefing.model.figure import Figure
    from briefing.related.related_index import RelatedIndex
    from briefing.search.search_index import SearchIndex

Answer = TypeVar("Answer")

ADDED = 200
"""Articles newer than the index of related passages that are added to it for the time being."""


class FoundBefore(NamedTuple):
    """What was found in articles in memory, and in which."""

    found: object
    articles: Mapping[int, Article]
    """By the numbers that they had then."""


class CorpusSource:
    """The articles of a corpus as analyses look at them: by the numbers that its indexes know them by."""

    def __init__(self, corpus: Corpus) -> None:
        self._corpus = corpus

    def numbers(self) -> Sequence[int]:
        """The articles there are."""
        return self._corpus.indexes.numbers()

    def article(self, number: int, /) -> Article:
        """One of them."""
        return self._corpus[name_of(self._corpus, number)]

    def annotations(self, number: int, analysis: str, /) -> Sequence[Annotation]:
        """What an analysis found in it."""
        return self._corpus.annotations(name_of(self._corpus, number), analysis)

    def input(self, name: str, /) -> object:
        """The index of related passages, or what another analysis of the corpus found."""
        if name == RELATED:
            return self._corpus.related_index()
        indexes, analysis = self._corpus.indexes, found_analysis(name)
        known = indexes.known(analysis)
        return finish(indexes.find(analysis)) if known is None else known


def name_of(corpus: Corpus, number: int) -> str:
    """Return the id of the article that the indexes know by a number; GoneError where it went."""
    name = corpus.indexes.name(number)
    if name is None:
        raise GoneError(f"the library has no article {number} any more")
    return name


def _is_of_texts(analysis: FoundAnalysis[Any]) -> bool:
    """Whether it is worked out of articles and of what is found in each of them alone."""
    return all(name in ANNOTATORS for name in analysis.inputs)


class OpenIndexes(Protocol):
    """What answers for the articles of a corpus as they are."""

    def searched(self, asked: frozenset[str], ask: Callable[[SearchIndex], Answer]) -> Answer:
        """What the search index answers, with the findings of the analyses `asked` in it."""

    def known(self, analysis: FoundAnalysis[Any]) -> object | None:
        """What an analysis of the whole corpus finds in the articles as they are; None where that has yet to
        be found."""

    def find(self, analysis: FoundAnalysis[Any]) -> Steps[object]:
        """Find it in steps, and keep it."""

    def numbers(self) -> Sequence[int]:
        """The articles, as the indexes know them."""

    def number(self, name: str) -> int | None:
        """By which the indexes know an article."""

    def name(self, number: int) -> str | None:
        """The id of the article that they know by a number."""

    def related(self) -> RelatedIndex:
        """The index of related passages."""

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

    def known(self, analysis: FoundAnalysis[Any]) -> object | None:
        """What is kept with the library."""
        return kept_analysis(self._library, analysis)

    def find(self, analysis: FoundAnalysis[Any]) -> Steps[object]:
        """Brought up to date where it is kept."""
        return (yield from analysed(self._library, analysis, CorpusSource(self._corpus)))

    def searched(self, asked: frozenset[str], ask: Callable[[SearchIndex], Answer]) -> Answer:  # noqa: ARG002
        """What the index of the last build answers, which knows every analysis.

        One that has been made anew since it was opened is asked once more.
        """
        from briefing.search.index_store import damage_told

        try:
            with damage_told():
                return ask(self._search_index())
        except LibraryError:
            self.close()
            self._library.refresh()
            with damage_told():
                return ask(self._search_index())

    def _search_index(self) -> SearchIndex:
        from briefing.search.search_index import SearchIndex

        mark = read_mark(mark_file(self._library.folder, SEARCH))
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

    def numbers(self) -> Sequence[int]:
        """Those of the library."""
        return self._library.numbers()

    def number(self, name: str) -> int | None:
        """The number in the library."""
        return self._library.number(name)

    def name(self, number: int) -> str | None:
        """The id of the article with this number in the library."""
        return self._library.name(number)

    def related(self) -> RelatedIndex:
        """The index without what has gone since it was written, at the end of a build; before the first
        one it is empty.
        """
        from briefing.related.related_index import RelatedIndex

        mark = read_mark(mark_file(self._library.folder, RELATED))
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

    def __init__(self, corpus: Corpus) -> None:
        self._corpus = corpus
        self._before: dict[str, FoundBefore] = {}
        """What comparing all articles gave when it was asked for last, by analysis."""
        self._forget(corpus.generation)

    def _forget(self, generation: int) -> None:
        self._generation = generation
        self._related: RelatedIndex | None = None
        self._search: SearchIndex | None = None
        self._search_analyses: frozenset[str] = frozenset()
        """The analyses whose findings in every article the search index knows."""
        self._numbers: Mapping[str, int] = {}
        """By which the indexes know the articles, in the order of their ids."""
        self._names: Mapping[int, str] = {}
        self._own = False
        """Whether these are the numbers of the library."""
        self._found: dict[str, object] = {}
        """What analyses found since an article came, changed or went."""

    def _keep_step(self) -> None:
        """Forget what was made before an article came, changed or went."""
        if self._generation != self._corpus.generation:
            self._forget(self._corpus.generation)
        if not self._numbers:
            own = dict(sorted((name, number) for name, number, *_ in self._corpus.library.standing()))
            self._own = list(own.values()) == sorted(own.values())
            self._numbers = own if self._own else {name: number for number, name in enumerate(own)}
            self._names = {number: name for name, number in self._numbers.items()}

    def _folder(self, name: str) -> Path | None:
        """Where an index lies that answers just as one made now would: of these articles, made at once,
        and with numbers in the order of their ids, by which ties are decided.
        """
        library = self._corpus.kept_library
        if library is None or not self._own:
            return None
        there = read_mark(mark_file(library.folder, name)) == library.last_commit()
        if not there:
            return None
        inputs = corpus_analysis(name).inputs
        known = (self._corpus.knows(one, analysis) for one in self._corpus for analysis in inputs)
        return library.folder / name if all(known) else None

    def known(self, analysis: FoundAnalysis[Any]) -> object | None:
        """What was found, or is kept of just these articles; by the numbers that they have here."""
        self._keep_step()
        found, library = self._found.get(analysis.name), self._corpus.kept_library
        if found is not None or library is None:
            return found
        kept: object = kept_analysis(library, analysis)
        if kept is None:
            return None
        places = ((own, self._numbers.get(one)) for one, own, *_ in library.standing())
        numbers = {own: number for own, number in places if number is not None}
        try:
            if any(own != number for own, number in numbers.items()):
                kept = analysis.renumbered(kept, numbers)
        except KeyError:
            # It names an article that is not there: it is of no use.
            return None
        self._found[analysis.name] = kept
        return kept

    def find(self, analysis: FoundAnalysis[Any]) -> Steps[object]:
        """Go on from what was found before some articles came, changed or went."""
        view, corpus = CorpusSource(self._corpus), self._corpus
        generation = corpus.generation
        articles = {number: view.article(number) for number in view.numbers()}
        known, changed = self._found_before(analysis, articles)
        found: object = yield from analysis.update(view, known, changed)
        if corpus.generation == generation:
            self._found[analysis.name] = found
            if _is_of_texts(analysis):
                self._before[analysis.name] = FoundBefore(found, articles)
        return found

    def _found_before(
        self, analysis: FoundAnalysis[Any], articles: Mapping[int, Article]
    ) -> tuple[object | None, Collection[int]]:
        """What was found in the articles before some of them came, changed or went, by the numbers that they
        have now, and the numbers of those which are others than then."""
        before = self._before.get(analysis.name)
        if before is None:
            return None, articles
        numbers = {article.id: number for number, article in articles.items()}
        # An article that has gone has a number that none has.
        now = {
            number: numbers.get(article.id, -place)
            for place, (number, article) in enumerate(before.articles.items(), 1)
        }
        same = {
            now[number] for number, article in before.articles.items() if articles.get(now[number]) == article
        }
        found = before.found
        if any(number != of for number, of in now.items()):
            found = analysis.renumbered(found, now)
        return found, articles.keys() - same

    def searched(self, asked: frozenset[str], ask: Callable[[SearchIndex], Answer]) -> Answer:
        """What the index answers; it is made when it is first asked, and anew to know more analyses."""
        from briefing.search.index_store import damage_told

        self._open_search()
        if self._search is None or not asked <= self._search_analyses:
            for _ in self._build_search(asked | self._search_analyses):
                pass
        assert self._search is not None, "it has just been built"
        try:
            with damage_told():
                return ask(self._search)
        except LibraryError:
            # Of one on disk a part may prove damaged only when it is asked; it is made anew then.
            for _ in self._build_search(asked | self._search_analyses):
                pass
            return ask(self._search)

    def numbers(self) -> Sequence[int]:
        """In the order of the ids."""
        self._keep_step()
        return list(self._names)

    def number(self, name: str) -> int | None:
        """The number in the library where those follow the ids, else the place among these."""
        self._keep_step()
        return self._numbers.get(name)

    def name(self, number: int) -> str | None:
        """The id of the article with that number."""
        self._keep_step()
        return self._names.get(number)

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

    def warm(self) -> Iterator[str]:
        """Build both indexes article by article, yielding the id of each."""
        self._open_search()
        if self._search is None or not found_at_opening() <= self._search_analyses:
            # What nobody finds before is found here, article by article, so that nobody waits for it.
            yield from self._build_search(frozenset(ANNOTATORS) - found_at_opening())
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
        names, generation = self._names, corpus.generation
        lacking: set[str] = set()
        index = SearchIndex.in_memory(lookup_in(lambda number: corpus.get(names[number])))
        for number, name in names.items():
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
        if corpus.generation == generation:
            self._search = index
            self._search_analyses = frozenset(ANNOTATORS) - lacking

    def _build_related(self) -> Generator[str, None, None]:
        from briefing.related.related_index import MemoryArticles, RelatedIndex

        generation = self._corpus.generation
        index = RelatedIndex(MemoryArticles(self._numbers))
        for name in self._numbers:
            index.add(self._corpus[name], self._corpus.figures(name))
            yield name
        if self._corpus.generation == generation:
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
