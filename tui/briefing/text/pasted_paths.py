"""Paths as terminals and file managers write them where files are dragged or copied: quoted, escaped, or as
addresses of files."""

from __future__ import annotations

import os
import re
from urllib.parse import unquote, urlsplit

MOST_CHARACTERS = 65_536
"""A text longer than this is no list of paths."""
_WORD = re.compile(
    r"""'(?P<single>[^']*)'|"(?P<double>(?:[^"\\]|\\.)*)"|\\(?P<escaped>.)|(?P<plain>[^\s'"\\]+)"""
)
_LINE_END = re.compile(r"\r?\n|\r")
"""Other signs that end a line may stand in the name of a file."""
_QUOTED = re.compile(r"""'([^']*)'|"([^"]*)"|(\S+)""")
_ESCAPED = re.compile(r"\\(.)")
_DRIVE = re.compile(r"[A-Za-z]:[\\/]|\\\\")


def pasted_paths(text: str, *, windows: bool = os.name == "nt") -> tuple[str, ...]:
    """Return the paths that a pasted text is made of, each once, in order; none where any of it is something
    else.

    Only paths from the root count (`/…`, `~/…`, `file:///…`, on Windows `C:\\…`): a word that is pasted is a
    word, also where a file is called so. A line is one path, or several with blanks between them.
    """
    if not text.strip() or len(text) > MOST_CHARACTERS or "\0" in text:
        return ()
    found: dict[str, None] = {}
    for line in _LINE_END.split(text):
        if not (line := line.strip()):
            continue
        paths = [_path(word, windows=windows) for word in _words(line, windows=windows)]
        whole = _path(line, windows=windows)
        if not paths or None in paths:
            # Some terminals write blanks as they are: the line is one path then.
            paths = [whole]
        for path in paths:
            if path is None:
                return ()
            found[path] = None
    return tuple(found)


def _words(line: str, *, windows: bool) -> list[str]:
    """The words of a line as a shell would cut it; on Windows a backslash is part of a path."""
    if windows:
        return [next(filter(None, one), "") for one in _QUOTED.findall(line)]
    words: list[str] = []
    end = -1
    for match in _WORD.finditer(line):
        part = match["single"] or match["escaped"] or match["plain"] or ""
        if match["double"] is not None:
            part = _ESCAPED.sub(r"\1", match["double"])
        if match.start() == end:
            words[-1] += part
        else:
            words.append(part)
        end = match.end()
    return words


def _path(word: str, *, windows: bool) -> str | None:
    """The path that a word is; None where it is none from the root."""
    if word.lower().startswith("file:"):
        parts = urlsplit(word)
        path = unquote(parts.path)
        if parts.netloc not in ("", "localhost") or not path.startswith("/"):
            return None
        # `file:///C:/a` names a path of Windows.
        return path[1:] if windows and _DRIVE.match(path[1:]) else path
    if word.startswith("~/"):
        return os.path.expanduser(word)  # noqa: PTH111 - a name, which may be of no file
    if windows:
        return word if _DRIVE.match(word) else None
    return word if word.startswith("/") else None
