"""The reader over a large library beside the reader with five articles: ratios measured in one run.

Run by hand: `python tests/bench/bench_large.py FOLDER [--runs N] [--size COLUMNSxROWS] [--word WORD]`, with a
folder of more than some hundred articles; its library is built first where it is not up to date, in the
cache folder of the moment. Needs the tools that lie beside the repository (`../shared/tools`) and pyte;
says so and ends where they are absent.

First paint is the first line of text on the screen. Searchable are the first results of a word typed as soon
as there is a screen. Keys are timed from the press to the first change of the screen, and to the last one
that belongs to it, letters of the word typed also to their number of passages on the screen; their processor
time is that of all processes. Memory is the resident set of all processes, files mapped and all.
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

from briefing.session import Session

ROOT = Path(__file__).resolve().parents[2]
BENCH = ROOT.parent / "shared" / "tools" / "ptybench.py"
FIVE = ROOT.parent / "shared" / "seeds"
STEPS = """
wait related
quiet 2500
mem open
key a
{ends}
measure down_key n=6 down
measure page_key n=6 pagedown
key escape
key /
{typing}
key ctrl+g
measure next_result n=4 down
sleep 2
mem searched
key escape
key f
sleep 2
measure filter n=1 t
measure filter n=1 h
measure filter n=1 e
sleep 2
mem filtered
key escape
"""
ENDS = "measure end_key n=1 end\nmeasure home_key n=1 home\n" * 6
SEARCHABLE = """
wait briefing
burst typed / {letters}
wait '[0-9] passage' name=searchable
"""
QUIET_MS = "150"
"""A key's work is over when nothing was painted for so long; the cursor blinks more slowly."""
KEYS = ("end_key", "home_key", "down_key", "page_key", "typing", "next_result", "filter")


def command() -> str:
    """Return the path of the reader of this environment."""
    found = Path(sysconfig.get_path("scripts")) / "briefing"
    return str(found if found.exists() else shutil.which("briefing") or "briefing")


def bench(jobs: list[list[str]], runs: int, size: str) -> dict[str, Any]:
    """Run the commands in turn and return the results by label."""
    joined = [word for job in jobs for word in [*job, ":::"]][:-1]
    done = subprocess.run(
        [
            sys.executable,
            str(BENCH),
            "--size",
            size,
            "--runs",
            str(runs),
            "--quiet-ms",
            QUIET_MS,
            "--",
            *joined,
        ],
        capture_output=True,
        text=True,
        check=False,
    )
    if not done.stdout:
        raise SystemExit(done.stderr)
    answer: dict[str, Any] = json.loads(done.stdout)["results"]
    return answer


def jobs(folder: str, *options: str) -> list[list[str]]:
    """The reader with five articles and over `folder`, with the same options, LABEL in them by its own."""
    return [
        [f"@{label}", *(option.replace("LABEL", label) for option in options), command(), path]
        for label, path in (("five", str(FIVE)), ("large", folder))
    ]


def typing_steps(session: Session, word: str) -> str:
    """Steps that type `word`, each letter until the screen tells its number of passages."""
    totals = [session.search.passages(word[:end]).total for end in range(1, len(word) + 1)]
    return "\n".join(
        f"measure typing n=1 until=' {total:,} passage' {letter}"
        for letter, total in zip(word, totals, strict=True)
    )


def write_steps(folder: str, word: str, scripts: Path) -> None:
    """Write the steps for the five articles and for those of `folder`, as files with those endings."""
    five, large = Session(), Session()
    for _ in five.open([str(FIVE)]):
        pass
    large.open_library([folder])
    for label, session in (("five", five), ("large", large)):
        steps = STEPS.format(typing=typing_steps(session, word), ends=ENDS)
        (scripts / f"steps-{label}").write_text(steps, encoding="utf-8")
    large.close_library()


def told(what: str, five: float, large: float) -> None:
    """Print one line: both figures and their ratio."""
    sys.stdout.write(
        f"{what:32} five {five:9.2f}   large {large:9.2f}   ratio {large / max(five, 1e-9):6.2f}\n"
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
    letters = " ".join(arguments.word)
    search = scripts / "searchable"
    search.write_text(SEARCHABLE.format(letters=letters), encoding="utf-8")
    found = bench(jobs(arguments.folder, "--script", str(search)), runs, size)
    told("searchable_ms", *(found[label]["launch"]["searchable_ms"]["median"] for label in ("five", "large")))

    write_steps(arguments.folder, arguments.word, scripts)
    worked = bench(jobs(arguments.folder, "--script", str(scripts / "steps-LABEL")), runs, size)
    for label, result in worked.items():
        for error in result["errors"]:
            sys.stdout.write(f"{label}: {error}\n")
    for key in KEYS:
        for measured in ("first_change_ms", "until_ms", "settle_ms", "cpu_ms"):
            pair = [worked[label]["keys"].get(key, {}).get(measured) for label in ("five", "large")]
            for figure in ("median", "p95"):
                if all(pair):
                    told(f"{key} {measured} {figure}", *(one[figure] for one in pair))
    for name in ("mem.open_mib", "mem.searched_mib", "mem.filtered_mib"):
        told(name, *(worked[label]["launch"][name]["median"] for label in ("five", "large")))
    shutil.rmtree(scripts)
    return 0


if __name__ == "__main__":
    sys.exit(main())
