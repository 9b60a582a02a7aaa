"""What may be typed into the search, for the empty box and for the help."""

from __future__ import annotations

QUERY_ROWS: tuple[tuple[str, str], ...] = (
    ("words", "All must stand in the passage"),
    ('"a phrase"', "Words next to each other"),
    ("begin*", "Words that begin so; the last word does anyway"),
    ("-word", "Passages without it"),
    ("a OR b", "Either"),
)
"""What is typed, and what it finds."""
