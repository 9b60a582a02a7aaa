"""Headings in plain text: short lines without a full stop, with text below them."""

from __future__ import annotations

import re

from briefing.reading.blocks import Block, is_title_case
from briefing.text.sentences import sentence_spans

_LONGEST = 16
_LONGEST_QUESTION = 10
_LONGEST_LABEL = 8
"""Words in a heading, in one that is a question, in one that ends with a colon."""
_LONGEST_RUN = 3
"""Headings in a row; more short lines than that are a list without bullets."""
_RUNNING_TEXT = 25
"""Words in the middle paragraph of a text written in paragraphs, not a sentence a line."""
_DANGLING = re.compile(r"\b(?:and|or|but|the|an?|of|to|that|which|with|for|from|by)$", re.I)
"""A line that ends in one of these is cut out of a sentence."""
_ASKS_ALOUD = re.compile(r"\b(?:I|you|me|my|your|he|she)\b", re.I)


def decide_headings(blocks: list[Block]) -> list[Block]:
    """Decide headings; for texts whose own markup names none."""
    result = list(blocks)
    questions = _median_words(blocks) >= _RUNNING_TEXT
    start = 0
    while start < len(blocks):
        end = start
        while end < len(blocks) and _can_head(blocks[end], questions=questions):
            end += 1
        if 0 < end - start <= _LONGEST_RUN and end < len(blocks) and _has_text(blocks[end]):
            result[start:end] = [block.as_("heading", 1) for block in blocks[start:end]]
        start = max(end, start + 1)
    return result


def _is_cut_quotation(text: str) -> bool:
    """Whether a quotation opens or closes in the line without its other end."""
    return text.count('"') % 2 == 1 or text.count("“") != text.count("”")


def _median_words(blocks: list[Block]) -> int:
    lengths = sorted(block.words for block in blocks if block.is_stopped and block.kind is None)
    return lengths[len(lengths) // 2] if lengths else 0


def _has_text(block: Block) -> bool:
    return block.kind in ("heading", "list item", "quote", "paragraph", None)


def _can_head(block: Block, *, questions: bool) -> bool:
    """Whether the line has the form of a heading."""
    if block.kind is not None or not block.is_line:
        return False
    text, words = block.text, block.words
    if words > _LONGEST or text[0].islower() or len(sentence_spans(text, 0, len(text))) > 1:
        return False
    if _is_cut_quotation(text) or _DANGLING.search(text):
        return False
    last = block.last
    if last == "?":
        quoted = text[0] in "\"“«‘'"
        return questions and words <= _LONGEST_QUESTION and not quoted and not _ASKS_ALOUD.search(text)
    if last == ":":
        return words <= _LONGEST_LABEL and (words <= 4 or is_title_case(text))
    if last == "!":
        return is_title_case(text)
    return not block.is_stopped and last not in ",;—–-/"
