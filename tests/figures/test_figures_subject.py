"""What a figure measures, in the text's own words."""

from __future__ import annotations

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


@pytest.mark.parametrize(("sentence", "figure", "subject"), ROWS)
def test_subject(figures_of: FiguresOf, sentence: str, figure: str, subject: str) -> None:
    found = {f.text: f.of for f in figures_of(sentence)}
    assert found[figure] == (None if subject == "-" else subject)
    assert found[figure] is None or str(found[figure]) in sentence
