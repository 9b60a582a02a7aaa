"""What the ledger is given of a few texts, read and analysed as the program does."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from briefing.ledger.mentions import LedgerArticle
from briefing.model.correction import FigureAnchor
from briefing.model.ledger_line import LedgerEntry, LedgerLine
from briefing.session import Session
from briefing.userdata.corrections.correction_store import anchor_in


def given_from(folder: Path, texts: Mapping[str, str]) -> list[LedgerArticle]:
    """Write texts into a folder of their own, and return what the ledger is given of them."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in texts.items():
        (folder / name).write_text(text, "utf-8")
    return given_of(folder)


def given_of(folder: Path) -> list[LedgerArticle]:
    """Return what the ledger is given of the articles of a folder."""
    session = Session(use_store=False)
    for _ in session.open([str(folder)], heed_steering=False):
        pass
    return session.ledgers.given()


def opened(folder: Path, store: Path) -> Session:
    """Return a session that has read a folder, with a store of its own."""
    session = Session(store=store)
    for _ in session.open([str(folder)], heed_steering=False):
        pass
    return session


def anchors_of(session: Session, entries: Iterable[LedgerEntry]) -> list[FigureAnchor]:
    """Return the figures of some entries as a correction keeps them."""
    return [anchor_in(session.article(one.article), one.start, one.end) for one in entries]


def joinable(line: LedgerLine, lines: Iterable[LedgerLine]) -> list[LedgerLine]:
    """Return the other lines that measure in the same unit."""
    return [one for one in lines if one.id != line.id and (one.kind, one.unit) == (line.kind, line.unit)]
