"""Clean markup: every element is what it says."""

from __future__ import annotations

import pytest
from epub_files import markup

from briefing.reading.formats.markup_blocks import read_markup


def blocks(body: str) -> list[tuple[str, int, str]]:
    found = read_markup((markup(body).encode(),))
    return [(one.kind, one.level, one.text.strip()) for one in found.finish()]


def texts(body: str) -> list[str]:
    return [text for _, _, text in blocks(body)]


@pytest.mark.parametrize(
    ("element", "kind", "level"),
    [
        ("<p>It</p>", "paragraph", 0),
        ("<div>It</div>", "paragraph", 0),
        ("<h3>It</h3>", "heading", 3),
        ("<ul><li>It</li></ul>", "list item", 1),
        ("<ol><li><p>It</p></li></ol>", "list item", 1),
        ("<ul><li><ul><li>It</li></ul></li></ul>", "list item", 2),
        ("<blockquote><p>It</p></blockquote>", "quote", 0),
        ("<figure><img src='a.png'/><figcaption>It</figcaption></figure>", "caption", 0),
        ("<pre>It</pre>", "code", 0),
        ("<table><tr><td>It</td><td/></tr></table>", "row", 0),
        ("<aside epub:type='footnote'><p>It</p></aside>", "footnote", 0),
        ("<section epub:type='toc'><p>It</p></section>", "boilerplate", 0),
        ("<p class='author'>It</p>", "boilerplate", 0),
    ],
)
def test_an_element_says_what_its_text_is(element: str, kind: str, level: int) -> None:
    assert [one[:2] for one in blocks(element)] == [(kind, level)]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<p>One\n  and   <b>two</b>.<br/>Three</p>", ["One and two.\nThree"]),
        ("One<p>two</p>three", ["One", "two", "three"]),
        ("<p>a&nbsp;b&eacute;&#8364;&amp;&bogus;</p>", ["a\u00a0bé€&&bogus;"]),
        (
            "<p>10<sup>3</sup> of m<sup>2</sup> on the 4<sup>th</sup>, CO<sub>2</sub></p>",
            ["10³ of m² on the 4th, CO2"],
        ),
        ("<p>So<sup><a href='#n1'>1</a></sup> and<a href='#n2'><sup>[2]</sup></a></p>", ["So[1] and[2]"]),
        ("<p>So<a epub:type='noteref' href='n.xhtml#x'>3</a></p>", ["So[3]"]),
        ("<p>See <a href='#x'>below</a></p>", ["See below"]),
        ("<p>Seen<script>x</script><span hidden=''>y</span><i style='display: none'>z</i></p>", ["Seen"]),
        (
            "<nav><p>Contents</p></nav><p>Text</p><svg xmlns='http://www.w3.org/2000/svg'><text>x</text></svg>",
            ["Text"],
        ),
        ("<pre>if a:\n\n    b()</pre>", ["if a:\n\n    b()"]),
        (
            "<aside role='doc-footnote'><p>1. Ibid.</p><p>So.</p></aside><p>Text</p>",
            ["Text", "1. Ibid.\nSo."],
        ),
        (
            "<table><tr><th>A</th><td>b <p>c</p></td></tr><tr><td colspan='2'>d</td></tr></table>",
            ["A\tb c", "d\t"],
        ),
        ("<ul><li><p>One</p><p>more</p></li></ul>", ["One", "more"]),
    ],
)
def test_text_is_what_is_seen(body: str, expected: list[str]) -> None:
    assert [text.strip(" ") for text in texts(body)] == [text.strip() for text in expected]


def test_who_wrote_and_what_it_is_called() -> None:
    page = markup("<p class='byline x'>By Mara Ilves</p><p>It.</p>", "<title> Toll \n raised</title>")
    found = read_markup((page.encode(),))
    assert (found.author, found.title) == ("Mara Ilves", "Toll raised")


@pytest.mark.parametrize(
    ("broken", "expected"),
    [
        ("<html><body><p>One<p>Two <b>bold</p><br>three</div></body>", ["One", "Two bold", "three"]),
        ("<html><body><ul><li>One<li>Two</ul>", ["One", "Two"]),
        ("<p>" + "<div>" * 1_000 + "deep" + "</div>" * 1_000, ["deep"]),
        ('<!DOCTYPE html [<!ENTITY a "ha">]><html><body><p>It &amp; so</p></body></html>', ["It & so"]),
    ],
)
def test_what_is_not_well_formed_is_read_by_rules_that_forgive(broken: str, expected: list[str]) -> None:
    found = read_markup((broken.encode(),))
    assert [one.text.strip() for one in found.finish() if len(one.text.strip()) > 2] == expected


@pytest.mark.parametrize(
    "piece", ["<!--", "<![CDATA[", "<", "<a", "</", "<a href='", "&", "<?", "<p>", "&#x", 'a="', "> <"]
)
def test_what_is_broken_costs_time_in_proportion(piece: str) -> None:
    # Quadratic, the least of these would take minutes.
    read_markup((b"<z>&bad" + piece.encode() * 60_000,)).finish()
