"""Marks that are set aside are those of that moment, and an export of them holds few at once."""

from __future__ import annotations

import gc
import random
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from itertools import product
from pathlib import Path

import pytest
from desks import Reads
from tiers import amount, cases

from briefing.errors import StoreError
from briefing.export.excerpt_product import ExcerptProduct
from briefing.export.excerpts import citation, from_mark, kept_citation
from briefing.export.export_formats import formats_for, pieces
from briefing.model.article import Article, Span
from briefing.model.excerpt import Citation
from briefing.model.excerpt_filter import ExcerptFilter
from briefing.model.mark import MARK_COLOURS, Mark, PlacedMark
from briefing.session import Session
from briefing.session.exports import CountedExcerpts, export_pieces
from briefing.userdata.database import Database
from briefing.userdata.marks import marks_aside
from briefing.userdata.marks.anchor import count_missing
from briefing.userdata.marks.mark_store import MarkStore

WORDS = (
    "the quay master told crews that fog would hold ferries at dawn while tolls rise by 14 percent".split()
)
FORMS = [one.name for one in formats_for("excerpts")]
FILTERS = (
    ExcerptFilter(),
    ExcerptFilter(tags=("Tolls",)),
    ExcerptFilter(colour="blue", since="2000-01-01"),
    ExcerptFilter(articles=("news/a1.txt",)),
)


def a_text(draw: random.Random, number: int) -> str:
    blocks = (" ".join(draw.choices(WORDS, k=draw.randint(8, 20))).capitalize() for _ in range(6))
    return f"News {number}\n\n" + "\n\n".join(f"{block}." for block in blocks) + "\n"


def a_place(draw: random.Random, articles: Sequence[Article]) -> tuple[Article, Span]:
    article = draw.choice(articles)
    while True:
        start = draw.randrange(len(article.text) - 60)
        end = start + draw.randint(8, 60)
        if article.text[start:end].strip():
            return article, Span(start, end)


def damage(store: Path, draw: random.Random, ids: Sequence[str]) -> None:
    cells = ("tags = '{'", "note = CAST(x'80ff' AS TEXT)", "start = 'x'", "removed = 7", "title = x'80'")
    with closing(sqlite3.connect(store)) as connection:
        for mark_id in ids:
            connection.execute(f"UPDATE mark SET {draw.choice(cells)} WHERE id = ?", (mark_id,))
        connection.commit()


def a_store(desk: Path, draw: random.Random, session: Session) -> None:
    """Marks of every kind, then articles that are changed, copied, renamed and removed below them."""
    marks = session.user_data.marks
    articles = list(session.articles)
    block = articles[6].passages[3]
    marks.add(articles[6], block.start, block.end)
    for number in range(60):
        article, span = a_place(draw, articles)
        tags = draw.sample(["tolls", "fog", "Crews"], draw.randint(0, 2))
        colour = draw.choice(MARK_COLOURS)
        made = marks.add(
            article, span.start, span.end, colour=colour, note="why?" * (number % 3 == 0), tags=tags
        )
        if number % 7 == 0:
            marks.add(article, span.start, span.end)  # a twin at the very place
        if number % 9 == 0:
            marks.remove(made.id)
    # Older ids behind younger ones, and a mark that says another place than its words have.
    for number, mark in enumerate(draw.sample(marks.list(), 6)):
        given = mark.to_dict() | {"id": f"0{number}" + mark.id[2:], "start": mark.start + number % 2}
        marks.import_marks([given | {"end": given["start"] + len(mark.text)}])
    damage(marks._database.path, draw, [mark.id for mark in draw.sample(marks.list()[1:], 5)])
    names = sorted((desk / "news").iterdir())
    for file in names[:3]:
        words = file.read_text().split(" ")
        for _ in range(len(words) // 8):
            words[draw.randrange(4, len(words))] = "changed"
        file.write_text(" ".join(words))
    said = articles[6].text[block.start : block.end]
    words = said.split(" ")
    now = " ".join([*words[:3], "altered", *words[4:]])
    names[6].write_text(names[6].read_text().replace(said, now))
    names[3].unlink()
    names[4].rename(names[4].with_name("moved.txt"))
    names[5].with_name("copy.txt").write_text(names[5].read_text())


@pytest.fixture
def session(desk: Path, reads: Reads, request: pytest.FixtureRequest) -> Session:
    """Articles with a store of marks that was drawn by chance."""
    draw = random.Random(request.param)
    (desk / "news").mkdir(parents=True)
    for number in range(8):
        (desk / "news" / f"a{number}.txt").write_text(a_text(draw, number))
    a_store(desk, draw, reads(desk, "news"))
    return reads(desk, "news")


def every_seed() -> pytest.MarkDecorator:
    return pytest.mark.parametrize("session", range(amount(2, 60)), indirect=True)


# -- as if all were held -----------------------------------------------------------------------------


def held(session: Session, only: ExcerptFilter) -> tuple[list[PlacedMark], int]:
    """What is exported, and how many marks are of articles that are gone: by all marks, held at once."""
    everywhere = [one for one in session.user_data.placed_marks(session.corpus) if only.takes_mark(one.mark)]
    order = session.places({one.open_article for one in everywhere if one.open_article})
    here = [one for one in everywhere if one.open_article in order]
    here.sort(key=lambda one: (order[one.of_article], one.mark.start if one.start is None else one.start))
    if only.articles:
        return [one for one in here if one.of_article in only.articles], 0
    return here, count_missing(everywhere, ["news"])


def held_product(session: Session, placed: Sequence[PlacedMark], title: str) -> ExcerptProduct:
    def article(one: PlacedMark) -> Article | None:
        return session.article(one.article) if one.article else None

    def citations() -> Iterator[Citation]:
        orphaned = {one.of_article for one in placed if one.orphan}
        for one in placed:
            if (stands_in := article(one)) is None:
                yield kept_citation(one)
            elif stands_in.id in orphaned:
                yield citation(stands_in)

    return ExcerptProduct([from_mark(one, article(one)) for one in placed], title, list(citations()))


@every_seed()
def test_every_export_is_what_it_is_when_all_are_held(session: Session) -> None:
    for only, form in product(FILTERS, FORMS):
        placed, missing = held(session, only)
        found: CountedExcerpts = session.exports.excerpts("marks", only=only, paths=["news"])
        written = b"".join(export_pieces(form, found, "Marks"))
        assert written == b"".join(pieces(form, held_product(session, placed, "Marks")))
        assert (found.excerpts, found.missing) == (len(placed), missing)
    # What the comparison is about is there.
    placed, missing = held(session, ExcerptFilter())
    assert missing
    assert any(one.orphan for one in placed)
    assert any(one.reworded for one in placed)


@every_seed()
def test_what_cannot_be_read_is_met_on_the_way(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(marks_aside, "BATCH", 7)
    marks = session.user_data.marks
    aside = marks.set_aside()
    before = marks.unread_met
    in_order = tuple(aside)
    met = marks.unread_met
    assert before == ()
    assert len(met) == 5
    list(marks.set_aside().by_text())
    assert marks.unread_met == met
    assert in_order == marks.list()
    assert marks.unread == marks.unread_met == met


@every_seed()
def test_marks_are_listed_in_reading_order_then_by_id(session: Session) -> None:
    placed, _ = held(session, ExcerptFilter())
    aside = session.user_data.marks.set_aside()
    session.user_data.place_aside(session.corpus, aside)
    placed, _ = held(session, ExcerptFilter())  # as they are kept since they were met
    order = session.places({one.of_article for one in placed})

    def key(one: PlacedMark) -> tuple[int, int, str]:
        return order[one.of_article], one.mark.start if one.start is None else one.start, one.mark.id

    assert list(aside.placed("reading, then id")) == sorted(placed, key=key)
    made = [mark.id for mark in session.user_data.marks.list()]
    assert list(aside.placed("made")) == sorted(placed, key=lambda one: made.index(one.mark.id))


@every_seed()
def test_what_the_disk_refused_is_among_them(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    marks = session.user_data.marks
    first, second, *_ = marks.list()
    (broken, *_) = marks.unread

    def refused(_: Database) -> sqlite3.Connection:
        raise StoreError("the disk is full")

    with monkeypatch.context() as patch:
        patch.setattr(Database, "_writable", refused)
        for change in (
            lambda: marks.note(first.id, "since"),
            lambda: marks.remove(second.id),
            lambda: marks.add(session.articles[0], 0, 6),
            lambda: marks.import_marks([first.to_dict() | {"id": broken.key}]),
        ):
            with pytest.raises(StoreError):
                change()
        assert len(marks.unsaved) == 4
        assert tuple(marks.set_aside()) == marks.list()
        assert {"since"} < {mark.note for mark in marks.set_aside()}
        assert second.id not in {mark.id for mark in marks.set_aside()}
        found = marks.list(tags=["crews"], text="WHY")
        assert tuple(marks.set_aside(tags=["crews"], text="WHY")) == found != ()


# -- at one moment, and few at once ------------------------------------------------------------------


def test_they_stay_as_they_were_and_keep_nobody_from_writing(
    store: MarkStore, article: Article, path: Path
) -> None:
    before = store.add_all([(article, Span(0, n)) for n in range(1, 9)])
    aside = store.set_aside()
    seen = iter(aside)
    assert next(seen) == before[0]
    store.note(before[3].id, "later")
    other = Database(path, seconds=0.2)
    MarkStore(other).remove(before[5].id)
    other.close()
    assert tuple(seen) == before[1:]
    assert tuple(aside) == before
    assert len(store.list()) == 7


def test_who_stops_in_the_middle_hears_nothing_of_it(
    store: MarkStore, article: Article, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The database is closed with them, also before what still reads it: all go at once, in any order."""
    store.add_all([(article, Span(0, n)) for n in range(1, 90)])
    told: list[object] = []
    monkeypatch.setattr("sys.unraisablehook", told.append)
    for _ in range(20):
        aside = store.set_aside()
        seen = iter(aside)
        next(seen)
        circle: list[object] = [seen, aside]
        circle.append(circle)
        del aside, seen, circle
        gc.collect()
    assert told == []


def test_no_room_to_set_them_aside(
    store: MarkStore, article: Article, monkeypatch: pytest.MonkeyPatch
) -> None:
    """That is told as what it is, and says nothing against the store."""
    store.add_all([(article, Span(0, n)) for n in range(1, 90)])
    monkeypatch.setattr(marks_aside, "_SETTINGS", (*marks_aside._SETTINGS, "PRAGMA max_page_count = 6"))
    with pytest.raises(StoreError, match="the marks cannot be set aside: there is no room on the disk"):
        store.set_aside()
    store.add(article, 0, 3)
    assert store.unsaved == ()


def held_now() -> int:
    return sum(type(one) is Mark for one in gc.get_objects())


@pytest.mark.parametrize("form", cases(["markdown", "webannotation"], ["csv", "html", "jsonl"]))
def test_an_export_holds_few_marks_at_once(
    desk: Path, reads: Reads, form: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    draw = random.Random(7)
    (desk / "news").mkdir(parents=True)
    for number in range(3):
        (desk / "news" / f"{number}.txt").write_text(a_text(draw, number))
    session = reads(desk, "news")
    articles = session.articles
    session.user_data.marks.add_all([a_place(draw, articles) for _ in range(100)])
    monkeypatch.setattr(marks_aside, "BATCH", 10)
    gc.collect()
    before = held_now()
    placing: list[int] = []
    places = session.corpus.places

    def watched(names: Iterable[str]) -> dict[str, int]:
        placing.append(held_now())
        return places(names)

    monkeypatch.setattr(session.corpus, "places", watched)
    found = session.exports.excerpts("marks", paths=["news"])
    writing = [held_now() for _ in export_pieces(form, found, "Marks")]
    assert found.excerpts == 100
    assert len(placing) == 10
    # Those of one batch, and those of the one before, which goes when the next is there.
    assert max(placing) - before <= 20
    assert max(writing) - before <= 3
