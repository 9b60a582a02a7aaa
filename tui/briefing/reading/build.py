"""An article from its text and what is known about it."""

from __future__ import annotations

import hashlib
from dataclasses import replace

from briefing.model.article import Article, Passage, PublishedBy
from briefing.reading.passages import split
from briefing.text.clean import CleanText

_TITLE_WORDS = 12


def build_article(
    id: str,  # noqa: A002  (the field's own name)
    text: CleanText,
    *,
    passages: tuple[Passage, ...] | None = None,
    title: str | None = None,
    source: str | None = None,
    source_by: str = "unknown",
    author: str | None = None,
    published: str | None = None,
    published_by: PublishedBy = "unknown",
    language: str = "en",
    url: str | None = None,
    encoding: str = "utf-8",
    warnings: tuple[str, ...] = (),
) -> Article:
    """Return the article `id` with its passages."""
    if passages is None:
        passages = split(text)
    if title is None:
        title = next((text[p.start : p.end] for p in passages if p.kind == "title"), None)
    return Article(
        id=id,
        text=text,
        passages=passages,
        title=title or first_words(text, passages),
        has_title=bool(title),
        source=source,
        author=author,
        published=published,
        published_by=published_by,
        language=language,
        url=url,
        fingerprint=fingerprint(text),
        source_by=source_by,
        encoding=encoding,
        warnings=warnings,
    )


def first_words(text: str, passages: tuple[Passage, ...]) -> str:
    """The first words of the text, for an article without a title."""
    for passage in passages:
        if passage.kind != "boilerplate":
            words = text[passage.start : passage.end].split(None, _TITLE_WORDS)
            return " ".join(words[:_TITLE_WORDS]) + ("…" if len(words) > _TITLE_WORDS else "")
    return ""


def fingerprint(text: str) -> str:
    """Hash of the text alone, 32 hexadecimal digits."""
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


def with_details(article: Article, *, source: str | None = None, published: str | None = None) -> Article:
    """Return `article` with what a person set by hand; None leaves a field as it is."""
    if source is not None:
        article = replace(article, source=source or None, source_by="reader")
    if published is not None:
        article = replace(article, published=published or None, published_by="reader")
    return article
