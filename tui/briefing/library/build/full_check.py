"""A check of a whole library: its database, its indexes, and the files it was made of."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from briefing.errors import LibraryError
from briefing.files.atomic import why
from briefing.library.analysis_store import analysis_faults, analysis_file
from briefing.library.build.indexes import check_indexes
from briefing.library.build.prepare import digest_of_file
from briefing.library.check import Checked, Fault, check_library
from briefing.library.findings import Commit, findings_faults
from briefing.library.locations import FINDINGS
from briefing.library.reader import Library
from briefing.library.topic_check import topic_faults
from briefing.library.topic_tables import FILE, topics_folder
from briefing.text.clean import clean_line


def check(folder: Path, paths: list[str], *, deep: bool = False) -> Iterator[Fault | Checked]:
    """Yield every fault of the library in `folder`, and now and then how far the check is.

    With `deep` every file is read and compared with its record: one that has changed since is no
    fault, and is named all the same. LibraryError when there is no library that can be read.
    """
    library = Library.open(folder, paths)
    try:
        yield from check_library(library)
        yield from check_indexes(library)
        yield from (Fault("topics", fault) for fault in topic_faults(library))
        yield from (Fault("findings", fault) for fault in _findings(library))
        yield from (Fault(name, fault) for name, fault in analysis_faults(library))
        if deep:
            yield from _files(library)
    finally:
        library.close()


def mend(folder: Path, paths: Sequence[str]) -> list[Fault]:
    """Remove topics, findings and analyses that are faulty, so that they are worked out again; return why.

    LibraryError when there is no library that can be read, or it cannot be written.
    """
    library = Library.open(folder, paths)
    try:
        topics = [Fault("topics", fault) for fault in topic_faults(library)]
        findings = [Fault("findings", fault) for fault in _findings(library)]
        analyses = [Fault(name, fault) for name, fault in analysis_faults(library)]
    finally:
        library.close()
    try:
        if topics:
            (topics_folder(folder) / FILE).unlink(missing_ok=True)
        if findings:
            (folder / FINDINGS).unlink(missing_ok=True)
        for fault in analyses:
            analysis_file(folder, fault.what).unlink(missing_ok=True)
    except OSError as error:
        raise LibraryError(
            f"the library in {clean_line(str(folder))} cannot be mended: {why(error)}"
        ) from error
    return [*topics, *findings, *analyses]


def _findings(library: Library) -> Iterator[str]:
    if not (library.folder / FINDINGS).exists():
        return
    commit = Commit(str(library.state("identity", "")), library.generation())
    yield from findings_faults(library.folder, commit, library.passage_counts())


def _files(library: Library) -> Iterator[Fault]:
    for path, _, digest in library.files():
        found = digest_of_file(path)
        if digest and not found:
            yield Fault(path, "the file cannot be read any more; briefing library build takes note of it")
        elif digest != found:
            yield Fault(path, "the file has changed since; briefing library build takes it in")
