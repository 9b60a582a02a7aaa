"""Articles on a desk, read from this folder or that, in memory or from a library, and marks in them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

import pytest

from briefing.library.build.builder import build_library
from briefing.model.mark import Mark
from briefing.session import Session

FIRST = (
    "Ferry levy rises\n\nThe council voted to raise the levy by 40 percent.\n\nCrews protested at the quay.\n"
)
REWRITTEN = (
    "No levy after all\n\nAfter a long night the mayor took everything back.\n\nNobody spoke of it again.\n"
)
OTHER = "Snow in the hills\n\nThe pass stays shut until Friday, the wardens said.\n\nBuses turn at the inn.\n"
LONGER = f"{FIRST}\nMore is expected in the evening.\n"
QUOTE = "raise the levy by 40 percent"

Reads = Callable[..., Session]


def written(file: Path, text: str) -> Path:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
    return file


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in ("DATA", "CACHE", "STATE", "CONFIG"):
        monkeypatch.setenv(f"BRIEFING_{name}_DIR", str(tmp_path / "own" / name))
    return tmp_path / "desk"


@pytest.fixture(params=["in memory", "in a library"])
def reads(request: pytest.FixtureRequest, desk: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Reads]:
    """What opens paths from a folder, and has them in memory or in a library on disk."""
    folders = count()

    def read(folder: Path, *paths: str) -> Session:
        monkeypatch.chdir(folder)
        session = Session()
        if request.param == "in memory":
            for _ in session.open(paths):
                pass
        else:
            library = desk.parent / f"library {next(folders)}"
            for _ in build_library(list(paths), folder=library):
                pass
            session.open_library(paths, library)
            opened.append(session)
        return session

    opened: list[Session] = []
    yield read
    for session in opened:
        session.close_library()


def marked(session: Session, name: str, words: str = QUOTE) -> Mark:
    article = session.article(name)
    start = article.text.index(words)
    return session.user_data.marks.add(article, start, start + len(words))


def where(session: Session) -> list[tuple[str | None, str | None]]:
    """Where each mark stands; of an orphan, of which open article it is."""
    return [(one.article, one.named) for one in session.user_data.placed_marks(session.corpus)]
