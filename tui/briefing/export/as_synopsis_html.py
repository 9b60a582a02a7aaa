"""Synopses as one HTML file that loads nothing: a table for each topic, a list of the sources.

Built like `as_html`: every text is escaped, and a content security policy forbids everything but
the style in the file.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape

from briefing.export.as_html import page_head, sources_list
from briefing.export.citations import credit
from briefing.export.synopsis_cells import ALONE, DIFFERS, numbered_columns, only_passages, pieces, shown
from briefing.model.article import Span
from briefing.model.excerpt import Citation
from briefing.model.synopsis import Cell, Synopsis, SynopsisPassage, SynopsisRow
from briefing.text.clean import clean, clean_line

DEFAULT_TITLE = "Synopsis"
STYLE = """
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
_Numbers = Mapping[str, tuple[int, Citation]]


def render(synopses: Sequence[Synopsis], title: str) -> bytes:
    """Return `synopses` as a UTF-8 page headed `title`."""
    numbers = numbered_columns(synopses)
    lines = page_head(clean_line(title) or DEFAULT_TITLE, STYLE)
    for synopsis in synopses:
        lines += _table(synopsis, numbers)
    lines += sources_list({name: citation for name, (_, citation) in numbers.items()})
    return "\n".join([*lines, "</body>", "</html>", ""]).encode("utf-8")


def _table(synopsis: Synopsis, numbers: _Numbers) -> list[str]:
    lines = [f"<h2>{escape(clean_line(synopsis.title))}</h2>"]
    rows, alone = synopsis.rows[: synopsis.shared], synopsis.rows[synopsis.shared :]
    if rows:
        heads = "".join(f'<th scope="col">{_source(c.article, numbers)}</th>' for c in synopsis.columns)
        lines += ["<table>", f"<thead><tr><td></td>{heads}</tr></thead>", "<tbody>"]
        lines += [_row(row) for row in rows]
        lines += ["</tbody>", "</table>"]
    if alone:
        lines += [f"<h3>{ALONE}</h3>", "<ul>"]
        lines += [_alone(row, numbers) for row in alone]
        lines.append("</ul>")
    if synopsis.left_out:
        lines.append(f"<p>{synopsis.left_out:,} less telling passages of this topic are left out.</p>")
    return lines


def _source(article: str, numbers: _Numbers) -> str:
    number, citation = numbers[article]
    return f'{escape(credit(citation))} <a href="#source-{number}">[{number}]</a>'


def _row(row: SynopsisRow) -> str:
    sign = f' <span class="differs">{DIFFERS}</span>' if row.differs else ""
    label = f'<th scope="row">{escape(clean_line(row.label))}{sign}</th>'
    return f"<tr>{label}{''.join(map(_cell, row.cells))}</tr>"


def _cell(cell: Cell) -> str:
    if not cell:
        return '<td class="silent"></td>'
    return f"<td>{''.join(f'<p>{_passage(one)}</p>' for one in cell)}</td>"


def _alone(row: SynopsisRow, numbers: _Numbers) -> str:
    said = " ".join(map(_passage, only_passages(row)))
    source = _source(next(only_passages(row)).article, numbers)
    return f"<li><b>{escape(clean_line(row.label))}</b>: {said} <span class='same'>{source}</span></li>"


def _passage(one: SynopsisPassage) -> str:
    span = shown(one)
    text = _marked(one, span)
    if span != Span(one.start, one.end):
        # Where the rest can be seen without leaving the page; no script is needed to open it.
        whole = _marked(one, Span(one.start, one.end))
        text += f"<details><summary>whole passage</summary>{whole}</details>"
    return text + (" <span class='same'>(same text)</span>" if one.same_as is not None else "")


def _marked(one: SynopsisPassage, span: Span) -> str:
    parts: list[str] = []
    for text, figure in pieces(one, span):
        shown_text = escape(clean(text))
        if figure is None:
            parts.append(shown_text)
        elif figure.differs:
            normal = escape(clean_line(figure.normal))
            parts.append(
                f'<span class="differs">{shown_text}</span> <span class="normal">({DIFFERS} {normal})</span>'
            )
        else:
            parts.append(f'<span class="figure">{shown_text}</span>')
    return "".join(parts)
