"""Entries of feeds into articles, the same for every kind of feed."""

from __future__ import annotations

import re
from dataclasses import dataclass

from briefing.reading.extracted_article import ExtractedArticle, ExtractedBlock
from briefing.reading.html.html_blocks import Zone, page_blocks
from briefing.reading.html.html_tree import MOST_CHARACTERS, plain_tree
from briefing.reading.plain_blocks import plain_blocks
from briefing.settings import read_limits
from briefing.text.clean import clean

MOST_ENTRIES = 2_000
TOLD_OF_MORE = f"only the first {MOST_ENTRIES:,} entries of the feed are read"
_WEB = re.compile(r"https?://", re.I)
_SUMMARY_WORDS = 120
"""Words up to which a description that is all there is counts as a summary."""
_BREAKS_OFF = re.compile(
    r"(?:…|\.\.\.|\[…\]|\[\.\.\.\]|(?:read|continue|continue reading|read more)\b[^.]{0,60})\s*$", re.I
)


@dataclass(frozen=True, slots=True)
class FeedEntry:
    """What a feed says of one entry; empty where it says nothing."""

    identity: str
    title: str
    content: str
    """As HTML where `is_html`."""
    summary: str
    author: str
    source: str
    published: str
    language: str
    url: str
    is_html: bool = True


def article_of_entry(
    entry: FeedEntry, number: int, extractor: str, encoding: str = "utf-8"
) -> ExtractedArticle:
    """Return the article of the entry `number` (from 1) of a feed."""
    is_content = len(entry.content) >= len(entry.summary)
    text = entry.content if is_content else entry.summary
    blocks = html_blocks(text) if entry.is_html else _text_blocks(text)
    title = " ".join(_plain(entry.title).split())
    warnings: list[str] = []
    if not blocks:
        warnings.append("the feed gives only the title of it")
    elif _is_summary(blocks, has_content=bool(entry.content)):
        warnings.append("the feed gives only a summary of it")
    if title:
        if blocks and " ".join(blocks[0].text.split()).casefold() == title.casefold():
            blocks = blocks[1:]
        blocks = [ExtractedBlock("title", title), *blocks]
    return ExtractedArticle(
        tuple(blocks),
        title=title or None,
        author=entry.author or None,
        source=" ".join(_plain(entry.source).split()) or None,
        published=entry.published or None,
        language=entry.language or None,
        url=entry.url if _WEB.match(entry.url) else None,
        identity=entry.identity,
        origin=f"entry {number}",
        extractor=extractor,
        warnings=tuple(warnings),
        encoding=encoding,
    )


def html_blocks(html: str) -> list[ExtractedBlock]:
    """Return all blocks that a stretch of HTML shows: an entry has no furniture of a page around it."""
    page = page_blocks(plain_tree(html[:MOST_CHARACTERS]))
    return [
        ExtractedBlock(one.kind, one.text, one.level) for one in page.blocks if not one.zone & Zone.HIDDEN
    ]


def _text_blocks(text: str) -> list[ExtractedBlock]:
    return [
        ExtractedBlock(one.kind or "paragraph", one.text, one.level)
        for one in plain_blocks(clean(text), read_limits().lines)
    ]


def _plain(text: str) -> str:
    """A title, which may hold markup."""
    return " ".join(one.text for one in html_blocks(text)) if "<" in text or "&" in text else text


def _is_summary(blocks: list[ExtractedBlock], *, has_content: bool) -> bool:
    words = sum(len(one.text.split()) for one in blocks)
    return _BREAKS_OFF.search(blocks[-1].text[-200:]) is not None or (
        not has_content and words <= _SUMMARY_WORDS
    )
