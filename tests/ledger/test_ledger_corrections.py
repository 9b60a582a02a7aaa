"""What becomes of the lines of a ledger that were corrected by hand."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from dataclasses import replace
from itertools import combinations
from pathlib import Path
from typing import Any, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.ledger.corrected_lines import (
    CorrectedLedger,
    FigureNow,
    NotThere,
    PlacedCorrection,
    with_corrections,
)
from briefing.ledger.rivals import rivals_of
from briefing.model.correction import Correction, CorrectionKind, SetVerdict
from briefing.model.figure_rivals import FigurePlace
from briefing.model.ledger_line import LedgerEntry, LedgerLine, Verdict

CASES = tomllib.loads((Path(__file__).parent / "data" / "corrections.toml").read_text("utf-8"))["case"]
NOTES = ("first", "second")


def place_of(word: str) -> FigurePlace:
    return word[0], int(word[1:])


def line_of(places: Sequence[FigurePlace], name: str = "") -> LedgerLine:
    """A line of articles that give a value each, which is also where it stands."""
    entries = tuple(
        LedgerEntry(article, 0, at, at + 2, str(at), at, None, None, (at, at), None, None)
        for article, at in places
    )
    articles = {article for article, _ in places}
    differ = any(a[0] != b[0] and a[1] != b[1] for a, b in combinations(places, 2))
    verdict: Verdict = "single" if len(articles) < 2 else "differ" if differ else "agree"
    return LedgerLine(name, "workers", "count", None, verdict, None, None, 0.9, len(articles), entries)


def rebuilt(sets: Sequence[Sequence[FigurePlace]]) -> list[LedgerLine]:
    return [line_of(places) for places in sets]


def correction(kind: CorrectionKind, number: int, verdict: str = "") -> Correction:
    set_ = cast("SetVerdict", verdict) if kind == "verdict" else None
    note = NOTES[number] if kind == "note" else ""
    return Correction(f"{number:02}", kind, "workers", (), (), set_, note, "", "")


def now(word: str) -> FigureNow:
    ends = {"!": NotThere.GONE, "?": NotThere.ELSEWHERE}
    return ends.get(word[-1]) or place_of(word)


def placed(number: int, told: str) -> PlacedCorrection:
    verb, _, rest = told.partition(" ")
    kind = cast("CorrectionKind", "verdict" if verb in ("agree", "differ") else verb)
    figures, _, others = rest.partition("|")
    return PlacedCorrection(
        correction(kind, number, verb),
        tuple(map(now, figures.split())),
        tuple(map(now, others.split())),
    )


def told(line: LedgerLine) -> str:
    words = [line.verdict, *(f"{entry.article}{entry.start}" for entry in line.entries)]
    return " ".join(words + (["by", *line.corrected.kinds] if line.corrected is not None else []))


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_lines_are_as_they_were_corrected(case: dict[str, Any]) -> None:
    lines = [line_of([place_of(word) for word in one.split()]) for one in case["lines"]]
    found = with_corrections(lines, [placed(*one) for one in enumerate(case["do"])], rebuilt)
    assert [told(line) for line in found.lines] == case["gives"]
    assert [told(line) for line in found.hidden] == case.get("hidden", [])
    unfit = [f"{one.correction.verdict or one.correction.kind}: {one.why}" for one in found.unfit]
    assert unfit == case.get("unfit", [])
    notes = [line.corrected.note for line in found.lines if line.corrected and line.corrected.note]
    assert notes == case.get("notes", [])


def test_what_was_worked_out_is_told_beside_a_set_verdict() -> None:
    line = line_of([("A", 12), ("C", 14)])
    (found,) = with_corrections([line], [placed(0, "agree A12 C14")], rebuilt).lines
    assert found.corrected is not None
    assert found.corrected.found_verdict == "differ"
    assert found.to_dict()["corrected"] == {
        "kinds": ["verdict"],
        "ids": ["00"],
        "note": None,
        "hidden": False,
        "found_verdict": "differ",
    }
    assert found.verdict_words == "2 voices, set by you"
    assert "corrected" not in line.to_dict()


def test_sources_said_to_differ_are_rivals_whatever_their_wordings_allow() -> None:
    line = line_of([("A", 12), ("B", 12), ("C", 14)])
    agreed = with_corrections([line], [placed(0, "agree A12 B12 C14")], rebuilt).lines
    assert rivals_of(agreed).contradict == {}
    entries = [
        LedgerEntry(name, 0, at, at + 2, text, None, None, None, (10, 20), None, None)
        for name, at, text in (("A", 1, "dozens"), ("B", 2, "some 15"), ("C", 3, "Dozens"))
    ]
    vague = LedgerLine("", "workers", "count", None, "agree", None, None, 0.9, 3, tuple(entries))
    (set_,) = with_corrections([vague], [placed(0, "differ A1 B2 C3")], rebuilt).lines
    assert rivals_of([set_]).contradict == {
        ("A", 1): frozenset({("B", 2)}),
        ("B", 2): frozenset({("A", 1), ("C", 3)}),
        ("C", 3): frozenset({("B", 2)}),
    }


def test_what_is_set_to_differ_is_no_course() -> None:
    """12 and then 14 is a change over time until a person says that the sources contradict each other."""
    line = line_of([("A", 12), ("B", 14)])
    entries = tuple(
        replace(entry, published=f"2026-03-0{number}") for number, entry in enumerate(line.entries, 1)
    )
    grown = replace(line, entries=entries, reason="later count")
    assert grown.course_words == "12 → 14"
    (found,) = with_corrections([grown], [placed(0, "differ A12 B14")], rebuilt).lines
    assert (found.verdict, found.course) == ("differ", ())
    assert rivals_of([found]).contradict == {("A", 12): {("B", 14)}, ("B", 14): {("A", 12)}}


# -- whatever is done ----------------------------------------------------------------------------------

FIGURES = [f"{article}{value}" for article in "ABCD" for value in (12, 14, 30)]
SIDES = st.lists(st.sampled_from([*FIGURES, "A9!", "Z9?"]), min_size=1, max_size=4, unique=True)
DONE = st.lists(
    st.one_of(
        st.tuples(st.sampled_from(["join", "split"]), SIDES, SIDES),
        st.tuples(st.sampled_from(["agree", "differ", "hide"]), SIDES, st.just([])),
    ),
    max_size=8,
)


@st.composite
def ledgers(draw: st.DrawFn) -> list[LedgerLine]:
    numbers = draw(st.lists(st.integers(0, 4), min_size=len(FIGURES), max_size=len(FIGURES)))
    sets: dict[int, list[FigurePlace]] = {}
    for number, word in zip(numbers, FIGURES, strict=True):
        sets.setdefault(number, []).append(place_of(word))
    return rebuilt(list(sets.values()))


def corrected(
    lines: Sequence[LedgerLine], done: Sequence[tuple[str, list[str], list[str]]]
) -> CorrectedLedger:
    words = (f"{verb} {' '.join(one)} | {' '.join(other)}" for verb, one, other in done)
    return with_corrections(lines, [placed(*one) for one in enumerate(words)], rebuilt)


@given(ledgers(), DONE)
def test_no_figure_is_lost_or_told_twice(
    lines: list[LedgerLine], done: list[tuple[str, list[str], list[str]]]
) -> None:
    found = corrected(lines, done)
    places = [(e.article, e.start) for line in (*found.lines, *found.hidden) for e in line.entries]
    assert sorted(places) == sorted(map(place_of, FIGURES))
    assert {one.correction for one in found.unfit} <= set(found.concerned)


@given(ledgers(), DONE, SIDES, SIDES)
def test_the_last_join_joins_and_the_last_split_splits(
    lines: list[LedgerLine],
    done: list[tuple[str, list[str], list[str]]],
    one: list[str],
    other: list[str],
) -> None:
    sides = [{now(word) for word in side} - set(NotThere) for side in (one, other)]

    def held(found: CorrectedLedger) -> list[set[FigurePlace]]:
        return [{(e.article, e.start) for e in line.entries} for line in (*found.lines, *found.hidden)]

    joined = held(corrected(lines, [*done, ("join", one, other)]))
    if all(sides):
        assert any(sides[0] | sides[1] <= places for places in joined)
    for places in held(corrected(lines, [*done, ("split", one, other)])):
        assert not (places & (sides[0] - sides[1]) and places & sides[1])
