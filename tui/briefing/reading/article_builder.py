"""An article from its text, its blocks and what is known about it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from briefing.jobs.collector import collector_paused
from briefing.model.article import Article, Passage
from briefing.reading.article_header import ArticleHeader, without_header
from briefing.reading.inferred_metadata import infer_metadata
from briefing.reading.languages import language_of
from briefing.reading.passage_rules import to_passages
from briefing.reading.plain_blocks import plain_blocks
from briefing.settings import ReadLimits, read_limits
from briefing.text.clean import CleanText, clean_line
from briefing.text.fingerprint import fingerprint
from briefing.text.lookalikes import latin_lookalikes

if TYPE_CHECKING:
    from briefing.reading.blocks import Block
    from briefing.reading.given_metadata import GivenMetadata

_TITLE_WORDS = 12
"""Words of the text that stand for a title where there is none."""
_LONGEST_WORD = 80
_WORDS_NAMED = 3
"""Words of a kind that a warning names."""
_DEFAULT_LANGUAGE = "en"


def build_article(
    id: str,  # noqa: A002  (the name of the field it fills)
    text: CleanText,
    *,
    blocks: Sequence[Block] | None = None,
    given: GivenMetadata | None = None,
    encoding: str = "utf-8",
    warnings: tuple[str, ...] = (),
    limits: ReadLimits | None = None,
    origin: str | None = None,
    extractor: str | None = None,
    fetched: str | None = None,
    is_untitled: bool = False,
) -> Article:
    """Return the article `id`: its passages, and its metadata as given or else as the text proves.

    `blocks` are those of the text's format; without them the text is split as plain text. `is_untitled` says
    that what stands on top is no title, whatever it looks like.
    """
    with collector_paused():
        stated = given.title if given else None
        most_lines = (limits or read_limits()).lines
        split = plain_blocks(text, most_lines) if blocks is None else blocks
        passages = to_passages(split, title="" if is_untitled else stated)
        if len(passages) > most_lines:
            warnings = (*warnings, f"only the first {most_lines:,} lines are passages of their own")
        if words := latin_lookalikes(text, _WORDS_NAMED):
            warnings = (*warnings, f"words that look Latin are in Cyrillic letters: {', '.join(words)}")
        inferred = infer_metadata(text, passages)
        in_text = next((clean_line(text[p.start : p.end]) for p in passages if p.kind == "title"), None)
        title = stated or in_text or inferred.title
        source, source_by = inferred.source, inferred.source_by
        published, published_by = inferred.published, inferred.published_by
        if given and given.source:
            source, source_by = given.source, given.by
        if given and given.published:
            published, published_by = given.published, given.by
        return Article(
            id=id,
            text=text,
            passages=passages,
            title=title or first_words(text, passages, inferred.header),
            has_title=title is not None,
            source=source,
            author=(given and given.author) or inferred.author,
            published=published,
            published_by=published_by,
            language=(given and given.language) or language_of(text) or _DEFAULT_LANGUAGE,
            url=given.url if given else None,
            fingerprint=fingerprint(text),
            source_by=source_by,
            encoding=encoding,
            warnings=(*warnings, *(given.warnings if given else ())),
            origin=origin,
            extractor=extractor,
            fetched=fetched,
        )


def first_words(text: str, passages: Sequence[Passage], header: ArticleHeader) -> str:
    """The first words of the text, whole, with an ellipsis where it goes on.

    Stamps, bylines and datelines are left out: they say nothing of what the article is about. In
    front of them stands the headline, where a page was saved without its line ends.
    """
    counted = [p for p in passages if p.kind != "boilerplate"] or list(passages)
    stretches = ((passage, *without_header(text, passage.start, passage.end, header)) for passage in counted)
    passage, start, end = next(
        (one for one in stretches if text[one[1] : one[2]].strip()),
        (counted[0], counted[0].start, counted[0].end) if counted else (None, 0, 0),
    )
    if passage is None:
        return ""
    # A word is taken for one up to a length: no title is a line of ten million letters.
    head = text[start : min(end, start + _TITLE_WORDS * _LONGEST_WORD)]
    words = head.split()
    if len(words) <= _TITLE_WORDS and start + len(head) == end:
        return clean_line(head)
    return clean_line(" ".join(words[:_TITLE_WORDS])[: _TITLE_WORDS * _LONGEST_WORD]) + "…"
