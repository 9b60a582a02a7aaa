"""Sentences of an article's passages."""

from __future__ import annotations

from typing import Literal

from briefing.errors import UsageError
from briefing.model.article import Article, Span
from briefing.text.sentences import sentence_spans


def sentences_of(article: Article, passage: int) -> list[Span]:
    """The sentences of one passage, in order."""
    block = article.passages[passage]
    return [Span(start, end) for start, end in sentence_spans(article.text, block.start, block.end)]


def extent_of(
    article: Article, passage: int, span: Span
) -> Literal["passage", "sentence", "sentences", "selection"]:
    """What `span`, which begins in a passage, is the whole of; a selection where it is of nothing."""
    block = article.passages[passage]
    if span == Span(block.start, block.end):
        return "passage"
    sentences = sentences_of(article, passage)
    if span in sentences:
        return "sentence"
    begins, ends = {one.start for one in sentences}, {one.end for one in sentences}
    return "sentences" if span.start in begins and span.end in ends else "selection"


def sentences_around(article: Article, span: Span) -> Span:
    """The sentence that holds `span`, from the first to the last of them where it reaches into several.

    UsageError when no passage holds its beginning.
    """
    first = sentence_at(article, span.start)
    if span.end <= first.end:
        return first
    return Span(first.start, max(span.end, sentence_at(article, span.end - 1).end))


def sentence_at(article: Article, offset: int) -> Span:
    """The sentence of `article` that holds `offset`, or its passage where there is none.

    UsageError when no passage holds it.
    """
    for passage in article.passages:
        if passage.start <= offset < passage.end:
            for span in sentences_of(article, passage.number):
                if span.start <= offset < span.end:
                    return span
            return Span(passage.start, passage.end)
    raise UsageError(f"{article.id} has no passage at {offset}")
