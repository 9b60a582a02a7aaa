"""Terms brought up to date are those found at once, and what is kept of them comes back the same."""

from __future__ import annotations

import pytest
from hypothesis import given
from numbered_corpus import Commit, NumberedArticles, assert_brought_up_to_date, commits_of

from briefing.errors import LibraryError
from briefing.events.events_analysis import ANALYSIS, ArticlesByTerms
from briefing.names.extract_names import extract_names
from briefing.text.compressed import compress

LINES = (
    "Mayor Ruth Adeyemi opened the lock at Harlow on Tuesday; it cost $14 million.",
    "Nobody came to the meeting of the Harlow rowing club.",
    "On Friday 1,200 eels were let into the river below the lock.",
)


def shown(found: ArticlesByTerms) -> object:
    return {
        number: (one.hashes.tolist(), one.families.tolist(), one.weights.tolist(), one.weekdays)
        for number, one in found.terms.items()
    }


@given(commits_of(LINES, numbers=5, most=6))
def test_brought_up_to_date_is_what_is_found_at_once(commits: list[Commit]) -> None:
    corpus = NumberedArticles({"names": extract_names})
    assert_brought_up_to_date(ANALYSIS, corpus, commits, shown)


@pytest.mark.parametrize("packed", [b"", compress(b"12"), compress(13 * b"\1")])
def test_what_is_damaged_is_told(packed: bytes) -> None:
    with pytest.raises(LibraryError):
        ANALYSIS.unpack(packed)
