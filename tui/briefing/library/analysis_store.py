"""What analyses of all articles found, as a library keeps it: by analysis, for one commit.

A file for each, written whole: one line that says which version of which analysis found it in which
commit of which database, and then what was found. It is a finding, no record: whoever cannot use it
works it out again, and takes what still holds of an older one.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import TypeVar

from briefing.analyses.corpus_analyses import CORPUS_ANALYSES, corpus_analysis
from briefing.errors import ExportError, LibraryError
from briefing.files.atomic import write_atomic
from briefing.library.index_marks import IndexMark
from briefing.library.locations import FOUND
from briefing.library.reader import Library
from briefing.model.corpus_analysis import CorpusAnalysis, CorpusView

Found = TypeVar("Found")

FORMAT = 1
"""Changes whenever files of before cannot be read."""


def analysis_file(folder: Path, name: str) -> Path:
    """Return where a library in `folder` keeps what the analysis called `name` found."""
    return folder / f"{name}{FOUND}"


def read_analysis(folder: Path, analysis: CorpusAnalysis[Found], identity: str) -> tuple[int, Found] | None:
    """Return the commit that was analysed last and what was found in it.

    None where there is nothing that can be used of the database called `identity`.
    """
    try:
        head, _, packed = analysis_file(folder, analysis.name).read_bytes().partition(b"\n")
        told = json.loads(head)
        if [told["format"], told["version"], told["identity"]] != [FORMAT, analysis.version, identity]:
            return None
        return int(told["generation"]), analysis.unpack(packed)
    except (OSError, ValueError, TypeError, KeyError, RecursionError, LibraryError):
        # It is made anew: nothing is lost but the time that takes.
        return None


def write_analysis(folder: Path, analysis: CorpusAnalysis[Found], mark: IndexMark, found: Found) -> None:
    """Keep what was found in the commit that `mark` names; LibraryError when the disk refuses."""
    told = {
        "format": FORMAT,
        "version": analysis.version,
        "identity": mark.identity,
        "generation": mark.generation,
    }
    data = json.dumps(told).encode("ascii") + b"\n" + analysis.pack(found)
    try:
        write_atomic(analysis_file(folder, analysis.name), data, overwrite=True, mode=0o600)
    except ExportError as error:
        raise LibraryError(error.message, hint=error.hint) from error


def analysed(
    library: Library, analysis: CorpusAnalysis[Found], view: CorpusView, inputs_at: int | None
) -> Found:
    """Return what an analysis finds in all articles of a library, and keep it for the next time.

    What is kept of an older commit is brought up to date. `inputs_at` is the commit that its inputs have
    taken in: what they give is kept only where that is the last one.
    """
    mark = IndexMark(str(library.state("identity", "")), library.generation())
    kept = read_analysis(library.folder, analysis, mark.identity)
    if kept is not None and kept[0] == mark.generation:
        return kept[1]
    known, changed = None, list(library.numbers())
    if kept is not None and kept[0] < mark.generation:
        known, changed = kept[1], library.written_since(kept[0])
    found = analysis.update(view, known, changed)
    if inputs_at == mark.generation == library.generation():
        # A library that cannot be written can be read all the same.
        with suppress(LibraryError):
            write_analysis(library.folder, analysis, mark, found)
    return found


def kept_analysis(library: Library, analysis: CorpusAnalysis[Found]) -> Found | None:
    """Return what is kept of the last commit; None where that has yet to be analysed."""
    kept = read_analysis(library.folder, analysis, str(library.state("identity", "")))
    return kept[1] if kept is not None and kept[0] == library.generation() else None


def analysis_faults(library: Library) -> Iterator[tuple[str, str]]:
    """Yield the names of analyses of which what is kept cannot be read, each with what is wrong."""
    for name in CORPUS_ANALYSES:
        if analysis_file(library.folder, name).exists():
            analysis = corpus_analysis(name)
            try:
                packed = analysis_file(library.folder, name).read_bytes().partition(b"\n")[2]
                analysis.unpack(packed)
            except (OSError, LibraryError):
                yield name, f"the kept {name} are damaged"
