"""Blocks into passages: the rules in their order, then numbers."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from briefing.model.article import Passage
from briefing.reading.blocks import Block
from briefing.reading.rules.boilerplate import decide_boilerplate
from briefing.reading.rules.bylines import decide_bylines
from briefing.reading.rules.captions import decide_captions
from briefing.reading.rules.headings import decide_headings
from briefing.reading.rules.quoted_blocks import decide_quotes
from briefing.reading.rules.reactions import decide_reactions
from briefing.reading.rules.slug import split_slug
from briefing.reading.rules.speakers import decide_speaker_tags
from briefing.reading.rules.stubs import decide_stubs
from briefing.reading.rules.titles import decide_title

Rule = Callable[[list[Block]], list[Block]]

BEFORE_TITLE: tuple[Rule, ...] = (
    split_slug,
    decide_boilerplate,
    decide_reactions,
    decide_bylines,
    decide_captions,
)
"""What can stand above a title and must not be taken for one."""
AFTER_TITLE: tuple[Rule, ...] = (decide_speaker_tags, decide_stubs, decide_quotes)
WITHOUT_MARKUP: tuple[Rule, ...] = (decide_headings,)
"""Only for a text whose own markup names no heading."""


def to_passages(blocks: Sequence[Block], *, title: str | None = None) -> tuple[Passage, ...]:
    """Return the passages of an article from its blocks in reading order.

    `title` is the one that metadata gives, or None. Blocks that a format's own markup has decided
    keep their kind, except where a site's boilerplate is set as a heading or a list.
    """
    decided = list(blocks)
    marked_up = any(block.kind == "heading" for block in decided)
    for rule in BEFORE_TITLE:
        decided = rule(decided)
    decided = decide_title(decided, title)
    for rule in AFTER_TITLE if marked_up else AFTER_TITLE + WITHOUT_MARKUP:
        decided = rule(decided)
    return numbered(decided)


def numbered(blocks: Sequence[Block]) -> tuple[Passage, ...]:
    """Return blocks as the passages of an article; those that no rule has decided are paragraphs."""
    return tuple(
        Passage(
            number, block.kind or "paragraph", block.level, block.start, block.end, block.page, block.time
        )
        for number, block in enumerate(blocks)
    )
