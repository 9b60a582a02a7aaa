"""Articles made up for tests of many: stories with words of their own, told in several sources."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence

import pytest

from briefing.model.article import Article

MakeArticle = Callable[..., Article]

_WORDS = """
volcano: volcano, ash cloud, crater, lava, evacuation, seismologists, eruption, villages
chess: chess, grandmaster, tournament, opening, bishop, title match, clock, draw
vaccine: vaccine, clinical trial, measles, clinics, doses, nurses, outbreak, immunity
railway: railway, tunnel, locomotive, signal box, passengers, timetable, platform, strike
wheat: wheat, harvest, drought, farmers, grain price, silos, fertiliser, irrigation
satellite: satellite, orbit, rocket, launch pad, telescope, engineers, payload, antenna
"""
_ROWS = (line.partition(": ") for line in _WORDS.strip().splitlines())
MATTERS: dict[str, Sequence[str]] = {matter: told.split(", ") for matter, _, told in _ROWS}
FRAMES = (
    "The {} and the {} are what the {} depends on, residents of the valley heard.",
    "A new {} was shown beside the {} in the old town hall.",
    "Nobody had foreseen how the {} would affect the {} and a {}.",
    "In the capital the {} has been debated since the {} failed.",
)


def made(make: MakeArticle, count: int, seed: int = 1) -> list[Article]:
    """`count` articles of four passages, each about one of the matters, named after it."""
    articles: list[Article] = []
    for number in range(count):
        matter = sorted(MATTERS)[number % len(MATTERS)]
        chance = random.Random(seed * 100_000 + number)
        lines = []
        for _ in range(4):
            frame = chance.choice(FRAMES)
            lines.append(frame.format(*chance.sample(list(MATTERS[matter]), frame.count("{}"))))
        articles.append(make(f"{matter}-{number:04}", *lines))
    return articles


@pytest.fixture
def many(article: MakeArticle) -> Callable[[int], list[Article]]:
    """Makes that many articles about six matters."""
    return lambda count: made(article, count)
