"""The colour of a mark, shown beside its name or its words."""

from __future__ import annotations

from textual.content import Content

SWATCH = 2
"""Cells of a swatch."""


def swatch(colour: str) -> Content:
    """The sign of a mark in its colour, on what is laid behind its words."""
    return Content.styled("● ", f"$mark-{colour}-sign on $mark-{colour}-background")


def named_swatch(colour: str) -> Content:
    """A swatch and the name of the colour."""
    return Content.assemble(swatch(colour), " ", colour)
