"""The values of fields: dates, amounts, kinds; and figures as terms of the index."""

from __future__ import annotations

import math
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.figures.figure_annotator import figure_terms
from briefing.figures.typed_amounts import read_amount
from briefing.model.amount import Amount
from briefing.model.figure import Figure
from briefing.search.field_values import read_dates, read_figure, read_kind, read_unit
from briefing.search.index_schema import (
    NumberedRef,
    dated_between,
    order_keys,
    placed,
    placed_ref,
    ref_key,
    ref_of,
)
from briefing.search.kwic import contexts
from briefing.search.near_misses import NearMisses
from briefing.search.query_tree import Dated, OfKind, WithFigure
from briefing.text.index_terms import amount_key, encloses, interval_term

NUMBERS = st.floats(allow_nan=False)


def day(text: str) -> int:
    return date.fromisoformat(text).toordinal()


@pytest.mark.parametrize(
    ("value", "first", "last"),
    [
        ("2026", "2026-01-01", "2026-12-31"),
        ("2026-02", "2026-02-01", "2026-02-28"),
        ("2024-2", "2024-02-01", "2024-02-29"),
        ("2026-02-04", "2026-02-04", "2026-02-04"),
        ("2025..2026-03", "2025-01-01", "2026-03-31"),
        ("2026-03..", "2026-03-01", "9999-12-31"),
        ("..2026-03", "0001-01-01", "2026-03-31"),
        (">2026-03", "2026-04-01", "9999-12-31"),
        (">=2026-03", "2026-03-01", "9999-12-31"),
        ("<2026-03", "0001-01-01", "2026-02-28"),
        ("<=2026-03", "0001-01-01", "2026-03-31"),
    ],
)
def test_dates(value: str, first: str, last: str) -> None:
    assert read_dates(value, 5) == Dated(day(first), day(last), 5)


@pytest.mark.parametrize(
    "value", ["", "..", "26", "2026-13", "2026-02-30", "0000", "yesterday", "2026-", ">"]
)
def test_what_is_no_date(value: str) -> None:
    assert isinstance(read_dates(value, 0), str)


@pytest.mark.parametrize(
    ("value", "low", "high", "unit"),
    [
        ("10bn", 1e10, 1e10, ""),
        ("1.5 million", 1.5e6, 1.5e6, ""),
        ("$5m", 5e6, 5e6, "USD"),
        ("5m", 5e6, 5e6, ""),
        ("20..30%", 20, 30, "%"),
        ("5..10bn", 5e9, 1e10, ""),
        ("$5m..$10m", 5e6, 1e7, "USD"),
        ("30..20%", 20, 30, "%"),
        (">=3 tonnes", 3, math.inf, "t"),
        ("<= 5 t", -math.inf, 5, "t"),
        ("-5..5", -5, 5, ""),
        ("..30%", -math.inf, 30, "%"),
        ("two million", 2e6, 2e6, ""),
    ],
)
def test_amounts(value: str, low: float, high: float, unit: str) -> None:
    assert read_figure(value, 0, read_amount) == WithFigure(0, unit=unit, low=low, high=high)


def test_strict_bounds_leave_the_number_out() -> None:
    above, below = read_figure(">10bn", 0, read_amount), read_figure("<10bn", 0, read_amount)
    assert isinstance(above, WithFigure)
    assert isinstance(below, WithFigure)
    assert above.low is not None
    assert below.high is not None
    assert below.high < 1e10 < above.low
    assert above.low - 1e10 < 1e-3


@pytest.mark.parametrize(
    "value", ["", ">", ">many", "..", "1..x", "$5..€6", "9" * 500, "1e999", "x" * 10_000]
)
def test_what_is_no_amount(value: str) -> None:
    assert isinstance(read_figure(value, 0, read_amount), str)


def test_units_and_kinds_of_figures() -> None:
    assert read_figure("USD", 0, read_amount) == WithFigure(0, unit="USD")
    assert read_figure("Money", 0, read_amount) == WithFigure(0, kind="money")
    assert read_unit("tonnes", 0, read_amount) == WithFigure(0, unit="t")
    assert read_unit("people", 0, read_amount) == WithFigure(0, unit="person")
    # "3 killed" counts persons, and is no unit of them.
    assert read_unit("killed", 0, read_amount) == WithFigure(0, unit="killed")
    assert read_unit("barrel/day", 0, None) == WithFigure(0, unit="barrel/day")
    assert read_kind("list item", 0) == OfKind("list-item", 0)
    assert read_kind("head", 0) == OfKind("heading", 0)
    assert isinstance(read_kind("t" * 9, 0), str)
    assert isinstance(read_kind("", 0), str)


@given(st.text(max_size=80))
def test_reading_never_fails(value: str) -> None:
    for read in (read_kind, read_dates):
        assert read(value, 0) is not None
    for with_numbers in (read_figure, read_unit):
        assert with_numbers(value, 0, read_amount) is not None
    found = read_amount(value)
    assert found is None or isinstance(found, Amount)


@given(NUMBERS, NUMBERS, st.sampled_from(["", "USD", "t"]))
def test_keys_sort_as_the_values_do(first: float, second: float, unit: str) -> None:
    one, other = amount_key(unit, first), amount_key(unit, second)
    assert (one < other) == (first < second)
    assert (one == other) == (first == second)


@given(st.tuples(NUMBERS, NUMBERS).map(sorted), st.tuples(NUMBERS, NUMBERS).map(sorted))
def test_a_range_encloses_what_lies_between_its_ends(held: list[float], asked: list[float]) -> None:
    expected = held[0] <= asked[0] and asked[1] <= held[1]
    assert encloses(interval_term("t", held[0], held[1]), asked[0], asked[1]) == expected


def test_dates_stand_for_no_amount() -> None:
    figure = Figure("a", 0, 0, 1, "", "date", None, None, None, None, None, None, "2026-01-01", None, None)
    terms = figure_terms([figure])
    assert (terms.keys, terms.amounts) == (("figure:date",), ())


@given(st.integers(0, 2**39), st.integers(0, 2**24 - 1))
def test_a_key_gives_the_passage_back(number: int, passage: int) -> None:
    assert ref_of(ref_key(number, passage)) == NumberedRef(number, passage)


PLACES = st.tuples(st.integers(0, 3_000_000), st.integers(0, 2**26 - 1), st.integers(0, 2**16 - 1))


@given(PLACES, PLACES)
def test_order_keys_go_by_date_then_article_then_passage(
    one: tuple[int, int, int], other: tuple[int, int, int]
) -> None:
    def newest(place: tuple[int, int, int]) -> tuple[float, int, int]:
        return -place[0] if place[0] else math.inf, place[1], place[2]

    def oldest(place: tuple[int, int, int]) -> tuple[float, int, int]:
        return place[0] or math.inf, place[1], place[2]

    assert (order_keys(*one)[0] < order_keys(*other)[0]) == (newest(one) < newest(other))
    assert (order_keys(*one)[1] < order_keys(*other)[1]) == (oldest(one) < oldest(other))
    assert max(order_keys(*one)) < 2**64


@given(PLACES)
def test_the_order_key_names_the_passage_where_it_has_room(place: tuple[int, int, int]) -> None:
    _, number, passage = place
    for key in order_keys(*place):
        assert placed(number, passage) == (passage < 2**16 - 1)
        assert not placed(number, passage) or ref_of(placed_ref(key)) == (number, passage)
    assert not placed(number + 2**26, passage)


@given(PLACES, st.tuples(st.integers(-5, 3_000_000), st.integers(1, 3_652_059)).map(sorted))
def test_dates_are_ranges_of_the_order_key(place: tuple[int, int, int], days: list[int]) -> None:
    low, high = dated_between(*days)
    assert (low <= order_keys(*place)[0] <= high) == (place[0] > 0 and days[0] <= place[0] <= days[1])


@settings(deadline=None)
@given(
    st.lists(st.text("abcdé", min_size=1, max_size=6), max_size=30), st.text("abcdé", min_size=3, max_size=6)
)
def test_near_misses_are_those_of_a_plain_comparison(words: list[str], word: str) -> None:
    from rapidfuzz.distance import OSA

    allowed = 1 if len(word) <= 5 else 2
    near = {other: OSA.distance(word, other) for other in words if len(other) > 1}
    closest = min((distance for distance in near.values() if distance <= allowed), default=None)
    expected = sorted(
        (other for other, distance in near.items() if distance == closest), key=lambda o: (o[0] != word[0], o)
    )
    vocabulary = NearMisses.of(words)
    assert vocabulary.near(word, lambda _: 1) == tuple(expected[:5])
    assert NearMisses.from_bytes(vocabulary.to_bytes()).near(word, lambda _: 1) == tuple(expected[:5])


def test_contexts_stay_in_the_passage_and_on_one_line() -> None:
    text = "The old  quay\tof the port, by\nthe river."
    (context,) = contexts(text, 100, [(text.index("quay"), text.index("quay") + 4)])
    assert (context.span.start, context.span.end) == (109, 113)
    assert (context.left, context.word, context.right) == ("The old ", "quay", " of the port, by the river.")
    assert context.before()[:1] == ("old",)
    assert context.after()[:2] == ("of", "the")
