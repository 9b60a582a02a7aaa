"""The quality gate of what figures measure, whom they are said of and how they changed.

Floors lie a point below what was reached, so that a changed label of one figure is seen. Lower one only
on purpose, and say why.
"""

from __future__ import annotations

import pytest
from labelled_figures import BENCH, Score, change_scores, statement_scores

pytestmark = pytest.mark.skipif(not BENCH.is_dir(), reason="the texts do not lie beside the repository")


@pytest.mark.parametrize(
    ("name", "of", "subject"),
    [
        ("statements_1.jsonl", Score(0.92, 0.8), Score(0.93, 0.74)),
        ("statements_2.jsonl", Score(0.86, 0.65), Score(0.78, 0.58)),
        ("statements_3.jsonl", Score(0.97, 0.77), Score(0.88, 0.67)),
        ("statements_4.jsonl", Score(0.94, 0.81), Score(0.89, 0.75)),
    ],
)
def test_what_a_figure_measures_and_whom_it_is_said_of(name: str, of: Score, subject: Score) -> None:
    reached = statement_scores(name)
    for field, floor in {"of": of, "subject": subject}.items():
        assert reached[field].precision >= floor.precision, (field, reached)
        assert reached[field].recall >= floor.recall, (field, reached)


def test_how_a_figure_changed() -> None:
    reached = change_scores("changes.jsonl")
    for field, floor in {"trend": Score(0.93, 0.85), "from_to": Score(0.99, 0.93)}.items():
        assert reached[field].precision >= floor.precision, (field, reached)
        assert reached[field].recall >= floor.recall, (field, reached)
