"""Synopses as Markdown: a table for each topic, a footnote for each source.

Everything that comes from an article is escaped as in `as_markdown`. What one source alone says
follows as a list, which reads better than a table with empty cells.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from briefing.export.as_markdown import escaped_line, footnote
from briefing.export.citations import credit
from briefing.export.synopsis_cells import ALONE, DIFFERS, numbered_columns, only_passages, pieces, shown
from briefing.model.excerpt import Citation
from briefing.model.synopsis import Cell, Synopsis, SynopsisPassage, SynopsisRow
from briefing.text.clean import clean_line

SILENT = "—"
_Numbers = Mapping[str, tuple[int, Citation]]


def render(synopses: Sequence[Synopsis], title: str) -> bytes:
    """Return `synopses` as UTF-8 Markdown, headed `title` unless that is empty."""
    numbers = numbered_columns(synopses)
    blocks = [f"# {escaped_line(title)}"] if clean_line(title) else []
    for synopsis in synopses:
        blocks += _blocks(synopsis, numbers)
    blocks += [footnote(number, citation) for number, citation in numbers.values()]
    return "".join(f"{block}\n\n" for block in blocks)[:-1].encode("utf-8")


def _blocks(synopsis: Synopsis, numbers: _Numbers) -> list[str]:
    blocks = [f"## {escaped_line(synopsis.title)}"]
    rows, alone = synopsis.rows[: synopsis.shared], synopsis.rows[synopsis.shared :]
    if rows:
        heads = [f"{escaped_line(credit(c))}[^{numbers[c.article][0]}]" for c in synopsis.columns]
        lines = [_line(["", *heads]), _line(["---"] * (len(heads) + 1))]
        lines += [_line([_label(row), *map(_cell, row.cells)]) for row in rows]
        blocks.append("\n".join(lines))
    if alone:
        blocks.append(f"### {ALONE}")
        blocks.append("\n".join(_alone(row, numbers) for row in alone))
    if synopsis.left_out:
        blocks.append(f"{synopsis.left_out:,} less telling passages of this topic are left out.")
    return blocks


def _line(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _label(row: SynopsisRow) -> str:
    return f"**{escaped_line(row.label)}**{f' {DIFFERS}' if row.differs else ''}"


def _cell(cell: Cell) -> str:
    return " <br> ".join(map(_passage, cell)) or SILENT


def _alone(row: SynopsisRow, numbers: _Numbers) -> str:
    said = " ".join(map(_passage, only_passages(row)))
    article = next(only_passages(row)).article
    number, citation = numbers[article]
    return f"- **{escaped_line(row.label)}**: {said} — {escaped_line(credit(citation))}[^{number}]"


def _passage(one: SynopsisPassage) -> str:
    parts: list[str] = []
    for text, figure in pieces(one, shown(one)):
        # A line's worth at a time: the blanks around a figure are kept.
        before, after = _blanks(text)
        words = f"{before}{escaped_line(text)}{after}"
        if figure is not None:
            words = f"**{escaped_line(text)}**"
            if figure.differs:
                words += f" ({DIFFERS} {escaped_line(figure.normal)})"
        parts.append(words)
    same = " *(same text)*" if one.same_as is not None else ""
    return "".join(parts) + same


def _blanks(text: str) -> tuple[str, str]:
    """A blank for the blank space at each end of a text."""
    if not text.strip():
        return (" " if text else "", "")
    return (" " if text[:1].isspace() else "", " " if text[-1:].isspace() else "")
