"""Every kind of block in the readable formats, read back by parsers."""

from __future__ import annotations

from collections.abc import Iterator
from html.parser import HTMLParser
from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from tiers import examples

from briefing.export import html_writer, markdown_writer
from briefing.export.document import (
    BarPart,
    Block,
    BulletList,
    Captioned,
    Code,
    DayBlock,
    Deleted,
    DensityChart,
    Document,
    FigureInText,
    FigureValue,
    Footnote,
    Heading,
    Inline,
    Inserted,
    Link,
    ListItem,
    Note,
    Paragraph,
    PartLink,
    PlainBlock,
    Quote,
    Reference,
    Remark,
    Shortened,
    Table,
    TableRow,
    Tags,
    Text,
    WorkTitle,
)
from briefing.text.clean import clean, clean_line

GAZETTE = Reference("Quay Gazette", 1)


def markdown(*blocks: Block, title: str = "") -> str:
    return b"".join(markdown_writer.pieces(Document(title, "Sheet", iter(blocks)))).decode()


def html(*blocks: Block, title: str = "") -> str:
    """The body below the title."""
    page = b"".join(html_writer.pieces(Document(title, "Sheet", iter(blocks)))).decode()
    body = page.partition("</h1>\n")[2]
    assert body.endswith("</body>\n</html>\n")
    return body.removesuffix("</body>\n</html>\n")


BLOCKS: list[tuple[Block, str, str]] = [
    (Heading("1. Tolls <b>"), "## 1\\. Tolls \\<b>\n", "<h2>1. Tolls &lt;b&gt;</h2>\n"),
    (Heading("Alone", 3), "### Alone\n", "<h3>Alone</h3>\n"),
    (Heading("One side", 2, "one-side"), "## One side\n", '<h2 id="one-side">One side</h2>\n'),
    (
        Paragraph((PartLink("One <side>", "one-side"),)),
        "[One \\<side>](#one-side)\n",
        '<p><a href="#one-side">One &lt;side&gt;</a></p>\n',
    ),
    (
        Paragraph((Text("It costs "), FigureInText("4 euros"), Text(" & more."))),
        "It costs **4 euros** & more.\n",
        '<p>It costs <span class="figure">4 euros</span> &amp; more.</p>\n',
    ),
    (
        Paragraph((FigureInText("4 euros", "EUR 4", differs=True), Text(" "), Remark("(same text)"))),
        "**4 euros** (≠ EUR 4) *(same text)*\n",
        '<p><span class="differs">4 euros</span> <span class="normal">(≠ EUR 4)</span> '
        "<span class='same'>(same text)</span></p>\n",
    ),
    (
        Paragraph((Text("It "), Deleted("costs ~4"), Text(" "), Inserted("cost <5>"), Text(" euros."))),
        "It ~~costs \\~4~~ **cost \\<5>** euros.\n",
        "<p>It <del>costs ~4</del> <ins>cost &lt;5&gt;</ins> euros.</p>\n",
    ),
    (
        Paragraph((Shortened((Text("Half …"),), (Text("Half of it all."),)),)),
        "Half …\n",
        "<p>Half …<details><summary>whole passage</summary>Half of it all.</details></p>\n",
    ),
    (Quote("One\n\n- two"), "> One\n>\n> \\- two\n", "<blockquote>One\n\n- two</blockquote>\n"),
    (
        Code("a  b\n```\n</code>", "python"),
        "````python\na  b\n```\n</code>\n````\n",
        "<pre><code>a  b\n```\n&lt;/code&gt;</code></pre>\n",
    ),
    (Code("x", "evil `lang`"), "```\nx\n```\n", "<pre><code>x</code></pre>\n"),
    (Note("Ask.\n# them"), "Note: Ask.\n\\# them\n", "<p>Ask.\n# them</p>\n"),
    (
        Tags(("a", "<b>")),
        "Tags: a, \\<b>\n",
        '<p><span class="tag">a</span><span class="tag">&lt;b&gt;</span></p>\n',
    ),
    (
        Captioned(
            (Quote("It costs 4 euros."),), GAZETTE,
            (FigureValue("4 euros", "EUR 4"),), (Tags(("t",)),), "green",
        ),
        "> It costs 4 euros.\n\n**4 euros** = EUR 4 — Quay Gazette[^1]\n\nTags: t\n",
        '<figure class="green">\n<blockquote>It costs 4 euros.</blockquote>\n<figcaption>\n'
        '<a href="#source-1">[1]</a> Quay Gazette\n<p><span class="value">4 euros</span> = EUR 4</p>\n'
        '<p><span class="tag">t</span></p>\n</figcaption>\n</figure>\n',
    ),
    (
        Table(
            ((GAZETTE,), (Text("all"),)),
            ([TableRow("tolls", (((Text("one"),), (Text("two"),)), ()), differs=True)]),
        ),
        "|  | Quay Gazette[^1] | all |\n| --- | --- | --- |\n| **tolls** ≠ | one <br> two | — |\n",
        '<table>\n<thead><tr><td></td><th scope="col">Quay Gazette <a href="#source-1">[1]</a></th>'
        '<th scope="col">all</th></tr></thead>\n<tbody>\n<tr><th scope="row">tolls '
        '<span class="differs">≠</span></th><td><p>one</p><p>two</p></td><td class="silent"></td></tr>\n'
        "</tbody>\n</table>\n",
    ),
    (
        BulletList([ListItem("tolls", (Text("They rose."),), GAZETTE), ListItem("", (Text("A."),), GAZETTE)]),
        "- **tolls**: They rose. — Quay Gazette[^1]\n- A. — Quay Gazette[^1]\n",
        "<ul>\n<li><b>tolls</b>: They rose. <span class='same'>Quay Gazette "
        '<a href="#source-1">[1]</a></span></li>\n'
        "<li>A. <span class='same'>Quay Gazette "
        '<a href="#source-1">[1]</a></span></li>\n</ul>\n',
    ),
    (
        DensityChart((0, 4, 1), "2026-03-01", "2026-03-03"),
        "```\n2026-03-01 ·█▂ 2026-03-03\n```\n",
        '<figure class="density">\n<svg viewBox="0 0 3 100" preserveAspectRatio="none" role="img" '
        'aria-label="how much is told over time"><rect x="1" y="0" width="0.8" height="100"/>'
        '<rect x="2" y="75" width="0.8" height="25"/></svg>\n<figcaption><span>2026-03-01</span>'
        "<span>2026-03-03</span></figcaption>\n</figure>\n",
    ),
    (
        DayBlock(
            "2026-03-01",
            "<storm>",
            (BarPart(1, 0.5), BarPart(7, 0.2)),
            "1 voice",
            [ListItem("", (Text("It came."),), GAZETTE)],
        ),
        "### 2026-03-01: \\<storm> (1 voice)\n\n- It came. — Quay Gazette[^1]\n",
        '<section class="day">\n<h3><time>2026-03-01</time>&lt;storm&gt;</h3>\n<svg viewBox="0 0 1000 1" '
        'preserveAspectRatio="none" aria-hidden="true"><rect class="hue-0" x="0" width="500" height="1"/>'
        '<rect class="hue-1" x="500" width="200" height="1"/></svg>\n'
        "<details><summary>1 voice</summary>\n<ul>\n<li>It came. <span class='same'>Quay Gazette "
        '<a href="#source-1">[1]</a></span></li>\n</ul>\n</details>\n</section>\n',
    ),
    (
        Footnote(1, (WorkTitle("Tolls"), Text(". "), Link("https://a.example/x_y", web=True))),
        "[^1]: *Tolls*. https://a.example/x_y.\n",
        '<section class="sources">\n<h2>Sources</h2>\n<ol>\n<li id="source-1"><cite>Tolls</cite>. '
        '<a href="https://a.example/x_y" rel="noopener noreferrer">https://a.example/x_y</a></li>\n'
        "</ol>\n</section>\n",
    ),
    (
        Footnote(1, (WorkTitle("Tolls"), Text(". "), Link("javascript:x", web=False))),
        "[^1]: *Tolls*. javascript:x.\n",
        '<section class="sources">\n<h2>Sources</h2>\n<ol>\n<li id="source-1"><cite>Tolls</cite>. '
        "javascript:x</li>\n</ol>\n</section>\n",
    ),
]  # fmt: skip


@pytest.mark.parametrize(
    ("block", "as_markdown", "as_html"), BLOCKS, ids=[type(block).__name__ for block, _, _ in BLOCKS]
)
def test_each_block_in_each_readable_format(block: Block, as_markdown: str, as_html: str) -> None:
    assert markdown(block) == as_markdown
    assert html(block) == as_html


def test_every_kind_of_block_and_run_is_above() -> None:
    """So that a kind without a look of its own in a format is noticed."""
    kinds = {type(block) for block, _, _ in BLOCKS}
    assert kinds == set(get_args(PlainBlock)) | {Captioned}
    shown = repr([block for block, _, _ in BLOCKS])
    assert [kind.__name__ for kind in get_args(Inline) if f"{kind.__name__}(" not in shown] == []


def test_blocks_stand_apart_and_a_title_comes_first() -> None:
    found = markdown(Heading(" "), Paragraph((Text("a"),)), Heading(""), Quote("b"), title="T *x*")
    assert found == "# T \\*x\\*\n\na\n\n> b\n"
    assert markdown() == ""


def test_a_page_without_a_title_is_called_what_it_is() -> None:
    def head(title: str) -> str:
        return b"".join(html_writer.pieces(Document(title, "Sheet", ()))).decode().partition("<body>")[2]

    assert head("") == "\n<h1>Sheet</h1>\n</body>\n</html>\n"
    assert head("<T>") == "\n<h1>&lt;T&gt;</h1>\n</body>\n</html>\n"


def test_rows_and_items_leave_as_they_come() -> None:
    """A table may be longer than what can be held."""
    taken: list[int] = []

    def rows() -> Iterator[TableRow]:
        for number in range(3):
            taken.append(number)
            yield TableRow(f"row {number}", (((Text("said"),),),))

    def items() -> Iterator[ListItem]:
        for number in range(3):
            taken.append(number)
            yield ListItem(f"row {number}", (Text("said"),), GAZETTE)

    for pieces in (markdown_writer.pieces, html_writer.pieces):
        for block in (Table(((GAZETTE,),), rows()), BulletList(items())):
            taken.clear()
            seen = [(piece, taken[-1]) for piece in pieces(Document("", "", [block])) if b"row" in piece]
            told = [last for piece, last in seen if f"row {last}" in piece.decode()]
            assert told == [0, 1, 2]


class Texts(HTMLParser):
    """Elements of a page, and its text inside one of them."""

    def __init__(self, page: str, inside: str) -> None:
        super().__init__()
        self.elements: list[str] = []
        self.text = ""
        self._inside, self._open = inside, False
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append(tag)
        self._open |= tag == self._inside

    def handle_endtag(self, tag: str) -> None:
        self._open &= tag != self._inside

    def handle_data(self, data: str) -> None:
        self.text += data if self._open else ""


hostile = st.one_of(
    st.text(max_size=30),
    st.text(alphabet="`~<>&|*_\n\\ \t'\"x", max_size=40),
    st.sampled_from(["```\n# x", "</code></pre><script>", "~~~", "````\n```", "&lt;"]),
)


@settings(max_examples=examples(300), deadline=None)
@given(hostile, hostile)
def test_code_comes_back_as_it_is(text: str, language: str) -> None:
    tokens = MarkdownIt().parse(markdown(Code(text, language), Paragraph((Text("after"),))))
    assert [token.type for token in tokens] == [
        "fence", "paragraph_open", "inline", "paragraph_close",
    ]  # fmt: skip
    assert tokens[0].content == f"{clean(text)}\n"
    page = Texts(html(Code(text, language)), "code")
    assert page.elements == ["pre", "code"]
    assert page.text == clean(text)


@settings(max_examples=examples(300), deadline=None)
@given(hostile, hostile, hostile)
def test_runs_of_text_act_in_no_format(text: str, normal: str, label: str) -> None:
    """What stands in a line comes back as the text it is, in whichever run."""
    runs = (
        Text("x "), Text(text), FigureInText(text, normal, differs=True), Text(" "), Remark("r"),
        Text(" "), FigureValue("1", normal), Text(" "), Link(label, web=False), Text(" x"),
    )  # fmt: skip
    for block in (
        Paragraph(runs),
        Table(((Text(label),),), [TableRow(label, ((runs,),))]),
        BulletList([ListItem(label, runs, GAZETTE)]),
    ):
        tokens = MarkdownIt().enable("table").parse(markdown(block))
        inline = [child for token in tokens for child in token.children or ()]
        assert {child.type for child in inline} <= {
            "text", "text_special", "strong_open", "strong_close", "em_open", "em_close",
        }  # fmt: skip
        said = "".join(child.content for child in inline)
        assert clean_line(text) in said
        page = Texts(f"<main>{html(block)}</main>", "main")
        assert set(page.elements) <= {
            "main", "p", "span", "table", "thead", "tbody", "tr", "td", "th", "ul", "li", "b", "a",
        }  # fmt: skip
        assert clean(text) in page.text
