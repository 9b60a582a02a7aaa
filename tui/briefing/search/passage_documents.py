"""What the index keeps of one article: worked out without the index, in any process."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from briefing.model.annotation import NO_TERMS, IndexTerms
from briefing.model.article import Article, Passage
from briefing.model.quick_value import quick_value
from briefing.search.word_places import APART, indexed
from briefing.search.word_variants import indexed_variants, variants
from briefing.text.iso_day import day_of

LEAD_WORDS = 8
"""Words of a paragraph from which on it says what an article is about, rather than who wrote it."""


class PassageDocument(NamedTuple):
    """One passage as the index takes it."""

    number: int
    kind: str
    """Blanks as hyphens."""
    body: str
    """Words, parted by blanks."""
    terms: IndexTerms
    """Of what analyses found in it."""
    variants: str = ""
    """Other forms of its words, parted by blanks."""
    front: bool = False
    """True for a title, and for the first paragraph of its article that says more than a few words."""
    quoted: str = ""
    """The words of what is quoted in it, parted by blanks, each stretch apart from the one before it."""


@quick_value
@dataclass(frozen=True, slots=True)
class ArticleDocuments:
    """The passages of one article that count, and what each of them inherits from it."""

    day: int
    """The date as an ordinal of the calendar (`datetime.date.toordinal`), 0 where there is none."""
    title: str
    """Words, as in a passage, and behind them their variants, each apart from what stands before it."""
    source: str
    passages: tuple[PassageDocument, ...]


def documents_of(article: Article, terms: Mapping[int, IndexTerms]) -> ArticleDocuments:
    """Return what the index keeps of `article`; boilerplate is left out.

    `terms` are those of what analyses found in it, by passage.

    Pure, and linear in the length of the text: meant for a pool of processes.
    """
    bodies = {p.number: indexed(article.text[p.start : p.end]) for p in article.passages if _counts(p)}
    paragraphs = (p.number for p in article.passages if p.kind == "paragraph")
    lead = next((number for number in paragraphs if bodies[number].count(" ") >= LEAD_WORDS - 1), None)
    passages = tuple(
        _document(article, passage, bodies[passage.number], terms.get(passage.number, NO_TERMS), lead)
        for passage in article.passages
        if _counts(passage)
    )
    return ArticleDocuments(
        ordinal_day(article.published),
        "".join([indexed(article.title), *(f" {APART} {one.word}" for one in variants(article.title))]),
        indexed(article.source or ""),
        passages,
    )


def _document(
    article: Article, passage: Passage, body: str, terms: IndexTerms, lead: int | None
) -> PassageDocument:
    """The document of a passage with these words and terms; `lead` is the number of the article's lead."""
    return PassageDocument(
        passage.number,
        passage.kind.replace(" ", "-"),
        body,
        # What is quoted goes to the index by its words alone.
        terms._replace(quoted=()) if terms.quoted else terms,
        indexed_variants(article.text[passage.start : passage.end]),
        passage.kind == "title" or passage.number == lead,
        f" {APART} ".join(map(indexed, terms.quoted)),
    )


def _counts(passage: Passage) -> bool:
    return passage.kind != "boilerplate"


def ordinal_day(published: str | None) -> int:
    """The ordinal of an ISO date; 0 where there is none, or none that a calendar has."""
    day = day_of(published)
    return day.toordinal() if day is not None else 0
