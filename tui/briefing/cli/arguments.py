"""What the commands share in their arguments, and a parser that takes options anywhere.

argparse alone stumbles over a word behind an option, or over `--` between them. Here it reads the
options and writes the help; the words that are left are handed out in order.
"""

from __future__ import annotations

import argparse
import os
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple, NoReturn

from briefing.cli.colour import COLOUR_CHOICES
from briefing.cli.output import FORMATS
from briefing.errors import UsageError
from briefing.model.library_choice import LibraryChoice
from briefing.text.iso_day import read_date

PATHS_HELP = "files, folders, `-` for standard input, or FILE#ID for one article of a file of several"
BUNDLED = "the articles that come with the program"


class _Word(NamedTuple):
    name: str
    metavar: str
    many: bool
    required: bool
    choices: tuple[str, ...]
    help: str


class OptionUse(NamedTuple):
    """An option, as help, completion and manual tell of it."""

    names: tuple[str, ...]
    """`-o` and `--output`: all are the same."""
    value: str
    """What its value is called: `FILE`; empty where it takes none, and where it takes one of `choices`."""
    choices: tuple[str, ...]
    help: str


class WordUse(NamedTuple):
    """A word of a command, in the same way."""

    value: str
    many: bool
    required: bool
    choices: tuple[str, ...]
    help: str


class _Options(argparse.ArgumentParser):
    """argparse, with faults raised as UsageError instead of printed."""

    def error(self, message: str) -> NoReturn:
        raise UsageError(message, hint=f"see {self.prog} --help")


class CommandParser:
    """The arguments of one command: options in any place, and words in order."""

    def __init__(self, name: str, summary: str) -> None:
        """`name` as typed behind the program's; `summary` opens the help."""
        self.prog = f"briefing {name}".rstrip()
        settings: dict[str, Any] = {
            "prog": self.prog,
            "description": summary,
            "allow_abbrev": False,
            "add_help": False,
            "formatter_class": argparse.RawDescriptionHelpFormatter,
        }
        self._options = _Options(**settings)
        self._help = _Options(**settings)
        self._words: list[_Word] = []
        self.option("-h", "--help", action="store_true", help="show this help and end")
        # Taken out of the words by `cli.main`, before any parser is needed.
        self._help.add_argument(
            "--setting",
            action="append",
            metavar="KEY=VALUE",
            help="set something for this run; `briefing config` lists what can be set",
        )

    def option(self, *names: str, **settings: Any) -> None:
        """Add an option, as `argparse.ArgumentParser.add_argument` does."""
        self._options.add_argument(*names, **settings)
        self._help.add_argument(*names, **settings)

    def word(
        self,
        name: str,
        metavar: str,
        help_text: str,
        *,
        many: bool = False,
        required: bool = False,
        choices: Sequence[str] = (),
    ) -> None:
        """Add a word: one string, one of `choices` where there are any, or with `many` (last) a list of all
        that follow."""
        self._words.append(_Word(name, metavar, many, required, tuple(choices), help_text))
        nargs: str | None = ("+" if required else "*") if many else (None if required else "?")
        self._help.add_argument(name, metavar=metavar, nargs=nargs, help=help_text)

    def note(self, text: str) -> None:
        """Add lines to the end of the help."""
        self._help.epilog = text

    def paths(self, unnamed: str = BUNDLED) -> None:
        """Add the articles to read: `arguments.paths`; `unnamed` is what is meant where none is named."""
        self.word("paths", "PATH", f"{PATHS_HELP}; with nothing named, {unnamed}", many=True)

    def inputs(self) -> None:
        """Add the articles to read and what is kept of them: `paths`, `library` and `no_library`."""
        self.paths()
        self.library()

    def library(self) -> None:
        """Add what is kept of articles: `library` and `no_library`."""
        self.option("--library", metavar="DIR", help="keep what is worked out in this folder")
        self.option("--no-library", action="store_true", help="read everything, and keep nothing of it")

    def results(self) -> None:
        """Add how results are written: `arguments.format` and `arguments.color`."""
        self.option("--format", choices=FORMATS, help="text on a terminal, else json, unless given here")
        self.option(
            "--color",
            choices=COLOUR_CHOICES,
            default="auto",
            help="whether text has colours (default: auto); a non-empty NO_COLOR wins",
        )

    def parse(self, argv: Sequence[str]) -> argparse.Namespace | None:
        """Return what `argv` says, or None where it asks for help; UsageError where it is wrong."""
        cut = argv.index("--") if "--" in argv else len(argv)
        found, words = self._options.parse_known_args(list(argv[:cut]))
        if found.help:
            return None
        for word in words:
            if word.startswith("-") and word != "-":
                self._options.error(f"no option is called {word.partition('=')[0]}")
        self._hand_out([*words, *argv[cut + 1 :]], found)
        return found

    def _hand_out(self, words: list[str], found: argparse.Namespace) -> None:
        for word in self._words:
            if word.required and not words:
                self._options.error(f"{word.name.upper()} is missing")
            if word.many:
                setattr(found, word.name, words)
                words = []
            else:
                given = words.pop(0) if words else None
                if word.choices and given is not None and given not in word.choices:
                    self._options.error(f"{given} is none of {', '.join(word.choices)}")
                setattr(found, word.name, given)
        if words:
            self._options.error(f"{words[0]} is one word too many")

    def help(self) -> str:
        return self._help.format_help()

    @property
    def usage(self) -> str:
        """What is typed, without `usage: `, in one line."""
        return " ".join(self._help.format_usage().removeprefix("usage: ").split())

    @property
    def notes(self) -> str:
        """What stands at the end of the help."""
        return self._help.epilog or ""

    @property
    def option_uses(self) -> list[OptionUse]:
        """Every option, in the order of the help."""
        return [
            OptionUse(
                tuple(action.option_strings),
                "" if action.nargs == 0 or action.choices else str(action.metavar or action.dest.upper()),
                tuple(map(str, action.choices or ())),
                (action.help or "") % {**vars(action), "prog": self.prog},
            )
            for action in self._help._actions
            if action.option_strings
        ]

    @property
    def word_uses(self) -> list[WordUse]:
        """Every word, in order."""
        return [WordUse(one.metavar, one.many, one.required, one.choices, one.help) for one in self._words]


def number(least: int) -> Callable[[str], int]:
    """Return a converter of an option's value to a whole number of at least `least`."""

    def convert(text: str) -> int:
        if not (text.isascii() and text.isdigit() and len(text) < 10) or int(text) < least:
            raise argparse.ArgumentTypeError(f"{text} is not a whole number from {least}")
        return int(text)

    return convert


def day(text: str) -> str:
    """Convert an option's value to an ISO date."""
    try:
        read = read_date(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(str(error)) from error
    return read.isoformat() if read is not None else ""


def library_choice(arguments: argparse.Namespace) -> LibraryChoice:
    """Return what the options of `CommandParser.library` say, and else the environment.

    UsageError where the options disagree.
    """
    if arguments.library and arguments.no_library:
        raise UsageError("--library and --no-library do not go together")
    return LibraryChoice.of(os.environ, folder=arguments.library, forbidden=arguments.no_library)


class CommandAction(NamedTuple):
    """What a command takes, and what it does."""

    configure: Callable[[CommandParser], None]
    """Adds the command's options and words to its parser."""
    run: Callable[[argparse.Namespace], int]
    """Does it and returns the exit code; BriefingError where it cannot be done."""
