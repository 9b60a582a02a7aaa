"""What is said, by whom, and whom the words for the speaker mean."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
from articles import make_article
from hypothesis import given, settings
from hypothesis import strategies as st
from quoted_articles import quotes_of
from tiers import examples

from briefing.names.extract_names import extract_names
from briefing.quotes.extract_quotes import extract_quotes

CASES: list[dict[str, Any]] = tomllib.loads(
    (Path(__file__).parent / "data" / "attributions.toml").read_text("utf-8")
)["case"]
PARTS = [
    "“",
    "”",
    '"',
    "'",
    "’",
    "''",
    " ",
    "\n",
    ", ",
    ". ",
    ": ",
    " - ",
    "said",
    "he",
    "Ann Lee",
    "that",
    "who",
    "to",
]
PARTS += [
    "told",
    "according to",
    "calling for",
    "and",
    "the pier",
    "$3",
    "(",
    ")",
    "…",
    "Monday",
    "asked",
    "n't",
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: str(case["text"])[:50])
def test_quotes_of_a_passage(case: dict[str, Any]) -> None:
    found = [[one.text, one.speaker, one.who] for one in quotes_of(case["text"])]
    assert found == case["quotes"]


def test_a_language_without_rules_has_no_quotes() -> None:
    assert quotes_of('"Der Hafen wird fertig," said Ann Lee.', language="de") == ()


def test_a_pronoun_is_resolved_by_gender() -> None:
    line = "Mr. Paul Orsini met Ms. Ann Lee. ¶ He said the pier was closed. ¶ She said it was open."
    assert [one.who for one in quotes_of(line)] == ["Paul Orsini", "Ann Lee"]


@pytest.mark.parametrize(
    ("line", "who"),
    [
        # The word in front of a name is of the sentence before, or of somebody else.
        ("Tom Orsini spoke of his wife. Orsini came late. ¶ He said that it was closed.", "Tom Orsini"),
        ("Tom Orsini came with his wife, Orsini's driver said. ¶ He said that it was late.", "Tom Orsini"),
        ("Ann Lee left her father. Lee was late. ¶ She said that the pier was closed.", "Ann Lee"),
        # What a name follows is no end of a sentence.
        (
            "“It will sink,” Mr. Karl Voss said. ¶ Mr. Paul Orsini was widely watched as he came back to "
            "town from his long stay in the north. At one point he suggested that the pier be sold.",
            "Paul Orsini",
        ),
        # Several words of a title stand before the one whom a sentence begins with.
        (
            "“It will sink,” Karl Voss said. He spoke of the pier and said that the town was asked to pay "
            "for it. ¶ Harbour Board Deputy Chair Paul Orsini felt the same, urging mayors to hold on to the "
            "pier. ¶ “They must end it,” he said.",
            "Paul Orsini",
        ),
        # A place is no person, also where it is not known as one.
        ("Ann Lee lives in Velmora. Velmora is quiet. ¶ She said that the pier was closed.", "Ann Lee"),
        (
            "Gov. Ann Lee vetoed the sale of a crane to Mandelay. ¶ Mandelay Mayor Karl Voss had hoped that "
            "someone in Mandelay would buy it. Mandelay wept. ¶ “I am glad,” she said.",
            "Ann Lee",
        ),
    ],
)
def test_whom_a_pronoun_means(line: str, who: str) -> None:
    assert quotes_of(line)[-1].who == who


def test_whom_it_is_said_of_does_not_say_it() -> None:
    line = "Mr. Paul Orsini came late. ¶ He was angry. Of Mr. Karl Voss, he said that nobody knew him."
    assert [one.who for one in quotes_of(line)] == ["Paul Orsini"]


def test_an_acronym_is_no_pronoun() -> None:
    assert [one.who for one in quotes_of("WHO says that nobody was hurt.")] == ["WHO"]


def test_somebody_is_meant_by_what_he_was_called() -> None:
    line = "Gov. Ana Reyes met Karl Voss. ¶ The governor said that the pier was closed."
    assert [one.who for one in quotes_of(line)] == ["Ana Reyes"]


def test_a_name_inside_a_quotation_is_nobody_who_speaks() -> None:
    line = "Mr. Paul Orsini came late. ¶ “I never met Mr. Karl Voss,” he said. ¶ He added that it was cold."
    assert {one.who for one in quotes_of(line)} == {"Paul Orsini"}


@pytest.mark.parametrize(
    "line",
    [
        "Mr. Paul Orsini said the pier was closed. ¶ It calls the cranes a danger to the town.",
        "Ann Lee said the pier was closed. They said it was noisy.",
        # Several are told nearer by than the one that spoke.
        "The Velmora Port Authority said it was late. That enraged Republicans. They said it was noisy.",
        "The Velmora Port Authority said it was late. The lawmakers came. They said that it was noisy.",
        # What kind of thing has a name nearer by is not known: it may be that.
        "The harbour office said it was late. ¶ In 2026 Washington fell silent. It opposes the sale of it.",
    ],
)
def test_a_pronoun_that_fits_none_or_several_is_nobody(line: str) -> None:
    assert quotes_of(line)[-1].who is None


@pytest.mark.parametrize(
    "line",
    [
        "Mayor Ann Lee and Mr. Karl Voss just concluded a phone call.",
        "Ann Lee said little. She observed the launch of two ferries on Monday.",
        "Karl Voss charged the harbour office a fee of $300 for each crane.",
        "The office has maintained a policy adopted in 2015 by the council.",
        "Ann Lee wrote a book about the cranes that were sold in May.",
        "Karl Voss conceded the race to Ann Lee after half of the votes were counted.",
        "Ann Lee heard the cranes. Karl Voss found the door open.",
        # A doubted word behind a verb that is one of saying only where a comma parts them.
        "Ann Lee was found to be tired and started “rest therapy” at home in May.",
        "Karl Voss continued “the long march” through the offices.",
    ],
)
def test_a_thing_done_to_something_is_no_speech(line: str) -> None:
    assert [one.text for one in quotes_of(line) if one.cue != "said"] == []


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("Ann Lee concluded that the pier was lost.", "that the pier was lost."),
        ("Ann Lee concluded talks can resume in May.", "talks can resume in May."),
        ("Karl Voss observed the cranes had rusted.", "the cranes had rusted."),
        ("Ann Lee maintained the cranes the town bought were safe.", "the cranes the town bought were safe."),
        ("The governor indicated prices rose in May.", "prices rose in May."),
        ("Karl Voss asserted the office that sold them failed.", "the office that sold them failed."),
        ("Ann Lee insisted he pay for the crane.", "he pay for the crane."),
        ("Ann Lee added the ferries would be late.", "the ferries would be late."),
        ("Ann Lee began, “the pier will be sold.”", "“the pier will be sold.”"),
        ("Karl Voss chanted “sell the pier” at the gate.", "“sell the pier” at the gate."),
    ],
)
def test_a_clause_behind_the_same_verbs_is_speech(line: str, said: str) -> None:
    assert [one.text for one in quotes_of(line)] == [said]


@pytest.mark.parametrize(
    ("line", "cue", "leading"),
    [
        ("Ann Lee denied that the pier was closed.", "denied", "denied"),
        ("Ann Lee has never said that the pier was closed.", "has never said", "has never said"),
        ("Karl Voss refused to confirm that he would resign.", "refused to confirm", "refused to confirm"),
        ("Karl Voss did not deny the “secret sale” of a crane.", "did not deny", "did not deny"),
        ("Ann Lee warned that the crane may fall.", "warned", "warned"),
        ("Ann Lee denied “any sale” of the crane.", "denied", "denied"),
        ("“The pier is open,” said Ann Lee.", "said", None),
        ("Karl Voss said: “It will sink.”", "said", None),
    ],
)
def test_words_that_say_it_go_before_what_needs_them(line: str, cue: str, leading: str | None) -> None:
    one = quotes_of(line)[-1]
    assert (one.cue, one.leading_cue) == (cue, leading)


@pytest.mark.parametrize(
    "line",
    [
        "The words on weapons for the island call for “prudence.”",
        "The French president said it was late. President Li Wei smiled.",
        "The news led the council to call for a new pier.",
        "Ann Lee and Karl Voss agreed to say nothing of it.",
        "Karl Voss: The pier is closed. ¶ It will be sold. ¶ The town has said so.",
    ],
)
def test_who_may_be_another_is_doubted(line: str) -> None:
    assert all(one.is_doubted for one in quotes_of(line))


@pytest.mark.parametrize(
    "line",
    [
        "Ann Lee said that the pier was closed.",
        "“It will sink,” said Karl Voss of the harbour office.",
        "Mayor Ann Lee came. ¶ She said that it was late.",
        "According to the Velmora Port Authority, the cranes are safe.",
        "“It will sink,” said Karl Voss. “Nobody will wait.”",
    ],
)
def test_who_is_named_is_not_doubted(line: str) -> None:
    found = quotes_of(line)
    assert found
    assert not any(one.is_doubted for one in found)


@settings(max_examples=examples(60))
@given(st.lists(st.sampled_from(PARTS), max_size=60))
def test_every_quote_is_a_place_of_its_text(parts: list[str]) -> None:
    text = " ".join(parts)
    article = make_article("a.txt", *[block for block in text.split("\n") if block.strip()])
    for one in extract_quotes(article, extract_names(article)):
        assert article.text[one.start : one.end] == one.text
        assert one.text.strip()
        passage = article.passages[one.passage]
        assert passage.start <= one.start < one.end <= passage.end
        if one.speaker is not None:
            assert article.text[one.speaker_start : one.speaker_end] == one.speaker
        assert 0 <= one.certainty <= 1
