"""A small set is held in memory, and what its library knows of unchanged files is not worked out again."""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from libraries import all_figures
from tiers import examples

from briefing.analyses.articles import annotator
from briefing.corpus.kept_analyses import known_together
from briefing.errors import LibraryError
from briefing.library import holding_policy
from briefing.library import maintenance as upkeep
from briefing.library.analysis_store import analysis_file
from briefing.library.build import prepare as preparing
from briefing.library.build.builder import build_library
from briefing.library.holding_policy import HoldingPolicy
from briefing.library.locations import DATABASE, SEARCH, all_libraries, is_library, library_folder
from briefing.library.maintenance import forget_oldest, mark_used
from briefing.library.reader import Library
from briefing.library.topic_tables import FILE, topics_folder
from briefing.model.annotation import Annotation
from briefing.model.article import Article, Ref
from briefing.model.known_set import Analysed
from briefing.model.library_choice import ANY_LIBRARY, LibraryChoice
from briefing.model.steering import Steer
from briefing.reading.read_articles import read_data
from briefing.session import Session
from briefing.session.on_disk import kept_library
from briefing.session.small_set_library import keep_set

Edit = tuple[str, int, int]
PAGE = 4096
"""Bytes of a page of a library's database."""


def read(paths: Sequence[str], *, stored: bool = False, folder: Path | None = None) -> Session:
    """A session that has read `paths`, with what their library knows where it is `stored`."""
    session = Session()
    kept = kept_library(paths, LibraryChoice(folder)) if stored else None
    for _ in session.open(paths, library=kept):
        pass
    return session


def made_as_in_memory(session: Session) -> bool:
    """Whether what lies on disk was made at once, with numbers that follow the ids: these decide ties."""
    corpus = session.corpus
    assert corpus.kept is not None
    numbers = [corpus.library.number(name) or 0 for name in sorted(corpus)]
    return numbers == sorted(numbers) and corpus.library.made_at_once()


def analysed(session: Session) -> dict[str, Analysed]:
    """The figures of every article, as the reader knows them."""
    return {
        a.id: Analysed(a.fingerprint, a.published, {"figures": session.figures(a.id)})
        for a in session.articles
    }


def keep(paths: Sequence[str], *, topics: bool = True, library: LibraryChoice = ANY_LIBRARY) -> Session:
    """Keep a set as the reader does when everything is found."""
    session = read(paths)
    known = analysed(session)
    session.related.copies()
    session.related.only_here()
    steered = session.topics.steered() if topics else None
    keep_set(paths, known, steered, known_together(session.corpus), library)
    return session


def same(one: Session, other: Session) -> None:
    """Two sessions answer alike."""
    assert tuple(one.articles) == tuple(other.articles)
    assert sorted(map(str, one.failures)) == sorted(map(str, other.failures))
    assert all_figures(one) == all_figures(other)
    for query in ("toll OR bridge OR ferry", "percent", "figure:>10", "the"):
        assert one.search.passages(query) == other.search.passages(query)
    for article in one.articles:
        for passage in article.passages:
            ref = Ref(article.id, passage.number)
            assert one.related.passages(ref, fold=True) == other.related.passages(ref, fold=True)
    assert one.related.only_here() == other.related.only_here()
    assert one.related.copies() == other.related.copies()
    assert one.topics.all() == other.topics.all()


def never(*_: object) -> Any:
    """Stands for work that need not be done."""
    raise AssertionError("it was known")


@pytest.fixture
def no_figures_found(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[], None]]:
    """From when it is called on, no figure is looked for."""

    def forbid() -> None:
        monkeypatch.setattr("briefing.figures.extract_figures.extract_figures", never)
        without = replace(annotator("figures"), extract=never)
        monkeypatch.setattr("briefing.figures.figure_annotator.ANNOTATOR", without)
        annotator.cache_clear()

    yield forbid
    monkeypatch.undo()
    annotator.cache_clear()


@pytest.fixture
def nothing_is_read(
    monkeypatch: pytest.MonkeyPatch, no_figures_found: Callable[[], None]
) -> Callable[[], None]:
    """From when it is called on, no file is read into analysis and no figure is looked for."""

    def forbid() -> None:
        no_figures_found()
        monkeypatch.setattr("briefing.reading.read_articles.read_data", never)
        monkeypatch.setattr(preparing, "read_data", never)
        monkeypatch.setattr("briefing.search.passage_documents.documents_of", never)
        monkeypatch.setattr("briefing.related.related_index.prepare", never)
        monkeypatch.setattr("briefing.topics.topic_model.TopicModel", never)

    return forbid


def test_the_second_opening_works_nothing_out(news: Path, nothing_is_read: Callable[[], None]) -> None:
    first = keep([str(news)])
    expected = (
        first.topics.all(),
        first.related.only_here(),
        first.search.passages("toll"),
        all_figures(first),
    )
    ref = Ref(f"{news}/harbour.txt", 1)
    related = first.related.passages(ref)
    nothing_is_read()
    again = read([str(news)], stored=True)
    assert again.corpus.kept is not None
    assert list(again.warm()) == []
    assert (
        again.topics.all(),
        again.related.only_here(),
        again.search.passages("toll"),
        all_figures(again),
    ) == expected
    assert again.related.passages(ref) == related


def test_it_answers_as_what_was_read(news: Path) -> None:
    first = keep([str(news)])
    same(read([str(news)], stored=True), first)


def test_keeping_reads_no_figure_twice(news: Path, no_figures_found: Callable[[], None]) -> None:
    session = read([str(news)])
    known = analysed(session)
    no_figures_found()
    keep_set([str(news)], known)
    first = session
    library = Library.open(library_folder([str(news)]), [str(news)])
    assert {head.id: head.figures for head in library.heads()} == {
        name: len(figures) for name, figures in all_figures(first).items()
    }
    library.close()


def test_known_figures_of_another_text_or_date_are_not_taken(news: Path) -> None:
    name = f"{news}/harbour.txt"
    article = read([name]).article(name)
    nothing: dict[str, tuple[Annotation, ...]] = {"figures": ()}
    for known in (
        Analysed("other", article.published, nothing),
        Analysed(article.fingerprint, "1999-01-01", nothing),
    ):
        keep_set([name], {name: known})
        library = Library.open(library_folder([name]), [name])
        assert [head.figures for head in library.heads()] == [2]
        library.close()
        upkeep.forget(library_folder([name]))


def test_changed_new_and_gone_files_are_seen_at_once(
    news: Path, hand: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep([str(news)])
    hand.write("b/ferry.txt", "Ferry line goes on\n\nIt carries 13,000 people.\n")
    hand.write("d.txt", "Dredger\n\nThe dredger left on Monday.\n")
    (news / "c.md").rename(news / "e.md")
    (news / "harbour.txt").unlink()
    seen: list[str] = []
    real = read_data

    def noting(source: Any, data: bytes) -> Any:
        seen.append(Path(source.path).name)
        return real(source, data)

    monkeypatch.setattr(preparing, "read_data", noting)
    found = read([str(news)], stored=True)
    assert seen == ["ferry.txt", "d.txt"]
    assert found.corpus.kept is None
    same(found, read([str(news)]))


def test_a_file_touched_but_the_same_is_not_read(news: Path, nothing_is_read: Callable[[], None]) -> None:
    keep([str(news)])
    nothing_is_read()
    os.utime(news / "harbour.txt")
    assert read([str(news)], stored=True).corpus.kept is not None


def test_a_date_set_by_hand_since_counts(news: Path) -> None:
    keep([str(news)])
    name = f"{news}/b/ferry.txt"
    read([str(news)]).set_details(name, published="2020-05-01")
    found = read([str(news)], stored=True)
    assert found.corpus.kept is None
    same(found, read([str(news)]))
    keep([str(news)])
    assert read([str(news)], stored=True).corpus.kept is not None


def test_a_file_that_is_renamed_to_another_format_is_read_as_that(news: Path, hand: Any) -> None:
    hand.write("record.txt", '{"id": "one", "text": "The toll bridge opens again on 3 May."}\n')
    hand.write("front.txt", "---\ntitle: Tolls\nsource: The Port\n---\n\nThe toll rose by 5 percent.\n")
    keep([str(news)])
    (news / "record.txt").rename(news / "record.jsonl")
    (news / "front.txt").rename(news / "front.md")
    same(read([str(news)], stored=True), read([str(news)]))


def test_an_article_that_is_damaged_is_read_from_its_file(news: Path) -> None:
    keep([str(news)])
    with closing(sqlite3.connect(library_folder([str(news)]) / DATABASE)) as database:
        database.execute("UPDATE content SET passages = x'00'")
        database.commit()
    same(read([str(news)], stored=True), read([str(news)]))


@pytest.mark.parametrize("content", [bytes(PAGE), b"\xff" * PAGE])
def test_whatever_page_of_a_library_is_damaged_its_articles_are_read(news: Path, content: bytes) -> None:
    expected = keep([str(news)])
    path = library_folder([str(news)]) / DATABASE
    whole = path.read_bytes()
    for begin in range(0, len(whole), PAGE):
        path.write_bytes(whole[:begin] + content + whole[begin + PAGE :])
        found = read([str(news)], stored=True)
        assert tuple(found.articles) == tuple(expected.articles)
        assert sorted(map(str, found.failures)) == sorted(map(str, expected.failures))
        assert all_figures(found) == all_figures(expected)


@pytest.mark.parametrize("of", ["library", "topics"])
def test_a_schema_that_is_no_text_is_damage(news: Path, of: str) -> None:
    expected = keep([str(news)])
    folder = library_folder([str(news)])
    path = folder / DATABASE if of == "library" else topics_folder(folder) / FILE
    path.write_bytes(path.read_bytes().replace(b"CREATE TABLE ", b"CREATE \xec\xd1\x99\xffE "))
    same(read([str(news)], stored=True), expected)


def test_an_analysis_whose_findings_are_damaged_finds_them_again(news: Path) -> None:
    expected = keep([str(news)])
    with closing(sqlite3.connect(library_folder([str(news)]) / DATABASE)) as database:
        database.execute("UPDATE annotation SET packed = x'00'")
        database.commit()
    found = read([str(news)], stored=True)
    assert [head.figures for head in found.heads()] == [head.figures for head in expected.heads()]
    same(found, expected)


@pytest.mark.parametrize("kind", ["pos", "term", "store"])
def test_a_search_index_that_proves_damaged_when_it_is_asked_is_made_anew(news: Path, kind: str) -> None:
    expected = read([str(news)])
    for _ in build_library([str(news)]):
        pass
    found = read([str(news)], stored=True)
    (path,) = (library_folder([str(news)]) / SEARCH).glob(f"*.{kind}")
    path.unlink()
    for query in ("toll OR bridge OR ferry", '"the ferry"', "figure:>10", "th"):
        assert found.search.passages(query) == expected.search.passages(query)


@pytest.mark.parametrize("data", [b"", b"no library", b"x\x9c broken"])
def test_what_is_damaged_is_found_again(news: Path, data: bytes) -> None:
    first = keep([str(news)])
    folder = library_folder([str(news)])
    files = [analysis_file(folder, name) for name in ("copies", "only_here")]
    for path in (topics_folder(folder) / FILE, *files):
        assert path.exists()
        path.write_bytes(data)
    again = read([str(news)], stored=True)
    assert again.topics.kept() is None
    assert again.related.known_copies() is None
    assert again.related.known_only_here() is None
    same(again, first)


def test_what_belongs_to_another_library_is_found_again(news: Path, hand: Any) -> None:
    first = keep([str(news)])
    hand.write("b/quay.txt", "Quay\n\nThe quay is closed for repairs until the end of next month.\n")
    keep([str(news / "b")])
    folder, other = library_folder([str(news)]), library_folder([str(news / "b")])
    shutil.rmtree(topics_folder(folder))
    shutil.copytree(topics_folder(other), topics_folder(folder))
    for name in ("copies", "only_here"):
        shutil.copy(analysis_file(other, name), analysis_file(folder, name))
    (news / "b" / "quay.txt").unlink()
    again = read([str(news)], stored=True)
    assert again.corpus.kept is not None
    assert again.topics.kept() is None
    assert again.related.known_copies() is None
    same(again, first)


def test_topics_are_those_of_the_steering(news: Path, hand: Any) -> None:
    for number in range(6):
        hand.write(f"p{number}.txt", f"Port {number}\n\nThe harbour toll and the port rise, the port says.\n")
    paths = [str(news)]
    first = keep(paths)
    first.topics.steer(paths, Steer("pin", word="toll"))
    again = read(paths, stored=True)
    assert again.topics.kept() is None
    assert again.related.known_only_here() == first.related.only_here()
    assert again.topics.all() == first.topics.all()
    label = again.topics.all()[0].label
    assert again.topics.explain(label) == first.topics.explain(label)


def test_known_topics_are_explained(news: Path, hand: Any) -> None:
    for number in range(6):
        hand.write(f"p{number}.txt", f"Port {number}\n\nThe harbour toll and the port rise, the port says.\n")
    first = keep([str(news)])
    again = read([str(news)], stored=True)
    label = again.topics.all()[0].label
    assert again.topics.explain(label) == first.topics.explain(label)


def test_what_was_found_in_other_articles_is_not_kept(news: Path, hand: Any) -> None:
    paths = [str(news)]
    session = read(paths)
    known = analysed(session)
    topics, alone = session.topics.steered(), session.related.only_here()
    assert alone
    hand.write("d.txt", "Dredger\n\nThe dredger left on Monday.\n")
    keep_set(paths, known, topics, known_together(session.corpus))
    found = read(paths, stored=True)
    assert found.corpus.kept is not None
    assert found.topics.kept() is None
    assert found.related.known_only_here() is None


def test_a_library_built_in_one_go_answers_as_what_was_read(
    news: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("briefing.library.build.builder.COMMIT_FIRST", 0.0)
    monkeypatch.setattr("briefing.library.build.builder.BATCH", 1)
    for _ in build_library([str(news)]):
        pass
    found = read([str(news)], stored=True)
    assert made_as_in_memory(found)
    assert found.corpus.generation > 1
    same(found, read([str(news)]))


def test_a_build_that_was_interrupted_is_not_one_go(news: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("briefing.library.build.builder.COMMIT_FIRST", 0.0)
    monkeypatch.setattr("briefing.library.build.builder.BATCH", 1)
    for step in build_library([str(news)]):
        if step.articles:
            break
    for _ in build_library([str(news)]):
        pass
    found = read([str(news)], stored=True)
    assert found.corpus.kept is not None
    assert not made_as_in_memory(found)


def test_what_an_earlier_version_kept_is_removed(news: Path) -> None:
    keep([str(news)])
    folder = library_folder([str(news)])
    (folder / "findings.z").write_bytes(b"x")
    upkeep.forget(folder)
    assert not folder.exists()


def test_a_library_that_grew_gives_articles_but_no_ranking(news: Path, hand: Any) -> None:
    for text in ("The toll of the bridge rises.", "The toll rises, the bridge says, the toll rises."):
        hand.write("a.txt", f"Bridge toll\n\n{text}\n")
        for _ in build_library([str(news)]):
            pass
    found = read([str(news)], stored=True)
    assert found.corpus.kept is not None
    assert not made_as_in_memory(found)
    same(found, read([str(news)]))


def test_articles_between_others_are_numbered_anew(news: Path, hand: Any) -> None:
    keep([str(news)])
    hand.write("a.txt", "Bridge toll\n\nThe toll of the bridge rises by 4.5 percent.\n")
    found = keep([str(news)])
    again = read([str(news)], stored=True)
    assert again.corpus.kept is not None
    assert made_as_in_memory(again)
    same(again, found)


def test_what_a_removal_cut_short_leaves_stands_in_nobodys_way(news: Path, briefing: Any) -> None:
    keep([str(news)])
    folder = library_folder([str(news)])
    (folder / DATABASE).unlink()
    assert read([str(news)], stored=True).corpus.kept is None
    assert briefing("library", "list", "--format", "csv").returncode == 0
    assert briefing("library", "check").returncode == 0
    keep([str(news)])
    assert read([str(news)], stored=True).corpus.kept is not None
    (folder / DATABASE).unlink()
    upkeep.forget(folder)
    assert not folder.exists()


def test_a_named_library_of_other_paths_is_left_alone(news: Path, tmp_path: Path) -> None:
    mine = tmp_path / "mine"
    keep([str(news)], library=LibraryChoice(mine))
    with pytest.raises(LibraryError, match="is of other paths"):
        keep([str(news / "b")], library=LibraryChoice(mine))
    assert read([str(news)], stored=True, folder=mine).corpus.kept is not None
    assert read([str(news / "b")], stored=True, folder=mine).corpus.kept is None


def test_nothing_is_kept_where_it_is_not_wanted(news: Path) -> None:
    keep([str(news)])
    assert kept_library([str(news)], LibraryChoice(wanted=False)) is None
    keep([str(news / "b")], library=LibraryChoice(wanted=False))
    assert not is_library(library_folder([str(news / "b")]))


def test_the_oldest_small_libraries_are_forgotten(news: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    names = [str(news / name) for name in ("harbour.txt", "c.md", "b")]
    for place, name in enumerate([*names, str(news)]):
        for _ in build_library([name]):
            pass
        os.utime(library_folder([name]), (place, place))
    mark_used(library_folder([names[0]]))
    monkeypatch.setattr(holding_policy, "POLICY", HoldingPolicy(3))
    assert forget_oldest(1) == [library_folder([names[2]]), library_folder([names[1]])]
    # The one used last, and a large one, which takes long to make.
    assert {library_folder([names[0]]), library_folder([str(news)])} == set(all_libraries())
    assert forget_oldest(4) == []


TEXTS = [
    f"Report {n}\n\nThe toll of bridge {n % 3} rose by {n} percent to ${n * 7} million.\n\nA ferry came.\n"
    for n in range(6)
]


@settings(
    max_examples=examples(10),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    st.lists(
        st.tuples(
            st.sampled_from(["write", "remove", "rename", "keep"]), st.integers(0, 5), st.integers(0, 5)
        ),
        max_size=6,
    )
)
def test_whatever_happens_to_files_it_answers_as_what_was_read(
    tmp_path_factory: pytest.TempPathFactory, edits: list[Edit]
) -> None:
    folder = tmp_path_factory.mktemp("news")
    for number in range(3):
        (folder / f"{number}.txt").write_text(TEXTS[number], encoding="utf-8")
    keep([str(folder)])
    for what, one, other in edits:
        path, target = folder / f"{one}.txt", folder / f"{other}.txt"
        if what == "keep":
            keep([str(folder)])
        elif what == "write":
            path.write_text(TEXTS[other], encoding="utf-8")
        elif path.exists():
            path.unlink() if what == "remove" else path.rename(target)
    found, plain = read([str(folder)], stored=True), read([str(folder)])
    assert [a for a in found.articles if isinstance(a, Article)] == list(plain.articles)
    same(found, plain)
