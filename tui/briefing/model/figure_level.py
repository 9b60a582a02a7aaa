"""Levels: which of the figures in a text are lit and walked."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import get_args

from briefing.model.figure import Figure, FigureKind

KEY_FIGURES, ALL_FIGURES, NO_FIGURES = "key", "all", "none"
FIGURE_LEVELS: Mapping[str, str] = MappingProxyType(
    {
        KEY_FIGURES: "key figures",
        ALL_FIGURES: "all figures",
        **{kind: f"{kind} figures" for kind in get_args(FigureKind)},
        NO_FIGURES: "no figures",
    }
)
"""Each level, as settings take it, with its name for people; the first holds unless another is chosen."""


def is_lit(figure: Figure, level: str) -> bool:
    """Whether a figure is lit at one of the `FIGURE_LEVELS`."""
    if level == KEY_FIGURES:
        return figure.key is not None
    return level in (ALL_FIGURES, figure.kind)
