"""What controllers have that keep a correction: the places that it names, as they are on the screen."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from briefing.model.article import Span
from briefing.ui.controllers.base import Controller

if TYPE_CHECKING:
    from collections.abc import Mapping

    from briefing.model.article import Article
    from briefing.ui.controllers.host import Host
    from briefing.ui.controllers.mark_controller import MarkController
    from briefing.ui.controllers.rows_controller import RowEntry

CHANGED = "an article has changed since"


class CorrectingController(Controller):
    """Keeps what a person said of entries of a screen of rows."""

    def __init__(self, host: Host, marks: MarkController) -> None:
        super().__init__(host)
        self._marks = marks

    def _places(
        self, entries: Iterable[RowEntry], fingerprints: Mapping[str, str]
    ) -> list[tuple[Article, Span]] | None:
        """Articles and places of entries; None where a text is another than the one that was compared."""
        places = []
        for entry in entries:
            article = self.state.articles.get(entry.article)
            if article is None or fingerprints.get(article.id) != article.fingerprint:
                return None
            places.append((article, Span(entry.start, entry.end)))
        return places
