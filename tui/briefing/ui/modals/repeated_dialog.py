"""The texts that stand in many articles, to say of one that it is boilerplate or that it counts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefing.ui.drawing.styled_text import plain_line
from briefing.ui.modals.pick_screen import PickOption, PickScreen

if TYPE_CHECKING:
    from collections.abc import Iterable

    from briefing.model.article import Article
    from briefing.model.repeated_text import RepeatedText

_ASKED = "Word for word in many articles. What is left out counts nowhere; enter changes that for a text."


def repeated_dialog(texts: Iterable[RepeatedText], article: Article | None) -> PickScreen:
    """Return the dialog that asks for one of `texts`, by its text; those of `article` stand first."""
    reading = article.text if article is not None else ""
    options = [
        PickOption(
            text.text,
            plain_line(
                f"{text.articles:,} articles · {'left out' if text.boilerplate else 'counts'}", "$text-muted"
            ),
        )
        for text in sorted(texts, key=lambda text: text.text not in reading)
    ]
    return PickScreen("Repeated texts", _ASKED, options, verb="change")
