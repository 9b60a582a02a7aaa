"""Whatever the text, the figures are valid, in order, apart, and the same every time."""

from __future__ import annotations

import math
from collections.abc import Callable

import pytest
from articles import make_article
from hypothesis import example, given, settings
from hypothesis import strategies as st
from tiers import examples

from briefing.figures.extract_figures import extract_figures
from briefing.figures.normal_form import normal_form, same_figure
from briefing.figures.rule_table import rule_names
from briefing.model.article import Article
from briefing.model.figure import Figure

ArticleOf = Callable[..., Article]
FiguresOf = Callable[..., tuple[Figure, ...]]

PIECES = (
    "1 12 3,000 4.5 .5 1/2 ½ 2026 2,4 007 5k 35m 10bn $ € £ % ¥ Rs USD RM per cent percent pc "
    "points basis one two twenty-eight hundred thousand million billion dozen half a third quarter "
    "of and or to - – between from about nearly under than more at least up fell rose km tons "
    "barrels day year years old people staff Monday May March 4th January early late last next ago "
    "later in by the ( ) [ ] , . : ; / ' \" & + −5 minus x times twice COVID-19 C919 iPhone Section "
    "1'250'000 24,50 1.127,54 $(4.2) **5** _3_ &euro;7m &nbsp; [Ten] 2.7GHz 32° 34’S 18.30 9-to-5 400' "
    "5\u00ad m 1\u200b2 ５％ ＄ HK A NZ $ kr zł 12 bcm mb/d Six Nations Nine Elms release 11g 777X "
    "sub- quarter-point € 99p 5pm 10:30 old-timers one-in-five 4-for-1 . . … \n \u00a0 é 中 元 ٣ ９"
).split(" ")
TEXTS = st.one_of(
    st.text(max_size=120),
    st.lists(st.sampled_from(PIECES), max_size=25).map(" ".join),
    st.lists(st.sampled_from(PIECES), max_size=25).map("".join),
)
DATES = st.sampled_from([None, "2026-02-05", "0001-01-01", "9999-12-31", "2024-02-29", "not a date"])
LANGUAGES = st.sampled_from(["en", "de"])


@settings(max_examples=examples(400), deadline=None)
@given(text=TEXTS, published=DATES, language=LANGUAGES)
def test_any_text_gives_valid_figures(
    article_of: ArticleOf, text: str, published: str | None, language: str
) -> None:
    article = article_of(text, published=published, language=language)
    figures = extract_figures(article)
    last = 0
    for figure in figures:
        assert last <= figure.start < figure.end <= len(text)
        assert text[figure.start : figure.end] == figure.text
        assert figure.text == figure.text.strip()
        last = figure.end
        check_values(figure)
    assert extract_figures(article) == figures


def check_values(figure: Figure) -> None:
    """Numbers are finite, ranges go up, dates are in order, and there is a normal form."""
    for number in (figure.value, figure.low, figure.high):
        assert number is None or math.isfinite(number)
    assert (figure.low is None) == (figure.high is None)
    if figure.low is not None and figure.high is not None:
        assert figure.low < figure.high
        assert figure.value is None
    assert (figure.from_ is None) == (figure.to is None)
    if figure.from_ is not None and figure.to is not None:
        assert figure.from_ <= figure.to
    if figure.kind == "date":
        assert figure.value is None
        assert figure.unit is None
    if figure.kind in {"money", "percent", "quantity", "duration"}:
        assert figure.unit
    assert figure.rule in rule_names()
    assert normal_form(figure)
    assert "\n" not in normal_form(figure) or "\n" in figure.text


SENTENCES = {
    "reporting period": "Sales rose in Q3 2024.",
    "period": "It opened in the summer of 2011.",
    "relative date": "It opened last week.",
    "date": "It opened on 4 May 2024.",
    "year": "It opened in 2019.",
    "ordinal": "It is the second-largest port.",
    "multiple": "Rents have doubled.",
    "duration": "It took 90 days.",
    "money": "It cost $5.",
    "clock": "It opened at 19.30.",
    "age": "He died aged 81.",
    "names": "It carries COVID-19 jabs to Room 12 cases.",
    "percent": "Sales rose 3 per cent.",
    "measure": "It weighs 3 tonnes.",
    "ratio": "One in five cats sleeps.",
    "count": "It has 30 rooms.",
    "bare": "Output rose to 4,500.",
    "table head": "(in $ millions) revenue 412.5",
    "range": "It has 5 to 7 per cent.",
    "index level": "The Nikkei closed at 39,214.",
    "ellipsis": "It hired 12 teachers this term and 9 last term.",
    "accounting": "The firm made a loss of -$4m.",
    "trend": "Sales rose 3 per cent.",
}
"""A sentence for each rule that reads otherwise without it."""


@pytest.mark.parametrize("name", rule_names())
def test_a_rule_switched_off_changes_what_is_read(article_of: ArticleOf, name: str) -> None:
    article = article_of(SENTENCES[name])
    assert extract_figures(article) != extract_figures(article, disabled=frozenset({name}))


@settings(max_examples=examples(100), deadline=None)
@given(text=TEXTS)
@example(text="1 to 0%")
@example(text="UP 0%0%")
@example(text="The motion passed by seven votes, 96 to 89.")
def test_a_rule_switched_off_gives_no_figure(article_of: ArticleOf, text: str) -> None:
    article = article_of(text)
    for name in {figure.rule for figure in extract_figures(article)}:
        assert all(f.rule != name for f in extract_figures(article, disabled=frozenset({name})))


@settings(max_examples=examples(100), deadline=None)
@given(text=TEXTS)
def test_a_figure_is_the_same_as_itself_where_it_has_a_value(article_of: ArticleOf, text: str) -> None:
    for figure in extract_figures(article_of(text)):
        valued = figure.value is not None or figure.low is not None
        if figure.kind == "date":
            valued = figure.from_ is not None
        assert same_figure(figure, figure) == valued


@settings(max_examples=examples(60), deadline=None)
@given(first=TEXTS, second=TEXTS)
def test_passages_do_not_touch_each_other(article_of: ArticleOf, first: str, second: str) -> None:
    """Two passages give what each gives alone, at its own place and with its own number.

    But for the head of a table, which is there to be said of the rows below it.
    """
    article = make_article("a.txt", first, second, gap="\n\n", published=article_of("").published)
    no_heads = frozenset({"table head"})
    found = extract_figures(article, disabled=no_heads)
    alone = (
        extract_figures(article_of(first), disabled=no_heads),
        extract_figures(article_of(second), disabled=no_heads),
    )
    assert [f.text for f in found] == [f.text for part in alone for f in part]
    assert [f.passage for f in found] == [0] * len(alone[0]) + [1] * len(alone[1])


def test_boilerplate_gives_none(article_of: ArticleOf) -> None:
    assert extract_figures(article_of("Copyright 2026. $5 million.", kind="boilerplate")) == ()


def test_a_number_too_long_is_no_figure(figures_of: FiguresOf) -> None:
    assert figures_of("It paid $" + "9" * 1_000_000 + " in fines.") == ()
    for figure in figures_of("They counted 1e999999 people, 10^400 tons and 9 x 10^99 stars."):
        check_values(figure)


def test_scale_words_without_end_stay_finite(figures_of: FiguresOf) -> None:
    for figure in figures_of("one " + "million " * 200 + "dollars"):
        check_values(figure)
