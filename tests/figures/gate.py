"""The floors figures have reached on labelled sentences, and the check that they hold.

    python tests/figures/gate.py            print the score tables
    python tests/figures/gate.py --check    fail where a score is below its floor (what the tests run)
    python tests/figures/gate.py --write    raise the floors to the scores; --lower lets them fall too

The labelled sentences and their scorers lie beside the repository, in `../shared/bench/figures`;
without them there is nothing to check. The floors carry the hash of the labels they belong to.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from briefing.figures.extract_figures import extract_figures
from briefing.model.article import Article, Passage

BENCH = Path(__file__).parents[3] / "shared" / "bench" / "figures"
SEEDS = Path(__file__).parents[3] / "shared" / "seeds"
FLOORS = Path(__file__).with_name("floors.json")
SETS = ("newsquant", "currency", "dimension", "datetime")
MARGIN = 0.05
"""Scores are rounded to one decimal."""


def article(text: str, published: str | None, article_id: str) -> Article:
    """An article with one passage for each line that is not empty."""
    passages: list[Passage] = []
    start = 0
    for line in text.split("\n"):
        if line.strip():
            passages.append(Passage(len(passages), "paragraph", 0, start, start + len(line)))
        start += len(line) + 1
    return Article(
        id=article_id,
        text=text,
        passages=tuple(passages),
        title="",
        has_title=False,
        source=None,
        author=None,
        published=published,
        published_by="unknown",
        language="en",
        url=None,
        fingerprint="",
    )


def found(articles: list[Article]) -> str:
    """All figures, as the command line prints them."""
    return json.dumps([f.to_dict() for a in articles for f in extract_figures(a)])


def run(script: str, *arguments: str) -> str:
    """Run a scorer and return what it prints."""
    command = [sys.executable, str(BENCH / script), *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def scores_of_set(name: str, folder: Path) -> dict[str, float]:
    """The scores of one labelled set, by measure."""
    rows = [
        json.loads(line) for line in (BENCH / f"{name}_dev.jsonl").read_text(encoding="utf-8").splitlines()
    ]
    system = folder / f"{name}.json"
    system.write_text(
        found([article(row["text"], row.get("published"), f"{name}#{row['id']}") for row in rows]),
        encoding="utf-8",
    )
    more = ("--exclusions", str(BENCH / "newsquant_dev_exclusions.json")) if name == "newsquant" else ()
    gold = str(BENCH / f"{name}_dev.json")
    report: dict[str, Any] = json.loads(
        run("score_figures.py", "score", "--gold", gold, "--system", str(system), "--json", *more)
    )
    out: dict[str, float] = {}
    for measure, value in report.items():
        if isinstance(value, dict) and "F1" in value and not measure.startswith("paper"):
            out[f"{name} {measure}"] = value["F1"]
        elif measure == "kinds (value+unit)":
            out.update({f"{name} {kind}": row["F1"] for kind, row in value.items()})
        elif measure == "sentences all right":
            out[f"{name} sentences all right"] = value
    return out


def scores_of_seeds(folder: Path) -> dict[str, float]:
    """How many figures of the labelled articles are right with their unit, and how many are false."""
    gold = BENCH / "seeds_dev.json"
    docs = json.loads(gold.read_text(encoding="utf-8"))
    texts = [
        article((SEEDS / d["file"]).read_text(encoding="utf-8"), d["published"], d["file"]) for d in docs
    ]
    system = folder / "seeds.json"
    system.write_text(found(texts), encoding="utf-8")
    words = run("score_seeds.py", str(gold), str(system)).strip().splitlines()[-1].split()
    numbers = dict(zip(words[::2], map(float, words[1::2]), strict=False))
    return {
        "seeds missed or wrong": numbers["right+unit"] - numbers["must"],
        "seeds false": -numbers["false"],
    }


def measure() -> dict[str, float]:
    """All scores; higher is better."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        scores = {key: value for part in SETS for key, value in scores_of_set(part, folder).items()}
        return scores | scores_of_seeds(folder)


def labels_hash() -> str:
    """Hash of all labels, so that floors are never compared with other ones."""
    digest = hashlib.sha256()
    for path in sorted(BENCH.glob("*_dev*.json")):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def main() -> int:
    """Run the command line; 1 where a floor does not hold."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--check", action="store_true", help="fail where a score is below its floor")
    parser.add_argument("--write", action="store_true", help="write the scores as the new floors")
    parser.add_argument("--lower", action="store_true", help="with --write: let floors fall")
    options = parser.parse_args()
    scores, labels = measure(), labels_hash()
    pinned: dict[str, Any] = {"labels": labels, "floors": {}}
    if FLOORS.exists():
        pinned = json.loads(FLOORS.read_text(encoding="utf-8"))
    if pinned["labels"] != labels and not options.write:
        sys.stdout.write("the labels are not those the floors were pinned on: run with --write\n")
        return 1
    floors: dict[str, float] = pinned["floors"] if pinned["labels"] == labels else {}
    fallen = {k: v for k, v in floors.items() if scores.get(k, -1e9) < v - MARGIN}
    for key, value in scores.items():
        below = "  BELOW" if key in fallen else ""
        sys.stdout.write(f"{key:40} {value:6.1f}   floor {floors.get(key, 0):6.1f}{below}\n")
    if options.write:
        if fallen and not options.lower:
            sys.stdout.write("floors would fall; say --lower if that is meant\n")
            return 1
        text = json.dumps({"labels": labels, "floors": scores}, indent=2) + "\n"
        FLOORS.write_text(text, encoding="utf-8")
        return 0
    return 1 if options.check and fallen else 0


if __name__ == "__main__":
    sys.exit(main())
