"""Documents as Markdown: CommonMark with the tables and footnotes that GitHub's and pandoc's know.

Everything that comes from an article, a note or a tag is escaped, so that CommonMark shows it as
the text it is; also what GitHub's and pandoc's Markdown would read into it (links, tables,
strikethrough, formulas).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import chain

from briefing.export.document import (
    BulletList,
    Captioned,
    Code,
    DayBlock,
    Deleted,
    DensityChart,
    Document,
    FigureInText,
    FigureValue,
    Footnote,
    Heading,
    Inline,
    Inlines,
    Inserted,
    Link,
    ListItem,
    Note,
    Paragraph,
    PartLink,
    PlainBlock,
    Quote,
    Reference,
    Remark,
    Shortened,
    Table,
    TableRow,
    Tags,
    Text,
    WorkTitle,
)
from briefing.text.block_bars import sparkline
from briefing.text.clean import clean, clean_line
from briefing.text.quoted_lists import quoted

SILENT = "—"
"""Stands in a cell of a table that says nothing."""

_SPECIAL = re.compile(
    r"[\\`*\[\]<|~]"
    r"|(?<![^\W_])_|_(?![^\W_])"  # inside a word an underscore means nothing
    r"|&(?=#?[0-9A-Za-z]{1,32};)"
    r"|\$(?!\d)"  # a formula ends in a dollar sign with no digit behind it
)
_BLOCK = re.compile(r"[#>=]|[-+](?=[-+:\s]|$)|:(?=-)|\d{1,9}[.)](?=\s|$)")
"""What begins a heading, quote, rule, list or table where it stands first in a line; its last
character is the one to escape."""
_LINK = re.compile(r":(?=//)|(?<!:)/(?=/)|(?i:(?<=www)\.)|(?<=\S)@(?=\S)")
"""What GitHub's Markdown turns into a link without being asked."""


_FENCE = re.compile("`{3,}")
_LANGUAGE = re.compile(r"[A-Za-z0-9+#.-]{1,40}")


def pieces(document: Document) -> Iterator[bytes]:
    """Yield `document` line by line, headed by its title if it has one."""
    between = ""
    for lines in _blocks(document):
        lead = between
        for line in lines:
            yield f"{lead}{line}\n".encode()
            lead, between = "", "\n"


def _blocks(document: Document) -> Iterator[Iterable[str]]:
    """Yield the lines of each block; a blank line belongs between two blocks."""
    yield _heading(Heading(document.title, 1))
    for block in document.blocks:
        if isinstance(block, Captioned):
            yield from map(_lines, block.blocks)
            yield [_below(block)]
            yield from map(_lines, block.notes)
        else:
            yield _lines(block)


def _lines(block: PlainBlock) -> Iterable[str]:
    match block:
        case Quote(text):
            lines = (line.strip() for line in clean(text).split("\n"))
            return (f"> {escaped(line)}" if line else ">" for line in lines)
        case Heading():
            return _heading(block)
        case Paragraph(content):
            return [_inlines(content)]
        case Code(text, language):
            return code_lines(clean(text), language)
        case Note(text):
            return ["Note: " + "\n".join(escaped(line.strip()) for line in clean(text).split("\n"))]
        case Tags(names):
            return ["Tags: " + ", ".join(_escaped_line(quoted(clean_line(name), ",")) for name in names)]
        case Table():
            return _table(block)
        case BulletList(items):
            return map(_item, items)
        case DensityChart(heights, first, last):
            return code_lines(f"{first} {sparkline(heights)} {last}", "")
        case DayBlock(days, label, _, facts, items):
            # What is counted stands in the heading: the sources say nothing of it.
            return chain(_heading(Heading(f"{days}: {label} ({facts})", 3)), [""], map(_item, items))
        case Footnote(number, content):
            # Its last full stop keeps CommonMark from reading it as the target of a link.
            return [f"[^{number}]: {_inlines(content)}."]


def _heading(heading: Heading) -> list[str]:
    text = _escaped_line(heading.text)
    return [f"{'#' * heading.level} {text}"] if text else []


def code_lines(text: str, language: str) -> Iterator[str]:
    """Fenced by more backticks than stand in the text, which is then as it is: nothing in it acts."""
    fence = "`" * max([3, *(len(found) + 1 for found in _FENCE.findall(text))])
    yield fence + (language if _LANGUAGE.fullmatch(language) else "")
    yield from text.split("\n")
    yield fence


def _below(block: Captioned) -> str:
    source = f"— {_inline(block.source)}"
    return f"{_inlines(block.caption)} {source}" if block.caption else source


def _table(table: Table) -> Iterator[str]:
    head = [_inlines(cell) for cell in table.head]
    yield _row(["", *head])
    yield _row(["---"] * (len(head) + 1))
    for row in table.rows:
        yield _row([_label(row), *(" <br> ".join(map(_inlines, cell)) or SILENT for cell in row.cells)])


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _label(row: TableRow) -> str:
    return f"**{_escaped_line(row.label)}**{f' {row.sign}' if row.sign else ''}"


def _item(item: ListItem) -> str:
    label = f"{strong}: " if (strong := _strong(item.label)) else ""
    return f"- {label}{_inlines(item.content)} — {_inline(item.source)}"


# -- inside a line -----------------------------------------------------------------------------------


def _inlines(content: Inlines) -> str:
    return "".join(map(_inline, content))


def _inline(inline: Inline) -> str:
    match inline:
        case Text(text):
            before, after = _blanks(text)
            return f"{before}{_escaped_line(text)}{after}"
        case WorkTitle(text) | Remark(text):
            return f"*{_escaped_line(text)}*"
        case Deleted(text):
            gone = _escaped_line(text)
            return f"~~{gone}~~" if gone else ""
        case Inserted(text):
            return _strong(text)
        case FigureInText(text, normal):
            sign = inline.sign
            return f"{_strong(text)} ({sign} {_escaped_line(normal)})" if sign else _strong(text)
        case FigureValue(text, normal):
            equal = _escaped_line(normal)
            return f"{_strong(text)} = {equal}" if equal else _strong(text)
        case Link(address):
            return _escaped_line(address, links=True)
        case PartLink(text, anchor):
            return f"[{_escaped_line(text)}](#{anchor})"
        case Reference(text, footnote):
            return f"{_escaped_line(text)}[^{footnote}]"
        case Shortened(shown):
            return _inlines(shown)


def _strong(text: str) -> str:
    shown = _escaped_line(text)
    return f"**{shown}**" if shown else ""


def _blanks(text: str) -> tuple[str, str]:
    """A blank for the blank space at each end of a text."""
    if not text.strip():
        return (" " if text else "", "")
    return (" " if text[:1].isspace() else "", " " if text[-1:].isspace() else "")


def _escaped_line(text: str, *, links: bool = False) -> str:
    """Return `text` on one line, escaped; with `links`, addresses may become links by themselves."""
    return escaped(clean_line(text), links=links)


def escaped(line: str, *, links: bool = False) -> str:
    """Escape one line that may stand anywhere, also first in a block."""
    block = _BLOCK.match(line)
    at = block.end() if block else 0
    first = f"{line[: at - 1]}\\{line[at - 1]}" if at else ""
    rest = _SPECIAL.sub(r"\\\g<0>", line[at:])
    if not links:
        rest = _LINK.sub(r"\\\g<0>", rest)
    if rest.endswith("#"):  # it would close a heading
        rest = rest[:-1] + "\\#"
    return first + rest
