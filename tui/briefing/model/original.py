"""Where an article comes from: its file, its part of it, the address it was loaded from, what read it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from briefing.errors import UsageError

if TYPE_CHECKING:
    from briefing.model.article import Passage, PublishedBy


@dataclass(frozen=True, slots=True)
class Original:
    """What is known of the original of an article; None and empty where it is not known."""

    article: str
    """Its id."""
    file: str | None
    """The absolute path; None for standard input."""
    problem: str
    """Why the file cannot be read any more; empty where it can."""
    format: str
    """In words."""
    is_text: bool
    """Whether the file is text, which any editor shows."""
    is_named_so: bool
    """Whether its suffix is of a format that is read: a system opens a file by its suffix, and one of another
    might be run.
    """
    size: int | None
    """Bytes of the file."""
    sha256: str
    """Of the bytes of the file, in hexadecimal."""
    part: str | None
    """Where in the file the article stands; None where it is all of it."""
    url: str | None
    requested: str
    """The address that was asked for, where the file was loaded from the web."""
    fetched: str
    """When it was, in UTC."""
    is_as_fetched: bool | None
    """Whether the file is still what was loaded."""
    extractor: str | None
    encoding: str
    fingerprint: str
    """Of the text."""
    source: str | None
    source_by: str
    published: str | None
    published_by: PublishedBy
    warnings: tuple[str, ...]
    """What was cut or repaired while reading."""
    line: int | None = None
    """Of the file, from 1, where the passage stands that was asked for."""

    def to_dict(self) -> dict[str, Any]:
        """The public form."""
        return {
            "article": self.article,
            "file": self.file,
            "problem": self.problem or None,
            "format": self.format or None,
            "bytes": self.size,
            "sha256": self.sha256 or None,
            "part": self.part,
            "url": self.url,
            "requested": self.requested or None,
            "fetched": self.fetched or None,
            "as_fetched": self.is_as_fetched,
            "extractor": self.extractor,
            "encoding": self.encoding,
            "fingerprint": self.fingerprint,
            "source": self.source,
            "source_by": self.source_by,
            "published": self.published,
            "published_by": self.published_by,
            "warnings": list(self.warnings),
        }

    def file_to_open(self) -> str:
        """Return the file for a program of the user's; UsageError says why there is none."""
        return self._checked(self.is_named_so, "the suffix of the file is of no document: it is not opened")

    def file_to_edit(self) -> str:
        """Return the file for an editor; UsageError says why there is none."""
        return self._checked(self.is_text, "the original is no text file")

    def _checked(self, is_fit: bool, why_not: str) -> str:
        if self.file is None:
            raise UsageError("what came through standard input has no file")
        if self.problem or not is_fit:
            raise UsageError(self.problem or why_not)
        return self.file

    def facts(self, passage: Passage | None = None) -> Iterator[tuple[str, str]]:
        """Yield what is known in words, each under what it is; of a passage its place, too."""
        if passage is not None:
            yield "passage", _place(passage)
        yield "part", self.part or ""
        yield "file", self.file or "standard input"
        yield "", self.problem
        size = f", {self.size:,} bytes" if self.size is not None else ""
        yield "format", f"{self.format}{size}" if self.format else ""
        yield "address", self.url or ""
        yield "loaded", self._loaded()
        yield "read as", " · ".join(filter(None, (self.extractor, self.encoding)))
        yield "source", f"{self.source} ({_by(self.source_by)})" if self.source else ""
        yield "published", f"{self.published} ({_by(self.published_by)})" if self.published else ""
        yield "content", f"sha256 {self.sha256}" if self.sha256 else ""
        yield "text", self.fingerprint
        for warning in self.warnings:
            yield "note", warning

    def _loaded(self) -> str:
        if not self.fetched:
            return ""
        asked = f", asked for as {self.requested}" if self.requested not in ("", self.url) else ""
        since = {True: "; unchanged since", False: "; changed since", None: ""}[self.is_as_fetched]
        return f"{self.fetched}{asked}{since}"


def _place(passage: Passage) -> str:
    offsets = f"characters {passage.start:,} to {passage.end:,} of the text"
    return ", ".join(filter(None, (f"{passage.number} ({passage.kind})", passage.place, offsets)))


def _by(how: str) -> str:
    return "set by you" if how == "reader" else how
