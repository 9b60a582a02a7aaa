"""Plain text into blocks: which lines belong together, what is a list, what is a quotation.

Most plain text has a paragraph a line. Text wrapped at a fixed width has its paragraphs between
empty lines or behind indents; its lines are joined only where they look cut: all nearly of one
length, most without a full stop, and some going on in lower case.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from briefing.reading.blocks import Block
from briefing.reading.line_spans import trim

_BULLET = re.compile(
    r"(?P<indent>[ \t\xa0]{0,40})(?:[-*+•·∙▪▸‣◦●○■□➤►✓–]|\(?\d{1,2}[.)])[ \t\xa0]{1,8}(?=\S)"
)
_QUOTED = re.compile(r"[ \t]{0,3}(?:>[ \t]?){1,20}")
_BLANK = re.compile(r"\s+")
_NARROWEST, _WIDEST = 40, 120
"""Characters in a line of text wrapped for a terminal, a mail or a page."""
_RAGGED = 25
"""Characters by which the lines of a wrapped paragraph differ at most."""
_MOST_HEADERS = 3
"""Short lines above a wrapped paragraph, without an empty line between, that are tried as headers."""
_DEEPEST = 5
_STOPS = '.!?…:"”’)'


@dataclass(frozen=True, slots=True)
class _Line:
    """One line without the blank space at its edges."""

    start: int
    end: int
    indent: int
    """Columns of blank space in front, a tab counted as four."""
    opens_lower: bool
    is_stopped: bool

    @property
    def width(self) -> int:
        return self.end - self.start


def plain_blocks(text: str, most_lines: int) -> list[Block]:
    """Return the blocks of `text` in reading order; paragraphs and headlines are left undecided.

    What follows the first `most_lines` lines that are not empty is one block, so that a file of line
    ends does not become millions of passages.
    """
    groups, rest = _groups(text, most_lines)
    margin = max((_margin(run) for group in groups for run in _runs(text, group)), default=0)
    blocks: list[Block] = []
    for group in groups:
        for run in _runs(text, group):
            first = run[0]
            if match := _QUOTED.match(text, first.start, first.end - 1):
                blocks.append(_block(text, *trim(text, match.end(), first.end)).as_("quote"))
            elif match := _BULLET.match(text, first.start, first.end):
                level = 1 + min(first.indent // 2, _DEEPEST)
                blocks.append(_block(text, match.end(), run[-1].end).as_("list item", level))
            else:
                blocks.extend(_paragraphs(text, run, margin))
    start, end = trim(text, rest, len(text))
    if start < end:
        blocks.append(_block(text, start, end))
    return blocks


def _groups(text: str, most_lines: int) -> tuple[list[list[_Line]], int]:
    """The lines between empty lines, and where the first line that was left out begins."""
    groups: list[list[_Line]] = [[]]
    count = position = 0
    while position < len(text) and count < most_lines:
        newline = text.find("\n", position)
        line_end = len(text) if newline < 0 else newline
        start, end = trim(text, position, line_end)
        if start < end:
            indent = len(text[position:start].expandtabs(4))
            groups[-1].append(_Line(start, end, indent, text[start].islower(), text[end - 1] in _STOPS))
            count += 1
        else:
            if groups[-1]:
                groups.append([])
            # Over a desert of empty lines in one step.
            line_end = max(line_end, text.rfind("\n", position, _end_of_blank(text, position)))
        position = line_end + 1
    return [group for group in groups if group], min(position, len(text))


def _end_of_blank(text: str, position: int) -> int:
    match = _BLANK.match(text, position)
    return match.end() if match else position


def _runs(text: str, group: Sequence[_Line]) -> Iterator[list[_Line]]:
    """Cut a group into quoted lines, list items with the lines that go on with them, and the rest."""
    run: list[_Line] = []
    item: _Line | None = None
    for line in group:
        quoted = _QUOTED.match(text, line.start, line.end - 1)
        bullet = _BULLET.match(text, line.start, line.end)
        if quoted or bullet or (item and line.indent <= item.indent):
            if run:
                yield run
            run, item = [], None
        if quoted:
            yield [line]
            continue
        run.append(line)
        item = line if bullet else item
    if run:
        yield run


def _paragraphs(text: str, run: Sequence[_Line], margin: int) -> list[Block]:
    """The paragraphs of lines that are neither list nor quotation.

    `margin` is where the text is known to be wrapped, or 0.
    """
    for skipped in range(min(len(run) - 1, _MOST_HEADERS + 1)):
        parts = list(_indented_parts(run[skipped:]))
        wrapped = [_is_wrapped(part) or _fits(part, margin) for part in parts if len(part) > 1]
        if wrapped and all(wrapped):
            heads = [_block(text, line.start, line.end) for line in run[:skipped]]
            return heads + [_block(text, part[0].start, part[-1].end) for part in parts]
    return [_block(text, line.start, line.end) for line in run]


def _margin(run: Sequence[_Line]) -> int:
    """The longest line of a run that is wrapped beyond doubt; 0 where none is."""
    lines = [part for part in _indented_parts(run) if _is_wrapped(part)]
    return max((line.width for part in lines for line in part), default=0)


def _is_wrapped(lines: Sequence[_Line]) -> bool:
    """Whether line ends in `lines` are where the text met the margin."""
    widths = [line.width for line in lines[:-1]]
    if not widths or min(widths) < _NARROWEST or max(widths) > _WIDEST or max(widths) - min(widths) > _RAGGED:
        return False
    lower = sum(line.opens_lower for line in lines[1:])
    unstopped = sum(not line.is_stopped for line in lines[:-1])
    return lower * 4 >= len(widths) and unstopped * 2 > len(widths)


def _fits(lines: Sequence[_Line], margin: int) -> bool:
    """Whether `lines` fill a margin known from elsewhere, all but the last of them."""
    filled = all(margin - _RAGGED <= line.width <= margin for line in lines[:-1])
    return margin > 0 and filled and lines[-1].width <= margin and not lines[0].is_stopped


def _indented_parts(lines: Sequence[_Line]) -> Iterator[list[_Line]]:
    """Paragraphs of wrapped text, told apart by the indent of their first line."""
    least = min(line.indent for line in lines)
    part: list[_Line] = []
    for line in lines:
        if part and line.indent > least and part[-1].indent == least:
            yield part
            part = []
        part.append(line)
    yield part


def _block(text: str, start: int, end: int) -> Block:
    return Block(start, end, text[start:end])
