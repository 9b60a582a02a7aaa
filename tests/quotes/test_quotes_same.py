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


def test_a_sentence_that_one_speaker_says_in_both_is_one_quote() -> None:
    one = "“The cranes are old. We do not want them here,” Ann Lee said."
    two = "“We do not want them here. They could fall any day,” Lee told reporters."
    assert groups(one, two.replace("Lee", "Ann Lee")) == [(1,), (1,)]
    assert groups(one, two.replace("Lee", "Karl Voss")) == [(), ()]


def test_many_words_in_a_row_are_one_quote_whoever_is_told_to_have_said_them() -> None:
    one = "“I know that the cranes of this old town will never come back again,” Ann Lee said."
    two = "“Now, the cranes of this old town will never come back,” Karl Voss said."
    assert groups(one, two) == [(1,), (1,)]
    few = ("of this old town will never come back again", "of that town will come back")
    assert groups(one.replace(*few), two.replace(few[0][:-6], few[1])) == [(), ()]


def test_what_begins_alike_is_not_one() -> None:
    one = "“I am very proud of what we built,” Ann Lee said."
    two = "“I am very proud of the men,” Ann Lee said."
    assert groups(one, two) == [(), ()]


def test_a_quote_that_is_cut_in_the_middle_is_one_in_both_parts() -> None:
    one = "“The cranes are old,” Ann Lee said, “and we do not want them.”"
    two = "“The cranes are old and we do not want them,” Ann Lee said."
    assert groups(one, two) == [(1,), (2,), (1, 2)]


def test_a_few_words_are_one_quote_with_what_they_are_from() -> None:
    one = "Ann Lee called the cranes “a danger to everyone.”"
    two = "“The cranes are a danger to everyone in this town,” Ann Lee said."
    assert groups(one, two) == [(1,), (1,)]


def test_marks_of_another_kind_do_not_part_them() -> None:
    one = '“The cranes are old," Ann Lee said. "They were never safe in any wind.”'
    two = '"The cranes are old. They were never safe in any wind," Ann Lee said.'
    assert groups(one, two) == [(1,), (2,), (1, 2)]


def test_single_marks_count_where_an_article_has_no_others() -> None:
    single = "'The cranes are a danger to everyone in the town,' Ann Lee said."
    double = "“The cranes are a danger to everyone in the town,” Ann Lee said."
    assert groups(single, double) == [(1,), (1,)]
    assert groups(f"{single} ¶ {double}", double) == [(), (1,), (1,)]
