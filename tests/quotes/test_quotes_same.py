"""Which quotes of several articles are one."""

from __future__ import annotations

from quoted_articles import quotes_of

from briefing.quotes.same_quotes import group_quotes


def groups(*lines: str) -> list[tuple[int, ...]]:
    return group_quotes([one for n, line in enumerate(lines) for one in quotes_of(line, name=f"{n}.txt")])


def test_the_same_words_in_two_articles_are_one_quote() -> None:
    one = "“The cranes will never move again,” Ann Lee said."
    two = "Lee told reporters: “The cranes will never move again.”"
    assert groups(one, two) == [(1,), (1,)]
    assert groups(one, one.replace("never move", "surely be sold")) == [(), ()]


def test_twice_in_one_article_is_no_group() -> None:
    line = "“The cranes will never move again,” Ann Lee said."
    assert groups(f"{line} ¶ {line}") == [(), ()]


def test_other_words_in_between_and_other_spelling_do_not_part_them() -> None:
    one = "“The old cranes on the U.S. pier will never move again,” Ann Lee said."
    two = "“The old cranes on the US pier will likely never move again,” Ann Lee said."
    assert groups(one, two) == [(1,), (1,)]


def test_a_turn_of_phrase_is_no_quote() -> None:
    one = "“I am not going to talk about the cranes,” Ann Lee said."
    two = "“I am not going to talk about Velmora,” Karl Voss said."
    assert groups(one, two) == [(), ()]


def test_a_long_quote_is_in_a_group_with_each_of_its_halves() -> None:
    whole = "“The cranes will never move again. The pier is lost to the sea,” Ann Lee said."
    halves = "“The cranes will never move again,” Ann Lee said. “The pier is lost to the sea.”"
    assert groups(whole, halves, halves) == [(1, 2), (1,), (2,), (1,), (2,)]
