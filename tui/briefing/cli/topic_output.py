"""How topics, their steering and an explanation look as text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from briefing.cli.cells import cell_width, pad, shown
from briefing.cli.output import Line, Piece
from briefing.model.explained_topic import TopicExplanation
from briefing.model.steering import Steer
from briefing.model.topic import Topic, TopicPassage

_INDENT = " " * 6
_BAR = 20
"""Cells of a bar for an article that speaks of nothing but the topic."""


def topic_lines(topics: Sequence[Topic], names: Sequence[str]) -> Iterator[Line]:
    """Yield each topic with its keywords, its stories and its passages; `names` are all articles."""
    width = max((cell_width(shown(name)) for name in names), default=0)
    for number, topic in enumerate(topics):
        if number:
            yield []
        yield [Piece(f"{topic.share:4.0%}  ", "figure"), Piece(topic.label, "bold")]
        yield [Piece(_INDENT), Piece(", ".join(topic.keywords), "dim")]
        for story in topic.stories:
            yield [
                Piece(f"{_INDENT}{story.share:4.0%}  ", "figure"),
                Piece(story.label),
                Piece(f"  {', '.join(story.keywords)}", "dim"),
            ]
        for name, group in groupby(topic.passages, key=_article_of):
            numbers = " ".join(str(passage.passage) for passage in group)
            yield [Piece(_INDENT), Piece(pad(shown(name), width)), Piece(f"  {numbers}", "label")]


def explanation_lines(found: TopicExplanation) -> Iterator[Line]:
    """Yield the keywords of a topic with their weights, why a passage is in it, and who speaks of it."""
    yield [Piece(found.label, "bold")]
    for word in found.keywords:
        yield [Piece(f"{word.weight:6.2f}  ", "figure"), Piece(word.text)]
    if found.passage is not None:
        why = found.passage
        yield []
        yield [
            Piece(f"{why.article}:{why.passage}", "label"),
            Piece(f"  weight {why.weight:.2f}: its words {why.from_words:.2f}, "),
            Piece(f"its article {why.from_article:.2f}"),
        ]
        for evidence in why.words:
            yield [Piece(f"{evidence.weight:6.2f}  ", "figure"), Piece(evidence.text)]
    yield []
    width = max((cell_width(shown(one.article)) for one in found.spread), default=0)
    for one in found.spread:
        bar = "█" * round(one.share * _BAR)
        yield [
            Piece(f"{one.passages:4}  ", "figure"),
            Piece(pad(shown(one.article), width)),
            Piece(f"  {bar:{_BAR}} {one.share:4.0%}".rstrip(), "dim"),
        ]


def step_text(step: Steer) -> str:
    """Return a step in words: `mute markets`, `rename Taiwan arms to Arms`."""
    if step.verb == "rename":
        return f"rename {step.topic} to {step.other}"
    if step.verb == "merge":
        return f"merge {step.topic} into {step.other}"
    return f"{step.verb} {step.topic or step.word}"


def _article_of(passage: TopicPassage) -> str:
    return passage.article
