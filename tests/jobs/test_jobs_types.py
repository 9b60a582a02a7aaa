"""What mypy knows of an answer: these tests are checked by running mypy over them.

A line whose comment names an error must be one: mypy fails where the comment is not needed.
"""

from __future__ import annotations

import pickle
from collections.abc import Callable
from dataclasses import fields
from typing import TYPE_CHECKING, assert_type

import pytest

from briefing.jobs.requests import BaseRequest, Priority, RequestHost
from briefing.model.article import Ref
from briefing.model.related_passage import Tier
from briefing.session.requests.article_requests import BuildLibrary, UpdateFiles
from briefing.session.requests.export_requests import ExportToFile
from briefing.session.requests.finding_requests import FindFigures, FindNextOnlyHere, Search
from briefing.session.requests.topic_requests import ArrangeTopics
from briefing.session.worker_session import SessionHost

if TYPE_CHECKING:
    from briefing.jobs.client import Worker
    from briefing.model.build_progress import BuildProgress
    from briefing.model.figure import Figure
    from briefing.model.opening_events import FilesChanged
    from briefing.model.search_answer import SearchAnswer
    from briefing.session.requests.topic_requests import FoundTopics
    from briefing.ui.engine import Engine


async def answers_have_their_types(engine: Engine, worker: Worker) -> None:
    """Never run: that mypy agrees is the test."""
    assert_type(await engine.ask(Search("ferry", 10)), SearchAnswer)
    assert_type(await engine.ask(UpdateFiles(("news",), ())), FilesChanged)
    assert_type(await engine.stream(ArrangeTopics()), FoundTopics)
    assert_type(await engine.stream(FindNextOnlyHere(Ref("a", 0), 1)), tuple[Ref, Tier] | None)
    assert_type(worker.ask(Search("ferry", 10)).future.result(), SearchAnswer)


async def parts_have_their_types(
    engine: Engine,
    on_figures: Callable[[tuple[str, tuple[Figure, ...]]], None],
    on_build: Callable[[BuildProgress], None],
) -> None:
    """Never run, as above."""
    await engine.stream(FindFigures(("a",)), on_figures)
    await engine.stream(BuildLibrary(("news",)), on_build)
    await engine.stream(BuildLibrary(("news",)), on_figures)  # type: ignore[arg-type]
    await engine.ask(FindFigures(("a",)))  # type: ignore[arg-type]
    await engine.stream(Search("ferry", 10))  # type: ignore[arg-type]
    Search(10, "ferry")  # type: ignore[arg-type]


REQUESTS: tuple[BaseRequest[SessionHost], ...] = (
    Search("ferry", 10),
    FindFigures(("a",)),
    ArrangeTopics(),
    ExportToFile("out.csv", "figures", None, "csv", overwrite=False),
)


@pytest.mark.parametrize("request_", REQUESTS, ids=lambda request: type(request).__name__)
def test_a_request_travels_and_stays_as_it_is(request_: BaseRequest[SessionHost]) -> None:
    travelled = pickle.loads(pickle.dumps(request_))
    assert travelled == request_
    for field in fields(travelled):
        with pytest.raises(AttributeError):
            setattr(travelled, field.name, None)


def test_requests_say_where_they_belong() -> None:
    assert Search.host_type() is SessionHost
    assert issubclass(SessionHost, RequestHost)
    assert (Search.priority, Search.cancellable) == (Priority.INTERACTIVE, False)
    assert BuildLibrary.priority.background
    assert not UpdateFiles.priority.background
    assert ExportToFile.priority is Priority.PATIENT
    assert ExportToFile.cleans_up
    assert ArrangeTopics.supersedes
