"""From the paths on a command line to an open session, with every failure told."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from briefing.cli.article_labels import told_apart
from briefing.cli.diagnostics import DONE, STORE, UNREADABLE, say
from briefing.cli.progress_line import ProgressLine
from briefing.errors import StoreError, UsageError
from briefing.model.article import Failure, Ref
from briefing.model.article_names import letter_number
from briefing.session import Session
from briefing.text.called_articles import article_at_path

if TYPE_CHECKING:
    from briefing.model.library_choice import LibraryChoice


_MANY = 20
"""Articles from which on it is told how many are done."""


@dataclass(frozen=True, slots=True)
class Inputs:
    """An open session, and whether something that was asked for is missing from it."""

    session: Session
    incomplete: bool

    def exit_code(self, code: int = DONE, *, of_marks: bool = False, changes: bool = False) -> int:
        """The exit code of a command whose work went as `code` says.

        What a person keeps and could not be read, and what became of a damaged store, is told now that
        all that could has been printed. Repairs are told until a command `of_marks` has told them; that
        one says by its exit code that something is missing. Of one that `changes` what is kept, and did so,
        nothing is missing: what else cannot be read is told, and no more.
        """
        user_data = self.session.user_data
        repairs, unread = user_data.unseen_repairs(), user_data.unread_rows()
        for repair in repairs:
            say(repair.describe())
        if unread:
            from briefing.userdata.database_rows import describe

            for line in describe(unread):
                say(line)
        missing = bool(unread) or user_data.overrides_unread
        if repairs and of_marks:
            missing = missing or any(repair.loss for repair in repairs)
            try:
                user_data.database().repairs_seen()
            except StoreError as error:
                say(f"this is told again next time: {error}")
        if self.incomplete:
            return UNREADABLE
        return STORE if missing and not changes else code


def open_inputs(paths: Sequence[str], library: LibraryChoice | None = None) -> Inputs:
    """Take the articles of `paths` and say on standard error what could not be read.

    A large set is taken from its library, which is brought up to date first, and made where there is
    none; a small one is read, but for what a library that is there knows. `FILE#ID` stands for one
    article of a file of several. Exit code 3 is due for what was named and for what should have been
    readable, not for files of other kinds in a folder.
    """
    choice = _Choice(paths)
    if library is not None and library.wanted and choice.whole:
        from briefing.cli.library_inputs import from_library

        found = from_library(choice.files, library.folder)
        if isinstance(found, Session):
            return Inputs(found, report_failures(found.failures, choice.files))
        if found is not None:
            return _read(choice, found)
    return _read(choice)


def report_failures(failures: Sequence[Failure], named: Sequence[str]) -> bool:
    """Say what could not be read, and whether that leaves out something that was asked for."""
    passed_over = _PassedOver()
    for failure in failures:
        if failure.skipped and failure.path not in named:
            passed_over.add(failure)
        else:
            say(f"{told_apart(failure.path)}: {failure.reason}")
    passed_over.tell()
    return any(not failure.skipped or failure.path in named for failure in failures)


class _PassedOver:
    """Files of a folder that are passed over by design: many for one reason are told in one line."""

    def __init__(self) -> None:
        self._by_reason: dict[str, list[str]] = {}

    def add(self, failure: Failure) -> None:
        """Take one that was not named itself."""
        self._by_reason.setdefault(failure.reason, []).append(failure.path)

    def tell(self) -> None:
        """Say what was passed over, and why."""
        for reason, (first, *others) in self._by_reason.items():
            more = f" and {len(others):,} more" if others else ""
            say(f"{told_apart(first)}{more}: {reason}")


def _read(choice: _Choice, library: Path | None = None) -> Inputs:
    """Read the articles chosen into memory; of unchanged files, what is in the `library` at this place."""
    session = Session()
    incomplete = False
    warned: set[str] = set()
    passed_over = _PassedOver()
    opened = session.open(choice.files, _standard_input(), library, takes=choice.takes, heed_steering=False)
    with ProgressLine() as line:
        for found in opened:
            lines: Sequence[str] = ()
            if isinstance(found, Failure) and found.skipped and found.path not in choice.files:
                passed_over.add(found)
            elif isinstance(found, Failure):
                lines = (f"{told_apart(found.path)}: {found.reason}",)
                incomplete = True
            elif found.id not in warned:
                # An article comes once more where passages of it turn out to be boilerplate.
                warned.add(found.id)
                lines = [f"{told_apart(found.id)}: {warning}" for warning in found.warnings]
                if len(warned) >= _MANY:
                    line.show(f"reading: {len(warned):,} articles")
            if lines:
                line.clear()
                for told in lines:
                    say(told)
    passed_over.tell()
    for note in session.user_data.notes:
        say(note)
    for missing in choice.missing():
        say(f"{missing}: the file has no article of that name")
        incomplete = True
    return Inputs(session, incomplete)


def find_annotations(session: Session, analysis: str, *, in_any: bool = False) -> None:
    """Have an analysis done in every article of a large set on all cores; of a small one, nothing yet, but
    `in_any` set, which a command needs it of as a whole."""
    from briefing.session.annotation_pool import LARGE, annotations_of

    unknown = session.corpus.lacking(analysis)
    if unknown and (in_any or sum(len(article.text) for article in unknown) >= LARGE):
        with ProgressLine(shown=len(unknown) >= _MANY) as line:
            for done, (name, found) in enumerate(annotations_of(unknown, analysis), 1):
                session.keep_annotations(name, analysis, found)
                line.show(f"finding {analysis}: {done:,} of {len(unknown):,} articles")


def _standard_input() -> BinaryIO | None:
    return sys.stdin.buffer if sys.stdin is not None else None


class _Choice:
    """Which files to read, and which of their articles were asked for."""

    def __init__(self, paths: Sequence[str]) -> None:
        split = [(path, file_of(path)) for path in paths]
        self.files = list(dict.fromkeys(path if file is None else file for path, file in split))
        self._wanted = {path: False for path, file in split if file is not None}
        whole = {path for path, file in split if file is None}
        self._partly = tuple(f"{file}#" for _, file in split if file is not None and file not in whole)

    @property
    def whole(self) -> bool:
        """Whether files and folders were named: no single article of one, no standard input, and no
        name that none can have.
        """
        return not self._wanted and not any(path == "-" or "\0" in path for path in self.files)

    def takes(self, name: str) -> bool:
        """Whether the article called `name` was asked for."""
        if name in self._wanted:
            self._wanted[name] = True
            return True
        return not name.startswith(self._partly) if self._partly else True

    def missing(self) -> list[str]:
        """The articles asked for by name that did not turn up."""
        return [name for name, found in self._wanted.items() if not found]


def place_of(name: str, session: Session, option: str = "--passage") -> Ref:
    """Return the passage that `--passage ARTICLE:N`, or another option, names; UsageError when there is none.

    The article may be named by its letter in the list, which no file that is read can be called.
    """
    article, _, passage = name.rpartition(":")
    if not article or not (passage.isascii() and passage.isdigit() and len(passage) < 10):
        raise UsageError(f"{option} cannot read {name}", hint="ARTICLE:N, as in report.md:4 or B:4")
    if article not in session.by_name:
        place = letter_number(article)
        if place is not None:
            article = next((head.id for head in session.heads(place, 1)), article)
        else:
            article = article_at_path(article, session.by_name) or article
    passages = session.article(article).passages
    if int(passage) >= len(passages):
        raise UsageError(f"{article} has no passage {passage}", hint=f"its last is {len(passages) - 1}")
    return Ref(article, int(passage))


def file_of(path: str) -> str | None:
    """Return the file in which `path` names one article (`FILE#ID`), or None where it is a plain path."""
    if "#" not in path or _exists(path):
        return None
    parts = path.split("#")
    candidates = ("#".join(parts[:count]) for count in range(len(parts) - 1, 0, -1))
    return next((file for file in candidates if file and _exists(file)), None)


def _exists(path: str) -> bool:
    try:
        return Path(path).exists()
    except (OSError, ValueError):
        # A name the system refuses, such as one with a NUL, is no file; reading it says why.
        return False
