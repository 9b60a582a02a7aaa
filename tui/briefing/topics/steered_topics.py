"""Topics as a reader steered them: renamed, merged, split.

Muted and pinned words are heeded where topics are made; what is done to a topic as a whole is
done here, step by step, to the topics that came out. A step names its topic by the label it had;
where that label is gone, because the folder or the steering has changed, the topic that shares
its keywords is taken. A step that fits nothing waits.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, field, replace

from briefing.model.steering import Steer, Steering
from briefing.model.topic import Topic, TopicPassage, every_topic
from briefing.text.clean import clean_line
from briefing.text.stems import stem
from briefing.text.stopwords import STOPWORDS
from briefing.text.tokens import fold, words
from briefing.topics.steered_words import Key, key_of

LONGEST_LABEL = 80
"""Characters of a name a reader gave."""
SAME_TOPIC = 0.3
"""Dice coefficient of the stems of two lists of keywords from which on they tell of one topic."""
SAME_TARGET = 0.5
"""The same for what others are put into: to put a topic into another than was meant is worse than to wait."""
KEYWORDS = 8

Split = Callable[[Topic], Sequence[Topic]]
"""Gives the parts of a topic; fewer than two where it has none."""


@dataclass(slots=True)
class TopicSteerer:
    """Topics under the hands of a reader."""

    topics: list[Topic]
    total: int
    """Passages that count, in all articles."""
    split: Split
    waiting: list[Steer] = field(default_factory=list)
    made_of: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """Key of a topic that others were merged into, to the keys of all it is made of."""
    _whole: dict[str, Topic] = field(default_factory=dict)
    """Key of a part to the topic it was split from."""

    def apply(self, steering: Steering, missing: Collection[Key] = ()) -> None:
        """Do every step about a topic, in order; `missing` are the stems of words that stand nowhere."""
        for step in steering.steps:
            if step.verb in ("mute", "pin"):
                done = key_of(step.word) not in missing
            else:
                done = step.verb not in _DONE_HERE or _DONE_HERE[step.verb](self, step)
            if not done:
                self.waiting.append(step)

    def _rename(self, step: Steer) -> bool:
        name = clean_line(step.other).strip()[:LONGEST_LABEL].strip()
        found = find(self.topics, step.topic, step.about)
        if not name or found is None:
            return False
        others = [fold(label) for label in labels_of(self.topics) if label != found.label]
        named = replace(found, label=free_label(name, others))
        self.topics = [_with(topic, found, named) for topic in self.topics]
        return True

    def _merge(self, step: Steer) -> bool:
        one = find(self.topics, step.topic, step.about)
        other = find(self.topics, step.other, step.other_about, least=SAME_TARGET)
        if one is None or other is None or _holds(one, other) or _holds(other, one):
            return False
        self.made_of[other.key] = (*self._parts_of(other), *self._parts_of(one))
        self.topics = _without(self.topics, one, self.total)
        into = next(topic for topic in every_topic(self.topics) if topic.key == other.key)
        whole = merged(into, one, self.total)
        self.topics = [_with(topic, into, whole, one, self.total) for topic in self.topics]
        return True

    def _split(self, step: Steer) -> bool:
        topic = find(self.topics, step.topic, step.about)
        parts = self.split(topic) if topic is not None else ()
        if topic is None or len(parts) < 2:
            return False
        self.topics = _without(self.topics, topic, self.total)
        taken = [fold(label) for label in labels_of(self.topics)]
        for part in parts:
            label = free_label(part.label, taken)
            taken.append(fold(label))
            self._whole[part.key] = topic
            self.topics.append(replace(part, label=label))
        return True

    def _unsplit(self, step: Steer) -> bool:
        whole = find(list(self._whole.values()), step.topic, (), inside=False)
        if whole is None:
            part = find([one for one in self.topics if one.key in self._whole], step.topic, step.about)
            whole = self._whole[part.key] if part is not None and part.key in self._whole else None
        if whole is None:
            return False
        parts = {key for key, topic in self._whole.items() if topic is whole}
        self._whole = {key: topic for key, topic in self._whole.items() if topic is not whole}
        self.topics = [topic for topic in self.topics if topic.key not in parts]
        taken = [fold(label) for label in labels_of(self.topics)]
        self.topics.append(replace(whole, label=free_label(whole.label, taken)))
        return True

    def _parts_of(self, topic: Topic) -> tuple[str, ...]:
        return self.made_of.get(topic.key, (topic.key,))


_DONE_HERE: dict[str, Callable[[TopicSteerer, Steer], bool]] = {
    "rename": TopicSteerer._rename,
    "merge": TopicSteerer._merge,
    "split": TopicSteerer._split,
    "unsplit": TopicSteerer._unsplit,
}


def in_order(topics: Iterable[Topic]) -> tuple[Topic, ...]:
    """Return topics with the largest share first, what belongs to none last."""
    return tuple(sorted(topics, key=lambda topic: (topic.is_other, -topic.share, topic.label)))


def labels_of(topics: Iterable[Topic]) -> list[str]:
    """Return the labels of topics and of all inside them."""
    return [topic.label for topic in every_topic(topics)]


def free_label(name: str, taken: Sequence[str]) -> str:
    """Return `name`, with a number behind it when its folded form is among those `taken`."""
    number, label = 1, name
    while fold(label) in taken:
        number += 1
        label = f"{name} {number}"
    return label


def find(
    topics: Sequence[Topic],
    label: str,
    about: Sequence[str],
    *,
    inside: bool = True,
    least: float = SAME_TOPIC,
) -> Topic | None:
    """Return the topic called `label`, or the one most like the keywords `about`, by `least` at least.

    What belongs to no topic is none. Where one topic has the label and another the keywords, the other must
    be much the more like; of equally like ones the broader is taken. With `inside`, also narrower ones are
    looked at.
    """
    wanted = stems_of(about)
    best: tuple[float, Topic] | None = None
    for topic in every_topic(topics) if inside else topics:
        alike = dice(wanted, stems_of(topic.keywords))
        named = fold(topic.label) == fold(label)
        likeness = alike + SAME_TOPIC if named else alike
        if topic.is_other or not (named or alike >= least):
            continue
        if best is None or likeness > best[0]:
            best = (likeness, topic)
    return best[1] if best else None


def _holds(topic: Topic, other: Topic) -> bool:
    return any(one.key == other.key for one in every_topic([topic]))


def _with(topic: Topic, old: Topic, new: Topic, came: Topic | None = None, total: int = 0) -> Topic:
    """Return a topic with `new` in the place of `old`, wherever inside; `came` is what `new` has more."""
    if topic is old:
        return new
    if not any(one is old for one in every_topic(topic.stories)):
        return topic
    if came is not None:
        grown = merged(topic, came, total)
        about = topic.articles + came.articles
        topic = replace(topic, passages=grown.passages, share=grown.share, articles=about)
    return replace(topic, stories=tuple(_with(one, old, new, came, total) for one in topic.stories))


def _without(topics: Sequence[Topic], gone: Topic, total: int) -> list[Topic]:
    """Return topics without one of them, or of those inside them; what held it no longer has its passages."""
    left: list[Topic] = []
    for topic in topics:
        if topic is gone:
            continue
        if any(one is gone for one in every_topic(topic.stories)):
            places = {(passage.article, passage.passage) for passage in gone.passages}
            kept = tuple(one for one in topic.passages if (one.article, one.passage) not in places)
            stories = tuple(_without(topic.stories, gone, total))
            if not kept:
                continue
            about = max(topic.articles - gone.articles, 0)
            share = len(kept) / max(total, 1)
            left.append(replace(topic, passages=kept, share=share, stories=stories, articles=about))
        else:
            left.append(topic)
    return left


def stems_of(phrases: Iterable[str]) -> frozenset[str]:
    """Return the stems of every content word in `phrases`."""
    return frozenset(
        stem(word.folded) for phrase in phrases for word in words(phrase) if word.folded not in STOPWORDS
    )


def dice(one: frozenset[str], other: frozenset[str]) -> float:
    """Return the Dice coefficient of two sets; 0 when both are empty."""
    return 2 * len(one & other) / max(len(one) + len(other), 1)


def merged(into: Topic, other: Topic, total: int) -> Topic:
    """Return `into` with the passages and keywords of `other`; `total` are all passages.

    What has stories keeps them: the other's become some of them, or the other is one. Where `into` has none
    and the other has, there are none: a topic that is opened shows its stories in its place, so they must
    hold all of it. No list opens what a reader put together.
    """
    weights = {(p.article, p.passage): p.weight for p in other.passages}
    for passage in into.passages:
        place = (passage.article, passage.passage)
        weights[place] = max(passage.weight, weights.get(place, 0.0))
    keywords = _merged_keywords(into, other)
    stories = (*into.stories, *(other.stories or (other,))) if into.stories else ()
    return replace(
        into,
        keywords=tuple(keywords),
        weights=tuple(keywords.values()),
        share=len(weights) / max(total, 1),
        passages=tuple(TopicPassage(*place, weights[place]) for place in sorted(weights)),
        stories=stories,
        articles=0 if stories else into.articles + other.articles,
    )


def _merged_keywords(into: Topic, other: Topic) -> dict[str, float]:
    """The best keywords of both with their weights: each counts by the size of its topic."""
    found: dict[str, float] = {}
    most = max(into.share, other.share) or 1.0
    for topic in (into, other):
        for word, weight in zip(topic.keywords, topic.weights, strict=True):
            found[word] = max(found.get(word, 0.0), round(weight * topic.share / most, 4))
    best = sorted(found.items(), key=lambda item: (-item[1], item[0]))[:KEYWORDS]
    return dict(best)
