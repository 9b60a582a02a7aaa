"""Topics: what they are, how a person arranges them, what makes them, and their table."""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Never

from briefing.jobs.requests import Priority, Progress
from briefing.session.requests.session_request import SessionRequest, SessionStream, every_step

if TYPE_CHECKING:
    from briefing.model.article import Ref
    from briefing.model.explained_topic import TopicExplanation
    from briefing.model.steering import SteeredTopics
    from briefing.model.topic import Topic
    from briefing.model.topic_synopsis import Synopsis
    from briefing.session.worker_session import SessionHost


@dataclass(frozen=True, slots=True)
class FoundTopics:
    """The topics of all articles."""

    steered: SteeredTopics
    sources: dict[str, int] | None
    """The commonest sources of all articles, with their articles; `""` for those that name none. None where
    each article is told of by itself.
    """


@dataclass(frozen=True, slots=True)
class ExplainTopic(SessionRequest["TopicExplanation"]):
    """What makes a topic, why a passage is in it, and how it spreads over the articles."""

    label: str
    ref: Ref | None

    priority = Priority.ANALYSIS

    def run(self, host: SessionHost) -> TopicExplanation:
        """UsageError when no topic has the label."""
        return host.session.topics.explain(self.label, self.ref)


@dataclass(frozen=True, slots=True)
class LoadStoredTopics(SessionRequest[FoundTopics]):
    """The topics that are stored now, perhaps of an earlier state of the articles."""

    def run(self, host: SessionHost) -> FoundTopics:
        """Nothing is worked out."""
        return _found(host)


@dataclass(frozen=True, slots=True)
class ArrangeTopics(SessionStream[Never, FoundTopics]):
    """The topics, the remembered steering they heed, and what of it waits; worked out where that is due."""

    priority = Priority.ANALYSIS
    cancellable = True
    supersedes = True

    def run(self, host: SessionHost) -> Generator[Progress, None, FoundTopics]:
        """What is stored beside a library is brought up to date on a thread, which tells how far it is."""
        from briefing.jobs.stepping import steps_of

        work = host.session.topics.stored_work()
        for done, total in steps_of(work) if work is not None else ():
            yield Progress(done, total, "topics")
        return _found(host)


@dataclass(frozen=True, slots=True)
class BuildSynopsis(SessionStream[Never, "Synopsis"]):
    """What each article says of a topic, corresponding passages side by side."""

    topic: Topic

    cancellable = True

    def run(self, host: SessionHost) -> Generator[Progress, None, Synopsis]:
        """Progress counts passages."""
        return (yield from every_step(host.session.related.synopsis(self.topic), self.topic.label))


def _found(host: SessionHost) -> FoundTopics:
    return FoundTopics(host.session.topics.steered(), host.session.topics.source_counts())
