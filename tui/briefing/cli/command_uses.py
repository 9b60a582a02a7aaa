"""How every command is used, asked of its parser: what completion and the manual are made of."""

from __future__ import annotations

from importlib import import_module
from typing import NamedTuple

from briefing.cli.arguments import CommandAction, CommandParser, OptionUse, WordUse
from briefing.cli.command_names import COMMANDS


class CommandUse(NamedTuple):
    """A command with its options and words."""

    name: str
    """As typed behind the program's: `marks add`."""
    summary: str
    usage: str
    options: tuple[OptionUse, ...]
    words: tuple[WordUse, ...]
    notes: str


def find_command(name: str) -> CommandAction:
    """The action called `name`; only its module is imported, for every other would cost time."""
    group, _, action = name.partition(" ")
    module = import_module(f"briefing.cli.commands.{group}")
    if not action:
        return CommandAction(module.configure, module.run)
    found: CommandAction = module.ACTIONS[action]
    return found


def command_parser(name: str) -> CommandParser:
    """The parser of the command called `name`."""
    parser = CommandParser(name, COMMANDS[name])
    find_command(name).configure(parser)
    return parser


def every_command() -> list[CommandUse]:
    """All commands in the order of the help."""
    parsers = {name: command_parser(name) for name in COMMANDS}
    return [
        CommandUse(
            name,
            COMMANDS[name],
            parser.usage,
            tuple(parser.option_uses),
            tuple(parser.word_uses),
            parser.notes,
        )
        for name, parser in parsers.items()
    ]
