"""Sets of mentions from the logits of their pairs."""

from __future__ import annotations

import json
from importlib.resources import files

import numpy as np

from briefing.ledger.likeness import CHOICE_FEATURES, PairLogits
from briefing.ledger.line_sets import HOLDS, agreeing_sets, conflicts


def sets_of(rows: list[list[float]], contradict: tuple[tuple[int, int], ...] = ()) -> list[list[int]]:
    """The sets of mentions of one article each, from the lower half of their logits."""
    size = len(rows)
    logits = np.zeros((size, size), np.float32)
    for one, row in enumerate(rows):
        logits[one, :one] = logits[:one, one] = row
    apart = np.zeros((size, size), np.bool_)
    for one, other in contradict:
        apart[one, other] = apart[other, one] = True
    found = PairLogits(logits, logits, apart, np.zeros((size, size, 0), np.float32))
    return sorted(agreeing_sets(found, np.arange(size)))


def test_a_mention_leaves_its_first_partner_for_those_that_speak_more_for_it() -> None:
    assert sets_of([[], [1.0], [-2.0, 0.9], [-2.0, 0.9, 0.95]]) == [[0], [1, 2, 3]]


def test_none_goes_where_a_value_contradicts_it_or_a_pair_does_not_hold() -> None:
    rows = [[], [1.0], [-2.0, 0.9], [-2.0, 0.9, 0.95]]
    assert sets_of(rows, contradict=((1, 3),)) == [[0, 1], [2, 3]]
    rows[3][1] = HOLDS - 0.5
    rows[2][1] = 9.0
    assert all(not {1, 3} <= set(one) for one in sets_of(rows))


def test_what_no_set_speaks_for_stands_alone() -> None:
    assert sets_of([[], [-1.0], [-1.0, -1.0]]) == [[0], [1], [2]]


def test_two_sets_differ_by_a_pair_that_contradicts_and_may() -> None:
    """ "May" and "today" can both be meant: that they might differ is no reason to say that "1 May" does."""
    names = json.loads(files("briefing.ledger").joinpath("data", "weights.json").read_text("utf-8"))[
        "features"
    ]
    place = np.array([0, 1, 2])
    apart = np.zeros((3, 3), np.bool_)
    apart[1, 2] = apart[2, 1] = True
    features = np.zeros((3, 3, len(names)), np.float32)
    features[..., names.index("one event")] = 1
    found = PairLogits(
        np.ones((3, 3), np.float32),
        np.ones((3, 3), np.float32),
        apart,
        np.zeros((3, 3, len(CHOICE_FEATURES)), np.float32),
    )

    def told() -> list[tuple[int, int]]:
        clashes = conflicts([[0, 1], [2]], found, features, names, place, group="date")
        return [(one.one, one.other) for one in clashes]

    assert told() == [(1, 0)]
    features[1, 2, names.index("contradict by a guess")] = 1
    features[2, 1, names.index("contradict by a guess")] = 1
    assert told() == []
