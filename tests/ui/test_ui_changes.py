"""Files that change while they are being read: nobody loses their place."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from briefing.model.article import Article, Passage, Span
from briefing.reading.formats import plain_text
from briefing.reading.read_articles import read_paths
from briefing.session.requests.article_requests import UpdateFiles
from briefing.ui.state.cursor import Cursor, relocated

if TYPE_CHECKING:
    from tests.ui.conftest import OpenReader, Reading


def article(*lines: str, name: str = "a") -> Article:
    text = "\n".join(lines)
    passages, start = [], 0
    for number, line in enumerate(lines):
        passages.append(Passage(number, "paragraph", 0, start, start + len(line)))
        start += len(line) + 1
    return Article(name, text, tuple(passages), name, False, None, None, None, "unknown", "en", None, text)


OLD = article(
    "Dam repair", "It costs 40 million euros.", "The board meets in June.", "It costs 40 million euros."
)


def test_the_same_passage_is_found_where_it_stands_now() -> None:
    new = article("Dam repair", "A new line.", "It costs 40 million euros.", "The board meets in June.")
    assert relocated(OLD, new, Cursor(2)) == Cursor(3)
    assert relocated(OLD, new, Cursor(1)) == Cursor(2)
    start = OLD.text.index("June")
    cursor = relocated(OLD, new, Cursor(2, Span(start, start + 4), "figure"))
    assert cursor.span is not None
    assert new.text[cursor.span.start : cursor.span.end] == "June"
    assert relocated(OLD, new, Cursor(2, Span(start, start + 4), "match")) == Cursor(3)


def test_of_several_alike_the_nearest_is_taken() -> None:
    assert relocated(OLD, OLD, Cursor(1)) == Cursor(1)
    assert relocated(OLD, OLD, Cursor(3)) == Cursor(3)


def test_a_passage_that_was_reworded_is_known_by_its_words() -> None:
    new = article(
        "Something else", "Nothing here", "The board now meets in June", "It costs 50 million euros."
    )
    assert relocated(OLD, new, Cursor(2)) == Cursor(2)
    assert relocated(OLD, new, Cursor(1)) == Cursor(3)


def test_a_passage_that_is_gone_leaves_the_cursor_at_its_number() -> None:
    assert relocated(OLD, article("One", "Two"), Cursor(3)) == Cursor(1)
    assert relocated(OLD, article("One", "Two", "Three"), Cursor(1)) == Cursor(1)
    assert relocated(OLD, article(), Cursor(2)) == Cursor()
    assert relocated(article(), OLD, Cursor(0)) == Cursor(0)


async def write(reading: Reading, name: str, text: str | None) -> None:
    """Change a file, or remove it, and tell the reader as the watching thread would."""
    path = Path("news") / name
    if text is None:
        path.unlink()
    else:
        path.write_text(text, encoding="utf-8")
    engine = reading.app.engine
    changed = await engine.ask(UpdateFiles(("news",), (str(path.resolve()),)))
    await reading.reader.controllers.changes.take(changed)
    await reading.settle()


async def test_a_changed_article_is_shown_where_it_was_being_read(open_reader: OpenReader) -> None:
    async with open_reader(size=(112, 16)) as reading:
        await reading.press(*["j"] * 6)
        here = reading.state.current
        assert here is not None
        before = here.passage_text(reading.state.cursor.passage)
        row = next(n for n, line in enumerate(reading.lines()) if before[:30] in line)
        text = here.text.replace("The repair of", "A line came in.\n\nThe repair of", 1)
        await write(reading, "a-gazette.md", f"---\nsource: Valley Gazette\n---\n{text}")
        now = reading.state.current
        assert now is not None
        assert "A line came in." in now.text
        assert now.passage_text(reading.state.cursor.passage) == before
        assert next(n for n, line in enumerate(reading.lines()) if before[:30] in line) == row
        assert reading.said() == "1 article new or changed"


async def test_a_beginning_is_read_until_the_whole_is_there(
    open_reader: OpenReader, own_folders: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing is asked of it, and where one has moved by then the cursor stays."""
    monkeypatch.setattr(plain_text, "_LONG", 2_000)
    monkeypatch.setattr(plain_text, "_BEGINNING", 500)
    path = own_folders / "long.txt"
    path.write_text("".join(f"The council voted on {number} levies.\n" for number in range(200)))
    async with open_reader(str(path), size=(112, 16)) as reading:
        beginning, whole = (
            one for one in read_paths([str(path)], beginnings=True) if isinstance(one, Article)
        )
        assert reading.state.articles[str(path)] == whole
        take = reading.reader.controllers.opening._take
        take([beginning])
        await reading.press("j", "j", "j")
        assert reading.state.lens.answer is None
        assert "The council voted on 3 levies." in reading.text()
        take([whole])
        await reading.settle()
        assert reading.state.current == whole
        assert reading.state.cursor.passage == 3


async def test_a_new_article_joins_the_list_and_the_results(open_reader: OpenReader) -> None:
    async with open_reader(size=(160, 40)) as reading:
        await reading.press("slash", *"storm", "down")
        pane = reading.reader.search
        assert pane is not None
        assert pane.hit is not None
        chosen = (pane.hit.article, pane.hit.passage)
        assert reading.state.search.results is not None
        total = reading.state.search.results.total
        await write(reading, "aa-late.md", "# Late news\n\nA second storm is near.\n")
        assert list(reading.state.names)[:2] == ["news/a-gazette.md", "news/aa-late.md"]
        assert "letters from B on have moved: B is now C" in reading.said()
        assert "5 articles" in reading.lines()[0]
        assert f"{total + 1} passages" in reading.text()
        assert (pane.hit.article, pane.hit.passage) == chosen
        await reading.press("escape")
        assert "Late news" in reading.text()
        assert reading.letters() == "AC"


async def test_the_list_of_marks_follows_the_letters(open_reader: OpenReader) -> None:
    async with open_reader(size=(160, 40)) as reading:
        await reading.press("l", "m", "M")
        assert "│  B Board admits dam" in reading.text()
        await write(reading, "aa-late.md", "# Late news\n\nA second storm is near.\n")
        assert "│  C Board admits dam" in reading.text()
        await reading.press("enter")
        assert reading.here()[0] == "C"


async def test_an_article_that_is_gone_can_be_read_until_it_is_closed(open_reader: OpenReader) -> None:
    async with open_reader(size=(160, 40)) as reading:
        await write(reading, "b-herald.md", None)
        assert "3 articles" in reading.lines()[0]
        said = "news/b-herald.md is gone; it can be read until its column is closed"
        assert reading.said() == f"{said} · letters from B on have moved"
        assert "file is gone" in reading.text()
        # Its letter is that of the one behind it now.
        assert reading.letters() == "A?"
        await reading.press("l", "j", "k", "right_square_bracket", "m")
        assert reading.state.current is not None
        assert reading.state.current.id == "news/b-herald.md"
        await reading.press("h", "w")
        assert "Morning Herald" not in reading.text()
        assert reading.letters() == "A"


async def test_an_untouched_file_changes_nothing(open_reader: OpenReader) -> None:
    async with open_reader() as reading:
        path = Path("news/a-gazette.md")
        changed = await reading.app.engine.ask(UpdateFiles(("news",), (str(path.resolve()),)))
        assert (changed.names, changed.gone, changed.articles) == ((), (), ())


def test_what_is_hidden_or_elsewhere_is_not_read(own_folders: Path) -> None:
    from briefing.session import Session

    session = Session(use_store=False)
    assert sum(1 for _ in session.open(["news"])) == 4
    (own_folders / "news" / ".draft.md").write_text("not yet", encoding="utf-8")
    (own_folders / "other.md").write_text("elsewhere", encoding="utf-8")
    paths = [str(own_folders / name) for name in ("news/.draft.md", "other.md", "news/none.md")]
    assert session.update_files(["news"], paths).names == ()
    assert len(session.articles) == 4
    # A folder that went took its articles along.
    for file in (own_folders / "news").glob("?-*"):
        file.unlink()
    gone = session.update_files(["news"], [str(own_folders / "news")]).gone
    assert len(gone) == 4
    assert not session.articles


@pytest.mark.parametrize("name", ["x.jsonl"])
def test_records_of_one_file_come_and_go_by_themselves(own_folders: Path, name: str) -> None:
    from briefing.session import Session

    path = own_folders / "news" / name
    path.write_text('{"id": "1", "text": "One boat."}\n{"id": "2", "text": "Two boats."}\n', encoding="utf-8")
    session = Session(use_store=False)
    assert sum(1 for _ in session.open(["news"])) == 6
    path.write_text('{"id": "2", "text": "Two boats."}\n{"id": "3", "text": "Three."}\n', encoding="utf-8")
    changed = session.update_files(["news"], [str(path)])
    assert changed.names == (f"news/{name}#3",)
    assert changed.gone == (f"news/{name}#1",)
