"""Names as an analysis of articles: how they are found, kept, and put into the search index."""

from __future__ import annotations

from collections.abc import Sequence

from briefing.model.annotation import Annotator, IndexTerms
from briefing.model.name import Mention
from briefing.names import NAME, VERSION
from briefing.names.extract_names import extract_names
from briefing.names.packed_names import pack, unpack
from briefing.text.name_keys import mention_terms


def index_terms(names: Sequence[Mention]) -> dict[int, IndexTerms]:
    """Return the terms of names, by passage."""
    by_passage: dict[int, set[str]] = {}
    for mention in names:
        by_passage.setdefault(mention.passage, set()).update(mention_terms(mention))
    return {passage: IndexTerms(keys=tuple(sorted(terms))) for passage, terms in by_passage.items()}


ANNOTATOR: Annotator[Mention] = Annotator(
    name=NAME,
    number=2,
    version=VERSION,
    extract=extract_names,
    pack=pack,
    unpack=unpack,
    terms=index_terms,
    style="name",
)
