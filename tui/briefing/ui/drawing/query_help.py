"""What may be typed into the search, for the empty box and for the help."""

from __future__ import annotations

QUERY_ROWS: tuple[tuple[str, str], ...] = (
    ("words", "All must stand in the passage"),
    ('"a phrase"', "Words next to each other"),
    ("begin*", "Words that begin so; the last word does anyway"),
    ("-word", "Passages without it; also NOT word"),
    ("a OR b", "Either"),
    ("a NEAR b", "Both within ten words; NEAR/3 within three"),
    ("in:article", "All in one article instead of one passage"),
    ("title:word", "Also source: topic: kind: mark: tag:"),
    ("date:2026-01..", "The article's date; a year, month, day or range"),
    ("figure:>10bn", "A figure; also 20..30% USD, unit:t"),
    ('name:"Ann Lee"', "A person, place or organisation"),
)
"""What is typed, and what it finds."""
