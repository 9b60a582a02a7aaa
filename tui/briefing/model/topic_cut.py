"""The cut through a tree of topics that a reader is shown: which of them stand in the list."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, get_args

from briefing.model.topic import Topic

Grain = Literal["coarse", "default", "fine"]
GRAINS: tuple[Grain, ...] = get_args(Grain)

MOST_SHARE = 0.15
"""A topic that more articles than this part are about opens into what is inside it."""
FEWEST = 8
"""Topics below which any that can is opened."""
WANTED: dict[Grain, int] = {"default": 32, "fine": 100}
"""Topics up to which those that many articles are about are opened."""
MANY_ARTICLES = 6


def cut(topics: Sequence[Topic], grain: Grain) -> tuple[Topic, ...]:
    """Return the topics of the tree under `topics` that are shown at `grain`, largest share first and
    what belongs to none last.

    `coarse` are the broadest ones. Else one after the other is opened, each time the one that most
    articles are about, as long as that is too broad or there are few of them. One without parts stays, as
    large as it is, and so does one of which it is not known how many articles are about it.
    """
    if grain == "coarse":
        return tuple(topics)
    shown = list(topics)
    total = sum(topic.articles for topic in topics)
    while opening := [topic for topic in shown if topic.stories and topic.articles]:
        broadest = max(opening, key=lambda topic: (topic.articles, topic.share, topic.key))
        more = len(shown) + len(broadest.stories) - 1
        few = len(shown) < FEWEST or (more <= WANTED[grain] and broadest.articles >= MANY_ARTICLES)
        if broadest.articles <= MOST_SHARE * total and not few:
            break
        at = shown.index(broadest)
        shown[at : at + 1] = broadest.stories
    opened = len(shown) > len(topics)
    return tuple(sorted(shown, key=lambda topic: (topic.is_other, -topic.share)) if opened else topics)
