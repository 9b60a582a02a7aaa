"""Synopses as Markdown, HTML and CSV: the table is there, and nothing of a text acts in it."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from exports import synopses_as
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from tiers import examples

from briefing.errors import UsageError
from briefing.export.export_formats import formats_for
from briefing.export.synopsis_product import passage_pieces
from briefing.model.article import Span
from briefing.model.excerpt import Citation
from briefing.model.topic_synopsis import Synopsis, SynopsisFigure, SynopsisPassage, SynopsisRow
from briefing.text.clean import clean

GAZETTE = Citation("a.md", "Toll vote", "Quay Gazette", None, "2026-03-02", None)
HERALD = Citation("b.md", "Toll dispute", "Harbour Herald", None, None, "https://herald.example/toll")
LONG = "The port spoke at length. " * 12


def passage(article: str, number: int, text: str, told: str = "", start: int = 10) -> SynopsisPassage:
    """A passage whose telling sentence is `told`."""
    at = start + (text.index(told) if told else 0)
    return SynopsisPassage(article, number, start, text, Span(at, at + len(told or text)))


def figure(one: SynopsisPassage, text: str, normal: str, *, differs: bool) -> SynopsisPassage:
    """The passage with a figure."""
    start = one.start + one.text.index(text)
    return replace(one, figures=(SynopsisFigure(start, start + len(text), text, "money", normal, differs),))


@pytest.fixture
def table() -> Synopsis:
    """Two rows of two sources, one of one."""
    mine = figure(passage("a.md", 1, "The toll rises to 4 euros."), "4 euros", "EUR 4", differs=True)
    told = "It is 5 euros now."
    theirs = passage("b.md", 3, f"{LONG}{told}", told)
    theirs = figure(theirs, "5 euros", "EUR 5", differs=True)
    same = replace(passage("b.md", 4, "The council voted."), same_as="a.md")
    rows = (
        SynopsisRow("toll · euros", ((mine,), (theirs,))),
        SynopsisRow("council", ((passage("a.md", 2, "The council voted."),), (same,))),
        SynopsisRow("shippers", ((), (passage("b.md", 5, "Shippers | pilots disagree."),))),
    )
    return Synopsis("harbour toll", (GAZETTE, HERALD), rows, left_out=1200)


def test_pieces_are_the_text_cut_at_its_figures() -> None:
    one = figure(passage("a", 0, "It costs 4 euros today. More later."), "4 euros", "EUR 4", differs=False)
    whole = list(passage_pieces(one, Span(one.start, one.end)))
    assert "".join(piece.text for piece in whole) == one.text
    assert [piece.text for piece in whole if piece.figure] == ["4 euros"]
    first = "".join(piece.text for piece in passage_pieces(one, Span(one.start, one.start + 23)))
    assert first == "It costs 4 euros today. …"


def test_markdown_is_a_table_with_footnotes_and_a_list(table: Synopsis) -> None:
    text = synopses_as("markdown", [table], title="Synopsis").decode()
    theirs = "… It is **5 euros** (≠ EUR 5) now."
    assert f"| **toll · euros** ≠ | The toll rises to **4 euros** (≠ EUR 4). | {theirs} |" in text
    assert "| **council** | The council voted. | The council voted. *(same text)* |" in text
    assert "- **shippers**: Shippers \\| pilots disagree. — Harbour Herald[^2]" in text
    assert "[^2]: *Toll dispute*. Harbour Herald. https://herald.example/toll." in text
    assert "1,200 less telling passages" in text
    html = MarkdownIt().enable("table").render(text)
    assert html.count("<tr>") == 3
    assert html.count("<th>") == 3


class Page(HTMLParser):
    """Elements, attributes and texts of a page."""

    def __init__(self, data: bytes) -> None:
        super().__init__()
        self.elements: list[str] = []
        self.attributes: set[str] = set()
        self.silent = 0
        self.words: list[str] = []
        self.feed(data.decode())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append(tag)
        self.attributes |= {name for name, _ in attrs}
        self.silent += ("class", "silent") in attrs

    def handle_data(self, data: str) -> None:
        self.words.append(data)


def test_html_has_a_row_for_each_row_and_shows_who_is_silent(table: Synopsis) -> None:
    quiet = SynopsisRow("pilots", (table.rows[0].cells[0], (), table.rows[0].cells[1]))
    third = Citation("c.md", "Tolls", None, None, None, None)
    wide = replace(table, columns=(GAZETTE, third, HERALD), rows=(quiet,))
    page = Page(synopses_as("html", [wide], title="Tolls"))
    assert page.elements.count("tr") == 2
    assert page.silent == 1
    text = " ".join("".join(page.words).split())
    assert "It is 5 euros (≠ EUR 5) now." in text
    assert "whole passage" in text
    assert " ".join(LONG.split()) in text


def test_csv_has_a_column_for_each_source(table: Synopsis) -> None:
    other = Synopsis("pilots", (HERALD,), (SynopsisRow("pilots", ((passage("b.md", 9, "=1+1"),),)),))
    rows = list(csv.reader(io.StringIO(synopses_as("csv", [table, other]).decode(), newline="")))
    assert rows[0] == ["topic", "row", "differs", "Quay Gazette, 2026-03-02 [a.md]", "Harbour Herald [b.md]"]
    assert rows[1][:3] == ["harbour toll", "toll · euros", "yes"]
    assert rows[1][4].endswith("It is 5 euros now.")
    assert rows[3][3] == ""
    assert rows[4] == ["pilots", "pilots", "", "", "'=1+1"]


def test_an_unknown_format_is_refused(table: Synopsis) -> None:
    for form in ("pdf", "jsonl"):
        with pytest.raises(UsageError, match=form):
            synopses_as(form, [table])


hostile = st.one_of(
    st.text(max_size=30),
    st.text(alphabet="<>&|`*[]_$=\n\\'\"!", max_size=30),
    st.sampled_from(
        ["</td></table><script>", "| a |\n| - |", '" onclick="x', "<!--", "=cmd|'x'!A0", "[x](y)"]
    ),
)


@settings(max_examples=examples(60), deadline=None)
@given(hostile, hostile, hostile, hostile)
def test_no_text_acts(label: str, said: str, source: str, topic: str) -> None:
    """Elements, attributes, rows and cells are ours, whatever the texts hold."""
    text = clean(said)
    row = SynopsisRow(label, ((passage("a", 0, text),), (passage("b", 0, text),)))
    one = Synopsis(
        topic,
        (Citation("a", source, source, None, None, source), Citation("b", "t", None, None, None, None)),
        (row, SynopsisRow(label, ((passage("a", 1, text),), ()))),
    )
    page = Page(synopses_as("html", [one], title=topic))
    assert set(page.elements) <= {
        "html", "head", "meta", "title", "style", "body", "h1", "h2", "h3", "table", "thead", "tbody", "tr",
        "td", "th", "p", "ul", "li", "b", "span", "a", "section", "ol", "cite", "details", "summary",
    }  # fmt: skip
    assert page.attributes <= {
        "lang", "charset", "http-equiv", "content", "name", "scope", "class", "href", "rel", "id",
    }  # fmt: skip
    assert page.elements.count("tr") == 2
    tokens = MarkdownIt().enable("table").parse(synopses_as("markdown", [one], title="x").decode())
    assert sum(token.type == "tr_open" for token in tokens) == 2
    assert sum(token.type in ("td_open", "th_open") for token in tokens) == 6
    inline = [child for token in tokens for child in token.children or ()]
    assert {child.content for child in inline if child.type == "html_inline"} <= {"<br>"}
    rows = list(csv.reader(io.StringIO(synopses_as("csv", [one]).decode(), newline="")))
    assert [len(cells) for cells in rows] == [5, 5, 5]
    assert not any(cell[:1] in ("=", "+", "-", "@") for cells in rows for cell in cells)


def test_every_format_gives_the_same_bytes_again(table: Synopsis) -> None:
    for form in formats_for("synopsis"):
        assert synopses_as(form.name, [table], "x") == synopses_as(form.name, [table], "x")
