"""The reader in a pseudo-terminal: first paint and keys, as ratios to a bare Textual app in the same run.

Run by hand: `python tests/bench/bench_reader.py [RUNS [COLUMNSxROWS]]`. Needs the tools that lie beside the
repository (`../shared/tools`) and pyte; says so and ends where they are absent. The commands are run in
turn, so that a slow moment of the machine hits all alike. Bytecode is compiled first, as an installer does.
"""

from __future__ import annotations

import compileall
import json
import os
import shutil
import subprocess
import sys
import sysconfig
import tempfile
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
TOOLS = ROOT.parent / "shared" / "tools"
BENCH = TOOLS / "ptybench.py"
HELLO = TOOLS / "perf" / "app_hello.py"
LINES = TOOLS / "perf" / "app_text.py"
STEPS = """
wait related
quiet 1500
key g
measure next_passage n=8 j
measure next_figure n=12 ]
key g
measure page n=3 pagedown
key /
measure typing n=1 t
measure typing2 n=1 a
measure typing3 n=1 i
key escape
mem open
"""
PEER_STEPS = """
wait L0
quiet 400
measure down n=12 down
measure page n=4 pagedown
mem open
"""


def command(name: str) -> str:
    """Return the path of a command of this environment."""
    found = Path(sysconfig.get_path("scripts")) / name
    return str(found if found.exists() else shutil.which(name) or name)


def bench(arguments: list[str], folder: Path) -> dict[str, Any]:
    """Run the bench with the reader's folders out of the way, and return its answer."""
    environment = {**os.environ, **{f"BRIEFING_{kind}_DIR": str(folder / kind) for kind in KINDS}}
    done = subprocess.run(
        [sys.executable, str(BENCH), *arguments], capture_output=True, text=True, check=True, env=environment
    )
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


KEY_FIGURES = ("first_change_ms", "settle_ms", "cpu_ms")
KINDS = ("CONFIG", "DATA", "STATE", "CACHE")


def main() -> int:
    """Print first paint, keys and memory."""
    runs = sys.argv[1] if len(sys.argv) > 1 else "5"
    size = sys.argv[2] if len(sys.argv) > 2 else "160x48"
    if not BENCH.exists():
        sys.stdout.write("the tools beside the repository are absent\n")
        return 0
    compileall.compile_dir(ROOT / "tui", quiet=1)
    articles = ROOT.parent / "shared" / "seeds"
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        hello = ["@hello", "--until", "hello", sys.executable, str(HELLO)]
        reader = ["@briefing", "--until", "trade talks soon", command("briefing"), str(articles)]
        answer = bench(
            ["--size", size, "--runs", runs, "--ratio", "hello", "--", *hello, ":::", *reader], folder
        )
        launch(answer["results"])
        steps, peer = folder / "steps", folder / "peer"
        steps.write_text(STEPS, encoding="utf-8")
        peer.write_text(PEER_STEPS, encoding="utf-8")
        plain = ["@lines", "--script", str(peer), sys.executable, str(LINES), "lineview", "400", "3"]
        again = ["@briefing", "--script", str(steps), command("briefing"), str(articles)]
        keys(bench(["--size", size, "--runs", runs, "--", *plain, ":::", *again], folder)["results"])
    return 0


def launch(results: dict[str, Any]) -> None:
    """Print the medians of the launch and their ratios."""
    bare, ours = results["hello"]["launch"], results["briefing"]["launch"]
    for what in ("first_paint_ms", "until_ms", "quiet_ms", "rss_peak_mib"):
        a, b = bare[what]["median"], ours[what]["median"]
        sys.stdout.write(f"{what:16} bare {a:8.1f}   briefing {b:8.1f}   ratio {b / a:5.2f}\n")


def keys(results: dict[str, Any]) -> None:
    """Print the times from a key to the first change of the screen and to its last."""
    for label, result in results.items():
        for name, key in result["keys"].items():
            # A key that changes nothing (a page beyond the end) has no time of a change.
            parts = [f"{what[:-3]} {key[what]['median']:6.1f}" for what in KEY_FIGURES if what in key]
            sys.stdout.write(f"{label:9} {name:14} {'   '.join(parts)}\n")
        for error in result["errors"]:
            sys.stdout.write(f"{label:9} {error}\n")


if __name__ == "__main__":
    sys.exit(main())
