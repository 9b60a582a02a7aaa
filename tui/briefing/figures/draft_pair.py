"""Two neighbouring figures of a sentence with the words between them."""

from __future__ import annotations

from typing import NamedTuple

from briefing.figures.draft import Draft
from briefing.figures.rules import bare
from briefing.figures.token_line import Line


class DraftPair(NamedTuple):
    """Draft `a` and the next one `b`; `before` and `behind` are their neighbours, where there are any."""

    line: Line
    before: Draft | None
    a: Draft
    b: Draft
    behind: Draft | None
    between: tuple[str, ...]
    """The lower-case forms between the two."""


def is_bare(draft: Draft) -> bool:
    """True for a number that nothing gave a unit or noun yet."""
    return draft.rule == bare.NAME and draft.kind is not None


def is_single(draft: Draft) -> bool:
    """True for one number with a value that could be an end of a range."""
    return (
        draft.kind not in {None, "date", "ordinal", "ratio"}
        and draft.value is not None
        and len(draft.numbers) == 1
    )


def comparable(a: Draft, b: Draft) -> bool:
    """True for amounts within two orders of magnitude."""
    x = a.value if a.value is not None else a.low
    y = b.value
    if x is None or y is None:
        return False
    return x == 0 or y == 0 or 0.005 <= abs(y / x) <= 200


def size(draft: Draft) -> float:
    """The value of a draft, 0 for none."""
    return draft.value or 0.0
