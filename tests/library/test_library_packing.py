"""Packed articles: the same values come back, and damage never passes for data."""

from __future__ import annotations

from dataclasses import replace
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.errors import LibraryError
from briefing.figures.extract_figures import extract_figures
from briefing.figures.figure_annotator import pack_figures, unpack_figures
from briefing.library.packing import (
    pack_passages,
    pack_text,
    unpack_passages,
    unpack_text,
)
from briefing.model.article import Passage, PassageKind
from briefing.reading.article_builder import build_article
from briefing.text.clean import clean

KINDS: tuple[PassageKind, ...] = get_args(PassageKind)
TEXT = "Toll raised\n\nIt rises by 4.5 percent to between $2 million and $3 million from 1 May 2026.\n"


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_text_comes_back(text: str) -> None:
    assert unpack_text(pack_text(text)) == text


@given(
    st.lists(
        st.tuples(
            st.sampled_from(KINDS),
            st.integers(0, 100_000),
            st.integers(0, 9),
            st.integers(0, 9),
            st.none() | st.integers(1, 100_000),
            st.none() | st.integers(0, 10**9).map(lambda milliseconds: milliseconds / 1000),
        )
    )
)
def test_passages_come_back(
    drawn: list[tuple[PassageKind, int, int, int, int | None, float | None]],
) -> None:
    passages: list[Passage] = []
    at = 0
    for number, (kind, level, gap, length, page, time) in enumerate(drawn):
        passages.append(Passage(number, kind, level, at + gap, at + gap + length, page, time))
        at += gap + length
    packed = pack_passages(tuple(passages))
    assert unpack_passages(packed, at) == tuple(passages)
    if passages and at:
        with pytest.raises(LibraryError):
            unpack_passages(packed, at - 1)


def test_figures_come_back() -> None:
    article = build_article("a.txt", clean(TEXT))
    figures = extract_figures(article)
    assert len(figures) >= 3
    assert unpack_figures(pack_figures(figures), "a.txt", article.text) == figures


def test_figures_outside_their_text_are_damage() -> None:
    article = build_article("a.txt", clean(TEXT))
    figures = extract_figures(article)
    with pytest.raises(LibraryError, match="do not fit"):
        unpack_figures(pack_figures((replace(figures[0], end=len(TEXT) + 9),)), "a.txt", article.text)


@given(st.data())
def test_damage_never_passes(data: st.DataObject) -> None:
    article = build_article("a.txt", clean(TEXT))
    figures = extract_figures(article)
    packed = data.draw(
        st.sampled_from([pack_text(TEXT), pack_passages(article.passages), pack_figures(figures)])
    )
    at = data.draw(st.integers(0, len(packed) - 1))
    cut = data.draw(st.booleans())
    bad = packed[:at] if cut else packed[:at] + bytes([packed[at] ^ 0x55]) + packed[at + 1 :]
    with pytest.raises(LibraryError):
        # Whatever it is taken for.
        unpack_text(bad)
    with pytest.raises(LibraryError):
        unpack_passages(bad, len(TEXT))
    with pytest.raises(LibraryError):
        unpack_figures(bad, "a.txt", TEXT)


@pytest.mark.parametrize(
    "rows", [b"3", b'{"a": 1}', b"[[1]]", b'[["x", "y", "z"]]', b"[" * 100_000, b"[1, 2]"]
)
def test_figures_of_another_shape_are_damage(rows: bytes) -> None:
    import zlib

    with pytest.raises(LibraryError):
        unpack_figures(zlib.compress(rows), "a.txt", TEXT)
