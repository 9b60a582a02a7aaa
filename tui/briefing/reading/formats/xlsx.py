"""Articles in an Excel workbook (XLSX): one a row of the first sheet that has a column of texts."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice

from briefing.model.article import Article, Failure
from briefing.reading.formats.format_reader import Evidence, FormatReader, ReadContext
from briefing.reading.formats.office_package import (
    OLE,
    main_part,
    parts_by_kind,
    read_relationships,
    refuse_ole,
    sniff_office,
)
from briefing.reading.formats.xml_events import XmlHandler, parse_xml
from briefing.reading.formats.zip_container import ZipContainer
from briefing.reading.table_articles import TableColumns, articles_of_rows, find_columns, refuse_without_text

EXTRACTOR = "xlsx/1"

_MAIN = (
    "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
    "http://purl.oclc.org/ooxml/spreadsheetml/main",
)
_IDS = (
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "http://purl.oclc.org/ooxml/officeDocument/relationships",
)
_PREFIXES = {**dict.fromkeys(_MAIN, ""), **dict.fromkeys(_IDS, "r:")}
_MOST_COLUMNS = 1_000
_HEADER_AMONG = 20
"""Rows from the top among which the names of the columns stand."""
_REFERENCE = re.compile(r"(?P<column>[A-Z]{1,3})(?P<row>[0-9]{1,7})")
_DATE_FORMATS = frozenset((*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)))
"""Forms of numbers that are dates or times, of those that need not be defined."""
_NOT_IN_FORMAT = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]')
_DAY_0, _DAY_0_OF_1904 = dt.date(1899, 12, 30), dt.date(1904, 1, 1)
_LAST_DAY = 2_958_465
"""31 December 9999."""

Row = tuple[int, Sequence[str]]
"""The number of a row in its sheet, from 1, and its cells."""


def sniff(head: bytes) -> Evidence:
    """A zip file with a part in the folder `xl`; an old or encrypted file of Office may be one."""
    return sniff_office(head, "xl")


def read(data: bytes, context: ReadContext) -> Iterator[Article | Failure]:
    """Yield an article for each row; ReadError where no sheet has a column that holds text."""
    if data.startswith(OLE):
        raise refuse_ole(data, ".xlsx")
    header: Sequence[str] = ()
    for rows in read_sheets(ZipContainer(data)):
        found = _find_header(rows)
        if found is not None:
            at, columns = found
            yield from articles_of_rows(columns, rows[at + 1 :], context, extractor=EXTRACTOR)
            return
        header = header or next((cells for _, cells in rows), ())
    raise refuse_without_text(header)


READER = FormatReader(sniff, read)


def _find_header(rows: Sequence[Row]) -> tuple[int, TableColumns] | None:
    """Which row names the columns, and what they hold; None where none of the first ones does."""
    for at, (_, cells) in enumerate(islice(rows, _HEADER_AMONG)):
        if (columns := find_columns(cells)) is not None:
            return at, columns
    return None


def read_sheets(container: ZipContainer) -> Iterator[list[Row]]:
    """Yield the rows of each sheet but for blank ones, in the order of the workbook.

    ReadError where it is none.
    """
    main = main_part(container, "xl", "xl/workbook.xml")
    book = _Workbook()
    parse_xml(container.pieces(main), book, _PREFIXES)
    parts = {one.id: one.target for one in read_relationships(container, main)}
    kinds = parts_by_kind(container, main)
    strings, formats = _SharedStrings(), _CellFormats()
    if part := kinds.get("sharedStrings"):
        parse_xml(container.pieces(part), strings, _PREFIXES)
    if part := kinds.get("styles"):
        parse_xml(container.pieces(part), formats, _PREFIXES)
    for id_of_sheet in book.sheets:
        sheet = _Sheet(
            strings.found,
            formats.are_dates,
            _DAY_0_OF_1904 if book.is_of_1904 else _DAY_0,
        )
        parse_xml(container.pieces(parts.get(id_of_sheet, "")), sheet, _PREFIXES)
        yield sheet.rows


class _Workbook(XmlHandler):
    def __init__(self) -> None:
        self.sheets: list[str] = []
        """Ids of the relationships of its sheets, each once."""
        self.is_of_1904 = False
        """Whether its days are counted from 1904, as on old Macintoshes."""

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == "sheet" and (id_of_sheet := attributes.get("r:id", "")) not in self.sheets:
            self.sheets.append(id_of_sheet)
        elif name == "workbookPr":
            self.is_of_1904 = attributes.get("date1904", "0") in ("1", "true")


class _SharedStrings(XmlHandler):
    """Texts that cells refer to by their numbers."""

    def __init__(self) -> None:
        self.found: list[str] = []
        self._pieces: list[str] = []
        self._is_text = False
        self._reads = 0
        """Guides to reading that are open: they say how the text beside them sounds."""

    def start(self, name: str, attributes: Mapping[str, str]) -> None:  # noqa: ARG002
        self._is_text = name == "t" and not self._reads
        self._reads += name == "rPh"

    def end(self, name: str) -> None:
        self._is_text = False
        self._reads -= name == "rPh"
        if name == "si":
            self.found.append("".join(self._pieces))
            self._pieces = []

    def text(self, text: str) -> None:
        if self._is_text:
            self._pieces.append(text)


class _CellFormats(XmlHandler):
    """Which formats of cells are those of dates."""

    def __init__(self) -> None:
        self.are_dates: list[bool] = []
        self._codes: dict[str, str] = {}
        self._is_in_cells = False

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == "numFmt":
            self._codes[attributes.get("numFmtId", "")] = attributes.get("formatCode", "")
        elif name == "cellXfs":
            self._is_in_cells = True
        elif name == "xf" and self._is_in_cells:
            number = attributes.get("numFmtId", "")
            code = _NOT_IN_FORMAT.sub("", self._codes.get(number, "")).lower()
            is_known = number.isdecimal() and len(number) < 5 and int(number) in _DATE_FORMATS
            self.are_dates.append("y" in code or "d" in code if code else is_known)

    def end(self, name: str) -> None:
        if name == "cellXfs":
            self._is_in_cells = False


class _Sheet(XmlHandler):
    """The rows of a sheet."""

    def __init__(self, strings: Sequence[str], are_dates: Sequence[bool], first_day: dt.date) -> None:
        self.rows: list[Row] = []
        self._strings = strings
        self._are_dates = are_dates
        self._first_day = first_day
        self._number = 0
        self._cells: list[str] = []
        self._column = -1
        self._kind = ""
        self._format = ""
        self._pieces: list[str] = []
        self._is_value = False

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == "row":
            number = attributes.get("r", "")
            self._number = int(number) if number.isdecimal() and len(number) < 8 else self._number + 1
            self._cells, self._column = [], -1
        elif name == "c":
            place = _REFERENCE.fullmatch(attributes.get("r", ""))
            self._column = _column_number(place["column"]) if place else self._column + 1
            self._kind, self._format = attributes.get("t", "n"), attributes.get("s", "")
            self._pieces = []
        elif name in ("v", "t"):
            self._is_value = True

    def text(self, text: str) -> None:
        if self._is_value:
            self._pieces.append(text)

    def end(self, name: str) -> None:
        if name in ("v", "t"):
            self._is_value = False
        elif name == "c" and 0 <= self._column < _MOST_COLUMNS:
            value = self._value("".join(self._pieces))
            self._cells += [""] * (self._column + 1 - len(self._cells))
            self._cells[self._column] = value
        elif name == "row" and any(cell.strip() for cell in self._cells):
            self.rows.append((self._number, self._cells))

    def _value(self, text: str) -> str:
        if self._kind == "s":
            at = int(text) if text.isdecimal() and len(text) < 10 else -1
            return self._strings[at] if 0 <= at < len(self._strings) else ""
        at = int(self._format) if self._format.isdecimal() and len(self._format) < 6 else 0
        if self._kind == "n" and at < len(self._are_dates) and self._are_dates[at]:
            return self._day(text) or text
        return text

    def _day(self, text: str) -> str | None:
        try:
            day = float(text)
        except ValueError:
            return None
        return (self._first_day + dt.timedelta(days=int(day))).isoformat() if 0 < day < _LAST_DAY else None


def _column_number(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1
