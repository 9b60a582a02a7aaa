"""Exports as tests ask for them: whole, and of values that are at hand."""

from __future__ import annotations

from collections.abc import Sequence

from briefing.export.excerpt_product import ExcerptProduct
from briefing.export.formats import pieces
from briefing.export.synopsis_product import SynopsisProduct
from briefing.model.excerpt import Excerpt
from briefing.model.topic_synopsis import Synopsis


def excerpts_as(form: str, excerpts: Sequence[Excerpt], title: str = "") -> bytes:
    """The bytes of excerpts whose citations are all known."""
    known = [excerpt.citation for excerpt in excerpts]
    return b"".join(pieces(form, ExcerptProduct(excerpts, title, known)))


def synopses_as(form: str, synopses: Sequence[Synopsis], title: str = "") -> bytes:
    """The bytes of synopses."""
    return b"".join(pieces(form, SynopsisProduct(synopses, title)))
