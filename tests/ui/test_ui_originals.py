"""Where a passage comes from, the original in the user's program, and a text file in the editor."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from textual.app import SuspendNotSupported

from briefing.errors import NoArticleError, UsageError
from briefing.files import programs
from briefing.session import Session
from briefing.ui.modals.origin_screen import OriginScreen

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tests.ui.conftest import OpenReader, Reading


def file_of(reading: Reading) -> str:
    current = reading.state.current
    assert current is not None
    return os.path.abspath(current.id)


@pytest.mark.covers("columns.origin")
async def test_a_key_tells_where_the_passage_comes_from(open_reader: OpenReader) -> None:
    async with open_reader(size=(120, 36)) as reading:
        await reading.press("j", "at")
        assert isinstance(reading.app.screen, OriginScreen)
        facts = dict(reading.app.screen._facts)
        assert facts["file"] == file_of(reading)
        assert facts["passage"].startswith("1 (paragraph), characters ")
        assert facts["format"].startswith("Markdown, ")
        assert "Where this comes from" in reading.text()
        await reading.press("escape", "a", "at")
        assert isinstance(reading.app.screen, OriginScreen)
        assert "passage" not in dict(reading.app.screen._facts)


@pytest.mark.covers("columns.original")
async def test_a_key_opens_the_original_in_the_users_program(
    open_reader: OpenReader, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []
    monkeypatch.setattr(programs, "open_in_program", opened.append)
    async with open_reader() as reading:
        await reading.press("V")
        assert opened == [file_of(reading)]
        assert reading.said() == f"opened in your program: {opened[0]}"

        def refuse(_: str) -> None:
            raise UsageError("there is none")

        monkeypatch.setattr(programs, "open_in_program", refuse)
        await reading.press("V")
        assert reading.said() == "there is none"


@pytest.mark.covers("columns.editor")
async def test_a_key_opens_a_text_file_in_the_editor_at_its_line(
    open_reader: OpenReader, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    editor = tmp_path / "vim"
    editor.write_text("#!/bin/sh\n")
    editor.chmod(0o755)
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.setenv("EDITOR", f"{editor} -X")
    lent: list[Sequence[str]] = []

    def lend(command: Sequence[str]) -> int:
        lent.append(command)
        return len(lent) - 1

    async with open_reader() as reading:
        monkeypatch.setattr(reading.app, "lend_terminal", lend)
        await reading.press("j", "E")
        file = file_of(reading)
        current = reading.state.current
        assert current is not None
        lines = Path(file).read_text().split("\n")
        line = next(n for n, one in enumerate(lines, 1) if one.startswith(current.passage_text(1)[:30]))
        assert lent == [[str(editor), "-X", f"+{line}", file]]
        await reading.press("E")
        assert reading.said() == "the editor ended with 1"
        monkeypatch.setenv("EDITOR", "no-such-editor")
        await reading.press("E")
        assert reading.said() == "what EDITOR says is no program that is there"
        assert len(lent) == 2


async def test_where_the_terminal_cannot_be_lent_it_is_told(
    open_reader: OpenReader, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("VISUAL", "true")

    def refuse() -> None:
        raise SuspendNotSupported

    async with open_reader() as reading:
        monkeypatch.setattr(reading.app, "suspend", refuse)
        await reading.press("E")
        assert reading.said() == "this terminal cannot be lent to another program"


@pytest.mark.covers("columns.origin", "columns.original", "columns.editor")
async def test_an_article_whose_file_went_is_told_to_be_gone(
    open_reader: OpenReader, monkeypatch: pytest.MonkeyPatch
) -> None:
    def gone(_self: Session, name: str, _passage: int | None) -> None:
        raise NoArticleError(f"no article is called {name}")

    monkeypatch.setattr(Session, "original", gone)
    async with open_reader() as reading:
        for key in ("at", "V", "E"):
            reading.app.clear_notifications()
            await reading.press(key)
            assert reading.said() == "this article is gone", key
