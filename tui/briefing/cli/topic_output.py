"""How topics, their steering and an explanation look as text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from briefing.cli.article_labels import ArticleLabels
from briefing.cli.cells import cell_width, wrap
from briefing.cli.output import Line, Piece, TableColumn, flow, table
from briefing.model.explained_topic import TopicExplanation
from briefing.model.steering import Steer
from briefing.model.topic import Topic, TopicPassage

_INDENT = " " * 6
_BAR = 20
"""Cells of a bar for an article that speaks of nothing but the topic."""
_LEAST = 20
"""Cells that the names of articles, and the numbers of passages beside them, take at least."""


def topic_lines(topics: Sequence[Topic], labels: ArticleLabels, width: int) -> Iterator[Line]:
    """Yield each topic with its keywords, its stories, and its passages article by article."""
    for number, topic in enumerate(topics):
        if number:
            yield []
        yield [Piece(f"{topic.share:4.0%}  ", "figure"), Piece(topic.label, "bold")]
        if topic.keywords:
            yield from flow([Piece(", ".join(topic.keywords), "dim")], width, _INDENT)
        yield from _stories(topic.stories, width, _INDENT)
        passages = [
            (name, " ".join(str(passage.passage) for passage in group))
            for name, group in groupby(topic.passages, key=_article_of)
        ]
        yield from _passages(passages, labels, width)


def _stories(topics: Sequence[Topic], width: int, indent: str) -> Iterator[Line]:
    """A line for each topic inside another, what is inside it farther in."""
    for topic in topics:
        share, keywords = Piece(f"{topic.share:4.0%}  ", "figure"), ", ".join(topic.keywords)
        yield from flow([share, Piece(topic.label), Piece(f"  {keywords}", "dim")], width, indent)
        yield from _stories(topic.stories, width, f"{indent}  ")


def _passages(passages: Sequence[tuple[str, str]], labels: ArticleLabels, width: int) -> Iterator[Line]:
    """A line for each article: its letter and name, its date, and the numbers of its passages, which go on
    below themselves."""
    rows: list[Line] = []
    for name, _ in passages:
        source, date, title = labels.about(name)
        called = title.text if source.text == "-" else f"{source.text} · {title.text}"
        rows.append([Piece(labels.letter(name), "label"), Piece(called), date])
    room = max((width - len(_INDENT)) * 2 // 3, _LEAST)
    columns = (TableColumn(), TableColumn(least=12), TableColumn(filled=True))
    for (_, numbers), row in zip(passages, table(rows, columns, room), strict=True):
        used = len(_INDENT) + sum(cell_width(piece.text) for piece in row) + 2
        lines = wrap(numbers, max(width - used, _LEAST))
        yield [Piece(_INDENT), *row, Piece(f"  {lines[0]}", "label")]
        for line in lines[1:]:
            yield [Piece(" " * used + line, "label")]


def explanation_lines(found: TopicExplanation, labels: ArticleLabels, width: int) -> Iterator[Line]:
    """Yield the keywords of a topic with their weights, why a passage is in it, and who speaks of it."""
    yield [Piece(found.label, "bold")]
    for word in found.keywords:
        yield [Piece(f"{word.weight:6.2f}  ", "figure"), Piece(word.text)]
    if found.passage is not None:
        why = found.passage
        yield []
        yield labels.placed(why.article, why.passage, width)
        yield [
            Piece(f"{_INDENT}weight {why.weight:.2f}: its words {why.from_words:.2f}, "),
            Piece(f"its article {why.from_article:.2f}"),
        ]
        for evidence in why.words:
            yield [Piece(f"{evidence.weight:6.2f}  ", "figure"), Piece(evidence.text)]
        for other in found.also:
            words = ", ".join(dict.fromkeys(evidence.text for evidence in other.why.words))
            yield [Piece(f"{_INDENT}also {other.label}, {other.why.weight:.2f}"), Piece(f"  {words}", "dim")]
    yield []
    rows: list[Line] = []
    for one in found.spread:
        bar = "█" * round(one.share * _BAR)
        rows.append(
            [
                Piece(f"{one.passages:4}", "figure"),
                Piece(labels.letter(one.article), "label"),
                Piece(labels.short_name(one.article)),
                labels.about(one.article)[1],
                Piece(f"{bar:{_BAR}} {one.share:4.0%}".rstrip(), "dim"),
            ]
        )
    number, name = TableColumn(right=True), TableColumn(least=12)
    yield from table(rows, (number, TableColumn(), name, TableColumn(), TableColumn()), width)


def step_text(step: Steer) -> str:
    """Return a step in words: `mute markets`, `rename Taiwan arms to Arms`."""
    if step.verb == "rename":
        return f"rename {step.topic} to {step.other}"
    if step.verb == "merge":
        return f"merge {step.topic} into {step.other}"
    return f"{step.verb} {step.topic or step.word}"


def _article_of(passage: TopicPassage) -> str:
    return passage.article
