"""The tree of topics: events are kept whole, the cut through it, steering wherever a topic stands."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest
from build_topics import build_topics
from hypothesis import given, settings
from hypothesis import strategies as st
from tiers import examples

from briefing.model.article import Article
from briefing.model.steering import Steer, Steering
from briefing.model.topic import Topic, TopicPassage, every_topic
from briefing.model.topic_cut import FEWEST, GRAINS, MOST_SHARE, WANTED, cut
from briefing.topics.event_clusters import event_clusters, local_scale
from briefing.topics.steered_topics import TopicSteerer
from briefing.topics.topic_model import TopicModel

MakeArticle = Callable[..., Article]
LEAGUES = ("chess gambit board", "rowing oar regatta", "fencing foil duel", "archery arrow bow")


def topic(label: str, *stories: Topic, places: range = range(0), words: str = "") -> Topic:
    held = [passage for story in stories for passage in story.passages]
    held += [TopicPassage(f"a{number:02}", 0, 0.5) for number in places]
    keywords = tuple((words or label).split())
    passages = tuple(sorted(held, key=lambda one: one.article))
    weights = (1.0,) * len(keywords)
    return Topic(label, keywords, len(passages) / 100, passages, label, weights, stories, len(passages))


@pytest.fixture
def tree() -> list[Topic]:
    cups = [topic(f"cup{at}", places=range(10 * at, 10 * at + 10)) for at in range(4)]
    wars = [topic(f"war{at}", places=range(40 + 4 * at, 44 + 4 * at)) for at in range(5)]
    return [topic("sport", *cups), topic("conflict", *wars), topic("film", places=range(60, 64))]


def test_the_cut_opens_what_is_broad_and_keeps_what_has_no_parts(tree: list[Topic]) -> None:
    assert [one.label for one in cut(tree, "coarse")] == ["sport", "conflict", "film"]
    shown = [one.label for one in cut(tree, "default")]
    assert shown == [*(f"cup{at}" for at in range(4)), *(f"war{at}" for at in range(5)), "film"]
    alone = [topic("one affair", places=range(50))]
    assert cut(alone, "default") == tuple(alone)
    assert cut((), "fine") == ()


@st.composite
def trees(draw: st.DrawFn) -> list[Topic]:
    """Trees of topics with up to three levels."""
    labels = iter(range(10_000))
    start = iter(range(0, 1_000_000, 100))

    def grown(depth: int) -> Topic:
        parts = draw(st.integers(0, 5)) if depth < 3 else 0
        if parts < 2:
            first = next(start)
            return topic(f"t{next(labels)}", places=range(first, first + draw(st.integers(1, 30))))
        return topic(f"t{next(labels)}", *(grown(depth + 1) for _ in range(parts)))

    return [grown(0) for _ in range(draw(st.integers(0, 6)))]


@settings(max_examples=examples(60), deadline=None)
@given(trees())
def test_every_cut_shares_out_all_passages_and_holds_its_bounds(found: list[Topic]) -> None:
    total = sum(one.articles for one in found)
    for grain in ("coarse", "default", "fine"):
        shown = cut(found, grain)
        held = sorted(passage.article for one in shown for passage in one.passages)
        assert held == sorted(passage.article for one in found for passage in one.passages)
        if grain == "coarse":
            continue
        opened = [one for one in shown if one.stories]
        assert all(one.articles <= MOST_SHARE * total for one in opened)
        assert len(shown) >= FEWEST or not opened
    most = max((len(one.stories) for one in every_topic(found)), default=0)
    assert len(cut(found, "default")) <= max(WANTED["default"], len(found), FEWEST + most, 7 * most)


def test_what_is_alike_is_one_event_and_order_decides_nothing() -> None:
    likeness = np.zeros((6, 6), dtype=np.float32)
    for one, other, value in ((0, 1, 0.9), (1, 2, 0.6), (0, 2, 0.5), (3, 4, 0.4), (2, 3, 0.2)):
        likeness[one, other] = likeness[other, one] = value
    assert event_clusters(likeness.copy()).tolist() == [0, 0, 0, 1, 1, 2]
    order = np.array([5, 3, 1, 0, 4, 2])
    found = event_clusters(likeness[np.ix_(order, order)])
    assert [[found[one] == found[other] for one in (3, 2, 5)] for other in (3, 2, 5)] == [[True] * 3] * 3
    assert event_clusters(np.zeros((1, 1), dtype=np.float32)).tolist() == [0]


def test_who_is_among_close_ones_must_be_closer() -> None:
    scale = local_scale([[(1, 0.8)], [(0, 0.8)], [(3, 0.2)], [(2, 0.2)]])
    assert scale[0] < scale[2]
    assert local_scale([[], []]).tolist() == [1.0, 1.0]


def season(make: MakeArticle) -> list[Article]:
    """Four sports with five contests each, of which four reports tell in words of their own."""
    articles = []
    for sport, words in enumerate(LEAGUES):
        game, *gear = words.split()
        for contest in range(5):
            winner, loser, town, judge, prize = (
                f"{root}{'aeiou'[contest]}{'lmnr'[sport]}" for root in ("Ard", "Bol", "Corv", "Dend", "fleck")
            )
            for paper in range(4):
                chance = random.Random(100 * sport + 10 * contest + paper)
                lines = [
                    f"The {winner} crew beat {loser} at {game} near {town}.",
                    f"In {town} the {prize} went to {winner}, who thanked {judge}.",
                    f"Judge {judge} gave {loser} a second {prize} for the {gear[0]}.",
                    f"The {gear[1]} broke when {winner} met {loser} before {judge}.",
                ]
                articles.append(make(f"s{sport}-c{contest}-{paper}", *chance.sample(lines, 3)))
    return articles


def test_contests_are_leaves_whole_and_named_by_who_was_in_them(article: MakeArticle) -> None:
    articles = season(article) + [
        article(f"x{at}", f"Gale {at} blew from the north.", "It rained on the coast.") for at in range(25)
    ]
    found = build_topics(articles)
    leaves = [one for one in every_topic(found) if not one.stories]
    of_contest = {leaf.label: {p.article[:5] for p in leaf.passages} for leaf in leaves}
    whole = [label for label, held in of_contest.items() if len(held) == 1]
    assert len(whole) >= 16, of_contest
    named = [label for label in whole if any(word in label for word in ("Ard", "Bol", "Corv", "Dend"))]
    assert len(named) >= 12, whole
    labels = [one.label.casefold() for one in every_topic(found)]
    assert len(set(labels)) == len(labels)
    shuffled = random.Random(2).sample(articles, len(articles))
    assert build_topics(shuffled) == found


def test_no_label_is_a_word_that_most_of_the_folder_holds(article: MakeArticle) -> None:
    told = [(one.id, *one.text.split("\n"), "All of Umbria listened to it.") for one in season(article)]
    said = " ".join(one.label for one in every_topic(build_topics([article(*lines) for lines in told])))
    assert "Umbria" not in said


def steered(topics: list[Topic], *steps: Steer) -> TopicSteerer:
    found = TopicSteerer(list(topics), 100, lambda one: one.stories)
    found.apply(Steering(steps))
    return found


def test_a_narrow_topic_is_renamed_where_it_stands(tree: list[Topic]) -> None:
    done = steered(tree, Steer("rename", "cup2", other="The final", about=("cup2",)))
    assert [one.label for one in done.topics[0].stories] == ["cup0", "cup1", "The final", "cup3"]
    assert not done.waiting


def test_a_topic_merged_across_the_tree_takes_its_passages_along(tree: list[Topic]) -> None:
    done = steered(tree, Steer("merge", "war1", other="cup0"))
    sport, conflict, _ = done.topics
    assert len(sport.passages) == 44
    assert len(conflict.passages) == 16
    cup = next(one for one in sport.stories if one.label == "cup0")
    assert (len(cup.passages), cup.articles) == (14, 14)
    assert [one.label for one in conflict.stories] == ["war0", "war2", "war3", "war4"]
    assert (sport.articles, conflict.articles) == (44, 16)
    inside = steered(tree, Steer("merge", "sport", other="cup0"))
    assert inside.waiting, "a topic cannot go into a part of itself"


@pytest.mark.parametrize(
    ("one", "other"),
    [("film", "sport"), ("war1", "sport"), ("sport", "film"), ("sport", "conflict"), ("war1", "cup0")],
)
def test_what_was_merged_is_shown_at_every_grain(tree: list[Topic], one: str, other: str) -> None:
    """A topic that is opened shows its parts in its place: they hold all of it, or it has none."""
    done = steered(tree, Steer("merge", one, other=other)).topics
    held = {(p.article, p.passage) for topic in tree for p in topic.passages}
    for topic in (topic for topic in every_topic(done) if topic.stories):
        inside = {(p.article, p.passage) for story in topic.stories for p in story.passages}
        assert inside == {(p.article, p.passage) for p in topic.passages}, topic.label
    for grain in GRAINS:
        assert {(p.article, p.passage) for shown in cut(done, grain) for p in shown.passages} == held


def test_a_split_topic_leaves_what_held_it_and_comes_back(tree: list[Topic]) -> None:
    parts = (topic("early", places=range(5)), topic("late", places=range(5, 10)))
    cups = (replace(tree[0].stories[0], stories=parts), *tree[0].stories[1:])
    sport = replace(tree[0], stories=cups)
    done = steered([sport, *tree[1:]], Steer("split", "cup0"))
    assert [one.label for one in done.topics] == ["sport", "conflict", "film", "early", "late"]
    assert len(done.topics[0].passages) == 30
    back = steered([sport, *tree[1:]], Steer("split", "cup0"), Steer("unsplit", "cup0"))
    assert [one.label for one in back.topics] == ["sport", "conflict", "film", "cup0"]


def test_an_article_that_comes_goes_down_the_tree(article: MakeArticle) -> None:
    articles = season(article) + [
        article(f"x{at}", f"Gale {at} blew from the north.", "It rained on the coast.") for at in range(25)
    ]
    late = articles.pop(7)
    model = TopicModel(articles)
    before = model.topics().topics
    model.add(late)
    after = model.topics().topics
    labels = {one.label for one in every_topic(before)}
    assert {one.label for one in every_topic(after)} == labels
    home = [one for one in every_topic(after) if any(p.article == late.id for p in one.passages)]
    assert {p.article[:5] for p in home[-1].passages} == {late.id[:5]}
