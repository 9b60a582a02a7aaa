"""Copies brought up to date are those found at once, and what is kept of them comes back the same."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from articles import make_article
from hypothesis import given
from hypothesis import strategies as st

from briefing.errors import LibraryError
from briefing.jobs.stepping import finish
from briefing.model.annotation import Annotation
from briefing.model.article import Article
from briefing.text.compressed import compress
from briefing.voices.voices_analysis import ANALYSIS, ComparedArticles

LINES = tuple(
    f"On day {day} the {what} of Harlow met again and put off what it had to say about the {what} to May."
    for day in range(3)
    for what in ("council", "harbour", "orchestra")
)


class Numbered:
    """Articles by number."""

    def __init__(self) -> None:
        self.held: dict[int, Article] = {}

    def numbers(self) -> Sequence[int]:
        return sorted(self.held)

    def article(self, number: int, /) -> Article:
        return self.held[number]

    def annotations(self, number: int, analysis: str, /) -> Sequence[Annotation]:
        raise AssertionError("texts alone are compared")

    def input(self, name: str, /) -> object:
        raise AssertionError("texts alone are compared")


def shown(found: ComparedArticles) -> tuple[object, object]:
    samples = {number: (one.order, one.shingles.tolist()) for number, one in found.samples.items()}
    return samples, found.pairs


texts = st.lists(st.sampled_from(LINES), min_size=1, max_size=4)
changes = st.lists(st.tuples(st.integers(0, 9), texts | st.none()), min_size=1, max_size=12)


@given(st.lists(changes, min_size=1, max_size=4))
def test_brought_up_to_date_is_what_is_found_at_once(
    commits: list[list[tuple[int, list[str] | None]]],
) -> None:
    corpus = Numbered()
    found: ComparedArticles | None = None
    for commit in commits:
        for number, lines in commit:
            corpus.held.pop(number, None)
            if lines is not None:
                corpus.held[number] = make_article(f"{number}.txt", *lines)
        changed = {number for number, _ in commit} & corpus.held.keys()
        found = finish(ANALYSIS.update(corpus, found, changed))
        assert shown(found) == shown(finish(ANALYSIS.update(corpus, None, corpus.numbers())))
        assert shown(ANALYSIS.unpack(ANALYSIS.pack(found))) == shown(found)
        assert shown(finish(ANALYSIS.within(corpus, corpus.numbers()))) == shown(found)
        moved = {number: 100 - number for number in corpus.held}
        back = {there: number for number, there in moved.items()}
        assert shown(ANALYSIS.renumbered(ANALYSIS.renumbered(found, moved), back)) == shown(found)


@pytest.mark.parametrize(
    "packed",
    [b"", compress(b"12"), compress(b"\xff\xff\xff\x7f[]"), compress(b"\2\0\0\0[]x")],
)
def test_what_is_damaged_is_told(packed: bytes) -> None:
    with pytest.raises(LibraryError):
        ANALYSIS.unpack(packed)
