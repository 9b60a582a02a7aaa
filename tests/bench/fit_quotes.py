#!/usr/bin/env python3
"""Finds the weights by which `briefing.quotes` tells attributions from what only looks like one, and those by
which it tells how sure their speakers are.

    python tests/bench/fit_quotes.py --score   how well weights from four fifths of the articles do
    python tests/bench/fit_quotes.py --write   write the weights from all of them

The articles are those of PolNeAR that are not kept aside (`tests/quotes/aside.txt`) and those of GUM, in
`../shared/bench/speech` beside the repository. An attribution is right where half of what it says lies in
that of a labelled one of speech; those of thoughts and plans are not asked. Of those that are right, so is
the speaker whose name the label knows by its last word, or where it knows none, whose words are the label's.
Who is told by words that name nobody speaks nowhere but in a labelled one: they may stand for no person at
all.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any, NamedTuple
from unittest import mock

import numpy as np
from numpy.typing import NDArray

from briefing.model.article import Article
from briefing.model.quote import AttributedQuote
from briefing.names.extract_names import extract_names
from briefing.quotes import extract_quotes as extraction
from briefing.quotes.attribution_likelihood import ALWAYS, LEAST, Weights
from briefing.quotes.attributions import Attribution
from briefing.reading.read_articles import read_paths
from briefing.text.name_keys import name_key

ROOT = Path(__file__).parents[2]
SPEECH = ROOT.parent / "shared" / "bench" / "speech"
DATA = ROOT / "tui" / "briefing" / "quotes" / "data"
BEHIND_HEAD = re.compile(r",|\(|;| who | of | for | from | in | at | on | with | to ")
FOLDS = 5
FEWEST = 8
"""A feature that fewer attributions have is left out."""
RIDGE = 4.0
STEPS = 30


class Example(NamedTuple):
    """One attribution that was read."""

    article: str
    features: frozenset[str]
    right: bool


def examples(folder: str, names: list[str]) -> list[Example]:
    """Return the attributions in some articles of a folder."""
    gold = json.loads((SPEECH / folder / "gold.json").read_text("utf-8"))["articles"]
    found: list[Example] = []
    for article in read_paths([str(SPEECH / folder / "articles" / f"{name}.txt") for name in names]):
        assert isinstance(article, Article)
        name = Path(article.id).stem
        read: list[Attribution] = []

        def keep(attribution: Attribution, read: list[Attribution] = read) -> bool:
            read.append(attribution)
            return True

        with mock.patch.object(extraction, "accepts", keep):
            extraction.extract_quotes(article, extract_names(article))
        labelled = [
            (letters(article.text, one["content"]), one["said"]) for one in gold[name]["attributions"]
        ]
        for one in read:
            mine = letters(article.text, one.pieces)
            shared, said = max(((len(mine & theirs), said) for theirs, said in labelled), default=(0, False))
            if not mine or (2 * shared >= len(mine) and not said):
                continue
            found.append(Example(name, frozenset(one.features) | {ALWAYS}, 2 * shared >= len(mine)))
    return found


def speakers(folder: str, names: list[str]) -> list[Example]:
    """Return the speakers of the quotes in some articles of a folder that lie in a labelled one of speech."""
    gold = json.loads((SPEECH / folder / "gold.json").read_text("utf-8"))["articles"]
    found: list[Example] = []
    for article in read_paths([str(SPEECH / folder / "articles" / f"{name}.txt") for name in names]):
        assert isinstance(article, Article)
        name = Path(article.id).stem
        asked: list[frozenset[str]] = []

        def keep(features: Iterable[str], asked: list[frozenset[str]] = asked) -> float:
            asked.append(frozenset(features) | {ALWAYS})
            return float(len(asked) - 1)

        with mock.patch.object(extraction, "certainty", keep):
            quotes = extraction.extract_quotes(article, extract_names(article))
        labelled = [(letters(article.text, one["content"]), one) for one in gold[name]["attributions"]]
        for one in quotes:
            mine = letters(article.text, [(one.start, one.end)])
            near = max(labelled, key=lambda label: len(mine & label[0]), default=None)
            if near is None or one.who is None or not mine:
                continue
            features, label = asked[int(one.certainty)], near[1]
            if 2 * len(mine & near[0]) < len(mine):
                if any(feature.startswith("words") for feature in features):
                    found.append(Example(name, features, right=False))
            elif label["said"] and label["source"]:
                found.append(Example(name, features, is_speaker(article.text, one, label)))
    return found


def is_speaker(text: str, quote: AttributedQuote, label: Mapping[str, Any]) -> bool:
    if label["who"]:
        return last_word(quote.who or "") in {last_word(who) for who in label["who"]}
    start, end = quote.speaker_start or 0, quote.speaker_end or 0
    return bool(letters(text, [(start, end)]) & letters(text, label["source"]))


def last_word(name: str) -> str:
    """The last word of a name, or of the head of a phrase: "officer" of "an officer of the port, who …"."""
    return (name_key(BEHIND_HEAD.split(name, maxsplit=1)[0]).split() or [""])[-1]


def say(line: str) -> None:
    sys.stdout.write(line + "\n")


def letters(text: str, spans: list[list[int]] | list[tuple[int, int]]) -> set[int]:
    return {at for start, end in spans for at in range(start, min(end, len(text))) if text[at].isalnum()}


def fitted(found: list[Example]) -> dict[str, float]:
    """Return the weights of a logistic regression with a ridge, by Newton's method."""
    counts = Counter(name for one in found for name in one.features)
    names = sorted(name for name, count in counts.items() if count >= FEWEST)
    column = {name: number for number, name in enumerate(names)}
    matrix: NDArray[np.float64] = np.zeros((len(found), len(names)))
    for row, one in enumerate(found):
        matrix[row, [column[name] for name in one.features if name in column]] = 1
    right = np.array([one.right for one in found], dtype=np.float64)
    weights = np.zeros(len(names))
    ridge = np.full(len(names), RIDGE)
    ridge[column[ALWAYS]] = 1e-3
    for _ in range(STEPS):
        likely = 1 / (1 + np.exp(-matrix @ weights))
        slope = matrix.T @ (likely - right) + ridge * weights
        curve = (matrix.T * (likely * (1 - likely))) @ matrix + np.diag(ridge)
        step = np.linalg.solve(curve, slope)
        weights -= step
        if float(np.abs(step).max()) < 1e-6:
            break
    return {name: round(float(weights[column[name]]), 2) for name in names}


def report(found: list[Example]) -> None:
    """Print how well weights from the other articles tell, by the least likelihood that counts."""
    articles = sorted({one.article for one in found})
    fold = {name: number % FOLDS for number, name in enumerate(articles)}
    told: list[tuple[float, bool]] = []
    for number in range(FOLDS):
        weights = fitted([one for one in found if fold[one.article] != number])
        for one in found:
            if fold[one.article] == number:
                weighed = sum(weights.get(name, 0.0) for name in one.features)
                told.append((1 / (1 + np.exp(-weighed)), one.right))
    for least in (0.0, 0.2, 0.4, LEAST, 0.7, 0.8, 0.9):
        kept = [right for likely, right in told if likely >= least]
        say(
            f"{least:.2f}  precision {sum(kept) / len(kept):.3f}  kept of the right "
            f"{sum(kept) / sum(right for _, right in told):.3f}"
        )


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("--score", action="store_true")
    parser.add_argument("--write", action="store_true")
    arguments = parser.parse_args()
    aside = set((ROOT / "tests" / "quotes" / "aside.txt").read_text("utf-8").split())
    kinds: dict[Weights, Callable[[str, list[str]], list[Example]]] = {
        "weights": examples,
        "certainty": speakers,
    }
    for kind, examples_of in kinds.items():
        found: list[Example] = []
        for folder in ("polnear_dev", "news_dev"):
            gold = json.loads((SPEECH / folder / "gold.json").read_text("utf-8"))["articles"]
            found += examples_of(folder, sorted(set(gold) - aside))
        say(f"{kind}: {len(found)}, {sum(one.right for one in found)} right")
        if arguments.score:
            report(found)
        if arguments.write:
            weights = {name: weight for name, weight in sorted(fitted(found).items()) if weight}
            path = DATA / f"{kind}.json"
            path.write_text(json.dumps(weights, indent=1, ensure_ascii=False) + "\n", "utf-8")
            say(f"{len(weights)} weights in {path}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
