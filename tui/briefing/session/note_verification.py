"""Notes verified: the claims of a note, looked for in the articles that are open."""

from __future__ import annotations

import os
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, BinaryIO

from briefing.files.plain_file import is_plain_file
from briefing.model.verification import NoteRemark, Verification
from briefing.text.called_articles import article_at_path
from briefing.working_folder import real_path

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from briefing.corpus.corpus import Corpus
    from briefing.model.corpus_analysis import Steps
    from briefing.model.figure import Figure
    from briefing.verify.note_reader import ParsedNote

STANDARD_INPUT = "-"
_NOTES = (".md", ".markdown", ".txt")
_TABLES = (".json", ".jsonl", ".csv", ".tsv")
_PAGE_BEGINS = (b"<!doctype html", b"<html")
_LONGEST_HEAD = 1000


class NoteVerification:
    """Notes, compared with the articles of a corpus."""

    def __init__(self, corpus: Corpus) -> None:
        self._corpus = corpus

    def verify(self, note: bytes, path: str = STANDARD_INPUT) -> Steps[Verification]:
        """Look for the claims of a note in the articles; a long job that yields `(done, total)` steps.

        `path` is where the note lies: its links go from there, and it is no source of its own claims.
        """
        from briefing.figures.extract_figures import extract_figures
        from briefing.figures.normal_form import coded_form, normal_form
        from briefing.model.excerpt import Citation
        from briefing.verify.cited_sources import CitedSources
        from briefing.verify.claims import ClaimFinder, NoteText
        from briefing.verify.verify_note import SourceArticles, verify_claims

        read, published = _read(note)
        text = NoteText(read)

        def figures_as_of(day: str | None, places: Collection[int]) -> Sequence[Figure]:
            return extract_figures(text.article(day, places))

        itself = None if path == STANDARD_INPUT else article_at_path(path, self._corpus)
        names = [name for name in self._corpus if name != itself]
        cited = CitedSources(
            (Citation.of(self._corpus.article(name)) for name in names),
            {block.label: block for block in read.blocks if block.label},
            str(PurePath(path).parent) if path != STANDARD_INPUT else "",
        )
        finder = ClaimFinder(text, extract_figures(text.article(published)), cited)
        finder.find()

        def normal_forms(figure: Figure) -> tuple[str, str]:
            return normal_form(figure), coded_form(figure)

        sources = SourceArticles(names, self._corpus.article, self._corpus.figures, normal_forms)
        claims = yield from verify_claims(finder.claims, sources, figures_as_of)
        return Verification(claims, tuple(finder.remarks))


def _read(data: bytes) -> tuple[ParsedNote, str | None]:
    """A note and the day that its front matter says it was written; ReadError where it is no text."""
    from briefing.reading.decoding import decode
    from briefing.reading.front_matter import split_front_matter
    from briefing.reading.given_metadata import usable_metadata
    from briefing.text.clean import clean
    from briefing.verify.note_reader import read_note

    text = clean(decode(data).text)
    matter = split_front_matter(text)
    return read_note(text, matter.body), usable_metadata(matter.values, "front matter").published


def note_bytes(path: str, stdin: BinaryIO | None) -> bytes:
    """The bytes of the note at `path`, `-` for standard input; ReadError says why there are none."""
    from briefing.errors import ReadError
    from briefing.reading.input_bytes import read_file, read_stream

    try:
        if path == STANDARD_INPUT:
            note = read_stream(stdin) if stdin is not None else b""
        else:
            note = read_file(path)
    except ReadError as error:
        raise ReadError(f"{path}: {error.message}", hint=error.hint) from error
    if (found := _other_format(note, path)) is not None:
        raise ReadError(
            f"{path}: a note is Markdown or plain text, and this is {found}",
            hint="what this program writes, it writes as Markdown with -o FILE.md",
        )
    return note


def _other_format(note: bytes, path: str) -> str | None:
    """What a file is that can hold a note, but is not read as one; None of any other.

    Read as plain text, its markup would hide what it claims, and nothing said of it would be true.
    """
    from briefing.reading.formats.format_registry import REGISTRY

    suffix = PurePath(path).suffix.lower()
    if suffix in _NOTES:
        return None
    if note[:_LONGEST_HEAD].lstrip(b"\xef\xbb\xbf \t\r\n").lower().startswith(_PAGE_BEGINS):
        return "HTML"
    return f"a {suffix} file" if suffix in REGISTRY.suffixes or suffix in _TABLES else None


def cited_files(note: bytes, path: str) -> tuple[list[str], list[NoteRemark]]:
    """The files that a note cites by links and footnotes and that may be read without being named, in order;
    and of each other that is there why it is not.

    Only what lies in the note's own folder or below, links followed, and is of a format that is read: a note
    may come from anybody, and names whatever its writer liked.
    """
    from briefing.reading.formats.format_registry import REGISTRY

    folder = PurePath(path).parent if path != STANDARD_INPUT else PurePath()
    inside = os.path.join(real_path(str(folder)), "")  # noqa: PTH118 - its end is compared
    files: dict[str, None] = {}
    refused: dict[str, NoteRemark] = {}
    for line, named in _named_files(_read(note)[0]):
        file = str(folder / named.partition("#")[0])
        try:
            real = real_path(file)
        except ValueError:
            continue
        if not real.startswith(inside):
            refused.setdefault(
                file, NoteRemark(line, f"{named} is outside of the note's folder: it is not read")
            )
        elif PurePath(file).suffix.lower() in REGISTRY.suffixes and is_plain_file(Path(real)):
            files[file] = None
    own = real_path(path) if path != STANDARD_INPUT else ""
    return [file for file in files if real_path(file) != own], list(refused.values())


def _named_files(note: ParsedNote) -> Iterator[tuple[int, str]]:
    """Yield what may be a path in the links and footnotes of a note, with its line."""
    from urllib.parse import unquote

    for block in note.blocks:
        line = note.line_column(block.places[0])[0]
        for pointer in block.pointers:
            if pointer.form == "link" and "://" not in pointer.target:
                yield line, unquote(pointer.target)
        if block.label:
            parts = [part.strip(",;:()[]<>\"'“”").rstrip(".") for part in block.text.split()]
            yield from ((line, part) for part in parts if "." in part and "://" not in part)
            # The exports end with the path, which may have blanks in it.
            yield line, block.text.rpartition(". ")[2].rstrip(".")
