"""Plain text into blocks: which lines belong together, what is a list, what is a quotation.

Most plain text has a paragraph a line. Text wrapped at a fixed width has its paragraphs between
empty lines or behind indents; its lines are joined only where they end at the margin.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from briefing.reading.blocks import Block
from briefing.reading.line_spans import trim
from briefing.reading.wrapped_lines import (
    LONGEST_WRAPPED,
    Break,
    Margin,
    TextLine,
    breaks_of,
    find_margin,
    is_full,
    is_one_paragraph,
    paragraphs,
)

_BULLET = re.compile(r"(?:[-*+•·∙▪▸‣◦●○■□➤►✓–]|\(?\d{1,2}[.)])[ \t\xa0]{1,8}(?=\S)")
_MARKS = frozenset("-*+•·∙▪▸‣◦●○■□➤►✓–(0123456789")
"""What the mark of a list item begins with."""
_QUOTED = re.compile(r"[ \t]{0,3}(?:>[ \t]?){1,20}")
_BLANK = re.compile(r"\s+")
_DEEPEST = 5
_AMOUNTS = "0123456789$€£¥"
_STOPS = '.!?…:"”’)'


def plain_blocks(text: str, most_lines: int) -> list[Block]:
    """Return the blocks of `text` in reading order; paragraphs and headlines are left undecided.

    What follows the first `most_lines` lines that are not empty is one block, so that a file of line
    ends does not become millions of passages.
    """
    groups, rest = _groups(text, most_lines)
    margin = find_margin(one for group in groups for one in _breaks(text, group))
    blocks: list[Block] = []
    for group in groups:
        for run in _runs(text, group, margin):
            first = run[0]
            if _depth(text, first):
                lines = [_without_mark(text, line) for line in run]
                parts = paragraphs(lines, find_margin(breaks_of(lines)))
                blocks.extend(_block(text, part[0].start, part[-1].end).as_("quote") for part in parts)
            elif match := _bullet(text, first):
                level = 1 + min(first.indent // 2, _DEEPEST)
                blocks.append(_block(text, match.end(), run[-1].end).as_("list item", level))
            else:
                # A text that is not wrapped may quote one that is; all of it was asked about already.
                is_part = len(groups) > 1 or len(run) < len(group)
                own = find_margin(breaks_of(run)) if margin is None and is_part else margin
                parts = paragraphs(run, own)
                blocks.extend(_block(text, part[0].start, part[-1].end) for part in parts)
    start, end = trim(text, rest, len(text))
    if start < end:
        blocks.append(_block(text, start, end))
    return blocks


def unwrapped_paragraphs(text: str, most_lines: int) -> list[str]:
    """Return the paragraphs of a text in which headers stand between articles, with the marks of its lists.

    Those that were wrapped are as they stand in their lines; what follows the first `most_lines` is one.
    """
    groups, rest = _groups(text, most_lines)
    breaks = [list(_breaks(text, group)) for group in groups]
    # Lines of a header tell of no margin: no sentence goes on in them.
    running = [some for some in breaks if any(one.is_cut for one in some)]
    margin = find_margin(one for some in running for one in some)
    found = [
        text[part[0].start : part[-1].end]
        for group in groups
        for run in _runs(text, group, margin)
        for part in paragraphs(run, margin)
    ]
    return [*found, last] if (last := text[rest:].strip()) else found


def _groups(text: str, most_lines: int) -> tuple[list[list[TextLine]], int]:
    """The lines between empty lines, and where the first line that was left out begins."""
    groups: list[list[TextLine]] = [[]]
    count = position = 0
    while position < len(text) and count < most_lines:
        newline = text.find("\n", position)
        line_end = len(text) if newline < 0 else newline
        start, end = trim(text, position, line_end)
        # An empty line of a quotation is empty.
        if start < end and not (text[start] == ">" and _QUOTED.fullmatch(text, start, end)):
            indent = len(text[position:start].expandtabs(4)) if position < start else 0
            groups[-1].append(_line(text, start, end, indent))
            count += 1
        else:
            if groups[-1]:
                groups.append([])
            if start >= end:
                # Over a desert of empty lines in one step.
                line_end = max(line_end, text.rfind("\n", position, _end_of_blank(text, position)))
        position = line_end + 1
    return [group for group in groups if group], min(position, len(text))


def _line(text: str, start: int, end: int, indent: int) -> TextLine:
    """The line whose text begins at `start`, behind `indent` columns of blank space."""
    column = indent + end - start
    first = text[start]
    blank = text.find(" ", start, end)
    has_columns = column <= LONGEST_WRAPPED and ("   " in text[start:end] or "\t" in text[start:end])
    return TextLine(
        start,
        end,
        indent,
        column,
        (blank if blank >= 0 else end) - start,
        first.islower(),
        first in _AMOUNTS,
        text[end - 1] in _STOPS,
        has_columns,
    )


def _depth(text: str, line: TextLine) -> int:
    """How many marks of quotation a line has."""
    if text[line.start] != ">":
        return 0
    match = _QUOTED.match(text, line.start, line.end - 1)
    return match[0].count(">") if match else 0


def _bullet(text: str, line: TextLine) -> re.Match[str] | None:
    """The mark of a list item that a line begins with."""
    return _BULLET.match(text, line.start, line.end) if text[line.start] in _MARKS else None


def _without_mark(text: str, line: TextLine) -> TextLine:
    """A quoted line from behind its marks on."""
    match = _QUOTED.match(text, line.start, line.end - 1)
    start, end = trim(text, match.end() if match else line.start, line.end)
    # The marks are columns like any other.
    return _line(text, start, end, line.indent + start - line.start)


def _breaks(text: str, group: Sequence[TextLine]) -> Iterator[Break]:
    """The line ends of a group that may lie inside a paragraph."""
    for one in breaks_of(group):
        if not (_depth(text, one.before) or _depth(text, one.after) or _bullet(text, one.after)):
            yield one


def _end_of_blank(text: str, position: int) -> int:
    match = _BLANK.match(text, position)
    return match.end() if match else position


def _runs(text: str, group: Sequence[TextLine], margin: Margin | None) -> Iterator[list[TextLine]]:
    """Cut a group into quoted lines, list items with the lines that go on with them, and the rest."""
    run: list[TextLine] = []
    item: TextLine | None = None
    depth = 0
    for line in group:
        quoted = _depth(text, line)
        bullet = None if quoted else _bullet(text, line)
        above = Break(run[-1], line) if run and not depth and margin else None
        if bullet and not item and above and margin and is_full(above, margin):
            bullet = None  # a dash or a number inside a sentence
        flush = item and line.indent <= item.indent
        goes_on = above and margin and is_one_paragraph(above, margin)
        if quoted != depth or bullet or (flush and not goes_on):
            if run:
                yield run
            run, item = [], None
        run.append(line)
        item, depth = line if bullet else item, quoted
    if run:
        yield run


def _block(text: str, start: int, end: int) -> Block:
    return Block(start, end, text[start:end])
