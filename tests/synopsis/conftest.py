"""Three articles on one invented affair, and a session that holds them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

import pytest

from briefing.model.article import Article
from briefing.model.topic import Topic, TopicPassage
from briefing.model.topic_synopsis import Synopsis
from briefing.session import Session, finish

MakeArticle = Callable[..., Article]

LINES = {
    "a.txt": (
        "The grain terminal at Port Alder burned on Tuesday night.",
        "Firemen carried 14 workers out of the burning terminal. Two of the workers are in hospital.",
        "The owner puts the damage to the terminal at 30 million euros.",
        "A choir sang at the town's summer fair.",
    ),
    "b.txt": (
        "Fire destroyed the grain terminal of Port Alder in the night to Wednesday.",
        "Firemen saved 16 workers from the burning terminal.",
        "Insurers expect damage to the terminal of 45 million euros.",
    ),
    "c.txt": (
        "A night of fire left the Port Alder grain terminal in ashes.",
        "Bakers in Rotterdam pay 3 per cent more for flour this week.",
    ),
}


@pytest.fixture
def articles(article: MakeArticle) -> list[Article]:
    """The three articles, the second one published first."""
    dates = {"a.txt": "2026-05-07", "b.txt": "2026-05-06", "c.txt": None}
    sources = {"a.txt": "Alder Post", "b.txt": "Coast Herald", "c.txt": None}
    return [
        replace(article(name, *lines), published=dates[name], source=sources[name])
        for name, lines in LINES.items()
    ]


def fire(articles: Iterable[Article]) -> Topic:
    """A topic of all passages but the fair's."""
    passages = [
        TopicPassage(one.id, passage.number, 1.0)
        for one in articles
        for passage in one.passages
        if "choir" not in one.passage_text(passage.number)
    ]
    return Topic("terminal fire", ("terminal", "fire"), 0.9, tuple(passages))


Tabulate = Callable[..., Synopsis]


@pytest.fixture
def tabulate() -> Tabulate:
    """Makes the synopsis of articles, of all their passages but the fair's unless a topic is given."""

    def make(articles: list[Article], topic: Topic | None = None) -> Synopsis:
        session = Session(use_store=False)
        session.hold(articles)
        return finish(session.related.synopsis(topic or fire(articles)))

    return make
