"""`briefing tour`: ten short steps through the reader, over the articles that come with the program."""

from __future__ import annotations

import os
import tempfile
from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from briefing.cli.arguments import CommandParser
from briefing.cli.terminal import check_terminal


def configure(parser: CommandParser) -> None:
    parser.option("--theme", metavar="NAME", help="open in this theme; ctrl+t lists them")
    parser.note(
        "Each step says what to press and waits for it; what else is pressed does what it always does.\n"
        "It can be left at any time, and nothing of it is kept: marks, exports and what was open go with it."
    )


def run(arguments: Namespace) -> int:
    """Lead through the reader and return its exit code."""
    from briefing.cli.commands.read import open_reader

    check_terminal(os.environ)
    with _nothing_kept():
        return open_reader([], arguments.theme, tour=True)


@contextmanager
def _nothing_kept() -> Iterator[None]:
    """Have everything that is written go to a folder that is removed at the end; settings and themes stay
    those of the user."""
    from briefing.settings import given_options, use_options

    with tempfile.TemporaryDirectory(prefix="briefing-tour-", ignore_cleanup_errors=True) as folder:
        for kind in ("data", "state", "cache"):
            os.environ[f"BRIEFING_{kind.upper()}_DIR"] = str(Path(folder) / kind)
        use_options([*given_options(), f"export.folder={folder}"])
        yield
