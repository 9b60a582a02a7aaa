"""What analyses of all articles found is kept with the library, by commit, and brought up to date."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefing.analyses.corpus_analyses import corpus_analysis
from briefing.library.analysis_store import analysis_file, kept_analysis, read_analysis
from briefing.library.build.builder import build_library
from briefing.library.build.full_check import check, mend
from briefing.library.check import Fault
from briefing.library.locations import library_folder
from briefing.related.copies import CopyGroup
from briefing.session import Session

REPORT = "The ferry ran aground near the lighthouse at dawn and all passengers were brought ashore by noon."
OTHER = "The harbour master said on Friday that the quay would be dredged twice before the end of the year."


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
    library = session.library
    assert library is not None
    kept = read_analysis(library.folder, corpus_analysis("copies"), library.state("identity", ""))
    return kept[0] if kept is not None else None


def named(groups: tuple[CopyGroup, ...]) -> list[list[str]]:
    return [[f"{Path(ref.article).stem}{ref.passage}" for ref in group.passages] for group in groups]


def test_copies_are_kept_and_those_of_before_brought_up_to_date(
    news: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = opened(news)
    assert generation(session) is None
    assert named(session.related.copies()) == [["a0", "b0"], ["b1", "c0"]]
    assert session.library is not None
    assert generation(session) == session.library.generation()
    monkeypatch.setattr("briefing.related.related_index.alike", None)
    assert session.related.copies() == opened(news).related.copies() == read_with_likeness(news)
    monkeypatch.undo()
    (news / "d.txt").write_text(f"{OTHER}\n", encoding="utf-8")
    (news / "a.txt").unlink()
    session = opened(news)
    assert generation(session) != session.library.generation() if session.library else False
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

    analysis = replace(corpus_analysis("copies"), most=most)
    monkeypatch.setattr("briefing.corpus.kept_analyses.corpus_analysis", {"copies": analysis}.__getitem__)
    session = opened(news)
    assert named(session.related.copies_in([str(news / "a.txt")])) == [["a0", "b0"]]
    assert named(session.related.copies_in([str(news / "b.txt")])) == [["a0", "b0"], ["b1", "c0"]]
    assert session.related.copies_in([str(news / "d.txt"), "none.txt"]) == ()
    assert session.library is not None
    assert (kept_analysis(session.library, analysis) is None) == (most == 0)
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
