"""Entry of the program: which command is meant, and handing over to it.

Imports nothing but the chosen command. The first word is a command when it is the name of one;
anything else is a path for the reader, and `--` or `./` in front makes any name a path.
"""

from __future__ import annotations

import gc
import sys
from typing import TYPE_CHECKING

from briefing.cli.command_names import COMMANDS, GROUPS, LATER
from briefing.cli.diagnostics import DONE, guarded, install_signals
from briefing.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

_SETTING = "--setting"

ABOUT = (
    "Open articles in the reader, or print what stands in them. A PATH is a file, a folder or `-`; with "
    "nothing named, the articles that come with the program are read."
)
EXIT_CODES = (
    "0 done, 1 nothing found, 2 wrong command line or no terminal, 3 an input could not be read, 4 the store "
    "or the output cannot be written, 70 a fault of the program."
)


def run() -> None:
    """Run the program on the arguments of the process, and end it with the exit code."""
    install_signals()
    sys.exit(main(sys.argv[1:]))


def main(argv: Sequence[str]) -> int:
    """Run the program on `argv`, without its own name, and return the exit code."""
    return guarded(lambda: _dispatch(list(argv)))


def _dispatch(argv: list[str]) -> int:
    argv = _without_settings(argv)
    first = argv[0] if argv else ""
    if first in ("--version", "-V"):
        from briefing import __version__

        return _print(f"briefing {__version__}\n")
    if first in ("--help", "-h"):
        return _print(overview())
    if first in LATER:
        raise UsageError(
            f"{first} is not available in this version",
            hint=f"briefing ./{first} opens a file or folder of that name",
        )
    if first in GROUPS:
        return _dispatch_group(first, argv[1:])
    if first in COMMANDS:
        return _run(first, argv[1:])
    return _read(argv)


def _without_settings(argv: list[str]) -> list[str]:
    """Return `argv` without `--setting KEY=VALUE`, which every command takes, and have them hold.

    Done here, before a process is started that must know of them, and without the parser, which the
    reader starts faster without.
    """
    if not any(word.startswith(_SETTING) for word in argv):
        return argv
    rest: list[str] = []
    options: list[str] = []
    words = iter(argv)
    for word in words:
        if word == "--":
            rest += [word, *words]
        elif word.startswith(f"{_SETTING}="):
            options.append(word.partition("=")[2])
        elif word == _SETTING:
            option = next(words, None)
            if option is None:
                raise UsageError(f"{_SETTING} needs KEY=VALUE", hint="briefing config lists the settings")
            options.append(option)
        else:
            rest.append(word)
    from briefing.settings import use_options

    use_options(options)
    return rest


def _read(argv: list[str]) -> int:
    """Open the reader. Its worker process is started before anything else is even imported."""
    if sys.stderr is not None and sys.stderr.isatty():
        from briefing.jobs.launch import launch_early
        from briefing.jobs.terminal_watch import start_terminal_watch

        launch_early("briefing.session.worker_session", "briefing.session.requests.opening_requests")
        start_terminal_watch()
        # The collector finds nothing while modules are being loaded, and looks often; the app
        # starts it again when the screen stands.
        gc.disable()
    if not any(word.startswith("-") and word != "-" for word in argv):
        # Nothing to parse, so nothing of the parser is imported.
        from briefing.cli.commands.read import open_reader

        return open_reader(argv)
    return _run("read", argv)


def _dispatch_group(group: str, argv: list[str]) -> int:
    actions = [name.split()[1] for name in COMMANDS if name.startswith(f"{group} ")]
    if argv and argv[0] in actions:
        return _run(f"{group} {argv[0]}", argv[1:])
    if argv and argv[0] in ("--help", "-h"):
        return _print(_group_help(group))
    given = f"briefing {group} knows no {argv[0]}" if argv else f"briefing {group} needs a word more"
    raise UsageError(given, hint=f"one of {', '.join(actions)}")


def _run(name: str, argv: list[str]) -> int:
    from briefing.cli.command_uses import command_parser, find_command

    command, parser = find_command(name), command_parser(name)
    arguments = parser.parse(argv)
    if arguments is None:
        return _print(parser.help())
    if name != "read":
        # The reader has its own way to tell of it.
        _report_setting_faults()
    return command.run(arguments)


def _report_setting_faults() -> None:
    from briefing.cli.diagnostics import say
    from briefing.settings import loaded

    for fault in loaded().faults:
        say(fault)


def _print(text: str) -> int:
    from briefing.cli.output import ResultWriter

    ResultWriter("text").text(text)
    return DONE


def overview() -> str:
    """The text of `briefing --help`."""
    import textwrap

    singles = {name: summary for name, summary in COMMANDS.items() if " " not in name}
    commands = [*singles.items(), *GROUPS.items()]
    width = max(len(name) for name, _ in commands)
    return "\n".join(
        (
            "usage: briefing [PATH ...]",
            "       briefing COMMAND ...",
            "",
            *textwrap.wrap(ABOUT, 90),
            "",
            "commands:",
            *(f"  {name:<{width}}  {summary}" for name, summary in commands),
            "",
            "briefing COMMAND --help tells more. `briefing ./list` opens a folder called list.",
            "",
            "options:",
            "  -h, --help     show this help and end",
            "  -V, --version  show the version and end",
            "  --theme NAME   open the reader in this theme",
            "  --fetch        load pages that are named by their addresses, and open them",
            "  --setting KEY=VALUE",
            "                 set something for this run; `briefing config` lists what can be set",
            "",
            *textwrap.wrap(f"exit codes: {EXIT_CODES}", 90),
            "",
        )
    )


def _group_help(group: str) -> str:
    actions = {name: text for name, text in COMMANDS.items() if name.startswith(f"{group} ")}
    width = max(map(len, actions))
    lines = [f"usage: briefing {group} ACTION ...", "", GROUPS[group], ""]
    lines += [f"  briefing {name:<{width}}  {summary}" for name, summary in actions.items()]
    return "\n".join([*lines, "", f"briefing {group} ACTION --help tells more.", ""])
