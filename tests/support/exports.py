"""Exports as tests ask for them: whole, and of values that are at hand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from briefing.export.excerpt_product import ExcerptProduct
from briefing.export.export_formats import pieces
from briefing.export.ledger_product import LedgerProduct
from briefing.export.sheet_product import SheetProduct
from briefing.export.synopsis_product import SynopsisProduct
from briefing.model.excerpt import Citation, Excerpt
from briefing.model.ledger_line import LedgerLine, QuotedSentence
from briefing.model.sheet_line import Sheet
from briefing.model.topic_synopsis import Synopsis


def excerpts_as(form: str, excerpts: Sequence[Excerpt], title: str = "") -> bytes:
    """The bytes of excerpts whose citations are all known."""
    known = [excerpt.citation for excerpt in excerpts]
    return b"".join(pieces(form, ExcerptProduct(excerpts, title, known)))


def synopses_as(form: str, synopses: Sequence[Synopsis], title: str = "") -> bytes:
    """The bytes of synopses."""
    return b"".join(pieces(form, SynopsisProduct(synopses, title)))


class QuotedLines(NamedTuple):
    """Lines of a ledger with what their product needs beside them."""

    lines: Sequence[LedgerLine]
    sentences: Mapping[tuple[str, int], QuotedSentence]
    citations: Mapping[str, Citation]


def ledger_as(form: str, ledger: QuotedLines, title: str = "") -> bytes:
    """The bytes of a ledger."""
    return b"".join(pieces(form, LedgerProduct(*ledger, title)))


def sheet_as(form: str, sheet: Sheet, ledger: QuotedLines, title: str = "", most: int | None = None) -> bytes:
    """The bytes of a sheet of lines of a ledger."""
    product = SheetProduct(sheet, ledger.sentences, ledger.citations, title, most)
    return b"".join(pieces(form, product))
