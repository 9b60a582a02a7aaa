"""One report printed twice: said in the lens, the heads, the gutter, and never counted as a witness."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from tests.ui.conftest import Given

from briefing.model.article import Article, Passage, Ref
from briefing.model.lens import Lens
from briefing.model.related_passage import RelatedPassage
from briefing.session.requests.finding_requests import ReadLens
from briefing.ui.drawing.formatting import chance, percent
from briefing.ui.state.reader_state import copied_from, copies_of

if TYPE_CHECKING:
    from tests.ui.conftest import OpenReader

A, B, C, D = "news/a-gazette.md", "news/b-herald.md", "news/c-wire.md", "news/d-note.txt"


class Wire(Given):
    """The Herald prints the Gazette's report of the storm, the note prints that of the Wire."""

    def copies(self) -> tuple[tuple[Ref, ...], ...]:
        return ((Ref(A, 2), Ref(B, 2)), (Ref(C, 2), Ref(D, 0)))

    def lens(self, request: ReadLens) -> Lens:
        lens = super().lens(request)
        found = tuple(
            replace(
                one,
                same_text=request.ref.passage == 2 and {request.ref.article, one.article} == {A, B},
                copies=(Ref(D, 0),) if one.article == C else (),
            )
            for one in lens.related
            if one.article != D
        )
        by_article = {one.article: one for one in found}
        counterparts = {name: by_article.get(name) for name in lens.counterparts}
        return replace(lens, related=found, counterparts=counterparts, least=0.3)


@pytest.mark.covers("move.jump_1", "move.jump_2")
async def test_a_copy_is_named_and_not_numbered(open_reader: OpenReader) -> None:
    async with open_reader(answers=Wire, size=(130, 40)) as reading:
        await reading.press("j", "j")
        lens = [line.strip() for line in reading.lines()[-8:]]
        assert any(line.startswith("copies   ≡ same text as B¶2") for line in lens)
        assert any(line.startswith("related 1 C North Wire ¶2 ≡ D¶0 74% likely") for line in lens)
        assert not any("related 2" in line for line in lens)
        await reading.press("2")
        assert reading.said() == "no related passage to go to"
        await reading.press("1")
        assert reading.here() == ("C", 2)


async def test_a_copy_has_a_sign_in_the_gutter(open_reader: OpenReader) -> None:
    async with open_reader(answers=Wire, size=(130, 40)) as reading:
        assert "≡Engineers counted" in reading.text()
        assert "copies" not in reading.text()
        await reading.press("L")
        assert "≡" in reading.text()
        assert "the same text stands in another article" in reading.text()


@pytest.mark.covers("columns.lock")
async def test_the_lock_says_that_the_counterpart_is_the_same_text(open_reader: OpenReader) -> None:
    async with open_reader(answers=Wire, size=(160, 40)) as reading:
        await reading.press("equals_sign", "j")
        assert "≈ 91% very likely" in reading.text()
        await reading.press("j")
        assert "≡ the same text, no second witness" in reading.text()


async def test_below_the_threshold_there_is_no_counterpart(open_reader: OpenReader) -> None:
    class Faint(Given):
        def lens(self, request: ReadLens) -> Lens:
            lens = super().lens(request)
            return replace(lens, related=tuple(replace(r, score=0.29) for r in lens.related), least=0.3)

    async with open_reader(answers=Faint) as reading:
        await reading.press("j", "j")
        assert "no counterpart in any other article" in reading.text()
        await reading.press("enter")
        assert reading.said() == "no related passage to go to"


async def test_only_copies_are_no_witness(open_reader: OpenReader) -> None:
    class Printed(Given):
        def lens(self, request: ReadLens) -> Lens:
            lens = super().lens(request)
            return replace(lens, related=tuple(replace(r, same_text=True) for r in lens.related))

    async with open_reader(answers=Printed) as reading:
        await reading.press("j", "j")
        assert "≡ same text as B¶2 C¶2 D¶0" in reading.text()
        assert "no counterpart in other words" in reading.text()


async def test_the_head_of_an_article_that_is_mostly_a_copy(open_reader: OpenReader) -> None:
    class Reprint(Given):
        def copies(self) -> tuple[tuple[Ref, ...], ...]:
            return tuple((Ref(A, number), Ref(B, number)) for number in (1, 2, 3))

    async with open_reader(answers=Reprint, size=(160, 40)) as reading:
        assert "Morning Herald ≡ A 3 same passages" in reading.text()
        assert "Valley Gazette ≡" not in reading.text()


def article(*kinds: str) -> Article:
    passages = tuple(Passage(n, kind, 0, 2 * n, 2 * n + 1) for n, kind in enumerate(kinds))  # type: ignore[arg-type]
    return Article("x", "a " * len(kinds), passages, "t", True, None, None, None, "unknown", "en", None, "f")


def test_which_article_another_is_mostly_the_same_as() -> None:
    groups = [(Ref("x", 0), Ref("y", 3), Ref("z", 1)), (Ref("x", 1), Ref("z", 2)), (Ref("y", 9), Ref("z", 9))]
    copies = copies_of(groups)
    assert copies["x"] == {0: (Ref("y", 3), Ref("z", 1)), 1: (Ref("z", 2),)}
    assert copies["z"][9] == (Ref("y", 9),)
    four = article("paragraph", "paragraph", "paragraph", "paragraph", "boilerplate")
    assert copied_from(four, copies["x"]) == ("z", 2)
    assert copied_from(article(*["paragraph"] * 5), copies["x"]) is None
    assert copied_from(four, {}) is None


def test_where_two_articles_share_as_much_the_first_by_name_is_told() -> None:
    copies = copies_of([(Ref("x", 0), Ref("b", 0), Ref("a", 0))])
    assert copied_from(article("paragraph"), copies["x"]) == ("a", 1)


@pytest.mark.parametrize(
    ("score", "words"),
    [
        (1.0, "almost certain"),
        (0.95, "almost certain"),
        (0.94, "very likely"),
        (0.8, "very likely"),
        (0.79, "likely"),
        (0.55, "likely"),
        (0.5, "even chance"),
        (0.44, "unlikely"),
        (0.2, "unlikely"),
        (0.1, "remote"),
    ],
)
def test_a_score_in_words(score: float, words: str) -> None:
    assert chance(score) == words


def test_no_score_is_certain() -> None:
    assert [percent(score) for score in (0.0, 0.304, 0.996, 1.0)] == ["0%", "30%", "99%", "99%"]


def test_witnesses_are_counterparts_in_other_words() -> None:
    def found(score: float, *, same: bool = False, copies: tuple[Ref, ...] = ()) -> RelatedPassage:
        return RelatedPassage("y", 1, score, (), same_text=same, copies=copies)

    lens = Lens(
        Ref("x", 0),
        (found(0.9, same=True, copies=(Ref("z", 2),)), found(0.6), found(0.2), found(0.1, same=True)),
        {},
        least=0.3,
    )
    assert lens.witnesses == (found(0.6),)
    assert lens.same_text == (Ref("y", 1), Ref("z", 2), Ref("y", 1))
