"""Web pages: what is their article, what they say of it, and pages that are built to do harm."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import tiers
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.errors import ReadError
from briefing.model.article import Article, Failure
from briefing.reading.document_dates import date_in
from briefing.reading.extracted_article import ExtractedArticle
from briefing.reading.formats.mhtml import extract_snapshot
from briefing.reading.html import html_reader
from briefing.reading.html.html_article import main_part
from briefing.reading.html.html_blocks import _NAMED, Zone, page_blocks
from briefing.reading.html.html_reader import decode_page, extract_page
from briefing.reading.html.html_tree import (
    MOST_ATTRIBUTES,
    MOST_DEPTH,
    MOST_TAGS,
    is_small,
    measure,
    plain_tree,
    with_templates,
    without_cdata,
    without_data,
)
from briefing.reading.html.page_words import any_of_small
from briefing.reading.read_apart import READER_CHILD
from briefing.reading.read_articles import read_data, read_paths
from briefing.reading.sources import InputFile, find_sources

SAMPLES = Path(__file__).parent / "samples"
IS_INSTALLED = html_reader.is_installed()
SENTENCE = "The harbour master said that the ferry to Varde would run again on Monday morning. "
BODY = "".join(f"<p>{SENTENCE * 3}</p>" for _ in range(4))


@pytest.fixture(params=["trafilatura", "plain"])
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """How pages are read: with the library, and without it."""
    if request.param == "trafilatura" and not IS_INSTALLED:
        pytest.skip("trafilatura is not installed")
    monkeypatch.setattr(html_reader, "is_installed", lambda: request.param == "trafilatura")
    # A child would look for itself what is installed.
    monkeypatch.setattr(READER_CHILD, "read", lambda chosen, data, context: chosen.read(data, context))
    return str(request.param)


def page(body: str, head: str = "") -> ExtractedArticle:
    return extract_page(f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>".encode())


def texts(article: ExtractedArticle) -> list[str]:
    return [block.text for block in article.blocks]


def test_a_saved_page_keeps_its_parts_and_says_what_it_is(way: str) -> None:
    (article,) = read_paths([str(SAMPLES / "page.html")])
    assert isinstance(article, Article)
    assert [(p.kind, p.level) for p in article.passages] == [
        ("title", 0),
        ("paragraph", 0),
        ("paragraph", 0),
        ("heading", 2),
        ("list item", 1),
        ("list item", 1),
        ("quote", 0),
        ("paragraph", 0),
        ("caption", 0),
    ]
    said = (article.title, article.author, article.source, article.published, article.published_by)
    assert said == (
        "Harbour strike halts grain exports for a fifth day",
        "Mara Ilves",
        "Northport Courier",
        "2026-03-04",
        "metadata",
    )
    assert (article.url, article.language) == ("https://news.example/2026/03/04/harbour-strike", "en")
    assert (article.extractor or "").startswith(f"html/4 {way}")
    assert "zebra" not in article.text.lower()
    assert any("plain reader" in warning for warning in article.warnings) == (way == "plain")


@pytest.mark.parametrize(
    ("name", "title", "author", "url"),
    [
        (
            "page-singlefile.html",
            "Ministry cuts its growth forecast to 1.2 percent",
            "Tomas Reyd, Ana Lücke",
            "https://ledger.example/economy/forecast",
        ),
        (
            "page.mhtml",
            "Farmers store wheat in cinemas as silos fill up",
            "Ida Brandt",
            "https://eveningpost.example/farmers-store-wheat",
        ),
    ],
)
def test_what_browsers_save_is_read(way: str, name: str, title: str, author: str, url: str) -> None:
    (article,) = read_paths([str(SAMPLES / name)])
    assert isinstance(article, Article)
    assert (article.title, article.author, article.url) == (title, author, url)
    assert article.fetched == "2026-03-07T09:15:00Z"
    assert "zebra" not in article.text.lower()


@pytest.mark.parametrize(
    ("said", "saved"),
    [
        ("Thu Dec 31 2026 23:30:00 GMT-0330 (Newfoundland)", "2027-01-01T03:00:00Z"),
        ("Sat Mar 07 2026 10:15:00 GMT+0000", "2026-03-07T10:15:00Z"),
        ("Sat Mar 77 2026 10:15:00 GMT+0000", None),
        ("yesterday", None),
    ],
)
def test_when_a_page_was_saved_is_what_is_written_into_it(said: str, saved: str | None) -> None:
    comment = f"<!--\n Page saved with SingleFile \n url: https://x.example/a \n saved date: {said}\n-->"
    article = extract_page(f"<!DOCTYPE html><html>{comment}<body>{BODY}</body></html>".encode())
    assert (article.url, article.fetched) == ("https://x.example/a", saved)


@pytest.mark.parametrize("name", ["page.txt", "page.md", "page", "page.mhtml"])
def test_a_page_is_read_as_what_it_is_under_any_name(name: str) -> None:
    (article,) = read_data(InputFile(name, name), (SAMPLES / "page.html").read_bytes())
    assert isinstance(article, Article)
    assert (article.extractor or "").startswith("html/")
    assert any("read as what it is" in warning for warning in article.warnings) == ("." in name)


def test_the_folder_of_a_page_that_is_saved_whole_is_not_read(tmp_path: Path) -> None:
    for name in ("a.html", "a_files/frame.html", "b_files/c.html"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(f"<html><body>{BODY}</body></html>")
    found = [
        one.path.removeprefix(f"{tmp_path}/")
        for one in find_sources([str(tmp_path)])
        if isinstance(one, InputFile)
    ]
    assert found == ["a.html", "b_files/c.html"]


META = '<meta property="og:title" content="Ferries run again"><title>Ferries run again - Varde Post</title>'
JSON_LD = '<script type="application/ld+json">{}</script>'


@pytest.mark.parametrize(
    ("head", "body", "said"),
    [
        (META, f"<h1>Varde Post</h1><h2>Ferries run again</h2>{BODY}", {"title": "Ferries run again"}),
        (META, f"<h1><span>Transport</span> Ferries run again</h1>{BODY}", {"title": "Ferries run again"}),
        ("<title>Ferries run again | Varde Post</title>", BODY, {"title": "Ferries run again"}),
        ("", f"<h1>Only heading</h1>{BODY}", {"title": "Only heading"}),
        (
            JSON_LD.format(
                json.dumps(
                    {
                        "@graph": [
                            {"@type": "Person", "@id": "#p", "name": "Ane Holm"},
                            {
                                "@type": "NewsArticle",
                                "headline": "F",
                                "author": {"@id": "#p"},
                                "inLanguage": "da",
                            },
                            {"@type": "WebSite", "name": "Varde Post"},
                        ]
                    }
                )
            ),
            BODY,
            {"author": "Ane Holm", "source": "Varde Post", "language": "da"},
        ),
        ('<meta name="author" content="By Ane Holm">', BODY, {"author": "Ane Holm"}),
        (
            "",
            f'<h1>T</h1><p>By <a rel="author" href="/author/ane">Ane Holm</a></p>{BODY}',
            {"author": "Ane Holm"},
        ),
        (
            "",
            f'<h1>T</h1><div class="byline">Von Ane Holm | 4. März 2026</div>{BODY}',
            {"author": "Ane Holm"},
        ),
        (
            "",
            f'<h1>T</h1><div class="byline">Von Ane Holm | 4. März 2026</div>{BODY}',
            {"published": "2026-03-04"},
        ),
        ('<meta name="date" content="2026-03-04">', BODY, {"published": "2026-03-04"}),
        (
            '<meta property="article:published_time" content="2026-03-05T02:00:00Z">',
            f'<h1>T</h1><time class="date">March 4, 2026</time>{BODY}',
            {"published": "2026-03-04"},
        ),
        (
            '<meta property="article:published_time" content="2026-03-05T02:00:00+01:00">',
            f'<h1>T</h1><time class="date">March 4, 2026</time>{BODY}',
            {"published": "2026-03-05"},
        ),
        ('<link rel="canonical" href="https://a.example/2026/03/04/x">', BODY, {"published": "2026-03-04"}),
        ('<link rel="canonical" href="javascript:x">', BODY, {"url": None}),
        (JSON_LD.format("[" * 100_000), BODY, {"title": None}),
        (
            JSON_LD.format('{"@type": ["NewsArticle"], "headline": {"@value": 3}, "author": [[], 4, null]}'),
            BODY,
            {"author": None},
        ),
    ],
)
def test_a_page_says_of_itself(way: str, head: str, body: str, said: dict[str, str | None]) -> None:
    found = page(body, head)
    assert {name: getattr(found, name) for name in said} == said


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026-03-04T08:00:00Z", "2026-03-04"),
        ("Wed, 4 Mar 2026 08:00", "2026-03-04"),
        ("Posted March 4th, 2026", "2026-03-04"),
        ("4. März 2026", "2026-03-04"),
        ("le 4 août 2025", "2025-08-04"),
        ("4 de marzo de 2026", "2026-03-04"),
        ("04.03.2026", "2026-03-04"),
        ("25/03/2026", "2026-03-25"),
        ("03/04/2026", ""),
        ("2026年3月4日", "2026-03-04"),
        ("20260304", "2026-03-04"),
        ("2026-02-30", ""),
        ("call 2026-03", ""),
    ],
)
def test_days_are_found_as_pages_write_them(text: str, day: str) -> None:
    assert date_in(text) == day


def test_furniture_is_left_out_and_what_belongs_to_the_article_stays(way: str) -> None:
    found = page(
        f"""<nav><a href=/>Home</a></nav><main><article><h1>T</h1>{BODY}
        <figure><img src=x><figcaption>The ferry in March.</figcaption></figure>
        <div class="related-posts"><a href=/a>{SENTENCE}</a></div>
        <h2>Timetable</h2><table><tr><th></th><th>May</th></tr><tr><td>boats</td><td>12</td></tr></table>
        <ol><li>first boat<ul><li>at noon</li></ul></li></ol><pre>a\n  b</pre>{BODY}
        <p><a href=/x>Read also: {SENTENCE}</a></p>
        <section id="comments"><p>{SENTENCE} I think so, too. {SENTENCE}</p></section></article></main>
        <footer>© 2026 Post</footer>"""
    )
    kinds = [(block.kind, block.text) for block in found.blocks if block.kind != "paragraph"]
    assert kinds[1:] == [
        ("caption", "The ferry in March."),
        ("heading", "Timetable"),
        ("row", "\tMay"),
        ("row", "boats\t12"),
        ("list item", "first boat"),
        ("list item", "at noon"),
        ("code", "a\n  b"),
    ]
    assert [block.level for block in found.blocks if block.kind == "list item"] == [1, 2]
    assert len(texts(found)) == len(kinds) + 8
    assert not any("Read also" in text or "I think" in text or "Home" in text for text in texts(found))


def test_an_element_that_holds_the_article_is_no_furniture_whatever_it_is_called(way: str) -> None:
    found = page(f'<div class="widget related newsletter"><h1>T</h1>{BODY}</div>')
    assert len([block for block in found.blocks if block.kind == "paragraph"]) == 4


def test_a_page_that_shows_the_beginning_alone_is_told_as_a_stub(way: str) -> None:
    head = JSON_LD.format('{"@type": "NewsArticle", "headline": "T", "isAccessibleForFree": "False"}')
    assert any("stub" in one for one in page(f"<h1>T</h1><p>{SENTENCE * 3}</p>", head).warnings)
    assert not any("stub" in one for one in page(f"<h1>T</h1>{BODY * 3}", head).warnings)


@pytest.mark.parametrize(
    ("data", "encoding", "text", "told"),
    [
        ("<p>é</p>".encode(), None, "<p>é</p>", "utf-8"),
        ('<meta charset="iso-8859-1"><p>“é”</p>'.encode("cp1252"), None, "“é”", "cp1252"),
        ("<meta charset=windows-1251><p>Мир и труд</p>".encode("cp1251"), None, "Мир", "cp1251"),
        ("<p>Мир и труд</p>".encode("koi8-r"), "koi8-r", "Мир", "koi8-r"),
        ('<meta charset="utf-7"><p>é</p>'.encode("cp1252"), "nonsense", "é", "cp1252"),
        ('<meta charset="base64"><p>é</p>'.encode("cp1252"), "zlib", "é", "cp1252"),
        ("<p>é</p>".encode("utf-16"), None, "é", "utf-16-le"),
    ],
)
def test_a_page_is_decoded_as_it_says(data: bytes, encoding: str | None, text: str, told: str) -> None:
    decoded = decode_page(data, encoding)
    assert text in decoded.text
    assert decoded.encoding == told


SIZE = tiers.amount(3_000, 100_000)
HOSTILE = {
    "nested": "<div>" * SIZE + "deep text here" + "</div>" * SIZE + BODY,
    "not closed": "<b><i><a href=x>" * SIZE + BODY,
    "attributes": "<p " + " ".join(f"a{n}=1" for n in range(2 * SIZE)) + f">{SENTENCE}</p>{BODY}",
    "tags without an end": BODY + "<a " * SIZE,
    "quotes without an end": BODY + '<a href="' * SIZE,
    "odd quotes": BODY + '<a ">"' * SIZE,
    "comments without an end": BODY + "<!--" * SIZE,
    "sections": BODY + "<![CDATA[" * SIZE,
    "scripts without an end": BODY + "<script>" * SIZE,
    "references": BODY + "&amp" * SIZE + "&#x" * SIZE + "&#99999999;",
    "tables": "<table><tr><td>" * (SIZE // 4) + BODY,
    "lists": "<ul><li>" * SIZE + BODY,
    "ends": BODY + "</p></div></a>" * SIZE,
    "paragraphs": "<p>" * SIZE + BODY,
    "one attribute": f'<p class="{"a " * SIZE}">{SENTENCE}</p>{BODY}',
    "names": f'<div class="{"comment-" * SIZE}">{BODY}</div>',
    "picture": f'<img src="data:image/png;base64,{"A" * 40 * SIZE}">{BODY}',
    "nothing": "\0<html>\0</html>",
    "plaintext": f"<plaintext>{BODY}",
    "breaks": "<br>" * SIZE + BODY,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_page_built_to_do_harm_is_an_answer_or_a_refusal(way: str, name: str) -> None:
    found = list(read_data(InputFile("a.html", "a.html"), f"<!DOCTYPE html>{HOSTILE[name]}".encode()))
    assert len(found) == 1
    if isinstance(found[0], Failure):
        assert name == "nothing"
        return
    assert SENTENCE.strip() in found[0].text


def test_a_tree_is_never_deeper_than_is_told() -> None:
    deepest = 0
    stack = [(plain_tree(HOSTILE["not closed"]), 1)]
    while stack:
        element, depth = stack.pop()
        deepest = max(deepest, depth)
        stack.extend((child, depth + 1) for child in element)
    assert deepest <= MOST_DEPTH + 1
    assert not measure(HOSTILE["not closed"]).are_ordinary
    assert measure((SAMPLES / "page.html").read_text(encoding="utf-8")).are_ordinary
    assert not is_small("<p>" * (MOST_TAGS + 1))
    assert not is_small(f"<p {'a=1 ' * (MOST_ATTRIBUTES + 1)}>")
    assert is_small(f"<p {'a=1 ' * 10}>" * 1_000)


@pytest.mark.parametrize(("depth", "is_plain"), [(100, False), (MOST_DEPTH + 2, True), (5_000, True)])
def test_a_page_too_deep_for_the_library_is_read_plainly_and_whole(*, depth: int, is_plain: bool) -> None:
    article = page(f"<h1>Ferry</h1>{'<div>' * depth}{BODY}{'</div>' * depth}")
    told = [warning for warning in article.warnings if "deep" in warning]
    assert bool(told) == (is_plain and IS_INSTALLED)
    assert len(texts(article)) == 1 + BODY.count("<p>")


def test_what_is_written_into_a_page_is_taken_out_first() -> None:
    assert len(without_data(HOSTILE["picture"])) < len(BODY) + 100


PIECES = st.lists(
    st.sampled_from(
        "<p>|</p>|<div class=x>|</div>|<a href='y'>|</a>|<td>|<tr>|<table>|</table>|<li>|<ul>|</ul>|<br>|<!--"
        '|<script>|</script>|&lt;|\x1b|é|\n|<h1>|</h1>|<pre>|</pre>|"|<|>|word |<b|<blockquote>|<time>'.split(
            "|"
        )
    ),
    max_size=40,
)


@settings(max_examples=tiers.examples(30), deadline=None)
@given(PIECES)
def test_the_plain_tree_keeps_every_word_outside_of_tags(pieces: list[str]) -> None:
    for block in page_blocks(plain_tree("".join(pieces))).blocks:
        assert block.text.strip()
        assert block.linked >= 0
    words = ["alpha", *pieces, "omega"]
    if not {"<!--", "<script>", "<b", '"', "<"} & set(pieces):
        text = " ".join(block.text for block in page_blocks(plain_tree(" ".join(words))).blocks)
        assert "alpha" in text
        assert "omega" in text


def test_a_snapshot_without_a_page_is_refused() -> None:
    with pytest.raises(ReadError, match="no web page"):
        extract_snapshot(b"Snapshot-Content-Location: https://a.example/\nContent-Type: image/png\n\nabc")


@pytest.mark.parametrize(
    "told",
    [
        "Netflix added 9.3 million subscribers in the quarter, and its subscription prices rise in May.",
        "The ministry warned of a newsletter that asks people to sign up for loans in its name.",
        "The company ends its free trial, and those who subscribe to it pay from the first day.",
        "She shared it with a reporter and will follow him to court.",
    ],
)
def test_an_article_may_tell_of_newsletters_and_subscribers(way: str, told: str) -> None:
    assert told in texts(page(f"<h1>Prices rise</h1><p>{told}</p>{BODY}<p>{told} Again.</p>"))


@pytest.mark.parametrize(
    "asked",
    [
        "Sign up for our morning newsletter, it is free.",
        "Subscribe now and read the rest of it today.",
        "Enjoyed this? Follow us on every channel there is.",
    ],
)
def test_what_asks_the_reader_is_no_part_of_an_article(way: str, asked: str) -> None:
    assert asked not in texts(page(f"<h1>Prices rise</h1>{BODY}<p>{asked}</p>"))


def test_patterns_for_names_are_in_small_letters() -> None:
    for table, name in (("captions", "names"), *(("zones", words) for _, words in _NAMED)):
        pattern = any_of_small(table, name).pattern
        assert pattern == pattern.lower()


def test_names_count_in_any_case_of_letters() -> None:
    page = page_blocks(plain_tree("<div CLASS='Related-Stories'><p>Zebra returns</p></div><p>It rises.</p>"))
    assert [bool(one.zone & Zone.RELATED) for one in page.blocks] == [True, False]


needs_trafilatura = pytest.mark.skipif(not IS_INSTALLED, reason="trafilatura is not installed")
PARAGRAPHS = "".join(
    f"<p>The toll on bridge {number} rises to €3 in April, as the council decided by a narrow vote.</p>"
    for number in range(12)
)
HEAD = "<!doctype html><title>Toll raised</title><body><h1>Toll raised</h1>"


@needs_trafilatura
def test_text_that_waits_for_a_script_is_read_and_templates_are_not() -> None:
    page = f"{HEAD}<div class=post><script type='text/template'>{PARAGRAPHS}</script></div>"
    assert len(extract_page(page.encode()).blocks) == 13
    template = page.replace("bridge 3", "{{ bridge }}")
    assert with_templates(template) == template
    shown = f"{HEAD}<div class=post>{PARAGRAPHS}</div><script type='text/template'>{PARAGRAPHS}Zebra</script>"
    assert not any("Zebra" in block.text for block in extract_page(shown.encode()).blocks)
    assert with_templates("<script type=text/template>" * 10_000) == "<script type=text/template>" * 10_000


@needs_trafilatura
def test_slides_that_are_not_shown_yet_are_of_the_article_and_hidden_copies_are_not() -> None:
    slides = PARAGRAPHS.split("</p>")
    hidden = "".join(f"{one}</p>".replace("<p>", "<p style='display:none'>") for one in slides[6:12])
    copy = f"<p style='display:none'>{slides[1].removeprefix('<p>')}</p>"
    page = f"{HEAD}<article>{'</p>'.join(slides[:6])}</p>{hidden}{copy}</article>"
    texts = [block.text for block in extract_page(page.encode()).blocks]
    assert sum("bridge" in text for text in texts) == 12


@needs_trafilatura
@pytest.mark.parametrize("heading", ["h1", "h3"])
def test_a_summary_above_the_text_is_kept_whatever_stands_between(heading: str) -> None:
    lead = "A narrow vote of the council makes the bridge the dearest of the country from April on."
    links = "".join(f"<div><a href='/{name}'>{name}</a></div>" for name in ("mail", "print", "share") * 6)
    page = (
        f"<!doctype html><title>Toll raised</title><body><div><{heading}>Toll raised</{heading}>"
        f"<p class=intro>{lead}</p></div>{links}<article>{PARAGRAPHS}</article>"
    )
    assert lead in [block.text for block in extract_page(page.encode()).blocks]


@needs_trafilatura
def test_a_list_of_links_below_a_heading_of_the_article_is_of_it() -> None:
    half = PARAGRAPHS.split("</p>")
    links = "".join(f"<li><a href='/{name}'>{name}</a></li>" for name in ("Harbour bridge", "Old bridge"))
    page = (
        f"{HEAD}<article>{'</p>'.join(half[:6])}</p><h2>Bridges of the town</h2><ul>{links}</ul>"
        f"{'</p>'.join(half[6:])}</article>"
    )
    blocks = [(block.kind, block.text) for block in extract_page(page.encode()).blocks]
    assert ("heading", "Bridges of the town") in blocks
    assert ("list item", "Old bridge") in blocks


def kinds(article: ExtractedArticle) -> list[tuple[str, str]]:
    return [(block.kind, block.text) for block in article.blocks]


MATTERS = (
    (
        "Ferry to Varde back on Monday",
        "The harbour master said that the new shaft had passed its trial on Friday.",
    ),
    (
        "Council raises the bridge toll",
        "Cars pay three euros from April on, after a vote that was as narrow as few.",
    ),
    (
        "Snow closes the pass road",
        "Lorries have to go by the coast, which takes them two hours more, until May.",
    ),
    (
        "School kitchen wins a prize",
        "What is served there grows within ten miles of it, and costs no more than it did.",
    ),
)


@pytest.mark.parametrize("between", ["", "<p>By Ana Lund</p>", "<figure><img src=a.png></figure>"])
def test_headlines_of_a_digest_are_of_it_though_they_are_links(way: str, between: str) -> None:
    parts = [
        f"<h2><a href='/{number}'>{title}</a></h2>{between}<p>{told} {SENTENCE}</p>"
        for number, (title, told) in enumerate(MATTERS)
    ]
    parts.insert(2, "<h2>From the country</h2>")
    said = kinds(
        page(f"<div><h1>The week in short</h1>{''.join(parts)}</div>", "<title>The week in short</title>")
    )
    for title, _ in MATTERS:
        assert ("heading", title) in said
    assert ("heading", "From the country") in said


def test_headings_that_lead_away_from_an_article_are_not_of_it(way: str) -> None:
    told = BODY.split("</p>")
    boxes = [f"<h3><a href='/{n}'>{title}</a></h3><p>{told}</p>" for n, (title, told) in enumerate(MATTERS)]
    said = kinds(
        page(f"<h1>Ferry</h1><article>{'</p>'.join(told[:2])}{boxes[1]}{'</p>'.join(told[2:])}</article>")
    )
    assert not any(kind == "heading" for kind, _ in said)


def test_two_lists_that_share_items_are_two_and_a_copy_of_a_list_is_one(way: str) -> None:
    shared = "<li>Runs on the small battery that all of them take</li>"
    lists = f"<h2>The red lamp</h2><ul>{shared}<li>Costs forty euros in any shop of the town</li></ul>"
    lists += f"<h2>The blue lamp</h2><ul>{shared}<li>Costs sixty euros and is sold by mail alone</li></ul>"
    said = kinds(page(f"<h1>Lamps</h1><article>{BODY}{lists}{BODY}</article>"))
    assert sum(kind == "list item" and text.startswith("Runs on") for kind, text in said) == 2
    one = f"<ul>{shared}<li>Costs forty euros in any shop of the town</li></ul>"
    twice = kinds(page(f"<h1>Lamps</h1><article>{BODY}{one}<p>{SENTENCE}</p>{one}{BODY}</article>"))
    assert sum(kind == "list item" for kind, _ in twice) == 2


@needs_trafilatura
def test_a_name_in_a_menu_is_not_of_the_article_that_holds_it_too() -> None:
    menu = "".join(f"<li><a href='/{one}'>{one}</a></li>" for one in ("Harbour master", "Monday morning"))
    said = kinds(page(f"<h1>Ferry</h1><article>{BODY}</article><div><ul>{menu}</ul></div>"))
    assert not any(kind == "list item" for kind, _ in said)


def test_a_heading_behind_the_text_that_heads_links_is_not_of_it(way: str) -> None:
    links = "".join(f"<p><a href='/{n}'>{title}</a></p>" for n, (title, _) in enumerate(MATTERS))
    body = f"<h1>Ferry</h1><article><h2>What is new</h2>{BODY}<h2>In the country</h2>{links}</article>"
    assert [text for kind, text in kinds(page(body)) if kind == "heading"] == ["What is new"]


def test_the_last_line_of_an_article_may_be_set_as_a_heading() -> None:
    body = f"<h1>Ferry</h1><article>{BODY}<h2>All sail from Monday on</h2></article><div><p>Imprint</p></div>"
    found = page_blocks(plain_tree(body))
    kept = [block.text for block, is_kept in zip(found.blocks, main_part(found), strict=True) if is_kept]
    assert kept[-1] == "All sail from Monday on"


@pytest.mark.parametrize(
    ("line", "is_heading"),
    [
        ("<p><strong>What the harbour pays</strong></p>", True),
        ("<p><b>A toll</b> <strong><em>for every bridge</em></strong></p>", True),
        ("<div role=heading aria-level=3>What the harbour pays</div>", True),
        ("<p><strong>Who pays for the bridge?</strong></p>", True),
        ("<p><strong>The harbour</strong> pays for the bridge</p>", False),
        ("<p><strong>It was the dearest bridge of them all.</strong></p>", False),
        ("<p><strong>Our reporter asked:</strong></p>", False),
        ("<p><strong>By Ana Lund</strong></p>", False),
        ("<p><strong><a href='/toll'>All about the toll on bridges</a></strong></p>", False),
        (f"<p><strong>{SENTENCE * 2}</strong></p>", False),
    ],
)
def test_a_line_in_bold_above_running_text_is_a_heading(way: str, line: str, is_heading: bool) -> None:
    said = kinds(page(f"<h1>Ferry</h1><article>{BODY}{line}{BODY}</article>"))
    assert any(kind == "heading" for kind, _ in said) == is_heading


def test_a_bold_line_has_the_level_below_the_heading_above_it(way: str) -> None:
    lines = f"<h3>Tolls</h3>{BODY}<p><b>What the harbour pays</b></p>{BODY}"
    said = page(f"<h1>Ferry</h1><article>{BODY}{lines}</article>")
    assert [(block.text, block.level) for block in said.blocks if block.kind == "heading"] == [
        ("Tolls", 3),
        ("What the harbour pays", 4),
    ]


@pytest.mark.parametrize(
    ("title", "address", "source"),
    [
        ("Toll raised | Port Times", "", "Port Times"),
        ("Toll raised - The Harbour Gazette", "https://a.example/toll", "The Harbour Gazette"),
        (
            "Toll raised – News – Norddeutscher Bote",
            "https://www.norddeutscherbote.example/toll",
            "Norddeutscher Bote",
        ),
        ("Lagune » Toll raised", "https://lagune.example/toll", "Lagune"),
        ("Toll raised | The Nordic Week", "https://www.nweek.example/toll", "The Nordic Week"),
        ("Toll raised | lagune.example", "https://lagune.example/toll", "lagune.example"),
        ("Toll raised | Business", "https://lagune.example/toll", None),
        ("Toll raised | Bridges and Tolls", "https://lagune.example/toll", None),
        ("Toll raised - with pictures", "", None),
        ("Toll raised", "https://tollraised.example/toll", None),
    ],
)
def test_the_site_behind_a_title_is_the_source_where_it_is_known_for_one(
    way: str, title: str, address: str, source: str | None
) -> None:
    link = f"<link rel=canonical href='{address}'>" if address else ""
    article = page(f"<h1>Toll raised</h1>{BODY}", f"<title>{title}</title>{link}")
    assert (article.title, article.source) == ("Toll raised", source)


def test_the_name_of_the_site_above_the_text_is_no_part_of_it(way: str) -> None:
    head = "<title>Toll raised | Port Times</title>"
    article = page(f"<article><p>PORT TIMES</p><h1>Toll raised</h1>{BODY}</article>", head)
    assert "PORT TIMES" not in texts(article)


def test_plain_characters_of_xhtml_are_text(way: str) -> None:
    script = "<script>//<![CDATA[\nif (a < b) write('zebra');\n//]]></script>"
    told = f"{SENTENCE}So 3 < 4 & 5 > 4."
    body = f"<html><head>{script}</head><body><h1>Toll</h1>{BODY}<p><![CDATA[{told}]]></p></body></html>"
    article = extract_page(f'<?xml version="1.0"?>{body}'.encode())
    assert texts(article)[-1] == told
    assert not any("zebra" in text for text in texts(article))
    assert without_cdata(body) == body
    assert without_cdata("<?xml?>" + "<![CDATA[" * 100_000) == "<?xml?>" + "<![CDATA[" * 100_000


@pytest.mark.parametrize(
    "heading",
    [
        "<h2>What the harbour pays <a class=headerlink href='#a'>¶</a></h2>",
        "<h2><a href='#a'>#</a> What the harbour pays</h2>",
        "<h2><a href='#a'>What the harbour pays</a></h2>",
        "<h2>What the harbour pays<span class='mw-editsection'>[<a href='/e'>edit</a>]</span></h2>",
        "<h2><button aria-expanded=false>What the harbour pays<svg></svg></button></h2>",
        "<h2><em>What</em> the <a href='/harbour'>harbour</a> pays</h2>",
    ],
)
def test_a_heading_is_its_words_without_what_links_to_it_or_folds_it(way: str, heading: str) -> None:
    said = kinds(page(f"<h1>Ferry</h1><article>{BODY}{heading}{BODY}</article>"))
    assert ("heading", "What the harbour pays") in said


@pytest.mark.parametrize("behind", ["", BODY])
def test_short_rows_of_a_table_are_kept(way: str, behind: str) -> None:
    rows = ("Year\tSum", "2019\t312", "2020\t298.5", "2021\t–")
    table = "".join(f"<tr><td>{row}</td></tr>" for row in rows).replace("\t", "</td><td>")
    body = f"<h1>Ferry</h1><article>{BODY}<h2>What it cost</h2><table>{table}</table>{behind}</article>"
    assert [text for kind, text in kinds(page(body)) if kind == "row"] == list(rows)


ENTRIES = {"14:32": "north", "14:05": "south", "13:40": "east", "13:12": "west"}
FORMS_OF_ENTRIES = {
    "a time above a heading": (
        '<article><header><time datetime="2026-03-04T{at}:00Z">{at}</time></header>'
        "<h3>{head}</h3><p>{text}</p></article>",
        "{at}",
    ),
    "a stamp in words": (
        '<div class="entry"><span class="timestamp">{at} Uhr</span><h3>{head}</h3><p>{text}</p></div>',
        "{at} Uhr",
    ),
    "with a point": (
        '<div class="entry"><p class="entry-date">{dotted}pm GMT</p><p>{text}</p></div>',
        "{dotted}pm GMT",
    ),
    "with its day, beside a link": (
        '<section><div><time>4 March 2026, {at}</time> <a href="#{at}">Share</a></div>'
        "<h3>{head}</h3><p>{text}</p></section>",
        "4 March 2026, {at}",
    ),
    "in bold": ("<p><strong>{at}</strong></p><p>{text}</p>", "{at}"),
    "below the heading": (
        '<div><h3>{head}</h3><span class="date">{at} CET</span><p>{text}</p></div>',
        "{at} CET",
    ),
    "as items": ('<ul><li><div class="time">{at}</div><div><p>{text}</p></div></li></ul>', "{at}"),
}


def of_entry(form: str, at: str, side: str) -> str:
    return form.format(
        at=at,
        dotted=at.replace(":", "."),
        head=f"The {side} gate",
        text=f"The {side} gate has been opened again. {SENTENCE.strip()}",
    )


@pytest.mark.parametrize("name", FORMS_OF_ENTRIES)
def test_the_entries_of_a_live_page_keep_their_times(way: str, name: str) -> None:
    form, told = FORMS_OF_ENTRIES[name]
    entries = "".join(of_entry(form, *entry) for entry in ENTRIES.items())
    latest = '<aside><ul><li><time>09:12</time><a href="/market">Market hall opens</a></li></ul></aside>'
    article = page(
        '<h1>Gates of the harbour</h1><p class="date"><time>4 March 2026 15:45</time></p>'
        f"<p>{SENTENCE * 2}</p><div>{entries}</div>{latest}",
    )
    found = texts(article)
    wanted = [of_entry(told, *entry) for entry in ENTRIES.items()]
    assert [text for text in found if text in wanted] == wanted
    for entry in ENTRIES.items():
        text = of_entry("{text}", *entry)
        assert 0 < found.index(text) - found.index(of_entry(told, *entry)) <= 2
    times = [block for block in article.blocks if block.text in wanted]
    assert all(block.is_certain and block.kind != "heading" for block in times)
    assert not any("15:45" in text or "09:12" in text for text in found)
    assert article.published == "2026-03-04"


@pytest.mark.parametrize(
    "line", ["14.32", "Room 14:32", "25:10", "14:320", "Updated", "9 of 14:32", "It closed at 14:32"]
)
def test_what_is_no_time_of_an_entry_is_not_taken_for_one(way: str, line: str) -> None:
    entries = "".join(
        f'<div class="entry"><p class="date">{line}</p><p>{side}: {SENTENCE}</p></div>'
        for side in ENTRIES.values()
    )
    article = page(f"<h1>Gates of the harbour</h1><p>{SENTENCE * 2}</p>{entries}")
    assert not any(block.is_certain for block in article.blocks)


def test_a_date_above_a_text_and_two_below_it_are_no_entries(way: str) -> None:
    article = page(
        f'<h1>Gates</h1><p class="date">14:32</p><p>{SENTENCE}</p><p>{SENTENCE * 2}</p>'
        f'<p class="date">15:00</p><p>{SENTENCE * 3}</p>'
    )
    assert not any(block.is_certain for block in article.blocks)
