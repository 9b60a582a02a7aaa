"""The quality gate: how well the rows of synopses agree with people who judged what tells the same."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from itertools import combinations
from pathlib import Path

import pytest

from briefing.model.article import Article
from briefing.model.topic_synopsis import Synopsis
from briefing.session import Session, finish

FOLDERS = ("24", "38", "45")
"""The smaller of the folders; `tests/bench/bench_synopsis.py` measures all."""
LEAST_PRECISION = 0.76
LEAST_RECALL = 0.67
"""Of pairs that people judged related, in the table of one topic. What an article says of a broad topic in
more passages than a cell shows stands in several rows: with cells of eight passages it is .82."""

Key = tuple[str, int]


def tables(articles: list[Article]) -> Iterator[Synopsis]:
    """A table for each topic."""
    session = Session(use_store=False)
    session.hold(articles)
    for topic in session.topics.all():
        yield finish(session.related.synopsis(topic))


def rows(table: Synopsis) -> list[list[Key]]:
    """The passages of each row."""
    return [[(one.article, one.passage) for cell in row.cells for one in cell] for row in table.rows]


def test_rows_agree_with_judges(shared: Path, read: Callable[[Path], list[Article]]) -> None:
    base = shared / "bench" / "related" / "ecb_dev_by_topic"
    if not base.is_dir():
        pytest.skip("the judged articles are not beside the repository")
    gold = json.loads((base / "gold.json").read_text(encoding="utf-8"))
    related = {(q["article"], q["passage"]): {(r[0], r[1]) for r in q["relevant"]} for q in gold["queries"]}
    unjudged = {name: set(one.get("unjudged", ())) for name, one in gold["articles"].items()}
    right = wrong = found = possible = 0
    for folder in FOLDERS:
        for table in tables(read(base / "articles" / folder)):
            groups = rows(table)
            every = sorted(one for group in groups for one in group)
            place = {one: number for number, group in enumerate(groups) for one in group}
            for one, other in combinations(every, 2):
                if one[0] == other[0]:
                    continue
                together = place[one] == place[other]
                if other in related.get(one, ()):
                    possible += 1
                    found += together
                    right += together
                elif one[1] not in unjudged[one[0]] and other[1] not in unjudged[other[0]]:
                    wrong += together
    assert right / (right + wrong) >= LEAST_PRECISION
    assert found / possible >= LEAST_RECALL
