"""Takes in files that changed while they were being read: into a library, or into memory."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from briefing.library.locations import library_folder
from briefing.model.article import Article
from briefing.model.opening_events import FilesChanged

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from briefing.session import Session

NAMED = 50
"""Of more articles than these that changed at once, none is named."""


def take_files(paths: Sequence[str], changed: Sequence[str]) -> FilesChanged | None:
    """Bring the library of `paths` up to date with the absolute paths `changed`; None without change.

    Raises BusyError when another program builds it, LibraryError when it cannot be written.
    """
    from briefing.library.build.builder import build_library
    from briefing.library.reader import Library

    library = Library.open(library_folder(paths), paths)
    try:
        before = library.generation()
        for _ in build_library(paths, changed=changed):
            pass
        if not library.refresh():
            return None
        written = library.written_since(before)
        heads = library.heads_of(written) if len(written) <= NAMED else ()
        return FilesChanged(tuple(head.id for head in heads))
    finally:
        library.close()


def reread(session: Session, paths: Sequence[str], changed: Sequence[str]) -> FilesChanged:
    """Read anew what lies at the absolute paths `changed`; the session knows the new versions then."""
    from briefing.reading.read_articles import read_paths

    known = {article.id: article for article in session.articles}
    touched = [name for path in changed for name in _given(paths, path)]
    there = [name for name in touched if os.path.lexists(name)]
    found = read_paths(there) if there else ()
    articles = {item.id: item for item in found if isinstance(item, Article)}
    covered = [name for name in known if any(_lies_in(name, place) for place in touched)]
    gone = [name for name in covered if name not in articles]
    different = [
        article
        for name, article in articles.items()
        if name not in known or known[name].fingerprint != article.fingerprint
    ]
    renewed = session.renew(different, gone)
    return FilesChanged(tuple(article.id for article in renewed), tuple(gone), renewed)


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
