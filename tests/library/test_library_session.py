"""A session over a library answers as one that has read the same articles."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from libraries import all_figures

from briefing.errors import LibraryError, UsageError
from briefing.library.build.apply_overrides import take_in_details
from briefing.library.build.builder import build_library
from briefing.library.build.full_check import check
from briefing.library.check import Checked
from briefing.library.index_marks import read_mark, write_mark
from briefing.library.locations import library_folder
from briefing.library.writer import open_writer
from briefing.model.article import Ref
from briefing.session import Session


def read(*paths: str) -> Session:
    session = Session()
    for _ in session.open(paths):
        pass
    return session


def test_articles_figures_and_failures_are_the_same(over: Session, news: Path) -> None:
    held = read(str(news))
    assert tuple(over.articles) == tuple(held.articles)
    assert tuple(over.articles[1:3]) == tuple(held.articles[1:3])
    assert len(over.articles) == len(held.articles) == 5
    assert list(over.by_name) == list(held.by_name)
    assert all_figures(over) == all_figures(held)
    assert over.failures == held.failures
    for name in held.by_name:
        assert over.article(name) == held.article(name)


def test_heads_are_the_same_but_for_their_numbers(over: Session, news: Path) -> None:
    held = read(str(news))
    assert [replace(head, number=0) for head in over.heads()] == [
        replace(head, number=0) for head in held.heads()
    ]
    assert [head.id for head in over.heads(1, 2)] == [head.id for head in held.heads(1, 2)]


def test_an_article_that_is_not_there_is_an_error(over: Session) -> None:
    for ask in (over.article, over.figures):
        with pytest.raises(UsageError, match="no article is called"):
            ask("none.txt")


def test_without_a_library_the_session_stays_as_it_is(news: Path, over: Session) -> None:
    with pytest.raises(LibraryError):
        over.open_library([str(news / "b")])
    assert len(over.articles) == 5


def test_what_is_set_by_hand_counts_at_once(over: Session, news: Path) -> None:
    name = f"{news}/b/ferry.txt"
    updated = over.set_details(name, source="Gazette", published="2026-05-01")
    assert (updated.source, updated.published, updated.published_by) == ("Gazette", "2026-05-01", "reader")
    assert over.article(name) == updated
    (head,) = (head for head in over.heads() if head.id == name)
    assert (head.source, head.published) == ("Gazette", "2026-05-01")
    held = read(str(news))
    assert over.article(name) == held.article(name)
    assert over.figures(name) == held.figures(name)
    over.set_details(name, source="", published="")
    assert over.article(name).source is None
    assert over.figures(name) == read(str(news)).figures(name)


def test_marks_stand_in_their_places(over: Session, news: Path) -> None:
    held = read(str(news))
    for name, passage in ((f"{news}/harbour.txt", 1), (f"{news}/b/notes.jsonl#one", 0)):
        article = held.article(name)
        where = article.passages[passage]
        held.user_data.marks.add(article, where.start, where.end)
    assert over.user_data.placed_marks(over.corpus) == held.user_data.placed_marks(held.corpus)
    assert all(not placed.orphan for placed in over.user_data.placed_marks(over.corpus))
    assert list(over.exports.excerpts("marks")) == list(held.exports.excerpts("marks"))
    assert list(over.exports.excerpts("figures")) == list(held.exports.excerpts("figures"))


def test_a_change_is_seen_on_refresh(over: Session, news: Path, hand: Any) -> None:
    assert not over.refresh()
    hand.write("b/ferry.txt", "Ferry line goes on\n\nIt carries 13,000 people.\n")
    for _ in build_library([str(news)]):
        pass
    assert over.refresh()
    assert over.article(f"{news}/b/ferry.txt").title == "Ferry line goes on"
    assert tuple(over.articles) == tuple(read(str(news)).articles)


def test_topics_and_related_passages_are_the_same(over: Session, news: Path, hand: Any) -> None:
    hand.write(
        "port.txt", "Port toll\n\nThe harbour toll rises by 4.5 percent to $2.4 million, the port said.\n"
    )
    for _ in build_library([str(news)]):
        pass
    over.refresh()
    held = read(str(news))
    stored = tuple(replace(topic, passages=tuple(topic.passages)) for topic in over.topics.all())
    assert stored == held.topics.all()
    for article in held.articles:
        for passage in article.passages:
            ref = Ref(article.id, passage.number)
            assert over.related.passages(ref) == held.related.passages(ref)
    assert over.search.passages("toll").hits == held.search.passages("toll").hits


def test_search_answers_the_same(over: Session, news: Path) -> None:
    held = read(str(news))
    for query in (
        "toll",
        '"ferry line"',
        "figure:>1m",
        "kind:heading",
        "bridge -steel",
        "source:coast",
        "tol",
    ):
        one, other = over.search.passages(query), held.search.passages(query)
        assert [(hit.article, hit.passage, hit.spans) for hit in one.hits] == [
            (hit.article, hit.passage, hit.spans) for hit in other.hits
        ], query
        assert one.total == other.total
    assert over.search.passages("toll").total > 0


def test_search_knows_marks_and_what_is_set_by_hand(over: Session, news: Path) -> None:
    article = over.article(f"{news}/harbour.txt")
    where = article.passages[1]
    over.user_data.marks.add(article, where.start, where.end, tags=["check"])
    (hit,) = over.search.passages("tag:check").hits
    assert (hit.article, hit.passage) == (article.id, 1)
    assert not over.search.passages("source:gazette date:2026-05").hits
    over.set_details(article.id, source="Evening Gazette", published="2026-05-01")
    take_in_details(over.corpus.library)
    over.refresh()
    assert {hit.article for hit in over.search.passages("source:gazette date:2026-05").hits} == {article.id}


def test_words_are_of_what_is_open_by_their_article_or_its_text(over: Session, news: Path) -> None:
    article = over.article(f"{news}/harbour.txt")
    where = article.passages[1]
    mark = over.user_data.marks.add(article, where.start, where.end)
    has = over.corpus.has_article_of
    assert has(mark)
    assert has(replace(mark, article="elsewhere/copy.txt"))
    assert has(replace(mark, fingerprint="of another text"))
    moved = replace(mark, article="elsewhere/copy.txt", fingerprint="of another text")
    assert has(moved)
    assert not has(replace(moved, real_path="/elsewhere/copy.txt"))
    assert not has(replace(moved, real_path=""))


def test_an_index_that_is_behind_is_no_fault(over: Session, news: Path, hand: Any) -> None:
    """As after the end of a process between the commit of articles and that of an index."""
    folder = over.corpus.library.folder
    hand.write("b/ferry.txt", "Ferry\n\nThe toll of the ferry is 7 percent of the harbour's.\n")
    (news / "c.md").unlink()
    writer = open_writer(folder, [str(news)])
    hand.put(writer, ["b/ferry.txt"])
    with writer.batch() as generation:
        writer.drop(generation, hand.known(writer, "c.md"))
    writer.close()
    over.refresh()
    for article in over.articles:
        for passage in article.passages:
            over.related.passages(Ref(article.id, passage.number))
    assert over.search.passages("channel").hits == ()
    for _ in build_library([str(news)]):
        pass
    over.refresh()
    assert over.search.passages("channel").total == 0
    assert {hit.article for hit in over.search.passages("toll").hits} == {
        f"{news}/b/ferry.txt",
        f"{news}/harbour.txt",
    }
    assert list(check(folder, [str(news)])) == [Checked(4, 4)]


@pytest.mark.parametrize("name", ["search", "related"])
@pytest.mark.parametrize("damage", ["gone", "foreign", "ahead", "garbage", "unmarked"])
def test_an_index_that_does_not_fit_is_made_anew(over: Session, news: Path, name: str, damage: str) -> None:
    folder = over.corpus.library.folder
    before = [over.search.passages("toll").hits, over.related.passages(Ref(f"{news}/harbour.txt", 1))]
    over.close_library()
    if damage == "gone":
        shutil.rmtree(folder / name)
    elif damage == "garbage":
        for path in (folder / name).rglob("*"):
            if path.is_file():
                path.write_bytes(b"\x07" * 50)
    elif damage == "unmarked":
        (folder / f"{name}.mark").unlink()
    else:
        mark = read_mark(folder / f"{name}.mark")
        assert mark is not None
        changed = mark._replace(identity="x") if damage == "foreign" else mark._replace(generation=99)
        write_mark(folder / f"{name}.mark", changed)
    for _ in build_library([str(news)]):
        pass
    over.open_library([str(news)])
    assert [over.search.passages("toll").hits, over.related.passages(Ref(f"{news}/harbour.txt", 1))] == before
    assert list(check(folder, [str(news)])) == [Checked(5, 5)]


def test_a_library_in_which_nothing_is_yet_answers_nothing(news: Path) -> None:
    open_writer(library_folder([str(news)]), [str(news)]).close()
    session = Session()
    session.open_library([str(news)])
    assert session.search.passages("toll").total == 0
    assert session.related.passages(Ref(f"{news}/harbour.txt", 1)) == ()
    assert list(session.heads()) == []
    for _ in build_library([str(news)]):
        pass
    session.refresh()
    assert session.search.passages("toll").total > 0
    session.close_library()


def test_the_search_of_a_library_is_opened_beforehand(news: Path, over: Session) -> None:
    assert list(over.warm()) == ["search"]
    assert over.search.passages("toll").total > 0


def test_a_search_index_that_cannot_be_read_is_told_when_it_is_needed(news: Path, over: Session) -> None:
    folder = library_folder([str(news)]) / "search"
    for path in folder.iterdir():
        path.write_bytes(b"")
    assert list(over.warm()) == ["search"]
    with pytest.raises(LibraryError):
        over.search.passages("toll")


@pytest.mark.parametrize("told", ["..", "", None], ids=["a folder above", "nothing", "no word"])
def test_a_working_folder_that_was_removed_with_what_was_open_in_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, told: str | None
) -> None:
    """Who starts programs in a folder may not say so in the environment, as a shell does."""
    here = tmp_path / "here"
    here.mkdir()
    file = here / "ferry.txt"
    file.write_text("The ferry\n\nThe ferry sank on Friday.\n")
    monkeypatch.chdir(here)
    if told is None:
        monkeypatch.delenv("PWD", raising=False)
    else:
        monkeypatch.setenv("PWD", str(tmp_path) if told else "")
    session = read(".")
    assert len(session.articles) == 1
    shutil.rmtree(here)
    session.update_files(["."], [str(file)])
    assert len(session.articles) == 0
