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
from briefing.reading.lines import line_spans, trim

_BULLET = re.compile(
    r"(?P<indent>[ \t\xa0]{0,40})(?:[-*+•·∙▪▸‣◦●○■□➤►✓–]|\(?\d{1,2}[.)])[ \t\xa0]{1,8}(?=\S)"
)
_QUOTED = re.compile(r"[ \t]{0,3}(?:>[ \t]?){1,20}")
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
    text: str
    indent: int
    """Columns of blank space in front, a tab counted as four."""


def plain_blocks(text: str) -> list[Block]:
    """Return the blocks of `text` in reading order; paragraphs and headlines are left undecided."""
    blocks: list[Block] = []
    for group in _groups(text):
        for run in _runs(text, group):
            first = run[0]
            if match := _QUOTED.match(text, first.start, first.end - 1):
                start, end = trim(text, match.end(), first.end)
                blocks.append(Block(start, end, text[start:end], "quote"))
            elif match := _BULLET.match(text, first.start, first.end):
                level = 1 + min(first.indent // 2, _DEEPEST)
                start, end = trim(text, match.end(), run[-1].end)
                blocks.append(Block(start, end, text[start:end], "list item", level))
            else:
                blocks.extend(_paragraphs(text, run))
    return blocks


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


def _groups(text: str) -> Iterator[list[_Line]]:
    """The lines between empty lines."""
    group: list[_Line] = []
    for line_start, line_end in line_spans(text):
        start, end = trim(text, line_start, line_end)
        if start < end:
            indent = len(text[line_start:start].expandtabs(4))
            group.append(_Line(start, end, text[start:end], indent))
        elif group:
            yield group
            group = []
    if group:
        yield group


def _paragraphs(text: str, run: Sequence[_Line]) -> list[Block]:
    """The paragraphs of lines that are neither list nor quotation."""
    for skipped in range(min(len(run) - 1, _MOST_HEADERS + 1)):
        rest = run[skipped:]
        if _is_wrapped(rest):
            heads = [_block(text, line.start, line.end) for line in run[:skipped]]
            return heads + [_block(text, part[0].start, part[-1].end) for part in _indented_parts(rest)]
    return [_block(text, line.start, line.end) for line in run]


def _is_wrapped(lines: Sequence[_Line]) -> bool:
    """Whether line ends in `lines` are where the text met the margin."""
    widths = [line.end - line.start for line in lines[:-1]]
    if not widths or min(widths) < _NARROWEST or max(widths) > _WIDEST or max(widths) - min(widths) > _RAGGED:
        return False
    lower = sum(line.text[0].islower() for line in lines[1:])
    unstopped = sum(line.text[-1] not in _STOPS for line in lines[:-1])
    return lower * 4 >= len(widths) and unstopped * 2 > len(widths)


def _indented_parts(lines: Sequence[_Line]) -> Iterator[list[_Line]]:
    """Paragraphs of wrapped text, told apart by the indent of their first line."""
    margin = min(line.indent for line in lines)
    part: list[_Line] = []
    for line in lines:
        if part and line.indent > margin and part[-1].indent == margin:
            yield part
            part = []
        part.append(line)
    yield part


def _block(text: str, start: int, end: int) -> Block:
    return Block(start, end, text[start:end])
