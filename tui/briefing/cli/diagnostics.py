"""Standard error, exit codes, faults and signals: the only place that talks to the user aside.

Results are `briefing.cli.output`'s affair. Every way out of the program passes `guarded`, which
turns whatever happened into an exit code and at most a few lines, never a traceback.
"""

from __future__ import annotations

import os
import signal
import sys
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from briefing.cli.cells import shown
from briefing.errors import BriefingError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from types import FrameType

DONE = 0
NOTHING_FOUND = 1
UNREADABLE = 3
STORE = 4
FAULT = 70
PIPE_CLOSED = 141


class Stopped(BaseException):
    """The process was asked to end by a signal; not an error, so that nothing may handle it."""

    def __init__(self, signum: int) -> None:
        super().__init__(signum)
        self.exit_code = 128 + signum
        """What a shell reports for a process ended by this signal."""


class OutputError(BriefingError):
    """Standard output cannot be written: the disk is full, or it is closed."""

    exit_code = STORE


def say(message: str) -> None:
    """Write one line to standard error, named after the program and safe to show."""
    _write(f"briefing: {shown(message)}\n")


def say_lines(lines: list[str]) -> None:
    """Write lines whose columns matter to standard error, without the program's name."""
    _write("".join(f"{line}\n" for line in lines))


def _write(text: str) -> None:
    if sys.stderr is None:
        return
    try:
        sys.stderr.write(text)
        sys.stderr.flush()
    except (OSError, ValueError):
        # Standard error is full, closed or gone: there is nowhere left to say so, and the
        # results are still worth writing.
        return


def install_signals() -> None:
    """Make TERM and HUP end the program in order, unless whoever started it ignores them."""
    for name in ("SIGTERM", "SIGHUP"):
        signum = getattr(signal, name, None)
        if signum is not None and signal.getsignal(signum) is signal.SIG_DFL:
            signal.signal(signum, _stop)


def _stop(signum: int, _frame: FrameType | None) -> None:
    raise Stopped(signum)


def guarded(action: Callable[[], int]) -> int:
    """Run `action` and return the exit code of the process, whatever happens in it."""
    return _close_output(_outcome(action))


def _outcome(action: Callable[[], int]) -> int:
    try:
        return action()
    except BriefingError as error:
        say(str(error))
        return error.exit_code
    except BrokenPipeError:
        return PIPE_CLOSED
    except KeyboardInterrupt:
        return 128 + signal.SIGINT
    except Stopped as stopped:
        return stopped.exit_code
    except Exception as error:  # noqa: BLE001 - the last resort: a fault becomes a report
        _report_fault(error)
        return FAULT


def _close_output(code: int) -> int:
    """Write out what standard output still holds, and return the exit code that remains."""
    if sys.stdout is None:
        return code
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        _point_at_nothing()
        return PIPE_CLOSED
    except (OSError, ValueError) as error:
        _point_at_nothing()
        if code != STORE:
            say(str(output_error(error)))
        return STORE
    return code


def output_error(error: OSError | ValueError) -> OutputError:
    """The error shown when standard output refuses what is written to it."""
    reason = (error.strerror if isinstance(error, OSError) else None) or str(error)
    return OutputError(f"the results cannot be written: {reason}")


def _point_at_nothing() -> None:
    """Point a standard output that cannot be written at nothing.

    The interpreter flushes it once more when it ends, and would complain about what it still holds.
    """
    try:
        nothing = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nothing, sys.stdout.fileno())
    except (OSError, ValueError):
        # Not a real stream: what it holds dies with it.
        return
    os.close(nothing)


def _report_fault(error: BaseException) -> None:
    report = _write_report(error)
    where = f"; a report is in {report}" if report else "; no report could be written"
    say(f"a fault in briefing itself: {type(error).__name__}{where}")


def _write_report(error: BaseException) -> Path | None:
    """Write what a maintainer needs to a file of the user's own; None where nothing can be written."""
    import platform
    import traceback

    from briefing import __version__
    from briefing.text.clean import clean

    text = "\n".join(
        (
            f"briefing {__version__}, Python {platform.python_version()}, {platform.platform()}",
            f"arguments: {sys.argv[1:]!r}",
            "",
            *traceback.format_exception(error),
        )
    )
    # Messages of exceptions may quote an article, and people look at reports in a terminal.
    data = clean(text).encode("utf-8", "backslashreplace")
    for folder in (_report_folder, _temporary_folder):
        try:
            handle, path = _new_report("fault", folder())
            with os.fdopen(handle, "wb") as file:
                file.write(data)
        except OSError:
            continue
        return path
    return None


@contextmanager
def screen_to_itself() -> Iterator[None]:
    """Let nothing but the reader write to the terminal: what others write to standard error goes to a report.

    Those are the interpreter, where it crashes (`-X faulthandler`) or warns, and libraries that know no
    other place. A report that stays empty is removed, of any other a line tells.
    """
    import faulthandler

    from briefing.jobs.terminal_watch import name_report

    report, path = _report_of_messages()
    screen, before = os.dup(2), (sys.stderr, sys.__stderr__)
    sys.stderr.flush()
    os.dup2(report, 2)
    os.close(report)
    if path is not None:
        name_report(str(path))
    # Where the interpreter itself crashes, no report but this is possible.
    told_before = faulthandler.is_enabled()
    faulthandler.enable(2)
    # Textual draws on what this names.
    sys.stderr = sys.__stderr__ = os.fdopen(screen, "w", encoding="utf-8", errors="backslashreplace")  # type: ignore[misc]
    try:
        yield
    finally:
        if not told_before:
            faulthandler.disable()
        drawn_on, (sys.stderr, sys.__stderr__) = sys.stderr, before  # type: ignore[misc]
        size = os.fstat(2).st_size
        os.dup2(screen, 2)
        drawn_on.close()
        if path is not None and not size:
            # Where its folder was taken away meanwhile there is nothing to tell.
            with suppress(OSError):
                path.unlink(missing_ok=True)
        elif path is not None:
            say(f"messages that would have disturbed the screen are in {path}")


def _report_of_messages() -> tuple[int, Path | None]:
    """A file for messages, open for writing, and where it is; one that leads nowhere if none can be made."""
    for folder in (_report_folder, _temporary_folder):
        try:
            return _new_report("messages", folder())
        except OSError:
            continue
    return os.open(os.devnull, os.O_WRONLY), None


def _new_report(kind: str, folder: Path) -> tuple[int, Path]:
    """A file of a name of its own, open for writing; raises OSError."""
    import tempfile
    import time

    prefix = time.strftime(f"{kind}-%Y%m%d-%H%M%S-")
    handle, name = tempfile.mkstemp(suffix=".txt", prefix=prefix, dir=folder)
    return handle, Path(name)


def _report_folder() -> Path:
    from briefing.files.disk import private_folder
    from briefing.folders import state_dir

    folder = state_dir() / "reports"
    # A folder made with its parents gives those the rights of the umask, and the state is told there.
    private_folder(folder)
    return folder


def _temporary_folder() -> Path:
    import tempfile

    return Path(tempfile.gettempdir())
