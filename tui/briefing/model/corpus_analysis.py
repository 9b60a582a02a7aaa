"""Analyses of a whole corpus: what is found by comparing articles with each other."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

from briefing.model.annotation import Annotation
from briefing.model.article import Article

Found = TypeVar("Found")


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
class CorpusAnalysis(Generic[Found]):
    """One analysis of all articles together: pure, so that it can be done anywhere and kept.

    For any articles `update` gives the same, whatever was known before.
    """

    name: str
    """In the plural, as its command is called: `copies`."""
    version: int
    """Raised whenever the same articles may give something else; what an older one found is not used."""
    inputs: tuple[str, ...]
    """What it is worked out of, besides the texts: names of analyses of articles or of the corpus, or of
    indexes."""
    update: Callable[[CorpusView, Found | None, Collection[int]], Found]
    """What is found in all articles.

    Given what was found before (None where nothing is known), and the articles that were written since
    then; those that are gone since are not in the view.
    """
    within: Callable[[CorpusView, Collection[int]], Found]
    """As much of it as concerns some articles, when not all have been compared: for large corpora."""
    most: int
    """Articles up to which all are compared where nobody has asked for that."""
    pack: Callable[[Found], bytes]
    """As it is kept."""
    unpack: Callable[[bytes], Found]
    """The same back; LibraryError where it is damaged."""
