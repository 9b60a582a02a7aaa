"""The data files of this package."""

from __future__ import annotations

import tomllib
from importlib.resources import files
from typing import Any


def load_table(name: str) -> dict[str, Any]:
    """Return the data file `name` (in `data/`), parsed."""
    return tomllib.loads(files("briefing.figures").joinpath("data", name).read_text(encoding="utf-8"))
