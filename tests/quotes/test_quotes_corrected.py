"""Who says something, corrected by hand: heeded by all who ask, and found again when texts change."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from quoted_articles import quotes_of

from briefing.model.article import Ref
from briefing.model.correction import Correction, CorrectionKind
from briefing.quotes.corrected_speakers import PlacedSpeaker, corrected_speakers
from briefing.session import Session
from briefing.session.requests.finding_requests import ReadLens
from briefing.session.worker_session import SessionHost
from briefing.userdata.corrections.correction_store import anchor_in

HARBOUR = "Ada Moreau said the quay would open. Later, Moreau said that nobody would pay."
BRIDGE = "Ben Moreau said the bridge was closed. The mayor asked for patience in town."


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "articles"
    folder.mkdir()
    for name, text in (("a", HARBOUR), ("b", BRIDGE)):
        (folder / f"{name}.md").write_text(f"# Quay\n\n{text}\n", encoding="utf-8")
    return folder


def opened(folder: Path, store: Path) -> Session:
    session = Session(store=store)
    for _ in session.open([str(folder)]):
        pass
    return session


def told(session: Session) -> list[tuple[str, str | None]]:
    return [(one.text, one.who) for name in session.by_name for one in session.quotes(name)]


def correct(
    session: Session, kind: CorrectionKind, names: Sequence[str], *places: tuple[str, str]
) -> Correction:
    """Keep a correction of quotes, each given by the end of its article's name and its words."""
    anchors = []
    for end, words in places:
        name = next(name for name in session.by_name if name.endswith(end))
        start = session.article(name).text.index(words)
        anchors.append(anchor_in(session.article(name), start, start + len(words)))
    return session.user_data.corrections.add(kind, "said", anchors, names=names)


PATIENCE = ("b.md", "patience in town.")


def test_a_speaker_that_was_set_is_sure_and_told_by_all_who_ask(folder: Path, tmp_path: Path) -> None:
    session = opened(folder, tmp_path / "s.db")
    assert ("patience in town.", "The mayor") in told(session)
    correct(session, "speaker", ["Carla Voss"], PATIENCE)
    assert ("patience in town.", "Carla Voss") in told(session)
    (one,) = [one for name in session.by_name for one in session.quotes(name) if one.who == "Carla Voss"]
    assert one.certainty == 1.0
    assert one.speaker == "The mayor"
    assert "Carla Voss" in [row.speaker for row in session.speakers.rows()]
    host = SessionHost()
    host.session = session
    lens = ReadLens(Ref(one.article, one.passage), None, ()).run(host)
    assert "Carla Voss" in [quote.who for quote in lens.quotes]
    # Another run finds it, and what was kept as the answer before is not shown again.
    assert ("patience in town.", "Carla Voss") in told(opened(folder, tmp_path / "s.db"))


def hits(session: Session, query: str) -> list[tuple[str, int]]:
    found = session.search.passages(query, typing=False).hits
    return sorted((Path(hit.article).name, hit.passage) for hit in found)


def test_the_search_finds_speakers_as_they_were_set(folder: Path, tmp_path: Path) -> None:
    (folder / "b.md").write_text(f"# Quay\n\n{BRIDGE}\n\nBen Moreau said that it rained.\n", encoding="utf-8")
    session = opened(folder, tmp_path / "s.db")
    assert hits(session, 'speaker:"Ben Moreau"') == [("b.md", 1), ("b.md", 2)]
    assert hits(session, 'speaker:"Carla Voss"') == []
    correct(session, "speaker", ["Carla Voss"], ("b.md", "that it rained."))
    assert hits(session, 'speaker:"Ben Moreau"') == [("b.md", 1)]
    assert hits(session, 'speaker:"Carla Voss"') == hits(session, "speaker:voss") == [("b.md", 2)]
    assert hits(session, "speaker:carl*") == [("b.md", 2)]
    assert hits(session, 'quay -speaker:"Carla Voss"') == [("a.md", 0), ("a.md", 1), ("b.md", 0)]
    session.user_data.marks.undo()
    assert hits(session, 'speaker:"Carla Voss"') == []
    assert hits(session, 'speaker:"Ben Moreau"') == [("b.md", 1), ("b.md", 2)]


def test_it_is_found_again_where_the_text_changed_and_told_where_it_is_gone(
    folder: Path, tmp_path: Path
) -> None:
    session = opened(folder, tmp_path / "s.db")
    kept = correct(session, "speaker", ["Carla Voss"], PATIENCE)
    path = folder / "b.md"
    path.write_text(f"# Quay\n\nIt rained for a week.\n\n{BRIDGE}\n", encoding="utf-8")
    session = opened(folder, tmp_path / "s.db")
    assert ("patience in town.", "Carla Voss") in told(session)
    assert session.speakers.unfit() == ()
    path.write_text("# Quay\n\nBen Moreau said the bridge was closed.\n", encoding="utf-8")
    session = opened(folder, tmp_path / "s.db")
    assert "Carla Voss" not in [who for _, who in told(session)]
    assert [(one.correction, one.why) for one in session.speakers.unfit()] == [(kept, "quote gone")]
    # Of other articles it is not spoken at all.
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "c.md").write_text(
        "# Rain\n\nThe mayor asked for patience in town.\n", encoding="utf-8"
    )
    session = opened(tmp_path / "other", tmp_path / "s.db")
    assert session.speakers.concerned() == ()
    assert ("patience in town.", "The mayor") in told(session)


def test_two_names_are_joined_and_told_apart_again(folder: Path, tmp_path: Path) -> None:
    session = opened(folder, tmp_path / "s.db")
    assert {row.speaker for row in session.speakers.rows()} == {"Ada Moreau", "Ben Moreau", "The mayor"}
    joined = correct(session, "one speaker", ["The mayor", "Ben Moreau"], PATIENCE)
    assert ("patience in town.", "Ben Moreau") in told(session)
    assert {row.speaker for row in session.speakers.rows()} == {"Ada Moreau", "Ben Moreau"}
    correct(session, "two speakers", ["The mayor", "Ben Moreau"], PATIENCE)
    assert ("patience in town.", "The mayor") in told(session)
    session.user_data.marks.undo()
    assert ("patience in town.", "Ben Moreau") in told(session)
    session.user_data.corrections.remove([joined.id])
    assert ("patience in town.", "The mayor") in told(session)


def test_forms_of_one_name_that_are_two_people_stand_apart(tmp_path: Path) -> None:
    folder = tmp_path / "articles"
    folder.mkdir()
    said = "“The quay was never ours to sell to anybody,”"
    (folder / "a.md").write_text(f"# Quay\n\n{said} Ada Moreau said.\n", encoding="utf-8")
    more = "Moreau said that nobody would pay."
    (folder / "b.md").write_text(f"# Quay\n\n{said} Moreau said.\n\n{more}\n", encoding="utf-8")
    session = opened(folder, tmp_path / "s.db")
    assert {row.speaker for row in session.speakers.rows()} == {"Ada Moreau"}
    correct(session, "two speakers", ["Moreau", "Ada Moreau"], ("b.md", "that nobody would pay."))
    assert {row.speaker for row in session.speakers.rows()} == {"Ada Moreau", "Moreau"}


def placed(kind: CorrectionKind, *names: str, at: tuple[str, int, int] | None = None) -> PlacedSpeaker:
    return PlacedSpeaker(kind, names, (at,) if at else ())


def test_of_two_names_what_is_said_later_holds() -> None:
    one, two = placed("one speaker", "Lee", "Ann Lee"), placed("two speakers", "Lee", "Ann Lee")
    assert corrected_speakers([one, two]).forms == {}
    assert corrected_speakers([two, one]).forms == {"lee": "Ann Lee"}
    assert corrected_speakers([two, one]).apart == frozenset()
    chain = [placed("one speaker", "Lee", "Ann Lee"), placed("one speaker", "Ann Lee", "the mayor")]
    assert corrected_speakers(chain).forms == {"lee": "the mayor", "ann lee": "the mayor"}
    # Never round in a circle.
    back = [*chain, placed("one speaker", "the mayor", "Lee")]
    assert corrected_speakers(back).forms == {"mayor": "Lee", "ann lee": "Lee"}


def test_a_quote_inside_another_is_set_by_itself() -> None:
    quotes = quotes_of("The office said Ann Lee called the pier “a great danger to all of the town.”")
    outer, inner = quotes
    by_hand = corrected_speakers([placed("speaker", "Karl Voss", at=("a.txt", inner.start, inner.end))])
    assert [one.who for one in by_hand.heeded(quotes)] == [outer.who, "Karl Voss"]
    # Where a quote ends may be told otherwise by another version.
    near = corrected_speakers([placed("speaker", "Karl Voss", at=("a.txt", inner.start, inner.end - 4))])
    assert [one.who for one in near.heeded(quotes)] == [outer.who, "Karl Voss"]
