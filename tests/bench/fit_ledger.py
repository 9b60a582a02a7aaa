"""Find the weights of the ledger from labelled ledgers, and score them on folders they were not found on.

    python tests/bench/fit_ledger.py GOLD.json ARTICLES [--aside 7,24] [--write weights.json]
        [--score SCORER.py]

GOLD is a file of labelled ledgers (`folders`: each with its lines and entries by article and span), ARTICLES
the folder that holds a folder of articles for each. Every folder is scored with the weights found on the
others (leave one out); what is written was found on all of them. Folders named by `--aside` are not opened.
Regularised logistic regression, by Newton's method.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
from numpy.typing import NDArray

from briefing.ledger.build_ledger import Comparison, comparisons_of, lines_of
from briefing.ledger.likeness import GROUPS, Weights, choice_features, context_columns, weights_of
from briefing.ledger.line_sets import CONFLICT_FEATURES, agreeing_sets, conflicts
from briefing.ledger.mentions import FigureMention, LedgerArticle, mentions_of
from briefing.session import Session

Rows = NDArray[np.float64]
UNLABELLED = 0.3
"""What a pair counts of which only one is labelled: most often it is none."""
RIDGE = 10.0


@dataclass
class Folder:
    """One labelled folder: its mentions, and the lines of the gold in which each stands."""

    name: str
    given: list[LedgerArticle]
    mentions: list[FigureMention]
    labels: list[frozenset[str]]
    ignored: frozenset[frozenset[str]]
    comparisons: list[Comparison] = field(default_factory=list)
    pairs: list[tuple[Rows, Rows, Rows]] = field(default_factory=list)
    """For each comparison the rows, the columns and the labels (1, 0, -1: one is not labelled) of pairs."""


def read_folder(record: Mapping[str, Any], path: Path) -> Folder:
    """Read the articles of one folder as the program does."""
    session = Session(use_store=False)
    for _ in session.open([str(path)], heed_steering=False):
        pass
    given = session.ledgers.given()
    mentions = mentions_of(given)
    where: dict[str, list[tuple[int, int, str]]] = {}
    for line in record["lines"]:
        for entry in line["entries"]:
            where.setdefault(entry["article"], []).append((entry["start"], entry["end"], line["id"]))

    def lines_at(mention: FigureMention) -> frozenset[str]:
        start, end = mention.figure.start, mention.figure.end
        found: dict[int, set[str]] = {}
        for first, last, line in where.get(Path(mention.figure.article).stem, ()):
            common = min(end, last) - max(start, first)
            if common > 0 and 2 * common >= min(end - start, last - first):
                found.setdefault(common, set()).add(line)
        return frozenset(found[max(found)]) if found else frozenset()

    ignored = frozenset(frozenset(pair) for pair in record.get("ignore", ()))
    folder = Folder(record["folder"], given, mentions, [lines_at(one) for one in mentions], ignored)
    folder.comparisons = list(comparisons_of(mentions, len(given)))
    folder.pairs = [_labelled_pairs(folder, one) for one in folder.comparisons]
    return folder


def _labelled_pairs(folder: Folder, comparison: Comparison) -> tuple[Rows, Rows, Rows]:
    labels = [folder.labels[number] for number in comparison.numbers]
    place = comparison.place
    rows: list[tuple[int, int, int]] = []
    for one in range(len(labels)):
        for other in range(one):
            if place[one] == place[other] or not (labels[one] or labels[other]):
                continue
            if not (labels[one] and labels[other]):
                rows.append((one, other, -1))
            elif labels[one] & labels[other]:
                rows.append((one, other, 1))
            elif not any(frozenset((x, y)) in folder.ignored for x in labels[one] for y in labels[other]):
                rows.append((one, other, 0))
    table = np.array(rows, int).reshape(-1, 3)
    return table[:, 0], table[:, 1], table[:, 2]


def fitted(rows: Rows, labels: Rows, ridge: float = RIDGE) -> Rows:
    """Return the coefficients of a logistic regression, the last that of 1; label -1 counts little."""
    columns = np.concatenate([rows, np.ones((len(rows), 1))], axis=1).astype(float)
    weight = np.where(labels < 0, UNLABELLED, 1.0)
    wanted = np.maximum(labels, 0)
    found = np.zeros(columns.shape[1])
    penalty = np.full(columns.shape[1], ridge)
    penalty[-1] = 1e-6
    for _ in range(40):
        chance = 1 / (1 + np.exp(-np.clip(columns @ found, -30, 30)))
        slope = columns.T @ (weight * (chance - wanted)) + penalty * found
        curve = (columns * (weight * chance * (1 - chance))[:, None]).T @ columns + np.diag(penalty + 1e-6)
        step = np.linalg.solve(curve, slope)
        found -= step
        if np.abs(step).max() < 1e-5:
            break
    return found


def found_weights(folders: Sequence[Folder]) -> dict[str, Any]:
    """Return the weights found on some folders, as they are written."""
    names = folders[0].comparisons[0].names
    context = context_columns(names)
    found: dict[str, Any] = {"context": {}, "pair": {}, "choice": {}, "conflict": []}
    gathered: dict[str, list[tuple[Comparison, Rows, Rows, Rows]]] = {group: [] for group in GROUPS}
    for folder in folders:
        for one, (rows, columns, labels) in zip(folder.comparisons, folder.pairs, strict=True):
            gathered[one.group].append((one, rows, columns, labels))
    width = 0
    for group, parts in gathered.items():
        values = np.concatenate([one.features[rows, columns] for one, rows, columns, _ in parts])
        labels = np.concatenate([part[3] for part in parts])
        found["context"][group] = fitted(values[:, context], labels).tolist()
        found["pair"][group] = fitted(values, labels).tolist()
    half = Weights(
        {group: np.array(row) for group, row in found["context"].items()},
        {group: np.array(row) for group, row in found["pair"].items()},
        {},
        np.zeros(len(CONFLICT_FEATURES) + 1),
    )
    for group, parts in gathered.items():
        chosen: list[Rows] = []
        wanted_of: list[Rows] = []
        contradict: list[Rows] = []
        for one, rows, columns, own in parts:
            features, _ = choice_features(one.features, names, one.place, one.group, half)
            width = features.shape[-1]
            chosen.append(features[rows, columns])
            wanted_of.append(own)
            contradict.append(one.features[rows, columns, names.index("contradict")] > 0)
        values, wanted = np.concatenate(chosen), np.concatenate(wanted_of)
        apart = np.concatenate(contradict) > 0
        found["choice"][group] = {
            "agree": fitted(values[~apart], wanted[~apart]).tolist(),
            "contradict": fitted(values[apart], wanted[apart]).tolist()
            if apart.any()
            else [0.0] * width + [-9.0],
        }
    found["conflict"] = [0.0] * (len(CONFLICT_FEATURES) + 1)
    weights = weights_of(found)
    rows_: list[tuple[float, ...]] = []
    wanted_: list[int] = []
    for folder in folders:
        for one in folder.comparisons:
            for features_, label in _labelled_conflicts(folder, one, weights):
                rows_.append(features_)
                wanted_.append(label)
    found["conflict"] = fitted(np.array(rows_), np.array(wanted_)).tolist()
    return found


def _labelled_conflicts(
    folder: Folder, comparison: Comparison, weights: Weights
) -> list[tuple[tuple[float, ...], int]]:
    from briefing.ledger.likeness import likenesses

    found = likenesses(comparison.features, comparison.names, comparison.place, comparison.group, weights)
    sets = agreeing_sets(found, comparison.place)

    def main(set_: Sequence[int]) -> frozenset[str]:
        counts: dict[str, int] = {}
        for member in set_:
            for line in folder.labels[comparison.numbers[member]]:
                counts[line] = counts.get(line, 0) + 1
        return frozenset(line for line, count in counts.items() if count == max(counts.values()))

    mains = [main(set_) for set_ in sets]
    rows: list[tuple[tuple[float, ...], int]] = []
    for one in conflicts(
        sets,
        found,
        comparison.features,
        comparison.names,
        comparison.place,
        dates=comparison.group == "date",
    ):
        first, second = mains[one.one], mains[one.other]
        if first and second:
            if not any(frozenset((x, y)) in folder.ignored for x in first for y in second):
                rows.append((one.features, int(bool(first & second))))
        elif first or second:
            rows.append((one.features, -1))
    return rows


def main() -> None:
    """Fit, score and write."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0] if __doc__ else None)
    parser.add_argument("gold", type=Path)
    parser.add_argument("articles", type=Path)
    parser.add_argument("--aside", default="", help="folders that are not opened, parted by commas")
    parser.add_argument("--write", type=Path, help="write the weights found on all folders")
    parser.add_argument("--score", type=Path, help="the scorer of the gold, for each folder left out")
    parser.add_argument("--errors", type=int, default=0)
    arguments = parser.parse_args()
    aside = set(arguments.aside.split(","))
    records = json.loads(arguments.gold.read_text("utf-8"))["folders"]
    folders = [
        read_folder(record, arguments.articles / record["folder"])
        for record in records
        if record["folder"] not in aside and (arguments.articles / record["folder"]).is_dir()
    ]
    if arguments.score:
        scorer = _module(arguments.score)
        own = [record for record in records if record["folder"] in {folder.name for folder in folders}]
        predicted = []
        for folder in folders:
            weights = weights_of(found_weights([other for other in folders if other is not folder]))
            predicted += [line.to_dict() for line in lines_of(folder.given, weights)]
        scorer.show(scorer.score(scorer.Gold(own), predicted, errors=arguments.errors))
    if arguments.write:
        names = folders[0].comparisons[0].names
        found = {"features": list(names), **found_weights(folders)}
        arguments.write.write_text(json.dumps(_rounded(found), indent=1) + "\n", "utf-8")


def _rounded(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _rounded(one) for key, one in value.items()}
    if isinstance(value, list):
        return [_rounded(one) for one in value]
    return round(value, 4) if isinstance(value, float) else value


def _module(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location(path.stem, path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[path.stem] = module
    spec.loader.exec_module(module)
    return module


if __name__ == "__main__":
    main()
