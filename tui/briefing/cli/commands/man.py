"""`briefing man`: the manual, made of what commands, settings and keys say of themselves."""

from __future__ import annotations

from argparse import Namespace

from briefing.cli.arguments import CommandParser
from briefing.cli.diagnostics import DONE
from briefing.cli.output import ResultWriter


def configure(parser: CommandParser) -> None:
    parser.note(
        "It is one page in the form that `man` reads (roff). To look at it, and to keep it:\n\n"
        "  briefing man | man -l -\n"
        "  briefing man > ~/.local/share/man/man1/briefing.1"
    )


def run(_arguments: Namespace) -> int:
    """Print the page."""
    from briefing import __version__
    from briefing.cli.command_uses import every_command
    from briefing.cli.main import ABOUT, EXIT_CODES
    from briefing.cli.manual_page import manual_page
    from briefing.settings import TABLE

    settings = [(setting.key, setting.meaning, setting.accepted) for setting in TABLE]
    ResultWriter("text").text(manual_page(__version__, ABOUT, EXIT_CODES, every_command(), settings))
    return DONE
