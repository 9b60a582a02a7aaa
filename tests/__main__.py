"""`python -m tests`: every check of the project, in the order of what fails fastest.

Stops at the first step that fails and ends with its exit code. Run it from the top of the
repository.
"""

from __future__ import annotations

import subprocess
import sys
import sysconfig
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SCRIPTS = Path(sysconfig.get_path("scripts"))
SOURCES = ("tui", "tests")


def _module(name: str, *arguments: str) -> list[str]:
    return [sys.executable, "-m", name, *arguments]


STEPS: tuple[tuple[str, list[str]], ...] = (
    ("format", _module("ruff", "format", "--check", *SOURCES)),
    ("lint", _module("ruff", "check", *SOURCES)),
    ("types", _module("mypy", "tui/briefing", "tests")),
    ("import rules", [str(SCRIPTS / "lint-imports")]),
    ("tests", _module("pytest", "-n", "2")),
)


def main() -> int:
    """Run the steps and return the exit code of the first that fails, or 0."""
    for name, command in STEPS:
        sys.stdout.write(f"== {name}\n")
        sys.stdout.flush()
        code = subprocess.run(command, cwd=ROOT, stdin=subprocess.DEVNULL, check=False).returncode
        if code:
            sys.stderr.write(f"{name}: failed with exit code {code}\n")
            return code
    return 0


if __name__ == "__main__":
    sys.exit(main())
