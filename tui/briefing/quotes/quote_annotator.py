"""Quotes as an analysis of articles: how they are found, kept, and put into the search index."""

from __future__ import annotations

from collections.abc import Sequence

from briefing.model.annotation import Annotator, IndexTerms
from briefing.model.quote import AttributedQuote
from briefing.quotes import NAME, VERSION
from briefing.quotes.extract_quotes import extract_quotes
from briefing.quotes.packed_quotes import pack, unpack
from briefing.text.name_keys import speaker_terms


def index_terms(quotes: Sequence[AttributedQuote]) -> dict[int, IndexTerms]:
    """Return the terms of who is quoted, by passage."""
    by_passage: dict[int, set[str]] = {}
    for quote in quotes:
        if quote.who is not None:
            by_passage.setdefault(quote.passage, set()).update(speaker_terms(quote.who))
    return {passage: IndexTerms(keys=tuple(sorted(terms))) for passage, terms in by_passage.items()}


ANNOTATOR: Annotator[AttributedQuote] = Annotator(
    name=NAME,
    number=3,
    version=VERSION,
    extract=extract_quotes,
    pack=pack,
    unpack=unpack,
    terms=index_terms,
    style="quote",
    uses=("names",),
)
