"""Times of day above the entries of a page that was written as things happened: a live blog, a ticker.

They say when each entry was written, and look like the date of a page, which is no text of it. What tells
them apart is that there are several alike, each above text of the article.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from briefing.reading.document_dates import date_in, is_month
from briefing.reading.html.html_blocks import PageBlock, PageBlocks, Zone
from briefing.reading.html.page_words import any_of_small

_CLOCK = re.compile(r"(?<![\d:.,])(?:[01]?\d|2[0-3])(?P<sign>[:.]|\s?h\s?)[0-5]\d(?::[0-5]\d)?(?![\d:])")
_WORD = re.compile(r"[^\W\d_]+")
_LONGEST = 60
_FEWEST = 3
"""Entries from which on times alike are those of entries."""
_WITHIN = 4
"""Blocks below its time within which the text of an entry begins."""
_RUNNING = 60
_LEAST_RUNNING = 0.5
"""Share of the entries that hold running text."""


def entry_times(page: PageBlocks, keep: Sequence[bool]) -> dict[int, str]:
    """Return the blocks that say when an entry of the article was written, and what they say."""
    told: dict[int, list[str]] = defaultdict(list)
    for index, text in page.dates:
        told[index].append(text)
    alike: dict[tuple[int, bool], dict[int, str]] = defaultdict(dict)
    for index, block in enumerate(page.blocks):
        text = _time_of(block, told.get(index, ()))
        if text:
            alike[page.shapes[block.container], date_in(text) != ""][index] = text
    found: dict[int, str] = {}
    for times in alike.values():
        entries = [index for index in times if _heads_entry(page.blocks, keep, times, index)]
        running = [index for index in entries if _heads_entry(page.blocks, keep, times, index, _RUNNING)]
        if len(entries) >= _FEWEST and len(running) >= _LEAST_RUNNING * len(entries):
            found.update((index, times[index]) for index in entries)
    return found


def _time_of(block: PageBlock, told: Sequence[str]) -> str:
    """The time of day that a block says and nothing else; empty where it says anything else.

    Where a part of it is called a time (`told`), the rest may be there to share the entry.
    """
    if len(block.text) > _LONGEST or block.kind == "row" or block.zone & (Zone.HIDDEN | Zone.COMMENTS):
        return ""
    return next((text for text in (block.text, *told) if text in block.text and _is_time(text)), "")


def _is_time(text: str) -> bool:
    match = _CLOCK.search(text)
    if match is None:
        return False
    words = _WORD.findall(text[: match.start()] + " " + text[match.end() :])
    known = [any_of_small("lines", "clock").fullmatch(word.lower()) is not None for word in words]
    # Of 14.32 alone nothing says that it is a time.
    return (match["sign"] != "." or any(known)) and all(
        is_known or is_month(word) for word, is_known in zip(words, known, strict=True)
    )


def _heads_entry(
    blocks: Sequence[PageBlock], keep: Sequence[bool], times: dict[int, str], index: int, least: int = 1
) -> bool:
    """Whether text of the article, of at least so many characters, stands below a time, before the next."""
    for at in range(index + 1, min(index + 1 + _WITHIN, len(blocks))):
        if at in times:
            return False
        if keep[at] and blocks[at].kind != "heading" and len(blocks[at].text) >= least:
            return True
    return False
