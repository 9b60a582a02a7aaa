"""Analyses of a whole corpus: what is found by comparing articles with each other."""

from __future__ import annotations

from collections.abc import Callable, Collection, Generator, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

from briefing.model.annotation import Annotation
from briefing.model.article import Article

Found = TypeVar("Found")

Steps = Generator[tuple[int, int], None, Found]
"""A long job: it yields how much is done of how much, and returns what it found."""


ARTICLES_A_STEP = 20
"""Articles between two reports of how far a long job is."""


def made_of_each(
    numbers: Collection[int],
    known: Mapping[int, Found],
    outdated: Collection[int],
    make: Callable[[int], Found],
) -> Steps[dict[int, Found]]:
    """Return what is kept of each article: that which is `known` where the article is not `outdated`, else
    what `make` makes of it. Yields how many articles are done."""
    found: dict[int, Found] = {}
    for done, number in enumerate(numbers):
        if done % ARTICLES_A_STEP == 0:
            yield done, len(numbers)
        found[number] = known[number] if number in known and number not in outdated else make(number)
    return found


class CorpusView(Protocol):
    """What an analysis may look at. Articles go by numbers, which say nothing but which article is meant."""

    def numbers(self) -> Sequence[int]:
        """The articles there are."""

    def article(self, number: int, /) -> Article:
        """One of them; LibraryError when it is gone."""

    def annotations(self, number: int, analysis: str, /) -> Sequence[Annotation]:
        """What an analysis of single articles found in it."""

    def input(self, name: str, /) -> object:
        """What another analysis of the corpus found, or an index: one of the `inputs`."""


@dataclass(frozen=True, slots=True)
class CorpusAnalysis:
    """What is said of every analysis of all articles together, however it is kept.

    For any articles it gives the same, whatever was known before.
    """

    name: str
    """In the plural, as its command is called: `copies`. Libraries keep what it finds under it."""
    version: int
    """Raised whenever the same articles may give something else; what an older one found is not used."""
    inputs: tuple[str, ...]
    """What it is worked out of, besides the texts: names of analyses of articles or of the corpus."""
    most: int | None
    """Articles up to which it is done for all where nobody has asked for that; None for any number."""


@dataclass(frozen=True, slots=True)
class FoundAnalysis(CorpusAnalysis, Generic[Found]):
    """An analysis that gives one value, which is kept in a file: pure, so that it can be done anywhere."""

    update: Callable[[CorpusView, Found | None, Collection[int]], Steps[Found]]
    """What is found in all articles.

    Given what was found before (None where nothing is known), and the articles that were written since
    then; those that are gone since are not in the view.
    """
    within: Callable[[CorpusView, Collection[int]], Steps[Found]]
    """As much of it as concerns some articles, when not all have been compared: for large corpora."""
    passages: Callable[[Found], Iterable[tuple[int, int]]]
    """The passages it names: number of the article, number of the passage."""
    renumbered: Callable[[Found, Mapping[int, int]], Found]
    """The same where articles have other numbers, given by those they had; KeyError for one without."""
    pack: Callable[[Found], bytes]
    """As it is kept."""
    unpack: Callable[[bytes], Found]
    """The same back; LibraryError where it is damaged."""
