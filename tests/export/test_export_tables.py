"""CSV and JSON Lines read back by the standard readers."""

from __future__ import annotations

import csv
import io
import json

import pytest
from exports import excerpts_as
from hypothesis import given, settings
from hypothesis import strategies as st
from tiers import examples

from briefing.export.excerpt_product import COLUMNS
from briefing.export.safe_values import safe_cell
from briefing.model.excerpt import Citation, Excerpt
from briefing.text.clean import clean

NUMBERS = st.one_of(
    st.none(), st.floats(allow_nan=False, allow_infinity=False), st.integers(-(2**60), 2**60).map(float)
)


@st.composite
def some_excerpts(draw: st.DrawFn) -> Excerpt:
    text = st.text(max_size=20)
    citation = Citation(draw(text), draw(text), draw(st.none() | text), draw(st.none() | text), None, None)
    return Excerpt(
        citation,
        passage=draw(st.integers(0, 99)),
        start=draw(st.integers(0, 10**6)),
        end=draw(st.integers(0, 10**6)),
        text=draw(text),
        note=draw(text),
        tags=tuple(draw(st.lists(text, max_size=2))),
        value=draw(NUMBERS),
        low=draw(NUMBERS),
        unit=draw(st.none() | text),
    )


def rows(data: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode("utf-8"), newline=""), strict=True))


@settings(max_examples=examples(200), deadline=None)
@given(st.lists(some_excerpts(), max_size=4))
def test_csv_comes_back_cell_by_cell(found: list[Excerpt]) -> None:
    header, *records = rows(excerpts_as("csv", found, title="=ignored"))
    assert tuple(header) == COLUMNS
    assert len(records) == len(found)
    for excerpt, record in zip(found, records, strict=True):
        cells = dict(zip(header, record, strict=True))
        for column, value in excerpt.to_dict().items():
            if value is None:
                assert cells[column] == ""
            elif isinstance(value, (int, float)):
                assert float(cells[column]) == value
            elif isinstance(value, str):
                assert cells[column].removeprefix("'" if not value.startswith("'") else "") == clean(value)


@given(st.text(alphabet="=+-@\t\r\n\0 ＝＋－＠\"'a1", min_size=1, max_size=8))
def test_no_cell_begins_a_formula(text: str) -> None:
    cell = safe_cell(text)
    assert cell[0] not in "=+-@\t\r\n\0＝＋－＠"
    assert cell.lstrip(' "')[:1] not in tuple("=+-@＝＋－＠")
    assert cell in (clean(text), "'" + clean(text))


@pytest.mark.parametrize("start", [*"=+-@\t\r\0＝＋－＠", '"=', " =", "\n+"])
def test_a_cell_that_would_run_is_led_by_an_apostrophe(start: str) -> None:
    assert safe_cell(f"{start}cmd") == "'" + clean(f"{start}cmd")


@pytest.mark.parametrize("text", ["", "plain", "a=b", "5", "(1)", "'quoted'", "€5", "—dash", "#x"])
def test_other_cells_stay_as_they_are(text: str) -> None:
    assert safe_cell(text) == text


def test_numbers_stay_numbers_and_text_stays_text() -> None:
    excerpt = Excerpt(
        Citation("a", "t", None, None, None, None), 1, 2, 3, "-5", value=-5.0, low=-0.25, high=11150000000.0
    )
    line = excerpts_as("csv", [excerpt]).decode().split("\r\n")[1]
    cells = line.split(",")
    columns = dict(zip(COLUMNS, cells, strict=True))
    assert columns["value"] == "-5"
    assert columns["low"] == "-0.25"
    assert columns["high"] == "11150000000"
    assert columns["text"] == '"\'-5"'
    assert columns["passage"] == "1"


def test_csv_has_no_byte_order_mark_and_ends_lines_as_rfc_4180_says(excerpts: tuple[Excerpt, ...]) -> None:
    data = excerpts_as("csv", excerpts)
    assert data.startswith(b'"article",')
    assert data.endswith(b"\r\n")
    assert data.count(b"\r\n") == len(excerpts) + 1
    assert data.count(b"\r") == data.count(b"\r\n")


@settings(max_examples=examples(200), deadline=None)
@given(st.lists(some_excerpts(), max_size=4))
def test_json_lines_come_back(found: list[Excerpt]) -> None:
    lines = excerpts_as("jsonl", found).decode("utf-8").split("\n")
    assert lines.pop() == ""
    assert [json.loads(line) for line in lines] == [excerpt.to_dict() for excerpt in found]


@given(st.text(alphabet=st.characters(categories=["Cc", "Cf", "Zl", "Zp"]), min_size=1) | st.just("x\ud800"))
def test_json_lines_cannot_steer_a_terminal(text: str) -> None:
    excerpt = Excerpt(Citation(text, text, None, None, None, None), 0, 0, 1, text, note=text)
    data = excerpts_as("jsonl", [excerpt]).decode("utf-8")
    assert json.loads(data) == excerpt.to_dict()
    bad = [
        c
        for c in data[:-1]
        if c < " " or "\x7f" <= c <= "\x9f" or c in "\u2028\u2029\u202a\u202e\u2066\u200e"
    ]
    assert bad == []


def test_json_lines_write_whole_numbers_whole() -> None:
    excerpt = Excerpt(Citation("a", "t", None, None, None, None), 0, 0, 1, "x", value=11150000000.0, low=0.1)
    data = excerpts_as("jsonl", [excerpt])
    assert b'"value": 11150000000, "low": 0.1,' in data


def test_json_refuses_what_is_no_number() -> None:
    excerpt = Excerpt(Citation("a", "t", None, None, None, None), 0, 0, 1, "x", value=float("nan"))
    with pytest.raises(ValueError, match="not JSON compliant"):
        excerpts_as("jsonl", [excerpt])
