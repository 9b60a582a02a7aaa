"""A corpus of articles by number, and the property that every kept analysis of a corpus has."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TypeVar

from articles import make_article
from hypothesis import strategies as st

from briefing.jobs.stepping import finish
from briefing.model.annotation import Annotation
from briefing.model.article import Article
from briefing.model.corpus_analysis import FoundAnalysis

Found = TypeVar("Found")
Commit = list[tuple[int, list[str] | None]]
"""Numbers of articles with their new lines; None for one that goes."""


class NumberedArticles:
    """Articles by number, of which some analyses of single articles may be asked for."""

    def __init__(self, analyses: Mapping[str, Callable[[Article], Sequence[Annotation]]]) -> None:
        self.held: dict[int, Article] = {}
        self._analyses = analyses

    def numbers(self) -> Sequence[int]:
        return sorted(self.held)

    def article(self, number: int, /) -> Article:
        return self.held[number]

    def annotations(self, number: int, analysis: str, /) -> Sequence[Annotation]:
        return self._analyses[analysis](self.held[number])

    def input(self, name: str, /) -> object:
        raise AssertionError(f"{name} is no input")


def commits_of(lines: Sequence[str], *, numbers: int, most: int) -> st.SearchStrategy[list[Commit]]:
    """Some commits, each of some articles of a few of these lines, or of none."""
    texts = st.lists(st.sampled_from(lines), min_size=1, max_size=4)
    changes = st.lists(st.tuples(st.integers(0, numbers), texts | st.none()), min_size=1, max_size=most)
    return st.lists(changes, min_size=1, max_size=4)


def assert_brought_up_to_date(
    analysis: FoundAnalysis[Found],
    corpus: NumberedArticles,
    commits: Iterable[Commit],
    shown: Callable[[Found], object],
) -> None:
    """What is brought up to date after each commit is what is found at once; it comes back from where it is
    kept, and under other numbers, as it was. `shown` gives what can be compared."""
    found: Found | None = None
    for commit in commits:
        for number, lines in commit:
            corpus.held.pop(number, None)
            if lines is not None:
                corpus.held[number] = make_article(f"{number}.txt", *lines)
        changed = {number for number, _ in commit} & corpus.held.keys()
        found = finish(analysis.update(corpus, found, changed))
        assert shown(found) == shown(finish(analysis.update(corpus, None, corpus.numbers())))
        assert shown(analysis.unpack(analysis.pack(found))) == shown(found)
        assert shown(finish(analysis.within(corpus, corpus.numbers()))) == shown(found)
        moved = {number: 100 - number for number in corpus.held}
        back = {there: number for number, there in moved.items()}
        assert shown(analysis.renumbered(analysis.renumbered(found, moved), back)) == shown(found)
