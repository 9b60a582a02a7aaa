"""What a library gives back is what was read, under any form of the paths."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest

from briefing.errors import LibraryError
from briefing.figures.extract_figures import extract_figures
from briefing.library.locations import library_folder
from briefing.library.reader import Library
from briefing.library.writer import open_writer
from briefing.model.article import Article, Failure
from briefing.reading.read_articles import read_paths


def read(*paths: str) -> list[Article]:
    return [found for found in read_paths(paths) if isinstance(found, Article)]


def test_articles_come_back_as_they_were_read(opened: Library, news: Path) -> None:
    expected = read(str(news))
    assert [opened.article(number) for number in opened.numbers()] == expected
    assert opened.count() == len(expected) == 5


def test_figures_come_back_as_they_were_found(opened: Library, news: Path) -> None:
    for number, article in zip(opened.numbers(), read(str(news)), strict=True):
        assert opened.figures(number) == extract_figures(article)
    assert sum(len(opened.figures(n)) for n in opened.numbers()) > 4


def test_heads_say_what_lists_show(opened: Library, news: Path) -> None:
    for head, article in zip(opened.heads(), read(str(news)), strict=True):
        assert (head.id, head.title, head.source, head.published) == (
            article.id,
            article.title,
            article.source,
            article.published,
        )
        assert head.words == article.words()
        assert head.passages == sum(p.kind != "boilerplate" for p in article.passages)
        assert head.figures == len(extract_figures(article))
        assert head.fingerprint == article.fingerprint


def test_heads_come_in_pages(opened: Library) -> None:
    every = opened.heads()
    assert opened.heads(1, 2) == every[1:3]
    assert opened.heads(4, 10) == every[4:]
    assert opened.heads(5, 10) == ()
    assert [opened.position(head.number) for head in every] == [0, 1, 2, 3, 4]
    assert opened.position(99) is None


def test_failures_are_remembered(opened: Library, news: Path) -> None:
    expected = [found for found in read_paths([str(news)]) if isinstance(found, Failure)]
    assert list(opened.failures()) == expected
    assert expected


def test_names_lead_to_numbers_and_back(opened: Library) -> None:
    for head in opened.heads():
        assert opened.number(head.id) == head.number
        assert opened.name(head.number) == head.id
    assert opened.number("nothing/of/the/kind") is None
    assert opened.number(f"{opened.heads()[0].id}x") is None
    assert opened.name(99) is None


@pytest.mark.parametrize("form", ["relative", "dotted", "slash", "absolute", "link"])
def test_one_library_serves_every_form_of_a_path(
    made: Path, news: Path, form: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(news.parent)
    os.symlink(news, news.parent / "link")
    given = {
        "relative": "news",
        "dotted": "./news/../news",
        "slash": "news/",
        "absolute": str(news),
        "link": "link",
    }[form]
    assert library_folder([given]) == made
    library = Library.open(made, [given])
    assert [library.article(number) for number in library.numbers()] == read(given)
    assert all(library.number(article.id) is not None for article in read(given))
    library.close()


def test_a_library_may_be_of_files_and_folders_in_any_order(news: Path, hand: Any) -> None:
    paths = [str(news / "harbour.txt"), str(news / "b")]
    folder = library_folder(paths)
    assert folder == library_folder(reversed(paths))
    writer = open_writer(folder, paths)
    roots = writer.root_ids()
    with writer.batch() as generation:
        for path, name, place in [(paths[0], "harbour.txt", b""), (paths[1], "b/ferry.txt", b"ferry.txt")]:
            root = roots[os.path.realpath(path)]
            seen = hand.seen(name)._replace(root=root, place=place)
            writer.put(generation, seen, seen.mtime_ns, b"", *hand.read(name))
    writer.close()
    for given in (paths, paths[::-1]):
        library = Library.open(folder, given)
        assert [head.id for head in library.heads()] == [
            path if path.endswith(".txt") else f"{path}/ferry.txt" for path in given
        ]
        library.close()


def test_a_library_without_paths_names_its_own(made: Path, news: Path) -> None:
    library = Library.open(made, [])
    assert library.heads()[0].id == f"{news.resolve()}/b/ferry.txt"
    library.close()


def test_a_library_of_other_paths_is_refused(made: Path, news: Path) -> None:
    with pytest.raises(LibraryError, match="other paths"):
        Library.open(made, [str(news / "b")])
    with pytest.raises(LibraryError, match="other paths"):
        Library.open(made, [str(news), str(news / "b")])


def test_names_that_are_no_unicode_are_kept(tmp_path: Path, news: Path, hand: Any) -> None:
    odd = os.fsdecode(b"caf\xe9 \n#1.txt")
    hand.write(odd, "The dam holds 3 million litres.\n")
    folder = tmp_path / "library"
    writer = open_writer(folder, [str(news)])
    (number,) = hand.put(writer, [odd])
    writer.close()
    library = Library.open(folder, [str(news)])
    assert library.article(number).id == f"{news}/{odd}"
    assert library.number(f"{news}/{odd}") == number
    library.close()


def test_the_order_is_that_of_a_walk(tmp_path: Path, news: Path, hand: Any) -> None:
    names = ["a.txt", "a/z.txt", "a-b/x.txt", "a/b/c.txt", "B.txt", "é.txt", "a/b.txt"]
    for name in names:
        hand.write(name, f"The {name.removesuffix('.txt')} article.\n")
    folder = tmp_path / "library"
    writer = open_writer(folder, [str(news)])
    hand.put(writer, [*names, *hand.names])
    writer.close()
    library = Library.open(folder, [str(news)])
    assert [head.id for head in library.heads()] == [article.id for article in read(str(news))]
    library.close()


def test_a_reader_sees_the_last_commit(opened: Library, made: Path, news: Path, hand: Any) -> None:
    assert not opened.refresh()
    before = opened.heads()
    hand.write("harbour.txt", "Harbour toll lowered\n\nIt falls to $1 million.\n")
    hand.write("new.txt", "A new pier\n\nIt costs EUR 3 million.\n")
    writer = open_writer(made, [str(news)])
    generation = writer.generation()
    with writer.batch() as number:
        seen = hand.seen("harbour.txt")
        writer.put(number, seen, seen.mtime_ns, b"", *hand.read("harbour.txt"))
        # Not committed yet, and so not there.
        assert not opened.refresh()
        assert opened.heads() == before
    hand.put(writer, ["new.txt"])
    with writer.batch() as number:
        gone = writer.drop(number, hand.known(writer, "c.md"))
    assert opened.refresh()
    after = {head.number: head.title for head in opened.heads()}
    assert after[before[-1].number] == "Harbour toll lowered"
    assert "A new pier" in after.values()
    assert opened.removed_since(generation) == gone
    assert gone[0] not in after
    assert set(opened.written_since(generation)) == {before[-1].number, max(after)}
    writer.close()


def test_there_may_be_none(tmp_path: Path) -> None:
    with pytest.raises(LibraryError, match="there is no library"):
        Library.open(tmp_path / "none", ["x"])


def test_the_first_heads_are_those_of_the_whole_list(opened: Library) -> None:
    for limit in range(7):
        assert opened.first_heads(limit) == opened.heads(0, limit)
    assert opened.figure_total() == sum(head.figures for head in opened.heads())
    assert [head.has_title for head in opened.heads()] == [
        opened.article(number).has_title for number in opened.numbers()
    ]
