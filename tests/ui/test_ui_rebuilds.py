"""What a key draws anew: only what it has changed."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

import pytest
from quick_screens import draw_at_once

from briefing.ui.controllers.search_controller import SearchController
from briefing.ui.drawing import headers
from briefing.ui.screens import reader_screen
from briefing.ui.widgets.article_list import ArticleList
from briefing.ui.widgets.article_view import ArticleView
from briefing.ui.widgets.row_list import RowList
from briefing.ui.widgets.search_pane import SearchPane
from briefing.ui.widgets.topic_list import TopicList

if TYPE_CHECKING:
    from tests.ui.conftest import OpenReader

LOW, TALL = (112, 26), (160, 48)
"""On the tall screen, rows of the list of articles count figures and marks."""


@pytest.fixture
def drawn(monkeypatch: pytest.MonkeyPatch) -> Counter[str]:
    """How often the rows of each list, and what lies over the text of a column, were made anew."""
    counted: Counter[str] = Counter()
    refresh_rows, watch_overlay = RowList.refresh_rows, ArticleView.watch_overlay

    def rows(widget: RowList) -> None:
        counted["articles" if isinstance(widget, ArticleList) else "topics"] += isinstance(
            widget, ArticleList | TopicList
        )
        refresh_rows(widget)

    def overlay(view: ArticleView, old: Any, new: Any) -> None:
        counted["columns"] += 1
        watch_overlay(view, old, new)

    monkeypatch.setattr(RowList, "refresh_rows", rows)
    monkeypatch.setattr(ArticleView, "watch_overlay", overlay)
    return counted


@pytest.mark.parametrize("size", [LOW, TALL], ids=["low", "tall"])
async def test_a_key_rebuilds_only_what_it_changes(
    open_reader: OpenReader, drawn: Counter[str], size: tuple[int, int]
) -> None:
    async with open_reader(size=size) as reading:

        async def rebuilt(*keys: str) -> dict[str, int]:
            drawn.clear()
            await reading.press(*keys)
            return {name: number for name, number in drawn.items() if number}

        column = {"columns": 1}
        marked = {"columns": 1, "articles": 1} if size == TALL else column
        assert await rebuilt("j") == column
        assert await rebuilt("right_square_bracket") == column
        assert await rebuilt("right_parenthesis") == column
        assert await rebuilt("m") == marked
        assert await rebuilt("c") == marked
        # A letter draws its matches over the text of both columns, and no list.
        assert await rebuilt("slash") == {}
        assert await rebuilt("e") == {"columns": 2}
        assert await rebuilt("u") == {"columns": 2}
        await reading.press("enter")
        assert await rebuilt("n") == column
        await reading.press("escape", "t", "enter")
        # The end of the article is come to by it: the list says that it is read.
        assert await rebuilt("right_curly_bracket") == {"columns": 1, "articles": 1}
        # Into the columns: its sign in the list, and its text.
        assert await rebuilt("space") == {"columns": 1, "articles": 1}


async def test_results_are_painted_before_their_matches_are_lit_in_the_text(
    open_reader: OpenReader, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[str] = []
    draw_row, watch_overlay = SearchPane._draw_row, ArticleView.watch_overlay

    def row(pane: SearchPane, index: int, width: int) -> Any:
        seen.append("result")
        return draw_row(pane, index, width)

    def overlay(view: ArticleView, old: Any, new: Any) -> None:
        seen.append("text")
        watch_overlay(view, old, new)

    draw_at_once(monkeypatch)
    # What else is told of the answer comes a moment later, on a busy machine before the results are drawn.
    monkeypatch.setattr(SearchController, "_ask_hints", lambda _: None)
    monkeypatch.setattr(SearchPane, "_draw_row", row)
    monkeypatch.setattr(ArticleView, "watch_overlay", overlay)
    async with open_reader() as reading:
        await reading.press("slash")
        seen.clear()
        await reading.press("e")
        assert seen.count("text") == len(reading.state.columns)
        assert seen.index("result") < seen.index("text")


async def test_what_is_around_the_text_is_worked_out_once_at_the_end_of_a_key(
    open_reader: OpenReader, monkeypatch: pytest.MonkeyPatch
) -> None:
    worked_out: Counter[str] = Counter()

    def count(module: Any, name: str) -> None:
        make = getattr(module, name)

        def counted(*arguments: Any) -> Any:
            worked_out[name] += 1
            return make(*arguments)

        monkeypatch.setattr(module, name, counted)

    async with open_reader(size=LOW) as reading:
        assert len(reading.state.columns) == 2
        for module, name in ((headers, "column_head"), (headers, "footer"), (reader_screen, "lens_lines")):
            count(module, name)
        # Once for the key and once for what the lens answers; what is painted is what was found to differ.
        await reading.press("j")
        assert worked_out == {"column_head": 4, "lens_lines": 2}
        worked_out.clear()
        await reading.press("slash")
        assert worked_out["footer"] == 0
        await reading.press("escape")
        worked_out.clear()
        # A mark has keys of its own: the footer names them, and is worked out once for that.
        await reading.press("m")
        assert worked_out["footer"] == 1
