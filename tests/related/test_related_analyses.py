"""What is brought up to date is what is found at once; of some articles, as much of all as concerns them."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

import pytest
from articles import make_article
from hypothesis import given
from hypothesis import strategies as st

from briefing.errors import LibraryError
from briefing.jobs.stepping import finish
from briefing.model.annotation import Annotation
from briefing.model.article import Article, Ref
from briefing.model.figure import Figure
from briefing.related import copies_analysis, only_here_analysis
from briefing.related.copies import CopyGroup, Likenesses, Wording, groups_of
from briefing.related.copies_analysis import pack, passages, renumbered, unpack
from briefing.related.passage_places import place_of
from briefing.related.related_index import RelatedIndex
from briefing.text.compressed import compress

ANALYSIS, ALONE = copies_analysis.ANALYSIS, only_here_analysis.ANALYSIS

REPORTS = (
    "The ferry ran aground near the lighthouse at dawn and all passengers were brought ashore by noon.",
    "The ferry ran aground near the old lighthouse at dawn and all passengers were brought ashore by noon.",
    "At dawn the ferry ran aground near the old lighthouse and all passengers were brought ashore by boat.",
    "In a statement on the website of the ministry the minister said that the toll would rise in spring.",
    "In a statement on the website of the ministry the minister said that the bridge would close in May.",
    "Nobody answered the telephone at the harbour office when the paper called there on Sunday evening.",
)


class Numbered:
    """Articles by number, with an index that has taken them in one after the other."""

    def __init__(self) -> None:
        self.held: dict[int, Article] = {}
        self.index = RelatedIndex(self)

    def put(self, number: int, lines: Sequence[str]) -> None:
        """Add an article, or replace its text."""
        self.index.remove_number(number)
        self.held[number] = make_article(f"{number:02}.txt", *lines)
        self.index.add(self.held[number], ())

    def drop(self, number: int) -> None:
        """Forget an article."""
        if self.held.pop(number, None) is not None:
            self.index.remove_number(number)

    def article(self, number: int, /) -> Article:
        return self.held[number]

    def figures(self, number: int) -> Sequence[Figure]:
        return ()

    def number(self, name: str) -> int | None:
        number = int(name.removesuffix(".txt"))
        return number if number in self.held else None

    def numbers(self) -> Sequence[int]:
        return sorted(self.held)

    def annotations(self, number: int, analysis: str, /) -> Sequence[Annotation]:
        return ()

    def input(self, name: str, /) -> object:
        assert name in copies_analysis.ANALYSIS.inputs
        return self.index

    def groups(self, found: Likenesses) -> tuple[CopyGroup, ...]:
        """The groups, with the names of articles."""

        def ref(place: int) -> Ref:
            number, passage = place_of(place)
            return Ref(self.held[number].id, passage)

        return groups_of(found, ref)


def at_once(held: Mapping[int, Article]) -> Numbered:
    fresh = Numbered()
    for number in sorted(held):
        article = held[number]
        fresh.put(number, [article.passage_text(passage.number) for passage in article.passages])
    return fresh


def update(view: Numbered, before: Likenesses | None, changed: Collection[int]) -> Likenesses:
    """The likenesses of all passages."""
    return finish(ANALYSIS.update(view, before, changed))


def within(view: Numbered, numbers: Collection[int]) -> Likenesses:
    """Those of the groups of some articles."""
    return finish(ANALYSIS.within(view, numbers))


Changes = list[tuple[int, list[str] | None]]
"""Numbers of articles with their passages; None for one that goes."""

texts = st.lists(st.sampled_from(REPORTS), min_size=1, max_size=3)
changes = st.lists(st.tuples(st.integers(0, 13), texts | st.none()), min_size=1, max_size=30)
commits = st.lists(changes, min_size=1, max_size=4)


@given(commits)
def test_brought_up_to_date_is_what_is_made_at_once(
    commits: list[list[tuple[int, list[str] | None]]],
) -> None:
    corpus = Numbered()
    found: Likenesses | None = None
    for commit in commits:
        for number, lines in commit:
            if lines is None:
                corpus.drop(number)
            else:
                corpus.put(number, lines)
        found = update(corpus, found, {number for number, _ in commit} & corpus.held.keys())
        fresh = at_once(corpus.held)
        assert found == update(fresh, None, fresh.held)
        assert corpus.groups(found) == fresh.index.copies()
        assert unpack(pack(found)) == found
        alone = finish(ALONE.update(corpus, None, ()))
        assert alone == finish(ALONE.update(fresh, None, ()))
        assert ALONE.unpack(ALONE.pack(alone)) == alone


@given(changes, st.sets(st.integers(0, 13), max_size=3))
def test_of_some_articles_are_the_groups_that_concern_them(changes: Changes, asked: set[int]) -> None:
    corpus = Numbered()
    for number, lines in changes:
        if lines is not None:
            corpus.put(number, lines)
    names = {corpus.held[number].id for number in asked & corpus.held.keys()}
    every = corpus.groups(update(corpus, None, corpus.held))
    assert corpus.groups(within(corpus, asked)) == tuple(
        group for group in every if any(ref.article in names for ref in group.passages)
    )


@given(changes, st.sets(st.integers(0, 13), max_size=3))
def test_of_some_articles_are_the_statements_that_stand_in_them(changes: Changes, asked: set[int]) -> None:
    corpus = Numbered()
    for number, lines in changes:
        if lines is not None:
            corpus.put(number, lines)
    asked &= corpus.held.keys()
    every = finish(ALONE.update(corpus, None, ()))
    assert finish(ALONE.within(corpus, asked)) == tuple(one for one in every if one[0] in asked)
    assert len(corpus.held) > 1 or every == ()


@given(st.sets(st.tuples(st.integers(0, 3), st.integers(0, 9))), st.permutations(range(9)))
def test_articles_of_statements_may_have_other_numbers(
    places: set[tuple[int, int]], numbers: list[int]
) -> None:
    found: only_here_analysis.Statements = tuple((*place, "sure") for place in sorted(places))
    moved = ALONE.renumbered(found, dict(enumerate(numbers)))
    assert sorted(ALONE.passages(moved)) == sorted((numbers[article], at) for article, at in places)
    assert ALONE.renumbered(moved, {new: old for old, new in enumerate(numbers)}) == found
    with pytest.raises(KeyError):
        ALONE.renumbered(((9, 0, "sure"),), dict(enumerate(numbers)))


@given(texts, texts, st.permutations(range(1, 14)))
def test_articles_may_have_other_numbers(one: list[str], other: list[str], numbers: list[int]) -> None:
    corpus = Numbered()
    for number, lines in enumerate((one, other, one)):
        corpus.put(number, lines)
    found = update(corpus, None, corpus.held)
    given = dict(enumerate(numbers))
    moved = renumbered(found, given)
    assert sorted(passages(moved)) == sorted((given[article], at) for article, at in passages(found))
    assert all(pair[0] < pair[1] for pair in moved.pairs)
    assert renumbered(moved, {new: old for old, new in given.items()}) == found
    with pytest.raises(KeyError):
        renumbered(Likenesses({(1, 1 << 40): 0.9}), {})


def test_passages_that_have_not_changed_are_not_compared_again(monkeypatch: pytest.MonkeyPatch) -> None:
    compared: list[tuple[Wording, Wording]] = []

    def counted(one: Wording, other: Wording) -> float:
        compared.append((one, other))
        return 1.0

    monkeypatch.setattr("briefing.related.related_index.alike", counted)
    corpus = Numbered()
    for number in range(4):
        corpus.put(number, [REPORTS[0]])
    found = update(corpus, None, corpus.held)
    assert len(compared) == 6
    corpus.put(4, [REPORTS[0]])
    found = update(corpus, found, [4])
    assert len(compared) == 10
    corpus.drop(0)
    assert len(update(corpus, found, []).pairs) == 6
    assert len(compared) == 10


def test_what_is_damaged_is_refused() -> None:
    packed = pack(Likenesses({(1, 2): 0.9}))
    middle = len(packed) // 2
    flipped = packed[:middle] + bytes([packed[middle] ^ 1]) + packed[middle + 1 :]
    for damaged in (packed[:-9], b"", b"nonsense", flipped, compress(b"half a row")):
        with pytest.raises(LibraryError):
            unpack(damaged)
    packed = ALONE.pack(((1, 2, "sure"), (3, 4, "probably")))
    rows = (b"[1]", b'[["a", 2, "sure"]]', b"[[1, 2]]", b'[[1, 2, "so"]]', b"{")
    for damaged in (packed[:-3], b"", b"nonsense", *map(compress, rows)):
        with pytest.raises(LibraryError):
            ALONE.unpack(damaged)
