"""Keywords of groups, also of those that hold no article: single passages speak of what is pinned."""

from __future__ import annotations

import numpy as np

from briefing.topics.keywords import keyword_scores, pick
from briefing.topics.vectors import subset, vectors

NAMES = ("crane", "harbour", "levy", "pilot")
UNITS = [np.array(words, dtype=np.int32) for words in ([0, 1, 0], [1, 3], [2, 2, 1])]


def test_groups_without_articles_are_given_none_and_nothing_is_told_of_it() -> None:
    none = subset(vectors(UNITS, NAMES), np.array([], dtype=np.int64))
    assert keyword_scores(none, np.array([], dtype=np.int64)).shape == (0, len(none.space.names))


def test_a_group_of_passages_alone_has_the_words_of_its_centre() -> None:
    none = subset(vectors(UNITS, NAMES), np.array([], dtype=np.int64))
    scores = np.array([0.2, 0.0, 0.9, 0.0])[: none.space.width]
    picked = pick(none, scores, lambda _: True)
    assert next(iter(picked)) == none.space.names[int(np.argmax(scores))]
    assert all(np.isfinite(list(picked.values())))


def test_of_groups_with_articles_each_has_its_own() -> None:
    every = vectors(UNITS, NAMES)
    scores = keyword_scores(every, np.array([0, 0, 1], dtype=np.int64))
    best = [every.space.names[int(np.argmax(row))] for row in scores]
    assert best == ["harbour", "levy"]
