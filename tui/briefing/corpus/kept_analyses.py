"""What analyses of the whole corpus find in its articles: known, kept with its library, or found now."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cache, partial
from typing import TYPE_CHECKING, Any, NamedTuple, cast

from briefing.analyses.articles import ANNOTATORS
from briefing.analyses.corpus_analyses import found_analysis, kept_as
from briefing.jobs.stepping import finish
from briefing.library.analysis_store import analysed, kept_analysis
from briefing.library.locations import RELATED, REPEATED
from briefing.library.reader import GoneError
from briefing.model.article import Article, Ref
from briefing.model.corpus_analysis import CorpusAnalysis, FoundAnalysis, Steps
from briefing.model.known_set import FoundTogether

if TYPE_CHECKING:
    from briefing.corpus.corpus import Corpus
    from briefing.model.annotation import Annotation
    from briefing.model.related_passage import OnlyHere
    from briefing.model.repeated_text import RepeatedText
    from briefing.reading.repeated_analysis import RepeatedTexts
    from briefing.related.copies import CopyGroup, Likenesses
    from briefing.related.only_here_analysis import Statements


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
        return self._corpus[_name(self._corpus, number)]

    def annotations(self, number: int, analysis: str, /) -> Sequence[Annotation]:
        """What an analysis found in it."""
        return self._corpus.annotations(_name(self._corpus, number), analysis)

    def input(self, name: str, /) -> object:
        """The index of related passages, or what another analysis of the corpus found."""
        if name == RELATED:
            return self._corpus.related_index()
        return finish(found_in_all(self._corpus, name))


def known_in_all(corpus: Corpus, name: str) -> object | None:
    """Return what the analysis called `name` finds in all articles; None where that has yet to be found."""
    found = corpus.indexes.found.get(name)
    library = corpus.kept_library
    if found is not None or library is None:
        return found
    analysis = found_analysis(name)
    kept: object = kept_analysis(library, analysis)
    if kept is None or corpus.is_on_disk:
        return kept
    places = ((own, corpus.indexes.number(one)) for one, own, *_ in library.standing())
    numbers = {own: number for own, number in places if number is not None}
    try:
        if any(own != number for own, number in numbers.items()):
            kept = analysis.renumbered(kept, numbers)
    except KeyError:
        # It names an article that is not there: it is of no use.
        return None
    corpus.indexes.found[name] = kept
    return kept


def found_in_all(corpus: Corpus, name: str) -> Steps[object]:
    """Find what the analysis called `name` finds in all articles; brought up to date where it is kept."""
    known = known_in_all(corpus, name)
    if known is not None:
        return known
    analysis, view = found_analysis(name), CorpusSource(corpus)
    if corpus.is_on_disk:
        return (yield from analysed(corpus.library, analysis, view))
    generation = corpus.generation
    articles = {number: view.article(number) for number in view.numbers()}
    known, changed = _found_before(corpus, analysis, articles)
    found: object = yield from analysis.update(view, known, changed)
    if corpus.generation == generation:
        corpus.indexes.found[name] = found
        if _is_of_texts(analysis):
            corpus.found_before[name] = FoundBefore(found, articles)
    return found


def _is_of_texts(analysis: CorpusAnalysis) -> bool:
    """Whether it is worked out of articles and of what is found in each of them alone."""
    return all(name in ANNOTATORS for name in analysis.inputs)


def _found_before(
    corpus: Corpus, analysis: FoundAnalysis[Any], articles: Mapping[int, Article]
) -> tuple[object | None, Collection[int]]:
    """What was found in the articles in memory before some of them came, changed or went, by the numbers
    that they have now, and the numbers of those which are others than then."""
    before = corpus.found_before.get(analysis.name)
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


def found_in_some(corpus: Corpus, name: str, articles: Iterable[str]) -> Steps[object]:
    """Find as much of it as concerns some articles.

    Where it is not known, and there are too many articles to compare them all, these alone are.
    """
    known = known_in_all(corpus, name)
    if known is not None:
        return known
    analysis = found_analysis(name)
    if analysis.most is None or len(corpus) <= analysis.most:
        return (yield from found_in_all(corpus, name))
    numbers = (corpus.indexes.number(one) for one in articles)
    found: object = yield from analysis.within(
        CorpusSource(corpus), [number for number in numbers if number is not None]
    )
    return found


def known_together(corpus: Corpus) -> FoundTogether:
    """Return what is known of all articles together, packed as a library keeps it."""
    known = {name: known_in_all(corpus, name) for name in kept_as("file")}
    packed = {name: found_analysis(name).pack(found) for name, found in known.items() if found is not None}
    articles = {number: CorpusSource(corpus).article(number) for number in corpus.indexes.numbers()}
    return FoundTogether(packed, {number: (one.id, one.fingerprint) for number, one in articles.items()})


def repeated_texts(corpus: Corpus) -> tuple[RepeatedText, ...]:
    """Return the texts that stand word for word in many articles, as a person decided about them."""
    found = corpus.repeated
    if found is None:
        found = cast("RepeatedTexts", finish(found_in_all(corpus, REPEATED)))
        if corpus.is_on_disk:
            # The keys of all articles stay on disk.
            corpus.repeated = found = replace(found, articles={})
    return tuple(corpus.overrides.applied_to_texts(found.texts))


def copies(corpus: Corpus, names: Iterable[str] | None = None) -> tuple[CopyGroup, ...]:
    """Return the groups of passages in nearly the same words, all or those that touch articles by name."""
    if names is None:
        return _groups(corpus, finish(found_in_all(corpus, "copies")))
    return finish(copies_in(corpus, names))


def copies_in(corpus: Corpus, names: Iterable[str]) -> Steps[tuple[CopyGroup, ...]]:
    """Find the groups that touch articles by name, in steps."""
    wanted = set(names)
    groups = _groups(corpus, (yield from found_in_some(corpus, "copies", sorted(wanted))))
    return tuple(group for group in groups if any(one.article in wanted for one in group.passages))


def known_copies(corpus: Corpus) -> tuple[CopyGroup, ...] | None:
    """Return all groups where they are known."""
    found = known_in_all(corpus, "copies")
    return _groups(corpus, found) if found is not None else None


def only_here(corpus: Corpus) -> Steps[OnlyHere]:
    """Find the statements that stand in one article only, in article and reading order."""
    return _statements(corpus, (yield from found_in_all(corpus, "only_here")))


def only_here_in(corpus: Corpus, names: Collection[str]) -> Steps[OnlyHere]:
    """Find those of some articles."""
    found = yield from found_in_some(corpus, "only_here", names)
    return {ref: tier for ref, tier in _statements(corpus, found).items() if ref.article in names}


def known_only_here(corpus: Corpus) -> OnlyHere | None:
    """Return all of them where they are known."""
    found = known_in_all(corpus, "only_here")
    return _statements(corpus, found) if found is not None else None


def _groups(corpus: Corpus, found: object) -> tuple[CopyGroup, ...]:
    from briefing.related.copies import groups_of
    from briefing.related.passage_places import place_of

    def ref(place: int) -> Ref:
        number, passage = place_of(place)
        return Ref(name(number), passage)

    name = cache(partial(_name, corpus))
    return groups_of(cast("Likenesses", found), ref)


def _statements(corpus: Corpus, found: object) -> OnlyHere:
    from briefing.related.copies import reading_order

    name = cache(partial(_name, corpus))
    tiers = [(Ref(name(number), passage), tier) for number, passage, tier in cast("Statements", found)]
    return dict(sorted(tiers, key=lambda one: reading_order(one[0])))


def _name(corpus: Corpus, number: int) -> str:
    name = corpus.indexes.name(number)
    if name is None:
        raise GoneError(f"the library has no article {number} any more")
    return name
