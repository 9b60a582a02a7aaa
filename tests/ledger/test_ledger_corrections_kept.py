"""Corrections of real ledgers, kept in a store: undone they leave nothing, others read them as they are."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from pathlib import Path

import pytest
from ledger_articles import anchors_of, joinable, opened
from tiers import amount

from briefing.model.correction import Correction, CorrectionKind
from briefing.model.ledger_line import LedgerEntry, LedgerLine
from briefing.session import Session, finish

TEXTS = {
    "one.md": "# Mill fire\n\nA fire at the Brandt mill injured 23 people on Monday, and 4 of them died.\n\n"
    "The mill has 640 employees and lost 12 million euros last year.\n\n"
    "Its owner put the damage at 4 million euros.\n",
    "two.md": "# Mill blaze\n\nHospitals treated 26 injured people after the fire at the Brandt mill.\n\n"
    "About 640 employees work at the Brandt mill.\n\n"
    "Insurers reckon with some 9 million euros for machines.\n",
    "three.md": "# After the fire\n\nThe fire at the Brandt mill killed 5 people, its owner said.\n\n"
    "Some 600 employees are at home, and 4 million euros are gone.\n",
}
SEEDS = amount(12, 200)


@pytest.fixture(autouse=True)
def _closed(closed_stores: None) -> None:
    """Every test here opens databases."""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "news"
    made.mkdir()
    for name, text in TEXTS.items():
        (made / name).write_text(text, "utf-8")
    return made


@pytest.fixture
def session(folder: Path, tmp_path: Path) -> Iterator[Session]:
    made = opened(folder, tmp_path / "store" / "own.sqlite3")
    yield made
    made.user_data.database().close()


def correct(session: Session, draw: random.Random) -> Correction:
    """Say something by chance of the lines there are, as a person may."""
    lines = session.ledger()

    line = draw.choice(lines)
    others: tuple[LedgerEntry, ...] = ()
    figures = line.entries
    kind: CorrectionKind = draw.choice(("join", "split", "verdict", "note", "hide"))
    if kind == "join":
        same = joinable(line, lines)
        kind, others = ("join", draw.choice(same).entries) if same else ("note", ())
    elif kind == "split":
        figures, others = line.entries[:1], line.entries[1:]
        kind = "split" if others else "hide"
    return session.user_data.corrections.add(
        kind,
        line.label,
        anchors_of(session, figures),
        anchors_of(session, others),
        verdict=draw.choice(("agree", "differ")) if kind == "verdict" else None,
        note="ask" if kind == "note" else "",
    )


@pytest.mark.parametrize("seed", range(SEEDS))
def test_undone_a_ledger_is_as_it_was(session: Session, seed: int) -> None:
    draw = random.Random(seed)
    before: list[tuple[LedgerLine, ...]] = []
    for _ in range(4):
        before.append(session.ledger())
        correct(session, draw)
    for ledger in reversed(before):
        assert session.user_data.marks.undo() is not None
        assert session.ledger() == ledger
    while session.user_data.marks.redo() is not None:
        pass
    assert len(session.user_data.corrections.list()) == 4


@pytest.mark.parametrize("seed", range(SEEDS))
def test_read_by_another_it_is_the_same_ledger(
    session: Session, folder: Path, tmp_path: Path, seed: int
) -> None:
    draw = random.Random(seed)
    for _ in range(5):
        correct(session, draw)
    exported = [json.dumps(one.to_dict()) for one in session.user_data.corrections.list()]
    other = opened(folder, tmp_path / "store" / "other.sqlite3")
    # Whatever order they come in: they are heeded in that of their making.
    draw.shuffle(exported)
    other.user_data.corrections.import_corrections([json.loads(line) for line in exported])
    assert other.ledger() == session.ledger()
    assert other.user_data.corrections.list() == session.user_data.corrections.list()
    other.user_data.database().close()


@pytest.mark.parametrize("seed", range(SEEDS))
def test_in_a_changed_text_everything_is_found_again_or_told(
    session: Session, folder: Path, tmp_path: Path, seed: int
) -> None:
    """No figure is lost, no text makes it fall over, and what fits no more is named."""
    draw = random.Random(seed)
    made = [correct(session, draw) for _ in range(4)]
    name = draw.choice(sorted(TEXTS))
    words = TEXTS[name].split(" ")
    at = draw.randrange(2, len(words))
    words[at : at + 1] = draw.choice(([], ["yesterday", words[at]], ["17"]))
    (folder / name).write_text(" ".join(words), "utf-8")
    now = opened(folder, tmp_path / "store" / "own.sqlite3")
    plain = Session(use_store=False)
    for _ in plain.open([str(folder)], heed_steering=False):
        pass
    found = finish(now.ledger_in_steps())
    places = sorted((e.article, e.start) for line in (*found.lines, *found.hidden) for e in line.entries)
    assert places == sorted((e.article, e.start) for line in plain.ledger() for e in line.entries)
    assert {one.correction.id for one in found.unfit} <= {one.id for one in made}
    assert len(found.concerned) == len(made)
    now.user_data.database().close()
