"""An index on disk answers as one built at once from the same articles."""

from __future__ import annotations

import gc
import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from articles import make_article
from damaged_files import write_damaged
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from tiers import examples

from briefing.errors import LibraryError
from briefing.model.article import Article, Ref
from briefing.model.figure import Figure
from briefing.model.related_passage import RelatedPassage
from briefing.related import index_files as disk
from briefing.related import ranking
from briefing.related.arrays import ArrayWriter
from briefing.related.article_terms import prepare
from briefing.related.index_files import CURRENT, RelatedBuilder
from briefing.related.related_index import RelatedIndex

MakeArticle = Callable[..., Article]
Answers = dict[tuple[int, int], list[tuple[str, int, float]]]


class Articles:
    """Articles under numbers that the test chooses."""

    def __init__(self) -> None:
        self.articles: dict[int, Article] = {}

    def article(self, number: int) -> Article:
        return self.articles[number]

    def figures(self, number: int) -> tuple[Figure, ...]:
        assert number in self.articles
        return ()

    def number(self, name: str) -> int | None:
        return next((number for number, one in self.articles.items() if one.id == name), None)


def article_of(number: int, lines: list[str]) -> Article:
    return make_article(f"n{number}", *lines)


def built(source: Articles) -> RelatedIndex:
    index = RelatedIndex(source)
    for number in sorted(source.articles):
        index.add(source.articles[number], ())
    return index


def answers(index: RelatedIndex, source: Articles, *, fold: bool = False) -> dict[Ref, tuple[object, ...]]:
    """What is answered to every passage; of reasons only that there are some, as what articles
    removed from disk wrote with capitals may still make a shared word a name."""

    def told(found: RelatedPassage) -> object:
        assert found.why
        return (
            found.article,
            found.passage,
            round(found.score, 9),
            found.spans,
            found.query_spans,
            found.same_text,
            found.copies,
        )

    return {
        ref: tuple(told(found) for found in index.related(ref, top=30, fold=fold))
        for one in source.articles.values()
        for ref in (Ref(one.id, passage.number) for passage in one.passages)
    }


WORDS = "bridge harbour herring crack Okafor repair million 42 choir sold season mayor vote the of in".split()
SENTENCES = st.lists(st.sampled_from(WORDS), max_size=14).map(" ".join)
ARTICLES = st.lists(SENTENCES, min_size=1, max_size=4)
STEPS = st.lists(st.tuples(st.integers(0, 7), st.none() | ARTICLES), max_size=10)


@settings(
    max_examples=examples(20), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    first=st.lists(ARTICLES, max_size=5),
    steps=STEPS,
    often=st.booleans(),
    few=st.booleans(),
    large=st.booleans(),
)
# What an article says twice was folded for ever once another had said it too.
@example(
    first=[
        ["bridge vote of bridge", "bridge bridge bridge vote sold Okafor in bridge", "bridge bridge bridge"],
        [
            "bridge choir 42 vote sold Okafor in Okafor",
            "bridge bridge",
            "bridge bridge 42 vote sold Okafor in Okafor",
            "bridge bridge bridge",
        ],
        ["bridge bridge bridge bridge bridge", ""],
    ],
    steps=[(0, None)],
    often=False,
    few=False,
    large=False,
)
def test_any_history_answers_like_an_index_built_at_once(
    tmp_path_factory: pytest.TempPathFactory,
    first: list[list[str]],
    steps: list[tuple[int, list[str] | None]],
    often: bool,
    few: bool,
    large: bool,
) -> None:
    """Articles are written, then removed, replaced and added, saved and opened in between."""
    folder = tmp_path_factory.mktemp("index")
    with pytest.MonkeyPatch.context() as patch:
        if few:
            patch.setattr(disk, "MOST_CHANGED", 1)
        if large:
            patch.setattr(ranking, "LARGE", 0)
        source = Articles()
        with RelatedBuilder(folder) as builder:
            for number, lines in enumerate(first):
                source.articles[number] = article_of(number, lines)
                builder.add(number, prepare(source.articles[number], ()))
            builder.finish()
        index = RelatedIndex.open(folder, source)
        for number, new in steps:
            if new is None:
                source.articles.pop(number, None)
                index.remove_number(number)
            else:
                source.articles[number] = article_of(number, new)
                index.add(source.articles[number], ())
            if often:
                index.save(folder)
                index = RelatedIndex.open(folder, source)
        index.save(folder)
        for one in (index, RelatedIndex.open(folder, source)):
            at_once = built(source)
            assert answers(one, source) == answers(at_once, source)
            assert answers(one, source, fold=True) == answers(at_once, source, fold=True)
            assert one.copies() == at_once.copies()
            assert one.only_here() == at_once.only_here()
            assert len(one) == len(at_once)


@pytest.fixture
def source(article: MakeArticle) -> Articles:
    found = Articles()
    found.articles = {
        3: article("a", "The harbour bridge closed after cracks were found.", "A choir sang."),
        7: article("b", "Cracks were found in the harbour bridge, which closed.", "The mayor spoke."),
    }
    return found


def test_an_index_in_memory_can_be_saved_and_opened(tmp_path: Path, source: Articles) -> None:
    index = built(source)
    index.save(tmp_path / "related")
    opened = RelatedIndex.open(tmp_path / "related", source)
    assert opened.related(Ref("a", 0)) == index.related(Ref("a", 0)) != ()
    assert [ref.article for ref in opened.refs()] == ["a", "a", "b", "b"]


def test_what_is_no_longer_named_is_removed(tmp_path: Path, source: Articles, article: MakeArticle) -> None:
    built(source).save(tmp_path)
    index = RelatedIndex.open(tmp_path, source)
    for number in (9, 10):
        source.articles[number] = article(f"c{number}", "The bridge opened again.")
        index.add(source.articles[number], ())
        index.save(tmp_path)
        assert len(list(tmp_path.iterdir())) == 3
    built(source).save(tmp_path)
    assert len(list(tmp_path.iterdir())) == 2


def test_a_failed_writing_leaves_what_was_there(tmp_path: Path, source: Articles) -> None:
    built(source).save(tmp_path)
    before = (tmp_path / CURRENT).read_bytes()

    def fail() -> None:
        with RelatedBuilder(tmp_path) as builder:
            builder.add(1, prepare(source.articles[3], ()))
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    assert (tmp_path / CURRENT).read_bytes() == before
    assert len(list(tmp_path.iterdir())) == 2
    assert RelatedIndex.open(tmp_path, source).related(Ref("a", 0))


@pytest.mark.skipif(not hasattr(os.stat_result, "st_blocks"), reason="the system does not tell")
def test_what_is_mapped_to_be_filled_has_its_place_on_the_disk(tmp_path: Path) -> None:
    with ArrayWriter(tmp_path / "arrays") as writer:
        values = writer.scratch("places", np.int32, 300_001)
        # A write into a mapped hole of a file ends the process where the disk is full.
        held = (tmp_path / "arrays" / "places.bin").stat()
        assert held.st_size == values.nbytes <= held.st_blocks * 512
        assert not values.any()


def test_an_open_index_outlives_its_files(tmp_path: Path, source: Articles) -> None:
    built(source).save(tmp_path)
    index = RelatedIndex.open(tmp_path, source)
    built(source).save(tmp_path)
    assert index.related(Ref("a", 0))


def _break_format(folder: Path) -> None:
    current = json.loads((folder / CURRENT).read_text())
    (folder / CURRENT).write_text(json.dumps({**current, "format": 999}))


def _break_current(folder: Path) -> None:
    (folder / CURRENT).write_text("{")


def _nest_current(folder: Path) -> None:
    (folder / CURRENT).write_text("[" * 100_000)


def _nest_layout(folder: Path) -> None:
    next(folder.glob("g-*/arrays.json")).write_text("[" * 100_000)


def _break_length(folder: Path) -> None:
    path = next(folder.glob("g-*/terms.bin"))
    path.write_bytes(path.read_bytes()[:-1])


def _break_layout(folder: Path) -> None:
    next(folder.glob("g-*/arrays.json")).write_text('{"terms": 3}')


def _break_array(folder: Path) -> None:
    path = next(folder.glob("g-*/arrays.json"))
    layout = json.loads(path.read_text())
    del layout["starts"]
    path.write_text(json.dumps(layout))


@pytest.mark.parametrize(
    "harm",
    [
        _break_format,
        _break_current,
        _nest_current,
        _nest_layout,
        _break_length,
        _break_layout,
        _break_array,
    ],
)
def test_a_damaged_index_says_so(tmp_path: Path, source: Articles, harm: Callable[[Path], None]) -> None:
    built(source).save(tmp_path)
    harm(tmp_path)
    with pytest.raises(LibraryError):
        RelatedIndex.open(tmp_path, source)


@pytest.mark.parametrize(
    "name", ["units", "whole_offsets", "article_of", "firsts", "term-sorted_ids", "shingle_units"]
)
def test_an_array_of_the_same_length_that_holds_something_else_is_damaged(
    tmp_path: Path, source: Articles, name: str
) -> None:
    built(source).save(tmp_path)
    (path,) = tmp_path.glob(f"g-*/{name}.bin")
    write_damaged(path, bytes([255 - byte for byte in path.read_bytes()]))
    with pytest.raises(LibraryError):
        RelatedIndex.open(tmp_path, source)


def test_changes_that_are_damaged_say_so(tmp_path: Path, source: Articles, article: MakeArticle) -> None:
    built(source).save(tmp_path)
    index = RelatedIndex.open(tmp_path, source)
    source.articles[9] = article("c", "The bridge opened again.")
    index.add(source.articles[9], ())
    index.save(tmp_path)
    (path,) = tmp_path.glob("c-*.npz")
    for at in range(0, path.stat().st_size, 50):
        data = bytearray(path.read_bytes())
        data[at] ^= 8
        path.write_bytes(data)
        with pytest.raises(LibraryError):
            RelatedIndex.open(tmp_path, source)
        data[at] ^= 8
        path.write_bytes(data)
    assert RelatedIndex.open(tmp_path, source).related(Ref("c", 0))


def test_an_index_that_was_copied_is_whole(tmp_path: Path, source: Articles) -> None:
    built(source).save(tmp_path / "one")
    shutil.copytree(tmp_path / "one", tmp_path / "other")
    assert RelatedIndex.open(tmp_path / "other", source).related(Ref("a", 0))


def test_there_is_none_where_nothing_was_written(tmp_path: Path) -> None:
    with pytest.raises(LibraryError):
        RelatedIndex.open(tmp_path, Articles())


def test_a_shelf_must_know_what_is_added(source: Articles, article: MakeArticle) -> None:
    with pytest.raises(ValueError, match="no number"):
        RelatedIndex(source).add(article("z", "The mayor spoke."), ())


@pytest.mark.parametrize("piece", [1, 3])
def test_slices_make_no_difference(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, source: Articles, piece: int
) -> None:
    from briefing.related import index_builder as builder
    from briefing.related import near_duplicates as twins

    copies = "Cracks were found in the harbour bridge, which closed at noon on Friday."
    for number in range(20, 26):
        source.articles[number] = article_of(number, [copies, f"The mayor of town{number} spoke."])
    built(source).save(tmp_path / "one")
    monkeypatch.setattr(builder, "SLICE", piece * 5)
    monkeypatch.setattr(builder, "BATCH", piece * 10)
    monkeypatch.setattr(twins, "SLICE", piece * 7)
    built(source).save(tmp_path / "other")
    one, other = (RelatedIndex.open(tmp_path / name, source) for name in ("one", "other"))
    assert answers(one, source, fold=True) == answers(other, source, fold=True)
    assert one.copies() == other.copies() != ()


def test_of_the_words_met_while_an_index_is_written_few_are_in_dictionaries(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, source: Articles
) -> None:
    from briefing.related import index_builder, name_stems, term_vocabulary

    for number in range(20, 60):
        said = f"The Mayor of Town{number} spoke of {number} new words{number} and the old Harbour."
        source.articles[number] = article_of(number, [said, "The mayor spoke of the harbour."])

    def write(folder: Path) -> tuple[int, int]:
        with RelatedBuilder(folder) as writer:
            for number, one in sorted(source.articles.items()):
                writer.add(number, prepare(one, ()))
            # What they hold, as no other way shows it.
            held = writer._builder._vocabulary, writer._builder._names
            writer.finish()
        return len(held[0]._ids), len(held[1]._counts)

    before = write(tmp_path / "one")
    monkeypatch.setattr(index_builder, "BATCH", 4)
    monkeypatch.setattr(term_vocabulary, "MOST_NEW", 20)
    monkeypatch.setattr(name_stems, "MOST_NEW", 20)
    after = write(tmp_path / "other")
    assert min(before) > 100
    assert max(after) < min(before) / 2
    one, other = (RelatedIndex.open(tmp_path / name, source) for name in ("one", "other"))
    assert answers(one, source, fold=True) == answers(other, source, fold=True)


@pytest.mark.skipif(
    not Path("/proc/self/fd").is_dir(), reason="open files are counted where Linux lists them"
)
def test_an_index_that_is_let_go_of_keeps_no_file_open(tmp_path: Path, source: Articles) -> None:
    """Also while no garbage is collected: a reader that stays open for days sees many generations."""
    built(source).save(tmp_path)
    gc.collect()
    gc.disable()
    try:
        before = len(os.listdir("/proc/self/fd"))
        index = RelatedIndex.open(tmp_path, source)
        assert answers(index, source)
        assert len(os.listdir("/proc/self/fd")) > before
        del index
        assert len(os.listdir("/proc/self/fd")) == before
    finally:
        gc.enable()
