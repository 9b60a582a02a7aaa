"""One table of what can become of a file that is being read, over a small set and over a library.

After each change the text on the screen, the marks, the matches of the search and the lens are all of
the files as they are now.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from answers import Archive
from tiers import combinations

from briefing.figures.extract_figures import extract_figures
from briefing.library import holding_policy
from briefing.library.holding_policy import HoldingPolicy
from briefing.model.article import Article
from briefing.model.article_names import letter
from briefing.reading.read_articles import read_paths
from briefing.session.requests.article_requests import UpdateFiles
from briefing.ui.state.library_articles import LibraryArticles

if TYPE_CHECKING:
    from tests.ui.conftest import OpenReader, Reading

FOLDER = "archive"
FIRST, SECOND = f"{FOLDER}/000.txt", f"{FOLDER}/001.txt"
TEXT = (
    "Harbour x{number} report\n\nThe crane lifted {tons} tons of coal.\n\nThe pilot saw 12 ships at dawn.\n"
)
MARKED = "The pilot saw 12 ships at dawn."
SMALL, LARGE = 5, 30


def write(name: str, number: int, added: str = "") -> str:
    """Write an article; with `added`, that above the passages it had. Returns its path."""
    path = Path(FOLDER, name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(added + TEXT.format(number=number, tons=40 + number), encoding="utf-8")
    return str(path.resolve())


def edited() -> tuple[str, ...]:
    return (write("000.txt", 0, added="A report with 90 boats\n\nIt has a pilot in its second passage.\n\n"),)


def new() -> tuple[str, ...]:
    return (write("000b.txt", 50),)


def gone() -> tuple[str, ...]:
    path = Path(FIRST).resolve()
    path.unlink()
    return (str(path),)


def renamed() -> tuple[str, ...]:
    path = Path(FIRST).resolve()
    return str(path), str(path.rename(path.with_name("renamed.txt")))


def lengthened() -> tuple[str, ...]:
    return (
        write("renamed.txt", 0, added="A report with 90 boats\n\nIt has a pilot in its second passage.\n\n"),
    )


def replaced_by_a_folder() -> tuple[str, ...]:
    path = Path(FIRST).resolve()
    path.unlink()
    return str(path), write("000.txt/inner.txt", 60)


def on_disk() -> dict[str, Article]:
    """The articles as their files are now, read by themselves."""
    return {item.id: item for item in read_paths([FOLDER]) if isinstance(item, Article)}


def columns_agree(reading: Reading, before: dict[str, Article]) -> None:
    """Fail unless each column shows its file as it is, or as it was last where it is gone."""
    state, now = reading.state, on_disk()
    for name in state.columns:
        article = now.get(name, before[name])
        column = reading.reader.columns.column(name)
        assert column is not None
        view, text = column.view, article.text
        assert state.articles[name].text == view.article.text == text
        assert all(text[passage.start : passage.end][:24] in reading.text() for passage in article.passages)
        figures = extract_figures(article)
        assert tuple(state.figures[name]) == figures
        drawn = [(paint.start, paint.end) for paint in view.overlay.figures.between(0, len(text))]
        assert drawn == [(figure.start, figure.end) for figure in figures]
        for mark in state.marks_in(name):
            assert text[mark.start : mark.end] == mark.mark.text == MARKED
        for span in state.spans_in(name):
            assert text[span.start : span.end] == "pilot"


def lens_agrees(reading: Reading) -> None:
    """Fail unless everything the lens names stands in the files as they are."""
    now, lens = on_disk(), reading.state.lens.answer
    assert lens is not None
    assert lens.same
    for same in lens.same:
        assert now[same.article].text[same.start : same.end] == same.text
    for related in lens.related:
        passages = now[related.article].passages
        passage = passages[related.passage]
        assert all(passage.start <= span.start < span.end <= passage.end for span in related.spans)
    assert all(now[name].fingerprint == version for name, version in lens.versions.items())


@pytest.mark.parametrize(
    ("change", "size"), combinations([edited, new, gone, renamed, replaced_by_a_folder], [LARGE, SMALL])
)
async def test_all_that_is_shown_is_of_one_version(
    open_reader: OpenReader,
    monkeypatch: pytest.MonkeyPatch,
    change: Callable[[], tuple[str, ...]],
    size: int,
) -> None:
    monkeypatch.setattr(holding_policy, "POLICY", HoldingPolicy(SMALL + 5))
    for number in range(size):
        write(f"{number:03}.txt", number)
    before = on_disk()
    async with open_reader(FOLDER, size=(160, 40), answers=Archive) as reading:
        state = reading.state
        assert isinstance(state.articles, LibraryArticles) == (size == LARGE)
        await reading.press("j", "j", "m", "slash", *"pilot")
        assert [mark.mark.text for mark in state.marks_in(FIRST)] == [MARKED]
        columns_agree(reading, before)
        changed = await reading.app.engine.ask(UpdateFiles((FOLDER,), change()))
        await reading.reader.controllers.changes.take(changed)
        await reading.settle()
        now = on_disk()
        assert list(state.names) == list(now)
        assert [state.letter(name) for name in now] == [letter(place) for place in range(len(now))]
        assert ("have moved" in reading.said()) == (change in (new, gone, renamed))
        assert state.search.results is not None
        assert state.search.results.total == sum(article.text.count("pilot") for article in now.values())
        columns_agree(reading, before)
        # What is still read keeps its marks; that of a renamed file follows it.
        placed = {mark.article for mark in state.marks.placed if not mark.orphan}
        assert placed == {f"{FOLDER}/renamed.txt" if change is renamed else FIRST}
        await reading.press("escape")
        columns_agree(reading, before)
        state.go(SECOND, state.cursors[SECOND])
        reading.reader.moved()
        await reading.press("g", "right_square_bracket", "right_square_bracket", "right_square_bracket")
        assert state.figure is not None
        assert state.figure.text == "12 ships"
        lens_agrees(reading)
        columns_agree(reading, before)


@pytest.mark.parametrize("size", [SMALL, LARGE])
async def test_an_article_that_is_gone_can_be_marked_while_it_is_read(
    open_reader: OpenReader, monkeypatch: pytest.MonkeyPatch, size: int
) -> None:
    monkeypatch.setattr(holding_policy, "POLICY", HoldingPolicy(SMALL + 5))
    for number in range(size):
        write(f"{number:03}.txt", number)
    before = on_disk()
    async with open_reader(FOLDER, size=(160, 40), answers=Archive) as reading:
        changed = await reading.app.engine.ask(UpdateFiles((FOLDER,), gone()))
        await reading.reader.controllers.changes.take(changed)
        await reading.settle()
        await reading.press("j", "j", "m")
        assert [mark.mark.text for mark in reading.state.marks_in(FIRST)] == [MARKED]
        columns_agree(reading, before)
        await reading.press("m")
        assert reading.said().startswith("marked already")
        assert [mark[0] for mark in reading.stored()] == [MARKED]
        # From the list of marks it is reached as long as it is read, and left alone afterwards.
        await reading.press("M")
        await reading.press("enter")
        assert reading.here()[1] == 2
        await reading.press("l", "w")
        assert FIRST not in reading.state.columns
        await reading.press("M")
        await reading.press("enter")
        assert reading.said() == "these words are not in any article that is open"
        assert FIRST not in reading.state.columns
        assert [mark[0] for mark in reading.stored()] == [MARKED]


@pytest.mark.parametrize("size", [LARGE, SMALL])
@pytest.mark.parametrize("changes", [(edited, renamed), (renamed, lengthened)])
async def test_marks_go_with_a_file_that_is_edited_and_renamed(
    open_reader: OpenReader,
    monkeypatch: pytest.MonkeyPatch,
    changes: tuple[Callable[[], tuple[str, ...]], ...],
    size: int,
) -> None:
    monkeypatch.setattr(holding_policy, "POLICY", HoldingPolicy(SMALL + 5))
    for number in range(size):
        write(f"{number:03}.txt", number)
    async with open_reader(FOLDER, size=(160, 40), answers=Archive) as reading:
        await reading.press("j", "j", "m")
        for change in changes:
            changed = await reading.app.engine.ask(UpdateFiles((FOLDER,), change()))
            await reading.reader.controllers.changes.take(changed)
            await reading.settle()
    async with open_reader(FOLDER, size=(160, 40), answers=Archive) as reading:
        await reading.settle()
        assert [mark.article for mark in reading.state.marks.placed] == [f"{FOLDER}/renamed.txt"]
