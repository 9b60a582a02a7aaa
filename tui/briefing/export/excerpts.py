"""Excerpts from marks, figures and topics. Pure: values in, values out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from briefing.model.article import Article, Span
from briefing.model.excerpt import Citation, Excerpt
from briefing.model.figure import Figure
from briefing.model.mark import Mark, PlacedMark
from briefing.model.topic import Topic
from briefing.text.word_difference import is_reworded


def from_mark(placed: PlacedMark, article: Article | None) -> Excerpt:
    """Return the excerpt of a mark; `article` is the one it is placed in, None for an orphan.

    The words are those that were marked, also where the article has others in their place now: what a
    person noted was said of them. An orphan keeps the place and the citation it had when it was made.
    """
    mark = placed.mark
    if article is None or placed.passage is None or placed.start is None or placed.end is None:
        return _mark_excerpt(
            mark, kept_citation(placed), mark.passage, Span(mark.start, mark.end), mark.text, now=""
        )
    span = Span(placed.start, placed.end)
    text = article.text[span.start : span.end]
    # An article may have text and no passage: a file of nothing but a rule, or a byte-order mark.
    there = article.passages[placed.passage] if placed.passage < len(article.passages) else None
    context = article.text[there.start : there.end] if there is not None else ""
    place = there.place if there is not None else ""
    context = context if text in context != text else ""
    words, now = (mark.text, text) if is_reworded(mark.text, text) else (text, None)
    excerpt = _mark_excerpt(mark, citation(article), placed.passage, span, words, context, now=now)
    return replace(excerpt, place=place)


def from_figure(figure: Figure, article: Article, sentence: Span, normal: str) -> Excerpt:
    """Return the excerpt of a figure with the sentence it stands in and its normal form."""
    context = article.text[sentence.start : sentence.end]
    return Excerpt(
        citation(article),
        figure.passage,
        figure.start,
        figure.end,
        figure.text,
        context=context if context != figure.text else "",
        label=figure.kind,
        value=figure.value,
        low=figure.low,
        high=figure.high,
        unit=figure.unit,
        normal=normal,
        place=article.passages[figure.passage].place,
    )


def from_topic(topic: Topic, articles: Mapping[str, Article]) -> list[Excerpt]:
    """Return the passages of a topic, in its order, labelled with it.

    `articles` are those the topic was built from, by id; KeyError where one of them is missing.
    """
    return [from_passage(articles[one.article], one.passage, topic.label) for one in topic.passages]


def from_passage(article: Article, number: int, label: str) -> Excerpt:
    """Return a passage of an article as an excerpt, labelled with what it was found by."""
    passage = article.passages[number]
    return Excerpt(
        citation(article),
        passage.number,
        passage.start,
        passage.end,
        article.text[passage.start : passage.end],
        label=label,
        place=passage.place,
    )


def citation(article: Article) -> Citation:
    """Return how `article` is cited."""
    return Citation.of(article)


def kept_citation(orphan: PlacedMark) -> Citation:
    """Return the citation that a mark kept from when it was made, of the article that has its name now."""
    mark = orphan.mark
    return Citation(orphan.of_article, mark.title, mark.source or None, None, mark.published or None, None)


def _mark_excerpt(
    mark: Mark,
    cited: Citation,
    passage: int,
    span: Span,
    text: str,
    context: str = "",
    now: str | None = None,
) -> Excerpt:
    return Excerpt(
        cited,
        passage,
        span.start,
        span.end,
        text,
        context=context,
        colour=mark.colour,
        note=mark.note,
        tags=mark.tags,
        mark=mark.id,
        created=mark.created,
        now=now,
    )
