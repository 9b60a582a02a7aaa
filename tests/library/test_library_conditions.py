"""A file that was refused, or read, under other limits or by other readers is read again."""

from __future__ import annotations

import os
from collections.abc import Callable, Generator, Iterator
from pathlib import Path

import pytest

from briefing.library.build import builder as building
from briefing.library.build.builder import build_library
from briefing.library.locations import library_folder
from briefing.library.reader import Library
from briefing.library.recorded_conditions import ReadConditions, pack_conditions, unpack_conditions
from briefing.model.build_progress import BuildProgress
from briefing.reading.formats.format import Requirement
from briefing.session import Session
from briefing.session.on_disk import kept_library
from briefing.settings import ReadLimits

LONG = "The quay was built from 300 blocks of granite.\n" * 40
SMALL = ReadLimits(file_bytes=1_000)
OLD = 1_700_000_000
Limit = Callable[[ReadLimits], None]


@pytest.fixture
def large(news: Path) -> str:
    """The id of an article that is longer than `SMALL` lets it be."""
    path = news / "quay.txt"
    path.write_text(LONG, encoding="utf-8")
    # Long ago: nobody need look into it again because it may just be changing.
    os.utime(path, (OLD, OLD))
    return f"{news}/quay.txt"


def build(news: Path, changed: list[str] | None = None) -> Iterator[BuildProgress]:
    return build_library([str(news)], changed=changed)


def done(news: Path, changed: list[str] | None = None) -> BuildProgress:
    *_, last = build(news, changed)
    return last


def found(news: Path) -> tuple[set[str], list[str]]:
    """The ids of the articles in the library, and of what could not be read."""
    library = Library.open(library_folder([str(news)]), [str(news)])
    try:
        return {head.id for head in library.heads()}, [failure.path for failure in library.failures()]
    finally:
        library.close()


def test_what_was_too_large_is_read_when_the_limit_is_raised(
    news: Path, large: str, limit_reading: Limit
) -> None:
    limit_reading(SMALL)
    done(news)
    articles, failures = found(news)
    assert large not in articles
    assert large in failures
    limit_reading(ReadLimits())
    # No more than what other limits can concern.
    assert done(news).total_files == 1
    articles, failures = found(news)
    assert large in articles
    assert large not in failures
    assert done(news).total_files == 0


def test_what_is_too_large_goes_when_the_limit_is_lowered(
    news: Path, large: str, limit_reading: Limit
) -> None:
    done(news)
    limit_reading(SMALL)
    assert done(news).total_files == 1
    assert large not in found(news)[0]
    assert large in found(news)[1]
    assert done(news).total_files == 0


def test_a_changed_file_brings_the_others_up_to_date_as_well(
    news: Path, large: str, limit_reading: Limit
) -> None:
    done(news)
    limit_reading(SMALL)
    (news / "c.md").write_text("# Dredging\n\nIt is done.\n", encoding="utf-8")
    done(news, [str(news / "c.md")])
    assert large not in found(news)[0]


def test_lines_and_markdown_are_split_as_the_limits_are_now(news: Path, limit_reading: Limit) -> None:
    path = news / "list.md"
    path.write_text("# Quays\n\n" + "- a quay\n" * 50, encoding="utf-8")

    def passages() -> int:
        library = Library.open(library_folder([str(news)]), [str(news)])
        try:
            number = library.number(str(path))
            assert number is not None
            return len(library.article(number).passages)
        finally:
            library.close()

    done(news)
    assert passages() == 51
    limit_reading(ReadLimits(markdown_characters=100, lines=20))
    done(news)
    assert passages() < 51
    limit_reading(ReadLimits())
    done(news)
    assert passages() == 51


def test_a_build_that_was_given_up_leaves_no_doubt(
    news: Path, large: str, limit_reading: Limit, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was read until then, and by which limits, is known when the old ones hold again."""
    (news / "zoo.txt").write_text(LONG, encoding="utf-8")
    limit_reading(SMALL)
    done(news)
    limit_reading(ReadLimits())
    monkeypatch.setattr(building, "MOST_FILES", 1)
    steps = build(news)
    for step in steps:
        if step.stage == "reading":
            break
    assert isinstance(steps, Generator)
    steps.close()
    assert large in found(news)[0]
    limit_reading(SMALL)
    done(news)
    assert large not in found(news)[0]


def test_what_is_stored_of_a_small_set_is_taken_only_under_the_same_limits(
    news: Path, large: str, limit_reading: Limit
) -> None:
    done(news)
    limit_reading(SMALL)
    session, kept = Session(), kept_library([str(news)])
    assert kept is not None
    for _ in session.open([str(news)], library=kept):
        pass
    assert large not in session.by_name
    assert large in [failure.path for failure in session.failures]


@pytest.fixture
def page(news: Path) -> Path:
    """A web page, read by the plain reader or by that of the extra."""
    path = news / "page.html"
    path.write_text("<!doctype html><title>Quay</title><p>It was built of granite.</p>", encoding="utf-8")
    os.utime(path, (OLD, OLD))
    return path


def install(monkeypatch: pytest.MonkeyPatch, *packages: str) -> None:
    """Let these packages of extras be the ones that are there."""
    monkeypatch.setattr(Requirement, "is_installed", property(lambda one: one.package in packages))


def test_what_no_reader_was_there_for_is_read_when_it_is_installed(
    news: Path, page: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    feed = news / "feed.rss"
    feed.write_text(
        "<rss version='2.0'><channel><title>Wire</title><item><title>Toll</title>"
        "<description>It rises.</description></item></channel></rss>",
        encoding="utf-8",
    )
    os.utime(feed, (OLD, OLD))
    install(monkeypatch)
    done(news)
    assert str(feed) in found(news)[1]
    assert done(news).total_files == 0
    install(monkeypatch, "feedparser")
    # The page is read as it was.
    assert done(news).total_files == 1
    assert f"{feed}#1" in found(news)[0]
    assert done(news).total_files == 0
    install(monkeypatch, "feedparser", "trafilatura")
    assert done(news).total_files == 1
    assert page.exists()


def test_a_first_build_that_was_given_up_goes_on_where_it_stopped(
    news: Path, page: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(20):
        (news / f"page{number}.html").write_bytes(page.read_bytes())
        os.utime(news / f"page{number}.html", (OLD, OLD))
    monkeypatch.setattr(building, "MOST_FILES", 1)
    steps = build(news)
    for step in steps:
        if step.files == 20:
            break
    assert isinstance(steps, Generator)
    steps.close()
    assert done(news).total_files < 10


LIST = "TY  - NEWS\nTI  - The quay is done\nT2  - Courier\nDA  - 2026/03/04\nER  - \n"


def sources(news: Path, path: Path) -> list[str | None]:
    library = Library.open(library_folder([str(news)]), [str(news)])
    try:
        number = library.number(str(path))
        return [library.article(number).source] if number is not None else []
    finally:
        library.close()


@pytest.mark.parametrize("named", [False, True])
def test_a_reading_list_that_changes_changes_what_is_known_of_the_articles_beside_it(
    news: Path, named: bool
) -> None:
    folder = news / "quays"
    folder.mkdir()
    path, listed = folder / "quay.md", folder / "list.ris"
    path.write_text("# The quay is done\n\nIt was built of granite.\n", encoding="utf-8")
    os.utime(path, (OLD, OLD))
    done(news)
    assert sources(news, path) == [None]
    listed.write_text(LIST, encoding="utf-8")
    os.utime(listed, (OLD, OLD))
    changed = [str(listed)] if named else None
    # Only what lies beside it and below, and the list itself.
    assert done(news, changed).total_files == 2
    assert sources(news, path) == ["Courier"]
    assert done(news).total_files == 0
    listed.write_text(LIST.replace("Courier", "Evening Post"), encoding="utf-8")
    done(news, changed)
    assert sources(news, path) == ["Evening Post"]
    listed.unlink()
    done(news, changed)
    assert sources(news, path) == [None]


def test_what_was_recorded_is_read_also_of_libraries_that_knew_of_no_readers() -> None:
    both = (ReadConditions(SMALL, ("lxml",)), ReadConditions())
    assert unpack_conditions(pack_conditions(both)) == both
    assert unpack_conditions('[{"file_bytes": 1000}]') == (ReadConditions(SMALL),)
    assert unpack_conditions("") == (ReadConditions(),)
