"""Documents as one HTML file that loads nothing: no script, no image, no remote style or font.

Every text is escaped; a content security policy forbids everything but the style in the file,
which is named by its hash.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable, Iterator, Mapping
from html import escape
from typing import assert_never

from briefing.export.document import (
    BarPart,
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
    Layout,
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
from briefing.model.mark import MARK_COLOURS
from briefing.text.clean import clean, clean_line

PROSE_STYLE = """
:root { color-scheme: light dark; --ink: #1b1b1b; --paper: #fdfdfb; --dim: #5f5f5f; --line: #d8d8d2;
  --yellow: #b58900; --green: #2f8132; --blue: #1f6fb2; --pink: #c2377a; --orange: #c4560c; }
@media (prefers-color-scheme: dark) {
  :root { --ink: #e6e6e2; --paper: #16181a; --dim: #a2a29c; --line: #3a3d40;
    --yellow: #e0b93c; --green: #7cc47f; --blue: #7ab8ea; --pink: #ee8fbb; --orange: #f0a060; } }
body { max-width: 44rem; margin: 2rem auto; padding: 0 1rem; color: var(--ink); background: var(--paper);
  font: 1.05rem/1.55 Georgia, "Times New Roman", serif; overflow-wrap: break-word; }
h1 { font-size: 1.6rem; line-height: 1.25; }
h2 { font-size: 1.2rem; }
figure { margin: 1.8rem 0; }
blockquote { margin: 0; padding-left: 1rem; border-left: 0.25rem solid var(--line); white-space: pre-line; }
figcaption, .sources { font-family: system-ui, sans-serif; font-size: 0.9rem; color: var(--dim); }
figcaption { padding-left: 1.25rem; }
figcaption p { margin: 0.3rem 0 0; white-space: pre-line; }
.value { color: var(--ink); font-weight: bold; }
.tag { border: 1px solid var(--line); border-radius: 0.6rem; padding: 0 0.5rem; margin-right: 0.3rem; }
.yellow blockquote { border-color: var(--yellow); } .green blockquote { border-color: var(--green); }
.blue blockquote { border-color: var(--blue); } .pink blockquote { border-color: var(--pink); }
.orange blockquote { border-color: var(--orange); }
a { color: inherit; }
"""
"""Of a document that is read down the page."""

LISTS_STYLE = f"""{PROSE_STYLE}h2 {{ margin-top: 2.2rem; }}
h3 {{ font-size: 1rem; margin: 1.4rem 0 0.3rem; }}
ul {{ margin: 0.3rem 0; padding-left: 1.2rem; }}
li {{ margin: 0.3rem 0; }}
.figure {{ font-weight: bold; }}
.same {{ font-family: system-ui, sans-serif; font-size: 0.9rem; color: var(--dim); }}
@media print {{ body {{ max-width: none; margin: 0; font-size: 10pt; }} h2, h3 {{ break-after: avoid; }}
  li {{ break-inside: avoid; }} }}
"""
"""Of a document of lists under headings."""

TABLES_STYLE = """
:root { color-scheme: light dark; --ink: #1b1b1b; --paper: #fdfdfb; --dim: #5f5f5f; --line: #d8d8d2;
  --shade: #f1f1ec; --figure: #1f5c99; --differs: #a3330a; }
@media (prefers-color-scheme: dark) {
  :root { --ink: #e6e6e2; --paper: #16181a; --dim: #a2a29c; --line: #3a3d40;
    --shade: #1e2124; --figure: #8cc2f0; --differs: #ffa27a; } }
body { margin: 2rem; color: var(--ink); background: var(--paper);
  font: 0.95rem/1.45 Georgia, "Times New Roman", serif; overflow-wrap: break-word; }
h1 { font-size: 1.6rem; } h2 { font-size: 1.25rem; margin-top: 2.2rem; } h3 { font-size: 1rem; }
table { border-collapse: collapse; width: 100%; table-layout: fixed; }
th, td { border: 1px solid var(--line); padding: 0.45rem 0.6rem; text-align: left; vertical-align: top; }
thead th { position: sticky; top: 0; background: var(--shade); }
tbody th { width: 12rem; background: var(--shade); }
thead th:first-child { width: 12rem; }
th, .sources, summary, .same { font-family: system-ui, sans-serif; font-size: 0.85rem; }
td p { margin: 0 0 0.5rem; white-space: pre-line; } td p:last-child { margin: 0; }
td.silent { background: repeating-linear-gradient(135deg, transparent 0 6px, var(--shade) 6px 12px); }
.figure { color: var(--figure); font-weight: bold; }
.differs { color: var(--differs); font-weight: bold; }
.normal, .same, summary, .sources { color: var(--dim); }
a { color: inherit; }
"""
"""Of a document whose tables want the whole width."""

DAYS_STYLE = f"""{LISTS_STYLE}.density {{ margin: 1.5rem 0; }}
.density svg, .day svg {{ display: block; width: 100%; fill: var(--blue); }}
.density svg {{ height: 3rem; }}
.density figcaption {{ display: flex; justify-content: space-between; padding: 0.2rem 0 0;
  border-top: 1px solid var(--line); }}
.day {{ position: relative; margin-left: 0.4rem; padding: 0 0 1.2rem 1.4rem;
  border-left: 2px solid var(--line); }}
.day::before {{ content: ""; position: absolute; left: calc(-0.35rem - 1px); top: 0.4rem; width: 0.7rem;
  height: 0.7rem; border-radius: 50%; background: var(--blue); }}
.day svg {{ height: 0.4rem; margin: 0.2rem 0; }}
.hue-1 {{ fill: var(--orange); }} .hue-2 {{ fill: var(--green); }} .hue-3 {{ fill: var(--pink); }}
.hue-4 {{ fill: var(--yellow); }}
.day h3 {{ margin: 0; }}
.day h3 time {{ font-family: system-ui, sans-serif; color: var(--dim); margin-right: 0.6rem; }}
.day summary {{ font-family: system-ui, sans-serif; font-size: 0.9rem; color: var(--dim); }}
"""
"""Of a timeline: a line down the page, on it a dot for each day."""

_STYLES: Mapping[Layout, str] = {
    "prose": PROSE_STYLE,
    "lists": LISTS_STYLE,
    "tables": TABLES_STYLE,
    "days": DAYS_STYLE,
}


def pieces(document: Document) -> Iterator[bytes]:
    """Yield `document` line by line; a page needs a title, so its kind stands in for one."""
    title = clean_line(document.title) or document.kind
    yield _joined(_page_head(title, _STYLES[document.layout]))
    ending: list[str] = []
    for block in document.blocks:
        if isinstance(block, Captioned):
            yield _joined(_captioned(block))
            continue
        if isinstance(block, Footnote) and not ending:
            yield _joined(['<section class="sources">', "<h2>Sources</h2>", "<ol>"])
            ending = ["</ol>", "</section>"]
        for line in _lines(block):
            yield f"{line}\n".encode()
    yield _joined([*ending, "</body>", "</html>"])


def _joined(lines: Iterable[str]) -> bytes:
    return "".join([f"{line}\n" for line in lines]).encode()


def _page_head(title: str, style: str) -> list[str]:
    """The lines of a page down to its first heading; nothing but `style` may act in it."""
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode("ascii")
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    return [
        "<!DOCTYPE html>",
        '<html lang="en">',
        "<head>",
        '<meta charset="utf-8">',
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        '<meta name="referrer" content="no-referrer">',
        f"<title>{escape(title)}</title>",
        f"<style>{style}</style>",
        "</head>",
        "<body>",
        f"<h1>{escape(title)}</h1>",
    ]


def _lines(block: PlainBlock) -> Iterator[str]:
    match block:
        case Quote(text):
            yield f"<blockquote>{_text(text)}</blockquote>"
        case Heading(text, level, anchor):
            called = f' id="{escape(anchor)}"' if anchor else ""
            yield f"<h{level}{called}>{escape(clean_line(text))}</h{level}>"
        case Paragraph(content):
            yield f"<p>{_inlines(content)}</p>"
        case Code(text):
            yield f"<pre><code>{_text(text)}</code></pre>"
        case Note(text):
            yield f"<p>{_text(text)}</p>"
        case Tags(names):
            shown = "".join(f'<span class="tag">{_text(name)}</span>' for name in names)
            yield f"<p>{shown}</p>"
        case Table():
            yield from _table(block)
        case BulletList(items):
            yield "<ul>"
            yield from map(_item, items)
            yield "</ul>"
        case DensityChart():
            yield from _density(block)
        case DayBlock():
            yield from _day_section(block)
        case Footnote(number, content):
            yield f'<li id="source-{number}">{_inlines(content)}</li>'
        case _:
            assert_never(block)


def _captioned(block: Captioned) -> Iterator[str]:
    yield f'<figure class="{block.colour}">' if block.colour in MARK_COLOURS else "<figure>"
    for shown in block.blocks:
        yield from _lines(shown)
    yield "<figcaption>"
    yield f"{_number(block.source)} {_text(block.source.text)}"
    if block.caption:
        yield f"<p>{_inlines(block.caption)}</p>"
    for note in block.notes:
        yield from _lines(note)
    yield "</figcaption>"
    yield "</figure>"


def _table(table: Table) -> Iterator[str]:
    heads = "".join(f'<th scope="col">{_inlines(head)}</th>' for head in table.head)
    yield from ("<table>", f"<thead><tr><td></td>{heads}</tr></thead>", "<tbody>")
    yield from map(_row, table.rows)
    yield from ("</tbody>", "</table>")


def _row(row: TableRow) -> str:
    sign = f' <span class="differs">{row.sign}</span>' if row.sign else ""
    label = f'<th scope="row">{escape(clean_line(row.label))}{sign}</th>'
    return f"<tr>{label}{''.join(map(_cell, row.cells))}</tr>"


def _cell(cell: tuple[Inlines, ...]) -> str:
    if not cell:
        return '<td class="silent"></td>'
    return f"<td>{''.join(f'<p>{_inlines(paragraph)}</p>' for paragraph in cell)}</td>"


def _density(chart: DensityChart) -> Iterator[str]:
    """A bar for each stretch, drawn in the page itself."""
    most = max(chart.heights, default=0) or 1
    bars = "".join(
        f'<rect x="{at}" y="{100 - height}" width="0.8" height="{height}"/>'
        for at, height in enumerate(round(100 * one / most) for one in chart.heights)
        if height
    )
    yield '<figure class="density">'
    box = f'viewBox="0 0 {len(chart.heights)} 100" preserveAspectRatio="none"'
    yield f'<svg {box} role="img" aria-label="how much is told over time">{bars}</svg>'
    first, last = escape(clean_line(chart.first)), escape(clean_line(chart.last))
    yield f"<figcaption><span>{first}</span><span>{last}</span></figcaption>"
    yield "</figure>"


def _day_section(day: DayBlock) -> Iterator[str]:
    """A dot on the line, a bar in the colours of its sources, and what is said, folded."""
    yield '<section class="day">'
    yield f"<h3><time>{escape(clean_line(day.days))}</time>{escape(clean_line(day.label))}</h3>"
    yield f'<svg viewBox="0 0 1000 1" preserveAspectRatio="none" aria-hidden="true">{_bar(day.bar)}</svg>'
    yield f"<details><summary>{escape(clean_line(day.facts))}</summary>"
    yield "<ul>"
    yield from map(_item, day.items)
    yield "</ul>"
    yield "</details>"
    yield "</section>"


def _bar(parts: Iterable[BarPart]) -> str:
    """Parts side by side, of 1000 in all; a source has the same colour in every bar."""
    drawn, at = [], 0
    for part in parts:
        width = max(round(1000 * part.share), 1)
        hue = (part.footnote - 1) % _HUES
        drawn.append(f'<rect class="hue-{hue}" x="{at}" width="{width}" height="1"/>')
        at += width
    return "".join(drawn)


_HUES = 5


def _item(item: ListItem) -> str:
    text, source = escape(clean_line(item.label)), _inline(item.source)
    label = f"<b>{text}</b>: " if text else ""
    return f"<li>{label}{_inlines(item.content)} <span class='same'>{source}</span></li>"


# -- inside a line -----------------------------------------------------------------------------------


def _inlines(content: Inlines) -> str:
    return "".join(map(_inline, content))


def _inline(inline: Inline) -> str:
    match inline:
        case Text(text):
            return _text(text)
        case WorkTitle(text):
            return f"<cite>{_text(text)}</cite>"
        case Remark(text):
            return f"<span class='same'>{_text(text)}</span>"
        case Deleted(text):
            return f"<del>{_text(text)}</del>"
        case Inserted(text):
            return f"<ins>{_text(text)}</ins>"
        case FigureInText(text, normal, differs):
            style = "differs" if differs else "figure"
            other = f' <span class="normal">({inline.sign} {_text(normal)})</span>' if inline.sign else ""
            return f'<span class="{style}">{_text(text)}</span>{other}'
        case FigureValue(text, normal):
            value = f'<span class="value">{_text(text)}</span>'
            return f"{value} = {_text(normal)}" if normal else value
        case Link(address, web):
            shown = _text(address)
            return f'<a href="{shown}" rel="noopener noreferrer">{shown}</a>' if web else shown
        case PartLink(text, anchor):
            return f'<a href="#{escape(anchor)}">{_text(text)}</a>'
        case Reference(text):
            return f"{_text(text)} {_number(inline)}"
        case Shortened(shown, whole):
            # Where the rest can be seen without leaving the page; no script is needed to open it.
            rest = f"<details><summary>whole passage</summary>{_inlines(whole)}</details>"
            return f"{_inlines(shown)}{rest}"


def _number(reference: Reference) -> str:
    return f'<a href="#source-{reference.footnote}">[{reference.footnote}]</a>'


def _text(text: str) -> str:
    return escape(clean(text))
