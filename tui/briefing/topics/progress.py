"""Progress of a long piece of work, reported while it lasts."""

from __future__ import annotations

from collections.abc import Callable

Progress = Callable[[int, int], None]
"""Told how many of all articles are done; what it raises ends the work and leaves all as it was."""

READ = 0.5
"""The part of all work that is reading."""
GROUPED = 0.7
"""The part that is done when articles are grouped, and only remain to be placed."""
EVERY = 50
"""Articles between two reports."""
