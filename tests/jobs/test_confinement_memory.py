"""What a confined process holds is its own, whatever the process held that started it."""

from __future__ import annotations

import subprocess
import sys

STARTED = "from briefing.jobs.confinement import _memory; print(_memory())"
LARGE = f"""
import subprocess, sys
held = bytearray(b"1") * (300 << 20)
print(subprocess.run([sys.executable, "-c", {STARTED!r}], capture_output=True, text=True, check=True).stdout)
"""


def test_memory_of_the_one_that_starts_it_does_not_count() -> None:
    done = subprocess.run([sys.executable, "-c", LARGE], capture_output=True, text=True, check=True)
    assert 0 < int(done.stdout) < 150 << 20
