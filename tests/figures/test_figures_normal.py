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
    ("The farm covers 5 square miles.", "5 sq mi", "5 mi2"),
    ("The tank holds 20 cubic feet.", "20 cu ft", "20 ft3"),
    ("The air held 35 µg/m3.", "35 µg/m³", "35 ug/m3"),
    ("Flats cost $900 per square foot.", "$900 / sq ft", "USD 900 / ft2"),
    ("Some 90 people per square kilometre live there.", "~ 90 people/km²", "~ 90 person/km2"),
    ("The fan spins at 2,000 rpm.", "2,000 rpm", "2,000 rpm"),
    ("The tyre holds 32 psi.", "32 psi", "32 psi"),
    ("The steel bears 50 ksi.", "50 ksi", "50 ksi"),
    ("She weighs 9 stone.", "9 stone", "9 stone"),
    ("It used 20 million BTU.", "20 million BTU", "20,000,000 btu"),
    ("The pitcher has a 3.50 ERA.", "3.5 ERA", "3.5 era"),
    ("The rack is a 4-GPU server.", "4 GPUs", "4 gpu"),
    ("They formed a three-NGO alliance.", "3 NGOs", "3 ngo"),
    ("The crew was a 12-man team.", "12 men", "12 man"),
    ("Some 20 passers-by watched.", "~ 20 passers-by", "~ 20 passer-by"),
    ("She has 2 sisters-in-law.", "2 sisters-in-law", "2 sister-in-law"),
    ("He met 5 secretaries-general.", "5 secretaries-general", "5 secretary-general"),
    ("It paid 4bn kroner.", "4 billion kroner", "4,000,000,000 krone"),
    ("It stood for two millennia.", "2 millennia", "2 millennium"),
    ("It was a 9-hero cast.", "9 heroes", "9 hero"),
    ("A ticket costs £1.50.", "£1.50", "GBP 1.5"),
    ("A ticket costs €4.50 to €5.20.", "€4.50–5.20", "EUR 4.5-5.2"),
    ("A ticket costs $1,234.50.", "$1,234.50", "USD 1,234.5"),
    ("Oil rose to $99.5 a barrel.", "$99.5 / barrel", "USD 99.5 / barrel"),
    ("It cost £3.20 million.", "£3.2 m", "GBP 3,200,000"),
    ("Police found 3 dozen bombs.", "36 bombs", "36 bomb"),
    ("Police found 10-12 dozen bombs.", "120–144 bombs", "120-144 bomb"),
    ("About 2.5 dozen people came.", "~ 30 people", "~ 30 person"),
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
