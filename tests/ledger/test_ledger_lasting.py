"""The ledger of the same articles is the same in every process, in whatever order it takes words."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from briefing.ledger.mentions import thing_counted

ARTICLES = Path(__file__).parents[1] / "cli" / "articles"
"""Among what they count are passengers a day: two words in a unit."""


@pytest.mark.parametrize(
    ("unit", "counted"),
    [("passenger/day", "passeng"), ("hospital boat", "boat"), ("boat", "boat"), ("/day", ""), ("", "")],
)
def test_what_is_counted_is_the_head_of_the_unit(unit: str, counted: str) -> None:
    assert thing_counted(unit) == counted


def test_a_ledger_hangs_on_no_order_of_words(tmp_path: Path) -> None:
    """Python orders what is in a set anew in each process; another seed is another order."""
    settings = {**os.environ, "BRIEFING_DATA_DIR": str(tmp_path / "data"), "BRIEFING_NO_LIBRARY": "1"}
    command = [sys.executable, "-P", "-m", "briefing", "ledger", str(ARTICLES), "--format", "json"]
    found = {
        subprocess.run(
            command, env={**settings, "PYTHONHASHSEED": seed}, capture_output=True, check=True
        ).stdout
        for seed in ("0", "1", "3", "5", "8", "13")
    }
    assert len(found) == 1
