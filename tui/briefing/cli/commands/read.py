"""`briefing [PATH ...]`: opens the reader. The one place where the command line meets the app."""

from __future__ import annotations

import os
from argparse import Namespace
from collections.abc import Sequence

from briefing.cli.arguments import CommandParser
from briefing.cli.diagnostics import UNREADABLE, say
from briefing.cli.inputs import file_of
from briefing.cli.terminal import check_terminal, piped_input, take_keyboard
from briefing.errors import UsageError


def configure(parser: CommandParser) -> None:
    """Add what the reader takes."""
    parser.paths()
    parser.option("--theme", metavar="NAME", help="open in this theme; ctrl+p lists them")
    parser.note("Articles may come through a pipe: the keyboard is then read from the terminal.")


def run(arguments: Namespace) -> int:
    """Open the reader on the paths and return its exit code."""
    paths: list[str] = arguments.paths
    check_terminal(os.environ)
    if paths and not _any_there(paths):
        return UNREADABLE
    stdin = piped_input(named="-" in paths) if "-" in paths or not paths else None
    if stdin is not None and "-" not in paths:
        paths = ["-"]
    take_keyboard()
    if os.environ.get("NO_COLOR") == "":
        # Empty means unset (no-color.org), but the toolkit below only looks whether it is there.
        del os.environ["NO_COLOR"]

    from briefing.worker.client import Worker
    from briefing.worker.opening import Opening

    worker = Worker()
    try:
        # Reading begins before the app is imported, and goes on beside it.
        opening = Opening(worker, paths, stdin)
        from briefing.ui.app import run_reader

        return run_reader(opening, arguments.theme)
    finally:
        worker.stop()


def _any_there(paths: Sequence[str]) -> bool:
    """Whether one of the paths can be opened at all; if not, say of each why."""
    reasons = {path: reason for path in paths if (reason := _missing(path)) is not None}
    if len(reasons) < len(set(paths)):
        return True
    if len(reasons) == 1:
        _guess(paths[0])
    for path, reason in reasons.items():
        say(f"{path}: {reason}")
    return False


def _missing(path: str) -> str | None:
    from briefing.reading.sources import reason_of

    if path == "-" or file_of(path) is not None:
        return None
    try:
        os.stat(path)  # noqa: PTH116 - only whether it is there
    except (OSError, ValueError) as error:
        return reason_of(error)
    return None


def _guess(word: str) -> None:
    """Raise UsageError where a path that is not there looks like a command mistyped."""
    if not word.isascii() or not word.isalpha():
        return
    import difflib

    from briefing.cli.registry import COMMANDS, GROUPS

    names = [name for name in (*COMMANDS, *GROUPS) if " " not in name]
    near = difflib.get_close_matches(word, names, n=1, cutoff=0.75)
    if near:
        raise UsageError(
            f"{word} is neither a command nor a file or folder", hint=f"did you mean briefing {near[0]}?"
        )
