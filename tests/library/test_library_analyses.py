"""What analyses of all articles found is kept with the library, by commit, and brought up to date."""

from __future__ import annotations

import json
import sys
from collections.abc import Collection
from pathlib import Path
from types import ModuleType
from typing import cast

import pytest

from briefing.analyses.articles import ANNOTATORS
from briefing.analyses.corpus_analyses import (
    CORPUS_ANALYSES,
    AnalysisLine,
    corpus_analysis,
    found_analysis,
)
from briefing.corpus.kept_analyses import found_in_all, known_in_all, known_together
from briefing.errors import LibraryError
from briefing.library.analysis_kinds import FolderAnalysis, IndexAnalysis
from briefing.library.analysis_store import analysis_file, kept_analysis, read_analysis
from briefing.library.build.builder import build_library
from briefing.library.build.full_check import check, mend
from briefing.library.check import Fault
from briefing.library.locations import library_folder
from briefing.library.maintenance import forget
from briefing.model.corpus_analysis import CorpusView, FoundAnalysis, Steps
from briefing.model.known_set import Analysed
from briefing.related.copies import CopyGroup
from briefing.session import Session, finish
from briefing.session.small_set_library import keep_set

REPORT = "The ferry ran aground near the lighthouse at dawn and all passengers were brought ashore by noon."
OTHER = "The harbour master said on Friday that the quay would be dredged twice before the end of the year."

ALONE = "The zeppelin carried forty astronomers across frozen mountains towards their northern observatory."


@pytest.fixture
def news(tmp_path: Path) -> Path:
    folder = tmp_path / "news"
    folder.mkdir()
    for name, text in (("a", REPORT), ("b", f"{REPORT}\n\n{OTHER}"), ("c", OTHER), ("d", "A short note.")):
        (folder / f"{name}.txt").write_text(f"{text}\n", encoding="utf-8")
    return folder


def opened(news: Path) -> Session:
    """A session over the library, brought up to date."""
    for _ in build_library([str(news)]):
        pass
    session = Session()
    session.open_library([str(news)])
    return session


def read(news: Path) -> Session:
    session = Session()
    for _ in session.open([str(news)]):
        pass
    return session


def generation(session: Session) -> int | None:
    """Of what is kept of the copies."""
    library = session.corpus.library
    kept = read_analysis(library.folder, found_analysis("copies"), library.state("identity", ""))
    return kept[0] if kept is not None else None


def named(groups: tuple[CopyGroup, ...]) -> list[list[str]]:
    return [[f"{Path(ref.article).stem}{ref.passage}" for ref in group.passages] for group in groups]


def test_copies_are_kept_and_those_of_before_brought_up_to_date(news: Path) -> None:
    session = opened(news)
    assert generation(session) is None
    assert named(session.related.copies()) == [["a0", "b0"], ["b1", "c0"]]
    assert generation(session) == session.corpus.library.generation()
    # Not the fixture: what it takes back would be the folders of the test, too.
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("briefing.related.related_index.alike", None)
        assert session.related.copies() == opened(news).related.copies() == read_with_likeness(news)
    (news / "d.txt").write_text(f"{OTHER}\n", encoding="utf-8")
    (news / "a.txt").unlink()
    session = opened(news)
    assert generation(session) != session.corpus.library.generation()
    assert named(session.related.copies()) == [["b1", "c0", "d0"]]
    assert session.related.copies() == read(news).related.copies()


def read_with_likeness(news: Path) -> tuple[CopyGroup, ...]:
    """The same in memory, compared by words."""
    with pytest.MonkeyPatch.context() as patch:
        from briefing.related.copies import alike

        patch.setattr("briefing.related.related_index.alike", alike)
        return read(news).related.copies()


@pytest.mark.parametrize("most", [0, 500])
def test_copies_of_some_articles_are_told_whatever_the_size(
    news: Path, most: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    from dataclasses import replace

    analysis = replace(found_analysis("copies"), most=most)
    monkeypatch.setattr("briefing.corpus.kept_analyses.found_analysis", {"copies": analysis}.__getitem__)
    session = opened(news)
    assert named(session.related.copies_in([str(news / "a.txt")])) == [["a0", "b0"]]
    assert named(session.related.copies_in([str(news / "b.txt")])) == [["a0", "b0"], ["b1", "c0"]]
    assert session.related.copies_in([str(news / "d.txt"), "none.txt"]) == ()
    assert (kept_analysis(session.corpus.library, analysis) is None) == (most == 0)
    assert session.related.copies_in([str(news / "a.txt")]) == read(news).related.copies_in(
        [str(news / "a.txt")]
    )


def test_what_is_damaged_is_told_mended_and_worked_out_again(news: Path) -> None:
    session = opened(news)
    before = session.related.copies()
    file = analysis_file(library_folder([str(news)]), "copies")
    file.write_bytes(file.read_bytes()[:-4])
    assert session.related.copies() == before
    file.write_bytes(file.read_bytes()[:-4])
    faults = [one for one in check(file.parent, [str(news)]) if isinstance(one, Fault)]
    assert faults == mend(file.parent, [str(news)]) == [Fault("copies", "the kept copies are damaged")]
    assert not file.exists()
    assert session.related.copies() == before


def test_statements_are_kept_when_all_are_asked_for_and_never_unasked(news: Path) -> None:
    (news / "e.txt").write_text(f"{ALONE}\n", encoding="utf-8")
    session, plain = opened(news), read(news)
    library = session.corpus.library
    file = analysis_file(library.folder, "only_here")
    for name in session.by_name:
        assert finish(session.related.only_here_in(name)) == finish(plain.related.only_here_in(name))
    assert session.related.known_only_here() is None
    assert not file.exists()
    alone = session.related.only_here()
    assert alone == plain.related.only_here() != {}
    assert file.exists()
    assert opened(news).related.known_only_here() == alone
    (news / "d.txt").write_text(f"{ALONE}\n", encoding="utf-8")
    session = opened(news)
    assert session.related.known_only_here() is None
    assert session.related.only_here() == read(news).related.only_here() != alone


# -- the table ---------------------------------------------------------------------------------------

FORMS = {"index": IndexAnalysis, "folder": FolderAnalysis, "file": FoundAnalysis}


@pytest.mark.parametrize("name", CORPUS_ANALYSES)
def test_a_line_says_what_its_module_gives(name: str) -> None:
    analysis = corpus_analysis(name)
    assert analysis.name == name
    assert type(analysis) is FORMS[CORPUS_ANALYSES[name].kept]
    before = list(CORPUS_ANALYSES)[: list(CORPUS_ANALYSES).index(name)]
    assert set(analysis.inputs) <= {*ANNOTATORS, *before}


Lengths = dict[int, int]


def _update(view: CorpusView, before: Lengths | None, changed: Collection[int]) -> Steps[Lengths]:
    yield 0, 1
    assert set(changed) <= set(view.numbers())
    known = before or {}
    return {
        number: len(view.article(number).text) if number in changed else known[number]
        for number in view.numbers()
    }


def _within(view: CorpusView, numbers: Collection[int]) -> Steps[Lengths]:
    yield 0, 1
    return {number: len(view.article(number).text) for number in numbers}


def _unpack(packed: bytes) -> Lengths:
    try:
        return {int(number): length for number, length in json.loads(packed).items()}
    except ValueError as error:
        raise LibraryError("damaged") from error


LENGTHS: FoundAnalysis[Lengths] = FoundAnalysis(
    name="lengths",
    version=1,
    inputs=(),
    most=None,
    update=_update,
    within=_within,
    passages=lambda found: ((number, 0) for number in found),
    renumbered=lambda found, numbers: {numbers[number]: length for number, length in found.items()},
    pack=lambda found: json.dumps(found).encode(),
    unpack=_unpack,
)


@pytest.fixture
def lengths(monkeypatch: pytest.MonkeyPatch) -> None:
    """One more analysis: a module and a line."""
    module = ModuleType("lengths_analysis")
    module.__dict__["ANALYSIS"] = LENGTHS
    monkeypatch.setitem(sys.modules, module.__name__, module)
    monkeypatch.setitem(CORPUS_ANALYSES, "lengths", AnalysisLine(module.__name__, "file"))


@pytest.mark.usefixtures("lengths")
def test_a_new_analysis_is_a_module_and_a_line(news: Path) -> None:
    def by_name(session: Session) -> dict[str, int]:
        found = cast("dict[int, int]", finish(found_in_all(session.corpus, "lengths")))
        return {str(session.corpus.indexes.name(number)): length for number, length in found.items()}

    session = opened(news)
    expected = {article.id: len(article.text) for article in session.articles}
    assert by_name(session) == by_name(read(news)) == expected
    (news / "d.txt").write_text("A short note that has grown.\n", encoding="utf-8")
    (news / "a.txt").unlink()
    session = opened(news)
    assert by_name(session) == {article.id: len(article.text) for article in session.articles} != expected
    # A small set that was read keeps it, and checking, mending and clearing know it.
    session, folder = read(news), library_folder([str(news)])
    known = {a.id: Analysed(a.fingerprint, a.published, {}) for a in session.articles}
    expected = by_name(session)
    forget(folder)
    keep_set([str(news)], known, None, known_together(session.corpus))
    again = Session()
    for _ in again.open([str(news)], library=folder):
        pass
    assert known_in_all(again.corpus, "lengths") is not None
    assert by_name(again) == expected
    file = analysis_file(folder, "lengths")
    file.write_bytes(file.read_bytes()[:-1])
    faults = [one for one in check(folder, [str(news)]) if isinstance(one, Fault)]
    assert faults == mend(folder, [str(news)]) == [Fault("lengths", "the kept lengths are damaged")]
    assert by_name(opened(news)) == expected
    assert file.exists()
    forget(folder)
    assert not folder.exists()


def test_a_library_that_cannot_be_written_is_compared_all_the_same(
    news: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from briefing.errors import ExportError

    def refused(*_: object, **__: object) -> None:
        raise ExportError("the disk is full")

    session = opened(news)
    monkeypatch.setattr("briefing.library.analysis_store.write_atomic", refused)
    assert named(session.related.copies()) == [["a0", "b0"], ["b1", "c0"]]
    assert generation(session) is None
