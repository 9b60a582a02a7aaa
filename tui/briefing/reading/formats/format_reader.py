"""What the module of a format gives, and what it is given."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from enum import IntEnum
from typing import TYPE_CHECKING

from briefing.settings import ReadLimits, read_limits

if TYPE_CHECKING:
    from briefing.model.article import Article, Failure
    from briefing.reading.file_part import FilePart

HEAD = 65_536
"""Bytes from the beginning of a source by which its format is told, at most."""


class Evidence(IntEnum):
    """How sure the first bytes of a source make it that it is of a format."""

    NONE = 0
    """They rule it out."""
    POSSIBLE = 1
    LIKELY = 2
    """Enough where there is no name, not enough against a suffix that says otherwise."""
    CERTAIN = 3
    """Enough against a suffix that says otherwise."""


@dataclass(frozen=True, slots=True)
class ReadContext:
    """What a reader is told of its source besides the bytes."""

    path: str
    """As the user gave it: the id of the article, or what stands before the `#` where the source
    holds several."""
    limits: ReadLimits = field(default_factory=read_limits)
    address: str = ""
    """Where the source was loaded from; empty where that is not known."""
    charset: str = ""
    """What the server said of it then; empty where it said nothing."""
    beginnings: bool = False
    """Whether somebody waits for the first screen: the beginning of what takes long to read is to come
    first, as an article of the same id."""
    done: int = 0
    """Articles and failures from its beginning that are found already; of formats that go on behind them."""


@dataclass(frozen=True, slots=True)
class PartwiseReader:
    """How a large file of a format is read part by part, so that it is never held as a whole."""

    split: Callable[[str, Callable[[bytes], object]], list[FilePart] | None]
    """Given a file and a function that takes every piece of its content in order: the parts, or
    None where this file must be read as a whole. ReadError when it cannot be read."""
    read: Callable[[bytes, FilePart, ReadContext, set[str] | None], Iterator[Article | Failure]]
    """Given the bytes of a part, and the ids in the parts before if any of them may come again (ids
    that are met are added): what stands in the part."""
    unit: str = "line"
    """What a part is made of, and by which it is told where one is."""


@dataclass(frozen=True, slots=True)
class FormatReader:
    """What the module of a format gives as its `READER`."""

    sniff: Callable[[bytes], Evidence]
    """Given at most `HEAD` bytes of the beginning; never raises."""
    read: Callable[[bytes, ReadContext], Iterator[Article | Failure]]
    """Given all bytes of a source: its articles, and a failure for each part that is none.
    ReadError, before or between them, says why there is nothing more."""
    parts: PartwiseReader | None = None
    """None where a file can only be read as a whole."""
    is_complex: Callable[[bytes], bool] | None = None
    """Given all bytes of a source of a format that is not read apart: whether they are parsed so all the
    same."""
