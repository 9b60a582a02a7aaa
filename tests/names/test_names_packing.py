"""Names as they are stored: the same again, or LibraryError."""

from __future__ import annotations

import json
import zlib
from typing import Any

import pytest
from articles import make_article

from briefing.errors import LibraryError
from briefing.names.extract_names import extract_names
from briefing.names.name_annotator import index_terms
from briefing.names.packed_names import pack, unpack
from briefing.text.name_keys import mention_terms, name_key, name_term

ARTICLE = make_article(
    "a.txt",
    "Treasury Secretary Scott Bessent flew to Beijing, and Bessent smiled.",
    "The chipmaker Quorvane sells to China.",
)


def packed_rows(table: Any, rows: Any) -> bytes:
    return zlib.compress(json.dumps([table, rows]).encode())


def test_what_is_packed_comes_out_again() -> None:
    names = extract_names(ARTICLE)
    assert len(names) == 5
    assert unpack(pack(names), ARTICLE.id, ARTICLE.text) == names
    assert unpack(pack(()), ARTICLE.id, ARTICLE.text) == ()


def test_any_changed_byte_is_noticed_or_harmless() -> None:
    """Damage raises; only what the checksum does not cover may be changed without effect."""
    names = extract_names(ARTICLE)
    packed = pack(names)
    for place in range(len(packed)):
        damaged = packed[:place] + bytes([packed[place] ^ 0x55]) + packed[place + 1 :]
        try:
            assert unpack(damaged, ARTICLE.id, ARTICLE.text) == names
        except LibraryError:
            continue
    for length in range(len(packed)):
        with pytest.raises(LibraryError):
            unpack(packed[:length], ARTICLE.id, ARTICLE.text)


@pytest.mark.parametrize(
    ("table", "rows"),
    [
        ([["X", 0]], [[0, -1, 0, 1]]),
        ([["X", 0]], [[0, 0, 0, 0]]),
        ([["X", 0]], [[0, 0, 5, -2]]),
        ([["X", 0]], [[0, 0, 0, 10_000]]),
        ([["X", 0]], [[3, 0, 0, 1]]),
        ([["X", 0]], [[-1, 0, 0, 1]]),
        ([["X", 9]], []),
        ([["X", -1]], []),
        ([[1, 0]], []),
        ([["X", 0]], [[0, 0, 0]]),
        ([["X", 0]], [[0, 0, 0.5, 1]]),
        ([["X", 0]], "rows"),
        (7, 7),
    ],
)
def test_what_does_not_fit_is_refused(table: Any, rows: Any) -> None:
    with pytest.raises(LibraryError):
        unpack(packed_rows(table, rows), ARTICLE.id, ARTICLE.text)


def test_names_of_another_text_are_refused() -> None:
    with pytest.raises(LibraryError):
        unpack(pack(extract_names(ARTICLE)), "b.txt", "Short.")


def test_terms_find_the_passages_of_a_name() -> None:
    """Under the full name, under the words that stand there, and a person under the last name alone."""
    found = {number: terms.keys for number, terms in index_terms(extract_names(ARTICLE)).items()}
    assert found == {
        0: ("name:beijing", "name:bessent", "name:scott_bessent"),
        1: ("name:china", "name:quorvane"),
    }
    (mention,) = extract_names(make_article("c.txt", "It was Prime Minister Ann Lee who spoke."))
    assert mention_terms(mention) == {"name:ann_lee", "name:lee"}


def test_a_term_is_one_short_word_whatever_the_name() -> None:
    term = name_term(name_key("U.S. \ud800 " + "x" * 900))
    assert term.split() == [term]
    assert term.startswith("name:usa_?_x")
    assert len(term) == 200
