"""`python -m tests`: every check of the project, in the order of what fails fastest.

`python -m tests --long` tries much more of what is left to chance or takes its time: kills, properties,
fuzzing, agreement with plain scans. Stops at the first step that fails and ends with its exit code. Run it
from the top of the repository.
"""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import IO

ROOT = Path(__file__).resolve().parents[1]
SCRIPTS = Path(sysconfig.get_path("scripts"))
SOURCES = ("tui", "tests")
WORKERS = min(os.cpu_count() or 1, 8) + 1
"""One more than cores: a test that waits for a program in its terminal, or for a disk, leaves a core idle."""


def _module(name: str, *arguments: str) -> list[str]:
    return [sys.executable, "-m", name, *arguments]


STEPS: tuple[tuple[str, list[str]], ...] = (
    ("format", _module("ruff", "format", "--check", *SOURCES)),
    ("lint", _module("ruff", "check", *SOURCES)),
    ("import rules", [str(SCRIPTS / "lint-imports")]),
    # Hundreds of tests start the program: where bytecode is not kept, each would compile it anew.
    ("bytecode", _module("compileall", "-q", "tui")),
    # The few slow tests are met at the end of a file's share: who has nothing left takes some of them.
    ("tests", _module("pytest", "-n", str(WORKERS), "--dist", "worksteal")),
)
BACKGROUND_STEP = ("types", _module("mypy", "tui/briefing", "tests"))
"""Runs while the steps do, as it keeps one core busy for long; what it wrote is shown behind theirs."""


TIMEOUT = 3600
"""Seconds a test of the long run may take."""


def main(arguments: Sequence[str]) -> int:
    """Run the steps and return the exit code of the first that fails, or 0; 2 for unknown arguments."""
    if set(arguments) - {"--long"}:
        sys.stderr.write("usage: python -m tests [--long]\n")
        return 2
    # Each worker would otherwise make the bytecode of every test anew: a tenth of all they do.
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    if arguments:
        environment |= {"BRIEFING_TESTS": "long", "PYTEST_ADDOPTS": f"--timeout {TIMEOUT}"}
    with tempfile.TemporaryFile() as output:
        background = _started(BACKGROUND_STEP[1], environment, output)
        code = _first_failure(environment)
        if code:
            background.terminate()
            background.wait()
            return code
        sys.stdout.write(f"== {BACKGROUND_STEP[0]}\n")
        code = background.wait()
        output.seek(0)
        sys.stdout.write(output.read().decode(errors="replace"))
        return _fail(BACKGROUND_STEP[0], code) if code else 0


def _started(command: list[str], environment: dict[str, str], output: IO[bytes]) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        command,
        cwd=ROOT,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=output,
        stderr=subprocess.STDOUT,
    )


def _first_failure(environment: dict[str, str]) -> int:
    for name, command in STEPS:
        sys.stdout.write(f"== {name}\n")
        sys.stdout.flush()
        code = subprocess.run(
            command, cwd=ROOT, env=environment, stdin=subprocess.DEVNULL, check=False
        ).returncode
        if code:
            return _fail(name, code)
    return 0


def _fail(name: str, code: int) -> int:
    sys.stderr.write(f"{name}: failed with exit code {code}\n")
    return code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
