"""A topic is found by a part of its label, where only one can be meant."""

from __future__ import annotations

import pytest

from briefing.errors import UsageError
from briefing.model.topic import Topic
from briefing.topics.called_topics import path_called, paths_called


def topic(label: str, *keywords: str, stories: tuple[Topic, ...] = ()) -> Topic:
    return Topic(label, keywords, 0.1, (), key=label, stories=stories)


TOPICS = (
    topic("tariffs, fentanyl", "duties", "truce", stories=(topic("fentanyl precursors", "chemicals"),)),
    topic("Taiwan", "arms", "island"),
    topic("arms sales", "missiles", "export"),
    topic("American soybeans", "farmers", "export", stories=(topic("farm aid", "grants"),)),
)


@pytest.mark.parametrize(
    ("called", "found"),
    [
        ("TARIFFS, fentanyl", ["tariffs, fentanyl"]),
        ("tariffs", ["tariffs, fentanyl"]),
        ("soybeans", ["American soybeans"]),
        ("farm aid", ["American soybeans", "farm aid"]),
        ("fentanyl", ["tariffs, fentanyl", "fentanyl precursors"]),
        ("arms", ["arms sales"]),
        ("truce", ["tariffs, fentanyl"]),
        ("grants", ["American soybeans", "farm aid"]),
        ("American soy", ["American soybeans"]),
    ],
)
def test_the_only_one_that_can_be_meant_is_found(called: str, found: list[str]) -> None:
    assert [one.label for one in path_called(TOPICS, called)] == found


@pytest.mark.parametrize(
    ("called", "told"),
    [
        ("export", "it is not clear which topic is called export (one of arms sales; American soybeans)"),
        ("tarifs", "no topic is called tarifs (near it come tariffs, fentanyl)"),
        ("soy bean", "no topic is called soy bean (near it come American soybeans)"),
        ("xyzzy", "no topic is called xyzzy (briefing topics lists them)"),
        (" ", "no topic is called   (briefing topics lists them)"),
    ],
)
def test_where_it_is_not_clear_the_labels_that_come_near_are_named(called: str, told: str) -> None:
    with pytest.raises(UsageError) as refused:
        path_called(TOPICS, called)
    assert str(refused.value) == told


@pytest.mark.parametrize(
    ("value", "found"),
    [
        ("Taiwan", ["Taiwan"]),
        ("tar", ["tariffs, fentanyl"]),
        ("fentanyl", ["fentanyl precursors"]),
        ("soy", ["American soybeans"]),
        ("s", ["arms sales", "American soybeans"]),
        ("xyzzy", []),
    ],
)
def test_a_field_of_a_query_is_completed_while_it_is_typed(value: str, found: list[str]) -> None:
    assert [path[-1].label for path in paths_called(TOPICS, value)] == found
