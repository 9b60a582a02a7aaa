"""Noun phrases and the subjects of verbs, told without a parser."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.figures.clauses import Clauses
from briefing.figures.noun_phrases import phrase_end, phrase_start, tags_of
from briefing.figures.token_line import Line


@pytest.mark.parametrize(
    ("sentence", "verb", "subject"),
    [
        ("Nordvik sold a mine and closed a depot.", "closed", "Nordvik"),
        ("Nordvik sold a mine and Sulfa closed a depot.", "closed", "Sulfa"),
        ("The firm, which owns a mine, closed it.", "owns", "firm"),
        ("The firm, which owns a mine, closed it.", "closed", "firm"),
        ("Homes hit by the storm last week cost more.", "cost", "Homes"),
        ("Cables linking Malta and Tunis broke.", "broke", "Cables"),
        ("After the raid, the mayor resigned.", "resigned", "mayor"),
        ("The mayor said prices had fallen.", "had", "prices"),
        ("The mayor said on Monday that he would resign.", "would", "mayor"),
        ("The cost, officials said, was low.", "was", "cost"),
        ("He resigned.", "resigned", None),
        ("Because of it prices fell in May.", "fell", None),
    ],
)
def test_the_subject_of_a_verb(sentence: str, verb: str, subject: str | None) -> None:
    line = Line(sentence, 0, len(sentence))
    found = Clauses(line, 0, len(line) - 1).place(line.lows.index(verb)).subject
    words = None if found is None else sentence[line.starts[found.first] : line.ends[found.end - 1]]
    assert (words or "").removeprefix("The ").removeprefix("the ") == (subject or "")


@pytest.mark.parametrize(
    ("sentence", "phrase"),
    [
        ("undersea cables linking Italy", "undersea cables"),
        ("undersea cables suffered damage", "undersea cables"),
        ("newly built homes in Cork", "newly built homes"),
        ("testimony Wednesday evening", "testimony"),
        ("notebook computer available in grey", "notebook computer"),
        ("officers search the house", "officers"),
        ("gaming credentials of users", "gaming credentials"),
        ("jewels and watches, they said", "jewels and watches"),
        ("very thick", ""),
    ],
)
def test_the_end_of_a_noun_phrase(sentence: str, phrase: str) -> None:
    line = Line(sentence, 0, len(sentence))
    end = phrase_end(line, tags_of(line), 0)
    assert (sentence[: line.ends[end - 1]] if end else "") == phrase


@pytest.mark.parametrize(
    ("sentence", "phrase"),
    [
        ("It reported a trade deficit of", "a trade deficit"),
        ("It cut duties on foreign cars from", "duties on foreign cars"),
        ("It has a net worth of", "a net worth"),
        ("It fell to the combined rate of", "the combined rate"),
        ("It will ship in May at a price of", "a price"),
    ],
)
def test_the_beginning_of_a_noun_phrase(sentence: str, phrase: str) -> None:
    line = Line(sentence, 0, len(sentence))
    stop = len(line) - 1
    start = phrase_start(line, tags_of(line), stop)
    assert sentence[line.starts[start] : line.ends[stop - 1]] == phrase


@pytest.mark.parametrize(
    "sentence", ["To 5, and 6.", "and 5, 6", ", 5", "that 5", "who, 5", "- 5 -", "said 5, 6"]
)
def test_a_sentence_may_begin_with_any_class(sentence: str) -> None:
    line = Line(sentence, 0, len(sentence))
    assert Clauses(line, 0, len(line) - 1).place(1).subject is None


WORDS = st.sampled_from(
    [
        *"to and , - that who which as said is sold by the its it 5 $ % cables".split(),
        *"linking cut has . ;".split(),
    ]
)


@given(st.lists(WORDS, max_size=40))
def test_spans_of_subjects_lie_in_the_line(words: list[str]) -> None:
    sentence = " ".join(words)
    line = Line(sentence, 0, len(sentence))
    clauses = Clauses(line, 0, max(0, len(line) - 1))
    assert clauses.marks == sorted(clauses.marks)
    for subject in clauses.subjects:
        assert subject is None or 0 <= subject.first < subject.end <= subject.whole_end <= len(line)
