"""Why a topic is what it is: its keywords, what in a passage speaks for it, and who speaks of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from briefing.model.article import Article, Ref
from briefing.model.explained_topic import (
    TopicEvidence,
    TopicExplanation,
    TopicSpread,
    TopicWord,
    WhyAlsoInTopic,
    WhyInTopic,
)
from briefing.model.topic import Topic
from briefing.text.terms import Term, terms

LONGEST_PASSAGE = 100_000
"""Characters of a passage in which words are looked for."""


def explanation(
    topic: Topic,
    counted: Mapping[str, int],
    why: WhyInTopic | None,
    also: Iterable[WhyAlsoInTopic] = (),
) -> TopicExplanation:
    """Return what makes `topic`, with `why` a passage is in it, and in what `also`.

    `counted` gives how many passages of each article count, in the order the articles came.
    """
    return TopicExplanation(
        label=topic.label,
        key=topic.key,
        keywords=tuple(
            TopicWord(word, weight) for word, weight in zip(topic.keywords, topic.weights, strict=True)
        ),
        passage=why,
        spread=spread(topic, counted),
        also=tuple(sorted(also, key=lambda one: (-one.why.weight, one.label))),
    )


def spread(topic: Topic, counted: Mapping[str, int]) -> tuple[TopicSpread, ...]:
    """Return what each article says of `topic`, in the order given."""
    held = Counter(passage.article for passage in topic.passages)
    return tuple(
        TopicSpread(name, held[name], round(held[name] / total, 4) if total else 0.0)
        for name, total in counted.items()
    )


def why_in_topic(
    topic: Topic, article: Article, ref: Ref, gives: Mapping[tuple[str, ...], float], from_article: float
) -> WhyInTopic:
    """Return why passage `ref` of `article` is in `topic`.

    `gives` says what every word or phrase (as stems) gives in proportion to the others, and
    `from_article`, in [0, 1], which part of the weight comes from the article as a whole.
    """
    weight = next(
        (p.weight for p in topic.passages if (p.article, p.passage) == (ref.article, ref.passage)), 0.0
    )
    passage = article.passages[ref.passage]
    found = _found(article.text, passage.start, min(passage.end, passage.start + LONGEST_PASSAGE), gives)
    uses = Counter(key for key, _, _ in found)
    total = sum(gives[key] for key in uses)
    if not total:
        # What belongs to no topic does so by its own words, of which none tells of one.
        from_article = 1.0 if weight and not topic.is_other else 0.0
    own = round(weight * (1 - from_article), 4)
    words = [
        TopicEvidence(start, end, article.text[start:end], round(own * gives[key] / uses[key] / total, 4))
        for key, start, end in found
    ]
    telling = tuple(word for word in words if word.weight > 0)
    return WhyInTopic(ref.article, ref.passage, weight, telling, own, round(weight - own, 4))


def _found(
    text: str, start: int, end: int, gives: Mapping[tuple[str, ...], float]
) -> list[tuple[tuple[str, ...], int, int]]:
    """Return key and place of every word or phrase of `gives` in `text[start:end]`, longest first."""
    longest = max((len(key) for key in gives), default=0)
    known: Sequence[Term] = terms(text, start, end)
    found: list[tuple[tuple[str, ...], int, int]] = []
    at = 0
    while at < len(known):
        for size in range(min(longest, len(known) - at), 0, -1):
            key = tuple(term.stem for term in known[at : at + size])
            if key in gives:
                found.append((key, known[at].start, known[at + size - 1].end))
                at += size
                break
        else:
            at += 1
    return found
