"""What a figure measures, and whom or what it is said of, in the text's own words."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from briefing.model.figure import Figure

FiguresOf = Callable[..., tuple[Figure, ...]]
ROWS = [
    line.split(" | ")
    for line in (Path(__file__).parent / "data" / "subjects.txt").read_text(encoding="utf-8").splitlines()
    if line.strip() and not line.startswith("#")
]


@pytest.mark.parametrize(("sentence", "text", "of", "subject"), ROWS)
def test_what_a_figure_measures_and_is_said_of(
    figures_of: FiguresOf, sentence: str, text: str, of: str, subject: str
) -> None:
    figure = next(f for f in figures_of(sentence) if f.text == text)
    assert (figure.of or "-", figure.subject or "-") == (of, subject)


@pytest.mark.parametrize("sentence", sorted({row[0] for row in ROWS}))
def test_both_are_whole_words_of_the_sentence(figures_of: FiguresOf, sentence: str) -> None:
    told = [words for figure in figures_of(sentence) for words in (figure.of, figure.subject) if words]
    assert [words for words in told if not re.search(rf"(?<!\w){re.escape(words)}(?!\w)", sentence)] == []
