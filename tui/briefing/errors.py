"""The errors a user may meet.

BriefingError
├─ UsageError        the command line or the configuration is wrong (exit 2)
├─ ReadError         an input could not be read (exit 3; what holds no articles is passed over in folders)
├─ StoreError        the user's store is locked, full, read-only or too new (exit 4)
├─ LibraryError      a library cannot be used: damaged, of another format, busy (exit 4)
└─ ExportError       an export could not be written (exit 4)

Every error carries one line that says what happened and, where there is one, a hint that
says what to do. Exit codes are given here so that both faces agree; only the command line
turns them into a process status.
"""

from __future__ import annotations

from typing import ClassVar


class BriefingError(Exception):
    """Base of all errors shown to a user: one line, and perhaps a hint."""

    exit_code: ClassVar[int] = 70
    passing: bool = False
    """Whether it is over by itself: it speaks of an article that went, as will be known in a moment."""

    def __init__(self, message: str, *, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        """What happened, in one line, without a final full stop."""
        self.hint = hint
        """What the user can do about it; empty where there is nothing to say."""

    def __str__(self) -> str:
        return f"{self.message} ({self.hint})" if self.hint else self.message


class UsageError(BriefingError):
    """The command line or the configuration is wrong."""

    exit_code = 2


class NoArticleError(UsageError):
    """No article is called so, or none any more."""

    passing = True


class ReadError(BriefingError):
    """An input could not be read."""

    exit_code = 3


class NoArticlesError(ReadError):
    """A file of a format that is read holds something else than articles, as a table of numbers does."""


class StoreError(BriefingError):
    """The user's store is locked, full, read-only, damaged or of a newer version."""

    exit_code = 4


class LibraryError(BriefingError):
    """A library on disk cannot be used: it is damaged, of another format, busy, full or read-only.

    Nothing in a library is lost for good: it is worked out again from the articles.
    """

    exit_code = 4


class ExportError(BriefingError):
    """An export could not be written."""

    exit_code = 4
