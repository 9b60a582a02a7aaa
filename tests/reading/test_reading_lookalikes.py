"""Words that read as Latin ones and are not: they are named, once, and in Latin texts alone."""

from __future__ import annotations

import pytest

from briefing.reading.article_builder import build_article
from briefing.text.clean import clean
from briefing.text.lookalikes import latin_lookalikes

APPLE = "\u0430\u0440\u0440\u04cf\u0435"
BAY = "B\u0430y"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (f"Shares of {APPLE} rose on Tuesday, traders of {APPLE} said.", (APPLE,)),
        (f"The {BAY} Post wrote of {APPLE} in the spring of the year.", (BAY, APPLE)),
        ("Shares of Apple rose in the café of the “Baltic” exchange.", ()),
        ("The newspaper Новая газета was closed on Monday, its editor said at the court in Moscow.", ()),
        ("She spoke of the хор of her village, and of nothing else on that day in the city.", ()),
        (f"Совет проголосовал за {APPLE} и за мост, сказал мэр города. Оса и роса.", ()),
        ("5 °С and 3 К stand in the table of the yearly report of the weather office.", ()),
    ],
)
def test_words_that_look_latin(text: str, found: tuple[str, ...]) -> None:
    assert latin_lookalikes(text, 3) == found


def test_an_article_tells_of_them() -> None:
    one = build_article("a.txt", clean(f"Report\n\nShares of {APPLE} rose on Tuesday, traders said.\n"))
    assert one.warnings == (f"words that look Latin are in Cyrillic letters: {APPLE}",)


def test_only_some_are_named() -> None:
    words = " ".join(f"n\u043ete{letter}" for letter in "abcdef")
    assert len(latin_lookalikes(f"A report in Latin script with {words} in it.", 3)) == 3
    long = "a\u0430" * 100_000
    assert all(len(word) <= 81 for word in latin_lookalikes("In Latin script. " * 5_000 + long, 3))
