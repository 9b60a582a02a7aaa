"""What a reader does to topics: rename, merge, split, undo; and how topics are found again."""

from __future__ import annotations

from dataclasses import replace

import pytest

from briefing.errors import UsageError
from briefing.model.steering import Steer, Steering
from briefing.model.topic import OTHER, Topic, TopicPassage
from briefing.topics.steered_topics import LONGEST_LABEL, TopicSteerer, find, in_order
from briefing.topics.steered_words import SteeredWords, steered_words
from briefing.topics.topic_model import described


def topic(
    label: str, *keywords: str, places: tuple[int, ...] = (0,), stories: tuple[Topic, ...] = ()
) -> Topic:
    passages = tuple(TopicPassage("a", place, 0.5) for place in places)
    weights = tuple(1 / (number + 1) for number in range(len(keywords)))
    return Topic(label, keywords, len(places) / 10, passages, label, weights, stories)


MINE = topic("copper mine", "copper mine", "Port Alder", "judge", places=(0, 1, 2))
OIL = topic("oil spill", "oil spill", "lagoon", "seabirds", places=(2, 3))
FERRY = topic("ferry", "ferry", "tourists", places=(4,))


def steer(*steps: Steer, topics: tuple[Topic, ...] = (MINE, OIL, FERRY)) -> TopicSteerer:
    steered = TopicSteerer(list(topics), 10, lambda one: one.stories)
    steered.apply(Steering(steps))
    return steered


def test_rename() -> None:
    steered = steer(Steer("rename", "Oil Spill", other="  The \x1b[31mspill "))
    assert [one.label for one in in_order(steered.topics)] == ["copper mine", "The ␛[31mspill", "ferry"]
    assert in_order(steered.topics)[1].key == OIL.key


def test_no_two_topics_get_the_same_name() -> None:
    steered = steer(
        Steer("rename", "oil spill", other="FERRY"), Steer("rename", "copper mine", other="x" * 999)
    )
    labels = {one.label for one in in_order(steered.topics)}
    assert labels == {"FERRY 2", "ferry", "x" * LONGEST_LABEL}


def test_merge_joins_passages_keywords_and_shares() -> None:
    steered = steer(Steer("merge", "oil spill", other="copper mine"))
    whole = in_order(steered.topics)[0]
    assert (whole.label, whole.share) == ("copper mine", 0.4)
    assert [passage.passage for passage in whole.passages] == [0, 1, 2, 3]
    assert {"copper mine", "oil spill"} <= set(whole.keywords)
    assert len(whole.weights) == len(whole.keywords)
    assert steered.made_of[whole.key] == (MINE.key, OIL.key)


def test_what_was_merged_into_what_is_gone_waits() -> None:
    about = ("oil rig", "lagoon", "strike", "wages")
    step = Steer("merge", "ferry", other="rig workers", about=FERRY.keywords, other_about=about)
    steered = steer(step)
    assert steered.waiting == [step]
    assert in_order(steered.topics) == (MINE, OIL, FERRY)
    # The same matter under another label is the same.
    again = Steer("merge", "ferry", other="spilled oil", other_about=("oil", "spill", "lagoon", "seabirds"))
    assert not steer(again).waiting


def test_a_topic_with_stories_keeps_them_when_others_are_merged_into_it() -> None:
    broad = topic("oil", "oil", places=(2, 3), stories=(topic("price", "price"), topic("spill", "spill")))
    broad = replace(broad, articles=5)
    into = steer(Steer("merge", "ferry", other="oil"), topics=(broad, FERRY)).topics[0]
    assert [one.label for one in into.stories] == ["price", "spill", "ferry"]
    assert into.articles == 0, "no list opens it"
    out = steer(Steer("merge", "oil", other="ferry"), topics=(broad, FERRY)).topics[0]
    assert not out.stories


@pytest.mark.parametrize(
    "step",
    [
        Steer("rename", OTHER, other="The rest"),
        Steer("merge", OTHER, other="ferry"),
        Steer("merge", "ferry", other=OTHER),
        Steer("split", OTHER),
    ],
)
def test_what_belongs_to_no_topic_stays_as_it_is(step: Steer) -> None:
    rest = Topic(OTHER, (), 0.1, (TopicPassage("a", 9, 0.01),), OTHER)
    steered = steer(step, topics=(FERRY, rest))
    assert steered.waiting == [step]
    assert in_order(steered.topics) == (FERRY, rest)
    with pytest.raises(UsageError, match="is no topic"):
        described(step, (FERRY, rest))


def test_split_and_unsplit_by_the_name_of_the_whole_or_of_a_part() -> None:
    parts = (topic("crude price", "crude", places=(2,)), topic("ferry", "barge", places=(3,)))
    broad = topic("oil", "oil", places=(2, 3), stories=parts)
    split = Steer("split", "oil")
    steered = steer(split, topics=(broad, topic("ferry line", "ferry")))
    assert {one.label for one in in_order(steered.topics)} == {"crude price", "ferry", "ferry line"}
    for name in ("oil", "crude price"):
        again = steer(split, Steer("unsplit", name), topics=(broad,))
        assert again.topics == [broad]
        assert not again.waiting


def test_what_has_no_parts_waits() -> None:
    step = Steer("split", "ferry")
    assert steer(step).waiting == [step]


@pytest.mark.parametrize(
    "step",
    [
        Steer("rename", "tariffs", other="Trade", about=("tariffs", "steel")),
        Steer("merge", "tariffs", other="ferry"),
        Steer("merge", "ferry", other="ferry"),
        Steer("unsplit", "ferry"),
        Steer("rename", "ferry", other=" "),
    ],
)
def test_a_step_that_fits_nothing_waits_and_changes_nothing(step: Steer) -> None:
    steered = steer(step)
    assert steered.waiting == [step]
    assert in_order(steered.topics) == (MINE, OIL, FERRY)


def test_a_topic_whose_label_has_changed_is_found_by_its_keywords() -> None:
    step = Steer("rename", "seabirds in oil", other="Birds", about=("oil spills", "seabirds", "beach"))
    assert "Birds" in [one.label for one in steer(step).topics]


def test_a_label_that_moved_to_another_matter_is_not_followed() -> None:
    assert find((MINE, OIL), "copper mine", ("oil spill", "lagoon", "seabirds")) is OIL
    assert find((MINE, OIL), "copper mine", ()) is MINE
    assert find((MINE, OIL), "weather", ()) is None


def test_a_story_can_be_renamed() -> None:
    broad = topic("oil", "oil", stories=(topic("crude price", "crude"), topic("spill", "spill")))
    steered = steer(Steer("rename", "spill", other="The leak"), topics=(broad,))
    assert [story.label for story in in_order(steered.topics)[0].stories] == ["crude price", "The leak"]


def test_the_last_word_about_a_word_counts() -> None:
    steps = (
        Steer("mute", word="Markets"),
        Steer("pin", word="tariffs"),
        Steer("pin", word="markets"),
        Steer("unpin", word="Tariffs"),
        Steer("mute", word="oil"),
    )
    assert steered_words(Steering(steps)) == SteeredWords((("oil",),), (("market",),))


def test_a_step_takes_along_what_its_topic_was_about() -> None:
    step = described(Steer("merge", "ferry", other="Oil spill"), (MINE, OIL, FERRY))
    assert (step.about, step.other_about) == (FERRY.keywords, OIL.keywords)


@pytest.mark.parametrize(
    "step",
    [
        Steer("rename", "weather", other="x"),
        Steer("rename", "ferry", other=" "),
        Steer("merge", "ferry", other="weather"),
        Steer("mute", word="the"),
        Steer("pin"),
    ],
)
def test_a_step_that_cannot_be_meant_is_refused(step: Steer) -> None:
    with pytest.raises(UsageError):
        described(step, (MINE, OIL, FERRY))
