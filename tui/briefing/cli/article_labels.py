"""How text output names articles: by letter, source, date and title, as the reader does.

A letter is short enough to stand in every line, and `--passage` takes it; who reads the line needs the
rest once. Paths are for the commands that lead to files.
"""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from briefing.cli.cells import cell_width, cut, cut_front, shown
from briefing.cli.output import Line, Piece, TableColumn, flow, table
from briefing.folders import seeds_dir
from briefing.model.article_names import letter, short_name

if TYPE_CHECKING:
    from briefing.model.head import ArticleHead
    from briefing.session import Session

_MOST_EXPLAINED = 52
"""Letters that are explained at the end; more are easier looked up in `briefing list`."""
_HEADING_LINES = 3
"""About so many lines has a title above what is listed of an article."""


class ArticleLabels:
    """Letters and descriptions of the articles of a session; each is looked up when it is first named."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._letters: dict[str, str] = {}
        self._heads: dict[str, ArticleHead | None] = {}

    def letter(self, name: str) -> str:
        """The letter of an article; its path where it is none of these."""
        if name not in self._letters:
            place = self._session.places([name]).get(name)
            self._letters[name] = shown_path(name) if place is None else letter(place)
        return self._letters[name]

    def place(self, name: str, passage: int) -> str:
        """`B:12`, a passage as `--passage` takes it."""
        return f"{self.letter(name)}:{passage}"

    def short_name(self, name: str) -> str:
        """The source, or the beginning of the title; the path where the article is none of these."""
        head = self._head(name)
        return shown_path(name) if head is None else short_name(head)

    def about(self, name: str) -> tuple[Piece, Piece, Piece]:
        """Source, date and title; a dash for what is not known, the path for an article that is none of
        these."""
        head = self._head(name)
        if head is None:
            return Piece("-", "dim"), Piece("-", "dim"), Piece(shown_path(name))
        return (
            Piece(head.source or "-", "label" if head.source else "dim"),
            Piece(head.published or "-", "" if head.published else "dim"),
            Piece(head.title, "bold" if head.has_title else ""),
        )

    def explained(self, names: Iterable[str], width: int) -> Iterator[Line]:
        """A line for each article with its letter, behind an empty one; for very many, where to look."""
        told = sorted(dict.fromkeys(names), key=self._order)
        if not told:
            return
        yield []
        if len(told) > _MOST_EXPLAINED:
            yield [Piece("`briefing list` tells which article each letter is", "dim")]
            return
        rows = [[Piece(self.letter(name), "label"), *self.about(name)] for name in told]
        columns = (TableColumn(), TableColumn(least=10), TableColumn(), TableColumn(least=16))
        yield from table(rows, columns, width)

    def placed(self, name: str, passage: int, width: int, before: Line = ()) -> Line:
        """Where a passage stands, on one line of at most `width` cells behind `before`: `B:12  Gazette ·
        2026-03-09 · A dam fails`."""
        place = Piece(self.place(name, passage), "label")
        facts = [piece.text for piece in self.about(name) if piece.text != "-"]
        used = sum(cell_width(shown(piece.text)) for piece in (*before, place)) + 2
        return [*before, place, Piece("  " + cut(shown(" · ".join(facts)), max(width - used, 0)), "dim")]

    def heading(self, name: str, width: int) -> Iterator[Line]:
        """Letter, title, source, date and path of an article, a title of many lines cut; what is not known
        is left out."""
        source, date, title = self.about(name)
        facts = [piece.text for piece in (source, date) if piece.text != "-"]
        *lines, last = flow(
            [
                Piece(f"{self.letter(name)}  ", "label"),
                Piece(cut(shown(title.text), width * _HEADING_LINES), title.style),
            ],
            width,
        )
        yield from lines
        used, between = sum(cell_width(piece.text) for piece in last), "  "
        # Each stays in one piece, on a line of its own where it needs one.
        for fact in (*(cut(shown(fact), width) for fact in facts), cut_front(shown(shown_path(name)), width)):
            if used + cell_width(between) + cell_width(fact) <= width:
                last = [*last, Piece(f"{between}{fact}", "dim")]
                used += cell_width(between) + cell_width(fact)
            else:
                yield last
                last, used = [Piece(fact, "dim")], cell_width(fact)
            between = " · "
        yield last

    def _head(self, name: str) -> ArticleHead | None:
        if name not in self._heads:
            self._heads[name] = self._session.heads_called([name]).get(name)
        return self._heads[name]

    def _order(self, name: str) -> tuple[int, str]:
        found = self.letter(name)
        return len(found), found


def shown_path(name: str) -> str:
    """The path of an article as a person would give it: from the folder one stands in where that is
    shorter, and the name alone of an article that comes with the program."""
    path = Path(name)
    if not path.is_absolute():
        return told_apart(name)
    bundled = seeds_dir()
    if bundled in path.parents:
        return str(path.relative_to(bundled))
    try:
        relative = os.path.relpath(name)
    except (OSError, ValueError):
        # The folder one stands in is gone, or is on another drive.
        return told_apart(name)
    return told_apart(min(relative, name, key=len))


def told_apart(path: str) -> str:
    """The path, spelled out where another file has a name that looks the same.

    A file system may hold an accented letter both as one character and as a letter with an accent behind it;
    shown, the two are one.
    """
    composed = unicodedata.normalize("NFC", path)
    if composed == path:
        return path
    try:
        if not os.path.lexists(composed) or Path(composed).samefile(path):
            return path
    except (OSError, ValueError):
        return path
    return "".join(f"\\u{ord(one):04x}" if unicodedata.combining(one) else one for one in path)
