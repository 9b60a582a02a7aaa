"""Labels of events: words of a title, no more than tell."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.text.label_words import CLAUSES, label_words
from briefing.text.tokens import words


def weights(**told: float) -> Callable[[str], float]:
    """What stems tell; others tell nothing."""
    return lambda stem: told.get(stem, 0.0)


def test_the_shortest_stretch_that_tells() -> None:
    title = "Officials say that ferry Halcyon runs aground off Salter Rock with many on board"
    weight = weights(ferri=3, halcyon=4, run=2, aground=4, salter=4, rock=3)
    assert label_words([title], weight) == "ferry Halcyon runs aground off Salter Rock"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Officials said that the port did not plan to sell ferries", "plan sell ferri"),
        ("The council never approved the new bridge", "approv bridg"),
        ("The mill didn't open in May after the flood", "open mai flood"),
        ("No deal was reached in Geneva", "deal reach geneva"),
        ("The ship left without permission of the harbour", "permiss harbour"),
        ("Workers can no longer afford rent in the city", "afford rent citi"),
    ],
)
def test_what_a_negation_turns_is_told_with_it(text: str, told: str) -> None:
    label = label_words([text], weights(**dict.fromkeys(told.split(), 3.0)), CLAUSES)
    assert {"not", "never", "didn't", "no", "without"} & {word.casefold() for word in label.split()}, label


def test_of_what_stands_in_another_clause_a_negation_turns_nothing() -> None:
    weight = weights(ferri=3, sail=3, harbour=3)
    assert (
        label_words(["It was not: ferries sail from the harbour"], weight) == "ferries sail from the harbour"
    )


def test_it_does_not_reach_across_marks() -> None:
    title = "Salter Rock: ferry Halcyon aground, 212 brought ashore"
    weight = weights(salter=4, rock=4, ferri=4, halcyon=4, aground=4)
    assert label_words([title], weight) == "ferry Halcyon aground"


def test_of_several_titles_the_one_that_tells_most() -> None:
    titles = ["A dawn to remember", "Ferry Halcyon aground off Salter Rock"]
    weight = weights(ferri=3, halcyon=4, aground=4, salter=4, rock=3, dawn=1)
    assert label_words(titles, weight) == titles[1]


def test_where_nothing_tells_the_first_title_stays() -> None:
    assert label_words(["Untitled", "Other"], weights()) == "Untitled"
    assert label_words([], weights()) == ""


TITLES = st.lists(st.text("abc DE,:.'-\n", max_size=40), max_size=3)


@given(TITLES)
def test_a_label_is_a_stretch_of_a_title(titles: list[str]) -> None:
    label = label_words(titles, len)
    assert not titles or any(label in title for title in titles)
    assert label in titles or len(list(words(label))) <= 9
