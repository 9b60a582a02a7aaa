"""Which articles were read: told by key, or by having come to their end. Each is kept at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefing.session.requests.finding_requests import CountRead
from briefing.ui.controllers.base import Controller
from briefing.ui.keys import by_keys

if TYPE_CHECKING:
    from briefing.errors import BriefingError
    from briefing.model.article import Article
    from briefing.ui.controllers.host import Host


class ReadController(Controller):
    """Owns what is known of articles that were read."""

    def __init__(self, host: Host) -> None:
        super().__init__(host)
        self._ended: set[str] = set()
        """Texts whose end was come to in this run: what is said of them by key stays."""

    def begin(self) -> None:
        """Have read which texts were read, and counted how many articles these are."""

        def take(texts: frozenset[str]) -> None:
            # What was read since it was asked is on its way to the disk.
            self.state.read.texts = texts | self.state.read.texts
            self.renew()

        missing = self.tell_missing("which articles were read")
        self.ask("texts", self.host.services.writer.read_texts, take, on_refused=missing)

    def renew(self) -> None:
        """Count anew, for the articles are others."""

        def take(number: int) -> None:
            self.state.read.articles = number

        self.ask("count", CountRead(), take, on_refused=lambda _: None)

    def came_to_end(self) -> None:
        """The reader has come to the end of the text that is read."""
        article = self.state.current
        if article is not None and article.fingerprint not in self._ended:
            self._ended.add(article.fingerprint)
            if article.fingerprint not in self.state.read.texts:
                self._set(article, read=True)

    def toggle(self, article: Article) -> None:
        """Say of an article that it was read, or was not."""
        read = article.fingerprint not in self.state.read.texts
        self._ended.add(article.fingerprint)
        self._set(article, read=read)
        self.host.say(
            f"{'read' if read else 'not read'}{by_keys(('columns.read', 'takes it back'))}", timeout=2
        )

    def _set(self, article: Article, *, read: bool) -> None:
        known, text = self.state.read, frozenset((article.fingerprint,))
        before = known.texts
        known.texts = before | text if read else before - text

        async def keep() -> None:
            await self.host.services.writer.set_read(article.fingerprint, read=read)

        def refused(error: BriefingError) -> None:
            # What is not kept is not told as if it were.
            known.texts = known.texts - text if read else known.texts | text
            self.host.say(str(error), title="Not saved", severity="error", timeout=12)

        self.ask(None, keep, lambda _: self.renew(), on_refused=refused)
