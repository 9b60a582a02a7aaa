"""Which figures of a ledger contradict each other."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations

import pytest

from briefing.ledger.rivals import rivals_of
from briefing.model.figure_rivals import FigureRivals
from briefing.model.ledger_line import LedgerEntry, LedgerLine, SetByHand, Verdict

NONE = FigureRivals({}, {})


def entry(article: str, start: int, allowed: tuple[float, float] | tuple[str, str] | None) -> LedgerEntry:
    return LedgerEntry(article, 0, start, start + 2, "12", None, None, None, allowed, None, None)


def line(verdict: Verdict, *entries: LedgerEntry, clear: bool = True) -> LedgerLine:
    """A line of which all conflicts are clear, or none."""
    clashes = [
        (one, other)
        for one, other in combinations(range(len(entries)), 2)
        if clear
        and entries[one].contradicts(entries[other])
        and entries[one].article != entries[other].article
    ]
    return LedgerLine(
        "id", "workers", "count", "worker", verdict, None, None, 0.9, 2, entries, tuple(clashes)
    )


def test_only_values_that_cannot_both_be_meant_are_rivals() -> None:
    found, _ = rivals_of(
        [line("differ", entry("a", 1, (14, 14)), entry("b", 2, (16, 16)), entry("c", 3, (10, 14)))]
    )
    assert found == {
        ("a", 1): frozenset({("b", 2)}),
        ("b", 2): frozenset({("a", 1), ("c", 3)}),
        ("c", 3): frozenset({("b", 2)}),
    }


def test_days_are_compared_as_days() -> None:
    one, other = ("2026-03-04", "2026-03-04"), ("2026-03-05", "2026-03-31")
    found, _ = rivals_of([line("differ", entry("a", 1, one), entry("b", 2, other))])
    assert found[("a", 1)] == {("b", 2)}


def test_what_contradicts_in_unlike_words_has_no_rivals_but_those_set_by_hand() -> None:
    unlike = line("differ", entry("a", 1, (14, 14)), entry("b", 2, (16, 16)), clear=False)
    assert rivals_of([unlike]) == NONE
    by_hand = SetByHand(("verdict",), ("1",), found_verdict="single")
    assert rivals_of([replace(unlike, corrected=by_hand)]).contradict


@pytest.mark.parametrize("verdict", ["agree", "single"])
def test_lines_that_do_not_differ_have_none(verdict: Verdict) -> None:
    assert rivals_of([line(verdict, entry("a", 1, (1, 1)), entry("b", 2, (2, 2)))]) == NONE


def test_days_without_a_reason_are_no_rivals_and_what_changed_is_told_apart() -> None:
    days = (entry("a", 1, ("2026-03-04", "2026-03-04")), entry("b", 2, ("2026-03-05", "2026-03-05")))
    told = line("differ", *days)
    assert rivals_of([replace(told, kind="date")]) == NONE
    assert rivals_of([replace(told, kind="date", reason="later date")]).contradict
    dated = [replace(entry(name, 1, (n, n)), published=f"2026-03-0{n}") for name, n in (("a", 3), ("b", 7))]
    grown = replace(line("differ", *dated), reason="later count")
    assert rivals_of([grown]) == FigureRivals(
        {}, {("a", 1): frozenset({("b", 1)}), ("b", 1): frozenset({("a", 1)})}
    )


def test_one_article_contradicts_no_other_by_itself() -> None:
    assert rivals_of([line("differ", entry("a", 1, (1, 1)), entry("a", 9, (2, 2)))]) == NONE


def test_what_allows_anything_contradicts_nothing() -> None:
    assert rivals_of([line("differ", entry("a", 1, None), entry("b", 2, (2, 2)))]) == NONE
