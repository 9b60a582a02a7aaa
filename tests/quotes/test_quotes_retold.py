"""Who tells in other words what others quote."""

from __future__ import annotations

import pytest
from quoted_articles import quotes_of

from briefing.model.quote import AttributedQuote
from briefing.quotes.quotes_by_speaker import quotes_by_speaker
from briefing.quotes.retold_quotes import groups_with_retold, retold_quotes
from briefing.quotes.same_quotes import group_quotes

QUOTED = "“We will close the old pier of Velmora in spring and sell the rusty cranes,” Ann Lee said."


def retold(*lines: str) -> list[tuple[str, str, str]]:
    quotes = all_quotes(*lines)
    found = retold_quotes(quotes, group_quotes(quotes))
    return [(quotes[one.quoted].article, quotes[one.retold].article, one.kind) for one in found]


def all_quotes(*lines: str) -> list[AttributedQuote]:
    return [one for name, line in zip("abcd", lines, strict=False) for one in quotes_of(line, name=name)]


@pytest.mark.parametrize(
    "line",
    [
        "Ann Lee said that the old pier of Velmora would close in spring and the rusty cranes be sold.",
        "Mayor Ann Lee told the council she would close the old pier and sell its rusty cranes.",
        "The old pier of Velmora would be closed in spring, Ann Lee said.",
        "Ann Lee announced that Velmora closes its old pier in spring.",
        "According to Ann Lee, the old pier will close in spring and the cranes will be sold.",
    ],
)
def test_a_quotation_is_turned_into_indirect_speech(line: str) -> None:
    assert retold(QUOTED, line) == [("a", "b", "indirect")]
    assert retold(line, QUOTED) == [("b", "a", "indirect")]


@pytest.mark.parametrize(
    "line",
    [
        "Karl Voss said that the old pier of Velmora would close in spring and the cranes be sold.",
        "Ann Lee said that the old pier of Velmora would not close in spring, nor be sold.",
        "Ann Lee said that the pier was old.",
        "Ann Lee said that the old pier of Velmora would close in 2031 and the rusty cranes be sold.",
        "Ann Lee said that the cranes, rusty as they were, would stay, and so would the pier of Velmora.",
    ],
)
def test_what_says_something_else_is_not_told_as_that(line: str) -> None:
    assert retold(QUOTED, line) == []


def test_the_same_words_are_no_paraphrase_and_one_article_tells_itself_nothing() -> None:
    assert retold(QUOTED, QUOTED) == []
    own = (
        f"{QUOTED} ¶ Ann Lee said that the old pier of Velmora would close in spring and the cranes be sold."
    )
    assert retold(own) == []


def test_quotations_whose_words_differ_are_perhaps_paraphrases() -> None:
    one = "“In spring 40 workers will take the old pier of our town apart,” Ann Lee said."
    other = "“Come spring, 40 men shall be taking apart that old town pier,” Ann Lee said."
    assert retold(one, other) == [("a", "b", "perhaps a paraphrase")]
    assert retold(one, other.replace("40", "60")) == []


def test_they_stand_in_the_group_of_the_quotation_and_in_its_row() -> None:
    told = "Ann Lee said that the old pier of Velmora would close in spring and the rusty cranes be sold."
    quotes = all_quotes(QUOTED, told)
    assert groups_with_retold(quotes, group_quotes(quotes)) == [[(1, None)], [(1, "indirect")]]
    rows = quotes_by_speaker(quotes, {})
    assert [(row.retold != (), row.is_shared) for row in rows] == [(True, False), (False, False)]
    assert [one.article for one in rows[0].entries] == ["a", "b"]
    more = [*quotes, *quotes_of(QUOTED, name="c")]
    assert groups_with_retold(more, group_quotes(more)) == [[(1, None)], [(1, "indirect")], [(1, None)]]
