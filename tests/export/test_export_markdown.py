"""Markdown read back by a CommonMark parser: the text returns, and nothing in it became markup."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from exports import excerpts_as
from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token
from tiers import examples

from briefing.model.excerpt import Citation, Excerpt
from briefing.text.clean import clean, clean_line
from briefing.text.quoted_lines import without_quote_signs
from briefing.text.quoted_lists import quoted
from briefing.text.word_difference import difference

PARSER = MarkdownIt("commonmark").enable(["table", "strikethrough"])
OURS = {"heading_open", "heading_close", "paragraph_open", "paragraph_close", "blockquote_open",
        "blockquote_close", "inline"}  # fmt: skip
OURS_INLINE = {"text", "softbreak", "em_open", "em_close", "strong_open", "strong_close", "s_open", "s_close"}

SIGNS = "\\`*_{}[]()#+-.!|~<>&;:=\"'$^@/?,\n\t 1a9é0www.http\u00a0\u2028\0\x1b"
PIECES = """[a](http://b) ![a](b) <b> <!-- &amp; &#65; ``` ~~~ ****** *** --- === 1. - + > # |a|b| |---|---|
[^1] [^1]: [x]: /y https://a.b/c_d_e www.a.b a@b.c ~~x~~ $x$ \\ `x` <http://a> _x_ a_b_c **x**
:- -: word""".split()
hostile = st.one_of(
    st.text(alphabet=SIGNS, max_size=40),
    st.text(max_size=40),
    st.lists(st.sampled_from([*PIECES, "\n", "\n\n", " ", "    ", "\t"]), max_size=10).map("".join),
)


def tokens(markdown: bytes) -> list[Token]:
    """The tokens of a document; fails where one of them is no part of our own layout."""
    found = PARSER.parse(markdown.decode("utf-8"))
    assert {token.type for token in found} <= OURS
    for token in found:
        assert {child.type for child in token.children or ()} <= OURS_INLINE
    return found


def plain(token: Token) -> str:
    children = token.children or []
    return "".join("\n" if child.type == "softbreak" else child.content for child in children)


def strong(found: list[Token]) -> list[str]:
    """The texts that are shown in strong type."""
    texts = []
    for token in found:
        children = token.children or []
        kinds = [child.type for child in children]
        if "strong_open" in kinds:
            inside = children[kinds.index("strong_open") + 1 : kinds.index("strong_close")]
            texts.append("".join(child.content for child in inside))
    return texts


def blocks(markdown: bytes) -> Iterator[tuple[str, str]]:
    """The text of each block with its kind: heading, quote or paragraph. A quote's parts are joined."""
    quote: list[str] | None = None
    kind = ""
    for token in tokens(markdown):
        if token.type == "blockquote_open":
            quote = []
        elif token.type == "blockquote_close":
            yield "quote", "\n\n".join(quote or [])
            quote = None
        elif token.type.endswith("_open"):
            kind = token.type.removesuffix("_open")
        elif token.type == "inline" and quote is not None:
            quote.append(plain(token))
        elif token.type == "inline":
            yield kind, plain(token)


def squeezed(text: str) -> str:
    return " ".join(clean(text).split())


@settings(max_examples=examples(500), deadline=None)
@given(*[hostile] * 8)
@example(text="|\n-:", title="", heading="", source="", url="", path="", note="|\r-:", tag="")
def test_hostile_text_comes_back_as_text(
    text: str, title: str, heading: str, source: str, url: str, path: str, note: str, tag: str
) -> None:
    citation = Citation(path, heading, source, None, None, url)
    excerpt = Excerpt(citation, 0, 0, len(text), text, note=note, tags=(tag,), mark="m")
    found = list(blocks(excerpts_as("markdown", [excerpt], title=title)))
    quotes = [squeezed(text) for kind, text in found if kind == "quote"]
    assert quotes == [squeezed(without_quote_signs(text))]
    if clean_line(title):
        assert ("heading", clean_line(title)) in found
    paragraphs = [squeezed(text) for kind, text in found if kind == "paragraph"]
    credit = clean_line(source) or clean_line(heading) or clean_line(path) or "untitled"
    assert f"— {credit}[^1]" in paragraphs
    assert (f"Note: {squeezed(note)} " in " ".join(paragraphs)) == bool(squeezed(note))
    assert (f"Tags: {quoted(clean_line(tag), ',')}" in paragraphs) == bool(clean_line(tag))
    told = f"[^1]: {clean_line(heading) or clean_line(path) or 'untitled'}"
    # Its own full stop or question mark ends it, too.
    assert paragraphs[-1].removeprefix(told).startswith((". ", " "))
    assert paragraphs[-1].startswith(told)


def test_what_the_document_is_called_stands_above_it_once() -> None:
    citation = Citation("p", "t", "s", None, None, None)
    excerpts = [Excerpt(citation, 0, 0, 1, "x", label=label) for label in ("grain", "oil")]
    headings = [
        text for kind, text in blocks(excerpts_as("markdown", excerpts, title="grain")) if kind == "heading"
    ]
    assert headings == ["grain", "oil"]


@settings(max_examples=examples(300), deadline=None)
@given(hostile, hostile, hostile, hostile)
def test_hostile_figures_come_back_as_text(text: str, sentence: str, normal: str, label: str) -> None:
    citation = Citation("p", "t", "s", None, None, None)
    context = f"x {sentence}"
    excerpt = Excerpt(citation, 0, 0, 1, text, context=context, label=label, normal=normal)
    data = excerpts_as("markdown", [excerpt])
    found = list(blocks(data))
    assert found[0] == ("quote", found[0][1])
    assert squeezed(found[0][1]) == squeezed(without_quote_signs(f"x {sentence}"))
    line = found[1][1]
    for part in (text, normal, label):
        assert squeezed(part) in squeezed(line)
    if squeezed(text):
        assert strong(tokens(data)) == [clean_line(text)]


@settings(max_examples=examples(300), deadline=None)
@given(hostile, hostile)
def test_hostile_words_that_changed_come_back_as_text(marked: str, now: str) -> None:
    excerpt = Excerpt(Citation("p", "t", "s", None, None, None), 0, 0, 1, marked, mark="m", now=f"x {now}")
    found = [
        squeezed(text) for kind, text in blocks(excerpts_as("markdown", [excerpt])) if kind == "paragraph"
    ]
    line = next(text for text in found if text.startswith("the source has changed since:"))
    shown = squeezed("".join(line.split()))
    for part in difference(marked, f"x {now}"):
        assert "".join(squeezed(part.text).split()) in shown


@settings(max_examples=examples(100), deadline=None)
@given(hostile)
def test_topic_labels_come_back_as_headings(label: str) -> None:
    excerpt = Excerpt(Citation("p", "t", "s", None, None, None), 0, 0, 1, "x", label=label)
    found = list(blocks(excerpts_as("markdown", [excerpt, excerpt])))
    expected = [("heading", clean_line(label))] if clean_line(label) else []
    assert [block for block in found if block[0] == "heading"] == expected


@pytest.mark.parametrize(
    "text",
    ["https://example.com/x", "HTTP://EXAMPLE.com", "www.example.com", "wWw.example.com", "//example.com", "ftp://example.com",
     "mailto:me@example.com", "me@example.com", "(https://example.com)"],
)  # fmt: skip
def test_no_address_in_a_quote_becomes_a_link_by_itself(text: str) -> None:
    linking = MarkdownIt("gfm-like")
    assert "link_open" in {c.type for t in linking.parse(text) for c in t.children or []}
    citation = Citation("a.md", text, text, None, None, "https://ok.example/a_b")
    data = excerpts_as(
        "markdown", [Excerpt(citation, 0, 0, 1, text, note=text, tags=(text,), mark="m")], title=text
    )
    links = [c for t in linking.parse(data.decode()) for c in t.children or [] if c.type == "link_open"]
    assert [link.attrs["href"] for link in links] == ["https://ok.example/a_b"]


def test_one_source_is_one_footnote(excerpts: tuple[Excerpt, ...]) -> None:
    paragraphs = [text for kind, text in blocks(excerpts_as("markdown", excerpts)) if kind == "paragraph"]
    notes = [text for text in paragraphs if text.startswith("[^")]
    assert len(notes) == 2
    assert notes[0] == (
        "[^1]: Harbour tolls rise again. The Quay Gazette, Ines Varga, 2026-03-02. "
        "https://quay.example/tolls?year=2026&port=3."
    )
    cited = [text for text in paragraphs if text.endswith("[^1]")]
    assert len(cited) == 7
    assert all("The Quay Gazette, Ines Varga, 2026-03-02[^1]" in text for text in cited)


@pytest.mark.parametrize(
    ("text", "markdown"),
    [
        (
            "It rose 1.5 per cent to $11.15 billion (US$ 3).",
            "It rose 1.5 per cent to $11.15 billion (US\\$ 3).",
        ),
        ("-0.4%", "-0.4%"),
        ("- item", "\\- item"),
        ("2026. A year", "2026\\. A year"),
        ("snake_case and _this_", "snake_case and \\_this\\_"),
        ("AT&T &copy;", "AT&T \\&copy;"),
        ("C# and F#", "C# and F\\#"),
    ],
)
def test_escapes_no_more_than_needed(text: str, markdown: str) -> None:
    excerpt = Excerpt(Citation("p", "t", None, None, None, None), 0, 0, 1, text)
    assert excerpts_as("markdown", [excerpt]).decode().split("\n")[0] == f"> {markdown}"


def test_figures_of_one_sentence_stand_below_it_once(excerpts: tuple[Excerpt, ...]) -> None:
    first = excerpts[3]
    again = replace(first, start=first.start + 20, end=first.start + 22, text="€1", normal="€1")
    elsewhere = replace(again, passage=first.passage + 1 if first.passage is not None else 9)
    made = excerpts_as("markdown", (first, again, elsewhere, elsewhere)).decode()
    assert made.count(f"> {first.context}") == 2
    assert made.count(" · **€1** = €1 (money) — ") == 2
    page = excerpts_as("html", (first, again, elsewhere)).decode()
    assert page.count("<blockquote") == 2
    # A mark on the same words is what somebody marked, and stays by itself.
    marked = replace(again, mark="01JNB8X2M4T6V8Y0A2C4E6G8J2", normal="")
    assert excerpts_as("markdown", (first, marked)).decode().count("> ") == 2
