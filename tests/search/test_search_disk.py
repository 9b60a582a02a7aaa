"""The index on disk: what one process writes another reads, and what is damaged is told of."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from briefing.errors import LibraryError
from briefing.files.checksums import damaged_files
from briefing.model.annotation import NO_TERMS
from briefing.model.article import Article
from briefing.model.passage_text import PassageText
from briefing.search.index_schema import FORMAT
from briefing.search.passage_documents import ArticleDocuments, PassageDocument, documents_of
from briefing.search.passage_lookup import lookup_in
from briefing.search.search_index import SearchIndex

MakeArticle = Callable[..., Article]


@pytest.fixture
def held(make_article: MakeArticle) -> dict[int, Article]:
    """Three articles by number."""
    return {
        3: make_article("a", ["Grain rose", "Oil fell on sanctions"]),
        7: make_article("b", ["Grain and oil stood"]),
        9: make_article("c", ["The harbour closed"]),
    }


@pytest.fixture
def folder(tmp_path: Path, held: dict[int, Article]) -> Path:
    """An index of the three articles."""
    index = SearchIndex.create(tmp_path / "search", lookup_in(held.__getitem__))
    for number, article in held.items():
        index.add(number, documents_of(article, {}))
    index.commit()
    index.close()
    return tmp_path / "search"


def found(index: SearchIndex, query: str) -> list[tuple[str, int]]:
    return [(hit.article, hit.passage) for hit in index.search(query, typing=False).hits]


def test_what_was_committed_is_there_in_another_object(folder: Path, held: dict[int, Article]) -> None:
    index = SearchIndex.open(folder, lookup_in(held.__getitem__))
    assert sorted(found(index, "grain")) == [("a", 0), ("b", 0)]
    assert index.search("sactions ").corrections == (("sactions", ("sanctions",)),)


def test_only_the_articles_shown_are_looked_up(folder: Path, held: dict[int, Article]) -> None:
    asked: list[int] = []

    def lookup(number: int) -> Article:
        asked.append(number)
        return held[number]

    answer = SearchIndex.open(folder, lookup_in(lookup)).search("grain", limit=1)
    assert (len(answer.hits), answer.total, len(asked)) == (1, 2, 1)


def test_a_reader_sees_changes_when_it_reloads(
    folder: Path, held: dict[int, Article], make_article: MakeArticle
) -> None:
    reader = SearchIndex.open(folder, lookup_in(held.__getitem__))
    writer = SearchIndex.open(folder, lookup_in(held.__getitem__))
    held[7] = make_article("b", ["Wool stood"])
    writer.add(7, documents_of(held[7], {}))
    writer.remove(9)
    writer.commit()
    reader.reload()
    assert found(reader, "grain") == [("a", 0)]
    assert found(reader, "wool") == [("b", 0)]
    assert found(reader, "harbour") == []
    writer.close()


def test_what_was_not_committed_is_not_there(
    folder: Path, held: dict[int, Article], make_article: MakeArticle
) -> None:
    writer = SearchIndex.open(folder, lookup_in(held.__getitem__))
    writer.add(12, documents_of(make_article("d", ["Copper rose"]), {}))
    writer.close()
    assert found(SearchIndex.open(folder, lookup_in(held.__getitem__)), "copper") == []


def test_two_writers_at_once_are_told(folder: Path, held: dict[int, Article]) -> None:
    first = SearchIndex.open(folder, lookup_in(held.__getitem__))
    second = SearchIndex.open(folder, lookup_in(held.__getitem__))
    first.remove(3)
    with pytest.raises(LibraryError, match="cannot be written"):
        second.remove(7)
    first.close()
    second.remove(7)
    second.close()


def test_what_was_not_committed_may_be_lost_where_the_disk_is_full(
    folder: Path, held: dict[int, Article]
) -> None:
    resource = pytest.importorskip("resource")
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    index = SearchIndex.open(folder, lookup_in(held.__getitem__))
    index.add(3, documents_of(held[7], {}))
    # As on a disk that is full: the fault which ended the writing was told where it was met.
    resource.setrlimit(resource.RLIMIT_FSIZE, (8, before[1]))
    try:
        index.close()
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    again = SearchIndex.open(folder, lookup_in(held.__getitem__))
    assert sorted(found(again, "grain")) == [("a", 0), ("b", 0)]


def test_a_joining_of_parts_that_was_given_up_damages_nothing(folder: Path, held: dict[int, Article]) -> None:
    index = SearchIndex.open(folder, lookup_in(held.__getitem__))
    index.add(11, documents_of(held[3], {}))
    index.commit()
    # A part that no commit names, as it is written while the index is closed and afterwards.
    left = folder / "00000000000000000000000000000000.pos"
    left.write_bytes(b"begun")
    index.close()
    left.write_bytes(b"begun and ended")
    managed = folder / ".managed.json"
    managed.write_text(json.dumps([*json.loads(managed.read_text("utf-8")), left.name]), "utf-8")
    assert damaged_files(folder) == ()
    assert len(SearchIndex.open(folder, lookup_in(held.__getitem__))) > 0


def test_compact_leaves_alone_what_is_tight(folder: Path, held: dict[int, Article]) -> None:
    before = sorted(path.name for path in folder.glob("*.idx"))
    index = SearchIndex.open(folder, lookup_in(held.__getitem__))
    assert index.compact()
    assert sorted(path.name for path in folder.glob("*.idx")) == before
    assert found(index, "harbour") == [("c", 0)]
    index.remove(7)
    index.commit()
    assert not index.compact()
    assert found(index, "grain") == [("a", 0)]


def test_compact_drops_what_a_killed_writer_left(folder: Path, held: dict[int, Article]) -> None:
    index = SearchIndex.open(folder, lookup_in(held.__getitem__))
    index.add(12, documents_of(held[3], {}))
    # What is not committed is no part of the index, whatever files it stands in.
    del index
    assert SearchIndex.open(folder, lookup_in(held.__getitem__)).compact()
    assert len(list(folder.glob("*.idx"))) == 1


def test_an_index_in_too_many_parts_is_to_be_made_anew(
    folder: Path, held: dict[int, Article], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("briefing.search.index_store.MOST_PARTS", 1)
    index = SearchIndex.open(folder, lookup_in(held.__getitem__))
    index.add(12, documents_of(held[3], {}))
    index.commit()
    assert not index.compact()


def test_passages_beyond_what_the_order_key_holds_are_found(tmp_path: Path) -> None:
    """Articles of a hundred thousand passages, and numbers beyond the room there is for them."""
    asked: list[tuple[int, int]] = []

    def lookup(refs: Sequence[tuple[int, int]]) -> list[PassageText | None]:
        asked.extend(refs)
        return [PassageText(f"n{number}", 0, "Grain rose") for number, _ in refs]

    index = SearchIndex.create(tmp_path / "search", lookup)
    places = [(1, 3), (1, 65_534), (1, 65_535), (1, 100_000), (2**26, 5), (2**26 + 1, 5)]
    for number in sorted({number for number, _ in places}):
        held = tuple(
            PassageDocument(passage, "paragraph", "grain rose", NO_TERMS)
            for article, passage in places
            if article == number
        )
        index.add(number, ArticleDocuments(0, "", "", held))
    index.commit()
    assert [hit.passage for hit in index.search("grain ").hits].count(5) == 2
    assert sorted(asked) == places
    index.close()


def test_create_begins_anew(folder: Path, held: dict[int, Article]) -> None:
    index = SearchIndex.create(folder, lookup_in(held.__getitem__))
    index.commit()
    assert found(index, "grain") == []


@pytest.mark.parametrize("text", [json.dumps({"format": FORMAT + 1}), "[", "", '"x"', "[" * 100_000])
def test_another_format_is_not_read(folder: Path, held: dict[int, Article], text: str) -> None:
    (folder / "format.json").write_text(text, "utf-8")
    with pytest.raises(LibraryError):
        SearchIndex.open(folder, lookup_in(held.__getitem__))


@pytest.mark.parametrize("name", ["meta.json", "format.json"])
def test_a_file_that_is_gone_is_told(folder: Path, held: dict[int, Article], name: str) -> None:
    (folder / name).unlink()
    with pytest.raises(LibraryError):
        SearchIndex.open(folder, lookup_in(held.__getitem__))


def test_there_is_no_index_where_there_is_no_folder(tmp_path: Path, held: dict[int, Article]) -> None:
    with pytest.raises(LibraryError):
        SearchIndex.open(tmp_path / "nowhere", lookup_in(held.__getitem__))


@pytest.mark.parametrize("damage", [b"", b"PK\x03\x04", b"no vocabulary"])
def test_a_damaged_vocabulary_is_done_without(folder: Path, held: dict[int, Article], damage: bytes) -> None:
    (folder / "vocabulary.npz").write_bytes(damage)
    index = SearchIndex.open(folder, lookup_in(held.__getitem__))
    assert index.search("sactions ").corrections == (("sactions", ("sanctions",)),)


def test_words_that_are_gone_are_not_offered(
    folder: Path, held: dict[int, Article], make_article: MakeArticle
) -> None:
    writer = SearchIndex.open(folder, lookup_in(held.__getitem__))
    held[3] = make_article("a", ["Grain rose"])
    writer.add(3, documents_of(held[3], {}))
    writer.commit()
    assert writer.search("sactions ").corrections == ()
    writer.close()


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path, held: dict[int, Article]) -> None:
    (tmp_path / "file").write_text("in the way", "utf-8")
    with pytest.raises(LibraryError):
        SearchIndex.create(tmp_path / "file" / "search", lookup_in(held.__getitem__))
