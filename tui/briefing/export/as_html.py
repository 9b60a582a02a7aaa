"""Excerpts as one HTML file that loads nothing: no script, no image, no remote style or font.

Every text is escaped; a content security policy forbids everything but the style in the file,
which is named by its hash.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable, Iterator, Mapping
from html import escape

from briefing.export.citations import Sources, credit, heading, parts, web_address, where
from briefing.export.layout import is_figure, note, quoted, section, tags
from briefing.model.excerpt import Citation, Excerpt
from briefing.model.mark import MARK_COLOURS
from briefing.text.clean import clean, clean_line

DEFAULT_TITLE = "Excerpts"

STYLE = """
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


def pieces(excerpts: Iterable[Excerpt], title: str, sources: Sources) -> Iterator[str]:
    """Yield `excerpts` as a page headed `title`, with a numbered list of the sources."""
    yield from _lines(page_head(clean_line(title) or DEFAULT_TITLE, STYLE))
    current = ""
    for excerpt in excerpts:
        if section(excerpt) != current:
            current = section(excerpt)
            if current:
                yield f"<h2>{_text(current)}</h2>\n"
        number, citation = sources.meet(excerpt.citation)
        yield from _lines(_excerpt(excerpt, number, credit(citation)))
    yield from _lines([*sources_list(sources.citations), "</body>", "</html>"])


def _lines(lines: Iterable[str]) -> Iterator[str]:
    yield from (f"{line}\n" for line in lines)


def page_head(title: str, style: str) -> list[str]:
    """Return the lines of a page down to its first heading; nothing but `style` may act in it."""
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


def _excerpt(excerpt: Excerpt, number: int, source: str) -> list[str]:
    colour = f' class="{excerpt.colour}"' if excerpt.colour in MARK_COLOURS else ""
    lines = [
        f"<figure{colour}>",
        f"<blockquote>{_text(quoted(excerpt))}</blockquote>",
        "<figcaption>",
        f'<a href="#source-{number}">[{number}]</a> {escape(source)}',
    ]
    if is_figure(excerpt):
        normal = f" = {_text(excerpt.normal)}" if excerpt.normal else ""
        lines.append(
            f'<p><span class="value">{_text(excerpt.text)}</span>{normal} ({_text(excerpt.label)})</p>'
        )
    if note(excerpt):
        lines.append(f"<p>{escape(note(excerpt))}</p>")
    if tags(excerpt):
        shown = "".join(f'<span class="tag">{escape(tag)}</span>' for tag in tags(excerpt))
        lines.append(f"<p>{shown}</p>")
    return [*lines, "</figcaption>", "</figure>"]


def sources_list(citations: Mapping[str, Citation]) -> list[str]:
    """Return the lines of the numbered list of sources, each with an anchor `source-N`."""
    if not citations:
        return []
    lines = ['<section class="sources">', "<h2>Sources</h2>", "<ol>"]
    for number, citation in enumerate(citations.values(), start=1):
        about = escape(", ".join(parts(citation)))
        lines.append(
            f'<li id="source-{number}"><cite>{escape(heading(citation))}</cite>'
            f"{'. ' + about if about else ''}. {_address(citation)}</li>"
        )
    return [*lines, "</ol>", "</section>"]


def _address(citation: Citation) -> str:
    """A link for a web address, which shows where it leads; else the path as text."""
    shown = escape(where(citation))
    if web_address(citation):
        return f'<a href="{shown}" rel="noopener noreferrer">{shown}</a>'
    return shown


def _text(text: str) -> str:
    return escape(clean(text))
