"""The ledger of many articles: what is kept of its events leaves it as it is made from nothing."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from ledger_articles import anchors_of, given_from, joinable, opened
from tiers import amount

from briefing.ledger import event_ledgers
from briefing.ledger.build_ledger import lines_of
from briefing.ledger.event_ledgers import EventLedgers
from briefing.ledger.mentions import LedgerArticle
from briefing.ledger.pair_features import Rarity
from briefing.session import Session, finish

SEEDS = amount(1, 60)
STEPS = amount(5, 8)
AFFAIRS = {
    "fire": (
        "Fire guts the Brandt paper mill",
        "A fire at the Brandt paper mill in Ostrava injured {a} workers, the fire chief said.",
        "Hospitals in Ostrava treated {a} injured workers after the fire at the Brandt mill.",
        "The Brandt mill has {b}00 employees.",
        "Damage at the paper mill is put at {b} million euros.",
    ),
    "flood": (
        "Flood in the Kelm valley",
        "The flood drove {a} families of the Kelm valley from their houses, the mayor said.",
        "After the flood {a} families had to leave the Kelm valley.",
        "The river Kelm rose to {b} metres on Tuesday.",
        "Some {b}00 soldiers fill bags with sand along the Kelm.",
    ),
    "strike": (
        "Strike at the port of Varde",
        "Dockers at the port of Varde went on strike for {b} per cent more pay on Friday.",
        "The strike of the dockers keeps {a} ships waiting outside the port of Varde.",
        "Outside Varde {a} ships wait while the dockers strike.",
        "Shipping lines lose {b} million dollars a day, their union said.",
    ),
}


@pytest.fixture(autouse=True)
def _closed(closed_stores: None) -> None:
    """Every test here opens databases."""


@pytest.fixture(autouse=True)
def _few_are_many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(event_ledgers, "MOST_TOGETHER", 2)


def report(draw: random.Random) -> str:
    title, *sentences = AFFAIRS[draw.choice(sorted(AFFAIRS))]
    told = draw.sample(sentences, 3)
    # Few numbers: what some agree on, others differ about.
    return "\n\n".join(
        [title, *(one.format(a=draw.choice((12, 14, 19)), b=draw.choice((3, 4, 8))) for one in told)]
    )


def correct(session: Session, draw: random.Random) -> None:
    """Join two lines, split one or hide one."""
    lines = session.ledger()

    line = draw.choice(lines)
    same = joinable(line, lines)
    corrections, figures = session.user_data.corrections, anchors_of(session, line.entries)
    if same:
        corrections.add("join", line.label, figures, anchors_of(session, draw.choice(same).entries))
    elif len(figures) > 1:
        corrections.add("split", line.label, figures[:1], figures[1:])
    else:
        corrections.add("hide", line.label, figures)


def change(session: Session, folder: Path, draw: random.Random) -> None:
    """An article comes, changes or goes, its day is set, or a line is corrected."""
    there = sorted(folder.iterdir())
    what = draw.choice(("add", "add", "change", "remove", "date", "correct"))
    path = folder / f"{draw.randrange(10**6)}.txt" if what == "add" else draw.choice(there)
    if what == "correct":
        correct(session, draw)
    elif what == "date":
        article = session.article(str(path))
        day = f"2026-03-{draw.randint(1, 28):02}"
        session.user_data.overrides.set_details(article.fingerprint, article.id, published=day)
    elif what == "remove" and len(there) > 4:
        path.unlink()
    else:
        # One in three is the copy of another.
        text = draw.choice(there).read_text("utf-8") if draw.random() < 0.3 else report(draw)
        path.write_text(text, "utf-8")
    session.update_files([str(folder)], [str(path)])


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "news"
    made.mkdir()
    return made


@pytest.mark.parametrize("seed", range(SEEDS))
def test_what_is_kept_of_events_changes_nothing(folder: Path, tmp_path: Path, seed: int) -> None:
    draw = random.Random(seed)
    for number in range(7):
        (folder / f"{number}.txt").write_text(report(draw), "utf-8")
    store = tmp_path / "store" / "own.sqlite3"
    session = opened(folder, store)
    several = 0
    for _ in range(STEPS):
        change(session, folder, draw)
        fresh = opened(folder, store)
        assert session.sources.events() == fresh.sources.events()
        assert session.sources.voices() == fresh.sources.voices()
        found = finish(session.ledgers.corrected_in_steps())
        assert found == finish(fresh.ledgers.corrected_in_steps())
        several += sum(len(line.articles) > 1 for line in found.lines)
        fresh.user_data.database().close()
    assert several
    session.user_data.database().close()


def test_of_a_topic_the_lines_are_those_of_all(folder: Path, tmp_path: Path) -> None:
    draw = random.Random(5)
    for number in range(9):
        (folder / f"{number}.txt").write_text(report(draw), "utf-8")
    session = opened(folder, tmp_path / "store" / "own.sqlite3")
    every = session.ledger(topics=True)
    assert every
    assert session.topics.all()
    for topic in session.topics.all():
        some = finish(session.ledger_in_steps(topics=True, part=session.ledgers.part_of_topic(topic))).lines
        assert set(some) <= set(every)
        assert session.of_topic(some, topic.label) == session.of_topic(every, topic.label)
    session.user_data.database().close()


def test_only_the_event_that_an_article_joins_is_compared_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    draw = random.Random(1)
    given = given_from(tmp_path / "some", {f"{number}.txt": report(draw) for number in range(12)})
    events = {one.event for one in given}
    assert 1 < len(events) < len(given)
    last = given[-1]
    ledgers = EventLedgers()
    finish(ledgers.lines_in_steps(given[:-1]))
    compared: list[set[str]] = []

    def noted(articles: tuple[LedgerArticle, ...], rarity: Rarity, least_agreed: float) -> list[object]:
        compared.append({one.article.id for one in articles})
        return list(lines_of(articles, rarity=rarity, least_agreed=least_agreed))

    monkeypatch.setattr(event_ledgers, "lines_of", noted)
    assert finish(ledgers.lines_in_steps(given)) == finish(EventLedgers().lines_in_steps(given))
    assert compared[0] == {one.article.id for one in given if one.event == last.event}
    # The second ledger knew none of the events.
    assert len(compared) == 1 + len(events)
