"""The registry of export formats, and the names of exported files."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import PurePath
from typing import TYPE_CHECKING, ClassVar, Literal, NamedTuple, Protocol, get_args

from briefing.errors import UsageError

if TYPE_CHECKING:
    from briefing.export.document import Document, Records

ProductName = Literal["excerpts", "synopsis", "ledger", "sheet", "timeline", "quotes"]
"""What there is to export: excerpts of marks, figures or topics, the tables of a synopsis, the lines of a
ledger, a briefing sheet, and the rows of a timeline and of quotes."""


class Product(Protocol):
    """Something that can be exported. Each of its methods takes it once."""

    name: ClassVar[ProductName]

    def document(self) -> Document:
        """It as it is read."""
        ...

    def records(self) -> Records:
        """It as data."""
        ...


class ExportFormat(NamedTuple):
    """A format, what it can hold, and where its writer is found.

    The writer is a module of this package, imported when it is needed, with a function
    `pieces(what) -> Iterator[bytes]`. It yields as it takes and holds nothing; where the beginning
    of a file tells of its end (a count, the directory of a zip), all waits in a temporary file.
    """

    name: str
    """As `--to` takes it."""
    writer: str
    takes: Literal["document", "records", "product"]
    """What the writer is given: a `Document` to be read, `Records` for tables and objects, or the
    product itself, where a format is made for one product and says more of it than either."""
    products: tuple[ProductName, ...]
    suffixes: tuple[str, ...]
    """Of its files, with the dot and in lower case, the usual one first."""
    description: str
    """What one gets, in a few words."""
    text: bool = True
    """Whether it is UTF-8 text, which a terminal can show."""


_ALL: tuple[ProductName, ...] = get_args(ProductName)

_ENTRIES = (
    ExportFormat("markdown", "markdown_writer", "document", _ALL, (".md",),
                 "a footnote for each source"),
    ExportFormat("html", "html_writer", "document", _ALL, (".html", ".htm"),
                 "one file, nothing loaded from anywhere"),
    ExportFormat("csv", "csv_writer", "records", _ALL, (".csv",),
                 "a table for spreadsheets and scripts"),
    ExportFormat("jsonl", "jsonl_writer", "records",
                 ("excerpts", "ledger", "sheet", "timeline", "quotes"), (".jsonl",), "an object a line"),
    ExportFormat("webannotation", "webannotation_writer", "product", ("excerpts",), (".jsonld",),
                 "W3C Web Annotation"),
    ExportFormat("icalendar", "icalendar_writer", "product", ("timeline",), (".ics",),
                 "days for a calendar"),
)  # fmt: skip

FORMATS = {entry.name: entry for entry in _ENTRIES}
"""Every format there is, by name. A new one is its writer and its entry above: commands, their help
and the reader's dialog ask this table."""

MAX_NAME = 80
"""Bytes in a suggested file name, suffix included."""
_DEFAULT_NAME = "excerpts"
_LOOKED_AT = 1000
"""Characters of a title that can matter for a name."""
_RESERVED = frozenset(
    ["con", "prn", "aux", "nul", *(f"{port}{number}" for port in ("com", "lpt") for number in range(10))]
)
"""Names of devices on Windows, with any suffix."""
_NOT_IN_NAMES = re.compile(r"[^a-z0-9]+")


def export_format(form: str) -> ExportFormat:
    """Return the format called `form`; UsageError where there is none."""
    try:
        return FORMATS[form]
    except KeyError:
        raise UsageError(f"there is no export format {form}", hint=f"one of {', '.join(FORMATS)}") from None


def formats_for(product: ProductName) -> tuple[ExportFormat, ...]:
    """Return the formats that can hold a product, the usual one first."""
    return tuple(one for one in FORMATS.values() if product in one.products)


def format_of_suffix(name: str) -> ExportFormat | None:
    """Return the format that a file with this name usually has, None where it has no suffix of any."""
    suffix = PurePath(name).suffix.casefold()
    return next((one for one in FORMATS.values() if suffix in one.suffixes), None)


def format_of_file(name: str, product: ProductName) -> ExportFormat | None:
    """Return the format that the suffix of a file's name asks for, None where `product` has none of it."""
    found = format_of_suffix(name)
    return found if found is not None and product in found.products else None


def pieces(form: str, product: Product) -> Iterator[bytes]:
    """Yield `product` in the format called `form`, piece by piece.

    Of what the product yields none is held, but for a table of the articles that are cited. The same
    product gives the same bytes everywhere. UsageError for a format that there is not, or that
    cannot hold the product.
    """
    chosen = export_format(form)
    if product.name not in chosen.products:
        names = ", ".join(one.name for one in formats_for(product.name))
        raise UsageError(f"{form} is no format for {product.name}", hint=f"one of {names}")
    write: Callable[[object], Iterator[bytes]] = import_module(f"briefing.export.{chosen.writer}").pieces
    match chosen.takes:
        case "document":
            return write(product.document())
        case "records":
            return write(product.records())
        case "product":
            return write(product)


def suggest_name(title: str, form: str) -> str:
    """Return a file name for an export: [a-z0-9-] and the suffix, at most 80 bytes, never empty.

    It names no folder and no device on any system. UsageError for an unknown format.
    """
    from briefing.text.tokens import fold

    ending = export_format(form).suffixes[0]
    room = MAX_NAME - len(ending)
    words = _NOT_IN_NAMES.sub("-", fold(title[:_LOOKED_AT])).strip("-")
    if len(words) > room:
        whole = words[: room + 1].rpartition("-")[0]
        words = whole if len(whole) > room // 2 else words[:room].rstrip("-")
    if words in _RESERVED:
        words = f"{_DEFAULT_NAME}-{words}"
    return (words or _DEFAULT_NAME) + ending
