"""Labels of rows are phrases of the text: no pieces of words, no forms of address, no verbs in them."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from articles import make_article
from hypothesis import given
from hypothesis import strategies as st

from briefing.model.article import Article, Span
from briefing.synopsis.compared_passages import ComparedPassage, StemWeights, compared_passage
from briefing.synopsis.row_labels import BETWEEN, MOST_CHARACTERS, label

MakeArticle = Callable[..., Article]


def labelled(article: MakeArticle, *texts: str) -> str:
    """The label of a row of passages of different articles."""
    row = [compared_passage(article(f"{n}.txt", text), 0, ()) for n, text in enumerate(texts)]
    return label(row, [_whole(one) for one in row], StemWeights(row), lambda one, other: one == other)


def _whole(one: ComparedPassage) -> Span:
    return Span(one.place.start, one.place.end)


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (
            ("They do n't check the ballot boxes, right.", "Officials do n't check ballot boxes right away."),
            "ballot boxes",
        ),
        (
            ("We 're on the side of Egypt's farmers.", "They 're worried about Egypt's farmers."),
            "Egypt's farmers",
        ),
        (("Mr Quill met Mr Marrow.", "Mr Marrow spoke to Mr Quill."), "Quill · Marrow"),
        (
            ("The law lords ruled on the powers of house arrest.", "Powers of house arrest go to the lords."),
            "house arrest",
        ),
        (
            ("Tries for Geordan Marrow and Peter Quill.", "It had tries of Geordan Marrow and Peter Quill."),
            "Geordan Marrow and Peter Quill",
        ),
        (
            (
                "President Quill and President Bo Marrow met.",
                "President Bo Marrow met President Ann J. Quill.",
            ),
            "President Quill and President Bo Marrow",
        ),
        (
            ("The envoy Anders Marrow spoke of the levy.", "A levy was what Marrow wanted."),
            "Anders Marrow",
        ),
        (("Talks with Ola J. Quill on ferries ended.", "Ferries: that is Quill's aim."), "Ola J. Quill"),
        (("Yesterday Quill left the harbour board.", "Quill left the board."), "Quill"),
    ],
)
def test_a_label_is_a_phrase_that_the_passages_share(
    article: MakeArticle, texts: tuple[str, ...], expected: str
) -> None:
    found = labelled(article, *texts)
    assert expected.casefold() in found.casefold()
    for piece in ("n't", "'re", "re ·", "mr"):
        assert piece not in found.casefold().split(BETWEEN)[0].split()[:1]


def test_one_common_word_goes_with_what_it_is_of(article: MakeArticle) -> None:
    assert labelled(article, "The report was on a wind farm.", "Wind rose over the report.") != "report"


WORDS = st.sampled_from(
    "n't 're 's Mr Mrs the of a Egypt Marrow ferry harbour checks check right levy 12 — , . don't".split()
)


@given(st.lists(WORDS, min_size=1, max_size=14), st.lists(WORDS, min_size=1, max_size=14))
def test_any_label_is_short_and_begins_and_ends_with_a_word(first: list[str], second: list[str]) -> None:
    found = labelled(make_article, " ".join(first), " ".join(second))
    assert len(found) <= MOST_CHARACTERS
    shared = {word.casefold() for word in first} & {word.casefold() for word in second}
    if shared & {"egypt", "marrow", "ferry", "harbour", "levy"}:
        for part in found.split(BETWEEN):
            assert part.casefold() not in {"n't", "'re", "'s", "re", "mr", "mrs", "n", "t"}
