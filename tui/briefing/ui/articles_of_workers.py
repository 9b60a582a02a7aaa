"""How the workers of the app come to know the articles: they are told them, or open their library.

The one place of the app's engine that knows which; what asks the engine does not.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from briefing.jobs.requests import Priority

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from briefing.jobs.requests import Request
    from briefing.model.article import Article
    from briefing.model.library_choice import LibraryChoice
    from briefing.session.worker_session import SessionHost

    Telling = Request[SessionHost, None]


class ArticlesOfWorkers(Protocol):
    """What a worker is sent so that it answers of the articles as they are."""

    begins_anew: bool
    """Whether a worker finds the articles by itself, so that ending it and beginning anew costs little."""

    def worker_for(self, priority: Priority) -> Priority:
        """Whose worker does what has a priority."""

    def states(self) -> Mapping[str, str]:
        """What there is to know, by name; another value where it is another."""

    def all(self) -> Telling:
        """For a worker that knows nothing."""

    def news(self, before: Mapping[str, str], now: Mapping[str, str]) -> Telling | None:
        """For one that knows the states `before`; None where it has to begin anew."""


class ToldArticles:
    """Articles that the first worker read: what changes is told to it, and it is told to the others."""

    begins_anew = False

    def __init__(self, articles: Callable[[], Sequence[Article]], paths: tuple[str, ...]) -> None:
        """`articles` are those there are now, opened as `paths`."""
        self._articles = articles
        self._paths = paths

    def worker_for(self, priority: Priority) -> Priority:
        """The first worker takes in what changes: it alone holds the articles."""
        return Priority.INTERACTIVE if priority is Priority.UPDATE else priority

    def states(self) -> Mapping[str, str]:
        """The state of each article."""
        return {article.id: _state_of(article) for article in self._articles()}

    def all(self) -> Telling:
        """Every article."""
        from briefing.session.requests.article_requests import HoldArticles

        return HoldArticles(tuple(self._articles()), self._paths)

    def news(self, before: Mapping[str, str], now: Mapping[str, str]) -> Telling | None:
        """Only what is new: groups of articles go on from where they were."""
        from briefing.session.requests.article_requests import HoldArticles

        came = tuple(one for one in self._articles() if before.get(one.id) != now[one.id])
        return HoldArticles(came, self._paths, tuple(before.keys() - now.keys()))


class ArticlesInLibrary:
    """Articles that each worker takes from their library, which a worker of its own writes."""

    begins_anew = True

    def __init__(self, paths: tuple[str, ...], library: LibraryChoice) -> None:
        self._paths = paths
        self._library = library

    def worker_for(self, priority: Priority) -> Priority:
        """Each has its own, so that the first one goes on answering."""
        return priority

    def states(self) -> Mapping[str, str]:
        """The same as long as it is the same library."""
        return dict.fromkeys(self._paths, "")

    def all(self) -> Telling:
        """Where it lies."""
        from briefing.session.requests.article_requests import OpenFromLibrary

        return OpenFromLibrary(self._paths, self._library)

    def news(self, before: Mapping[str, str], now: Mapping[str, str]) -> Telling | None:  # noqa: ARG002
        """None: another library is opened anew."""
        return None


def _state_of(article: Article) -> str:
    """What is another whenever an article is: its text, its source, the passages that count."""
    decided = article.passages if article.as_read is not None else ()
    return f"{article.fingerprint} {article.source} {hash(decided)}"
