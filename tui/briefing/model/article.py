"""Articles and their passages."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from operator import attrgetter
from typing import Any, Literal

PassageKind = Literal[
    "title",
    "heading",
    "paragraph",
    "list item",
    "quote",
    "caption",
    "row",
    "code",
    "footnote",
    "boilerplate",
]
"""What a passage is. The cells of a row are separated by tabs. Boilerplate is kept in the text, and no
analysis counts it."""

PublishedBy = Literal[
    "front matter",
    "record",
    "metadata",
    "reading list",
    "weekday",
    "dateline",
    "copyright",
    "full date",
    "reader",
    "unknown",
]
"""How the published date is known: from metadata, from the text, or set by the reader."""


@dataclass(frozen=True, slots=True)
class Span:
    """A half-open range of code points in an article's text."""

    start: int
    end: int

    def to_dict(self) -> dict[str, int]:
        """The public form: `{start, end}`."""
        return {"start": self.start, "end": self.end}


@dataclass(frozen=True, slots=True)
class Passage:
    """One block of an article's text, numbered from 0 in reading order."""

    number: int
    kind: PassageKind
    level: int
    """Depth of a heading (1 is the topmost) or of a list item; 0 for every other kind."""
    start: int
    end: int
    """`text[start:end]` is the passage without surrounding blank space or block syntax."""
    page: int | None = None
    """The page of the original on which it begins, from 1; None where the original has no pages."""
    time: float | None = None
    """Seconds from the beginning of a recording; None for what is no transcript."""

    @property
    def place(self) -> str:
        """Where in its original it begins: "p. 4", or a time ("1:02:03"); empty where nothing says it."""
        if self.page is not None:
            return f"p. {self.page}"
        if self.time is None:
            return ""
        minutes, seconds = divmod(int(self.time), 60)
        hours, minutes = divmod(minutes, 60)
        return f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}"

    def to_dict(self) -> dict[str, Any]:
        """The public form; page and time are left out where there are none."""
        place = {"page": self.page, "time": self.time}
        return {
            "passage": self.number,
            "kind": self.kind,
            "level": self.level,
            "start": self.start,
            "end": self.end,
            **{name: value for name, value in place.items() if value is not None},
        }


@dataclass(frozen=True, slots=True)
class Ref:
    """Names one passage of one article."""

    article: str
    passage: int


@dataclass(frozen=True, slots=True)
class AsRead:
    """What an article was before all articles together decided which of its passages are boilerplate."""

    passages: tuple[Passage, ...]
    title: str
    has_title: bool


@dataclass(frozen=True, slots=True)
class Article:
    """One source document, cleaned and split; the text never changes after reading."""

    id: str
    """The path as the user gave it, or `PATH#ID` for a record of a file of several."""
    text: str
    """Reading text: NFC, `\\n` between lines, no control characters. Every offset counts in it."""
    passages: tuple[Passage, ...]
    """In reading order, not overlapping."""
    title: str
    """The title, or the first words of the text where it has none."""
    has_title: bool
    """False where `title` is only the first words."""
    source: str | None
    """Who published it."""
    author: str | None
    published: str | None
    """ISO date (`2026-02-04`), or None when neither metadata nor text says it."""
    published_by: PublishedBy
    language: str
    """ISO 639-1 code, or `und` for one that is not known; `en` where the text is not plainly another."""
    url: str | None
    fingerprint: str
    """Hash of the text alone: the same words have the same fingerprint under any name."""
    source_by: str = "unknown"
    """How the source is known: `front matter`, `record`, `copyright`, `agency`, `byline`, `reader`..."""
    encoding: str = "utf-8"
    """What the bytes were decoded as."""
    warnings: tuple[str, ...] = ()
    """What was cut or repaired while reading, in words for the reader."""
    origin: str | None = None
    """Where in its file it stands ("part 2", "record at byte 1234"); None where the file is the article."""
    extractor: str | None = None
    """What took the text out of the file, with its version and options ("docx/1"); None where the text is
    the file's own."""
    fetched: str | None = None
    """When it was loaded from its address, as its file says: ISO 8601 to the second, in UTC."""
    as_read: AsRead | None = None
    """What it was by itself, where passages are boilerplate because they stand in many articles."""
    is_beginning: bool = False
    """Whether it is only the beginning of a long text, which comes whole in its place."""

    def words(self) -> int:
        """Number of words in passages that count (boilerplate left out)."""
        return sum(len(self.text[p.start : p.end].split()) for p in self.passages if p.kind != "boilerplate")

    def counted(self) -> int:
        """Number of passages that count (boilerplate left out)."""
        return sum(passage.kind != "boilerplate" for passage in self.passages)

    def passage_text(self, number: int) -> str:
        """The text of passage `number`; raises IndexError when there is none."""
        passage = self.passages[number]
        return self.text[passage.start : passage.end]

    def passage_at(self, offset: int) -> int:
        """The number of the passage that holds `offset`, or of the last one before it; 0 if none."""
        return max(bisect_right(self.passages, offset, key=attrgetter("start")) - 1, 0)


@dataclass(frozen=True, slots=True)
class Failure:
    """An input that could not be read, and why, in words for the reader."""

    path: str
    reason: str
    skipped: bool = False
    """True for what is passed over by design (a format that is not read, a device); the exit
    status stays 3 only for what the user named or expected to be read."""
