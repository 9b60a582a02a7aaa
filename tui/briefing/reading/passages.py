"""Blocks into passages: the rules in their order, then numbers."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from briefing.model.article import Passage
from briefing.reading.blocks import Block
from briefing.reading.rules.boilerplate import mark_boilerplate
from briefing.reading.rules.bylines import mark_bylines
from briefing.reading.rules.captions import mark_captions
from briefing.reading.rules.headings import mark_headings
from briefing.reading.rules.quotes import mark_quotes
from briefing.reading.rules.reactions import mark_reactions
from briefing.reading.rules.slug import split_slug
from briefing.reading.rules.speakers import mark_speaker_tags
from briefing.reading.rules.stubs import mark_stubs
from briefing.reading.rules.titles import mark_title

Rule = Callable[[list[Block]], list[Block]]

BEFORE_TITLE: tuple[Rule, ...] = (split_slug, mark_boilerplate, mark_reactions, mark_bylines, mark_captions)
"""What can stand above a title and must not be taken for one."""
AFTER_TITLE: tuple[Rule, ...] = (mark_speaker_tags, mark_stubs, mark_quotes)
WITHOUT_MARKUP: tuple[Rule, ...] = (mark_headings,)
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
    decided = mark_title(decided, title)
    for rule in AFTER_TITLE if marked_up else AFTER_TITLE + WITHOUT_MARKUP:
        decided = rule(decided)
    return tuple(
        Passage(number, block.kind or "paragraph", block.level, block.start, block.end)
        for number, block in enumerate(decided)
    )
