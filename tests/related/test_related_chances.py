"""The number shown is a chance: measured on passages drawn from whole articles and read for it."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from read_passages import ReadEvent, first_answers, pools, read_events

from briefing.related.calibration import NO_COUNTERPART, chance, likeness
from briefing.related.lone_statements import states, tier_of
from briefing.related.related_index import RelatedIndex

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


def test_what_is_said_to_stand_alone_does(events: list[ReadEvent]) -> None:
    """Precision and recall, and that of the events that were kept aside; a part that is told counts half."""
    for some in (events, [event for event in events if event.aside]):
        said: list[float] = []
        sure: list[float] = []
        recalled: list[bool] = []
        for event in some:
            index = RelatedIndex.build(list(event.articles), {})
            for one in event.passages:
                tier = index.stands_alone(one.ref)
                wrong = max(one.right.values(), default=0.0) if not one.alone else 0.0
                if tier is not None:
                    said.append(1 - wrong)
                if tier == "sure":
                    sure.append(1 - wrong)
                if one.alone:
                    recalled.append(tier is not None)
        assert np.mean(said) >= 0.9, said
        assert np.mean(sure) >= 0.95, sure
        assert np.mean(recalled) >= 0.6, recalled


LINE = "The herring season brings most of the town's income, the mayor told her guests"


@pytest.mark.parametrize(
    ("kind", "text", "expected"),
    [
        ("paragraph", f"{LINE}.", True),
        ("quote", f"“{LINE}.”", True),
        ("list item", f"{LINE} (and more).", True),
        ("paragraph", f"{LINE}…", True),
        ("paragraph", LINE, False),
        ("list item", f"{LINE};", False),
        ("paragraph", f"Also on this page: {LINE}", False),
        ("heading", f"{LINE}.", False),
        ("boilerplate", f"{LINE}.", False),
    ],
)
def test_teasers_and_entries_of_lists_state_nothing(kind: str, text: str, expected: bool) -> None:
    assert states(kind, text) == expected


@pytest.mark.parametrize(
    ("text", "odds", "shared", "tier"),
    [
        ("He left.", 0.1, 0.1, "sure"),
        ("He left.", 0.22, 0.1, "probably"),
        ("He left.", 0.3, 0.1, None),
        ("He left.", 0.1, 0.3, None),
        ("“I never left, and nobody saw me leave,” he said.", 0.35, 0.3, "probably"),
        ('"I never left, and nobody saw me leave. [It goes on', 0.35, 0.3, "probably"),
        ("He said that he “left” and that nobody saw him.", 0.35, 0.3, None),
        ("“I never left, and nobody saw me leave,” he said.", 0.45, 0.1, None),
    ],
)
def test_how_sure_it_is(text: str, odds: float, shared: float, tier: str | None) -> None:
    assert tier_of(text, odds, shared) == tier
