"""A store damaged anywhere gives back, at the first start, every mark of which a form is left.

Each page is zeroed once, and random places are overwritten. What must be there is told apart from how
it is read: by looking for the words of each mark in the bytes that were left alone, and by what SQLite itself
still finds on a copy.
"""

from __future__ import annotations

import random
import re
import shutil
import sqlite3
import subprocess
from collections.abc import Callable
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path

import pytest
from tiers import amount

from briefing.model.article import Article
from briefing.model.mark import Mark
from briefing.userdata.database import Database
from briefing.userdata.database_copies import backup_folder, copies
from briefing.userdata.marks.mark_store import MarkStore
from briefing.userdata.overrides import Override, OverrideStore

PAGE = 4096
MARKS = amount(120, 1000)
EVERY = amount(7, 1)
"""Of the pages one in so many is zeroed."""
PLACES = amount(25, 500)


@dataclass(frozen=True)
class Filled:
    """A store that is whole."""

    path: Path
    marks: tuple[Mark, ...]
    details: int

    def copied(self, folder: Path) -> Path:
        """The same store in a folder of its own, without copies."""
        folder.mkdir()
        return Path(shutil.copyfile(self.path, folder / "marks.db"))


def mark_id(number: int) -> str:
    return f"01KGKZSFD8CFQ55CRC4T{number:06d}"


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Filled:
    """Marks of all lengths, some with notes that fill pages of their own, made in several steps."""
    path = tmp_path_factory.mktemp("whole") / "marks.db"
    database = Database(path)
    store = MarkStore(database)
    text = "The port reopened on Tuesday after nine days. " * 50
    article = Article("port.txt", text, (), "Port", True, None, None, None, "unknown", "en", None, "f1")
    public = store.add(article, 0, 3).to_dict()
    for first in range(0, MARKS, 40):
        store.import_marks(
            [
                {**public, "id": mark_id(number), "note": f"<{number:05d}>" * (2 if number % 9 else 2000)}
                for number in range(first, min(first + 40, MARKS))
            ]
        )
    for number in range(0, MARKS, 25):
        store.note(mark_id(number), f"<{number:05d}> changed")
    store.remove(mark_id(3))
    overrides = OverrideStore(database)
    for number in range(20):
        overrides.set_details(f"f{number}", f"{number}.txt", source=f"Gazette {number}")
    assert database.check() == []
    marks = store.list()
    database.close()
    return Filled(path, marks, 20)


@pytest.fixture
def opened(closed_stores: None) -> Callable[[Path], tuple[Database, MarkStore]]:
    def open_store(path: Path) -> tuple[Database, MarkStore]:
        database = Database(path)
        return database, MarkStore(database)

    return open_store


def works(database: Database, store: MarkStore, article: Article) -> None:
    """New marks can be made, changed and taken back, and the file is sound."""
    mark = store.add(article, 4, 8)
    assert store.note(mark.id, "typed").note == "typed"
    assert store.undo() is not None
    assert store.get(mark.id).note == ""
    assert database.check() == []


def test_each_page_zeroed_once(
    tmp_path: Path, filled: Filled, article: Article, opened: Callable[[Path], tuple[Database, MarkStore]]
) -> None:
    """Every mark is there as it was: what its own page held, the history has, and the other way round."""
    pages = filled.path.stat().st_size // PAGE
    for page in {0, 1, 2, 3, *range(0, pages, EVERY)}:
        path = filled.copied(tmp_path / str(page))
        with path.open("r+b") as file:
            file.seek(page * PAGE)
            file.write(bytes(PAGE))
        database, store = opened(path)
        if store.unread:
            # The end of a long note: the file is sound as far as the database can tell, the row is not.
            assert len(store.list()) + len(store.unread) == len(filled.marks), page
            assert len(store.mend()) == 1, page
        else:
            (repair,) = database.unseen_repairs or (None,)
            assert repair is None or not repair.lost, page
        assert {mark.id: mark for mark in store.list()} == {mark.id: mark for mark in filled.marks}, page
        works(database, store, article)
        database.close()
        shutil.rmtree(path.parent)


@pytest.mark.parametrize("gone", ["mark", "step", "change", "detail", "fact", "correction"])
def test_a_table_that_is_gone(
    tmp_path: Path,
    filled: Filled,
    article: Article,
    opened: Callable[[Path], tuple[Database, MarkStore]],
    gone: str,
) -> None:
    """The file is whole as far as the database can tell; what was in the table has the history."""
    path = filled.copied(tmp_path / "gone")
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(f"DROP TABLE {gone}")
    database, store = opened(path)
    assert {mark.id: mark for mark in store.list()} == {mark.id: mark for mark in filled.marks}
    (repair,) = database.unseen_repairs
    assert not repair.lost
    works(database, store, article)
    database.close()


COLUMNS = [
    ("mark", "note"),
    ("mark", "tags"),
    ("mark", "title"),
    ("mark", "end"),
    ("mark", "removed"),
    ("mark", "real_path"),
    ("mark", "seen_fingerprint"),
    ("mark", "seen_path"),
    ("step", "made"),
    ("change", "before"),
    ("detail", "source"),
    ("detail", "published"),
    ("detail", "made"),
    ("correction", "said"),
    ("fact", "value"),
]


@pytest.mark.parametrize(("table", "column"), COLUMNS)
def test_a_column_that_is_gone(
    tmp_path: Path,
    filled: Filled,
    article: Article,
    opened: Callable[[Path], tuple[Database, MarkStore]],
    table: str,
    column: str,
) -> None:
    """A change of the table gone wrong, or another program: what was in it is in the history, or the copy."""
    path = filled.copied(tmp_path / "gone")
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(f'ALTER TABLE {table} DROP COLUMN "{column}"')
        connection.commit()
    database, store = opened(path)
    assert {mark.id: mark for mark in store.list()} == {mark.id: mark for mark in filled.marks}
    assert len(OverrideStore(database).all_details().by_text) == filled.details
    (repair,) = database.unseen_repairs
    assert not repair.lost
    assert repair.lacking == (table,)
    assert "was gone, or part of it" in database.notices[0]
    works(database, store, article)
    database.close()


def test_columns_and_tables_of_others_are_left_alone(
    tmp_path: Path, filled: Filled, opened: Callable[[Path], tuple[Database, MarkStore]]
) -> None:
    path = filled.copied(tmp_path / "more")
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("ALTER TABLE mark ADD COLUMN theirs")
        connection.execute("CREATE TABLE theirs (x)")
        connection.commit()
    database, store = opened(path)
    assert database.unseen_repairs == ()
    assert len(store.list()) == len(filled.marks)


DETAILS = (Override("Herald", "2026-02-04"), Override("Courier", None))


def with_details(path: Path) -> None:
    database = Database(path)
    database.open()  # the copy of the day is made now, and is empty
    for number, one in enumerate(DETAILS):
        OverrideStore(database).set_details(
            f"f{number}", f"{number}.txt", source=one.source, published=one.published
        )
    database.close()


def test_a_table_that_was_dropped_is_found_on_the_pages_it_left(path: Path) -> None:
    database = Database(path)
    database.open()  # the copy of the day is made now, and is empty
    with database.write() as connection:
        connection.executemany(
            "INSERT INTO detail (fingerprint, location, source, made) VALUES (?, '/a.txt', 'Herald', '2026')",
            ((f"f{number}",) for number in range(900)),
        )
    database.close()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA secure_delete = OFF")
        connection.execute("DROP TABLE detail")
    database = Database(path)
    found = OverrideStore(database).all_details().by_text
    # Pages are linked to each other when they are left, which takes the place of what was on some.
    assert len(found) > 400
    assert set(found.values()) == {Override("Herald", None)}
    (repair,) = database.unseen_repairs
    assert repair.loss, "whether there were more nobody can say"
    assert f"{len(found)} sources and dates set by hand were saved" in repair.describe()


@pytest.mark.parametrize(
    ("table", "told"),
    [
        ("detail", "nothing is left of its sources and dates set by hand, nor of how many there were"),
        ("fact", "nothing is left of its decisions about repeated passages, nor of how many there were"),
    ],
)
def test_what_was_lost_with_a_table_is_said(path: Path, table: str, told: str) -> None:
    with_details(path)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(f"DROP TABLE {table}")
        connection.execute("VACUUM")
    database = Database(path)
    database.open()
    (repair,) = database.unseen_repairs
    assert repair.loss
    assert told in repair.describe()
    assert database.repairs() == (repair,)


def test_a_row_that_lacks_a_column_keeps_the_others(path: Path) -> None:
    """The copy of the day has none of them yet."""
    with_details(path)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("ALTER TABLE detail DROP COLUMN source")
        connection.commit()
    database = Database(path)
    found = OverrideStore(database).all_details().by_text
    assert found == {"f0": Override(None, "2026-02-04"), "f1": Override(None, None)}


@pytest.mark.parametrize(("start", "end"), [(0, 16), (0, 100), (16, 20), (24, 100), (100, 4096), (0, 4096)])
def test_the_first_page_damaged(
    tmp_path: Path,
    filled: Filled,
    article: Article,
    opened: Callable[[Path], tuple[Database, MarkStore]],
    start: int,
    end: int,
) -> None:
    for filling in (b"\0", b"\xff", b"x"):
        path = filled.copied(tmp_path / filling.hex())
        with path.open("r+b") as file:
            file.seek(start)
            file.write(filling * (end - start))
        before = path.read_bytes()
        database, store = opened(path)
        assert {mark.id: mark for mark in store.list()} == {mark.id: mark for mark in filled.marks}
        assert len(OverrideStore(database).all_details().by_text) == filled.details
        (repair,) = database.unseen_repairs
        assert Path(repair.file).read_bytes() == before, "the damaged file is kept as it was"
        assert f"{len(filled.marks)} marks" in database.notices[0]
        works(database, store, article)


def pages_of(raw: bytes) -> dict[str, set[int]]:
    """The pages that hold the words of each mark, in its row or in the history, by its id."""
    found: dict[str, set[int]] = {}
    for match in re.finditer(rb"<([0-9]{5})>", raw):
        found.setdefault(mark_id(int(match[1])), set()).add(match.start() // PAGE)
    return found


def touched_ids(before: bytes, after: bytes) -> set[str]:
    """The marks of which a page was damaged: told by their own words in the bytes."""
    changed = {
        at // PAGE for at in range(0, len(before), PAGE) if before[at : at + PAGE] != after[at : at + PAGE]
    }
    return {name for name, pages in pages_of(before).items() if pages & changed}


def test_random_places_damaged(
    tmp_path: Path, filled: Filled, article: Article, opened: Callable[[Path], tuple[Database, MarkStore]]
) -> None:
    """Every mark of which no page was touched is there as it was; one that is not there is named."""
    raw = filled.path.read_bytes()
    wanted = {mark.id: mark for mark in filled.marks}
    for seed in range(PLACES):
        chance = random.Random(seed)
        path = filled.copied(tmp_path / str(seed))
        with path.open("r+b") as file:
            for _ in range(chance.choice((1, 1, 2, 8))):
                file.seek(chance.randrange(len(raw)))
                length = chance.choice((1, 16, 100, 1000, PAGE, 3 * PAGE))
                file.write(chance.choice((bytes(length), chance.randbytes(length), b"x" * length)))
        touched = touched_ids(raw, path.read_bytes())
        database, store = opened(path)
        found = {mark.id: mark for mark in store.list()}
        for name, mark in wanted.items():
            if name not in touched:
                assert found.get(name) == mark, (seed, name)
        told = {row.key for row in store.unread}
        for repair in database.unseen_repairs:
            told |= {*repair.lost, *repair.unread}
        missing = wanted.keys() - found.keys() - told
        assert not missing or len(touched) > len(missing), (seed, missing)
        works(database, store, article)
        database.close()
        shutil.rmtree(path.parent)


@pytest.mark.parametrize("part", [0.9, 0.5, 0.2])
def test_a_file_that_was_cut(
    tmp_path: Path,
    filled: Filled,
    article: Article,
    opened: Callable[[Path], tuple[Database, MarkStore]],
    part: float,
) -> None:
    path = filled.copied(tmp_path / "cut")
    raw = path.read_bytes()
    length = int(len(raw) * part)
    path.write_bytes(raw[:length])
    database, store = opened(path)
    found = {mark.id: mark for mark in store.list()}
    untouched = {mark.id for mark in filled.marks} - touched_ids(raw, raw[:length])
    assert untouched <= found.keys()
    (repair,) = database.unseen_repairs
    missing = {mark.id for mark in filled.marks} - found.keys()
    assert {*repair.lost} <= missing
    # Where nothing is left of a mark, not even its line in an index, nobody can name it: others are told.
    assert missing <= {*repair.lost} or (part < 0.9 and repair.lost)
    assert repair.loss == bool(missing)
    assert ("at least" in repair.describe()) == bool(repair.lost)
    works(database, store, article)


def test_what_only_the_copy_has_comes_from_there(
    tmp_path: Path, filled: Filled, article: Article, opened: Callable[[Path], tuple[Database, MarkStore]]
) -> None:
    path = filled.copied(tmp_path / "copied")
    database, store = opened(path)
    database.open()  # makes the copy of the day
    later = store.add(article, 0, 8)
    database.close()
    raw = path.read_bytes()
    place = len(raw) // 3 // PAGE * PAGE
    path.write_bytes(raw[:place] + bytes(len(raw) // 2) + raw[place + len(raw) // 2 :])
    database, store = opened(path)
    found = {mark.id: mark for mark in store.list()}
    assert {mark.id: mark for mark in filled.marks}.items() <= found.items()
    (repair,) = database.unseen_repairs
    assert repair.copy == copies(path)[0].name
    assert repair.from_copy > 0
    assert later.id in {*found, *repair.lost}


def test_an_older_copy_that_holds_more_is_offered(
    tmp_path: Path, filled: Filled, opened: Callable[[Path], tuple[Database, MarkStore]]
) -> None:
    path = filled.copied(tmp_path / "older")
    database, _ = opened(path)
    database.open()
    database.close()
    (full,) = copies(path)
    empty = path.with_name("empty.db")
    other, _ = opened(empty)
    other.open()
    other.close()
    shutil.copyfile(empty, backup_folder(path) / "000002-daily-2099-01-01.db")
    path.write_bytes(b"x" * 50_000)
    database, store = opened(path)
    assert store.list() == ()
    (repair,) = database.unseen_repairs
    assert (repair.offered, repair.offered_marks, repair.loss) == (full.name, len(filled.marks), True)
    assert f"marks repair --from {full.name}" in database.notices[0]


def test_a_repair_is_told_until_it_was_seen(
    tmp_path: Path, filled: Filled, opened: Callable[[Path], tuple[Database, MarkStore]]
) -> None:
    path = filled.copied(tmp_path / "told")
    path.write_bytes(bytes(16) + path.read_bytes()[16:])
    for _ in range(2):
        database, _ = opened(path)
        database.open()
        assert "was damaged and moved to" in database.notices[0]
        database.close()
    database, _ = opened(path)
    database.open()
    database.repairs_seen()
    assert database.notices == ()
    database.close()
    database, _ = opened(path)
    database.open()
    assert database.notices == ()


def test_a_second_damage_finds_the_marks_in_two_places_again(
    tmp_path: Path, filled: Filled, opened: Callable[[Path], tuple[Database, MarkStore]]
) -> None:
    path = filled.copied(tmp_path / "twice")
    for page in (1, 30, 0):
        with path.open("r+b") as file:
            file.seek(page * PAGE)
            file.write(bytes(PAGE))
        for copy in copies(path):
            copy.unlink()
        database, store = opened(path)
        assert {mark.id for mark in store.list()} == {mark.id for mark in filled.marks}
        database.close()


def test_a_kill_between_setting_aside_and_replacing_loses_nothing(
    tmp_path: Path,
    filled: Filled,
    opened: Callable[[Path], tuple[Database, MarkStore]],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Whatever step of the repair fails, the next start has all that the first would have had."""
    steps = (
        "briefing.userdata.repair.merge",
        "briefing.userdata.repair.set_aside",
        "briefing.userdata.repair.sync_folder",
        "briefing.userdata.open_database.sync_file",
        "briefing.userdata.open_database.sync_folder",
    )
    for number, step in enumerate(steps):
        path = filled.copied(tmp_path / str(number))
        path.write_bytes(bytes(4096) + path.read_bytes()[4096:])
        with monkeypatch.context() as patch:
            patch.setattr(step, lambda *_: (_ for _ in ()).throw(KeyboardInterrupt))
            database, store = opened(path)
            with pytest.raises(KeyboardInterrupt):
                store.list()
        assert path.exists(), step
        database, store = opened(path)
        assert {mark.id for mark in store.list()} == {mark.id for mark in filled.marks}, step
        assert database.notices, step


def read_by_sqlite(path: Path) -> set[str]:
    """The marks that the database itself still gives: from both ends of the table, up to a broken page."""
    ids: set[str] = set()
    for order in ("ASC", "DESC"):
        with (
            closing(sqlite3.connect(f"{path.as_uri()}?mode=ro&immutable=1", uri=True)) as connection,
            suppress(sqlite3.DatabaseError),
        ):
            for mark_id, _ in connection.execute(
                f"SELECT id, length(note) FROM mark WHERE removed = 0 ORDER BY seq {order}"
            ):
                ids.add(mark_id)
    return ids


def recovered_by_sqlite(path: Path) -> set[str]:
    """What `.recover` of SQLite's shell finds; nothing where that shell is not there or cannot do it."""
    shell = shutil.which("sqlite3")
    if shell is None:
        return set()
    done = subprocess.run([shell, str(path), ".recover"], capture_output=True, check=False)
    statements = [line for line in done.stdout.decode("utf-8", "replace").splitlines() if line[:1] != "."]
    if done.returncode or not any("INSERT" in line for line in statements):
        return set()
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.executescript("\n".join(statements))
        return {str(row[0]) for row in connection.execute("SELECT id FROM mark WHERE removed = 0")}


def test_no_less_than_what_sqlite_finds_on_a_copy(
    tmp_path: Path, filled: Filled, opened: Callable[[Path], tuple[Database, MarkStore]]
) -> None:
    raw = filled.path.read_bytes()
    for seed in range(amount(8, 60)):
        path = filled.copied(tmp_path / str(seed))
        page = random.Random(seed).randrange(len(raw) // PAGE)
        path.write_bytes(raw[: page * PAGE] + bytes(PAGE) + raw[(page + 1) * PAGE :])
        theirs = read_by_sqlite(path) | recovered_by_sqlite(path)
        _, store = opened(path)
        assert theirs <= {mark.id for mark in store.list()} | {row.key for row in store.unread}, seed
        assert theirs or page < 2


@pytest.mark.parametrize("table", ["mark", "step", "detail", "sqlite_sequence"])
def test_a_running_number_behind_which_there_is_none_stops_no_new_marks(
    path: Path, article: Article, table: str
) -> None:
    """The database would say for ever that its disk is full."""
    with_details(path)
    database = Database(path)
    store = MarkStore(database)
    marks = [store.add(article, n, n + 3) for n in (0, 4)]
    details = OverrideStore(database).all_details().by_text
    database.close()
    shutil.rmtree(backup_folder(path), ignore_errors=True)
    with closing(sqlite3.connect(path)) as connection:
        where = "name = 'mark'" if table == "sqlite_sequence" else f"seq = (SELECT max(seq) FROM {table})"
        connection.execute(f"UPDATE {table} SET seq = {2**63 - 1} WHERE {where}")
        connection.commit()
    database = Database(path)
    store = MarkStore(database)
    assert store.list() == tuple(marks)
    works(database, store, article)
    assert OverrideStore(database).all_details().by_text == details
    assert OverrideStore(database).set_details("f9", "9.txt", source="Wire").source == "Wire"
    assert database.notices
    database.close()
