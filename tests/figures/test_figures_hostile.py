"""No text costs more than ten times as much work as news of the same length, whatever it is made of.

Work is counted in steps of the interpreter, which are as many on any machine; that no step takes longer the
longer the text is, is what `test_figures_linear` holds.
"""

from __future__ import annotations

import sys
from types import FrameType
from typing import TYPE_CHECKING

import pytest
from articles import make_article
from tiers import amount

from briefing.figures.extract_figures import extract_figures

if TYPE_CHECKING:
    from _typeshed import TraceFunction

MOST = 10
LENGTH = amount(750, 1_500)
NEWS = (
    "Halden Foods said on Tuesday that its sales rose 4.2% to $1.31 billion in the third quarter, from "
    "$1.26 billion a year earlier, after it had opened 14 shops in Norway and raised the price of bread by "
    "a tenth.",
    "Profit fell to 61 million dollars, or 48 cents a share, and was below the $70 million that analysts "
    "had expected; the shares lost 6 per cent to 31.40 crowns in Oslo and have fallen by a fifth since May "
    "2025.",
    "The firm, which employs about 9,400 people, will close two of its seven mills by the end of next year. "
    "Some 320 jobs go, most of them at Moss, where the mill has stood for 112 years, said Anna Lund, 52.",
    "Rain of up to 90 mm is forecast for Friday. Last week's storm left 12,000 homes without power, blocked "
    "the E6 for three days and cost the county between 40 and 50 million crowns, twice as much as in 2023.",
)
PASSAGES = (
    "$", "5", "-", "a", "of", "5.", "(5)", "-5", "5 6", "a 5", "$5", "5%", "one", "2024", "Q1", "may",
    "1,000", "x y", "In millions", "10:30",
)  # fmt: skip
"""Lines of which a million may stand below each other."""
REPEATED = (
    "$1 ", "5m ", "5 and ", "5 to 6 to ", "rose by 5 to 6 from 7 ", "May 5 ", "7 Aug, ", "January ",
    "Q3 2024 ", "was 5 ", "to 5 ", "5 cut from 6 and 7 to 8, ", "5% of 5% ", "5 x 5 ", "1,000 ", "1 234 ",
    "one ", "A ", "Ab ", ", ", '"5" ', "hundred ", "aged 5 ", "5 years ", "last year ",
    "the following year ", "&euro;7m ", "**5** ",
)  # fmt: skip
"""What a passage without end may be made of."""


def work(*passages: str) -> float:
    """Steps of the interpreter for each character of an article of these passages."""
    article = make_article("a.txt", *passages, published="2026-02-05")
    run = 0

    def count(frame: FrameType, event: str, _value: object) -> TraceFunction:
        nonlocal run
        frame.f_trace_opcodes, frame.f_trace_lines = True, False
        run += event == "opcode"
        return count

    extract_figures(article)  # what is read or judged once is there
    traced = sys.gettrace()
    sys.settrace(count)
    try:
        extract_figures(article)
    finally:
        sys.settrace(traced)
    return run / len(article.text)


@pytest.fixture(scope="module")
def most() -> float:
    """Steps for each character that are borne with."""
    return MOST * work(*NEWS)


@pytest.mark.parametrize("passage", PASSAGES)
def test_short_passages(most: float, passage: str) -> None:
    assert work(*[passage] * (LENGTH // (len(passage) + 1))) <= most


@pytest.mark.parametrize("unit", REPEATED)
def test_one_passage(most: float, unit: str) -> None:
    assert work(unit * (LENGTH // len(unit))) <= most
