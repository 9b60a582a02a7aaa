"""Dates proposed for articles that have none."""

from __future__ import annotations

import pytest
from articles import make_article

from briefing.events.propose_dates import DatedWords, propose_date
from briefing.figures.extract_figures import extract_figures

MONDAY = "The presidents of Ostland and Westmark spoke on the telephone on Monday about herring."
FULL = "On 24 November 2025 the presidents of Ostland and Westmark spoke about herring for an hour."
PLAIN = "The presidents of Ostland and Westmark have spoken on the telephone about herring again."


def words_of(name: str, text: str, published: str | None = None) -> DatedWords:
    article = make_article(name, text, published=published)
    return DatedWords(article, [one for one in extract_figures(article) if one.kind == "date"])


def test_a_day_in_full_is_its_own() -> None:
    found = propose_date(words_of("a.txt", FULL), [])
    assert found is not None
    assert (found.day, found.by) == ("2025-11-24", "own words")
    assert [FULL[one.start : one.end] for one in found.evidence] == [one.text for one in found.evidence]


def test_a_weekday_here_and_a_day_there_are_one() -> None:
    other = words_of("b.txt", FULL, "2025-11-26")
    found = propose_date(words_of("a.txt", MONDAY), [other])
    assert found is not None
    assert (found.day, found.by) == ("2025-11-24", "other articles")
    assert [(one.article, one.text) for one in found.evidence] == [
        ("a.txt", "Monday"),
        ("b.txt", "24 November 2025"),
    ]


def test_without_a_weekday_the_first_of_days_close_together() -> None:
    others = [words_of("b.txt", PLAIN, "2025-11-25"), words_of("c.txt", PLAIN, "2025-11-24")]
    found = propose_date(words_of("a.txt", PLAIN), others)
    assert found is not None
    assert (found.day, found.evidence) == ("2025-11-24", ())


@pytest.mark.parametrize(
    ("text", "others"),
    [
        (MONDAY, []),
        (PLAIN, []),
        (PLAIN, [("b.txt", PLAIN, "2025-11-24"), ("c.txt", PLAIN, "2026-01-05")]),
        (MONDAY, [("b.txt", PLAIN, "2025-11-26")]),
        ("On Friday, 24 November 2025, they spoke.", []),
        (MONDAY, [("b.txt", PLAIN, "2025-11-24"), ("c.txt", PLAIN, "2025-12-01")]),
        (MONDAY, [("b.txt", FULL, None)]),
    ],
)
def test_what_is_not_told_or_told_twice_is_not_proposed(
    text: str, others: list[tuple[str, str, str | None]]
) -> None:
    assert propose_date(words_of("a.txt", text), [words_of(*other) for other in others]) is None
