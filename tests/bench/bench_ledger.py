"""Measure what the ledger costs: from kept figures to lines, one article more, a topic, what is open.

    python tests/bench/bench_ledger.py FOLDER [--most N] [--runs N]
    python tests/bench/bench_ledger.py FOLDER --library    of a library that is there already

Processor time of one process, the best of several runs. Beside it stands a plain loop over all pairs of
figures of one dimension, which compares the words of their sentences and no more: the ratio to it says how
the ledger grows, whatever the machine. One article more is a copy of one of them under another name; its
own reading, figures and names are not counted, and what events and voices take is told apart.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TypeVar

from briefing.ledger.build_ledger import lines_of
from briefing.ledger.event_ledgers import MOST_TOGETHER, EventLedgers
from briefing.ledger.measures import measure_of
from briefing.ledger.mentions import LedgerArticle, mentions_of
from briefing.session import Session, finish

Answer = TypeVar("Answer")
MOST_PLAIN = 20_000
"""Figures up to which the plain loop ends within some minutes."""


def say(line: str) -> None:
    """Print one line of the report."""
    sys.stdout.write(line + "\n")


def best(runs: int, work: Callable[[], object]) -> float:
    """The least processor time of some runs, in milliseconds."""
    taken = []
    for _ in range(runs):
        start = time.process_time()
        work()
        taken.append((time.process_time() - start) * 1000)
    return min(taken)


def once(work: Callable[[], Answer]) -> tuple[float, Answer]:
    """The processor time of one run, in milliseconds, and what it gave."""
    start = time.process_time()
    found = work()
    return (time.process_time() - start) * 1000, found


def plain_pairs(given: list[LedgerArticle]) -> int:
    """Compare each two figures of one dimension by the words of their sentences; how many are alike."""
    groups: defaultdict[str, list[frozenset[str]]] = defaultdict(list)
    for mention in mentions_of(given):
        groups[measure_of(mention.figure).dimension].append(mention.sentence)
    alike = 0
    for words in groups.values():
        for place, one in enumerate(words):
            for other in words[:place]:
                alike += 2 * len(one & other) > min(len(one), len(other)) > 0
    return alike


def whole(given: list[LedgerArticle], runs: int) -> None:
    """From the figures of all articles to the ledger."""

    def made() -> object:
        if len(given) > MOST_TOGETHER:
            return finish(EventLedgers().lines_in_steps(given))
        return lines_of(given)

    figures = sum(len(one.figures) for one in given)
    taken = best(runs, made)
    say(f"{len(given)} articles, {figures} figures: {taken:.0f} ms, {taken / figures:.2f} ms a figure")
    if figures > MOST_PLAIN:
        return
    plain = best(1, lambda: plain_pairs(given))
    say(f"a plain loop over their pairs: {plain:.0f} ms; the ledger takes {taken / plain:.2f} of that")


def one_more(session: Session, runs: int) -> None:
    """An article comes: what its ledger takes, event by event."""
    parts: defaultdict[str, list[float]] = defaultdict(list)
    session.ledger()
    article = session.articles[len(session.articles) // 2]
    for run in range(runs):
        more = replace(article, id=f"{article.id}.{run}.txt")
        session.hold([more])
        session.figures(more.id)
        session.names(more.id)
        parts["voices"].append(once(session.sources.voices)[0])
        parts["events"].append(once(session.sources.events)[0])
        parts["ledger"].append(once(session.ledger)[0])
    told = ", ".join(f"{name} {min(taken):.0f} ms" for name, taken in parts.items())
    say(f"one article more: {told}")


def on_demand(session: Session, runs: int) -> None:
    """What is open, and topics."""
    names = [head.id for head in session.heads(0, 8 * runs)]
    taken = [once(partial(session.ledger, names[8 * at : 8 * at + 8]))[0] for at in range(runs)]
    say(f"eight articles that are open: {min(taken):.0f} ms")
    topics = sorted(session.topics.all(), key=lambda topic: -len(topic.passages))
    for topic in topics[:runs]:
        choosing, part = once(partial(session.ledgers.part_of_topic, topic))
        comparing, found = once(partial(finish, session.ledger_in_steps(topics=True, part=part)))
        articles = "all" if part.names is None else len(part.names)
        say(
            f"a topic of {len(topic.passages)} passages: {choosing + comparing:.0f} ms, {articles} articles"
            f" compared, {part.left_out} left out, {len(found.lines)} lines"
        )


def opened(paths: Iterable[Path]) -> Session:
    """A session over some files, their figures and names found."""
    session = Session(use_store=False)
    for _ in session.open([str(path) for path in paths], heed_steering=False):
        pass
    for name in session.by_name:
        session.figures(name)
    for article in session.articles:
        session.names(article.id)
    return session


def main() -> None:
    """Measure and report."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("--most", type=int, help="the first N files of the folder alone")
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument(
        "--library", action="store_true", help="measure what is asked for alone, of a library"
    )
    arguments = parser.parse_args()
    if arguments.library:
        session = Session(use_store=False)
        session.open_library([str(arguments.folder)])
        on_demand(session, arguments.runs)
        return
    files = sorted(path for path in arguments.folder.rglob("*") if path.is_file())
    session = opened(files[: arguments.most])
    whole(session.ledgers.given(), arguments.runs)
    one_more(session, arguments.runs)


if __name__ == "__main__":
    main()
