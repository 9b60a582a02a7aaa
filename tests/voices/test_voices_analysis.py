"""Copies brought up to date are those found at once, and what is kept of them comes back the same."""

from __future__ import annotations

import pytest
from hypothesis import given
from numbered_corpus import Commit, NumberedArticles, assert_brought_up_to_date, commits_of

from briefing.errors import LibraryError
from briefing.text.compressed import compress
from briefing.voices.voices_analysis import ANALYSIS, ComparedArticles

LINES = tuple(
    f"On day {day} the {what} of Harlow met again and put off what it had to say about the {what} to May."
    for day in range(3)
    for what in ("council", "harbour", "orchestra")
)


def shown(found: ComparedArticles) -> tuple[object, object]:
    samples = {number: (one.order, one.shingles.tolist()) for number, one in found.samples.items()}
    return samples, found.pairs


@given(commits_of(LINES, numbers=9, most=12))
def test_brought_up_to_date_is_what_is_found_at_once(commits: list[Commit]) -> None:
    assert_brought_up_to_date(ANALYSIS, NumberedArticles({}), commits, shown)


@pytest.mark.parametrize(
    "packed",
    [b"", compress(b"12"), compress(b"\xff\xff\xff\x7f[]"), compress(b"\2\0\0\0[]x")],
)
def test_what_is_damaged_is_told(packed: bytes) -> None:
    with pytest.raises(LibraryError):
        ANALYSIS.unpack(packed)
