"""Measure topics: agreement with labelled news, coherence of keywords, and time.

    python tests/bench/bench_topics.py SHARED
    python tests/bench/bench_topics.py --speed FOLDER

SHARED is the folder that holds `bench/topics` with its scorer and `bench/related`. With --speed, the CPU
seconds from the articles of any folder to topics, of adding one more, and of asking again.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import sys
import time
from pathlib import Path
from types import ModuleType

from briefing.model.article import Article
from briefing.reading.read import read_paths
from briefing.topics.build import build_topics
from briefing.topics.model import TopicModel

SETS = (("related/ecb_dev", "topic"), ("topics/bbc_dev", "class"), ("topics/ag_dev", "class"))
SHOWN = ("nmi", "ari", "topics", "unassigned", "npmi", "redundant", "diversity", "class_f1")


def load_scorer(path: Path) -> ModuleType:
    """The scorer that stands beside the data."""
    spec = importlib.util.spec_from_file_location("score_topics", path)
    if spec is None or spec.loader is None:
        sys.exit(f"{path} cannot be loaded")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def speed(folder: Path) -> None:
    """Print what the topics of a folder cost."""
    articles = [one for one in read_paths([str(folder)]) if isinstance(one, Article)]
    start = time.process_time()
    model = TopicModel(articles[:-1])
    topics = model.topics().topics
    cold = time.process_time()
    model.add(articles[-1])
    added = time.process_time()
    model.topics()
    asked = time.process_time()
    sys.stdout.write(
        f"{len(articles)} articles, {len(topics)} topics: {cold - start:.2f} s of CPU; "
        f"one more {1000 * (added - cold):.1f} ms, topics again {1000 * (asked - added):.1f} ms\n"
    )


def main() -> None:
    """Print one line a set, and the means."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("shared", type=Path)
    parser.add_argument("--speed", action="store_true", help="time the articles of a folder instead")
    arguments = parser.parse_args()
    if arguments.speed:
        speed(arguments.shared)
        return
    bench = arguments.shared / "bench"
    scorer = load_scorer(bench / "topics" / "score_topics.py")
    totals = {"nmi": 0.0, "ari": 0.0}
    for name, label in SETS:
        folder = bench / name
        articles = [one for one in read_paths([str(folder / "articles")]) if isinstance(one, Article)]
        start = time.perf_counter()
        topics = build_topics(articles)
        seconds = time.perf_counter() - start
        gold = json.loads((folder / "gold.json").read_text(encoding="utf-8"))
        found = scorer.score(gold, label, [topic.to_dict() for topic in topics], str(folder / "articles"))
        for measure in totals:
            totals[measure] += found[measure] / len(SETS)
        values = " ".join(f"{measure} {found[measure]:.3f}" for measure in SHOWN)
        sys.stdout.write(f"{name:16} {values} | {len(articles)} articles in {seconds:.1f} s\n")
    sys.stdout.write(f"mean             nmi {totals['nmi']:.3f} ari {totals['ari']:.3f}\n")


if __name__ == "__main__":
    main()
