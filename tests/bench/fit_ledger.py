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
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
from numpy.typing import NDArray

from briefing.ledger.build_ledger import Comparison, comparisons_of, lines_of
from briefing.ledger.likeness import (
    GROUPS,
    Group,
    Weights,
    choice_features,
    context_columns,
    likenesses,
    weights_of,
)
from briefing.ledger.line_sets import CONFLICT_FEATURES, agreeing_sets, conflicts
from briefing.ledger.mentions import FigureMention, LedgerArticle, mentions_of
from briefing.session import Session

Rows = NDArray[np.float64]
UNLABELLED = 0.5
"""What a pair counts of which only one is labelled: most often it is none."""
PARTED = 1.0
"""What a line counts that is parted in two, as if its halves contradicted each other."""
RIDGE = 10.0
RIDGE_OF_ALL = 10.0
_LONGEST_STEP = 5.0
RIDGE_OF_CONFLICTS = 4.0


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
    return labelled_folder(record, session.ledgers.given())


def labelled_folder(record: Mapping[str, Any], given: list[LedgerArticle]) -> Folder:
    """Return what is told of one folder with what its labels say."""
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


def fitted(
    rows: Rows,
    labels: Rows,
    ridge: float = RIDGE,
    start: Rows | None = None,
    prior: Rows | None = None,
) -> Rows:
    """Return the coefficients of a logistic regression, the last that of 1; what label -1 or 2 has counts
    little. They are drawn to those of `prior`, or to zero."""
    columns = np.concatenate([rows, np.ones((len(rows), 1))], axis=1).astype(np.float32)
    weight = np.where(labels < 0, UNLABELLED, np.where(labels > 1, PARTED, 1.0))
    wanted = np.clip(labels, 0, 1)
    drawn_to = np.zeros(columns.shape[1]) if prior is None else prior
    found = drawn_to if start is None else start
    penalty = np.full(columns.shape[1], ridge)
    penalty[-1] = 1e-6
    for _ in range(60):
        chance = 1 / (1 + np.exp(-np.clip(columns @ found.astype(np.float32), -30, 30)))
        slope = columns.T @ (weight * (chance - wanted)).astype(np.float32) + penalty * (found - drawn_to)
        bent = (weight * chance * (1 - chance)).astype(np.float32)
        curve = (columns * bent[:, None]).T @ columns + np.diag(penalty + 1e-6)
        step = np.linalg.solve(curve.astype(float), slope.astype(float))
        found = found - step * min(1.0, _LONGEST_STEP / max(float(np.abs(step).max()), 1e-9))
        if np.abs(step).max() < 2e-3:
            break
    return found


_Pairs = tuple[Comparison, Rows, Rows, Rows]


def found_weights(folders: Sequence[Folder]) -> dict[str, Any]:
    """Return the weights found on some folders, as they are written.

    Those of conflicts are learned in each folder from pairs that are weighed as the others teach, since so
    will they be met (D. Wolpert, "Stacked generalization", 1992).
    """
    found = _weights_of_pairs(folders, None)
    whole = _as_weights(found)
    rows: list[tuple[float, ...]] = []
    wanted: list[int] = []
    for folder in folders:
        others = _as_weights(_weights_of_pairs([one for one in folders if one is not folder], whole))
        told = _labelled_conflicts_of_folder(folder, others)
        rows += told[0]
        wanted += told[1]
    return {**found, "conflict": fitted(np.array(rows), np.array(wanted), RIDGE_OF_CONFLICTS).tolist()}


def _weights_of_pairs(folders: Sequence[Folder], near: Weights | None) -> dict[str, Any]:
    """The weights of both steps; `near` are some that will be much like them."""
    names = folders[0].comparisons[0].names
    context = context_columns(names)
    found: dict[str, Any] = {"context": {}, "pair": {}, "choice": {}}
    gathered: dict[Group, list[_Pairs]] = {
        group: [pair for folder in folders for pair in _pairs_of(folder, group)] for group in GROUPS
    }
    told = {
        group: (
            np.concatenate([one.features[rows, columns] for one, rows, columns, _ in parts]),
            np.concatenate([part[3] for part in parts]),
        )
        for group, parts in gathered.items()
    }
    found["context"] = _of_groups(
        {g: (v[:, context], labels) for g, (v, labels) in told.items()},
        None if near is None else near.context,
    )
    found["pair"] = _of_groups(told, None if near is None else near.pair)
    half = _as_weights(found)
    chosen: dict[Group, tuple[Rows, Rows, NDArray[np.bool_]]] = {}
    for group, parts in gathered.items():
        values = [
            choice_features(one.features, names, one.place, group, half)[0][rows, columns]
            for one, rows, columns, _ in parts
        ]
        contradict = np.asarray(told[group][0][:, names.index("contradict")] > 0, np.bool_)
        chosen[group] = np.concatenate(values), told[group][1], contradict
    agree = _of_groups(
        {g: (v[~apart], labels[~apart]) for g, (v, labels, apart) in chosen.items()},
        None if near is None else {g: row[0] for g, row in near.choice.items()},
    )
    contradicting = _of_groups(
        {g: (v[apart], labels[apart]) for g, (v, labels, apart) in chosen.items()},
        None if near is None else {g: row[1] for g, row in near.choice.items()},
    )
    found["choice"] = {g: {"agree": agree[g], "contradict": contradicting[g]} for g in chosen}
    return found


def _of_groups(
    told: Mapping[Group, tuple[Rows, Rows]], near: Mapping[str, Rows] | None
) -> dict[Group, list[float]]:
    """The coefficients of each group: those of all groups together, as far as its own pairs do not speak
    against them (T. Evgeniou and M. Pontil, "Regularized multi-task learning", 2004)."""
    everything = [np.concatenate(rows) for rows in zip(*told.values(), strict=True)]
    common = fitted(everything[0], everything[1], RIDGE_OF_ALL)
    return {
        group: fitted(
            values, labels, RIDGE, start=near[group] if near is not None else None, prior=common
        ).tolist()
        for group, (values, labels) in told.items()
    }


def _pairs_of(folder: Folder, group: Group) -> Iterator[_Pairs]:
    for one, (rows, columns, labels) in zip(folder.comparisons, folder.pairs, strict=True):
        if one.group == group:
            yield one, rows, columns, labels


def _as_weights(found: Mapping[str, Any]) -> Weights:
    return weights_of({"choice": {}, "conflict": [0.0] * (len(CONFLICT_FEATURES) + 1), **found})


def _labelled_conflicts_of_folder(
    folder: Folder, weights: Weights
) -> tuple[list[tuple[float, ...]], list[int]]:
    found = [row for one in folder.comparisons for row in _labelled_conflicts(folder, one, weights)]
    return [features for features, _ in found], [label for _, label in found]


def _labelled_conflicts(
    folder: Folder, comparison: Comparison, weights: Weights
) -> list[tuple[tuple[float, ...], int]]:
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
        group=comparison.group,
    ):
        first, second = mains[one.one], mains[one.other]
        if first and second:
            if not any(frozenset((x, y)) in folder.ignored for x in first for y in second):
                rows.append((one.features, int(bool(first & second))))
        elif first or second:
            rows.append((one.features, -1))
    for number, set_ in enumerate(sets):
        common = frozenset.intersection(*(folder.labels[comparison.numbers[member]] for member in set_))
        if common:
            others = [other for place, other in enumerate(sets) if place != number]
            for part in _parts(set_, comparison.place):
                rest = [member for member in set_ if member not in part]
                last = len(others)
                parted = conflicts(
                    [*others, part, rest],
                    found,
                    comparison.features,
                    comparison.names,
                    comparison.place,
                    group=comparison.group,
                    apart=(last, last + 1),
                )
                rows.extend((one.features, 2) for one in parted)
    return rows


def _parts(set_: Sequence[int], place: NDArray[np.int64]) -> Iterator[list[int]]:
    """Yield parts of a set by article: what each of the first tells, and what the first half does.

    Lines that differ are few. One whose sources agree shows as well how the same is told twice, where
    nothing looks at the values.
    """
    articles = sorted({int(place[member]) for member in set_})
    if len(articles) < 2:
        return
    parts = [[article] for article in articles[:3]]
    if len(articles) > 3:
        parts.append(articles[: len(articles) // 2])
    for part in parts:
        yield [member for member in set_ if place[member] in part]


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
        found = {
            "features": list(names),
            "conflict features": list(CONFLICT_FEATURES),
            **found_weights(folders),
        }
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
