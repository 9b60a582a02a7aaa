"""Names and files of exports, and the excerpts they are made of."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.export.document import Captioned
from briefing.export.excerpt_product import ExcerptProduct
from briefing.export.excerpts import from_figure, from_mark, from_topic
from briefing.export.export_formats import FORMATS, MAX_NAME, suggest_name
from briefing.model.article import Article, Passage, Span
from briefing.model.figure import Figure
from briefing.model.mark import Mark, PlacedMark
from briefing.model.topic import Topic, TopicPassage

TEXT = "Tolls rise\nThe port took in €1.2 million. Pilots shrugged."
ARTICLE = Article(
    id="a.md",
    text=TEXT,
    passages=(Passage(0, "title", 0, 0, 10), Passage(1, "paragraph", 0, 11, len(TEXT))),
    title="Tolls rise",
    has_title=True,
    source="Gazette",
    author="I. Varga",
    published="2026-03-02",
    published_by="front matter",
    language="en",
    url="https://quay.example/1",
    fingerprint="f1",
)
MARK = Mark(
    id="m1", article="a.md", fingerprint="f1", passage=1, start=11, end=19, text="The port",
    prefix="", suffix="", colour="pink", note="n", tags=("t",),
    created="2026-03-03T00:00:00Z", modified="2026-03-03T00:00:00Z",
    title="Old title", source="Old source", published="2026-03-01",
)  # fmt: skip
DEVICES = ["con", "PRN", "Aux", "nul", "com1", "COM9", "lpt1", "LPT0"]


# -- names ---------------------------------------------------------------------------------------


@given(st.text(), st.sampled_from(list(FORMATS)))
def test_any_title_gives_a_harmless_name(title: str, form: str) -> None:
    name = suggest_name(title, form)
    suffix = FORMATS[form].suffixes[0]
    stem = name.removesuffix(suffix)
    assert name == stem + suffix
    assert re.fullmatch(r"[a-z0-9](?:[a-z0-9-]*[a-z0-9])?", stem)
    assert len(name.encode()) <= MAX_NAME
    assert stem not in {device.lower() for device in DEVICES}
    assert (Path("folder") / name).parent == Path("folder")


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Tolls & quays: what they say", "tolls-quays-what-they-say.md"),
        ("Élysée – Zürich", "elysee-zurich.md"),
        ("../../.bashrc", "bashrc.md"),
        ("", "excerpts.md"),
        ("日本", "excerpts.md"),
        ("...", "excerpts.md"),
        ("one " * 40, "-".join(["one"] * 19) + ".md"),
        ("x" * 5000, "x" * 77 + ".md"),
    ],
)
def test_names_read_like_their_titles(title: str, name: str) -> None:
    assert suggest_name(title, "markdown") == name


@pytest.mark.parametrize("device", DEVICES)
def test_no_name_is_a_device(device: str) -> None:
    assert suggest_name(device, "csv") == f"excerpts-{device.lower()}.csv"


# -- excerpts ------------------------------------------------------------------------------------


def test_a_mark_is_cited_from_its_article() -> None:
    made = from_mark(PlacedMark(MARK, "a.md", 1, 11, 19), ARTICLE)
    assert made.text == TEXT[made.start : made.end] == "The port"
    assert made.context == TEXT[11:]
    assert made.citation.title == "Tolls rise"
    assert (made.citation.source, made.citation.author) == ("Gazette", "I. Varga")
    assert (made.passage, made.colour, made.note, made.tags, made.mark) == (1, "pink", "n", ("t",), "m1")
    assert made.created == MARK.created


def test_a_mark_keeps_its_words_and_tells_those_in_their_place() -> None:
    made = from_mark(PlacedMark(MARK, "a.md", 0, 0, 10), ARTICLE)
    assert (made.passage, made.start, made.end, made.context) == (0, 0, 10, "")
    assert (made.text, made.now) == ("The port", "Tolls rise")


@pytest.mark.parametrize(
    ("page", "time", "place"),
    [(4, None, "p. 4"), (None, 70.5, "1:10"), (None, 3723.5, "1:02:03"), (None, 0, "0:00"), (None, None, "")],
)
def test_a_mark_is_cited_with_its_page_or_time(page: int | None, time: float | None, place: str) -> None:
    passages = (ARTICLE.passages[0], replace(ARTICLE.passages[1], page=page, time=time))
    made = from_mark(PlacedMark(MARK, "a.md", 1, 11, 19), replace(ARTICLE, passages=passages))
    assert made.place == place
    document = ExcerptProduct([made]).document()
    (quoted,) = [block for block in document.blocks if isinstance(block, Captioned)]
    assert quoted.source.text.endswith(f", {place}" if place else "2026-03-02")
    # A footnote is of the whole article.
    assert made.citation == from_mark(PlacedMark(MARK, "a.md", 1, 11, 19), ARTICLE).citation


def test_an_orphan_keeps_what_it_had_when_it_was_made() -> None:
    made = from_mark(PlacedMark(MARK, None, None, None, None), None)
    assert (made.passage, made.start, made.end, made.text, made.context) == (1, 11, 19, "The port", "")
    assert (made.citation.title, made.citation.source) == ("Old title", "Old source")
    assert (made.citation.published, made.citation.url) == ("2026-03-01", None)


def test_a_figure_comes_with_its_sentence_and_normal_form() -> None:
    start = TEXT.index("€")
    figure = Figure(
        article="a.md",
        passage=1,
        start=start,
        end=start + 12,
        text="€1.2 million",
        kind="money",
        value=1200000.0,
        low=None,
        high=None,
        unit="EUR",
        qualifier=None,
        trend="up",
        from_=None,
        to=None,
        of=None,
    )
    sentence = Span(11, TEXT.index(".", start + 5) + 1)
    made = from_figure(figure, ARTICLE, sentence, "EUR 1,200,000")
    assert made.text == TEXT[made.start : made.end] == "€1.2 million"
    assert made.context == "The port took in €1.2 million."
    assert (made.label, made.value, made.unit, made.normal) == ("money", 1200000.0, "EUR", "EUR 1,200,000")
    assert (made.passage, made.mark, made.citation.article) == (1, "", "a.md")


def test_a_topic_gives_its_passages_in_its_order() -> None:
    topic = Topic("tolls", ("toll",), 0.5, (TopicPassage("a.md", 1, 0.9), TopicPassage("a.md", 0, 0.4)))
    made = from_topic(topic, {"a.md": ARTICLE})
    assert [(excerpt.passage, excerpt.text, excerpt.label) for excerpt in made] == [
        (1, TEXT[11:], "tolls"),
        (0, "Tolls rise", "tolls"),
    ]
    with pytest.raises(KeyError):
        from_topic(topic, {})
