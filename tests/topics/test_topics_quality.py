"""The quality gate of topics: the floors reached on three sets of labelled news.

The scorer is the one that stands beside the data. Lower a floor only on purpose, and say why.
"""

from __future__ import annotations

import importlib.util
import json
import random
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from build_topics import build_topics
from tiers import amount

from briefing.model.article import Article

Reader = Callable[[Path], list[Article]]

SETS = [
    ("related/ecb_dev", "topic", {"nmi": 0.95, "ari": 0.88, "npmi": 0.76, "class_f1": 0.88}),
    ("topics/bbc_dev", "class", {"nmi": 0.82, "ari": 0.79, "npmi": 0.42, "class_f1": 0.70}),
    ("topics/ag_dev", "class", {"nmi": 0.53, "ari": 0.52, "npmi": 0.20, "class_f1": 0.21}),
]
"""Set, label, and the floor of each measure."""
QUICK = 2
"""So many sets are looked at in every run, all of them in the long one."""


@pytest.fixture
def scorer(shared: Path) -> ModuleType:
    path = shared / "bench" / "topics" / "score_topics.py"
    spec = importlib.util.spec_from_file_location("score_topics", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize(("name", "label", "floors"), SETS[: amount(QUICK, len(SETS))])
def test_groups_are_those_people_made(
    shared: Path, scorer: ModuleType, read: Reader, name: str, label: str, floors: dict[str, float]
) -> None:
    folder = shared / "bench" / name
    gold: dict[str, Any] = json.loads((folder / "gold.json").read_text(encoding="utf-8"))
    topics = build_topics(read(folder / "articles"))
    found = scorer.score(gold, label, [topic.to_dict() for topic in topics], str(folder / "articles"))
    for measure, floor in floors.items():
        assert found[measure] >= floor, found
    assert found["unassigned"] <= 0.02
    assert found["redundant"] <= 0.02
    assert found["labels_unique"] == 1.0


def test_a_large_folder_gives_the_same_topics_in_any_order(shared: Path, read: Reader) -> None:
    articles = read(shared / "bench" / "topics" / "bbc_dev" / "articles")[:120]
    shuffled = random.Random(3).sample(articles, len(articles))
    topics = build_topics(articles)
    assert topics == build_topics(shuffled)
    assert len(topics) >= 3
    assert all(0 < passage.weight <= 1 for topic in topics for passage in topic.passages)
    assert sum(len(topic.passages) for topic in topics) == sum(len(one.passages) for one in articles)
