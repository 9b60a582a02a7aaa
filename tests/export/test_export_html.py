"""HTML read back by a parser: only our elements, nothing loaded, nothing run, all text there."""

from __future__ import annotations

import base64
import hashlib
import re
from html.parser import HTMLParser

from exports import excerpts_as
from hypothesis import given, settings
from hypothesis import strategies as st
from tiers import examples

from briefing.model.excerpt import Citation, Excerpt
from briefing.text.clean import clean, clean_line
from briefing.text.quoted_lines import without_quote_signs

ELEMENTS = {"html", "head", "meta", "title", "style", "body", "h1", "h2", "figure", "blockquote",
            "figcaption", "p", "span", "a", "section", "ol", "li", "cite", "del", "ins"}  # fmt: skip
ATTRIBUTES = {"lang", "charset", "http-equiv", "content", "name", "class", "href", "rel", "id"}

hostile = st.one_of(
    st.text(alphabet="<>&\"'/=;#abx -!\n\0", max_size=40),
    st.text(max_size=40),
    st.sampled_from(
        ["</title><script>", "</style>", "<!--", "]]>", "<img src=x>", '" onclick="x', "&lt;", "javascript:x",
         "http://a/b?c=<d>", 'http://a"b', "https://ok.example/a?b=c&d", "HTTP://x y", "data:text/html,x"]
    ),
)  # fmt: skip


class Page(HTMLParser):
    """What stands in a page, by element."""

    def __init__(self, data: bytes) -> None:
        super().__init__()
        self.texts: dict[str, list[str]] = {}
        self.links: list[str] = []
        self.metas: list[dict[str, str | None]] = []
        self._open: list[str] = []
        self.feed(data.decode("utf-8"))
        self.close()
        assert self._open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in ELEMENTS
        assert {name for name, _ in attrs} <= ATTRIBUTES
        values = dict(attrs)
        if "href" in values:
            self.links.append(values["href"] or "")
        if tag == "meta":
            self.metas.append(values)
            return
        self._open.append(tag)
        self.texts.setdefault(tag, []).append("")

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self._open:
            self.texts[self._open[-1]][-1] += data

    def handle_comment(self, data: str) -> None:
        raise AssertionError(f"a comment: {data}")

    def unknown_decl(self, data: str) -> None:
        raise AssertionError(f"a declaration: {data}")


@settings(max_examples=examples(300), deadline=None)
@given(*[hostile] * 8)
def test_hostile_text_stays_text(
    text: str, title: str, heading: str, source: str, url: str, path: str, note: str, colour: str
) -> None:
    citation = Citation(path, heading, source, None, None, url)
    excerpt = Excerpt(citation, 0, 0, 1, text, note=note, tags=(note,), colour=colour, mark="m")
    page = Page(excerpts_as("html", [excerpt], title=title))
    assert page.texts["blockquote"] == [clean(without_quote_signs(text))]
    assert page.texts["title"] == page.texts["h1"] == [clean_line(title) or "Excerpts"]
    assert page.texts["cite"] == [clean_line(heading) or clean_line(path) or "untitled"]
    assert page.texts.get("span", []) == ([clean_line(note)] if clean_line(note) else [])
    assert clean(note).strip() in page.texts.get("p", [""])
    for link in page.links:
        assert link == "#source-1" or link == url.strip()
        assert re.match(r"#|https?://[^\s<>\"']+$", link, re.IGNORECASE)


def test_the_policy_allows_our_style_alone(excerpts: tuple[Excerpt, ...]) -> None:
    page = Page(excerpts_as("html", excerpts, title="x"))
    policy = next(
        meta["content"] for meta in page.metas if meta.get("http-equiv") == "Content-Security-Policy"
    )
    digest = base64.b64encode(hashlib.sha256(page.texts["style"][0].encode()).digest()).decode()
    assert policy == f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    assert "url(" not in page.texts["style"][0]
    assert "@import" not in page.texts["style"][0]
    assert "prefers-color-scheme: dark" in page.texts["style"][0]


def test_one_source_is_listed_once_and_cited_by_number(excerpts: tuple[Excerpt, ...]) -> None:
    page = Page(excerpts_as("html", excerpts))
    assert len(page.texts["li"]) == 2
    assert [link for link in page.links if link.startswith("#")] == ["#source-1"] * 7 + ["#source-2"]
    assert [link for link in page.links if not link.startswith("#")] == [
        "https://quay.example/tolls?year=2026&port=3"
    ]


def test_figures_show_sentence_value_and_kind(excerpts: tuple[Excerpt, ...]) -> None:
    page = Page(excerpts_as("html", excerpts[3:4]))
    assert page.texts["blockquote"] == [excerpts[3].context]
    assert page.texts["p"] == [" = EUR 1,200,000 (money)"]
    assert page.texts["span"] == ["€1.2 million"]
