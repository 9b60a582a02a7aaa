"""What analyses of the whole corpus find in the articles of a library."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from briefing.analyses.corpus_analyses import corpus_analysis
from briefing.library.analysis_store import analysed, kept_analysis
from briefing.library.index_marks import read_mark
from briefing.library.locations import RELATED
from briefing.library.reader import GoneError
from briefing.model.article import Article, Ref

if TYPE_CHECKING:
    from briefing.corpus.corpus import Corpus
    from briefing.model.annotation import Annotation
    from briefing.related.copies import CopyGroup, Likenesses


class CorpusSource:
    """The articles of a library as analyses of the corpus look at them."""

    def __init__(self, articles: Corpus) -> None:
        self._articles = articles

    def numbers(self) -> Sequence[int]:
        """The articles there are."""
        return self._articles.library.numbers()

    def article(self, number: int, /) -> Article:
        """One of them."""
        return self._articles.by_number(number)

    def annotations(self, number: int, analysis: str, /) -> Sequence[Annotation]:
        """What an analysis found in it."""
        return self._articles.annotations(self._articles.by_number(number).id, analysis)

    def input(self, name: str, /) -> object:
        """The index of related passages, or what another analysis of the corpus found."""
        return self._articles.related_index() if name == RELATED else found_in_all(self._articles, name)


def found_in_all(articles: Corpus, name: str) -> object:
    """Return what the analysis called `name` finds in all articles; brought up to date where it is kept."""
    index = read_mark(articles.library.folder / f"{RELATED}.mark")
    inputs_at = index.generation if index is not None else None
    return analysed(articles.library, corpus_analysis(name), CorpusSource(articles), inputs_at)


def found_in_some(articles: Corpus, name: str, numbers: Sequence[int]) -> object:
    """Return as much of it as concerns some articles.

    Where it is not kept, and there are too many articles to compare them all, these alone are.
    """
    analysis = corpus_analysis(name)
    kept: object = kept_analysis(articles.library, analysis)
    if kept is not None:
        return kept
    if articles.library.count() <= analysis.most:
        return found_in_all(articles, name)
    return analysis.within(CorpusSource(articles), numbers)


def copies(articles: Corpus, names: Iterable[str] | None = None) -> tuple[CopyGroup, ...]:
    """Return the groups of passages in nearly the same words, all or those that touch articles by name."""
    from briefing.related.copies import groups_of
    from briefing.related.segment_set import place_of

    def ref(place: int) -> Ref:
        number, passage = place_of(place)
        name = articles.library.name(number)
        if name is None:
            raise GoneError(f"the library has no article {number} any more")
        return Ref(name, passage)

    if names is None:
        return groups_of(_likenesses(found_in_all(articles, "copies")), ref)
    wanted = set(names)
    numbers = [number for name in sorted(wanted) if (number := articles.library.number(name)) is not None]
    groups = groups_of(_likenesses(found_in_some(articles, "copies", numbers)), ref)
    return tuple(group for group in groups if any(one.article in wanted for one in group.passages))


def _likenesses(found: object) -> Likenesses:
    from briefing.related.copies import Likenesses

    assert isinstance(found, Likenesses), "the analysis of copies gives likenesses"
    return found
