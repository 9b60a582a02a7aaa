"""A web page that was printed into a PDF: which of its blocks are the article.

Print keeps everything, menus, teasers and comments, and nothing of the markup that tells them apart. The
article is the run of blocks in which sentences outweigh scraps most: the maximum subsequence of Pasternack
and Roth, Extracting article text from the web with maximum subsequence segmentation, 2009.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from briefing.reading.extracted_article import ExtractedBlock

PRINTERS = re.compile(
    r"\b(?:Mozilla|HeadlessChrome|Chrome|Chromium|Firefox|Safari|Edge?|wkhtmltopdf|Opera)\b"
)
"""What a browser writes of itself into what it prints."""
_SCRAP = -14
"""What a block that is no sentence weighs, in words."""
_END = -120
"""What a heading weighs that comments, teasers and the like stand below."""
_FEWEST_SCRAPS = 6
"""Blocks outside of the article, below which they may as well belong to it."""
_LEAST_KEPT = 0.5
"""The part of all words that an article has, at least."""
_MOST_WORDS = 60
"""Of one block that count."""
_FEWEST_WORDS = 9
_SENTENCE_END = re.compile(r"[.!?…。！？:][\"'”’»)\]]*$")
_TALK = ("comment", "comments", "reply", "replies", "discussion", "comentários")
_BEHIND = (
    *("related", "recommended", "popular", "trending", "more", "most", "latest", "top", "see also"),
    *("you may", "you might", "read next", "up next", "also on", "sponsored", "promoted", "next article"),
    *("previous article", "share this", "tag", "tags", "filed under", "follow us", "about us", "newsletter"),
    *("sign up", "subscribe", "advertisement", "copyright", "leia mais", "mais lidas", "deixe"),
)
_CLOSES = re.compile(
    rf"©|(?:(?:\d+|top rated|all|show|view|post a|leave a|add a|join the|read|load) )?(?:{'|'.join(_TALK)})\b"
    rf"|(?:{'|'.join(_BEHIND)})\b",
    re.I,
)
"""The headings that comments, teasers and other furniture stand below."""
_LONGEST_CLOSE = 60

_ADDRESS = re.compile(r"https?://[^\s…]{4,2000}(?<!\.\.\.)")


def printed_address(lines: Iterable[str]) -> str | None:
    """The address among what a browser prints at the edges of a page; None where it is cut short."""
    return next((line for line in lines if _ADDRESS.fullmatch(line)), None)


def with_litter_marked(blocks: Sequence[ExtractedBlock]) -> list[ExtractedBlock]:
    """Return the blocks, those outside of the article as boilerplate, unless there are few."""
    weights = [_weight(block) for block in blocks]
    first, last = _heaviest(weights)
    # A page that was made for print has next to nothing around its text.
    if first == last or len(blocks) - (last - first) < _FEWEST_SCRAPS:
        return list(blocks)
    words = [len(block.text.split()) for block in blocks]
    if sum(words[first:last]) < _LEAST_KEPT * sum(words):
        # A page of lists: what looks like scraps is what it has to say.
        return list(blocks)
    first = _with_head(blocks, first)
    return [
        block
        if first <= number < last or block.kind == "footnote"
        else replace(block, kind="boilerplate", level=0)
        for number, block in enumerate(blocks)
    ]


def _weight(block: ExtractedBlock) -> int:
    words = len(block.text.split())
    if len(block.text) < _LONGEST_CLOSE and _CLOSES.match(block.text):
        return _END
    if block.kind == "row":
        return _SCRAP
    is_sentence = words >= _FEWEST_WORDS and _SENTENCE_END.search(block.text) is not None
    if is_sentence or words >= 4 * _FEWEST_WORDS:
        return min(words, _MOST_WORDS)
    # Short ones that end as sentences are speech, or the last of an article.
    return 0 if _SENTENCE_END.search(block.text) is not None and words > 2 else _SCRAP


def _heaviest(weights: Sequence[int]) -> tuple[int, int]:
    """The half-open run with the largest sum; empty where no weight is positive."""
    best, best_run = 0, (0, 0)
    total, first = 0, 0
    for number, weight in enumerate(weights):
        if total <= 0:
            total, first = 0, number
        total += weight
        if total > best:
            best, best_run = total, (first, number + 1)
    return best_run


def _with_head(blocks: Sequence[ExtractedBlock], first: int) -> int:
    """Where the article begins with its title, if that stands a few blocks above its first sentence."""
    for number in range(first - 1, max(first - 6, -1), -1):
        if blocks[number].kind == "title":
            return number
    return first
