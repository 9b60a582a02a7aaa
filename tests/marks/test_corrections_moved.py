"""Corrections stay with an article that gets another name, whatever became of its text before or after."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from desks import Reads, written

from briefing.model.correction import Correction, FigureAnchor
from briefing.session import Session, finish
from briefing.userdata.corrections.correction_store import anchor_in

FIRST = (
    "Mill fire\n\nA fire at the Brandt mill injured 23 people on Monday.\n\n"
    "“We heard the roof give way,” said Ada Brandt, who owns it.\n"
)
SECOND = "Mill blaze\n\nHospitals treated 26 injured people after the fire at the Brandt mill.\n"
MORE = "\nThe roof is gone, the owner said.\n"


def figures(session: Session) -> tuple[Correction, str]:
    """Of a line with a figure in the article: hidden."""
    line = [anchor(session, "23 people"), anchor(session, "26 injured people", "d/b.txt")]
    return session.user_data.corrections.add("hide", "people", line), "hide"


def speaker(session: Session) -> tuple[Correction, str]:
    """Of the quote in the article: who says it."""
    quote = anchor(session, "We heard the roof give way")
    return session.user_data.corrections.add("speaker", "roof", [quote], names=["Ines Vogel"]), "speaker"


def anchor(session: Session, words: str, name: str = "d/a.txt") -> FigureAnchor:
    article = session.article(name)
    start = article.text.index(words)
    return anchor_in(article, start, start + len(words))


def heeded(session: Session, kind: str) -> bool:
    """Whether what was said is heeded in the articles as they are."""
    if kind == "hide":
        ledger = finish(session.ledgers.corrected_in_steps())
        hidden = sorted(entry.text for line in ledger.hidden for entry in line.entries)
        return not ledger.unfit and hidden == ["23 people", "26 injured people"]
    rows = [row for row in session.speakers.rows() if "roof give way" in row.quotes[0].text]
    return [row.speaker for row in rows] == ["Ines Vogel"]


def seen(session: Session) -> list[tuple[str, str]]:
    """By what else than when it was made the article is known."""
    (one,) = session.user_data.corrections.list()
    return [(one.seen_fingerprint, one.seen_path) for one in one.anchors[:1]]


Says = Callable[[Session], tuple[Correction, str]]


@pytest.fixture(params=[1, 40])
def folder(request: pytest.FixtureRequest, desk: Path) -> Path:
    """A folder with an article, another of the same, and others."""
    written(desk / "d" / "a.txt", FIRST)
    written(desk / "d" / "b.txt", SECOND)
    for number in range(request.param):
        written(desk / "d" / f"other {number}.txt", f"Buses\n\nBus {number} turns at the mill.\n")
    return desk / "d"


@pytest.mark.parametrize("says", [figures, speaker])
def test_edited_and_then_renamed(reads: Reads, desk: Path, folder: Path, says: Says) -> None:
    _, kind = says(reads(desk, "d"))
    text, last = FIRST, folder / "a.txt"
    for number in range(2):
        text += MORE
        last.write_text(text, encoding="utf-8")
        assert heeded(reads(desk, "d"), kind)
        last = last.rename(folder / f"day {number}.txt")
        assert heeded(reads(desk, "d"), kind)


@pytest.mark.parametrize("says", [figures, speaker])
def test_renamed_and_then_edited(reads: Reads, desk: Path, folder: Path, says: Says) -> None:
    _, kind = says(reads(desk, "d"))
    (folder / "a.txt").rename(folder / "c.txt")
    assert heeded(reads(desk, "d"), kind)
    written(folder / "c.txt", FIRST + MORE)
    assert heeded(reads(desk, "d"), kind)


@pytest.mark.parametrize("says", [figures, speaker])
def test_it_is_kept_beside_what_a_person_does(reads: Reads, desk: Path, folder: Path, says: Says) -> None:
    session = reads(desk, "d")
    made, kind = says(session)
    assert seen(session) == [("", "")]
    written(folder / "a.txt", FIRST + MORE)
    session = reads(desk, "d")
    assert heeded(session, kind)
    known = seen(session)
    assert known == [(session.article("d/a.txt").fingerprint, "")]
    corrections, marks = session.user_data.corrections, session.user_data.marks
    assert corrections.list() == (made,), "to a person it is the same"
    assert {"seen_fingerprint", "seen_path", "real_path"}.isdisjoint(made.to_dict()["figures"][0])
    corrections.remove([made.id])
    marks.undo()
    assert seen(session) == known
    assert corrections.import_corrections([{**made.to_dict(), "modified": "2036-01-01T00:00:00Z"}]) == 1
    assert seen(session) == known
    marks.undo()
    marks.undo()
    assert corrections.list() == ()
    marks.redo()
    assert seen(session) == known


def test_one_that_is_put_on_other_figures_forgets_it(reads: Reads, desk: Path, folder: Path) -> None:
    session = reads(desk, "d")
    made, kind = figures(session)
    written(folder / "a.txt", FIRST + MORE)
    session = reads(desk, "d")
    assert heeded(session, kind)
    other = {**made.to_dict(), "modified": "2036-01-01T00:00:00Z"}
    other["figures"] = [{**one, "article": "d/c.txt"} for one in other["figures"]]
    session.user_data.corrections.import_corrections([other])
    assert seen(session) == [("", "")]
