"""What is typed to narrow an export, read."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.model.excerpt_filter import ExcerptFilter
from briefing.ui.state.excerpt_query import ExcerptQuery, read_excerpt_query, with_ids


@pytest.mark.parametrize(
    ("text", "query"),
    [
        ("", ExcerptQuery()),
        ("  tag:oil ", ExcerptQuery(ExcerptFilter(tags=("oil",)))),
        ('#oil tag:"rare earths" TAG:#gas', ExcerptQuery(ExcerptFilter(tags=("oil", "rare earths", "gas")))),
        ('#"rare earths"', ExcerptQuery(ExcerptFilter(tags=("rare earths",)))),
        ("colour:pink", ExcerptQuery(ExcerptFilter(colour="pink"))),
        ("colour:Y", ExcerptQuery(ExcerptFilter(colour="yellow"))),
        ("colour:pink colour:blue", ExcerptQuery(ExcerptFilter(colour="blue"))),
        ('topic:"trade talks"', ExcerptQuery(ExcerptFilter(), "trade talks")),
        (
            "topic:“trade talks”since:2026-01-31",
            ExcerptQuery(ExcerptFilter(since="2026-01-31"), "trade talks"),
        ),
        ("article:B article:news/a.md", ExcerptQuery(ExcerptFilter(articles=("B", "news/a.md")))),
        ('article:"not closed', ExcerptQuery(ExcerptFilter(articles=("not closed",)))),
    ],
)
def test_what_is_typed_is_read(text: str, query: ExcerptQuery) -> None:
    assert read_excerpt_query(text) == query


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("oil", "before oil"),
        ("title:oil", "before title:oil"),
        ("tag:", "behind tag:"),
        ('tag:""', "behind tag:"),
        ("#", "behind tag:"),
        ("colour:mauve", "the colours are"),
        ("colour:b r", "before r"),
        ("since:2026-02-30", "no such day"),
        ("since:May", "write the date as"),
    ],
)
def test_what_cannot_be_read_is_said(text: str, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        read_excerpt_query(text)


@given(st.text(alphabet='tag:colour since"“”# 2026-01é\n', max_size=60))
def test_anything_is_read_or_refused(text: str) -> None:
    try:
        only, topic = read_excerpt_query(text)
    except ValueError:
        return
    assert all(value.strip() == value != "" for value in (*only.tags, *only.articles))
    assert topic is None


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("article:B tag:oil", 'article:"news/b c.md" tag:oil'),
        ('tag:oil  ARTICLE:"b" since:2026', 'tag:oil  article:"news/b c.md" since:2026'),
        ("article:news/a.md topic:B", "article:news/a.md topic:B"),
        ("article:C", "article:C"),
        ("article: B", "article: B"),
        ("", ""),
    ],
)
def test_a_letter_is_kept_as_the_article_it_was(typed: str, kept: str) -> None:
    names = {"B": "news/b c.md", "C": 'the "c"'}
    assert with_ids(typed, lambda name: names.get(name.upper())).rstrip() == kept


@given(st.text())
def test_what_has_no_letters_is_kept_as_it_is(typed: str) -> None:
    assert with_ids(typed, lambda _: None) == typed
