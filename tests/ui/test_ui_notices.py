"""What is told at the edge of the screen leaves what is being read in view."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from textual.widgets._toast import Toast

from briefing.ui.widgets.article_view import ArticleView

if TYPE_CHECKING:
    from tests.ui.conftest import OpenReader

ONE = "letters from B on have moved: B is now C, C is now D, and what was open stays open as it was"
OTHER = "marks could not be saved: no space left on the device"


@pytest.mark.parametrize("size", [(80, 24), (120, 36), (160, 48)])
async def test_notices_cover_no_line_of_an_article(open_reader: OpenReader, size: tuple[int, int]) -> None:
    async with open_reader(size=size) as reading:
        await reading.press("j", "j")
        reading.reader.say(ONE)
        reading.reader.warn(OTHER)
        await reading.settle()
        toasts = [one.region for one in reading.reader.walk_children(Toast)]
        assert len(toasts) == 2
        for view in reading.reader.query(ArticleView):
            assert not any(view.region.overlaps(toast) for toast in toasts)
        shown = " ".join(reading.text().replace("▌", " ").split())
        assert OTHER in shown
