"""Terms brought up to date are those found at once, and what is kept of them comes back the same."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from articles import make_article
from hypothesis import given
from hypothesis import strategies as st

from briefing.errors import LibraryError
from briefing.events.events_analysis import ANALYSIS, ArticlesByTerms
from briefing.jobs.stepping import finish
from briefing.model.annotation import Annotation
from briefing.model.article import Article
from briefing.names.extract_names import extract_names
from briefing.text.compressed import compress

LINES = (
    "Mayor Ruth Adeyemi opened the lock at Harlow on Tuesday; it cost $14 million.",
    "Nobody came to the meeting of the Harlow rowing club.",
    "On Friday 1,200 eels were let into the river below the lock.",
)


class NumberedReports:
    """Articles by number."""

    def __init__(self) -> None:
        self.held: dict[int, Article] = {}

    def numbers(self) -> Sequence[int]:
        return sorted(self.held)

    def article(self, number: int, /) -> Article:
        return self.held[number]

    def annotations(self, number: int, analysis: str, /) -> Sequence[Annotation]:
        assert analysis == "names"
        return extract_names(self.held[number])

    def input(self, name: str, /) -> object:
        raise AssertionError("single articles alone are looked at")


def shown(found: ArticlesByTerms) -> object:
    return {
        number: (one.hashes.tolist(), one.families.tolist(), one.weights.tolist(), one.weekdays)
        for number, one in found.terms.items()
    }


texts = st.lists(st.sampled_from(LINES), min_size=1, max_size=3)
changes = st.lists(st.tuples(st.integers(0, 5), texts | st.none()), min_size=1, max_size=6)


@given(st.lists(changes, min_size=1, max_size=3))
def test_brought_up_to_date_is_what_is_found_at_once(
    commits: list[list[tuple[int, list[str] | None]]],
) -> None:
    corpus = NumberedReports()
    found: ArticlesByTerms | None = None
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


@pytest.mark.parametrize("packed", [b"", compress(b"12"), compress(13 * b"\1")])
def test_what_is_damaged_is_told(packed: bytes) -> None:
    with pytest.raises(LibraryError):
        ANALYSIS.unpack(packed)
