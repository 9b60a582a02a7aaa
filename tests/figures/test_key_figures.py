"""Which figures are key, and why."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from briefing.model.figure import Figure
from briefing.model.figure_level import FIGURE_LEVELS, is_lit

FiguresOf = Callable[..., tuple[Figure, ...]]

_FILE = Path(__file__).parent / "data" / "key_figures.txt"
SENTENCES = [
    line.split("=>", 1)
    for line in _FILE.read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]


@pytest.mark.parametrize(("sentence", "expected"), SENTENCES, ids=[row[0].strip() for row in SENTENCES])
def test_what_a_reader_would_quote_is_key(figures_of: FiguresOf, sentence: str, expected: str) -> None:
    found = [
        f"{one.text}: {one.key}" for one in figures_of(sentence.strip(), published="2026-02-04") if one.key
    ]
    assert found == [row.strip() for row in expected.split("|") if row.strip()]


def test_a_date_that_is_over_is_no_deadline(figures_of: FiguresOf) -> None:
    """Whatever the tense of its clause: what lies before the day of the article is no news to come."""
    sentence = "The rules must be published by 3 February 2026."
    (later,) = figures_of(sentence, published="2026-02-01")
    (over,) = figures_of(sentence, published="2026-02-04")
    assert (later.key, over.key) == ("deadline", None)


def test_levels_light_what_they_say(figures_of: FiguresOf) -> None:
    figures = figures_of("On Tuesday the two ministers gave $40 million.", published="2026-02-04")
    assert {level: [f.text for f in figures if is_lit(f, level)] for level in FIGURE_LEVELS} == {
        **{level: [] for level in FIGURE_LEVELS},
        "key": ["$40 million"],
        "all": ["Tuesday", "two ministers", "$40 million"],
        "money": ["$40 million"],
        "count": ["two ministers"],
        "date": ["Tuesday"],
    }


@pytest.mark.parametrize(
    ("sentence", "key"),
    [
        ("A Thursday briefing is expected to name the winner.", None),
        ("Lenders expect a Monday call about the loan.", None),
        ("The court will rule on Friday.", "deadline"),
        ("The offer is open until Tuesday.", "deadline"),
    ],
)
def test_a_weekday_that_only_says_which_is_no_deadline(
    figures_of: FiguresOf, sentence: str, key: str | None
) -> None:
    """In an article without a date nothing tells whether the day of "a Monday call" is still to come."""
    (found,) = figures_of(sentence, published=None)
    assert found.key == key
