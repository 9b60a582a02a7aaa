"""What the ledger is given of a few texts, read and analysed as the program does."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from briefing.ledger.mentions import LedgerArticle
from briefing.session import Session


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
