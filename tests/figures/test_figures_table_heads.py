"""What the head of a table says, "(in $ millions)", holds for the numbers of its rows and for no others."""

from __future__ import annotations

import pytest
from articles import make_article

from briefing.figures.extract_figures import extract_figures
from briefing.figures.normal_form import coded_form

ROWS = ("Revenue 1,234 1,100", "Net income 56.7 (4.2)")
IN_DOLLARS = ["USD 1,234,000,000", "USD 1,100,000,000", "USD 56,700,000", "USD -4,200,000"]


def forms(*passages: str) -> list[str]:
    figures = extract_figures(make_article("table", *passages))
    return [coded_form(figure) for figure in figures if figure.kind != "date"]


@pytest.mark.parametrize(
    "head",
    [
        "(in $ millions)", "($ in millions)", "(in millions of dollars)", "In USD millions", "$ million",
        "(US$m)", "(in millions of US dollars, except per share)", "Amounts in millions of dollars",
        "$m | 2025 | 2024", "Year to June (in $ millions) | 2025 | 2024",
    ],
)  # fmt: skip
def test_a_head_gives_scale_and_currency(head: str) -> None:
    assert forms(head, *ROWS) == IN_DOLLARS


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        ("(in thousands of euros)", "EUR 1,234,000"),
        ("£'000", "GBP 1,234,000"),
        ("(£bn)", "GBP 1,234,000,000,000"),
        ("(in thousands)", "1,234,000"),
        ("(all amounts in CHF)", "CHF 1,234"),
    ],
)
def test_other_scales_and_currencies(head: str, expected: str) -> None:
    assert forms(head, "Sales | 1,234") == [expected]


def test_rows_that_count_something_else_are_left_alone() -> None:
    rows = ("Staff 1,020", "Earnings per share 3.40", "Number of shops 1,310", "Margin 12.5%", "Sales 2,400")
    assert forms("(in $ millions)", *rows)[-2:] == ["12.5 %", "USD 2,400,000,000"]
    assert not any("000,000" in form for form in forms("(in $ millions)", *rows)[:-1])


def test_a_head_holds_up_to_the_next_sentence_or_heading() -> None:
    prose = "Sales rose to 1,234 in all, the firm said."
    assert forms("(in $ millions)", "Sales 1,234", prose, "Sales 1,234") == [
        "USD 1,234,000,000",
        "1,234",
        "1,234",
    ]


@pytest.mark.parametrize(
    "line",
    [
        "He is paid in millions", "It runs into millions of dollars.", "The loss is in the millions",
        "It sold 12 million", "She deals in thousands of euros, he says", "$5 million",
    ],
)  # fmt: skip
def test_what_is_no_head(line: str) -> None:
    assert "1,234" in forms(line, "Sales 1,234")
