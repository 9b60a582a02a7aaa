"""`briefing [PATH ...]`: opens the reader. The one place where the command line meets the app."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from briefing.cli.diagnostics import UNREADABLE, say, screen_to_itself
from briefing.cli.terminal import check_terminal, piped_input, take_keyboard
from briefing.errors import UsageError

if TYPE_CHECKING:
    from argparse import Namespace

    from briefing.cli.arguments import CommandParser
    from briefing.model.library_choice import LibraryChoice


def configure(parser: CommandParser) -> None:
    parser.inputs()
    parser.option("--theme", metavar="NAME", help="open in this theme; ctrl+t lists them")
    parser.option("--fetch", action="store_true", help="load pages that are named by their addresses")
    parser.option("--to", metavar="FOLDER", help="save them here, instead of in `fetched` in the data folder")
    parser.note("Articles may come through a pipe: the keyboard is then read from the terminal.")


def run(arguments: Namespace) -> int:
    """Open the reader on the paths and return its exit code."""
    from briefing.cli.arguments import library_choice

    paths = arguments.paths
    if arguments.fetch:
        check_terminal(os.environ)
        paths = _with_pages(paths, arguments.to)
        if not paths:
            return UNREADABLE
    elif arguments.to:
        raise UsageError("--to says where pages go that --fetch loads")
    return open_reader(paths, arguments.theme, library_choice(arguments))


def _with_pages(paths: Sequence[str], folder: str | None) -> list[str]:
    """The paths with the files of pages in place of their addresses; those that cannot be had are told."""
    from briefing.cli.commands.fetch import save_all
    from briefing.folders import pages_dir
    from briefing.reading.sources import is_web_address

    addresses = [path for path in paths if is_web_address(path)]
    if not addresses:
        raise UsageError("--fetch needs the address of a page", hint="briefing https://… --fetch")
    saved, _ = save_all(addresses, Path(folder) if folder else pages_dir(), private=not folder)
    files = {one.asked: os.fspath(one.file) for one in saved}
    found = (files.get(path) if is_web_address(path) else path for path in paths)
    return list(dict.fromkeys(path for path in found if path is not None))


def open_reader(
    paths: list[str], theme: str | None = None, library: LibraryChoice | None = None, *, tour: bool = False
) -> int:
    """The same for paths that need no parser; what `library` is, the environment says then.

    With `tour` it leads through the reader, and takes no articles from a pipe.
    """
    check_terminal(os.environ)
    if theme is not None:
        _check_theme(theme)
    if paths and not _any_there(paths):
        return UNREADABLE
    stdin = piped_input(named="-" in paths) if "-" in paths or not (paths or tour) else None
    if stdin is not None and "-" not in paths:
        paths = ["-"]
    take_keyboard()
    if os.environ.get("NO_COLOR") == "":
        # Empty means unset (no-color.org), but the toolkit below only looks whether it is there.
        del os.environ["NO_COLOR"]

    from briefing.model.library_choice import LibraryChoice

    chosen = library or LibraryChoice.of(os.environ)
    status, then_open = _read(paths, stdin, chosen, theme, tour=tour)
    while then_open:
        # The theme is that of the moment, which was remembered.
        status, then_open = _read(then_open, stdin, chosen, None)
    return status


def _read(
    paths: Sequence[str],
    stdin: bytes | None,
    library: LibraryChoice,
    theme: str | None,
    *,
    tour: bool = False,
) -> tuple[int, tuple[str, ...]]:
    """Let the reader run once; its exit code, and the paths with which it is to begin anew, or none."""
    from briefing.jobs.client import Worker
    from briefing.session.opening import Opening

    worker = Worker()
    try:
        # Reading begins before the app is imported, and goes on beside it.
        opening = Opening(worker, paths, stdin, library)
        if tour:
            from briefing.ui.guided_tour import run_tour

            with screen_to_itself():
                return run_tour(opening, theme), ()
        from briefing.ui.app import run_reader

        with screen_to_itself():
            return run_reader(opening, theme), opening.then_open
    finally:
        worker.stop()


def _check_theme(name: str) -> None:
    """Raise UsageError where no theme file has this name; what is wrong inside one, the reader tells."""
    from briefing.files.toml_file import toml_files
    from briefing.folders import theme_folders

    names = sorted({file.stem for folder in theme_folders() for file in toml_files(folder)})
    if name not in names:
        raise UsageError(f"no theme is called {name}", hint=f"one of {', '.join(names)}")


def _any_there(paths: Sequence[str]) -> bool:
    """Whether one of the paths can be opened at all; if not, say of each why.

    UsageError where the first is a command mistyped: what else was named belongs to that, and is no reason
    to open the reader.
    """
    if "\0" not in paths[0] and paths[0] != "-" and not os.path.exists(paths[0]):  # noqa: PTH110 - quick
        _guess(paths[0])
    if any(path == "-" or os.path.exists(path) for path in paths if "\0" not in path):  # noqa: PTH110 - quick
        return True
    reasons = {path: reason for path in paths if (reason := _missing(path)) is not None}
    if len(reasons) < len(set(paths)):
        return True
    for path, reason in reasons.items():
        say(f"{path}: {reason}")
    return False


def _missing(path: str) -> str | None:
    from briefing.cli.inputs import file_of
    from briefing.reading.sources import why_missing

    if path == "-" or file_of(path) is not None:
        return None
    try:
        os.stat(path)  # noqa: PTH116 - only whether it is there
    except (OSError, ValueError) as error:
        return why_missing(path, error)
    return None


def _guess(word: str) -> None:
    """Raise UsageError where a path that is not there looks like a command mistyped."""
    if not word.isascii() or not word.isalpha():
        return
    import difflib

    from briefing.cli.command_names import COMMANDS, GROUPS

    names = [name for name in (*COMMANDS, *GROUPS) if " " not in name]
    near = difflib.get_close_matches(word, names, n=1, cutoff=0.75)
    # Behind `--` a command's own name is meant as a path.
    if near and word not in names:
        raise UsageError(
            f"{word} is neither a command nor a file or folder", hint=f"did you mean briefing {near[0]}?"
        )
