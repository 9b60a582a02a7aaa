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
    return lights(level, figure.kind, key=figure.key is not None)


def lights(level: str, kind: FigureKind, *, key: bool) -> bool:
    """Whether a figure of this kind is lit at a level, a `key` one or another."""
    return key if level == KEY_FIGURES else level in (ALL_FIGURES, kind)
