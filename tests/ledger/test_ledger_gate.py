"""The quality gate: no score on the labelled ledgers falls below the floor it once reached.

The weights were found on these very folders, so that the floors are higher than what other news would
give; `tests/bench/fit_ledger.py --score` scores each folder with weights found on the others.
"""

from __future__ import annotations

import importlib.util
import json
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from ledger_articles import given_of

from briefing.ledger.build_ledger import lines_of

SHARED = Path(__file__).parents[3] / "shared" / "bench"
GOLD = SHARED / "ledger" / "ledger_dev.json"
ARTICLES = SHARED / "related" / "ecb_dev_by_topic" / "articles"
FOLDERS = ("8", "11", "19", "28", "36", "38", "40", "42", "44")
"""Those that the weights were found on; the others of the gold were kept aside."""
FLOORS: dict[str, float] = json.loads(Path(__file__).with_name("floors.json").read_text("utf-8"))


def scorer() -> ModuleType:
    spec = importlib.util.spec_from_file_location("score_ledger", SHARED / "ledger" / "score_ledger.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["score_ledger"] = module
    spec.loader.exec_module(module)
    return module


@pytest.mark.skipif(not GOLD.is_file(), reason="the labelled ledgers do not lie beside the repository")
def test_no_score_is_below_its_floor() -> None:
    records: list[dict[str, Any]] = [
        record for record in json.loads(GOLD.read_text("utf-8"))["folders"] if record["folder"] in FOLDERS
    ]
    predicted = [line.to_dict() for folder in FOLDERS for line in lines_of(given_of(ARTICLES / folder))]
    module = scorer()
    found = module.score(module.Gold(records), predicted)
    scores = {
        "pairs precision": found["pairs"]["precision"],
        "pairs recall": found["pairs"]["recall"],
        "agree and differ lines right": found["all gold lines, missed counts as wrong"]["balanced"],
        "differ precision": found["differ"]["precision"],
        "hard negatives apart": 1 - found["hard negatives"]["aligned"],
        "hard negatives without a false alarm": 1 - found["hard negatives"]["false differ"],
    }
    below = {name: (round(scores[name], 3), floor) for name, floor in FLOORS.items() if scores[name] < floor}
    assert not below, scores
