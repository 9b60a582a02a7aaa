"""The registry of export formats, and the names of exported files."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from importlib import import_module
from typing import TYPE_CHECKING, NamedTuple

from briefing.errors import UsageError
from briefing.text.tokens import fold

if TYPE_CHECKING:
    from briefing.model.excerpt import Excerpt


class _Writer(NamedTuple):
    module: str
    suffix: str


_WRITERS = {
    "markdown": _Writer("as_markdown", ".md"),
    "html": _Writer("as_html", ".html"),
    "csv": _Writer("as_csv", ".csv"),
    "jsonl": _Writer("as_jsonl", ".jsonl"),
    "webannotation": _Writer("as_webannotation", ".jsonld"),
}

FORMATS: tuple[str, ...] = tuple(_WRITERS)
"""Every format there is."""

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


def render(format: str, excerpts: Sequence[Excerpt], *, title: str = "") -> bytes:  # noqa: A002
    """Return `excerpts` in a format of `FORMATS`, as the bytes of a whole file.

    The same excerpts give the same bytes everywhere. UsageError for a format there is none of.
    """
    return b"".join(pieces(format, excerpts, title=title))


def pieces(format: str, excerpts: Iterable[Excerpt], *, title: str = "") -> Iterator[bytes]:  # noqa: A002
    """Yield the same piece by piece; of excerpts that are no sequence, none is held.

    Where two excerpts of one article know different parts of its citation, a sequence gives each
    the fuller one.
    """
    from briefing.export.citations import Sources

    module = import_module(f"briefing.export.{_writer(format).module}")
    write: Callable[[Iterable[Excerpt], str, Sources], Iterator[str]] = module.pieces
    sources = Sources(excerpts if isinstance(excerpts, Sequence) else ())
    return (piece.encode("utf-8") for piece in write(excerpts, title, sources))


def suffix(format: str) -> str:  # noqa: A002
    """Return the usual suffix of a format's files, with its dot; UsageError for an unknown format."""
    return _writer(format).suffix


def suggest_name(title: str, format: str) -> str:  # noqa: A002
    """Return a file name for an export: [a-z0-9-] and the suffix, at most 80 bytes, never empty.

    It names no folder and no device on any system. UsageError for an unknown format.
    """
    ending = suffix(format)
    room = MAX_NAME - len(ending)
    words = _NOT_IN_NAMES.sub("-", fold(title[:_LOOKED_AT])).strip("-")
    if len(words) > room:
        whole = words[: room + 1].rpartition("-")[0]
        words = whole if len(whole) > room // 2 else words[:room].rstrip("-")
    if words in _RESERVED:
        words = f"{_DEFAULT_NAME}-{words}"
    return (words or _DEFAULT_NAME) + ending


def _writer(name: str) -> _Writer:
    try:
        return _WRITERS[name]
    except KeyError:
        raise UsageError(f"there is no export format {name}", hint=f"one of {', '.join(FORMATS)}") from None
