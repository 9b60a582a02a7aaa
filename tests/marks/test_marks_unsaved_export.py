"""Marks that the disk refused are still there to be taken away."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from briefing.errors import StoreError
from briefing.model.article import Article, Span
from briefing.reading.read_articles import read_paths
from briefing.session import Session
from briefing.ui.controllers.user_data_writer import UserDataWriter


def test_a_mark_that_could_not_be_saved_is_exported(tmp_path: Path) -> None:
    """The reader exports what it holds in memory, not only what the store could take."""
    (tmp_path / "news.txt").write_text("The mill at Arden burned for nine hours.", encoding="utf-8")
    (article,) = (a for a in read_paths([str(tmp_path / "news.txt")]) if isinstance(a, Article))
    (tmp_path / "in the way").write_text("", encoding="utf-8")
    writer = UserDataWriter(Session(store=tmp_path / "in the way" / "store.sqlite3"))

    path = tmp_path / "marks.jsonl"

    async def run() -> int:
        with pytest.raises(StoreError):
            await writer.add(article, Span(0, 8))
        await writer.placed([article])
        return await writer.export_marks(str(path), "jsonl", [article], [str(tmp_path)], overwrite=False)

    assert asyncio.run(run()) == 1
    assert b'"The mill"' in path.read_bytes()
    assert len(writer.close()) == 1
