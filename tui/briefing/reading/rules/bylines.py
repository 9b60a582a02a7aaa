"""Bylines, publication lines and datelines: who wrote it and when, as a site prints it by itself.

They are boilerplate: what they say is in the article's metadata. A bare date is one only near the
top or the very end; in the middle of a text it heads an entry of a chronology.
"""

from __future__ import annotations

import re
from itertools import takewhile

from briefing.reading.blocks import Block, decide_lines
from briefing.reading.datelines import parse_dateline
from briefing.reading.outlets import outlet_named
from briefing.reading.publication_dates import find_dates, is_date_line, is_date_word

_TOP, _BOTTOM = 8, 2
"""Blocks from the top and the end of an article among which a bare date is a publication line."""
_STAMP = re.compile(
    r"(?:first |story |date |article |originally )?(?:published|posted|updated|last updated|last modified"
    r"|created|released|edited|modified|filed|date)\b[^\n]{0,120}",
    re.I,
)
_PERSON = r"(?:[A-Z][\w.'’\-]{0,30}|de|la|van|von|der|den|al|bin|di|da|du)"
_NAMES = rf"{_PERSON}(?: {_PERSON}){{0,4}}"
_BYLINE = re.compile(
    rf"(?:[Bb]y|BY|[Ww]ritten by|[Ss]tory by|[Pp]osted by|[Ww]ords by|[Ff]rom) (?P<name>{_NAMES})"
    rf"(?:(?:,? and |, | & ){_NAMES}){{0,4}}(?:,? (?:[|/·•–—-] ?)?[^\n.:]{{0,80}})?"
)
_VERBAL = re.compile(r"\b(?:is|are|was|were|has|have|had|will|would|said|says|the|a|an|this|that)\b")
_WORD = re.compile(r"\w+")
_NAMES_AND_MARKS = re.compile(
    r"(?:(?:[A-Z][\w.'’&\-]*|[a-z]{3,20}\.(?:com|org|net|co\.uk)|and|de|la|van|von|der|al|the)(?![\w.'’&\-])"
    r"|[\s|•·,:/&()–—-])*"
)
_TIME = re.compile(r"\b\d{1,2}[:.]\d\d(?:[:.]\d\d)?(?: ?[ap]\.?m\b\.?)?", re.I)
_BAR = re.compile(r"[|•·]")
_PARTS = re.compile(r" ?[|/•·()] ?| [–—-] |, ")
_LONGEST = 16
_LONGEST_DATELINE = 10
_MOST_PLACE_WORDS = 4


def byline_author(line: str) -> str | None:
    """The first person a byline names, or None where `line` is no byline."""
    match = _BYLINE.fullmatch(line)
    if match is None or len(line.split()) > _LONGEST or _VERBAL.search(line):
        return None
    words = match["name"].split()
    name = " ".join(takewhile(lambda word: not is_date_word(word), words))
    # "By Monday", "By March, two ships": a day, or one capitalised word that opens a sentence.
    if not name or (" " not in name and len(line.split()) > 2):
        return None
    return name.title() if name.isupper() else name


def is_stamp(line: str) -> bool:
    """Whether the line says when the article was published or changed."""
    return (
        _STAMP.fullmatch(line) is not None
        and any(c.isdigit() for c in line)
        and len(line.split()) <= _LONGEST
        and not line.endswith(".")
    )


def is_dateline_alone(line: str) -> bool:
    """Whether the line is a place or an outlet with a date: "OSLO, March 4, 2026 -"."""
    # How long it is, is quickly seen of the many lines that are paragraphs.
    found = next(find_dates(line), None) if len(line.split()) <= _LONGEST_DATELINE else None
    if found is None:
        return False
    before, after = _WORD.findall(line[: found.start]), _WORD.findall(line[found.end :])
    named = 0 < len(before) <= _MOST_PLACE_WORDS and all(word[0].isupper() for word in before)
    return named and all(word.isupper() or not word.isalpha() or word in ("am", "pm") for word in after)


def is_dated_dateline(line: str) -> bool:
    """Whether the line is a dateline that no heading of a chronology is: with an outlet, a weekday or a place
    in capitals."""
    found = next(find_dates(line), None)
    if found is None or not is_dateline_alone(line):
        return False
    place = line[: found.start].strip(" ,–—-")
    return found.weekday is not None or place.isupper() or line_outlet(line) is not None


def is_stamp_with_names(line: str) -> bool:
    """Whether the line is a day with nothing but names and a time beside it: "March 4, 2026 | By Ana Petrov".

    A bar, a time, a byline or an outlet must tell it from a heading that ends in a day.
    """
    days = [found for found in find_dates(line) if found.date] if len(line.split()) <= _LONGEST else []
    if len(days) != 1:
        return False
    with_time = f"{line[: days[0].start]} {line[days[0].end :]}"
    beside = _TIME.sub(" ", with_time)
    proved = (
        beside != with_time
        or _BAR.search(beside) is not None
        or beside.lstrip().startswith("By ")
        or line_outlet(line) is not None
    )
    return proved and _NAMES_AND_MARKS.fullmatch(beside) is not None


def line_outlet(line: str) -> str | None:
    """The one outlet that is a part of its own in a byline, stamp or dateline, or None."""
    named = {outlet for part in _PARTS.split(line) if (outlet := outlet_named(part))}
    return named.pop() if len(named) == 1 else None


def is_wire_dateline(line: str) -> bool:
    """Whether the line is a dateline with its agency and nothing behind it: "OSLO, March 4 (Reuters) --"."""
    dateline = parse_dateline(line, 0, len(line))
    return dateline is not None and dateline.agency is not None and dateline.end == len(line)


def decide_bylines(blocks: list[Block]) -> list[Block]:
    """Decide bylines and publication lines, where there is an article beside them."""
    if len(blocks) < 2 or not any(block.is_body for block in blocks):
        return blocks
    blocks = decide_lines(blocks, lambda block: is_stamp(block.text), "boilerplate")
    top = decide_lines(blocks[:_TOP], lambda block: byline_author(block.text) is not None, "boilerplate")
    top = decide_lines(top, lambda block: is_date_line(block.text), "boilerplate")
    top = decide_lines(top, lambda block: is_stamp_with_names(block.text), "boilerplate")
    top = decide_lines(top, lambda block: is_wire_dateline(block.text), "boilerplate")
    top = top[:1] + decide_lines(top[1:], lambda block: is_dateline_alone(block.text), "boilerplate")
    bottom = decide_lines(blocks[_TOP:][-_BOTTOM:], lambda block: is_date_line(block.text), "boilerplate")
    return top + blocks[_TOP : len(blocks) - len(bottom)] + bottom
