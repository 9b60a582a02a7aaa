"""The number shown is a chance: measured on passages drawn from whole articles and read for it."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from read_passages import ReadEvent, first_answers, pools, read_events

from briefing.related.calibration import NO_COUNTERPART, chance, likeness

SCORES = st.floats(-10, 1e6, allow_nan=False)
ARTICLES, DEPTHS = st.integers(0, 1_000_000), st.integers(0, 10_000)


@given(SCORES, SCORES, ARTICLES, DEPTHS)
def test_a_higher_score_is_never_a_lower_chance(one: float, other: float, articles: int, depth: int) -> None:
    low, high = sorted((one, other))
    assert 0 <= chance(low, articles, depth) <= chance(high, articles, depth) <= 1
    assert 0 <= likeness(low) <= likeness(high) <= 1


@given(SCORES, ARTICLES, DEPTHS, DEPTHS)
def test_what_stands_further_down_has_a_counterpart_less_often(
    score: float, articles: int, one: int, other: int
) -> None:
    high, low = sorted((one, other))
    assert chance(score, articles, low) <= chance(score, articles, high)


def test_no_score_is_no_chance() -> None:
    assert chance(0.0, 2, 0) == likeness(0.0) == 0.0


@pytest.fixture(scope="module")
def events(tmp_path_factory: pytest.TempPathFactory) -> list[ReadEvent]:
    shared = Path(__file__).parents[2].parent / "shared"
    if not shared.is_dir():
        pytest.skip("the development data is not beside the repository")
    return read_events(shared, tmp_path_factory.mktemp("events"))


@pytest.fixture(scope="module")
def answers(events: list[ReadEvent]) -> dict[int, np.ndarray]:
    """Chance and rightness of the first answers, by the number of articles."""
    found: dict[int, list[tuple[float, float]]] = {}
    for place, event in enumerate(events):
        strangers = [one for other in events[:place] + events[place + 1 :] for one in other.articles[:1]]
        for pool in pools(event, strangers[:8]):
            found.setdefault(len(pool), []).extend(first_answers(event, pool))
    return {size: np.array(pairs) for size, pairs in found.items()}


@pytest.mark.parametrize("size", [2, 3, 11])
def test_what_is_called_a_counterpart_is_one_and_the_rest_is_not(
    answers: dict[int, np.ndarray], size: int
) -> None:
    shown, right = answers[size].T
    called = shown >= NO_COUNTERPART
    assert called.sum() >= 15
    assert right[called].mean() >= 0.6
    assert right[~called].mean() <= 0.3
    assert right[shown >= 0.7].mean() >= 0.7


@pytest.mark.parametrize("size", [2, 3, 11])
def test_chances_are_as_often_right_as_they_say(answers: dict[int, np.ndarray], size: int) -> None:
    """Expected calibration error over five bands."""
    shown, right = answers[size].T
    bands = np.minimum((shown * 5).astype(int), 4)
    error = sum(
        abs(float(shown[bands == band].sum() - right[bands == band].sum())) for band in np.unique(bands)
    ) / len(shown)
    assert error <= 0.14
