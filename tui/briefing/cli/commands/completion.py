"""`briefing completion`: what has a shell complete command lines."""

from __future__ import annotations

from argparse import Namespace

from briefing.cli.arguments import CommandParser
from briefing.cli.diagnostics import DONE
from briefing.cli.output import ResultWriter

SHELLS = ("bash", "zsh", "fish")


def configure(parser: CommandParser) -> None:
    parser.word("shell", "SHELL", "bash, zsh or fish", required=True, choices=SHELLS)
    parser.note(
        "Commands, options, what they may be, and files are completed. To have it in every shell:\n\n"
        "  bash  briefing completion bash > ~/.local/share/bash-completion/completions/briefing\n"
        "        or, without that package: source <(briefing completion bash) in ~/.bashrc\n"
        "  zsh   briefing completion zsh > _briefing, in a folder of $fpath, before compinit\n"
        "  fish  briefing completion fish > ~/.config/fish/completions/briefing.fish"
    )


def run(arguments: Namespace) -> int:
    """Print the script of a shell."""
    from briefing.cli.command_uses import every_command
    from briefing.cli.completion_scripts import completion_script
    from briefing.settings import BY_KEY

    ResultWriter("text").text(completion_script(arguments.shell, every_command(), BY_KEY))
    return DONE
