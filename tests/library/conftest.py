"""Folders of the tests' own, articles in one, and a library made of them by hand."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest

from briefing.analyses.articles import annotate
from briefing.library.build.builder import build_library
from briefing.library.file_changes import KnownFile, SeenFile, digest_of, seen_file
from briefing.library.locations import library_folder
from briefing.library.packing import PackedArticle, pack_article
from briefing.library.reader import Library
from briefing.library.stored_names import place_of
from briefing.library.writer import LibraryWriter, PackedFailure, open_writer
from briefing.model.article import Failure
from briefing.reading.read_articles import read_paths
from briefing.session import Session

TEXTS = {
    "b/ferry.txt": "Ferry line stops\n\nThe ferry carried 12,000 people in April.\n\n"
    "It stops on 3 May 2026.\n",
    "b/notes.jsonl": '{"id": "one", "text": "The bridge needs 40 tons of steel."}\n'
    '{"id": "two", "text": "The bridge opens in June."}\n{"no": 1}\n',
    "c.md": "---\nsource: Coast Gazette\npublished: 2026-03-01\n---\n# Dredging\n\n"
    "The channel is 14 metres deep.\n",
    "harbour.txt": "Harbour toll raised\n\nThe toll rises by 4.5 percent to $2.4 million a year.\n",
}
OLD = 1_700_000_000
Run = Callable[..., subprocess.CompletedProcess[str]]


class Hand:
    """Does by hand what building does with processes."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.names = tuple(TEXTS)

    def write(self, name: str, text: str) -> Path:
        """Write a file of the folder, with an old time."""
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        os.utime(path, (OLD, OLD))
        return path

    def seen(self, name: str) -> SeenFile:
        """A file of the folder as a scan would meet it."""
        path = self.folder / name
        status = path.stat()
        return seen_file(str(path), 1, place_of(name), status)

    def read(self, name: str) -> tuple[list[PackedArticle], list[PackedFailure]]:
        """What reading a file gives, ready to be stored."""
        path = str(self.folder / name)
        articles: list[PackedArticle] = []
        failures: list[PackedFailure] = []
        for found in read_paths([path]):
            if isinstance(found, Failure):
                failures.append(PackedFailure(found.path[len(path) :], found.reason, found.skipped))
            else:
                articles.append(pack_article(found, annotate(found), path))
        return articles, failures

    def put(self, writer: LibraryWriter, names: Sequence[str]) -> list[int]:
        """Record files in one commit; return the numbers of their articles."""
        numbers: list[int] = []
        with writer.batch() as generation:
            for name in names:
                seen = self.seen(name)
                digest = digest_of((self.folder / name).read_bytes())
                numbers += writer.put(generation, seen, seen.mtime_ns, digest, *self.read(name))[1]
        return numbers

    def known(self, writer: LibraryWriter, name: str) -> KnownFile:
        """The record of one file."""
        return next(file for file in writer.known_files() if file.place == place_of(name))


@pytest.fixture(autouse=True)
def own_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep the user's own files out of every test."""
    for kind in ("config", "data", "state", "cache"):
        monkeypatch.setenv(f"BRIEFING_{kind.upper()}_DIR", str(tmp_path / "home" / kind))


@pytest.fixture
def news(tmp_path: Path) -> Path:
    """A folder of five articles in four files, one record of which cannot be read."""
    hand = Hand(tmp_path / "news")
    for name, text in TEXTS.items():
        hand.write(name, text)
    return hand.folder


@pytest.fixture
def hand(news: Path) -> Hand:
    """Puts the files of `news` into libraries."""
    return Hand(news)


@pytest.fixture
def made(news: Path, hand: Hand) -> Path:
    """The folder of a library of all of `news`."""
    folder = library_folder([str(news)])
    writer = open_writer(folder, [str(news)])
    hand.put(writer, sorted(TEXTS))
    writer.close()
    return folder


@pytest.fixture
def opened(made: Path, news: Path) -> Iterator[Library]:
    """That library, open for reading."""
    library = Library.open(made, [str(news)])
    yield library
    library.close()


@pytest.fixture
def over(news: Path) -> Iterator[Session]:
    """A session over the library of `news`."""
    for _ in build_library([str(news)]):
        pass
    session = Session()
    session.open_library([str(news)])
    yield session
    session.close_library()
