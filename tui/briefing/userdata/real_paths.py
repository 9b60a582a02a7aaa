"""Where articles lie: the path of their file from the root, links followed.

The same article has many names: as seen from this folder or that, through a link or not. And many articles
have one name: each folder may have its `1.txt`.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator

from briefing.working_folder import absolute_path, real_path

_STANDARD_INPUT = "-"


class RealPaths:
    """Where the articles of some ids lie; folders are looked at once."""

    def __init__(self) -> None:
        self._folders: dict[str, str] = {}

    def of(self, article_id: str) -> str:
        """As `real_path_of`."""
        file, part = _file_and_part(article_id)
        if file in ("", _STANDARD_INPUT) or "\0" in file:
            return ""  # standard input, or what no file is called
        folder, name = os.path.split(file)
        try:
            if name in ("", os.curdir, os.pardir):
                return real_path(file) + part
            if folder not in self._folders:
                self._folders[folder] = real_path(folder or os.curdir)
            there = os.path.join(self._folders[folder], name)  # noqa: PTH118 - a hundred thousand of them
            return (real_path(there) if os.path.islink(there) else there) + part  # noqa: PTH114 - as above
        except (OSError, ValueError):
            return ""  # nor can this be the name of any


def real_path_of(article_id: str) -> str:
    """Return where an article lies, seen from here: its file from the root, links followed, and its `#ID`.

    Empty for standard input, and for what can be the name of no file. The file need not be there.
    """
    return RealPaths().of(article_id)


def is_there(path: str) -> bool:
    """Whether a file lies where `real_path_of` said once; never one of another machine's kind of path."""
    try:
        return os.path.isabs(path) and os.path.lexists(_file_and_part(path)[0])  # noqa: PTH117 - names
    except (OSError, ValueError):
        return False


def is_same_path(one: str, other: str) -> bool:
    """Whether two real paths are of one article; neither is empty."""
    return path_key(one) == path_key(other)


def path_key(path: str) -> str:
    """Return what is the same for two spellings of a real path: the case of letters counts for nothing where
    the system does not tell it apart."""
    return os.path.normcase(path)


def names_below(paths: Iterable[str], place: str) -> Iterator[str]:
    """Yield the ids that an article at an absolute path has below `paths`, as these are given; links in it
    may have been followed or not."""
    for path in paths:
        for root in sorted({absolute_path(path), real_path_of(path)} - {""}):
            if _is_below(place, root):
                yield path.rstrip("/") + place[len(root.rstrip("/")) :]


def below(paths: Iterable[str]) -> Callable[[str], bool]:
    """Return what tells whether an absolute path is one of `paths`, as these are given, or lies below one."""
    roots = {root for path in paths for root in (absolute_path(path), real_path_of(path)) if root}
    return lambda place: any(_is_below(place, root) for root in roots)


def _is_below(place: str, root: str) -> bool:
    base = root.rstrip("/")
    return place == root or place.startswith((f"{base}/", f"{root}#"))


def _file_and_part(article_id: str) -> tuple[str, str]:
    """Return the file of an article and, of one of several in it, what names it there, with its `#`."""
    file, sign, _ = article_id.partition("#")
    if not sign or os.path.lexists(article_id):
        return article_id, ""
    ends = [at for at, character in enumerate(article_id) if character == sign]
    # A file's name may have the sign in it too: the longest that is there is meant.
    at = next((at for at in reversed(ends) if os.path.lexists(article_id[:at])), len(file))
    return article_id[:at], article_id[at:]
