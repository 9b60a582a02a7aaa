"""Which articles changed files make new, different or gone: for articles that are held as values."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from briefing.model.article import Article
from briefing.reading.read_articles import read_paths


class FileUpdate(NamedTuple):
    """What became of the articles of some files."""

    different: list[Article]
    """As they were read now: those that are new, and those whose text is another."""
    gone: list[str]
    """Ids of those whose file, or whose record in it, is no longer there."""


def read_changed(known: Mapping[str, Article], paths: Sequence[str], changed: Sequence[str]) -> FileUpdate:
    """Read anew what lies at the absolute paths `changed` below `paths`, held against what is known."""
    touched = [name for path in changed for name in _given(paths, path)]
    there = [name for name in touched if os.path.lexists(name)]
    found = read_paths(there) if there else ()
    articles = {item.id: item for item in found if isinstance(item, Article)}
    covered = [name for name in known if any(_lies_in(name, place) for place in touched)]
    different = [
        article
        for name, article in articles.items()
        if name not in known or known[name].fingerprint != article.fingerprint
    ]
    return FileUpdate(different, [name for name in covered if name not in articles])


def _given(paths: Sequence[str], changed: str) -> Iterator[str]:
    """The absolute path `changed` as it would be named below each of `paths`; hidden files are not read."""
    for path in paths:
        root = os.path.realpath(path)
        if changed == root:
            yield path
            continue
        head = root if root.endswith("/") else f"{root}/"
        below = changed[len(head) :] if changed.startswith(head) else ""
        if below and not any(part.startswith(".") for part in below.split("/")):
            yield f"{path}{'' if path.endswith('/') else '/'}{below}"


def _lies_in(name: str, place: str) -> bool:
    """Whether the article called `name` comes from the file `place`, or from below it."""
    return name == place or name.startswith((f"{place}#", f"{place}/"))
