"""What holds for any text: spans, order, language, time."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from growth import assert_in_proportion
from hypothesis import given, settings
from hypothesis import strategies as st
from tiers import examples

from briefing.model.name import Mention
from briefing.names import stretch_names

MentionsOf = Callable[..., tuple[Mention, ...]]

SHORT = 1_200
UNITS = [
    "A", "a", "A ", "A. ", "A.", "Ab ", "AB ", "Ab-", "Ab-ab ", "ab-Ab ", "Ab'", "Ab's ", "Ab & ", "Ab of ",
    "Bank of ", "Bank of the ", "Ab de ", "Ab van der ", "President ", "Mr. ", "Mr Ab ", "Mr Ab said. ",
    "Ab, ", "Ab (AB) ", "Ab, 26, ", "in Ab, Ohio, ", "city of Ab ", "Inc ", "Ab Inc, ", "U.S. ", "The ",
    "U.S.-", "Chinese ", "Ch Ab ", "“Ab Cd” ", "\n", "Ab\n", "Ab. Ab ", "É", "Éa ", "中", "中文 ", "@Ab ",
    "http://Ab ", "a@b.Cd ", "#Ab ", "Ab, a man, ", "the actor Ab Cd ", "May ", "Monday ", "He Ab ", "Al-Ab ",
    "Ab1 ", "1Ab ", "Ab/", "Ab—", "Secretary of State ", "Scott Ab ", "Scott B. Ab ", "Ab Jr, ",
]  # fmt: skip
"""Worst characters, and near misses of each rule."""

WORDS = st.sampled_from(
    "Scott Bessent Mr Mrs President Treasury Secretary Bank of the England China Chinese U.S. US said in "
    "city (EU) European Union Inc. , . “ ” 's - & de van al-Assad Monday I May Will 26 who \n Ohio Lake "
    "WASHINGTON —".split(" ")
)  # fmt: skip


@pytest.mark.parametrize("unit", UNITS, ids=repr)
def test_time_grows_with_length(mentions_of: MentionsOf, unit: str) -> None:
    assert_in_proportion(mentions_of, unit, SHORT)


def test_time_grows_with_the_number_of_different_names(mentions_of: MentionsOf) -> None:
    def name(number: int) -> str:
        return "".join(chr(97 + int(digit)) for digit in str(number)).capitalize()

    text = " and ".join(f"Scott {name(number)}" for number in range(20_000))

    def find(part: str) -> None:
        # What is remembered of the same names would make the shorter text, read several times, too quick.
        stretch_names.forget()
        mentions_of(text[: len(part)])

    assert_in_proportion(find, "x", 20_000)


def test_a_name_is_found_wherever_it_stands_in_a_long_passage(mentions_of: MentionsOf) -> None:
    """A passage of any length is looked at as a whole: no name is cut."""
    words = "while the minister Anna Kristina Holm of the European Central Bank waited for the rain to end "
    alone = [mention.text for mention in mentions_of(words)]
    assert alone == ["Anna Kristina Holm", "European Central Bank"]
    for shift in range(0, 40, 3):
        text = f"{'a' * shift} " + words * 300
        assert [mention.text for mention in mentions_of(text)] == alone * 300


@settings(max_examples=examples(300), deadline=None)
@given(st.lists(WORDS, max_size=40).map(" ".join) | st.text(max_size=200))
def test_mentions_are_spans_of_their_passages(mentions_of: MentionsOf, text: str) -> None:
    """In text order, apart, not empty, inside one passage, and the words that stand there."""
    mentions = mentions_of(text)
    last = 0
    for mention in mentions:
        assert last <= mention.start < mention.end <= len(text.replace(" ¶ ", "\n"))
        assert mention.name.strip()
        last = mention.end
    kinds = {(mention.name, mention.kind) for mention in mentions}
    assert len({name for name, _ in kinds}) == len(kinds), "one name, one kind"


@settings(max_examples=examples(100), deadline=None)
@given(st.lists(WORDS, max_size=40).map(" ".join))
def test_text_of_a_mention_stands_at_its_place(mentions_of: MentionsOf, text: str) -> None:
    assert all(text[mention.start : mention.end] == mention.text for mention in mentions_of(text))


@pytest.mark.parametrize("language", ["de", "fr", "zh"])
def test_other_languages_have_none(mentions_of: MentionsOf, language: str) -> None:
    assert mentions_of("They met Mr Halloran in China.", language=language) == ()


def test_boilerplate_has_none() -> None:
    from articles import make_article

    from briefing.names.extract_names import extract_names

    article = make_article("a.txt", "They met Mr Halloran.", "They met Mr Orsini.", kinds={1: "boilerplate"})
    assert [mention.name for mention in extract_names(article)] == ["Halloran"]


def test_no_mention_goes_across_passages(mentions_of: MentionsOf) -> None:
    assert [m.text for m in mentions_of("They met in Hong ¶ Kong was cold that day")] == ["Hong"]
