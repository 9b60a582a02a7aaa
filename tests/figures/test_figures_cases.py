"""Readable cases: each sentence of the data files with every figure it holds, and no other.

A line without indentation is a sentence. Below it, one figure a line: text, kind, value, unit,
bound, direction, with `-` for none. A range is written `low..high`, a date `from` or `from..to`, a
length of time that leads to a day `value@day`; a change told with both ends has them as a last part,
`from->to`. The sentences were written on Thursday 5 February 2026.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from briefing.model.figure import Figure

DATA = Path(__file__).parent / "data"
FILES = sorted(p.stem for p in DATA.glob("*.txt") if p.stem not in {"key_figures", "subjects"})
FiguresOf = Callable[..., tuple[Figure, ...]]


def cases() -> Iterator[tuple[str, str, list[str]]]:
    """Yield (file, sentence, expected lines) of all data files."""
    for stem in FILES:
        sentence, expected = "", list[str]()
        for line in (DATA / f"{stem}.txt").read_text(encoding="utf-8").splitlines():
            if line.startswith("#") or not line.strip():
                continue
            if line.startswith("    "):
                expected.append(line.strip())
                continue
            if sentence:
                yield stem, sentence, expected
            sentence, expected = line, []
        if sentence:
            yield stem, sentence, expected


def number(value: float) -> str:
    return f"{value:.15g}"


def written(figure: Figure) -> str:
    """One figure as the data files write it."""
    if figure.value is not None:
        value = number(figure.value)
    elif figure.low is not None and figure.high is not None:
        value = f"{number(figure.low)}..{number(figure.high)}"
    elif figure.from_ is None:
        value = "-"
    else:
        value = figure.from_ if figure.from_ == figure.to else f"{figure.from_}..{figure.to}"
    if figure.kind == "duration" and figure.from_ is not None:
        value += f"@{figure.from_}"
    words = [figure.unit, figure.qualifier, figure.trend]
    if figure.from_value is not None and figure.to_value is not None:
        words.append(f"{number(figure.from_value)}->{number(figure.to_value)}")
    return " | ".join((figure.text, figure.kind, value, *(word or "-" for word in words)))


@pytest.mark.parametrize(
    ("file", "sentence", "expected"), [pytest.param(*c, id=f"{c[0]}: {c[1][:60]}") for c in cases()]
)
def test_figures_of_a_sentence(figures_of: FiguresOf, file: str, sentence: str, expected: list[str]) -> None:
    assert [written(figure) for figure in figures_of(sentence)] == expected, file


def test_there_are_hundreds_of_cases() -> None:
    assert sum(1 for _ in cases()) > 250
