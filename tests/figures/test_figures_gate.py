"""The quality gate: no score on the labelled sentences falls below the floor it once reached."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

GATE = Path(__file__).with_name("gate.py")
BENCH = Path(__file__).parents[3] / "shared" / "bench" / "figures"


@pytest.mark.skipif(not BENCH.is_dir(), reason="the labelled sentences do not lie beside the repository")
def test_no_score_is_below_its_floor() -> None:
    done = subprocess.run([sys.executable, str(GATE), "--check"], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
