"""Repeated passages are decided over all articles of a set, whatever its size, as articles come and go."""

from __future__ import annotations

import json
from collections.abc import Generator
from contextlib import closing
from pathlib import Path
from random import Random
from typing import Any, cast

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule
from repeated_news import HEAD, NOTICE, STATEMENT, article
from tiers import amount, cases, examples

from briefing.library.build.builder import build_library
from briefing.library.build.full_check import check
from briefing.library.check import Fault
from briefing.library.reader import Library
from briefing.library.writer import LibraryWriter
from briefing.model.article import Article, Ref
from briefing.model.build_progress import BuildProgress
from briefing.model.known_set import Analysed
from briefing.session import Session
from briefing.session.small_set_library import keep_set

Seen = dict[str, tuple[str, bool, int, list[tuple[str, str]], list[tuple[int, str]]]]


def news(number: int, *, above: bool = True, below: bool = True) -> str:
    return article(number, above=HEAD if above else "", within=STATEMENT, below=NOTICE if below else "")


def write(folder: Path, number: int, text: str) -> Path:
    path = folder / f"n{number:04}.txt"
    path.write_text(text, encoding="utf-8")
    return path


def seen(session: Session) -> Seen:
    """What of each article depends on what the others say."""
    heads = {head.id: head for head in session.heads()}
    return {
        Path(one.id).name: (
            one.title,
            heads[one.id].title == one.title,
            heads[one.id].words,
            [(passage.kind, one.passage_text(passage.number)) for passage in one.passages],
            [(figure.passage, figure.text) for figure in session.figures(one.id)],
        )
        for one in session.articles
    }


def read(folder: Path) -> Session:
    session = Session(use_store=False)
    for _ in session.open([str(folder)]):
        pass
    return session


def built(folder: Path, library: Path) -> Session:
    for _ in build_library([str(folder)], folder=library):
        pass
    session = Session(use_store=False)
    session.open_library([str(folder)], library)
    return session


def faults(library: Path, folder: Path) -> list[Fault]:
    return [found for found in check(library, [str(folder)]) if isinstance(found, Fault)]


def furniture(session: Session) -> dict[str, int]:
    return {one.text: one.articles for one in session.repeated_texts() if one.boilerplate}


@pytest.mark.parametrize("total", cases([5], [620]))
def test_furniture_is_none_of_any_analysis_whatever_the_size(tmp_path: Path, total: int) -> None:
    folder = tmp_path / "news"
    folder.mkdir()
    holding = range(0, total, 1 if total == 5 else 10)
    for n in range(total):
        write(folder, n, news(n, above=False, below=n in holding))
    on_disk = built(folder, tmp_path / "library")
    assert furniture(on_disk) == {NOTICE: len(holding)}
    one = on_disk.articles[0]
    assert on_disk.boilerplate_reasons(one) == {len(one.passages) - 1: f"stands in {len(holding)} articles"}
    assert one.passages[-1].kind == "boilerplate"
    assert not on_disk.search.passages('"moderated before"').hits
    assert faults(tmp_path / "library", folder) == []
    if total < 500:
        in_memory = read(folder)
        assert seen(on_disk) == seen(in_memory)
        assert furniture(in_memory) == furniture(on_disk)
        assert all(
            in_memory.article(ref.article).passage_text(ref.passage) != NOTICE
            for topic in in_memory.topics.all()
            for ref in topic.passages
        )


def test_articles_that_come_and_go_in_a_large_library_leave_it_as_if_built_anew(tmp_path: Path) -> None:
    folder = tmp_path / "news"
    folder.mkdir()
    chance = Random(9)
    total = amount(60, 620)
    for n in range(total):
        write(folder, n, news(n, above=n % 6 == 0, below=n % 9 == 0))
    built(folder, tmp_path / "library")
    for step in range(3):
        for path in chance.sample(sorted(folder.iterdir()), total // 3):
            path.unlink()
        for n in chance.sample(range(total), total // 3):
            write(folder, n, news(n, above=step == 1, below=step != 1))
        grown = built(folder, tmp_path / "library")
        fresh = built(folder, tmp_path / f"fresh{step}")
        assert seen(grown) == seen(fresh)
        assert furniture(grown) == furniture(fresh)
        assert faults(tmp_path / "library", folder) == []


def test_what_went_before_anything_came_is_not_counted(tmp_path: Path) -> None:
    """Nothing was furniture at the last build, so that what stood where is looked up when one comes."""
    folder = tmp_path / "news"
    folder.mkdir()
    for n in range(100):
        write(folder, n, news(n, above=False, below=False))
    built(folder, tmp_path / "library")
    for n in range(30):
        (folder / f"n{n:04}.txt").unlink()
    for n in range(100, 160):
        write(folder, n, news(n, above=False))
    grown, fresh = built(folder, tmp_path / "library"), built(folder, tmp_path / "fresh")
    assert furniture(grown) == furniture(fresh) == {NOTICE: 60}


class ComingAndGoing(RuleBasedStateMachine):
    """Files of a folder that is open come, change and go: it is always as if it were opened now."""

    @initialize(numbers=st.sets(st.integers(0, 11), min_size=3, max_size=8))
    def open(self, numbers: set[int]) -> None:
        import tempfile

        self._home = tempfile.TemporaryDirectory()
        self.folder = Path(self._home.name)
        for n in numbers:
            write(self.folder, n, news(n))
        self.session = read(self.folder)

    @rule(numbers=st.sets(st.integers(0, 11), min_size=1, max_size=6), how=st.sampled_from(["new", "gone"]))
    def change(self, numbers: set[int], how: str) -> None:
        before = seen(self.session)
        paths = [write(self.folder, n, news(n, below=n % 2 == 0)) for n in sorted(numbers)]
        if how == "gone":
            for path in paths:
                path.unlink()
        told = self.session.update_files([str(self.folder)], [str(path) for path in paths])
        now = seen(self.session)
        assert now == seen(read(self.folder))
        different = {name for name in now if before.get(name) != now[name]}
        assert {Path(name).name for name in told.names} == different
        assert {Path(one.id).name for one in told.articles} == different

    def teardown(self) -> None:
        if hasattr(self, "_home"):
            self._home.cleanup()


TestComingAndGoing = ComingAndGoing.TestCase
TestComingAndGoing.settings = settings(max_examples=examples(4), stateful_step_count=5, deadline=None)


def test_an_article_comes_once_more_where_the_others_make_another_of_it(tmp_path: Path) -> None:
    for n in range(5):
        write(tmp_path, n, news(n, above=False))
    session = Session(use_store=False)
    found = [one for one in session.open([str(tmp_path)]) if isinstance(one, Article)]
    assert [one.as_read is not None for one in found] == [False] * 5 + [True] * 5
    assert found[5:] == list(session.articles)


def test_the_articles_of_one_file_are_analysed_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    records = [{"id": str(n), "text": news(n, above=n % 2 == 0)} for n in range(70)]
    lines = "\n".join(map(json.dumps, records))
    (tmp_path / "gazette.jsonl").write_text(lines, encoding="utf-8")
    redone: list[int] = []
    redo = LibraryWriter.redo

    def noting(writer: LibraryWriter, generation: int, number: int, *rest: Any) -> None:
        redone.append(number)
        redo(writer, generation, number, *rest)

    monkeypatch.setattr(LibraryWriter, "redo", noting)
    session = built(tmp_path / "gazette.jsonl", tmp_path / "library")
    assert furniture(session) == {NOTICE: 70, HEAD: 35}
    assert redone == []


def test_a_build_that_was_given_up_is_put_right_by_the_next(tmp_path: Path) -> None:
    folder = tmp_path / "news"
    folder.mkdir()
    for n in range(40):
        write(folder, n, news(n))
    build = cast("Generator[BuildProgress]", build_library([str(folder)], folder=tmp_path / "library"))
    with closing(build) as steps:
        for _ in range(2):
            next(steps)
    assert seen(built(folder, tmp_path / "library")) == seen(built(folder, tmp_path / "other"))


def test_what_is_kept_of_repeated_passages_may_be_lost(tmp_path: Path) -> None:
    folder, library = tmp_path / "news", tmp_path / "library"
    folder.mkdir()
    for n in range(6):
        write(folder, n, news(n))
    expected = furniture(built(folder, library))
    kept = library / "repeated.found"
    assert json.loads(kept.read_bytes().partition(b"\n")[0])["generation"] > 0
    kept.unlink()
    assert furniture(built(folder, library)) == expected
    kept.write_bytes(b"damaged\n")
    write(folder, 6, news(6))
    assert furniture(built(folder, library)) == dict.fromkeys(expected, 7)


def test_a_small_set_that_is_kept_opens_as_it_was(tmp_path: Path) -> None:
    folder = tmp_path / "news"
    folder.mkdir()
    for n in range(6):
        write(folder, n, news(n))
    session = read(folder)
    known = {
        one.id: Analysed(one.fingerprint, one.published, {"figures": session.figures(one.id)}, one.passages)
        for one in session.articles
    }
    keep_set([str(folder)], known)
    from briefing.library.locations import library_folder

    kept = library_folder([str(folder)])
    again = Session(use_store=False)
    found = [one for one in again.open([str(folder)], library=kept) if isinstance(one, Article)]
    assert found == list(session.articles)
    assert again.corpus.kept == kept
    assert all(again.known_annotations(one.id, "figures") is not None for one in found)
    library = Library.open(kept, [str(folder)])
    assert library.made_at_once()
    library.close()
    assert seen(again) == seen(session)
    assert furniture(again) == furniture(session)


def test_copies_and_statements_of_one_article_know_no_furniture(tmp_path: Path) -> None:
    for n in range(9):
        write(tmp_path, n, news(n))
    session = read(tmp_path)

    def text(ref: Ref) -> str:
        return session.article(ref.article).passage_text(ref.passage)

    assert {text(ref) for group in session.related.copies() for ref in group.passages} == {STATEMENT}
    assert not {HEAD, NOTICE} & {text(ref) for ref in session.related.only_here()}
