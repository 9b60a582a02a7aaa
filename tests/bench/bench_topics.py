"""Measure topics: agreement with labelled news, coherence of keywords, and time.

    python tests/bench/bench_topics.py SHARED
    python tests/bench/bench_topics.py --speed FOLDER
    python tests/bench/bench_topics.py --library FOLDER

SHARED is the folder that holds `bench/topics` with its scorer and `bench/related`. With --speed, the CPU
seconds from the articles of any folder to topics, of adding one more, and of asking again. With --library
the same of a library, which is brought up to date first: its topics worked out anew and stored, steered
by another name for the largest, looked up, and walked; and the memory it took.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import subprocess
import sys
import time
from pathlib import Path
from types import ModuleType

from briefing.jobs.collector import collector_paused
from briefing.library.build.builder import build_library
from briefing.library.locations import library_folder
from briefing.model.article import Article, Ref
from briefing.model.topic_passages import StoredPassages
from briefing.reading.read_articles import read_paths
from briefing.session import Session
from briefing.topics.topic_model import TopicModel

WORK = """
import resource, shutil, sys, time
from pathlib import Path
from briefing.userdata.overrides import NO_OVERRIDES
from briefing.library.reader import Library
from briefing.library.topic_tables import topics_folder
from briefing.model.steering import Steer, Steering
from briefing.corpus.stored_topics import StoredTopics
from briefing.library.topics_analysis import work_out
folder, how = Path(sys.argv[1]), sys.argv[2]
library, steering = Library.open(folder, ()), Steering()
if how == "fresh":
    shutil.rmtree(topics_folder(folder), ignore_errors=True)
else:
    first = StoredTopics(library).latest(steering).topics[0]
    steering = Steering((Steer("rename", first.label, other="Another name", about=first.keywords),))
work_out(folder, steering, NO_OVERRIDES)
used = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
print(f"{library.count():,} articles, {how}: {time.process_time():.1f} s of CPU, {used} MB")
"""
"""Done in another process: a folder, and whether topics are worked out anew or steered."""
STEPS = 200
"""Passages of a topic that are walked."""
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
    # As the session does it.
    with collector_paused():
        model = TopicModel(articles[:-1])
        topics = model.topics().topics
    cold = time.process_time()
    with collector_paused():
        model.add(articles[-1])
        added = time.process_time()
        model.topics()
    asked = time.process_time()
    sys.stdout.write(
        f"{len(articles)} articles, {len(topics)} topics: {cold - start:.2f} s of CPU; "
        f"one more {1000 * (added - cold):.1f} ms, topics again {1000 * (asked - added):.1f} ms\n"
    )


def stored(folder: Path) -> None:
    """Print what the topics of the library of a folder cost."""
    library = library_folder([str(folder)])
    for _ in build_library([str(folder)]):
        pass
    sys.stdout.write(f"{_worked_out(library, fresh=True)}\n{_worked_out(library, fresh=False)}\n")
    session = Session()
    session.open_library([str(folder)], heed_steering=False)
    session.topics.works_out = False
    start = time.process_time()
    topics = session.topics.all()
    asked = time.process_time()
    passages = topics[0].passages
    assert isinstance(passages, StoredPassages)
    here: Ref | None = Ref(passages[0].article, passages[0].passage)
    begun = time.process_time()
    for _ in range(STEPS):
        here = passages.next_to(here, 1) if here is not None else None
    walked = time.process_time()
    sys.stdout.write(
        f"{len(topics)} topics looked up in {1000 * (asked - start):.1f} ms of CPU; "
        f"one step of {len(passages):,} passages {1000 * (walked - begun) / STEPS:.2f} ms\n"
    )


def _worked_out(library: Path, *, fresh: bool) -> str:
    """Work topics out in a process of its own, so that its memory is that of the work alone."""
    done = subprocess.run(
        [sys.executable, "-c", WORK, str(library), "fresh" if fresh else "steered"],
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout.strip()


def main() -> None:
    """Print one line a set, and the means."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("shared", type=Path)
    parser.add_argument("--speed", action="store_true", help="time the articles of a folder instead")
    parser.add_argument("--library", action="store_true", help="time the library of a folder instead")
    arguments = parser.parse_args()
    if arguments.library:
        stored(arguments.shared)
        return
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
        topics = TopicModel(articles).topics().topics
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
