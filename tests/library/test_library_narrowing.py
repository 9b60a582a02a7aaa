"""A list narrowed down by a session that holds its articles, and by one over a library: the same is left."""

from __future__ import annotations

from array import array
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from briefing.corpus.corpus import Corpus
from briefing.library.build.builder import build_library
from briefing.model.head import ArticleHead
from briefing.model.list_answer import LIST_SORTS, ListAnswer, ListSort
from briefing.session import Session
from briefing.userdata.overrides import Override, OverrideTable


@pytest.fixture
def held(news: Path) -> Session:
    """A session that has read `news`."""
    session = Session()
    for _ in session.open([str(news)]):
        pass
    return session


def left(session: Session, query: str) -> list[str]:
    """The ids a filter leaves."""
    session.refresh()
    answer = session.search.narrowed(query)
    if not answer.numbers:
        assert answer == ListAnswer(query, names=answer.names, faults=answer.faults)
        return list(answer.names)
    names = [session.corpus.library.name(number) for number in answer.numbers]
    return [name for name in names if name is not None]


QUERIES = (
    "",
    "ferry",
    "br",
    "tol rais",
    "source:coast",
    "date:2026",
    "dredging OR toll",
    "-ferry bridge",
    "kind:title",
)


@pytest.mark.parametrize("query", QUERIES)
def test_both_leave_the_same_in_the_same_order(held: Session, over: Session, query: str) -> None:
    found = left(held, query)
    assert left(over, query) == found
    assert [name for name in held.by_name if name in found] == found
    assert held.search.narrowed(query).faults == over.search.narrowed(query).faults


@pytest.mark.parametrize("sort", LIST_SORTS)
def test_both_sort_alike_and_what_is_left_as_all(held: Session, over: Session, sort: ListSort) -> None:
    known = held.corpus.library.heads()
    by: dict[ListSort, Callable[[ArticleHead], Any]] = {
        "date": lambda head: [-ord(letter) for letter in head.published or ""] or [0],
        "source": lambda head: (head.source is None, (head.source or "").casefold()),
        "title": lambda head: head.title.casefold(),
        "length": lambda head: -head.words,
    }
    expected = [head.id for head in sorted(known, key=by[sort])]
    for session in (held, over):
        answer = session.search.narrowed("", sort)
        every = [*answer.names, *(head.id for head in session.corpus.library.heads_of(answer.numbers))]
        assert every == expected
        some = session.search.narrowed("dredging OR toll", sort)
        left = [*some.names, *(head.id for head in session.corpus.library.heads_of(some.numbers))]
        assert 0 < len(left) < len(every)
        assert left == [name for name in every if name in left]


def test_every_query_leaves_something_and_leaves_something_out(held: Session) -> None:
    for query in QUERIES[1:-1]:
        assert 0 < len(left(held, query)) < 5, query


def test_what_was_set_by_hand_counts(held: Session, over: Session, news: Path) -> None:
    name = str(news / "harbour.txt")
    for session in (held, over):
        assert left(session, "source:lighthouse") == []
        session.set_details(name, source="The Lighthouse", published="1999-12-31")
        session.search.forget_listing()
        assert left(session, "source:lighthouse") == [name]
        assert left(session, "date:1999") == [name]
        session.set_details(name, source="", published="")
        session.search.forget_listing()
        assert left(session, "source:lighthouse") == []


def test_what_was_set_for_a_place_counts_when_the_text_is_another(over: Session, news: Path) -> None:
    large = over.by_name
    assert isinstance(large, Corpus)
    details = Override("By Place", None)
    large.renew_overrides(OverrideTable({"another text": details}, {str(news / "c.md"): details}))
    assert left(over, "source:place") == [str(news / "c.md")]


def test_marks_and_their_tags(held: Session, over: Session, news: Path) -> None:
    name = str(news / "b/ferry.txt")
    mark = held.user_data.marks.add(held.article(name), 0, 5)
    held.user_data.marks.tag(mark.id, ["check"])
    for session in (held, over):
        assert left(session, "mark:any") == [name]
        assert left(session, "tag:check -ferry") == []
        assert left(session, "tag:check") == [name]
        assert session.search.narrowed("tag:none").faults[0].reason == "there is no tag none"


def test_topics(held: Session, over: Session) -> None:
    for session in (held, over):
        for topic in session.topics.all():
            speaking = {passage.article for passage in topic.passages}
            assert set(left(session, f'topic:"{topic.label}"')) == speaking
        assert session.search.narrowed("topic:unheard").faults


def test_articles_that_come_are_listed(over: Session, news: Path) -> None:
    assert left(over, "buoy") == []
    (news / "a.txt").write_text("Buoy adrift\n\nIt was seen at noon.\n", encoding="utf-8")
    for _ in build_library([str(news)]):
        pass
    assert left(over, "buoy") == [str(news / "a.txt")]
    (news / "a.txt").unlink()
    for _ in build_library([str(news)]):
        pass
    assert left(over, "buoy") == []


def test_a_library_answers_by_number(over: Session) -> None:
    answer = over.search.narrowed("bridge")
    assert isinstance(answer.numbers, array)
    assert (answer.names, len(answer.numbers)) == ((), 2)
