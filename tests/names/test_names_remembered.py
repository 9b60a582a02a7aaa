"""What is worked out once and used again: the words of an article, and what its stretches hold."""

from __future__ import annotations

from dataclasses import replace

from articles import make_article
from hypothesis import given, settings
from hypothesis import strategies as st
from tiers import examples

from briefing.model.name import Mention
from briefing.names import stretch_names
from briefing.names.extract_names import extract_names
from briefing.text.passage_words import words_by_passage

_ARTICLE = make_article(
    "a.txt", "A title", "China’s Mr Bessent said so.", "Share this", kinds={2: "boilerplate"}
)
_WORDS = st.sampled_from(
    "Trump Xi Trump-Xi Kim Jong-un pro-Trump Scott Bessent Mr President of the Bank England said . , “ ” "
    "A. U.S. B May He trump".split()
)


def _facts(mentions: tuple[Mention, ...]) -> list[tuple[object, ...]]:
    return [(m.passage, m.start, m.end, m.name, m.kind) for m in mentions]


def test_words_stand_where_they_are_said_to() -> None:
    title, body = words_by_passage(_ARTICLE)
    assert title.surfaces == ["A", "title"]
    assert body.surfaces == ["China’s", "Mr", "Bessent", "said", "so"]
    text = _ARTICLE.text
    assert all(text.startswith(word, at) for at, word in zip(body.starts, body.surfaces, strict=True))


def test_words_are_cut_once_for_one_text_whatever_its_source_is() -> None:
    assert words_by_passage(replace(_ARTICLE, source="Set by hand")) is words_by_passage(_ARTICLE)


def test_words_of_another_text_are_not_those_kept() -> None:
    words_by_passage(_ARTICLE)
    other = make_article("a.txt", "Other words")
    assert [one.surfaces for one in words_by_passage(other)] == [["Other", "words"]]
    assert len(words_by_passage(replace(_ARTICLE, passages=_ARTICLE.passages[:1]))) == 1


@settings(max_examples=examples(100), deadline=None)
@given(st.lists(st.lists(_WORDS, min_size=1, max_size=25).map(" ".join), min_size=2, max_size=6))
def test_what_other_articles_held_changes_no_name(texts: list[str]) -> None:
    """The same stretches in other articles, where other words stand, leave nothing behind."""
    articles = [make_article("a.txt", text, texts[0]) for text in texts]
    together = [_facts(extract_names(article)) for article in articles]
    for article, found in zip(articles, together, strict=True):
        stretch_names.forget()
        assert _facts(extract_names(article)) == found
