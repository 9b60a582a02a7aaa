"""Names and words of articles as heads and lists have them: told once, in marks that fit, and apart."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from briefing.model.article import Article, Span
from briefing.text.passage_sentences import extent_of
from briefing.ui.drawing.wrap import cells, first_words
from briefing.ui.widgets.quotation import quotation_lines

MakeArticle = Callable[..., Article]


@pytest.mark.parametrize(
    ("text", "room", "first", "rest"),
    [
        ("Dam fails", 20, "Dam fails", ""),
        ("The Kestrel dam fails", 12, "The Kestrel", "dam fails"),
        ("The Kestrel dam fails", 11, "The Kestrel", "dam fails"),
        ("The Kestrel dam fails", 2, "The Kestrel dam fails", ""),
        ("\u6c34\u5e93 \u51b3\u53e3", 5, "\u6c34\u5e93", "\u51b3\u53e3"),
    ],
)
def test_a_text_goes_on_where_a_line_ends(text: str, room: int, first: str, rest: str) -> None:
    assert first_words(text, room) == (first, rest)
    assert cells(first) <= room or not rest


def test_words_that_quote_others_stand_in_marks_of_another_kind() -> None:
    told = [line.plain for line in quotation_lines("The “goal” of talks is “peace” now", 60, 1)]
    assert told == ["«The “goal” of talks is “peace” now»"]
    assert [line.plain for line in quotation_lines("“No,” he said", 60, 1)] == ["“No,” he said"]


@pytest.mark.parametrize(
    ("words", "extent"),
    [
        ("The dam fails. It rains. Crews work.", "passage"),
        ("It rains.", "sentence"),
        ("It rains. Crews work.", "sentences"),
        ("dam fails", "selection"),
        ("It rains. Crews", "selection"),
    ],
)
def test_what_a_mark_is_the_whole_of(article: MakeArticle, words: str, extent: str) -> None:
    one = article("a", "The dam fails. It rains. Crews work.")
    start = one.text.index(words)
    assert extent_of(one, 0, Span(start, start + len(words))) == extent
