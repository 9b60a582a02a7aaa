"""Measure the rows of synopses against judged news: which passages stand together, and which should.

    python tests/bench/bench_synopsis.py SHARED           precision and recall of the pairs in rows
    python tests/bench/bench_synopsis.py SHARED --speed   passages a second, and lines laid out

SHARED is the folder that holds `bench/related`. Each topic found in each folder of articles on one
affair makes a table. A pair is two passages of different articles in one row; it is right where
people judged the two to tell of the same event, and passed over where nobody judged it. Recall is
over the judged pairs that have both passages in one topic.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path
from typing import Any

from briefing.model.topic_synopsis import Synopsis
from briefing.session import Session, finish

Key = tuple[str, int]
Pair = tuple[Key, Key]


def say(line: str) -> None:
    """Print one line of the report."""
    sys.stdout.write(line + "\n")


def tables(folder: Path) -> Iterator[Synopsis]:
    """The synopses of all topics of a folder."""
    session = Session(use_store=False)
    list(session.open([str(folder)]))
    for topic in session.topics.all():
        yield finish(session.related.synopsis(topic))


def key(article: str, passage: int) -> Key:
    """A passage as the judgements name it."""
    return Path(article).stem, passage


def pairs(members: list[Key]) -> Iterator[Pair]:
    """Pairs of passages of different articles."""
    for one, other in combinations(sorted(members), 2):
        if one[0] != other[0]:
            yield one, other


def quality(shared: Path) -> None:
    """Print precision and recall over all folders, and how large rows are."""
    base = shared / "bench" / "related" / "ecb_dev_by_topic"
    gold: dict[str, Any] = json.loads((base / "gold.json").read_text(encoding="utf-8"))
    related = {(q["article"], q["passage"]): {(r[0], r[1]) for r in q["relevant"]} for q in gold["queries"]}
    unjudged = {name: set(one.get("unjudged", ())) for name, one in gold["articles"].items()}
    right = wrong = rows = members = 0
    found: set[Pair] = set()
    possible: set[Pair] = set()
    for folder in sorted((base / "articles").iterdir()):
        for table in tables(folder):
            groups = [[key(o.article, o.passage) for cell in row.cells for o in cell] for row in table.rows]
            every = {one for group in groups for one in group}
            possible |= {
                (min(one, other), max(one, other))
                for one in every
                for other in related.get(one, ())
                if other in every
            }
            rows += table.shared
            members += sum(len(group) for group in groups[: table.shared])
            for one, other in (pair for group in groups for pair in pairs(group)):
                if other in related.get(one, ()) or one in related.get(other, ()):
                    right += 1
                    found.add((one, other))
                elif one[1] not in unjudged[one[0]] and other[1] not in unjudged[other[0]]:
                    wrong += 1
    precision, recall = right / (right + wrong), len(found & possible) / len(possible)
    say(f"pairs judged {right + wrong}: precision {precision:.3f}")
    score = 2 * precision * recall / (precision + recall)
    say(f"pairs to find {len(possible)}: recall {recall:.3f}, F1 {score:.3f}")
    say(f"{rows} rows of several sources, {members / rows:.1f} passages each")


def speed(shared: Path) -> None:
    """Print passages a second, the index being there."""
    base = shared / "bench" / "related" / "ecb_dev_by_topic" / "articles"
    passages = 0
    seconds = 0.0
    for folder in sorted(base.iterdir()):
        session = Session(use_store=False)
        list(session.open([str(folder)]))
        for name in session.by_name:
            session.figures(name)
        session.related.index()
        for topic in session.topics.all():
            start = time.process_time()
            finish(session.related.synopsis(topic))
            seconds += time.process_time() - start
            passages += len(topic.passages)
    say(f"{passages} passages, {passages / seconds:.0f} a CPU second")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("shared", type=Path)
    parser.add_argument("--speed", action="store_true")
    arguments = parser.parse_args()
    (speed if arguments.speed else quality)(arguments.shared)
