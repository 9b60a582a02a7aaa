"""Measure related passages: quality on judged news, speed, and the fit of score to chance.

    python tests/bench/bench_related.py SHARED          tables of quality and passages a second
    python tests/bench/bench_related.py SHARED --fit    the curve of `calibration.py`
    python tests/bench/bench_related.py SHARED --large 200000    one question among so many passages

SHARED is the folder that holds `bench/related` with its scorer.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import random
import resource
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np

from briefing.model.article import Article, Ref
from briefing.reading.read import read_paths
from briefing.related.collection import Collection as Passages
from briefing.related.disk import RelatedBuilder, open_index
from briefing.related.index import RelatedIndex
from briefing.related.prepared import PreparedArticle, prepare
from briefing.related.ranking import Ranking

TOP = 30
Key = tuple[str, int]


def say(line: str) -> None:
    """Print one line of the report."""
    sys.stdout.write(line + "\n")


def read(folder: Path) -> list[Article]:
    """The articles under a folder."""
    return [one for one in read_paths([str(folder)]) if isinstance(one, Article)]


def stem_of(article: str) -> str:
    """The article's name in the gold."""
    return Path(article).stem


def load_scorer(path: Path) -> ModuleType:
    """The scorer that stands beside the data."""
    spec = importlib.util.spec_from_file_location("score_related", path)
    if spec is None or spec.loader is None:
        sys.exit(f"{path} cannot be loaded")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def quality(shared: Path) -> None:
    """Print the tables of both scopes, and passages a second."""
    base = shared / "bench" / "related"
    scorer = load_scorer(base / "score_related.py")
    gold = json.loads((base / "ecb_dev" / "gold.json").read_text(encoding="utf-8"))
    whole = [read(base / "ecb_dev" / "articles")]
    within = [read(folder) for folder in sorted((base / "ecb_dev_by_topic" / "articles").iterdir())]
    for scope, folders in (("whole", whole), ("within", within)):
        ranked: dict[Key, list[Key]] = {}
        seconds = 0.0
        for articles in folders:
            index = RelatedIndex.build(articles, {})
            start = time.process_time()
            for one in articles:
                for passage in one.passages:
                    found = index.related(Ref(one.id, passage.number), top=TOP)
                    ranked[stem_of(one.id), passage.number] = [(stem_of(r.article), r.passage) for r in found]
            seconds += time.process_time() - start
        table, _ = scorer.score(gold, ranked)
        for reading, values in table.items():
            means = " ".join(f"{m} {v:.3f}" for m, v in zip(scorer.METRICS, values.mean(0), strict=True))
            say(f"{scope:6} {reading:6} {means}")
        say(f"{scope:6} {len(ranked)} passages, {len(ranked) / seconds:.0f} a second with reasons")
    index = RelatedIndex.build(whole[0], {})
    start = time.process_time()
    for number in range(len(index)):
        index.ranking.nearest(number, TOP)
    say(f"ranking alone: {len(index) / (time.process_time() - start):.0f} passages a second")


def pairs(articles: list[Article], gold: dict[str, Any]) -> list[tuple[float, bool]]:
    """Logarithm of the score, and whether it was right, of every judged answer in one folder."""
    related = {(q["article"], q["passage"]): {(r[0], r[1]) for r in q["relevant"]} for q in gold["queries"]}
    unjudged = {name: set(one.get("unjudged", ())) for name, one in gold["articles"].items()}
    topic = {name: one["labels"]["topic"] for name, one in gold["articles"].items()}
    index = RelatedIndex.build(articles, {})
    result: list[tuple[float, bool]] = []
    for number in range(len(index)):
        ref = index.ref(number)
        wanted = related.get((stem_of(ref.article), ref.passage))
        if wanted is None:
            continue
        nearest = index.ranking.nearest(number, TOP)
        for place, score in zip(nearest.passages.tolist(), nearest.scores.tolist(), strict=True):
            answer = index.ref(place)
            key = (stem_of(answer.article), answer.passage)
            same_topic = topic[key[0]] == topic[stem_of(ref.article)]
            if key in wanted or not (same_topic and key[1] in unjudged[key[0]]):
                result.append((float(np.log(score)), key in wanted))
    return result


def fit(shared: Path) -> None:
    """Print slope and offset of the logistic curve, every size of folder weighing the same."""
    base = shared / "bench" / "related"
    gold = json.loads((base / "ecb_dev" / "gold.json").read_text(encoding="utf-8"))
    draw = random.Random(1)
    folders = [read(folder) for folder in sorted((base / "ecb_dev_by_topic" / "articles").iterdir())]
    sets = [pairs(read(base / "ecb_dev" / "articles"), gold)]
    for size in (3, 5, 10, 99):
        samples = [draw.sample(f, min(size, len(f))) for f in folders for _ in range(1 if size == 99 else 3)]
        sets.append([pair for sample in samples for pair in pairs(sample, gold)])
    x = np.array([[score, 1.0] for found in sets for score, _ in found])
    y = np.array([float(right) for found in sets for _, right in found])
    weight = np.concatenate([np.full(len(found), 1e4 / len(sets) / len(found)) for found in sets])
    curve = np.zeros(2)
    for _ in range(50):
        chance = 1 / (1 + np.exp(-x @ curve))
        hessian = (x * (weight * chance * (1 - chance))[:, None]).T @ x
        curve += np.linalg.solve(hessian, x.T @ (weight * (y - chance)))
    say(f"slope {curve[0]:.3f} offset {curve[1]:.3f}")
    for found in sets:
        shown = np.array([1 / (1 + np.exp(-(curve[0] * score + curve[1]))) for score, _ in found])
        right = np.array([one for _, one in found])
        bins = np.minimum((shown * 10).astype(int), 9)
        say(" ".join(f"{shown[bins == b].mean():.2f}/{right[bins == b].mean():.2f}" for b in np.unique(bins)))


def varied(article: PreparedArticle, repeat: int, draw: np.random.Generator) -> PreparedArticle:
    """An article like another, with new words in place of about every seventh, as new articles have."""
    new = draw.random(len(article.terms)) < (0.15 if repeat else 0.0)
    mixed = article.terms ^ np.uint64(repeat * 0x9E3779B97F4A7C15 % 2**64)
    return replace(
        article,
        terms=np.where(new, mixed, article.terms),
        sketches=article.sketches ^ np.uint32(repeat * 2654435761 % 2**32),
    )


def many(shared: Path, size: int) -> Iterator[tuple[int, PreparedArticle]]:
    """Numbered articles with `size` passages in all, made by repeating news with new words."""
    folders = ("related/ecb_dev", "topics/bbc_dev", "topics/ag_dev")
    base = [prepare(one, ()) for folder in folders for one in read(shared / "bench" / folder / "articles")]
    draw = np.random.default_rng(1)
    passages = number = 0
    while passages < size:
        article = varied(base[number % len(base)], number // len(base), draw)
        yield number, article
        passages += len(article.passages)
        number += 1


def large(shared: Path, size: int) -> None:
    """Print what it takes to write `size` passages to disk, to open them, and to ask one question."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        start = time.process_time()
        with RelatedBuilder(folder) as builder:
            for number, article in many(shared, size):
                builder.add(number, article)
            before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
            builder.finish()
        after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        say(f"written in {time.process_time() - start:.0f} s of CPU besides preparing; at most {after} MB")
        say(f"(of them {before} MB while articles came in)")
        disk = sum(path.stat().st_size for path in folder.rglob("*.bin")) >> 20
        start = time.process_time()
        collection, _, _ = open_index(folder)
        say(f"opened in {1000 * (time.process_time() - start):.1f} ms; {disk} MB on disk")
        ask(collection)
        changed = next(article for _, article in many(shared, 1))
        start = time.process_time()
        collection.remove(0)
        collection.add(0, varied(changed, 7, np.random.default_rng(3)))
        Ranking(collection).nearest(collection.units_of(0).start, 10)
        say(f"one article replaced, and asked: {1000 * (time.process_time() - start):.1f} ms")
        ask(collection)


def ask(collection: Passages) -> None:
    """Print how long a question takes."""
    ranking = Ranking(collection)
    draw = random.Random(1)
    took: list[float] = []
    for _ in range(200):
        unit = draw.randrange(len(collection))
        start = time.process_time()
        ranking.nearest(unit, 10)
        took.append(1000 * (time.process_time() - start))
    middle, high = np.percentile(took, 50), np.percentile(took, 95)
    say(f"one question among {len(collection)} passages: p50 {middle:.1f} ms, p95 {high:.1f} ms of CPU")


def main() -> None:
    """Run what was asked for."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("shared", type=Path)
    parser.add_argument("--fit", action="store_true")
    parser.add_argument("--large", type=int, default=0, metavar="PASSAGES")
    given = parser.parse_args()
    if given.fit:
        fit(given.shared)
    elif given.large:
        large(given.shared, given.large)
    else:
        quality(given.shared)


if __name__ == "__main__":
    main()
