"""The quality gate of related passages: the floors reached on judged sentences of news.

Each sentence of the development articles asks for those that tell the same event; the scorer is
the one that stands beside the data. Lower a floor only on purpose, and say why.
"""

from __future__ import annotations

import importlib.util
import json
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from briefing.model.article import Article, Ref
from briefing.related.related_index import RelatedIndex

Reader = Callable[[Path], list[Article]]
Ranked = dict[tuple[str, int], list[tuple[str, int]]]

WHOLE = {"judged": (0.858, 0.912), "strict": (0.712, 0.80)}
WITHIN = {"judged": (0.861, 0.918), "strict": (0.704, 0.79)}
"""nDCG@10 and P@1 with all articles searched at once, and with one folder for each affair."""
EVEN = (0.4, 0.8)
"""What comes first with a chance of 0.4 to 0.6 must be right this often. All that annotators asked for has a
counterpart somewhere, and much of what a reader stands on has none: see `test_related_chances.py`."""


@pytest.fixture
def scorer(shared: Path) -> ModuleType:
    path = shared / "bench" / "related" / "score_related.py"
    spec = importlib.util.spec_from_file_location("score_related", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def gold(shared: Path) -> dict[str, Any]:
    text = (shared / "bench" / "related" / "ecb_dev" / "gold.json").read_text(encoding="utf-8")
    loaded: dict[str, Any] = json.loads(text)
    return loaded


def rank(articles: list[Article], asked: set[tuple[str, int]]) -> Ranked:
    index = RelatedIndex.build(articles, {})
    return {
        (one.id, passage.number): [
            (found.article, found.passage) for found in index.related(Ref(one.id, passage.number), top=30)
        ]
        for one in articles
        for passage in one.passages
        if (one.id, passage.number) in asked
    }


def questions(gold: dict[str, Any]) -> set[tuple[str, int]]:
    return {(query["article"], query["passage"]) for query in gold["queries"]}


def check(
    scorer: ModuleType, gold: dict[str, Any], ranked: Ranked, floors: dict[str, tuple[float, float]]
) -> None:
    table, _ = scorer.score(gold, ranked)
    for reading, (ndcg, first) in floors.items():
        means = dict(zip(scorer.METRICS, table[reading].mean(0).tolist(), strict=True))
        assert means["ndcg@10"] >= ndcg, (reading, means)
        assert means["p@1"] >= first, (reading, means)


@pytest.mark.long
def test_all_articles_at_once(shared: Path, scorer: ModuleType, gold: dict[str, Any], read: Reader) -> None:
    articles = read(shared / "bench" / "related" / "ecb_dev" / "articles")
    check(scorer, gold, rank(articles, questions(gold)), WHOLE)


def test_one_folder_for_each_affair(
    shared: Path, scorer: ModuleType, gold: dict[str, Any], read: Reader
) -> None:
    ranked: Ranked = {}
    for folder in sorted((shared / "bench" / "related" / "ecb_dev_by_topic" / "articles").iterdir()):
        ranked |= rank(read(folder), questions(gold))
    check(scorer, gold, ranked, WITHIN)


def test_a_half_is_an_even_chance(shared: Path, gold: dict[str, Any], read: Reader) -> None:
    """In folders of five articles, as a desk opens them."""
    related = {(q["article"], q["passage"]): {(r[0], r[1]) for r in q["relevant"]} for q in gold["queries"]}
    unjudged = {name: set(one.get("unjudged", ())) for name, one in gold["articles"].items()}
    right: list[bool] = []
    for folder in sorted((shared / "bench" / "related" / "ecb_dev_by_topic" / "articles").iterdir()):
        articles = read(folder)
        for start in range(0, len(articles) - 4, 5):
            five = articles[start : start + 5]
            index = RelatedIndex.build(five, {})
            for one in five:
                for passage in one.passages:
                    wanted = related.get((one.id, passage.number))
                    if wanted is None:
                        continue
                    for found in index.related(Ref(one.id, passage.number), top=1):
                        answer = (found.article, found.passage)
                        judged = answer in wanted or found.passage not in unjudged[found.article]
                        if judged and 0.4 <= found.score <= 0.6:
                            right.append(answer in wanted)
    assert len(right) > 80
    assert EVEN[0] <= sum(right) / len(right) <= EVEN[1], sum(right) / len(right)
