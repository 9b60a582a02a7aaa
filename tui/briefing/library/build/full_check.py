"""A check of a whole library: its database, what was found in it, and the files it was made of."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from briefing.analyses.corpus_analyses import CORPUS_ANALYSES, corpus_analysis
from briefing.errors import LibraryError
from briefing.files.atomic import why
from briefing.files.checksums import CHECKSUMS, damaged_files
from briefing.library.analysis_kinds import FolderAnalysis, IndexAnalysis
from briefing.library.analysis_store import analysis_file, found_faults
from briefing.library.build.prepare import digest_of_file
from briefing.library.check import Checked, Fault, check_library
from briefing.library.index_marks import mark_file, read_mark
from briefing.library.reader import Library
from briefing.model.corpus_analysis import CorpusAnalysis, FoundAnalysis
from briefing.text.clean import clean_line


def check(folder: Path, paths: list[str], *, deep: bool = False) -> Iterator[Fault | Checked]:
    """Yield every fault of the library in `folder`, and now and then how far the check is.

    With `deep` every file is read and compared with its record: one of the articles that has changed since
    is no fault, and is named all the same. LibraryError when there is no library that can be read.
    """
    library = Library.open(folder, paths)
    try:
        yield from check_library(library)
        damaged = list(_index_files(library)) if deep else []
        yield from damaged
        # An index of which files are damaged is not opened: that would be told as well.
        told = {fault.what for fault in damaged}
        for analysis in map(corpus_analysis, CORPUS_ANALYSES):
            if analysis.name not in told:
                yield from _faults_of(library, analysis)
        if deep:
            yield from _files(library)
    finally:
        library.close()


def mend(folder: Path, paths: Sequence[str]) -> list[Fault]:
    """Remove what analyses found where that is faulty, so that it is worked out again; return why.

    Indexes are left: the next build goes on from what is sound of them. LibraryError when there is no
    library that can be read, or it cannot be written.
    """
    found: list[Fault] = []
    library = Library.open(folder, paths)
    try:
        for analysis in map(corpus_analysis, CORPUS_ANALYSES):
            if isinstance(analysis, IndexAnalysis):
                continue
            faults = list(_faults_of(library, analysis))
            found += faults
            if faults:
                _discard(folder, analysis)
    except OSError as error:
        raise LibraryError(
            f"the library in {clean_line(str(folder))} cannot be mended: {why(error)}"
        ) from error
    finally:
        library.close()
    return found


def _faults_of(library: Library, analysis: CorpusAnalysis) -> Iterator[Fault]:
    """What is wrong with what an analysis keeps; an index is looked at as far as it has come."""
    faults: Iterator[str] = iter(())
    if isinstance(analysis, IndexAnalysis):
        mark = read_mark(mark_file(library.folder, analysis.name))
        if mark is not None and mark.generation == library.generation():
            faults = analysis.faults(library.folder / analysis.name, library)
    elif isinstance(analysis, FolderAnalysis):
        faults = analysis.faults(library)
    elif isinstance(analysis, FoundAnalysis):
        faults = found_faults(library, analysis)
    try:
        for fault in faults:
            yield Fault(analysis.name, fault)
    except LibraryError as error:
        yield Fault(analysis.name, error.message)


def _discard(folder: Path, analysis: CorpusAnalysis) -> None:
    """Remove what an analysis keeps; raises OSError."""
    if isinstance(analysis, FolderAnalysis):
        analysis.discard(folder)
    else:
        analysis_file(folder, analysis.name).unlink(missing_ok=True)


def _index_files(library: Library) -> Iterator[Fault]:
    """Files of indexes that a disk did not keep as they were written, though nothing wrote to them."""
    for analysis in map(corpus_analysis, CORPUS_ANALYSES):
        if isinstance(analysis, IndexAnalysis):
            for listed in sorted((library.folder / analysis.name).rglob(CHECKSUMS)):
                for name in damaged_files(listed.parent, thorough=True) or ():
                    yield Fault(
                        analysis.name, f"{name} is damaged; briefing library forget lets it be made anew"
                    )


def _files(library: Library) -> Iterator[Fault]:
    for path, _, digest in library.files():
        found = digest_of_file(path)
        if digest and not found:
            yield Fault(path, "the file cannot be read any more; briefing library build takes note of it")
        elif digest != found:
            yield Fault(path, "the file has changed since; briefing library build takes it in")
