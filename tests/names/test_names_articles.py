"""Names as an analysis of articles: kept in libraries, searched, and the same wherever the articles lie."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefing.library.build.builder import build_library
from briefing.library.locations import library_folder
from briefing.library.reader import Library
from briefing.model.article import Ref, Span
from briefing.model.search_answer import SearchAnswer
from briefing.names.extract_names import extract_names
from briefing.session import Session

TEXTS = {
    "a.txt": "Treasury Secretary Scott Bessent flew to Beijing.\n\nMr Bessent smiled at the quay.\n",
    "b.txt": "The Bessent Trust paid.\n\nScott Bessent, the Treasury secretary, spoke in Geneva.\n",
    "c.txt": "The river rose, and nobody was named.\n",
}


@pytest.fixture
def news(tmp_path: Path) -> Path:
    folder = tmp_path / "news"
    folder.mkdir()
    for name, text in TEXTS.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def held(news: Path) -> Session:
    session = Session()
    for _ in session.open([str(news)]):
        pass
    return session


@pytest.fixture
def stored(news: Path) -> Session:
    for _ in build_library([str(news)]):
        pass
    session = Session()
    session.open_library([str(news)])
    return session


def said(answer: SearchAnswer, session: Session) -> dict[tuple[str, int], list[str]]:
    return {
        (Path(hit.article).name, hit.passage): [
            session.article(hit.article).text[span.start : span.end] for span in hit.spans
        ]
        for hit in answer.hits
    }


def test_a_library_keeps_names_and_gives_them_back(news: Path, stored: Session) -> None:
    library = Library.open(library_folder([str(news)]), [str(news)])
    for number in library.numbers():
        article = library.article(number)
        assert library.annotations(number, "names") == extract_names(article)
        assert library.annotation_counts(number)[2] == len(extract_names(article))
        assert stored.names(article.id) == extract_names(article)
    library.close()


def test_names_that_are_kept_are_not_found_again(stored: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("briefing.names.extract_names.word_lists", None)
    assert sum(len(stored.names(name)) for name in stored.by_name) == 7


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        (
            'name:"Scott Bessent"',
            {
                ("a.txt", 0): ["Scott Bessent"],
                ("a.txt", 1): ["Bessent"],
                ("b.txt", 1): ["Scott Bessent"],
            },
        ),
        ("name:geneva", {("b.txt", 1): ["Geneva"]}),
        ("quay name:bessent", {("a.txt", 1): ["Bessent", "quay"]}),
        ("name:BESSENT -name:beijing -trust", {("a.txt", 1): ["Bessent"], ("b.txt", 1): ["Scott Bessent"]}),
        ("name:nobody", {}),
    ],
)
def test_a_name_is_searched_alike_in_memory_and_in_a_library(
    query: str, expected: dict[tuple[str, int], list[str]], held: Session, stored: Session
) -> None:
    for session in (held, stored):
        answer = session.search.passages(query, typing=False)
        assert (said(answer, session), answer.faults) == (expected, ())


def test_a_name_goes_on_while_it_is_typed(held: Session) -> None:
    assert held.search.passages("name:gen").total == 1
    assert held.search.passages("name:gen", typing=False).total == 0
    assert held.search.passages('name:"scott b', typing=True).faults[0].reason == "this quote is never closed"
    assert held.search.passages("name:...").faults[0].reason == "this is no name"


def test_names_asked_for_after_a_search_for_words_are_found(held: Session) -> None:
    assert held.search.passages("river").total == 1
    assert held.search.passages("name:beijing").total == 1
    assert held.search.passages("river").total == 1


def test_a_list_of_articles_is_not_narrowed_by_names(held: Session) -> None:
    (fault,) = held.search.narrowed("name:bessent").faults
    assert "search the text for it" in fault.reason


def test_a_name_is_told_where_other_articles_have_it(held: Session, stored: Session) -> None:
    for session in (held, stored):
        a, b = (next(name for name in session.by_name if name.endswith(f"{one}.txt")) for one in "ab")
        mention = session.name_at(a, Span(19, 32))
        assert mention is not None
        assert (mention.text, mention.name) == ("Scott Bessent", "Scott Bessent")
        assert session.named_elsewhere(mention) == (Ref(b, 1),)
        assert session.name_at(a, Span(19, 24)) is None
        lone = next(one for one in session.names(a) if one.name == "Beijing")
        assert session.named_elsewhere(lone) == ()
