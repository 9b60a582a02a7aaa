"""The beginning of a text that takes long to read comes before the whole."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefing.model.article import Article
from briefing.reading.formats import plain_text
from briefing.reading.read_articles import read_paths
from briefing.session import Session

LINES = "".join(f"The port council voted on {number} levies.\n" for number in range(200))


@pytest.fixture(autouse=True)
def short_ones_are_long(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(plain_text, "_LONG", 2_000)
    monkeypatch.setattr(plain_text, "_BEGINNING", 500)


def read(path: Path, *, beginnings: bool = True) -> list[Article]:
    found = list(read_paths([str(path)], beginnings=beginnings))
    return [one for one in found if isinstance(one, Article)]


def test_a_long_text_comes_twice(tmp_path: Path) -> None:
    """Its offsets are those of the whole, and no line of it is cut."""
    path = tmp_path / "long.txt"
    path.write_text(LINES)
    beginning, whole = read(path)
    assert (beginning.is_beginning, whole.is_beginning) == (True, False)
    assert beginning.id == whole.id
    assert whole.text.startswith(beginning.text)
    assert beginning.text.endswith(".\n")
    assert 400 < len(beginning.text) <= 500
    assert beginning.passages == whole.passages[: len(beginning.passages)]
    assert beginning.warnings == ("only its beginning was read",)
    assert whole.warnings == ()


@pytest.mark.parametrize("text", [LINES[:1_000], "x" * 5_000])
def test_short_texts_and_one_line_come_once(tmp_path: Path, text: str) -> None:
    path = tmp_path / "a.txt"
    path.write_text(text)
    assert [one.is_beginning for one in read(path)] == [False]


def test_nobody_else_sees_a_beginning(tmp_path: Path) -> None:
    path = tmp_path / "long.txt"
    path.write_text(LINES)
    assert [one.is_beginning for one in read(path, beginnings=False)] == [False]
    session = Session(use_store=False)
    assert len(list(session.open([str(path)]))) == 1


def test_a_session_holds_the_whole_in_the_end(tmp_path: Path) -> None:
    path = tmp_path / "long.txt"
    path.write_text(LINES)
    session = Session(use_store=False)
    taken = [session.article(str(path)).is_beginning for _ in session.open([str(path)], beginnings=True)]
    assert taken == [True, False]
    assert session.article(str(path)).text == LINES
