"""Copies of articles: found however they were cut and edited, told from reports of their own."""

from __future__ import annotations

import random
from collections.abc import Sequence

from articles import make_article
from hypothesis import given
from hypothesis import strategies as st

from briefing.model.article import Article
from briefing.model.voice import Voice
from briefing.voices.article_shingles import all_shingles, sampled
from briefing.voices.changed_sentences import changed
from briefing.voices.collect_voices import collect_voices
from briefing.voices.copied_articles import likely_copies, shared_wording

REPORT = (
    "A bridge over the Tarn at Millau was closed on Monday after inspectors found cracks in two piers.",
    "The operator said that lorries of more than twelve tons would have to take the valley road until May.",
    "Some 14,000 vehicles cross the bridge on an ordinary day, a third of them bound for the coast.",
    '"We would rather close it too early than too late," said Jeanne Rochas, who leads the inspection.',
    "The mayor asked for a second opinion and for buses that would take pupils to school by another way.",
)
OTHER = (
    "Inspectors have closed the bridge at Millau, where they say that two piers have begun to crack.",
    "Heavy lorries are led through the valley, and hauliers speak of an hour that this costs each of them.",
    '"We would rather close it too early than too late," said Jeanne Rochas, who leads the inspection.',
    "A bus company has offered ten coaches; the school board meets on Thursday to decide who pays for them.",
    "Hotels along the old road are full for the first time since the bridge was opened by the president.",
)


def voices_of(articles: Sequence[Article]) -> tuple[Voice, ...]:
    """The voices of articles, as the analysis of the corpus finds them."""
    shingles = {number: all_shingles(article) for number, article in enumerate(articles)}
    samples = {number: sampled(one) for number, one in shingles.items()}
    pairs = {
        (one, other): shared_wording(shingles[one], shingles[other]) for one, other in likely_copies(samples)
    }
    return collect_voices(pairs, articles.__getitem__)


def test_what_was_cut_edited_or_added_to_is_a_copy() -> None:
    original = make_article("a.txt", *REPORT)
    cut = make_article("b.txt", *REPORT[:3])
    edited = make_article("c.txt", "Bridge shut", REPORT[1], REPORT[0], *REPORT[2:])
    longer = make_article("d.txt", *REPORT, "It was the second closure since the bridge was built in 2004.")
    (voice,) = voices_of([original, cut, edited, longer])
    assert set(voice.articles) == {"a.txt", "b.txt", "c.txt", "d.txt"}


def test_a_report_of_its_own_that_quotes_the_same_is_none() -> None:
    assert voices_of([make_article("a.txt", *REPORT), make_article("b.txt", *OTHER)]) == ()


def test_a_collection_of_many_reports_is_a_copy_of_none() -> None:
    others = [
        f"In town number {n} the council of {n} met on day {n} about a {n} {word} and went home at {n}."
        for n in range(40, 60)
        for word in ("bench", "pond", "tower")
    ]
    assert voices_of([make_article("a.txt", *REPORT), make_article("b.txt", *REPORT, *others)]) == ()


def test_short_articles_are_copies_where_they_are_the_same() -> None:
    short = "The lift is out of order."
    (voice,) = voices_of([make_article(name, short) for name in ("a.txt", "b.txt")])
    assert voice.articles == ("a.txt", "b.txt")
    assert voices_of([make_article("a.txt", short), make_article("b.txt", short, *REPORT)]) == ()


def test_the_original_is_whom_the_others_credit_else_the_earliest() -> None:
    agency = make_article("z.txt", *REPORT, source="Sud Presse", published="2026-03-03")
    prints = [
        make_article("a.txt", f"MILLAU (Sud Presse) - {REPORT[0]}", *REPORT[1:], published="2026-03-02"),
        make_article("b.txt", *REPORT[:4], source="Gazette", published="2026-03-03"),
    ]
    (voice,) = voices_of([*prints, agency])
    assert (voice.original, voice.likely_by) == ("z.txt", "credit")
    (voice,) = voices_of([prints[1], make_article("c.txt", *REPORT, published="2026-03-01")])
    assert (voice.original, voice.likely_by) == ("c.txt", "date")


def test_without_credit_and_date_the_nearest_to_all_then_the_longest_is_the_original() -> None:
    first_half = make_article("a.txt", *REPORT[:3])
    second_half = make_article("b.txt", *REPORT[2:])
    whole = make_article("c.txt", *REPORT)
    (voice,) = voices_of([first_half, second_half, whole])
    assert (voice.original, voice.likely_by) == ("c.txt", "wording")
    (voice,) = voices_of([first_half, whole])
    assert (voice.original, voice.likely_by) == ("c.txt", "length")


def test_who_puts_words_before_the_title_copied_it() -> None:
    def titled(name: str, title: str, *lines: str) -> Article:
        return make_article(name, title, *lines, kinds={0: "title"}, title=title, has_title=True)

    first = titled("b.txt", "Bridge shut at Millau", *REPORT)
    second = titled("a.txt", "UPDATE: Bridge shut at Millau", *REPORT, "It was opened in 2004.")
    (voice,) = voices_of([first, second])
    assert (voice.original, voice.likely_by) == ("b.txt", "title")


def test_what_a_copy_added_and_cut_is_told_in_sentences() -> None:
    original = make_article("a.txt", *REPORT)
    news = "Work on the piers begins in June."
    wrong = REPORT[2].replace("14,000", "41,000")
    copy = make_article("b.txt", REPORT[0], f"{REPORT[1]} {news}", wrong, REPORT[4])
    found = changed(original, copy)
    assert [one.text for one in found.added] == [news, wrong]
    assert [one.text for one in found.cut] == [REPORT[2], REPORT[3]]
    for article, sentences in ((copy, found.added), (original, found.cut)):
        assert all(article.text[one.start : one.end] == one.text for one in sentences)


LINES = st.lists(st.sampled_from(REPORT + OTHER), min_size=1, max_size=7, unique=True)


@given(st.lists(LINES, min_size=1, max_size=6), st.randoms(use_true_random=False))
def test_the_order_of_articles_does_not_matter(texts: list[list[str]], chance: random.Random) -> None:
    articles = [make_article(f"{number}.txt", *lines) for number, lines in enumerate(texts)]
    expected = voices_of(articles)
    chance.shuffle(articles)
    assert voices_of(articles) == expected
    held = [name for voice in expected for name in voice.articles]
    assert len(held) == len(set(held))


@given(LINES, LINES)
def test_copying_is_symmetric(one: list[str], other: list[str]) -> None:
    first, second = (all_shingles(make_article("a.txt", *lines)) for lines in (one, other))
    assert shared_wording(first, second) == shared_wording(second, first)
    assert shared_wording(first, first).is_copy
