"""Normal forms, and when two figures say the same."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from briefing.figures.normal_form import coded_form, normal_form, same_figure
from briefing.model.figure import Figure

FiguresOf = Callable[..., tuple[Figure, ...]]


WRITTEN = [
    ("It cost $11.15 billion.", "$11.15 bn", "USD 11,150,000,000"),
    ("It cost as much as €2 million.", "≤ €2 m", "<= EUR 2,000,000"),
    ("It cost 40 million Australian dollars.", "A$40 m", "AUD 40,000,000"),
    ("It cost 1.2 trillion yuan.", "CN¥1.2 tn", "CNY 1,200,000,000,000"),
    ("It cost $1,234,567.", "$1,234,567", "USD 1,234,567"),
    ("It cost $250,000.", "$250,000", "USD 250,000"),
    ("It cost 5 million Swiss francs.", "CHF 5 m", "CHF 5,000,000"),
    ("It cost $1.2 to $1.5 billion.", "$1.2–1.5 bn", "USD 1,200,000,000-1,500,000,000"),
    ("They bought 25 million tons of grain.", "25 million t", "25,000,000 t"),
    ("They bought at least 12 million metric tons.", "≥ 12 million t", ">= 12,000,000 t"),
    ("Between 20 and 30 per cent agreed.", "20–30 %", "20-30 %"),
    ("He came on Wednesday.", "2026-02-04", "2026-02-04"),
    ("A truce of 90 days holds.", "90 days", "90 day"),
    ("A 90-day truce holds.", "90 days", "90 day"),
    ("It took one day.", "1 day", "1 day"),
    ("It is twice as high.", "2×", "x 2"),
    ("Oil is $76 a barrel.", "$76 / barrel", "USD 76 / barrel"),
    ("It happened in May 2025.", "2025-05", "2025-05"),
    ("It happened in 2024.", "2024", "2024"),
    ("It happened in early July 2025.", "2025-07-01/2025-07-10", "2025-07-01/2025-07-10"),
    ("Just under 50% stayed.", "< 50 %", "< 50 %"),
    ("About a third of them left.", "~ 1/3", "~ 0.333"),
    ("It cost 118.5p.", "118.5 pence", "118.5 penny"),
    ("Rates rose 0.25 percentage points.", "0.25 pp", "0.25 pp"),
    ("Hundreds of people came.", "~ 100–1,000 people", "~ 100-1,000 person"),
    ("It cooled to minus 5 degrees Celsius.", "-5 °C", "-5 Cel"),
    ("The 250th anniversary is near.", "250th anniversary", "no. 250 anniversary"),
    ("It was the third term of the mayor.", "3rd term", "no. 3 term"),
    ("Police found four bombs.", "4 bombs", "4 bomb"),
    ("Three women and 12 children were hurt.", "3 women|12 children", "3 woman|12 child"),
    ("They sent 12 aircraft.", "12 aircraft", "12 aircraft"),
    ("Some 13 million elderly Americans are insured.", "~ 13 million Americans", "~ 13,000,000 american"),
    ("They export 400,000 barrels a day.", "400,000 barrels/day", "400,000 barrel/day"),
    ("The lake covers 12 square kilometres.", "12 km²", "12 km2"),
]


@pytest.mark.parametrize(("text", "written", "coded"), WRITTEN)
def test_normal_form(figures_of: FiguresOf, text: str, written: str, coded: str) -> None:
    figures = figures_of(text)
    assert "|".join(map(normal_form, figures)) == written
    assert "|".join(map(coded_form, figures)) == coded


@pytest.mark.parametrize("number", [*range(1, 130), 1000, 1011, 1021, 1111, 1112, 2003])
def test_ordinals(figures_of: FiguresOf, number: int) -> None:
    """11th to 13th of every hundred have the ending of no other number."""
    ending = "th" if 10 < number % 100 < 14 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    (figure,) = figures_of(f"It was the {number}{ending} day of the strike.")
    assert normal_form(figure) == f"{number:,}{ending} day"


def test_a_date_that_nothing_resolves_is_shown_in_its_own_words(figures_of: FiguresOf) -> None:
    (figure,) = figures_of("He came last year.", published=None)
    assert (figure.from_, figure.to) == (None, None)
    assert normal_form(figure) == "last year"
    assert not same_figure(figure, figure)


@pytest.mark.parametrize(
    ("first", "second", "same"),
    [
        ("It cost $11bn.", "The price was 11 billion dollars.", True),
        ("It cost $11bn.", "It cost €11bn.", False),
        ("It cost $11bn.", "It cost $11.1bn.", False),
        ("25 million tons of grain", "25m tonnes of wheat", True),
        ("36,000 staff left.", "36,000 people left.", False),
        ("5-7 per cent", "between 5% and 7%", True),
        ("He came on Wednesday.", "He came on February 4.", True),
        ("He came in 2026.", "He came on February 4.", False),
        ("15 days", "15 percent", False),
        ("in 2020", "2,020 men", False),
    ],
)
def test_same_figure(figures_of: FiguresOf, first: str, second: str, same: bool) -> None:
    (a,), (b,) = figures_of(first), figures_of(second)
    assert same_figure(a, b) is same
    assert same_figure(b, a) is same


def change(first: float, last: float) -> Figure:
    """A change told with both ends, in one figure."""
    low, high = sorted((first, last))
    place = ("a", 0, 0, 1, "x")
    return Figure(*place, "percent", None, low, high, "%", None, None, None, None, None, None, first, last)


def test_a_change_is_shown_in_its_order_and_its_reverse_is_another_thing() -> None:
    assert normal_form(change(145, 30)) == "145 → 30 %"
    assert normal_form(change(30, 145)) == "30 → 145 %"
    assert same_figure(change(145, 30), change(145, 30))
    assert not same_figure(change(145, 30), change(30, 145))
    plain_range = replace(change(145, 30), from_value=None, to_value=None)
    assert same_figure(change(145, 30), plain_range)
