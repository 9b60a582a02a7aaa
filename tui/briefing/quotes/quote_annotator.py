"""Quotes as an analysis of articles: how they are found, kept, and put into the search index."""

from __future__ import annotations

from collections.abc import Sequence

from briefing.model.annotation import Annotator, IndexTerms
from briefing.model.quote import AttributedQuote
from briefing.quotes import NAME, VERSION
from briefing.quotes.extract_quotes import extract_quotes
from briefing.quotes.packed_quotes import pack, unpack
from briefing.text.name_keys import speaker_terms
from briefing.text.quotation_spans import quoted_stretches


def index_terms(quotes: Sequence[AttributedQuote]) -> dict[int, IndexTerms]:
    """Return the terms of who is quoted, and what stands in quotation marks, by passage."""
    speakers: dict[int, set[str]] = {}
    quoted: dict[int, set[str]] = {}
    for quote in quotes:
        if quote.who is not None:
            speakers.setdefault(quote.passage, set()).update(speaker_terms(quote.who))
        if quote.direct:
            stretches = (quote.text[start:end] for start, end in quoted_stretches(quote.text))
            quoted.setdefault(quote.passage, set()).update(stretches)
    return {
        passage: IndexTerms(
            keys=tuple(sorted(speakers.get(passage, ()))), quoted=tuple(sorted(quoted.get(passage, ())))
        )
        for passage in speakers.keys() | quoted.keys()
    }


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
