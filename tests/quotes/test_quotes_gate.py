"""The quality gate: no score on the labelled quotes falls below the floor it once reached.

Of the articles of PolNeAR half were looked at while the rules were made; the names of the others stand in
`aside.txt`, and have floors of their own.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import pytest

from briefing.model.article import Article, Failure
from briefing.names.extract_names import extract_names
from briefing.quotes.extract_quotes import extract_quotes
from briefing.quotes.same_quotes import group_quotes
from briefing.reading.read_articles import read_paths

SPEECH = Path(__file__).parents[3] / "shared" / "bench" / "speech"
HERE = Path(__file__).parent
FLOORS: dict[str, dict[str, float]] = json.loads((HERE / "floors.json").read_text("utf-8"))
ASIDE = frozenset((HERE / "aside.txt").read_text("utf-8").split())


def records(folder: Path, names: Iterable[str]) -> list[dict[str, Any]]:
    """The quotes of some articles; without their text, for that of a few is not their file's."""
    read = list(read_paths([str(folder / "articles" / f"{name}.txt") for name in names]))
    assert not [one for one in read if isinstance(one, Failure)]
    articles = [one for one in read if isinstance(one, Article)]
    quotes = [quote for one in articles for quote in extract_quotes(one, extract_names(one))]
    rows = zip(quotes, group_quotes(quotes), strict=True)
    found = [{**quote.to_dict(), "group": group} for quote, groups in rows for group in groups or (None,)]
    return [{key: value for key, value in record.items() if key != "text"} for record in found]


def score(tmp_path: Path, folder: str, names: Iterable[str], gold: Mapping[str, Any]) -> dict[str, float]:
    kept = sorted(names)
    asked: dict[str, Any] = {"articles": {name: gold["articles"][name] for name in kept}}
    for pairs in ("same", "maybe"):
        if pairs in gold:
            asked[pairs] = [pair for pair in gold[pairs] if {place[0] for place in pair} <= set(kept)]
    (tmp_path / "gold.json").write_text(json.dumps({**gold, **asked}), "utf-8")
    (tmp_path / "articles").symlink_to(SPEECH / folder / "articles")
    predicted, report = tmp_path / "predicted.json", tmp_path / "report.json"
    predicted.write_text(json.dumps(records(SPEECH / folder, kept)), "utf-8")
    scorer = [sys.executable, str(SPEECH / "score_quotes.py"), str(tmp_path), str(predicted)]
    subprocess.run([*scorer, "--report", str(report)], check=True, capture_output=True)
    found = json.loads(report.read_text("utf-8"))
    return {name: one["F1"] if isinstance(one, dict) else one for name, one in found.items()}


def has_plain_marks(path: Path) -> bool:
    """Whether all quotation marks of an article are straight, or all curly: where both are mixed, what is
    labelled in BASIL may run on past the end of its quotation."""
    text = path.read_text("utf-8")
    return '"' not in text or not ("“" in text or "”" in text)


@pytest.mark.long
@pytest.mark.skipif(not SPEECH.is_dir(), reason="the labelled quotes do not lie beside the repository")
@pytest.mark.parametrize("part", FLOORS)
def test_no_score_is_below_its_floor(tmp_path: Path, part: str) -> None:
    folder = part.partition(" ")[0]
    gold = json.loads((SPEECH / folder / "gold.json").read_text("utf-8"))
    names = set(gold["articles"])
    if folder == "polnear_dev":
        names = names & ASIDE if part.endswith(" aside") else names - ASIDE
    if part.endswith(" plain"):
        names = {name for name in names if has_plain_marks(SPEECH / folder / "articles" / f"{name}.txt")}
    scores = score(tmp_path, folder, names, gold)
    below = {name: (scores[name], floor) for name, floor in FLOORS[part].items() if scores[name] < floor}
    assert not below, scores
