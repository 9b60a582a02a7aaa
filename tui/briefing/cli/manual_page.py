"""The manual as one page of roff, made of the texts of the helps and the settings."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from briefing.cli.arguments import OptionUse
from briefing.cli.command_uses import CommandUse


def manual_page(
    version: str,
    about: str,
    exit_codes: str,
    uses: Sequence[CommandUse],
    settings: Sequence[tuple[str, str, str]],
) -> str:
    """The page.

    Args:
        version: Of the program.
        about: What it does, some sentences.
        exit_codes: What they mean, in words.
        uses: Every command.
        settings: Of each its key, what it means, and what it may be.
    """
    lines = [
        f'.TH BRIEFING 1 "" "briefing {_plain(version)}" "User Commands"',
        ".SH NAME",
        r"briefing \- read and compare articles in the terminal",
        ".SH SYNOPSIS",
        *_typed("briefing [PATH ...]"),
        ".br",
        *_typed("briefing COMMAND ..."),
        ".SH DESCRIPTION",
        _plain(about),
        ".SH COMMANDS",
    ]
    for use in uses:
        lines += [f".SS {_quoted(f'briefing {use.name}')}", _plain(use.summary), ".PP", *_typed(use.usage)]
        for word in use.words:
            chosen = f" ({', '.join(word.choices)})" if word.choices else ""
            lines += [".TP", rf"\fI{_plain(word.value)}\fR", _plain(word.help + chosen)]
        for option in use.options:
            lines += [".TP", _option(option), _plain(option.help)]
        if use.notes:
            lines += [".PP", ".nf", *map(_line, use.notes.splitlines()), ".fi"]
    lines.append(".SH SETTINGS")
    for key, meaning, accepted in settings:
        lines += [".TP", rf"\fB{_plain(key)}\fR", _plain(f"{meaning}. {accepted}.")]
    lines += [".SH EXIT STATUS", _plain(exit_codes)]
    return "\n".join(lines) + "\n"


def _option(option: OptionUse) -> str:
    names = ", ".join(rf"\fB{_plain(name)}\fR" for name in option.names)
    value = f"{{{'|'.join(option.choices)}}}" if option.choices else option.value
    return rf"{names} \fI{_plain(value)}\fR" if value else names


def _typed(text: str) -> Iterator[str]:
    yield rf"\fB{_plain(text)}\fR"


def _quoted(text: str) -> str:
    return '"' + _plain(text).replace('"', r"\(dq") + '"'


def _line(text: str) -> str:
    """A line that stands as it is, indentation included."""
    return _escaped(text) or r"\&"


def _plain(text: str) -> str:
    """Text that is filled to the width of the page."""
    return _escaped(" ".join(text.split()))


def _escaped(text: str) -> str:
    """Text of which nothing is a command of roff: no backslash, and no dot or apostrophe at the beginning."""
    text = text.replace("\\", r"\e").replace("-", r"\-").replace("`", r"\(ga").replace("'", r"\(aq")
    text = text.replace("^", r"\(ha").replace("~", r"\(ti")
    text = re.sub(r"[^\x00-\x7f]", lambda found: rf"\[u{ord(found.group()):04X}]", text)
    return rf"\&{text}" if text.startswith(".") else text
