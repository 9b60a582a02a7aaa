"""Figures of real sentences, labelled by hand: what they measure, whom they are said of, how they changed.

The labels are places alone; the texts lie beside the repository, in `../shared/bench`. A row names the
file, the passage (number of its line among those not empty), the sentence in the passage and, from the
sentence's beginning, each figure. `of` and `subject` are places, best first, any of which is right;
with `…_null_ok` no answer is right too. `trend` lists what is right; `from_to` pairs of values.

Made before the extractor was run on them. Drawn with `random.Random(20261128)` (statements_1),
`(20261130)` (statements_2), `(20261201)` (statements_3), `(20261203)`, `(20261204)` and `(20261206)`
(statements_4) and `(20261129)` (changes), thinned by hand for a mix of kinds. The errors of statements_2 were
never looked at, those of the others were.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from briefing.figures.extract_figures import extract_figures
from briefing.model.article import Article, Passage
from briefing.model.figure import Figure

LABELS = Path(__file__).parents[1] / "figures" / "labels"
BENCH = Path(__file__).parents[3] / "shared" / "bench"
_DETERMINERS = frozenset("a an the this that these those its his her their our your my".split())
_ALIKE = 0.75
"""F1 over words from which an answer is the one labelled."""


@dataclass(frozen=True, slots=True)
class Score:
    """How many answers were right, of those given and of those wanted."""

    precision: float
    recall: float

    @classmethod
    def of(cls, counts: Counter[str]) -> Score:
        """Parts of one, from the counts of `right`, `given`, `met` and `wanted`."""
        return cls(counts["right"] / max(1, counts["given"]), counts["met"] / max(1, counts["wanted"]))


def statement_scores(name: str) -> dict[str, Score]:
    """Score `of` and `subject` on a file of labels."""
    counts = {"of": Counter[str](), "subject": Counter[str]()}
    for row in _rows(name):
        sentence, figures = _read(row)
        found = _nearest(figures, *row["figure"])
        for field, count in counts.items():
            wanted = [sentence[start:end] for start, end in row[field] or []]
            answer: str | None = getattr(found, field) if found else None
            right = answer is not None and any(_same(answer, one) for one in wanted)
            count["given"] += answer is not None
            count["right"] += right
            must = bool(wanted) and not row[f"{field}_null_ok"]
            count["wanted"] += must or (bool(wanted) and right)
            count["met"] += right
    return {field: Score.of(count) for field, count in counts.items()}


def change_scores(name: str) -> dict[str, Score]:
    """Score `trend`, and `from_value` with `to_value`, on a file of labels without dates and ordinals."""
    trend, ends = Counter[str](), Counter[str]()
    for row in _rows(name):
        _, figures = _read(row)
        labelled: set[int] = set()
        for label in row["figures"]:
            over = [f for f in _over(figures, *label["figure"]) if f.kind not in {"date", "ordinal"}]
            # A change labelled as one figure may come as two: its last one tells the direction.
            told = [f for f in over if f.from_value is not None]
            found = (
                told[-1]
                if told
                else over[-1]
                if label["from_to"] and over
                else _nearest(over, *label["figure"])
            )
            labelled.update(id(f) for f in over)
            given = found.trend if found else None
            right = given is not None and given in label["trend"]
            trend["given"] += given is not None
            trend["right"] += right
            trend["wanted"] += None not in label["trend"]
            trend["met"] += right and None not in label["trend"]
            met = found is not None and any(_near(found, *pair) for pair in label["from_to"] or [])
            must = bool(label["from_to"]) and not label["from_to_null_ok"]
            ends["given"] += found is not None and found.from_value is not None
            ends["right"] += met
            ends["wanted"] += must
            ends["met"] += met and must
        trend["given"] += sum(f.trend is not None for f in figures if id(f) not in labelled)
    return {"trend": Score.of(trend), "from_to": Score.of(ends)}


def _rows(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (LABELS / name).read_text(encoding="utf-8").splitlines()]


def _read(row: dict[str, Any]) -> tuple[str, list[Figure]]:
    """A sentence and its figures."""
    text = unicodedata.normalize("NFC", (BENCH / row["file"]).read_text(encoding="utf-8"))
    start, end = row["sentence"]
    sentence = [line for line in text.split("\n") if line.strip()][row["passage"]][start:end]
    passage = Passage(0, "paragraph", 0, 0, len(sentence))
    article = Article(
        id="a.txt", text=sentence, passages=(passage,), title="", has_title=False, source=None, author=None,
        published="2026-02-04", published_by="unknown", language="en", url=None, fingerprint="",
    )  # fmt: skip
    return sentence, list(extract_figures(article))


def _over(figures: list[Figure], start: int, end: int) -> list[Figure]:
    return [f for f in figures if f.start < end and start < f.end]


def _nearest(figures: list[Figure], start: int, end: int) -> Figure | None:
    """The figure that shares most characters with a place."""
    over = _over(figures, start, end)
    return max(over, key=lambda f: min(end, f.end) - max(start, f.start), default=None)


def _words(text: str) -> list[str]:
    words = re.findall(r"[^\W_]+(?:[.'’-][^\W_]+)*|[$€£%]", text.lower())
    bare = [re.sub(r"['’]s$|['’]$", "", word) for word in words]
    return [word for word in bare if word and word not in _DETERMINERS]


def _same(answer: str, wanted: str) -> bool:
    a, b = _words(answer), _words(wanted)
    common = sum((Counter(a) & Counter(b)).values())
    return 2 * common / max(1, len(a) + len(b)) >= _ALIKE


def _near(figure: Figure, first: float, last: float) -> bool:
    pairs = ((figure.from_value, first), (figure.to_value, last))
    return all(got is not None and abs(got - want) <= 2e-5 * max(abs(got), abs(want)) for got, want in pairs)
