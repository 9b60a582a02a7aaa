"""Topics of many articles: kept up as articles come and go, steered, split, opened, saved."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from build_topics import build_topics

from briefing.errors import LibraryError
from briefing.model.article import Article, Ref
from briefing.model.steering import Steer, Steering
from briefing.model.topic import Topic
from briefing.topics.small_set_topics import FEW_ARTICLES
from briefing.topics.topic_model import MANY_ARTICLES, TopicModel

Many = Callable[[int], list[Article]]
COUNT = 90


def matter_of(name: str) -> str:
    return name.partition("-")[0]


def groups(topics: Sequence[Topic]) -> dict[str, str]:
    """The topic that holds most of each article."""
    votes: dict[str, dict[str, int]] = {}
    for topic in topics:
        for passage in topic.passages:
            mine = votes.setdefault(passage.article, {})
            mine[topic.label] = mine.get(topic.label, 0) + 1
    return {name: max(sorted(mine), key=mine.__getitem__) for name, mine in votes.items()}


def agreement(one: dict[str, str], other: dict[str, str]) -> float:
    """NMI of two groupings of the same articles."""
    import numpy as np

    from briefing.topics.communities import agreement as nmi

    names = sorted(one)
    numbers = [np.unique([found[name] for name in names], return_inverse=True)[1] for found in (one, other)]
    return nmi(*numbers)


def test_matters_are_told_apart(many: Many) -> None:
    topics = build_topics(many(COUNT))
    found = groups(topics)
    assert agreement(found, {name: matter_of(name) for name in found}) > 0.95
    for topic in topics:
        assert topic.weights[0] <= 1
        assert len(topic.weights) == len(topic.keywords)
    assert len({topic.key for topic in topics}) == len(topics)


def test_articles_added_one_by_one_end_near_the_whole(many: Many) -> None:
    articles = many(COUNT)
    model = TopicModel()
    for number, article in enumerate(random.Random(5).sample(articles, len(articles))):
        model.add(article)
        if number % 7 == 0:
            model.topics()
    kept = model.topics().topics
    whole = build_topics(articles)
    assert agreement(groups(kept), groups(whole)) >= 0.9
    assert model.rebuild().topics == whole


def test_an_article_that_comes_is_placed_without_moving_others(many: Many) -> None:
    articles = many(COUNT + 2)
    model = TopicModel(articles[:COUNT])
    before = groups(model.topics().topics)
    model.add(articles[COUNT])
    assert not model.stale
    after = groups(model.topics().topics)
    assert {name: after[name] for name in before} == before
    same = next(name for name in before if matter_of(name) == matter_of(articles[COUNT].id))
    assert after[articles[COUNT].id] == before[same]


def test_removal_and_replacement(many: Many) -> None:
    articles = many(COUNT)
    model = TopicModel(articles)
    model.topics()
    model.remove(articles[0].id)
    with pytest.raises(KeyError):
        model.remove(articles[0].id)
    assert articles[0].id not in model
    assert articles[0].id not in groups(model.topics().topics)
    moved = Article(
        **{**{f: getattr(articles[2], f) for f in Article.__dataclass_fields__}, "id": articles[1].id}
    )
    model.add(moved)
    found = groups(model.topics().topics)
    assert found[articles[1].id] == found[articles[2].id]
    rest = [moved, *articles[2:]]
    assert model.rebuild().topics == build_topics(rest)


def test_much_change_makes_all_anew(many: Many) -> None:
    articles = many(COUNT)
    model = TopicModel(articles[:60])
    model.topics()
    for number, article in enumerate(articles[60:], 1):
        model.add(article)
        assert model.stale == (number > 12)


def test_from_few_to_many_and_back(many: Many) -> None:
    articles = many(FEW_ARTICLES + 3)
    model = TopicModel(articles[:FEW_ARTICLES])
    assert model.topics().topics == build_topics(articles[:FEW_ARTICLES])
    for article in articles[FEW_ARTICLES:]:
        model.add(article)
    assert model.topics().topics == build_topics(articles)
    for article in articles[FEW_ARTICLES:]:
        model.remove(article.id)
    assert model.topics().topics == build_topics(articles[:FEW_ARTICLES])


def event(make: Callable[..., Article], count: int) -> list[Article]:
    """`count` articles that all tell of one flood, each in its own order."""
    told = (
        "The flood broke the dyke near the old mill and drowned the orchard.",
        "Rescuers took families from roofs; the rescuers came in fishing boats.",
        "The dyke had been mended in spring, the dyke warden said.",
        "Fishing boats carried water and bread to the families at the mill.",
        "The orchard is lost, and with it the cider harvest.",
        "A warden warned of the flood, but nobody rang the mill bell.",
    )
    return [
        make(f"flood-{at:03}", *random.Random(at).sample(told, 6), "So it was told.") for at in range(count)
    ]


def test_one_affair_keeps_its_aspects_beyond_few_articles(article: Callable[..., Article]) -> None:
    for count in (FEW_ARTICLES, FEW_ARTICLES + 20, FEW_ARTICLES + 21, FEW_ARTICLES + 40):
        topics = build_topics(event(article, count))
        held = {(p.article, p.passage) for topic in topics if not topic.is_other for p in topic.passages}
        assert len(held) < 7 * count, "groups hold every passage, aspects those that speak of them"
        assert any("mill" in topic.label for topic in topics)


def test_the_more_articles_the_more_alike_they_must_be(many: Many, article: Callable[..., Article]) -> None:
    from briefing.topics.encoded_articles import StemVocabulary, encode_article
    from briefing.topics.single_event import ALIKE_FOR_EACH, is_single_event, typical_similarity
    from briefing.topics.vectors import vectors

    vocabulary = StemVocabulary()
    reads = [encode_article(one, vocabulary) for one in event(article, 40)]
    likeness = typical_similarity(vectors([read.stems for read in reads], vocabulary.names))
    assert 40 * ALIKE_FOR_EACH < likeness <= 1
    assert is_single_event(reads, vocabulary.names)
    assert is_single_event(reads[:1], vocabulary.names)
    apart = [
        article(f"apart-{at:02}", " ".join(f"{letter}{at}word" for letter in "abcdefgh")) for at in range(12)
    ]
    assert not is_single_event([encode_article(one, vocabulary) for one in apart], vocabulary.names)
    assert len(many(COUNT)) < MANY_ARTICLES
    reads = [encode_article(one, vocabulary) for one in many(COUNT)]
    assert not is_single_event(reads, vocabulary.names)


@pytest.mark.parametrize("count", [20, COUNT])
def test_a_muted_word_joins_nothing_and_names_nothing(many: Many, count: int) -> None:
    articles = many(count)
    found = build_topics(
        articles, steering=Steering((Steer("mute", word="Vaccines"), Steer("mute", word="ash cloud")))
    )
    said = " ".join(" ".join((topic.label, *topic.keywords)) for topic in found).casefold()
    assert "vaccine" not in said
    assert "ash" not in said
    model = TopicModel(articles)
    steered = model.topics(Steering((Steer("mute", word="vaccine"),)))
    topic = steered.topics[0]
    for passage in topic.passages[:5]:
        why = model.explain(topic.label, steered, Ref(passage.article, passage.passage)).passage
        assert why is not None
        assert "vaccine" not in [word.text.casefold() for word in why.words]


@pytest.mark.parametrize("count", [20, COUNT])
@pytest.mark.parametrize("word", ["engineers", "town hall", "grain price"])
def test_a_pinned_word_leads_a_topic_of_all_passages_that_say_it(many: Many, count: int, word: str) -> None:
    articles = many(count)
    found = build_topics(articles, steering=Steering((Steer("pin", word=word),)))
    led = [topic for topic in found if topic.keywords[0].casefold() == word]
    assert len(led) == 1
    held = {(passage.article, passage.passage) for passage in led[0].passages}
    saying = {
        (one.id, passage.number)
        for one in articles
        for passage in one.passages
        if word in one.text[passage.start : passage.end]
    }
    assert saying <= held


@pytest.mark.parametrize("count", [20, COUNT])
def test_steering_gives_the_same_in_any_order_of_files(many: Many, count: int) -> None:
    articles = many(count)
    first = build_topics(articles)
    steering = Steering(
        (
            Steer("pin", word="engineers"),
            Steer("mute", word="strike"),
            Steer("rename", first[0].label, other="Mine", about=first[0].keywords),
            Steer(
                "merge",
                first[1].label,
                other=first[2].label,
                about=first[1].keywords,
                other_about=first[2].keywords,
            ),
            Steer("split", first[3].label, about=first[3].keywords),
        )
    )
    shuffled = random.Random(8).sample(articles, len(articles))
    assert build_topics(articles, steering=steering) == build_topics(shuffled, steering=steering)


@pytest.mark.parametrize("count", [20, COUNT])
def test_a_topic_splits_into_parts_that_hold_its_passages(many: Many, count: int) -> None:
    model = TopicModel(many(count))
    for whole in model.topics().topics:
        steered = model.topics(Steering((Steer("split", whole.label),)))
        if steered.waiting:
            continue
        parts = [topic for topic in steered.topics if topic.key.startswith(f"{whole.key}/")]
        assert len(parts) >= 2
        held = {(passage.article, passage.passage) for part in parts for passage in part.passages}
        assert held == {(passage.article, passage.passage) for passage in whole.passages}
        labels = [topic.label.casefold() for topic in steered.topics]
        assert len(set(labels)) == len(labels)
        explained = model.explain(
            parts[0].label, steered, Ref(parts[0].passages[0].article, parts[0].passages[0].passage)
        )
        assert explained.passage is not None
        assert explained.passage.weight > 0
        return
    pytest.fail("no topic can be split")


def test_a_broad_topic_opens_into_stories(article: Callable[..., Article], many: Many) -> None:
    stories = ("crater eruption ash lava", "tremor rubble quake fault", "river levee rain dam")
    shared = (
        "rescuers evacuation shelter disaster victims survivors helicopters tents blankets hospital wounded "
        "soldiers doctors bridge camp"
    ).split()
    articles = [one for one in many(120) if matter_of(one.id) in ("chess", "railway", "wheat", "vaccine")]
    for number in range(90):
        chance = random.Random(number)
        one, two = chance.sample(stories[number % 3].split(), 2)
        lines = [f"The {one} and the {two} kept {' and '.join(chance.sample(shared, 4))} busy."]
        frame = "The {} and {} were near the {} of the {}."
        lines.extend(frame.format(*chance.sample(shared, 4)) for _ in range(3))
        articles.append(article(f"disaster-{number:03}", *lines))
    topics = build_topics(articles)
    opened = [topic for topic in topics if topic.stories]
    assert opened
    labels = [one.label.casefold() for topic in topics for one in (topic, *topic.stories)]
    assert len(set(labels)) == len(labels)
    for topic in opened:
        held = sorted((p.article, p.passage) for story in topic.stories for p in story.passages)
        assert held == sorted((p.article, p.passage) for p in topic.passages)
        assert all(story.key.startswith(f"{topic.key}/") for story in topic.stories)


def test_explanation_of_a_merged_topic_takes_the_part_the_passage_is_in(many: Many) -> None:
    model = TopicModel(many(COUNT))
    first = model.topics().topics
    steering = Steering((Steer("merge", first[1].label, other=first[0].label),))
    steered = model.topics(steering)
    for topic in first[:2]:
        ref = Ref(topic.passages[0].article, topic.passages[0].passage)
        why = model.explain(first[0].label, steered, ref).passage
        assert why is not None
        assert why.words
        assert why.from_words + why.from_article == pytest.approx(why.weight)


def test_what_is_saved_is_what_is_opened(many: Many, tmp_path: Path) -> None:
    articles = many(COUNT + 5)
    by_id = {article.id: article for article in articles}
    model = TopicModel(articles[:COUNT], by_id.__getitem__)
    steering = Steering((Steer("pin", word="grain price"), Steer("mute", word="strike")))
    before = model.topics(steering)
    model.save(tmp_path)
    again = TopicModel.open(tmp_path, by_id.__getitem__)
    assert not again.stale
    assert again.topics(steering) == before
    for one in (model, again):
        one.add(articles[COUNT])
        one.remove(articles[0].id)
    assert again.topics(steering) == model.topics(steering)
    assert again.rebuild() == model.rebuild()


@pytest.mark.parametrize("name", ["topics.json", "topics.npz"])
@pytest.mark.parametrize("content", [b"", b"{}", b'{"format": 99}'])
def test_damaged_files_are_refused(many: Many, tmp_path: Path, name: str, content: bytes) -> None:
    model = TopicModel(many(COUNT))
    model.topics()
    model.save(tmp_path)
    (tmp_path / name).write_bytes(content)
    with pytest.raises(LibraryError):
        TopicModel.open(tmp_path, str)  # type: ignore[arg-type]


def test_progress_can_end_the_work_and_leaves_all_as_it_was(many: Many) -> None:
    class Enough(Exception):  # noqa: N818 - no error
        pass

    def stop(done: int, total: int) -> None:
        if done > 0.6 * total:
            raise Enough

    articles = many(COUNT)
    model = TopicModel(articles)
    with pytest.raises(Enough):
        model.topics(progress=stop)
    assert model.stale
    assert model.topics().topics == build_topics(articles)
