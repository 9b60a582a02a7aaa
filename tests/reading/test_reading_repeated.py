"""Passages that stand word for word in many articles: which are found, which are furniture, what follows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from repeated_news import ADDRESS, HEAD, NOTICE, QUOTE, STATEMENT, article
from tiers import examples

from briefing.errors import LibraryError
from briefing.jobs.stepping import finish
from briefing.model.annotation import Annotation
from briefing.model.article import Article
from briefing.model.repeated_text import RepeatedText
from briefing.reading import repeated_analysis
from briefing.reading.article_builder import build_article
from briefing.reading.corpus_boilerplate import (
    CorpusBoilerplate,
    article_as_read,
    reasons,
    with_boilerplate,
)
from briefing.reading.extracted_article import ExtractedArticle, ExtractedBlock, article_of
from briefing.reading.formats.format_reader import ReadContext
from briefing.reading.passage_keys import front_key, keys_of, normal_form, passage_key, tail_key
from briefing.reading.repeated_analysis import ANALYSIS, RepeatedTexts, update
from briefing.text.clean import clean


def made(texts: Sequence[str]) -> dict[int, Article]:
    return {n: build_article(f"{n}.txt", clean(text)) for n, text in enumerate(texts)}


class View:
    """Articles by number, as an analysis looks at them."""

    def __init__(self, articles: dict[int, Article]) -> None:
        self.articles = articles
        self.looked_at: list[int] = []

    def numbers(self) -> list[int]:
        return list(self.articles)

    def article(self, number: int, /) -> Article:
        self.looked_at.append(number)
        return self.articles[number]

    def annotations(self, number: int, analysis: str, /) -> Sequence[Annotation]:
        raise NotImplementedError

    def input(self, name: str, /) -> object:
        raise NotImplementedError


def repeated(articles: dict[int, Article]) -> RepeatedTexts:
    return finish(update(View(articles), None, ()))


def verdicts(found: RepeatedTexts) -> dict[str, tuple[int, bool]]:
    return {one.text: (one.articles, one.boilerplate) for one in found.texts}


def decided(articles: dict[int, Article]) -> dict[int, Article]:
    boilerplate = CorpusBoilerplate.of(repeated(articles).texts)
    return {number: with_boilerplate(one, boilerplate) for number, one in articles.items()}


def kinds(one: Article) -> list[tuple[str, str]]:
    return [(passage.kind, one.passage_text(passage.number)) for passage in one.passages]


# -- what is repeated --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("holding", "total", "found"), [(4, 5, False), (5, 5, True), (5, 250, True), (5, 251, False)]
)
def test_a_text_is_repeated_in_five_articles_and_two_of_a_hundred(
    holding: int, total: int, found: bool
) -> None:
    texts = [article(n, below=NOTICE if n < holding else "") for n in range(total)]
    assert verdicts(repeated(made(texts))) == ({NOTICE: (holding, True)} if found else {})


def test_a_text_counts_once_in_an_article_whatever_its_case_and_punctuation() -> None:
    loud = f"{NOTICE.upper().rstrip('.')}!"
    texts = [article(n, above=NOTICE, below=loud) for n in range(3)] + [article(n) for n in range(3, 6)]
    assert repeated(made(texts)).texts == ()
    (text,) = repeated(made([article(n, below=(NOTICE, loud)[n % 2]) for n in range(6)])).texts
    assert (text.articles, text.boilerplate) == (6, True)
    assert text.reason == "stands in 6 articles"


# -- which of it is furniture ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "place", "furniture"),
    [
        (NOTICE, "below", True),
        (NOTICE, "within", True),
        (ADDRESS, "below", True),
        (ADDRESS, "within", False),
        (STATEMENT, "within", False),
        (STATEMENT, "below", False),
        (QUOTE, "within", False),
        (QUOTE, "below", False),
        (HEAD, "above", True),
        (HEAD, "below", True),
        (HEAD, "within", False),
        ("FULL TEXT", "within", True),
        ("KAYE: All right.", "below", False),
        ("The agreement, reached on 4 May, was welcomed by 40 governments.", "below", False),
        ("Voters in Tamland go to the polls on June 12, 2026.", "above", False),
        ("On Sunday, 7 June 2026 the ferries of Lom stood still.", "below", False),
        ("Last updated on 4 May 2026.", "above", True),
        ("Tell us by 4 May what you think of the pages.", "below", True),
    ],
)
def test_furniture_is_told_by_what_it_speaks_of_and_where_it_stands(
    text: str, place: str, furniture: bool
) -> None:
    texts = [article(n, **{place: text}) for n in range(10)] + [article(n) for n in range(10, 14)]
    (found,) = [one for one in repeated(made(texts)).texts if one.text == text]
    assert found.boilerplate == furniture


BOX = "Silos in the hinterland fill up as the harbour stays shut"
WEATHER = "Umbrellas are sold out in the shops of Selby after a week of rain."


def pages(text: str, holding: int, total: int, *, site: str = "courier.example") -> dict[int, Article]:
    """Articles of a site, with a text amid some of them, among twice as many without an address."""
    there = made([article(n, within=text if n < holding else "") for n in range(total)])
    saved = {n: replace(one, url=f"https://www.{site}/{n}") for n, one in there.items()}
    return saved | {n + total: one for n, one in made([article(n + total) for n in range(2 * total)]).items()}


@pytest.mark.parametrize(
    ("text", "holding", "total", "furniture"),
    [
        (BOX, 5, 10, True),
        (BOX, 4, 10, False),
        (BOX, 5, 50, True),
        (BOX, 5, 60, False),
        ("Read more", 6, 10, True),
        (WEATHER, 6, 10, True),
        (STATEMENT, 6, 10, False),
        (QUOTE, 6, 10, False),
        ("Year\tTonnes", 6, 10, False),
    ],
)
def test_lines_in_many_pages_of_one_site_are_furniture_of_it(
    text: str, holding: int, total: int, furniture: bool
) -> None:
    found = verdicts(repeated(pages(text, holding, total)))
    assert found.get(text, (0, False))[1] is furniture


@pytest.mark.parametrize(("holding", "furniture"), [(5, True), (2, False)])
def test_a_line_is_furniture_of_every_site_in_many_pages_of_which_it_stands(
    holding: int, furniture: bool
) -> None:
    of_another = pages(BOX, holding, 10, site="post.example")
    both = pages(BOX, 5, 10) | {n + 100: one for n, one in of_another.items()}
    assert verdicts(repeated(both)) == {BOX: (5 + holding, furniture)}
    without = {n: replace(one, url=None) for n, one in both.items()}
    assert verdicts(repeated(without)) == {BOX: (5 + holding, False)}


def test_few_articles_do_not_prove_that_a_text_is_about_something_else() -> None:
    assert verdicts(repeated(made([article(n, above=HEAD) for n in range(7)])))[HEAD] == (7, False)


def test_texts_that_always_stand_beside_each_other_are_decided_together() -> None:
    beside = "The next prize is drawn in autumn.\n\nWho sails the fastest dinghy?"
    texts = [article(n, below=f"{NOTICE}\n\n{beside}") for n in range(6)]
    assert all(one.boilerplate for one in repeated(made(texts)).texts)
    alone = [article(n, below=beside) for n in range(6)]
    assert not any(one.boilerplate for one in repeated(made(alone)).texts)


def test_paragraphs_of_an_agency_are_statements_of_all_that_print_them() -> None:
    report = article(77)
    texts = [f"{article(n).split('.')[0]}.\n\n{report}" for n in range(6)]
    found = repeated(made(texts)).texts
    assert len(found) == len(report.strip().split("\n\n"))
    assert not any(one.boilerplate for one in found)


# -- what follows for an article ---------------------------------------------------------------------


def test_furniture_is_boilerplate_and_what_counts_stays() -> None:
    texts = [article(n, within=STATEMENT, below=NOTICE) for n in range(5)]
    articles = made(texts)
    for number, one in decided(articles).items():
        assert kinds(one)[-1] == ("boilerplate", NOTICE)
        assert ("paragraph", STATEMENT) in kinds(one)
        assert one.counted() == articles[number].counted() - 1
        assert article_as_read(one) == articles[number]
        assert reasons(one, repeated(articles).texts) == {len(one.passages) - 1: "stands in 5 articles"}


def test_the_title_is_looked_for_behind_the_furniture() -> None:
    titled = [f"{HEAD}\n\nFerry number {n} runs aground near the pier\n\n{article(n)}" for n in range(10)]
    for number, one in decided(made(titled)).items():
        assert (one.title, one.has_title) == (f"Ferry number {number} runs aground near the pier", True)
        assert [kind for kind, _ in kinds(one)][:2] == ["boilerplate", "title"]
    bare = made([article(n, above=HEAD) for n in range(10)])
    for number, one in decided(bare).items():
        assert bare[number].title.startswith("Lighthouse keepers")
        assert one.title.startswith("The ")
        assert not one.has_title


def test_a_title_that_is_furniture_itself_makes_room() -> None:
    texts = [f"Cheap bowling shoes\n\nPort {n} gets a second crane\n\n{article(n)}" for n in range(10)]
    for number, one in decided(made(texts)).items():
        assert one.as_read is not None
        assert one.as_read.title == "Cheap bowling shoes"
        assert one.title == f"Port {number} gets a second crane"


def test_furniture_glued_to_the_end_of_a_passage_is_cut_off() -> None:
    texts = [article(n, below=NOTICE) for n in range(5)] + [article(5, glued=NOTICE)]
    one = decided(made(texts))[5]
    last, cut = one.passages[-2:]
    assert (last.kind, cut.kind) == ("paragraph", "boilerplate")
    assert one.passage_text(cut.number) == NOTICE
    assert one.passage_text(last.number).endswith("on Monday.")
    assert [passage.number for passage in one.passages] == list(range(len(one.passages)))
    assert reasons(one, repeated(made(texts)).texts) == {cut.number: "stands in 5 articles"}


def test_several_texts_are_cut_off_one_passage_and_a_sentence_that_goes_on_is_not() -> None:
    back = "We will be right back with more of the news."
    other = "All times on this site are those of London."
    texts = [article(n, below=f"{NOTICE}\n\n{other}\n\n{back}") for n in range(5)]
    texts += [
        article(5, glued=f"({NOTICE} {other}"),
        article(6, glued=f"He said {back[0].lower()}{back[1:]}"),
    ]
    all_of_them = decided(made(texts))
    assert [text for _, text in kinds(all_of_them[5])[-2:]] == [f"({NOTICE}", other]
    assert all_of_them[6].as_read is None


@pytest.mark.parametrize(
    "text",
    [
        "(optional, never shown to others) Post your comment below and sign in first.",
        "(your name will not be printed) Please follow us for more of this site.",
        "[opens in a new window] Subscribe to our newsletter and read it each morning.",
        "(max. 500 characters) Comments are moderated before they are displayed here.",
        "{required field} By signing up you accept the terms of service of this site.",
    ],
)
def test_furniture_that_opens_with_a_bracket_is_cut_off_whatever_stands_before_it(text: str) -> None:
    texts = [article(n, below=text) for n in range(5)]
    texts += [
        article(5, glued=f"Ada wrote on 3 May {text}"),
        article(6, glued=f"Ada wrote on 3 May | {text}"),
    ]
    every = decided(made(texts))
    for one, cut in ((every[5], text), (every[6], f"| {text}")):
        assert kinds(one)[-1] == ("boilerplate", cut)
        assert one.passage_text(one.passages[-2].number).endswith("Ada wrote on 3 May")


def test_furniture_glued_to_the_front_of_a_passage_is_cut_off() -> None:
    """With or without a stop of its own, unless a sentence goes on behind the same words."""
    label = "NEWS OF THE HARBOUR QUARTER"
    above = f"{NOTICE}\n\n{label}"
    own = "The ferry ran again on Friday."
    texts = [article(n, above=above) for n in range(9)]
    texts += [
        article(9, above=f"{NOTICE} “{own}”"),
        article(10, above=f"{label} {own}"),
        article(11, above=f"{label} {NOTICE} {own}"),
        article(12, above=f"{label} stands above the door of the tower."),
    ]
    all_of_them = decided(made(texts))
    heads = [kinds(all_of_them[number])[:3] for number in range(9, 13)]
    assert [[text for kind, text in head if kind == "boilerplate"] for head in heads] == [
        [NOTICE], [label], [label, NOTICE], [],
    ]  # fmt: skip
    assert [head[n][1] for head, n in zip(heads[:3], (1, 1, 2), strict=True)] == [f"“{own}”", own, own]


@pytest.mark.parametrize(
    ("extractor", "kept"),
    [("docx/1", ["heading", "paragraph", "heading", "footnote"]), ("html/1", ["paragraph"])],
)
def test_what_the_author_of_a_document_has_set_as_a_heading_or_a_note_stays_one(
    extractor: str, kept: list[str]
) -> None:
    blocks = (
        ExtractedBlock("heading", "Summary", 1),
        ExtractedBlock("paragraph", "The toll rises by 4.5 percent to $2.4 million a year."),
        ExtractedBlock("heading", "Outlook", 1),
        ExtractedBlock("footnote", "[1] Counted twice."),
    )
    one = article_of(ExtractedArticle(blocks, title="Toll", extractor=extractor), ReadContext("a"))
    texts = [
        RepeatedText(passage_key(normal_form(text)), text, 9, boilerplate=True)
        for text in ("Summary", "Outlook", "[1] Counted twice.")
    ]
    found = with_boilerplate(one, CorpusBoilerplate.of(texts))
    assert [kind for kind, _ in kinds(found) if kind != "boilerplate"] == kept


words = st.lists(st.sampled_from("a b C. D! é 1".split()), max_size=12).map(" ".join)


@given(st.lists(words, min_size=1, max_size=8), st.lists(words.filter(bool), max_size=4))
def test_whatever_is_decided_nothing_of_the_text_is_lost(blocks: list[str], furniture: list[str]) -> None:
    one = build_article("a.txt", clean("\n\n".join(blocks)))
    texts = [
        RepeatedText(passage_key(normal_form(text)), text, 9, boilerplate=True)
        for text in furniture
        if normal_form(text)
    ]
    found = with_boilerplate(one, CorpusBoilerplate.of(texts))
    assert article_as_read(found) == one
    assert with_boilerplate(found, CorpusBoilerplate.of(texts)) == found
    assert with_boilerplate(found, CorpusBoilerplate.of(())) == one
    ends = [(passage.start, passage.end) for passage in found.passages]
    assert ends == sorted(ends)
    covered = "".join(one.text[start:end] for start, end in ends)
    assert "".join(covered.split()) == "".join(
        "".join(one.text[passage.start : passage.end] for passage in one.passages).split()
    )


# -- keys, and what is kept --------------------------------------------------------------------------


def test_keys_are_of_the_words_alone() -> None:
    assert normal_form("“All  Rights\nreserved.”") == "all rights reserved"
    assert passage_key("") == 0
    assert tail_key("three words only") is front_key("three words only") is None
    assert front_key("as many words as these") == front_key("as many words as those")
    assert front_key("as many words as") != tail_key("as many words as")
    assert tail_key("as many words as these") == tail_key("many words as these")
    one = build_article("a.txt", clean("Same words.\n\nSAME WORDS\n\n* * *\n"))
    assert list(keys_of(one)) == [passage_key("same words")]


POOL = made(
    [
        article(
            n,
            above=HEAD if n % 3 else "",
            within=STATEMENT if n % 2 else "",
            below=NOTICE if n % 4 else "",
        )
        for n in range(16)
    ]
)


@settings(max_examples=examples(15), deadline=None)
@given(st.lists(st.lists(st.integers(0, 15), min_size=1, max_size=12, unique=True), min_size=1, max_size=8))
def test_coming_and_going_in_any_order_gives_the_same_as_all_at_once(steps: list[list[int]]) -> None:
    there: dict[int, Article] = {}
    found: RepeatedTexts | None = None
    for numbers in steps:
        for number in numbers:
            if there.pop(number, None) is None:
                there[number] = POOL[number]
        found = finish(update(View(there), found, numbers))
    assert found is not None
    fresh = repeated(dict(sorted(there.items())))
    assert found.texts == fresh.texts
    assert found.looked_at == fresh.looked_at


def test_what_has_not_changed_is_not_read_again() -> None:
    articles = made([article(n, below=NOTICE) for n in range(20)])
    before = repeated(articles)
    articles[20] = build_article("20.txt", clean(article(20)))
    view = View(articles)
    after = finish(update(view, before, [20]))
    assert set(view.looked_at) == {20}
    assert after.texts == before.texts


def test_however_few_articles_are_held_the_same_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    articles = made([article(n, within=STATEMENT, below=NOTICE) for n in range(30)])
    many = View(articles)
    wanted = finish(update(many, None, ()))
    assert wanted.texts
    monkeypatch.setattr(repeated_analysis, "HOSTS_HELD", 1)
    few = View(articles)
    assert finish(update(few, None, ())) == wanted
    # Those that were let go of are read again.
    assert len(few.looked_at) > len(many.looked_at)


def test_what_is_found_is_packed_whole_and_damage_is_told() -> None:
    found = repeated(made([article(n, within=STATEMENT, below=NOTICE) for n in range(6)]))
    packed = ANALYSIS.pack(found)
    assert ANALYSIS.unpack(packed) == found
    moved = ANALYSIS.renumbered(found, {n: n + 100 for n in range(6)})
    assert list(moved.articles) == [100, 101, 102, 103, 104, 105]
    assert moved.texts == found.texts
    assert list(ANALYSIS.passages(found)) == []
    for damaged in (packed[:-9], b"", packed[:20] + b"x" + packed[21:]):
        with pytest.raises(LibraryError):
            ANALYSIS.unpack(damaged)
