"""Articles of one event stand together, those of another of the same sort apart."""

from __future__ import annotations

import random

import numpy as np
import pytest
from articles import make_article
from hypothesis import given
from hypothesis import strategies as st

from briefing.events.alike_articles import AlikePairs
from briefing.events.average_link import ArticleGroups, ReportDays
from briefing.events.collect_events import EventCollector, ReportTraits
from briefing.events.event_terms import event_terms
from briefing.model.article import Article
from briefing.model.event import Event
from briefing.names.extract_names import extract_names

QUAKES = {
    "a.txt": (
        "Quake of magnitude 6.1 kills nine in Ardesh",
        "An earthquake of magnitude 6.1 shook the Ardesh valley on Tuesday and killed at least nine people.",
        "Governor Tamar Osel said that 340 houses had fallen, most of them in the town of Kelmin.",
    ),
    "b.txt": (
        "Nine dead as earthquake hits Kelmin",
        "At least nine people died when a magnitude 6.1 earthquake hit Kelmin in the Ardesh valley.",
        "Some 340 houses collapsed, according to Governor Tamar Osel.",
    ),
    "c.txt": (
        "Earthquake off Port Salter damages harbour",
        "An earthquake of magnitude 5.4 was felt in Port Salter and cracked two piers of its harbour.",
        "Nobody was killed, said Mayor Ruth Adeyemi; 17 people were treated for cuts.",
    ),
    "d.txt": (
        "Port Salter harbour closed after quake",
        "The harbour of Port Salter is closed after an earthquake of magnitude 5.4 cracked two of its piers.",
        "Seventeen people, most with cuts, were treated, Mayor Ruth Adeyemi said.",
    ),
}


def articles() -> list[Article]:
    """Two earthquakes, two reports of each."""
    return [
        make_article(name, *lines, kinds={0: "title"}, title=lines[0], has_title=True)
        for name, lines in QUAKES.items()
    ]


def events_of(articles: list[Article], copy_of: dict[str, str] | None = None) -> tuple[Event, ...]:
    """The events that articles report."""
    terms = {at: event_terms(one, extract_names(one)) for at, one in enumerate(articles)}
    traits = {at: ReportTraits(one.id, one.title, one.published) for at, one in enumerate(articles)}
    return EventCollector().collect(terms, traits, copy_of or {})


def test_two_events_of_one_sort_are_two() -> None:
    found = {event.articles for event in events_of(articles())}
    assert found == {("a.txt", "b.txt"), ("c.txt", "d.txt")}


def test_a_copy_is_in_the_event_of_its_original() -> None:
    found = events_of(articles(), {"c.txt": "a.txt"})
    assert any({"a.txt", "b.txt", "c.txt"} <= set(event.articles) for event in found)


@given(st.sets(st.integers(0, 3)), st.randoms(use_true_random=False))
def test_order_does_not_matter_and_each_article_is_in_one_event(
    some: set[int], chance: random.Random
) -> None:
    chosen = [one for at, one in enumerate(articles()) if at in some]
    expected = events_of(chosen)
    assert sorted(name for event in expected for name in event.articles) == [one.id for one in chosen]
    chance.shuffle(chosen)
    assert events_of(chosen) == expected


def test_days_are_those_of_the_first_and_last_article() -> None:
    dated = [
        make_article("z.txt", *QUAKES["a.txt"], published="2026-03-02"),
        make_article("y.txt", *QUAKES["b.txt"], published="2026-03-03"),
        make_article("x.txt", *QUAKES["a.txt"]),
    ]
    (event,) = events_of(dated)
    assert (event.first_day, event.last_day) == ("2026-03-02", "2026-03-03")
    assert event.articles == ("z.txt", "y.txt", "x.txt")


CALL = (
    "The presidents of Ostland and Westmark spoke on the telephone on {day} about fishing, {topic}.",
    "It was their first call since the treaty of Port Salter, and both sides called it friendly.",
    "President Ilse Varga asked for more herring; President Tom Akande spoke of {topic} and of the ferry.",
)


def test_calls_on_other_weekdays_are_other_events() -> None:
    reports = [
        make_article(name, *(line.format(day=day, topic=topic) for line in CALL))
        for name, day, topic in (
            ("a.txt", "Monday", "cod and customs"),
            ("b.txt", "Monday", "cod and customs duties"),
            ("c.txt", "Thursday", "visas and oil"),
            ("d.txt", "Thursday", "visas and oil prices"),
        )
    ]
    assert {event.articles for event in events_of(reports)} == {("a.txt", "b.txt"), ("c.txt", "d.txt")}


@pytest.mark.parametrize("later", [46, 73, 400])
@pytest.mark.parametrize("other", [False, True])
@pytest.mark.parametrize("likeness", [0.1, 0.2, 0.23, 0.26, 0.29, 0.35, 0.6])
def test_dates_that_lie_far_apart_join_nothing(likeness: float, other: bool, later: int) -> None:
    """What stands apart without dates does so with them: a date that is known is no evidence."""
    pair = AlikePairs(np.array([1]), np.array([0]), np.array([likeness]))
    vector = np.array([0]), np.array([likeness**0.5])
    monday, its = 1, 8 if other else 1
    undated = ArticleGroups().of([ReportDays(0, monday), ReportDays(0, its)], [0, 1], pair, lambda _: vector)
    days = [ReportDays(730_000, monday), ReportDays(730_000 + later, its)]
    dated = ArticleGroups().of(days, [0, 1], pair, lambda _: vector)
    assert len(dated) >= len(undated)


def test_an_article_that_is_like_no_other_stays_alone() -> None:
    other = make_article("z.txt", "The museum of Harlow shows clocks until June, most of them by one maker.")
    assert ("z.txt",) in {event.articles for event in events_of([*articles(), other])}
