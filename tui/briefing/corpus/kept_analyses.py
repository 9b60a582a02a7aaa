"""What analyses of the whole corpus find in its articles: known, kept with its library, or found now."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from functools import cache, partial
from typing import TYPE_CHECKING, cast

from briefing.analyses.corpus_analyses import found_analysis, kept_as
from briefing.corpus.open_indexes import CorpusSource, name_of
from briefing.jobs.stepping import finish
from briefing.library.locations import REPEATED
from briefing.model.article import Ref
from briefing.model.corpus_analysis import Steps
from briefing.model.known_set import FoundTogether

if TYPE_CHECKING:
    from briefing.corpus.corpus import Corpus
    from briefing.model.related_passage import OnlyHere
    from briefing.model.repeated_text import RepeatedText
    from briefing.reading.repeated_analysis import RepeatedTexts
    from briefing.related.copies import CopyGroup, Likenesses
    from briefing.related.only_here_analysis import Statements


def known_in_all(corpus: Corpus, name: str) -> object | None:
    """Return what the analysis called `name` finds in all articles; None where that has yet to be found."""
    return corpus.indexes.known(found_analysis(name))


def found_in_all(corpus: Corpus, name: str) -> Steps[object]:
    """Find what the analysis called `name` finds in all articles; brought up to date where it is kept."""
    analysis = found_analysis(name)
    known = corpus.indexes.known(analysis)
    return (yield from corpus.indexes.find(analysis)) if known is None else known


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
        corpus.keep_repeated(found)
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

    name = cache(partial(name_of, corpus))
    return groups_of(cast("Likenesses", found), ref)


def _statements(corpus: Corpus, found: object) -> OnlyHere:
    from briefing.related.copies import reading_order

    name = cache(partial(name_of, corpus))
    tiers = [(Ref(name(number), passage), tier) for number, passage, tier in cast("Statements", found)]
    return dict(sorted(tiers, key=lambda one: reading_order(one[0])))
