"""Articles held as values: those of a small set, and those that lie in no library."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Generator, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import TYPE_CHECKING, cast

from briefing.analyses.articles import ANNOTATORS, annotator
from briefing.corpus.protocol import Answer, Corpus
from briefing.model.article import Article
from briefing.model.head import head_of
from briefing.model.list_answer import ListAnswer, Listed
from briefing.model.opening_events import FilesChanged
from briefing.userdata.overrides import NO_OVERRIDES, OverrideTable

if TYPE_CHECKING:
    from briefing.corpus.stored_set import StoredSet
    from briefing.model.annotation import Annotation
    from briefing.model.figure import Figure
    from briefing.model.head import ArticleHead
    from briefing.model.mark import Mark
    from briefing.related.copies import CopyGroup
    from briefing.related.related_index import RelatedIndex
    from briefing.search.listing import FilteredList
    from briefing.search.search_index import SearchIndex


class HeldCorpus(Corpus):
    """Articles in the order they came, with what was found in them so far."""

    comparable = True

    def __init__(self, overrides: OverrideTable = NO_OVERRIDES) -> None:
        self._overrides = overrides
        self._articles: dict[str, Article] = {}
        self._as_read: dict[str, Article] = {}
        self._found: dict[str, dict[str, tuple[Annotation, ...]]] = defaultdict(dict)
        """What analyses found: by analysis, then by article."""
        self._generation = 0
        self.stored: StoredSet | None = None
        self._forget_indexes()

    def _forget_indexes(self) -> None:
        self._generation += 1
        self.stored = None
        self._related: RelatedIndex | None = None
        self._search: SearchIndex | None = None
        self._search_analyses: frozenset[str] = frozenset()
        """The analyses whose findings in every article the search index knows."""
        self._numbers: Mapping[str, int] = {}
        """By which the search index knows the articles."""

    @property
    def generation(self) -> int:
        """How often an article came, changed or went."""
        return self._generation

    @property
    def overrides(self) -> OverrideTable:
        """What is set by hand."""
        return self._overrides

    def renew_overrides(self, overrides: OverrideTable) -> None:
        """Take what is set by hand now, for articles that come; `renewed` gives it to one that is there."""
        self._overrides = overrides

    # -- what comes and goes -----------------------------------------------------------------

    def add(self, article: Article) -> Article:
        """Take an article as it was read, also in place of an earlier version.

        Returns it with what is set by hand. What was found in the earlier version is forgotten.
        """
        self._as_read[article.id] = article
        return self._hold(self._overrides.applied(article))

    def adopt(self, article: Article) -> None:
        """Take an article that has what is set by hand already."""
        self._as_read.setdefault(article.id, article)
        self._hold(article)

    def renewed(self, name: str) -> Article:
        """Give what is set by hand now to an article; from what was read, so that it can be unset."""
        return self._hold(self._overrides.applied(self._as_read[name]))

    def overridden(self, name: str, overrides: OverrideTable) -> Article:
        """Take what is set by hand now, and give it to one article."""
        self.renew_overrides(overrides)
        return self.renewed(name)

    @property
    def held(self) -> HeldCorpus:
        """This corpus."""
        return self

    def in_memory(self) -> HeldCorpus:
        """This corpus: everything is held."""
        return self

    def _hold(self, article: Article) -> Article:
        self._articles[article.id] = article
        for found in self._found.values():
            found.pop(article.id, None)
        self._forget_indexes()
        return article

    def remove(self, name: str) -> bool:
        """Forget an article; False when there is none."""
        there = self._articles.pop(name, None) is not None
        self._as_read.pop(name, None)
        for found in self._found.values():
            found.pop(name, None)
        self._forget_indexes()
        return there

    def take_from(self, other: Corpus, names: Iterable[str]) -> None:
        """Take articles of another corpus, with what it knows of them."""
        for name in names:
            self.adopt(other[name])
            for analysis in ANNOTATORS:
                found = other.known_annotations(name, analysis)
                if found is not None:
                    self._found[analysis][name] = found
        if len(self) == len(other):
            self.stored = other.stored

    def keep_annotations(self, name: str, analysis: str, found: tuple[Annotation, ...]) -> None:
        """Take what was found in an article elsewhere; harmless when it is not there."""
        if name in self._articles:
            self._found[analysis][name] = found

    def update_files(self, paths: Sequence[str], changed: Sequence[str]) -> FilesChanged:
        """Read these files anew; the new versions come along."""
        from briefing.corpus.file_update import read_changed

        update = read_changed(self._articles, paths, changed)
        renewed = tuple(self.add(article) for article in update.different)
        for name in update.gone:
            self.remove(name)
        return FilesChanged(tuple(article.id for article in renewed), tuple(update.gone), renewed)

    # -- articles ----------------------------------------------------------------------------

    def __len__(self) -> int:
        """How many articles there are."""
        return len(self._articles)

    def __iter__(self) -> Iterator[str]:
        """Every id, in the order the articles came."""
        return iter(self._articles)

    def __contains__(self, name: object) -> bool:
        """Whether an article is there."""
        return name in self._articles

    def __getitem__(self, name: str) -> Article:
        """The article called `name`; KeyError when there is none."""
        return self._articles[name]

    def in_order(self) -> Sequence[Article]:
        """Every article, in the order they came."""
        return tuple(self._articles.values())

    def heads(self, offset: int = 0, limit: int | None = None) -> Iterator[ArticleHead]:
        """Heads with the figures counted, which are found for that; numbers are places in the list."""
        end = None if limit is None else offset + limit
        for number, article in enumerate(islice(self._articles.values(), offset, end), offset):
            yield head_of(article, number, len(self.annotations(article.id, "figures")))

    def places(self, names: Iterable[str]) -> dict[str, int]:
        """Where articles stand in the list."""
        order = {name: place for place, name in enumerate(self._articles)}
        return {name: order[name] for name in names if name in order}

    def annotations(self, name: str, analysis: str) -> tuple[Annotation, ...]:
        """What an analysis found in an article; worked out when it is first asked for."""
        known = self._found[analysis]
        if name not in known:
            known[name] = annotator(analysis).extract(self._articles[name])
        return known[name]

    def known_annotations(self, name: str, analysis: str) -> tuple[Annotation, ...] | None:
        """The same, if it was worked out already."""
        return self._found[analysis].get(name)

    def articles_for(self, marks: Sequence[Mark]) -> Sequence[Article]:  # noqa: ARG002 - others look less far
        """All articles: they are at hand."""
        return self.in_order()

    # -- the list, narrowed ------------------------------------------------------------------

    def listed(self) -> Iterator[Listed]:
        """Articles in list order, numbered by it."""
        for number, article in enumerate(self._articles.values()):
            yield Listed(number, article.title, article.source, article.published)

    def listed_numbers(self, names: Iterable[str]) -> set[int]:
        """Places in the list."""
        return set(self.places(names).values())

    def list_answer(self, query: str, found: FilteredList) -> ListAnswer:
        """The ids that are left."""
        names = tuple(self._articles)
        return ListAnswer(query, names=tuple(names[number] for number in found.numbers), faults=found.faults)

    # -- the indexes -------------------------------------------------------------------------

    def searched(self, asked: frozenset[str], ask: Callable[[SearchIndex], Answer]) -> Answer:
        """What the index answers; it is made when it is first asked, and anew to know more analyses."""
        self._open_search()
        if self._search is None or not asked <= self._search_analyses:
            for _ in self._build_search(asked | self._search_analyses):
                pass
        assert self._search is not None, "it has just been built"
        return ask(self._search)

    def search_number(self, name: str) -> int | None:
        """By which the search index knows an article."""
        return self._numbers.get(name)

    def related_index(self) -> RelatedIndex:
        """The index of related passages, made when it is first asked for."""
        self._open_related()
        if self._related is None:
            from briefing.related.related_index import RelatedIndex

            figures = {name: self.figures(name) for name in self._articles}
            self._related = RelatedIndex.build(self.in_order(), figures)
        return self._related

    def copies(self, names: Collection[str] | None = None) -> tuple[CopyGroup, ...]:
        """Groups of passages, worked out of the index of related passages."""
        groups = self.related_index().copies()
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
            from briefing.related.related_index import RelatedIndex

            related = RelatedIndex.build((), {})
            for article in self.in_order():
                related.add(article, self.figures(article.id))
                yield article.id
            self._related = related

    def _open_search(self) -> None:
        """Open the search index that a library holds of just these articles, if one does."""
        if self._search is None and self.stored is not None:
            from briefing.corpus.stored_set import open_search

            self._search = open_search(self.stored, self._articles, self._known_figures())
            self._numbers = self.stored.numbers
            if self._search is not None:
                self._search_analyses = frozenset(ANNOTATORS)

    def _open_related(self) -> None:
        """Open the index of related passages in the same way."""
        if self._related is None and self.stored is not None:
            from briefing.corpus.stored_set import open_related

            self._related = open_related(self.stored, self._articles, self._known_figures())

    def _known_figures(self) -> Mapping[str, tuple[Figure, ...]]:
        return cast("Mapping[str, tuple[Figure, ...]]", self._found["figures"])

    def _build_search(self, wanted: frozenset[str]) -> Generator[str, None, None]:
        """Index every article, yielding its id; what the analyses `wanted` find is found, and of others
        what is known goes in as well."""
        from briefing.corpus.memory_index import build_steps

        def known(name: str) -> dict[str, Sequence[Annotation]]:
            there = {
                analysis: self.annotations(name, analysis) if analysis in wanted else found.get(name)
                for analysis, found in ((analysis, self._found[analysis]) for analysis in ANNOTATORS)
            }
            lacking.update(analysis for analysis, found in there.items() if found is None)
            return {analysis: found for analysis, found in there.items() if found is not None}

        lacking: set[str] = set()
        self._search = yield from build_steps(self.in_order(), known)
        self._numbers = {name: number for number, name in enumerate(sorted(self._articles))}
        self._search_analyses = frozenset(ANNOTATORS) - lacking

    def close(self) -> None:
        """Nothing is open."""
