"""Documents that a command writes: to a file that was named, or to standard output."""

from __future__ import annotations

import os
from argparse import Namespace
from codecs import iterdecode
from collections.abc import Iterable, Iterator
from pathlib import Path

from briefing.cli.arguments import CommandParser
from briefing.cli.article_labels import shown_path
from briefing.cli.diagnostics import say
from briefing.cli.output import ResultWriter
from briefing.errors import UsageError
from briefing.export.export_formats import (
    ProductName,
    export_format,
    format_of_file,
    format_of_suffix,
    formats_for,
)

_PRINTED = {"markdown": "text"}
"""What forms of documents are called among those of results that are printed, where that is another name."""
_PIECE = 1 << 16
"""Bytes written at once."""


def add_options(parser: CommandParser) -> None:
    """Add where a document goes: `arguments.output` and `arguments.force`."""
    parser.option("-o", "--output", metavar="FILE", help="write to FILE, whole or not at all")
    parser.option("--force", action="store_true", help="replace FILE when it exists")


def document_form(arguments: Namespace, product: ProductName, option: str = "--to") -> str | None:
    """Return the form of the document that `option` or the name of --output asks for, None where results are
    printed; UsageError where neither says it."""
    named = getattr(arguments, option.removeprefix("--"))
    if named and arguments.format:
        raise UsageError(
            f"{option} and --format do not go together", hint=f"{option} names a document's form"
        )
    if named or arguments.output is None:
        return str(named) if named else None
    form = format_of_file(arguments.output, product)
    if form is None:
        raise UsageError(f"--output needs {option}", hint=f"or a name that ends in {suffixes_note(product)}")
    if arguments.format not in (None, form.name, _PRINTED.get(form.name)):
        file = shown_path(arguments.output)
        say(f"{file} is written as {form.name}: --format {arguments.format} is for what is printed")
    return form.name


def suffixes_note(product: ProductName) -> str:
    """Return the usual suffixes of the forms that can hold `product`, in words."""
    *others, last = (one.suffixes[0] for one in formats_for(product))
    return f"{', '.join(others)} or {last}"


def output_path(arguments: Namespace) -> Path | None:
    """Return the file named, None for standard output; UsageError when it must not be written."""
    if arguments.output is None or arguments.output == "-":
        return None
    if not arguments.output or "\0" in arguments.output:
        raise UsageError("--output needs the name of a file")
    path = Path(arguments.output)
    if os.path.lexists(path) and not arguments.force:
        raise UsageError(f"{arguments.output} exists already", hint="--force replaces it")
    return path


def formats_note(product: ProductName) -> str:
    """Return lines for a command's help: the formats that can hold `product`, and what each gives."""
    return "\n".join(
        f"  {one.name:<14} {one.suffixes[0]:<8} {one.description}" for one in formats_for(product)
    )


def put(
    pieces: Iterable[bytes], form: str, path: Path | None, *, force: bool, called: str | None = None
) -> None:
    """Write a document in the format `form` to `path`, or to standard output, as its pieces come.

    `called` is what the person calls that form, where that is another name. On a terminal it is made safe to
    look at; UsageError for a format that cannot be looked at.
    """
    if path is not None:
        from briefing.files.atomic import atomic_file

        named = format_of_suffix(path.name)
        if named is not None and named.name != form:
            say(f"{shown_path(os.fspath(path))} ends like {named.name}, and is written as {called or form}")
        with atomic_file(path, overwrite=force) as file:
            file.writelines(pieces)
        return
    out = ResultWriter("text", "never")
    if not out.terminal:
        for some in _gathered(pieces):
            out.write(some)
        return
    if not export_format(form).text:
        raise UsageError(f"{form} cannot be shown on a terminal", hint="--output names a file for it")
    for line in _lines(pieces):
        out.safe_text(line)


def _lines(pieces: Iterable[bytes]) -> Iterator[str]:
    """Yield the lines of UTF-8 text, without their ends."""
    rest = ""
    for text in iterdecode(pieces, "utf-8"):
        *lines, rest = (rest + text).split("\n")
        yield from lines
    if rest:
        yield rest


def _gathered(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """Yield the same in larger pieces."""
    held: list[bytes] = []
    size = 0
    for piece in pieces:
        held.append(piece)
        size += len(piece)
        if size >= _PIECE:
            yield b"".join(held)
            held, size = [], 0
    yield b"".join(held)
