"""The table of formats, and which of them a source is of."""

from __future__ import annotations

import codecs
from collections.abc import Collection, Iterable, Sequence
from functools import cache

from briefing.reading.formats.format import Format, Requirement
from briefing.reading.formats.format_reader import Evidence

_HERE = __package__
_SIGNED = 1_024
"""Bytes from the beginning in which a signature may stand behind blank space."""

_ZIP = b"PK\x03\x04"
_OFFICE_BEFORE_2007 = b"\xd0\xcf\x11\xe0"

_MAIL_BEGINS = (
    *(b"from:", b"received:", b"return-path:", b"delivered-to:", b"message-id:", b"mime-version:", b"date:"),
    *(b"to:", b"subject:", b"dkim-signature:", b"authentication-results:", b"arc-", b"x-", b"content-type:"),
)
"""Names of the fields that a message begins with."""

_FEEDS = Requirement("feedparser", "feeds")
_ARCHIVES = Requirement("fastwarc", "warc")
_PAGES = Requirement("trafilatura", "html")

FORMATS = (
    Format("plain text", f"{_HERE}.plain_text", (".txt",)),
    Format("Markdown", f"{_HERE}.markdown", (".md", ".markdown")),
    Format("JSON Lines", f"{_HERE}.json_lines", (".jsonl",), can_be_split=True),
    Format(
        "Word document",
        f"{_HERE}.docx",
        (".docx", ".docm", ".doc"),
        (_ZIP, _OFFICE_BEFORE_2007),
        is_read_apart=True,
        structured_by="docx",
    ),
    Format(
        "OpenDocument text",
        f"{_HERE}.odt",
        (".odt", ".ott", ".fodt"),
        (_ZIP, b"<?xml", b"<office:"),
        is_read_apart=True,
        structured_by="odt",
    ),
    Format("e-book", f"{_HERE}.epub", (".epub",), (_ZIP,), is_read_apart=True, structured_by="epub"),
    Format(
        "Rich Text Format",
        f"{_HERE}.rtf",
        (".rtf", ".doc"),
        (b"{\\rtf",),
        is_read_apart=True,
        structured_by="rtf",
    ),
    Format(
        "PDF",
        f"{_HERE}.pdf",
        (".pdf",),
        (b"%PDF-",),
        needs=Requirement("pypdfium2", "pdf"),
        is_read_apart=True,
    ),
    Format("CSV of articles", f"{_HERE}.csv_articles", (".csv", ".tsv")),
    Format(
        "workbook of articles",
        f"{_HERE}.xlsx",
        (".xlsx", ".xlsm"),
        (_ZIP, _OFFICE_BEFORE_2007),
        is_read_apart=True,
    ),
    Format("subtitles", f"{_HERE}.subtitles", (".srt", ".vtt"), (b"WEBVTT", b"1\n", b"1\r", b"0\n", b"0\r")),
    Format(
        "feed",
        f"{_HERE}.feed",
        (".rss", ".atom"),
        (b"<?xml", b"<rss", b"<feed", b"<rdf:", b"<!--", b"<atom:"),
        needs=_FEEDS,
        is_read_apart=True,
    ),
    Format("reading list", f"{_HERE}.reading_list", (".ris", ".bib"), (b"ty  - ",)),
    Format("reading list in .json", f"{_HERE}.reading_list", (".json",), (b"[",), in_folders=False),
    # Most files of these names in a folder are something else.
    Format("feed in .xml", f"{_HERE}.feed", (".xml",), in_folders=False, needs=_FEEDS, is_read_apart=True),
    Format("JSON Feed", f"{_HERE}.json_feed", (".json",), (b"{",), in_folders=False, is_read_apart=True),
    Format(
        "web archive",
        f"{_HERE}.web_archive",
        (".warc", ".wacz"),
        (b"warc/", b"\x1f\x8b", _ZIP),
        needs=_ARCHIVES,
        is_read_apart=True,
        goes_on=True,
        gains=_PAGES,
    ),
    # Any file may be packed so.
    Format(
        "web archive in .gz",
        f"{_HERE}.web_archive",
        (".gz",),
        in_folders=False,
        needs=_ARCHIVES,
        is_read_apart=True,
        goes_on=True,
        gains=_PAGES,
    ),
    Format(
        "mailbox",
        f"{_HERE}.mbox",
        (".mbox", ".mbx"),
        (b"from ",),
        can_be_split=True,
        gains=_PAGES,
        is_read_apart=True,
    ),
    Format(
        "MHTML",
        f"{_HERE}.mhtml",
        (".mhtml", ".mht"),
        (b"from:", b"snapshot-content-location:"),
        gains=_PAGES,
        is_read_apart=True,
    ),
    Format(
        "mail",
        f"{_HERE}.eml",
        (".eml",),
        _MAIL_BEGINS,
        gains=_PAGES,
        is_read_apart=True,
    ),
    Format(
        "web page",
        f"{_HERE}.html_page",
        (".html", ".htm", ".xhtml", ".shtml"),
        (b"<!doctype html", b"<html", b"<?xml", b"<!--"),
        gains=_PAGES,
        is_read_apart=True,
    ),
)
"""Where two formats claim a source with the same right, the first has it. Plain text stands first: it
is what everything is taken for that nothing else claims."""


class FormatRegistry:
    """Formats by suffix and by first bytes."""

    formats: tuple[Format, ...]
    suffixes: tuple[str, ...]
    """All that are read, in the order of the formats."""
    suffixes_in_folders: tuple[str, ...]
    """Those that are read wherever they lie in a folder."""

    def __init__(self, formats: Iterable[Format]) -> None:
        """The first of `formats` is given for what none of them claims."""
        self._set(formats)

    def register(self, added: Format) -> None:
        """Read one more format from now on."""
        self._set((*self.formats, added))

    def unregister(self, removed: Format) -> None:
        """Read a format no longer; ValueError where it was not registered."""
        formats = list(self.formats)
        formats.remove(removed)
        self._set(formats)

    def _set(self, formats: Iterable[Format]) -> None:
        # Worked out once: a folder may hold a hundred thousand files, each asked about.
        self.formats = tuple(formats)
        self._by_suffix: dict[str, tuple[Format, ...]] = {}
        for one in self.formats:
            for suffix in one.suffixes:
                self._by_suffix[suffix] = (*self._by_suffix.get(suffix, ()), one)
        self.suffixes = tuple(self._by_suffix)
        self._in_folders = {suffix for one in self.formats if one.in_folders for suffix in one.suffixes}
        self.suffixes_in_folders = tuple(suffix for suffix in self.suffixes if suffix in self._in_folders)
        self._signed = tuple(
            (tuple(signature.lower() for signature in one.signatures), one)
            for one in self.formats
            if one.signatures
        )
        self._structured_by = frozenset(one.structured_by for one in self.formats if one.structured_by)

    def of_suffix(self, suffix: str) -> tuple[Format, ...]:
        """Return the formats whose files may end in `suffix`, in any case of letters."""
        return self._by_suffix.get(suffix.lower(), ())

    def is_read_in_folders(self, suffix: str) -> bool:
        """Tell whether files that end in `suffix` are read wherever they lie in a folder."""
        return suffix.lower() in self._in_folders

    def is_structured_by_author(self, extractor: str) -> bool:
        """Tell whether the structure of what `extractor` ("docx/1") took out is its author's."""
        return extractor.partition("/")[0] in self._structured_by

    def of_packages(self, packages: Collection[str]) -> tuple[str, ...]:
        """Return the suffixes of all formats that are read by, or better by, one of `packages`."""
        concerned = (
            one
            for one in self.formats
            if any(need is not None and need.package in packages for need in (one.needs, one.gains))
        )
        return tuple(dict.fromkeys(suffix for one in concerned for suffix in one.suffixes))

    def installed_packages(self) -> tuple[str, ...]:
        """Return the packages of extras that formats are read by, or better by, and that are there."""
        needs = {need.package: need for one in self.formats for need in (one.needs, one.gains) if need}
        return tuple(sorted(name for name, need in needs.items() if need.is_installed))

    def recognise(self, head: bytes) -> Format | None:
        """Return the format that the first bytes prove whatever a suffix says; None where they prove none."""
        if not self._signed:
            return None
        start = head[:_SIGNED].removeprefix(codecs.BOM_UTF8).lstrip().lower()
        found = (one for signatures, one in self._signed if start.startswith(signatures))
        return next((one for one in found if one.reader.sniff(head) is Evidence.CERTAIN), None)

    def choose(self, suffix: str, head: bytes) -> Format:
        """Return the format of a source that is named so and begins so.

        `suffix` is empty where there is no name. The suffix decides unless the first bytes prove
        another format or rule out the one it stands for.
        """
        named = self.of_suffix(suffix)
        proven = self.recognise(head)
        if len(named) == 1 and not named[0].signatures and proven is None:
            # Nearly every file: nothing can speak against its suffix, so no sniff is paid for.
            return named[0]
        for formats in (named, self.formats):
            best, evidence = _best(formats, head)
            if best is not None:
                return proven if proven is not None and evidence is not Evidence.CERTAIN else best
        return proven or (named or self.formats)[0]


def _best(formats: Sequence[Format], head: bytes) -> tuple[Format | None, Evidence]:
    """The format for which the evidence is best, and that evidence; None where all are ruled out."""
    best, most = None, Evidence.NONE
    for one in formats:
        evidence = one.reader.sniff(head)
        if evidence > most:
            best, most = one, evidence
    return best, most


# Asked for each file of a folder that is not read.
@cache
def in_words(suffixes: tuple[str, ...]) -> str:
    """Return `suffixes` as a list for a sentence: ".txt, .md and .jsonl"."""
    *others, last = suffixes
    return f"{', '.join(others)} and {last}" if others else last


REGISTRY = FormatRegistry(FORMATS)
"""What the program reads."""
