"""`briefing fetch`: pages of the web, saved whole in a folder."""

from __future__ import annotations

import os
from argparse import Namespace
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from briefing.cli.arguments import CommandParser
from briefing.cli.diagnostics import DONE, UNREADABLE, say
from briefing.cli.output import Line, Piece, ResultWriter
from briefing.cli.progress_line import ProgressLine
from briefing.errors import ReadError, UsageError
from briefing.files.clock import iso
from briefing.files.disk import private_folder
from briefing.text.clean import clean_line

if TYPE_CHECKING:
    from briefing.session.page_saving import SavedPage

COLUMNS = ("requested", "url", "file", "format", "bytes", "fetched", "new")


def configure(parser: CommandParser) -> None:
    parser.word("urls", "URL", "addresses of pages, http: or https:", many=True, required=True)
    parser.option(
        "--to", metavar="FOLDER", help="save the pages here; the folder is made where it is missing"
    )
    parser.results()
    parser.note(
        "Each page is saved as it came, and nothing that it names is loaded. Beside it lies\n"
        "FILE.fetched.json with its address, when it was loaded, and what the server said of it. A file is\n"
        "called by the address; where there is one of that name with other content, the new one stands\n"
        "beside it. The robots.txt of a site is heeded, hosts that are not on the public internet are\n"
        "refused, and no page may have more than 10 MB or take more than 20 s. JSON is an array of\n"
        "{requested, url, file, format, bytes, fetched, new}."
    )


def run(arguments: Namespace) -> int:
    """Save each page and print where."""
    if not arguments.to:
        raise UsageError("fetch needs --to", hint="--to FOLDER says where the pages go")
    out = ResultWriter(arguments.format, arguments.color)
    saved, is_incomplete = save_all(arguments.urls, Path(arguments.to))
    out.records(map(_record, saved), text=lambda: _lines(saved), columns=COLUMNS)
    return UNREADABLE if is_incomplete else DONE


def save_all(urls: Sequence[str], folder: Path, *, private: bool = False) -> tuple[list[SavedPage], bool]:
    """Load pages into `folder`, which is made, and say why one cannot be; whether there was such a one.

    A `private` folder is the owner's alone.
    UsageError where an address is none of the web, or the folder is none; nothing is loaded then.
    """
    from briefing.fetch.web_address import parse_address
    from briefing.model.article import Failure
    from briefing.session.page_saving import fetch_pages

    for url in urls:
        try:
            parse_address(url)
        except ReadError as error:
            raise UsageError(f"{clean_line(url[:200])}: {error.message}") from error
    try:
        if private:
            private_folder(folder)
        else:
            folder.mkdir(parents=True, exist_ok=True)
    except (OSError, ValueError) as error:
        raise UsageError(f"{clean_line(os.fspath(folder))} cannot be a folder to save to") from error
    saved: list[SavedPage] = []
    with ProgressLine() as line:
        addresses = list(dict.fromkeys(urls))
        line.show(f"loading {addresses[0]}")
        for number, found in enumerate(fetch_pages(addresses, folder), 1):
            if isinstance(found, Failure):
                line.clear()
                say(f"{found.path}: {found.reason}")
            else:
                saved.append(found)
            if number < len(addresses):
                line.show(f"loading {addresses[number]}")
    return saved, len(saved) < len(addresses)


def _record(saved: SavedPage) -> dict[str, Any]:
    return {
        "requested": saved.page.requested,
        "url": saved.page.url,
        "file": os.fspath(saved.file),
        "format": saved.format,
        "bytes": len(saved.page.content),
        "fetched": iso(saved.page.fetched),
        "new": saved.is_new,
    }


def _lines(saved: Sequence[SavedPage]) -> Iterator[Line]:
    for one in saved:
        told = "" if one.is_new else "  (as it was)"
        yield [Piece(clean_line(os.fspath(one.file))), Piece(told, "dim")]
