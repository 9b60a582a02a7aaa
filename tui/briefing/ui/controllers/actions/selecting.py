"""Selecting by keyboard: a span of the active column that grows and shrinks by words and sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from briefing.model.article import Article, Span
from briefing.text.passages import sentences_of
from briefing.text.tokens import words

if TYPE_CHECKING:
    from briefing.ui.screens.reader_screen import ReaderScreen

Unit = Literal["word", "sentence"]


def toggle(reader: ReaderScreen) -> None:
    """Begin to select, with the sentence under the cursor; or stop selecting."""
    if reader.selecting:
        reader.selecting = False
        reader.select(None)
        return
    article, cursor = reader.state.current, reader.state.cursor
    if article is None or not article.passages:
        return
    position = cursor.span.start if cursor.span else article.passages[cursor.passage].start
    for span in sentences_of(article, cursor.passage):
        if span.start <= position < span.end:
            reader.selecting = True
            reader.select(span)
            return


def extend(reader: ReaderScreen, unit: Unit, direction: int) -> None:
    """Move the end of the selection by one word or sentence of the article."""
    article, selection = reader.state.current, reader.state.selection
    if article is None or selection is None:
        return
    ends = [span.end for span in _units(article, reader.state.cursor.passage, unit)]
    if direction > 0:
        end = next((e for e in ends if e > selection.end), selection.end)
    else:
        end = next((e for e in reversed(ends) if selection.start < e < selection.end), selection.end)
    reader.select(Span(selection.start, end))


def shift_start(reader: ReaderScreen, direction: int) -> None:
    """Move the start of the selection by one word."""
    article, selection = reader.state.current, reader.state.selection
    if article is None or selection is None:
        return
    starts = [span.start for span in _units(article, reader.state.cursor.passage, "word")]
    if direction > 0:
        start = next((s for s in starts if selection.start < s < selection.end), selection.start)
    else:
        start = next((s for s in reversed(starts) if s < selection.start), selection.start)
    reader.select(Span(start, selection.end))


def _units(article: Article, passage: int, unit: Unit) -> list[Span]:
    """The words or sentences of a passage and of its neighbours, so that a selection may cross."""
    near = article.passages[max(passage - 1, 0) : passage + 4]
    if unit == "sentence":
        return [span for p in near for span in sentences_of(article, p.number)]
    spans = [Span(word.start, word.end) for p in near for word in words(article.text, p.start, p.end)]
    # The stop behind a sentence belongs to it: the last word reaches to the end of its passage.
    sentence_ends = {span.end for p in near for span in sentences_of(article, p.number)}
    return sorted([*spans, *(Span(end - 1, end) for end in sentence_ends)], key=lambda span: span.end)
