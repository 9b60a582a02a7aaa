"""What a line is called: a stretch of a clause that is no half of a phrase."""

from __future__ import annotations

import tomllib
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from articles import make_article

from briefing.figures.extract_figures import extract_figures
from briefing.ledger.label_phrases import Role, clause_tokens, phrases
from briefing.ledger.line_labels import label_of
from briefing.ledger.mentions import LedgerArticle, mentions_of
from briefing.names.extract_names import extract_names

CASES: list[dict[str, Any]] = tomllib.loads(
    Path(__file__).with_name("data").joinpath("labels.toml").read_text("utf-8")
)["case"]


@pytest.mark.parametrize("case", CASES, ids=[case["label"] for case in CASES])
def test_a_label_is_a_phrase_of_the_text(case: dict[str, Any]) -> None:
    articles = [make_article(f"{number}.txt", text) for number, text in enumerate(case["texts"])]
    given = [
        LedgerArticle(one, extract_figures(one), extract_names(one), 0, number)
        for number, one in enumerate(articles)
    ]
    line = [one for one in mentions_of(given) if case["figure"] in one.figure.text]
    assert len(line) == len(case["texts"])
    assert label_of(line, given) == case["label"]


@pytest.mark.parametrize("role", ["day", "count", "amount"])
def test_a_phrase_is_short_and_ends_with_words_that_tell(role: Role) -> None:
    text = "The old mayor of Orle, who said that he will go, sold the last of 14 small mills to her."
    figure = text.index("14"), text.index("14") + 2
    before, behind = clause_tokens(text, (0, len(text)), figure)
    found = list(phrases(before, behind, 5, role=role))
    assert found
    for phrase in found:
        tokens = (*phrase.before, *phrase.behind)
        assert 0 < len(tokens) <= 5
        assert not tokens[-1].group or role == "count"
        assert all(one.end <= other.start for one, other in pairwise(tokens))
