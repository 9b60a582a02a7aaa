"""Some dozens of articles about one affair: its events with their aspects, every node of use as any topic."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import pytest
from build_topics import build_topics

from briefing.export.excerpts import from_topic
from briefing.jobs.stepping import finish
from briefing.model.article import Article, Ref
from briefing.model.steering import Steer, Steering
from briefing.model.topic import Topic, TopicPassage, every_topic
from briefing.model.topic_cut import cut
from briefing.session import Session
from briefing.topics.topic_model import TopicModel, beside
from briefing.ui.state.topic_state import TopicIndex

MakeArticle = Callable[..., Article]

SHARED = (
    "The archive of Port Alder burnt, and the fire brigade of Port Alder asked for witnesses.",
    "Fire after fire has troubled Port Alder since spring, the mayor of Port Alder said.",
)
CHAPEL = (
    "The chapel's organ was lost, the organist said of the chapel's organ from 1790.",
    "A candle in the chapel set the altar cloth alight, the sexton believes.",
    "The sexton had left a candle on the altar, and the altar cloth burnt first.",
    "Parishioners carried the organ's pipes and the altar's silver out of the chapel.",
    "The bishop will hold mass in a tent beside the chapel, and the bishop has asked for gifts.",
)
SAWMILL = (
    "Sparks from a saw blade reached the sawmill's timber, an inspector found.",
    "The inspector said the timber had been stacked too near the saw blade.",
    "The sawmill's owner is insured, and the insurer has sent an assessor to the sawmill.",
    "An assessor counted the burnt timber for the insurer.",
    "Workers of the sawmill will be paid until June, a foreman of the sawmill said.",
)


@pytest.fixture
def fires(article: MakeArticle) -> list[Article]:
    articles = []
    for number in range(14):
        chance = random.Random(number)
        told = chance.sample(CHAPEL if number < 8 else SAWMILL, 4)
        articles.append(article(f"news/{number:02}", chance.choice(SHARED), *told, "So it was told."))
    return articles


def held(topic: Topic) -> set[tuple[str, int]]:
    return {(one.article, one.passage) for one in topic.passages}


def test_events_hold_aspects_and_none_is_cut_in_two(fires: list[Article]) -> None:
    *events, other = build_topics(fires)
    assert other.is_other
    assert [event.articles for event in events] == [8, 6]
    total = sum(len(one.passages) for one in fires)
    for event, names in zip(events, (range(8), range(8, 14)), strict=True):
        assert {name for name, _ in held(event)} == {f"news/{number:02}" for number in names}
        assert len(event.stories) > 2
        assert set().union(*map(held, event.stories)) == held(event)
        assert all(story.key.startswith(f"{event.key}/") for story in event.stories)
        assert all(
            topic.share == pytest.approx(len(topic.passages) / total) for topic in (event, *event.stories)
        )
    assert "chapel" in events[0].label.casefold()
    assert "sawmill" in events[1].label.casefold()
    every = [topic.label for topic in every_topic((*events, other))]
    assert len({label.casefold() for label in every}) == len(every)


def test_the_default_list_has_the_aspects_and_what_is_other(fires: list[Article]) -> None:
    tree = build_topics(fires)
    shown = cut(tree, "default")
    assert shown[-1].is_other
    assert not any(topic.stories for topic in shown)
    total = {(one.id, passage.number) for one in fires for passage in one.passages}
    assert set().union(*map(held, shown)) == total


def test_an_event_of_few_articles_is_not_opened(article: MakeArticle, fires: list[Article]) -> None:
    wreck = (
        "The schooner's keel broke on the reef, the lighthouse keeper of Port Alder saw.",
        "The schooner lies on the reef with a cargo of tea.",
        "Divers search the schooner for its log.",
    )
    topics = build_topics(
        [*fires, *(article(f"news/{n}", *SHARED, *wreck, "So it was told.") for n in "xyz")]
    )
    event = next(topic for topic in topics if topic.articles == 3)
    assert event.stories == ()
    assert len(event.passages) == 3 * 6


def test_any_order_of_files_gives_the_same(fires: list[Article]) -> None:
    assert build_topics(fires) == build_topics(random.Random(3).sample(fires, len(fires)))


def test_a_pinned_word_leads_a_topic_of_all_events_and_a_muted_one_none(fires: list[Article]) -> None:
    topics = build_topics(fires, steering=Steering((Steer("pin", word="mayor"),)))
    assert any(topic.keywords[:1] == ("mayor",) and not topic.stories for topic in topics)
    assert sum(bool(topic.stories) for topic in topics) == 2
    muted = build_topics(fires, steering=Steering((Steer("mute", word="sexton"),)))
    said = [word for topic in every_topic(muted) for word in (topic.label, *topic.keywords)]
    assert not any("sexton" in word.casefold() for word in said)
    unknown = TopicModel(fires).topics(Steering((Steer("pin", word="zeppelin"),)))
    assert len(unknown.waiting) == 1


def test_an_event_is_split_into_its_aspects_and_explained(fires: list[Article]) -> None:
    model = TopicModel(fires)
    steered = model.topics()
    event = steered.topics[0]
    split = build_topics(fires, steering=Steering((Steer("split", topic=event.label),)))
    assert {story.label for story in event.stories} <= {topic.label for topic in split}
    for topic in (event, *event.stories):
        ref = Ref(topic.passages[0].article, topic.passages[0].passage)
        why = model.explain(topic.label, steered, ref).passage
        assert why is not None
        assert why.words
        assert why.weight == pytest.approx(why.from_words + why.from_article)


def test_a_passage_has_the_narrowest_topics_beside_one() -> None:
    def made(label: str, *numbers: int, stories: tuple[Topic, ...] = ()) -> Topic:
        held = tuple(TopicPassage("a", number, 0.5) for number in numbers)
        return Topic(label, (label,), 0.1, held, label, (1.0,), stories)

    organ, altar = made("organ", 1, 2), made("altar", 2, 3)
    fire, flood = made("fire", 1, 2, 3, stories=(organ, altar)), made("flood", 2)
    tree = (fire, flood)
    assert beside(tree, organ, Ref("a", 2)) == [altar, flood]
    assert beside(tree, fire, Ref("a", 2)) == [flood]
    assert beside(tree, flood, Ref("a", 2)) == [organ, altar]
    assert beside(tree, organ, Ref("a", 1)) == []


@dataclass(frozen=True)
class Opened:
    session: Session
    tree: Sequence[Topic]
    articles: dict[str, Article]


@pytest.fixture
def opened(fires: list[Article]) -> Opened:
    session = Session()
    session.hold(fires)
    return Opened(session, session.topics.tree(), {one.id: one for one in fires})


def test_every_node_has_bars_a_synopsis_a_search_and_an_export(opened: Opened) -> None:
    index = TopicIndex(cut(opened.tree, "default"), tuple(opened.tree))
    nodes = list(every_topic(opened.tree))
    assert len(nodes) > 8
    for topic in nodes:
        assert index.find(topic.label) == topic
        assert sum(index.spread(topic).values()) == len(topic.passages)
        table = finish(opened.session.related.synopsis(topic))
        cells = {(one.article, one.passage) for row in table.rows for cell in row.cells for one in cell}
        assert cells == held(topic)
        found = opened.session.search.passages(f'topic:"{topic.label}"', limit=1000).hits
        assert {(hit.article, hit.passage) for hit in found} == held(topic)
        excerpts = from_topic(topic, opened.articles)
        assert [one.label for one in excerpts] == [topic.label] * len(topic.passages)
        assert opened.session.topics.called(topic.label.upper()) == topic


SYLLABLES = ("ba", "do", "fi", "gu", "ke", "lo", "mi", "nu", "pa", "ro", "si", "tu")


def nouns(matter: int) -> list[str]:
    """Ten words that no other matter has."""
    begin = SYLLABLES[matter] + SYLLABLES[(matter * 5 + 3) % 12]
    return [f"{begin}{SYLLABLES[at]}{'nrt'[at % 3]}" for at in range(10)]


def reports(make: MakeArticle, matters: int, each: int) -> list[Article]:
    """`each` articles on each of the matters, of six passages that name some of its words."""
    found: list[Article] = []
    for matter in range(matters):
        for number in range(each):
            chance = random.Random(100 * matter + number)
            lines = [
                "The {} and the {} of the {} were seen by a {} on Monday.".format(
                    *chance.sample(nouns(matter), 4)
                )
                for _ in range(6)
            ]
            found.append(make(f"m{matter:02}-{number}", *lines))
    return found


@pytest.mark.parametrize(("matters", "each"), [(12, 1), (6, 2), (4, 3), (3, 4), (4, 4)])
def test_a_folder_of_a_dozen_joins_no_unrelated_stories(
    article: MakeArticle, matters: int, each: int
) -> None:
    for topic in cut(build_topics(reports(article, matters, each)), "default"):
        if not topic.is_other:
            assert len({passage.article[:3] for passage in topic.passages}) == 1, topic.label
