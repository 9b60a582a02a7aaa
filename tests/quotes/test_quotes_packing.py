"""Quotes as they are stored: the same again, or LibraryError."""

from __future__ import annotations

import pytest
from quoted_articles import article_of, quotes_of

from briefing.errors import LibraryError
from briefing.quotes.packed_quotes import pack, unpack
from briefing.quotes.quote_annotator import index_terms

LINE = (
    "“The pier is closed,” Ann Lee said. ¶ She said it was cold. ¶ “Who knows?” ¶ According to him, nobody."
)


def test_what_is_packed_comes_out_again() -> None:
    quotes, article = quotes_of(LINE), article_of(LINE)
    assert len(quotes) >= 3
    assert unpack(pack(quotes), article.id, article.text) == quotes
    assert unpack(pack(()), article.id, article.text) == ()


def test_quotes_of_another_text_do_not_fit() -> None:
    with pytest.raises(LibraryError):
        unpack(pack(quotes_of(LINE)), "a.txt", "short")


def test_any_cut_is_noticed() -> None:
    packed = pack(quotes_of(LINE))
    for length in range(len(packed)):
        with pytest.raises(LibraryError):
            unpack(packed[:length], "a.txt", article_of(LINE).text)


def test_who_is_quoted_is_found_by_full_name_and_by_the_last() -> None:
    terms = index_terms(quotes_of(LINE))
    assert {"speaker:ann_lee", "speaker:lee"} <= set(terms[0].keys)
    assert {"speaker:ann_lee", "speaker:lee"} <= set(terms[1].keys)
