"""The reader over a large library beside the reader with five articles: ratios measured in one run.

Run by hand: `python tests/bench/bench_large.py FOLDER [--runs N] [--size COLUMNSxROWS] [--word WORD]`, with a
folder of more than some hundred articles; its library is built first where it is not up to date, in the
cache folder of the moment. Needs the tools that lie beside the repository (`../shared/tools`) and pyte;
says so and ends where they are absent. First paint is the first line of text on the screen, searchable the
first results of a word typed at once; keys are timed from the press to the change of the screen.
"""

from __future__ import annotations

import argparse
import compileall
import json
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
BENCH = ROOT.parent / "shared" / "tools" / "ptybench.py"
FIVE = ROOT.parent / "shared" / "seeds"
STEPS = """
wait related
quiet 2500
mem open
key a
measure end_key n=1 end
measure home_key n=1 home
measure end_key n=1 end
measure home_key n=1 home
key escape
key /
{typing}
key ctrl+g
measure next_result n=4 down
key escape
mem searched
"""
SEARCHABLE = """
wait briefing
type /
type {word}
wait passages name=searchable
"""
KEYS = ("end_key", "typing", "next_result")


def command() -> str:
    """Return the path of the reader of this environment."""
    found = Path(sysconfig.get_path("scripts")) / "briefing"
    return str(found if found.exists() else shutil.which("briefing") or "briefing")


def bench(jobs: list[list[str]], runs: int, size: str) -> dict[str, Any]:
    """Run the commands in turn and return the results by label."""
    joined = [word for job in jobs for word in [*job, ":::"]][:-1]
    done = subprocess.run(
        [sys.executable, str(BENCH), "--size", size, "--runs", str(runs), "--", *joined],
        capture_output=True,
        text=True,
        check=False,
    )
    if not done.stdout:
        raise SystemExit(done.stderr)
    answer: dict[str, Any] = json.loads(done.stdout)["results"]
    return answer


def jobs(folder: str, *options: str) -> list[list[str]]:
    """The reader with five articles and over `folder`, with the same options."""
    return [
        [f"@{label}", *options, command(), path] for label, path in (("five", str(FIVE)), ("large", folder))
    ]


def told(what: str, five: float, large: float) -> None:
    """Print one line: both figures and their ratio."""
    sys.stdout.write(
        f"{what:24} five {five:9.2f}   large {large:9.2f}   ratio {large / max(five, 1e-9):6.2f}\n"
    )


def main() -> int:
    """Print first paint, time until it can be searched, keys and memory."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder")
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--size", default="160x48")
    parser.add_argument("--word", default="said")
    arguments = parser.parse_args()
    if not BENCH.exists():
        sys.stdout.write("the tools beside the repository are absent\n")
        return 0
    compileall.compile_dir(ROOT / "tui", quiet=1)
    subprocess.run([command(), "library", "build", arguments.folder], check=True)
    runs, size = arguments.runs, arguments.size

    painted = bench(jobs(arguments.folder, "--until", "figures  "), runs, size)
    for name in ("first_paint_ms", "until_ms", "until_cpu_ms"):
        told(name, *(painted[label]["launch"][name]["median"] for label in ("five", "large")))

    scripts = ROOT / "build" / "bench"
    scripts.mkdir(parents=True, exist_ok=True)
    search = scripts / "searchable"
    search.write_text(SEARCHABLE.format(word=arguments.word), encoding="utf-8")
    found = bench(jobs(arguments.folder, "--script", str(search)), runs, size)
    told("searchable_ms", *(found[label]["launch"]["searchable_ms"]["median"] for label in ("five", "large")))

    typing = "\n".join(f"measure typing n=1 {letter}" for letter in arguments.word)
    steps = scripts / "steps"
    steps.write_text(STEPS.format(typing=typing), encoding="utf-8")
    worked = bench(jobs(arguments.folder, "--script", str(steps)), runs, size)
    for label, result in worked.items():
        for error in result["errors"]:
            sys.stdout.write(f"{label}: {error}\n")
    for key in KEYS:
        for figure in ("median", "p95"):
            pair = [worked[label]["keys"].get(key, {}).get("first_change_ms") for label in ("five", "large")]
            if all(pair):
                told(f"{key} {figure}", *(one[figure] for one in pair))
    for name in ("mem.open_mib", "mem.searched_mib"):
        told(name, *(worked[label]["launch"][name]["median"] for label in ("five", "large")))
    shutil.rmtree(scripts)
    return 0


if __name__ == "__main__":
    sys.exit(main())
