"""What can be asked of a set of articles."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, TypeVar, cast

from briefing.errors import UsageError
from briefing.model.article import Article

if TYPE_CHECKING:
    from briefing.corpus.held_corpus import HeldCorpus
    from briefing.corpus.stored_set import StoredSet
    from briefing.corpus.stored_topics import StoredTopics
    from briefing.library.reader import Library
    from briefing.model.annotation import Annotation
    from briefing.model.figure import Figure
    from briefing.model.head import ArticleHead
    from briefing.model.list_answer import ListAnswer, Listed
    from briefing.model.mark import Mark
    from briefing.model.opening_events import FilesChanged
    from briefing.related.copies import CopyGroup
    from briefing.related.related_index import RelatedIndex
    from briefing.search.listing import FilteredList
    from briefing.search.search_index import SearchIndex
    from briefing.userdata.overrides import OverrideTable

Answer = TypeVar("Answer")


class Corpus(Mapping[str, Article]):
    """Articles by id, in list order, with source and date as a person set them by hand.

    An article, its annotations and its place in the indexes are of one generation: what is asked
    after a change is answered of what is there then. Not safe to use from several threads at once.
    """

    stored: StoredSet | None = None
    """The library that holds just these articles, where they are held as values too."""
    library: Library | None = None
    """The library the articles are taken from; None where they are held as values."""

    @property
    def stored_topics(self) -> StoredTopics | None:
        """What is stored of the topics beside the articles; None where topics are held with them."""
        return None

    @property
    @abstractmethod
    def generation(self) -> int:
        """Another number, and a greater one, whenever an article came, changed or went."""

    @property
    @abstractmethod
    def overrides(self) -> OverrideTable:
        """What is set by hand."""

    @property
    @abstractmethod
    def comparable(self) -> bool:
        """Whether a question may look at every article: they are few, or at hand as values."""

    @property
    @abstractmethod
    def held(self) -> HeldCorpus:
        """The same, as the corpus to which articles can be added one by one.

        TypeError where they lie in a library: they change with its files.
        """

    @abstractmethod
    def in_memory(self) -> HeldCorpus:
        """The articles held as values, with their figures."""

    def refresh(self) -> bool:
        """See what another process changed; True when something was."""
        return False

    # -- articles ----------------------------------------------------------------------------

    @abstractmethod
    def in_order(self) -> Sequence[Article]:
        """Every article in list order."""

    @abstractmethod
    def heads(self, offset: int = 0, limit: int | None = None) -> Iterator[ArticleHead]:
        """What lists show of the articles from place `offset` on."""

    @abstractmethod
    def places(self, names: Iterable[str]) -> dict[str, int]:
        """Where articles stand in list order; those that are not there are left out."""

    def article(self, name: str) -> Article:
        """The article called `name`; UsageError when there is none."""
        try:
            return self[name]
        except KeyError:
            raise UsageError(f"no article is called {name}") from None

    def figures(self, name: str) -> tuple[Figure, ...]:
        """The figures of an article, in text order; UsageError when there is no such article."""
        return cast("tuple[Figure, ...]", self.annotations_in(name, "figures"))

    def annotations_in(self, name: str, analysis: str) -> tuple[Annotation, ...]:
        """What an analysis found in an article, in text order; UsageError when there is no such article."""
        try:
            return self.annotations(name, analysis)
        except KeyError:
            raise UsageError(f"no article is called {name}") from None

    @abstractmethod
    def annotations(self, name: str, analysis: str) -> tuple[Annotation, ...]:
        """What an analysis found in an article, in text order; KeyError when there is none."""

    @abstractmethod
    def known_annotations(self, name: str, analysis: str) -> tuple[Annotation, ...] | None:
        """The same, or None where it would have to be worked out."""

    @abstractmethod
    def articles_for(self, marks: Sequence[Mark]) -> Sequence[Article]:
        """The articles in which `marks` may stand, and perhaps others."""

    @abstractmethod
    def update_files(self, paths: Sequence[str], changed: Sequence[str]) -> FilesChanged:
        """Take in what lies now at the absolute paths `changed` below `paths`, which were opened.

        What is asked afterwards is answered of the new state. Equal to `FilesChanged(())` where nothing is
        different. LibraryError when a library cannot be written, BusyError when another program writes it.
        """

    @abstractmethod
    def renew_overrides(self, overrides: OverrideTable) -> None:
        """Take what is set by hand now."""

    @abstractmethod
    def overridden(self, name: str, overrides: OverrideTable) -> Article:
        """Take what is set by hand now, and return an article of which something was set."""

    # -- the list, narrowed ------------------------------------------------------------------

    @abstractmethod
    def listed(self) -> Iterator[Listed]:
        """What a filter of the list is held against, in list order."""

    @abstractmethod
    def listed_numbers(self, names: Iterable[str]) -> set[int]:
        """The numbers by which `listed` knows these articles."""

    @abstractmethod
    def list_answer(self, query: str, found: FilteredList) -> ListAnswer:
        """What a filter left of `listed`."""

    # -- the indexes -------------------------------------------------------------------------

    @abstractmethod
    def searched(self, asked: frozenset[str], ask: Callable[[SearchIndex], Answer]) -> Answer:
        """What the search index answers, with the findings of the analyses `asked` in it.

        LibraryError when there is none that can be read.
        """

    @abstractmethod
    def search_number(self, name: str) -> int | None:
        """By which the search index knows an article; None for one that is not there."""

    @abstractmethod
    def related_index(self) -> RelatedIndex:
        """The index of related passages."""

    @abstractmethod
    def copies(self, names: Collection[str] | None = None) -> tuple[CopyGroup, ...]:
        """Passages of different articles in nearly the same words; all groups, or those that hold one of
        some articles."""

    @abstractmethod
    def warm(self) -> Iterator[str]:
        """Make the indexes ready in steps, yielding what is done."""

    @abstractmethod
    def close(self) -> None:
        """Let go of files; nothing can be asked then."""
