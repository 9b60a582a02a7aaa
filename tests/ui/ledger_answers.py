"""A ledger of the articles that tests of the reader open, given by hand."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from briefing.model.article import Span
from briefing.model.ledger_line import DifferReason, LedgerEntry, LedgerLine, Verdict

if TYPE_CHECKING:
    from briefing.model.figure import FigureKind
    from briefing.session import Session

GAZETTE, HERALD, WIRE = "a-gazette.md", "b-herald.md", "c-wire.md"
Told = tuple[str, str]
"""A file, and the words of a figure in it."""
Row = tuple[str, "FigureKind", Verdict, "DifferReason | None", str | None, Sequence[Told]]

ROWS: tuple[Row, ...] = (
    (
        "cost of the repair",
        "money",
        "differ",
        "estimate",
        "cost of the repair",
        ((GAZETTE, "40 million euros"), (WIRE, "40 million euros"), (HERALD, "55 million euros")),
    ),
    (
        "months that the work takes",
        "duration",
        "differ",
        None,
        "cost of the repair",
        ((GAZETTE, "18 months"), (HERALD, "24 months")),
    ),
    (
        "cracks in the spillway",
        "count",
        "agree",
        None,
        "cracked spillway",
        ((GAZETTE, "12 cracks"), (HERALD, "12 cracks")),
    ),
    ("depth of the cracks", "quantity", "single", None, None, ((GAZETTE, "deeper than 3 metres"),)),
    ("share that the state pays", "percent", "single", None, None, ((GAZETTE, "60 per cent"),)),
)
"""Label, kind, verdict, reason, topic, and who says it how."""


def given_lines(session: Session) -> list[LedgerLine]:
    """The rows, as far as their files are open."""
    names = {Path(article.id).name: article.id for article in session.articles}
    lines = []
    for number, (label, kind, verdict, reason, topic, told) in enumerate(ROWS):
        found = (_entry(session, names[file], words) for file, words in told if file in names)
        entries = tuple(entry for entry in found if entry is not None)
        # A line that differs or agrees needs two who say something.
        if len({entry.article for entry in entries}) >= (1 if verdict == "single" else 2):
            voices = len({entry.article for entry in entries})
            lines.append(
                LedgerLine(f"line-{number}", label, kind, None, verdict, reason, topic, 0.9, voices, entries)
            )
    return lines


def _entry(session: Session, name: str, words: str) -> LedgerEntry | None:
    """The first place of some words; None where the article does not hold them any more."""
    article = session.article(name)
    passages = (p for p in article.passages[1:] if words in article.text[p.start : p.end])
    passage = next(passages, None)
    if passage is None:
        return None
    start = article.text.index(words, passage.start)
    before = article.text.rfind(" ", passage.start, start - 1) + 1
    why = (Span(before, start - 1),) if before > passage.start else ()
    return LedgerEntry(
        name,
        passage.number,
        start,
        start + len(words),
        words,
        None,
        None,
        None,
        None,
        article.published,
        None,
        why,
    )
