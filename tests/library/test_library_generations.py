"""What an open library says once others have written to it: never half of one commit, half of another."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from briefing.library.build.builder import build_library
from briefing.model.article import Ref, Span
from briefing.session import Session
from briefing.session.requests.article_requests import OpenFromLibrary
from briefing.session.requests.finding_requests import FindMatches, ReadLens
from briefing.session.worker_session import SessionHost

NEW = "Harbour toll raised\n\nA paragraph came.\n\nThe toll rises by 9 percent to $3.1 million a year.\n"


def record(news: Path) -> None:
    """Bring the library of the folder up to date."""
    for _ in build_library([str(news)]):
        pass


@pytest.fixture
def session(news: Path) -> Iterator[Session]:
    """A session over the library of the folder, which has looked at an article before it changed."""
    record(news)
    session = Session(use_store=False)
    session.open_library([str(news)])
    name = f"{news}/harbour.txt"
    assert [figure.text for figure in session.figures(name)] == ["4.5 percent", "$2.4 million a year"]
    (news / "harbour.txt").write_text(NEW, encoding="utf-8")
    record(news)
    yield session
    session.close_library()


def test_text_and_figures_are_those_of_the_last_commit(news: Path, session: Session) -> None:
    article = session.article(f"{news}/harbour.txt")
    assert article.text == NEW
    figures = session.figures(article.id)
    assert [figure.text for figure in figures] == ["9 percent", "$3.1 million a year"]
    assert [NEW[figure.start : figure.end] for figure in figures] == [figure.text for figure in figures]


def test_the_figures_come_with_the_text_they_were_found_in(news: Path, session: Session) -> None:
    library = session.corpus.library
    number = library.number(f"{news}/harbour.txt")
    assert number is not None
    stored = library.stored(number)
    record(news)
    figures = stored.annotations("figures")
    assert figures
    assert [stored.article.text[figure.start : figure.end] for figure in figures] == [f.text for f in figures]


def test_answers_say_of_which_text_they_speak(news: Path, session: Session) -> None:
    name = f"{news}/harbour.txt"
    host = SessionHost()
    OpenFromLibrary((str(news),)).run(host)
    now = session.article(name).fingerprint
    found = FindMatches("toll", (name, f"{news}/gone.txt")).run(host)
    assert list(found) == [name]
    assert found[name].fingerprint == now
    assert [NEW[span.start : span.end] for span in found[name].spans] == ["toll", "toll"]
    assert {hit.fingerprint for hit in session.search.passages("toll").hits} == {now}
    start = NEW.index("9 percent")
    lens = ReadLens(Ref(name, 2), Span(start, start + len("9 percent")), ()).run(host)
    assert lens.versions[name] == now
    assert lens.normal == "9 %"
