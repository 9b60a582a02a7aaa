"""What commands share that keep things in the user's store, and take them from a file."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from briefing.cli.diagnostics import say
from briefing.errors import ReadError, StoreError


@contextmanager
def saving() -> Iterator[None]:
    """Let a failure to save say just that: what the store keeps in memory ends with the command."""
    try:
        yield
    except StoreError as error:
        raise StoreError(error.message) from error


def items_of(name: str, what: str) -> Sequence[Any]:
    """What stands in a file, or `-`: the items of an array, or the objects of its lines; of `what`, errors
    say."""
    return items_in(text_of(name), name, what)


def items_in(text: str, name: str, what: str) -> Sequence[Any]:
    """The same of the text of a file."""
    try:
        if text.lstrip().startswith("["):
            items: list[Any] = json.loads(text)
            return items
        return [json.loads(line) for line in text.split("\n") if line.strip()]
    except (ValueError, RecursionError) as error:
        raise ReadError(f"{name}: not the JSON of {what}: {error}") from error


def text_of(name: str) -> str:
    """What stands in a file of UTF-8, or `-`; ReadError that names it where it cannot be read."""
    from briefing.reading.input_bytes import read_file, read_stream

    try:
        if name != "-":
            data = read_file(name)
        else:
            data = read_stream(sys.stdin.buffer) if sys.stdin is not None else b""
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ReadError(f"{name}: not UTF-8 text") from error
    except ReadError as error:
        raise ReadError(f"{name}: {error.message}", hint=error.hint) from error


def tell_missing(marks: int) -> None:
    """Say how many marks are of articles that were asked for and are not there, if any are."""
    if marks == 1:
        say("1 mark is of an article that is not here: briefing marks list shows it")
    elif marks:
        say(f"{marks:,} marks are of articles that are not here: briefing marks list shows them")


def import_told(taken: int, items: Sequence[Mapping[str, Any]], what: str) -> str:
    """How many of the items of a file were taken, which all have an id, and why the others were not."""
    different = len({item["id"] for item in items})
    told = f"{taken} of {len(items)} {what} are new or newer than those here"
    return with_reasons(told, twice=len(items) - different, here=different - taken)


def with_reasons(told: str, *, twice: int, here: int, removed: int = 0) -> str:
    """Add why the others were not taken: how many stand in the file again, are here, or were removed here."""
    reasons = [
        f"{number} {verb if number == 1 else verbs} {how}"
        for number, verb, verbs, how in (
            (twice, "stands", "stand", "in the file more than once"),
            (removed, "was", "were", "removed here"),
            (here, "is", "are", "here already"),
        )
        if number
    ]
    return f"{told}: {', '.join(reasons)}" if reasons else told
