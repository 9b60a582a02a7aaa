"""What analyses of all articles found, as a library keeps it in files: by analysis, for one commit.

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

from briefing.analyses.corpus_analyses import CORPUS_ANALYSES, found_analysis
from briefing.errors import ExportError, LibraryError
from briefing.files.atomic import write_atomic
from briefing.library.index_marks import IndexMark, mark_file, read_mark
from briefing.library.locations import FOUND
from briefing.library.reader import Library
from briefing.model.corpus_analysis import CorpusView, FoundAnalysis, Steps

Found = TypeVar("Found")

FORMAT = 1
"""Changes whenever files of before cannot be read."""


def analysis_file(folder: Path, name: str) -> Path:
    """Return where a library in `folder` keeps what the analysis called `name` found."""
    return folder / f"{name}{FOUND}"


def read_analysis(folder: Path, analysis: FoundAnalysis[Found], identity: str) -> tuple[int, Found] | None:
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


def write_analysis(folder: Path, analysis: FoundAnalysis[Found], mark: IndexMark, found: Found) -> None:
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


def analysed(library: Library, analysis: FoundAnalysis[Found], view: CorpusView) -> Steps[Found]:
    """Find what an analysis finds in all articles of a library on disk, and keep it for the next time.

    What is kept of an older commit is brought up to date. It is kept only where all that it is worked
    out of has taken in the last commit.
    """
    mark = library.last_commit()
    kept = read_analysis(library.folder, analysis, mark.identity)
    if kept is not None and kept[0] == mark.generation:
        return kept[1]
    known, changed = None, list(library.numbers())
    if kept is not None and kept[0] < mark.generation:
        known, changed = kept[1], library.written_since(kept[0])
    found = yield from analysis.update(view, known, changed)
    current = all(_has_taken_in(library.folder, name, mark) for name in analysis.inputs)
    if current and library.generation() == mark.generation:
        # A library that cannot be written can be read all the same.
        with suppress(LibraryError):
            write_analysis(library.folder, analysis, mark, found)
    return found


def _has_taken_in(folder: Path, name: str, mark: IndexMark) -> bool:
    """Whether an input is up to a commit. What is found in single articles is: it lies in the database."""
    line = CORPUS_ANALYSES.get(name)
    if line is None:
        return True
    if line.kept == "index":
        return read_mark(mark_file(folder, name)) == mark
    kept = read_analysis(folder, found_analysis(name), mark.identity)
    return kept is not None and kept[0] == mark.generation


def kept_analysis(library: Library, analysis: FoundAnalysis[Found]) -> Found | None:
    """Return what is kept of the last commit; None where that has yet to be analysed."""
    mark = library.last_commit()
    kept = read_analysis(library.folder, analysis, mark.identity)
    return kept[1] if kept is not None and kept[0] == mark.generation else None


def found_faults(library: Library, analysis: FoundAnalysis[Found]) -> Iterator[str]:
    """Yield what is wrong with what is kept of an analysis, in words for the user.

    What is kept of another commit may name passages that are gone: that is no fault, it is not used so.
    """
    path = analysis_file(library.folder, analysis.name)
    if not path.exists():
        return
    try:
        analysis.unpack(path.read_bytes().partition(b"\n")[2])
    except (OSError, LibraryError):
        yield f"the kept {analysis.name} are damaged"
        return
    found = kept_analysis(library, analysis)
    if found is None:
        return
    sizes = library.passage_counts()
    lost = sum(not 0 <= passage < sizes.get(number, 0) for number, passage in analysis.passages(found))
    if lost:
        yield f"{lost} passages that the kept {analysis.name} name are not there"
