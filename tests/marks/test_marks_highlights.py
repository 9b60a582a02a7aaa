"""Highlights of reading lists as marks: on their words, once, else as orphans."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from briefing.model.article import Article
from briefing.model.highlight import Highlight
from briefing.reading.article_builder import build_article
from briefing.reading.given_metadata import usable_metadata
from briefing.text.clean import clean
from briefing.userdata.marks.highlight_marks import marks_of
from briefing.userdata.marks.mark_ids import is_ours
from briefing.userdata.marks.mark_import import mark_from

NOW = "2026-03-07T09:00:00Z"
TEXT = "Harbour closed\n\nDockers kept the grain terminal closed, “for a\nweek”, they said. It rains.\n"
WORDS = 'Dockers kept the grain terminal closed, "for a week", they said.'


def article(
    name: str = "a.txt",
    text: str = TEXT,
    url: str = "https://news.example/harbour",
    title: str = "Harbour closed",
) -> Article:
    given = usable_metadata({"title": title, "url": url}, "record")
    return build_article(name, clean(text), given=given)


def taken(one: Highlight, *articles: Article) -> dict[str, Any]:
    (item,) = marks_of([one], articles, (), NOW).items
    return item


ON_PAGE = Highlight(WORDS, title="Another title", url="http://www.news.example/harbour/?from=list")
BY_TITLE = Highlight("It rains.", title="Harbour Closed!", note="check", tags=("port",), colour="blue")


@pytest.mark.parametrize("one", [ON_PAGE, BY_TITLE, Highlight(WORDS)])
def test_a_highlight_is_marked_on_its_words(one: Highlight) -> None:
    here = article()
    other = article("b.txt", "It rains there, too. It rains.", url="", title="Silos are full")
    item = taken(one, other, here)
    mark = mark_from(item, 1, NOW)
    assert here.text[mark.start : mark.end] == mark.text
    assert mark.text.split()[0] == one.text.split()[0]
    assert (mark.article, mark.fingerprint) == ("a.txt", here.fingerprint)
    assert (mark.note, mark.tags, mark.colour) == (one.note, one.tags, one.colour)
    assert is_ours(mark.id)


@pytest.mark.parametrize(
    ("one", "texts"),
    [
        (Highlight("Nobody said these words anywhere."), [TEXT]),
        (Highlight("It rains."), [TEXT]),
        (Highlight("It rains.", title="Harbour closed"), [TEXT + "\nIt rains."]),
        (Highlight(WORDS), [TEXT, TEXT + "\nAnd more."]),
        (Highlight("word " * 6000), ["word " * 6000]),
        (BY_TITLE, []),
    ],
)
def test_what_is_not_certain_is_an_orphan(one: Highlight, texts: list[str]) -> None:
    one = replace(one, text=clean(one.text).strip())
    articles = [article(f"{n}.txt", text, url="") for n, text in enumerate(texts)]
    mark = mark_from(taken(one, *articles), 1, NOW)
    assert (mark.fingerprint, mark.text, mark.title) == ("", one.text, one.title)


def test_a_text_that_lies_there_twice_is_one() -> None:
    assert taken(ON_PAGE, article("b.txt"), article("a.txt"))["article"] == "a.txt"


def test_a_highlight_comes_in_once_and_an_orphan_finds_its_place_later() -> None:
    orphan = mark_from(taken(BY_TITLE), 1, NOW)
    noted = replace(orphan, note="mine", tags=("own",))
    assert marks_of([BY_TITLE, BY_TITLE], (), [noted], NOW).items == []
    later = "2026-03-08T09:00:00Z"
    (item,) = marks_of([BY_TITLE], [article()], [noted], later).items
    found = mark_from(item, 1, later)
    assert (found.id, found.note, found.tags, found.modified) == (orphan.id, "mine", ("own",), later)
    assert (found.text, found.article) == ("It rains.", "a.txt")
    assert marks_of([BY_TITLE], [article()], [found], later).items == []


def test_why_there_is_no_place_is_told_apart() -> None:
    copy = article("b.txt", TEXT + "\nAnd more.")
    made = marks_of([ON_PAGE, BY_TITLE, BY_TITLE, Highlight("Nobody said so.")], [article(), copy], (), NOW)
    on_page, by_title, again, nobody = made.ids
    assert by_title == again
    assert made.several == {on_page, by_title}
    assert made.nowhere == {nobody}
    assert len(made.items) == 3
