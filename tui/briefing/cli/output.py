"""Standard output: results as aligned text, JSON, JSON Lines or CSV.

Owns every byte written there. Text is made of pieces, and each piece is made safe here, so that
no command can send an article's control characters to a terminal. JSON and CSV are UTF-8.
"""

from __future__ import annotations

import json
import os
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import Any, Literal, NamedTuple

from briefing.cli.cells import broken, cell_width, cut, cut_front, pad, shown
from briefing.cli.colour import ColourChoice, Style, colour_wanted, painted
from briefing.cli.diagnostics import OutputError, output_error, say
from briefing.export.safe_values import escape_controls, plain_numbers

Format = Literal["text", "json", "jsonl", "csv"]
FORMATS: tuple[Format, ...] = ("text", "json", "jsonl", "csv")

Record = Mapping[str, Any]

_NOT_TERMINAL_WIDTH = 100
_WORDS = re.compile(r"\S+\s*|\s+")
"""A word with the blanks behind it."""


class Piece(NamedTuple):
    """A stretch of one line in one style. The text is made safe when it is written."""

    text: str
    style: Style = ""


Line = Sequence[Piece]
"""One line of text output."""


class TableColumn(NamedTuple):
    """One column of a table in text output."""

    right: bool = False
    """Numbers stand at the right edge."""
    least: int = 0
    """Cells down to which it may be cut when the table is wider than the terminal; 0 for never."""
    keeps_end: bool = False
    """What is cut loses its beginning: the end of a path tells more."""
    filled: bool = False
    """Filled up to the width of the column where it is the last too, for what is put behind the table."""


class ResultWriter:
    """Where a command's results go, in the form that was asked for."""

    def __init__(self, form: Format | None = None, colour: ColourChoice = "auto") -> None:
        """`form` is by default text on a terminal and JSON anywhere else."""
        terminal = sys.stdout is not None and sys.stdout.isatty()
        self.terminal = terminal
        """Whether a person sees the output as it comes."""
        self.form: Format = form or ("text" if terminal else "json")
        self.colour = colour_wanted(colour, os.environ, terminal=terminal)
        self.width = _width()
        """Cells in a line of text output."""

    # -- results -----------------------------------------------------------------------------

    def records(
        self,
        records: Iterable[Record],
        *,
        text: Callable[[], Iterable[Line]],
        rows: Callable[[Record], Iterable[Record]] | None = None,
        columns: Sequence[str],
        nothing: str = "",
    ) -> None:
        """Write `records` in the form asked for.

        `text` gives the lines of text output. CSV has `columns`, and for each record the rows that
        `rows` makes of it, by default the record itself. Where text has no line, standard error says
        `nothing`, so that a person who waited knows that it is the answer.
        """
        if self.form == "text":
            lines = iter(text())
            first = next(lines, None)
            if first is not None:
                self.lines(chain((first,), lines))
            elif nothing:
                say(nothing)
        elif self.form == "csv":
            self._csv(records if rows is None else (row for r in records for row in rows(r)), columns)
        elif self.form == "jsonl":
            for record in records:
                self.write(self._json(record) + b"\n")
        else:
            self._array(records)

    def record(
        self,
        record: Record,
        *,
        text: Callable[[], Iterable[Line]],
        rows: Callable[[Record], Iterable[Record]] | None = None,
        columns: Sequence[str],
    ) -> None:
        """Write one record; in JSON as an object, not as an array of one."""
        if self.form == "json":
            self.write(self._json(record) + b"\n")
        else:
            self.records([record], text=text, rows=rows, columns=columns)

    def lines(self, lines: Iterable[Line]) -> None:
        """Write lines of text, each piece made safe and, where wanted, coloured."""
        for line in lines:
            safe = [(shown(piece.text), piece.style) for piece in line]
            if self.colour:
                self.text("".join(painted(text, style) for text, style in safe) + "\n")
            else:
                self.text("".join(text for text, _ in safe).rstrip() + "\n")

    def text(self, text: str) -> None:
        """Write text that is safe already, in the encoding of standard output, which never refuses."""
        encoding = getattr(sys.stdout, "encoding", None) or "utf-8"
        self.write(text.encode(encoding, "backslashreplace"))

    def safe_text(self, text: str) -> None:
        """Write text of several lines, made safe for a terminal line by line."""
        self.text("".join(f"{shown(line)}\n" for line in text.removesuffix("\n").split("\n")))

    def write(self, data: bytes) -> None:
        """Write bytes; OutputError or BrokenPipeError when standard output refuses them."""
        if sys.stdout is None:
            raise OutputError("the results cannot be written: standard output is closed")
        try:
            sys.stdout.buffer.write(data)
        except BrokenPipeError:
            raise
        except (OSError, ValueError) as error:
            raise output_error(error) from error

    # -- forms -------------------------------------------------------------------------------

    def _array(self, records: Iterable[Record]) -> None:
        separator = b"[\n"
        for record in records:
            self.write(separator + self._json(record))
            separator = b",\n"
        self.write(b"[]\n" if separator == b"[\n" else b"\n]\n")

    def _json(self, record: Record) -> bytes:
        plain = plain_numbers(record)
        if "utf" not in (getattr(sys.stdout, "encoding", None) or "utf-8").lower():
            return json.dumps(plain, allow_nan=False).encode("ascii")
        text = json.dumps(plain, ensure_ascii=False, allow_nan=False)
        return escape_controls(text).encode("utf-8")

    def _csv(self, rows: Iterable[Record], columns: Sequence[str]) -> None:
        from briefing.export import csv_writer
        from briefing.export.document import Records

        cells = ({column: _encodable(row.get(column)) for column in columns} for row in rows)
        for piece in csv_writer.pieces(Records(tuple(columns), cells)):
            self.write(piece)


def _width() -> int:
    """The width that COLUMNS or the terminal says; shutil knows it too, but is slow to import."""
    given = os.environ.get("COLUMNS", "")
    if given.isascii() and given.isdigit() and int(given[:9]) > 0:
        return int(given[:9])
    try:
        columns = os.get_terminal_size(sys.stdout.fileno()).columns
    except (AttributeError, OSError, ValueError):
        # No terminal, or no standard output at all.
        return _NOT_TERMINAL_WIDTH
    return columns or _NOT_TERMINAL_WIDTH


def _encodable(value: object) -> object:
    """Undecodable bytes of a file's name as `\\udcxx`: it tells more than the symbol of an unknown one."""
    if isinstance(value, str):
        return value.encode("utf-8", "backslashreplace").decode("utf-8")
    if isinstance(value, (list, tuple)):
        return [_encodable(str(item)) for item in value]
    return value


def flow(pieces: Iterable[Piece], width: int, indent: str = "") -> Iterator[Line]:
    """Yield `pieces` as lines of at most `width` cells with `indent`, broken at blanks, and within a word
    that is wider than a line."""
    room = max(width - cell_width(indent), 2)
    line: list[Piece] = []
    used = 0
    for word in _words(pieces):
        if line and used + cell_width("".join(text for text, _ in word).rstrip()) > room:
            yield [Piece(indent), *line]
            line, used = [], 0
        for text, style in word:
            # Blanks at the end of a line may stand beyond its edge: nobody sees them.
            if text.isspace() or used + cell_width(text.rstrip()) <= room:
                line.append(Piece(text, style))
                used += cell_width(text)
                continue
            solid = text.rstrip()
            *full, rest = broken(solid, room, used)
            for part in full:
                yield [Piece(indent), *line, Piece(part, style)]
                line = []
            rest += text[len(solid) :]
            line, used = [Piece(rest, style)], cell_width(rest)
    if line:
        yield [Piece(indent), *line]


def _words(pieces: Iterable[Piece]) -> Iterator[list[Piece]]:
    """Yield each word with the blanks behind it, as the pieces it goes through."""
    word: list[Piece] = []
    for text, style in pieces:
        for part in _WORDS.findall(shown(text)):
            if word and word[-1].text[-1].isspace() and not part.isspace():
                yield word
                word = []
            word.append(Piece(part, style))
    if word:
        yield word


def table(rows: Sequence[Line], columns: Sequence[TableColumn], width: int, gap: int = 2) -> Iterator[Line]:
    """Yield `rows` with their cells aligned; those that may be cut are, to fit into `width`.

    Cells must not be empty lists: a row has one piece for each column.
    """
    texts = [[shown(piece.text) for piece in row] for row in rows]
    widths = [max((cell_width(row[i]) for row in texts), default=0) for i in range(len(columns))]
    widths = _fitted(widths, columns, width - gap * (len(columns) - 1))
    for row, line in zip(rows, texts, strict=True):
        pieces: list[Piece] = []
        for index, column in enumerate(columns):
            text = (cut_front if column.keeps_end else cut)(line[index], widths[index])
            last = index == len(columns) - 1
            if column.right or column.filled or not last:
                text = pad(text, widths[index], right=column.right)
            pieces.append(Piece(text if last else text + " " * gap, row[index].style))
        yield pieces


def _fitted(widths: list[int], columns: Sequence[TableColumn], room: int) -> list[int]:
    """Take what is too wide from the widest of the columns that may be cut."""
    fitted = [
        min(width, max(room, column.least)) if column.least else width
        for width, column in zip(widths, columns, strict=True)
    ]
    while sum(fitted) > room:
        candidates = [i for i, column in enumerate(columns) if column.least and fitted[i] > column.least]
        if not candidates:
            break
        widest = max(candidates, key=lambda i: fitted[i])
        fitted[widest] -= 1
    return fitted
