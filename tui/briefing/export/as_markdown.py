"""Excerpts as Markdown: a block quote each, and a footnote for each source.

Everything that comes from an article, a note or a tag is escaped, so that CommonMark shows it as
the text it is; also what GitHub's and pandoc's Markdown would read into it (links, tables,
strikethrough, formulas).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from briefing.export.citations import Sources, credit, heading, parts, where
from briefing.export.layout import is_figure, note, quoted, section, tags
from briefing.model.excerpt import Citation, Excerpt
from briefing.text.clean import clean, clean_line

_SPECIAL = re.compile(
    r"[\\`*\[\]<|~]"
    r"|(?<![^\W_])_|_(?![^\W_])"  # inside a word an underscore means nothing
    r"|&(?=#?[0-9A-Za-z]{1,32};)"
    r"|\$(?!\d)"  # a formula ends in a dollar sign with no digit behind it
)
_BLOCK = re.compile(r"[#>=]|[-+](?=[-+\s]|$)|:(?=-)|\d{1,9}[.)](?=\s|$)")
"""What begins a heading, quote, rule, list or table where it stands first in a line; its last
character is the one to escape."""
_LINK = re.compile(r":(?=//)|(?<!:)/(?=/)|(?i:(?<=www)\.)|(?<=\S)@(?=\S)")
"""What GitHub's Markdown turns into a link without being asked."""


def pieces(excerpts: Iterable[Excerpt], title: str, sources: Sources) -> Iterator[str]:
    """Yield `excerpts` as Markdown, headed `title` unless that is empty."""
    joint = ""
    for block in _blocks(excerpts, title, sources):
        yield f"{joint}{block}\n"
        joint = "\n"


def _blocks(excerpts: Iterable[Excerpt], title: str, sources: Sources) -> Iterator[str]:
    if clean_line(title):
        yield f"# {escaped_line(title)}"
    current = ""
    for excerpt in excerpts:
        if section(excerpt) != current:
            current = section(excerpt)
            if escaped_line(current):
                yield f"## {escaped_line(current)}"
        number, citation = sources.meet(excerpt.citation)
        yield from _excerpt(excerpt, number, credit(citation))
    for number, citation in enumerate(sources.citations.values(), start=1):
        yield footnote(number, citation)


def escaped_line(text: str, *, links: bool = False) -> str:
    """Return `text` on one line, escaped; with `links`, addresses may become links by themselves."""
    return _escaped(clean_line(text), links=links)


def _escaped(line: str, *, links: bool = False) -> str:
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


def _excerpt(excerpt: Excerpt, number: int, source: str) -> list[str]:
    blocks = [_quote(quoted(excerpt))]
    reference = f"— {escaped_line(source)}[^{number}]"
    blocks.append(f"{_figure(excerpt)} {reference}" if is_figure(excerpt) else reference)
    if note(excerpt):
        lines = (_escaped(line.strip()) for line in note(excerpt).split("\n"))
        blocks.append("Note: " + "\n".join(lines))
    if tags(excerpt):
        blocks.append("Tags: " + ", ".join(_escaped(tag) for tag in tags(excerpt)))
    return blocks


def _quote(text: str) -> str:
    lines = (line.strip() for line in clean(text).split("\n"))
    return "\n".join(f"> {_escaped(line)}" if line else ">" for line in lines)


def _figure(excerpt: Excerpt) -> str:
    text, normal = escaped_line(excerpt.text), escaped_line(excerpt.normal)
    shown = f"**{text}**" if text else ""
    if normal:
        shown += f" = {normal}"
    label = escaped_line(excerpt.label)
    return f"{shown} ({label})" if label else shown


def footnote(number: int, citation: Citation) -> str:
    """Return one footnote. Its last full stop keeps CommonMark from reading it as the target of a link."""
    about = ", ".join(escaped_line(part) for part in parts(citation))
    address = escaped_line(where(citation), links=True)
    return f"[^{number}]: *{escaped_line(heading(citation))}*. {about}{'. ' if about else ''}{address}."
