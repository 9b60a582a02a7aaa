"""Sentences of several articles, as a screen that compares them quotes them: marked, and gone to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefing.model.article import Span
from briefing.ui.controllers.base import Controller
from briefing.ui.drawing.formatting import count
from briefing.ui.keys import by_keys

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from briefing.model.article import Article
    from briefing.model.ledger_line import QuotedSentence
    from briefing.ui.controllers.host import Host
    from briefing.ui.controllers.mark_controller import MarkController
    from briefing.ui.state.cursor import FocusKind


class QuotingController(Controller):
    """What the controllers of such screens have in common."""

    def __init__(self, host: Host, marks: MarkController) -> None:
        super().__init__(host)
        self._marks = marks

    async def mark_sentences(
        self, sentences: Iterable[tuple[str, QuotedSentence]], made: str, one: str = "sentence"
    ) -> None:
        """Mark sentences, each with its article, that are not marked yet; they are on disk before it is said.
        `made` is what has to be made anew where an article has changed since, `one` what each is called."""
        places: list[tuple[Article, Span]] = []
        changed = 0
        for name, sentence in sentences:
            article = self.state.articles.get(name)
            if article is None:
                continue
            if not article.text.startswith(sentence.text, sentence.start):
                changed += 1
                continue
            span = Span(sentence.start, sentence.start + len(sentence.text))
            if (article, span) not in places and not self._marks.is_marked(article.id, span):
                places.append((article, span))
        if places and not await self._marks.add_all(places):
            return
        if changed:
            self.host.say(f"an article has changed since: make the {made} anew", timeout=5)
        elif places:
            lists = by_keys(("marks.list", "lists all marks in the text"))
            self.host.say(f"{count(len(places), one)} marked{lists}", timeout=3)
        else:
            self.host.say("marked already", timeout=3)

    async def undo(self) -> None:
        """Take back the last change to marks or corrections."""
        await self._marks.undo()

    def go_to_words(
        self, article: str, passage: int, span: Span, kind: FocusKind, fingerprints: Mapping[str, str]
    ) -> None:
        """Open an article with the cursor on a figure or other words, as results of a search are opened: in
        its column, or in that of the one that was opened so before. The cursor is on the passage alone where
        the text is no longer the one with the fingerprint."""
        from briefing.ui.state.cursor import Cursor

        state = self.state
        if article not in state.articles:
            self.say_gone()
            return
        there = span if state.shows(article, fingerprints) else None
        cursor = Cursor(passage, there, kind if there is not None else None)
        state.go(article, cursor, remember=True)
        self.host.moved()
        self.host.focus_text()
