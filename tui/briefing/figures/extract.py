"""Figures of an article: the whole chain from text to `Figure`."""

from __future__ import annotations

from collections.abc import Iterator

from briefing.figures.draft import Draft
from briefing.figures.lexer import Line
from briefing.figures.numerals import STARTERS, Number, read_number
from briefing.figures.rules import NUMBER_RULES
from briefing.model.article import Article, Passage
from briefing.model.figure import Figure

MAX_CHUNK = 4000


def extract_figures(article: Article, *, disabled: frozenset[str] = frozenset()) -> tuple[Figure, ...]:
    """Return the figures of `article`, sorted by place, not overlapping."""
    found: list[Figure] = []
    for passage in article.passages:
        if passage.kind == "boilerplate":
            continue
        for start, end in _chunks(article.text, passage):
            line = Line(article.text, start, end, continental=article.language != "en")
            for draft in _drafts(line, disabled):
                found.append(_figure(article, passage, line, draft))
    return tuple(found)


def _chunks(text: str, passage: Passage) -> Iterator[tuple[int, int]]:
    start = passage.start
    while passage.end - start > MAX_CHUNK:
        cut = max(text.rfind(" ", start, start + MAX_CHUNK), text.rfind("\n", start, start + MAX_CHUNK))
        cut = cut + 1 if cut > start else start + MAX_CHUNK
        yield start, cut
        start = cut
    yield start, passage.end


def _drafts(line: Line, disabled: frozenset[str]) -> Iterator[Draft]:
    last = 0
    for number in _numbers(line):
        if number.first < last:
            continue
        for rule in NUMBER_RULES:
            if rule.NAME in disabled:
                continue
            draft = rule.claim(line, number)
            if draft is not None:
                if draft.kind is not None and draft.first >= last:
                    yield draft
                    last = draft.end
                break


def _numbers(line: Line) -> Iterator[Number]:
    j = 0
    while j < len(line):
        if line.kinds[j] == 1 or line.lows[j] in STARTERS:
            number = read_number(line, j)
            if number is not None:
                yield number
                j = number.end
                continue
        j += 1


def _figure(article: Article, passage: Passage, line: Line, draft: Draft) -> Figure:
    start, end = line.starts[draft.first], line.ends[draft.end - 1]
    return Figure(
        article.id, passage.number, start, end, article.text[start:end], draft.kind or "count",
        draft.value, draft.low, draft.high, draft.unit, None, None, draft.from_, draft.to, None, draft.rule,
    )  # fmt: skip
