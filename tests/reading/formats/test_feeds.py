"""Feeds: entries, what they say of themselves, summaries, and what is made to do harm."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from briefing.errors import ReadError
from briefing.model.article import Article, Failure
from briefing.reading.extracted_article import ExtractedArticle, ExtractedBlock, ExtractedFile, articles_of
from briefing.reading.formats import feed, json_feed
from briefing.reading.formats.format_reader import Evidence, ReadContext
from briefing.reading.formats.format_registry import REGISTRY
from briefing.reading.read_articles import read_paths

pytest.importorskip("feedparser", reason="feeds in XML are read with the extra")

SAMPLES = Path(__file__).parent / "samples"


def rss(*items: str) -> bytes:
    inner = "".join(f"<item>{item}</item>" for item in items)
    top = "<?xml version='1.0'?><rss version='2.0' xmlns:content='http://purl.org/rss/1.0/modules/content/'>"
    return f"{top}<channel><title>Wire</title>{inner}</channel></rss>".encode()


def json_of(*items: object, **fields: object) -> bytes:
    return json.dumps(
        {"version": "https://jsonfeed.org/version/1", "title": "Wire", "items": items, **fields}
    ).encode()


@pytest.mark.parametrize("name", ["feed.rss.xml", "feed.atom.xml", "feed.json"])
def test_samples(name: str) -> None:
    found = list(read_paths([str(SAMPLES / name)]))
    articles = [one for one in found if isinstance(one, Article)]
    assert len(articles) == len(found) == 3
    first = articles[0]
    assert (first.title, first.author, first.source) == (
        "Harbour strike halts grain exports for a fifth day",
        "Mara Ilves",
        "Wire",
    )
    assert (first.published, first.published_by) == ("2026-03-04", "metadata")
    assert first.url == "https://news.example/2026/03/04/harbour-strike"
    assert first.warnings == ()
    assert first.origin == "entry 1"
    kinds = [p.kind for p in first.passages]
    assert kinds[:5] == ["title", "paragraph", "paragraph", "heading", "list item"]
    assert "zebra" not in " ".join(one.text for one in articles).lower()


@pytest.mark.parametrize(
    ("item", "warnings", "texts"),
    [
        (
            "<title>Toll &amp;amp; bridge</title><description>It rises.</description>",
            ("the feed gives only a summary of it",),
            ["Toll & bridge", "It rises."],
        ),
        ("<title>Toll</title>", ("the feed gives only the title of it",), ["Toll"]),
        (
            "<title>Toll</title><content:encoded>&lt;p&gt;Toll&lt;/p&gt;It rises.</content:encoded>",
            (),
            ["Toll", "It rises."],
        ),
        (
            "<title>Toll</title><content:encoded>It rises, it was said on … […]</content:encoded>",
            ("the feed gives only a summary of it",),
            ["Toll", "It rises, it was said on … […]"],
        ),
        (f"<description>{'It rises. ' * 100}</description>", (), [("It rises. " * 100).strip()]),
    ],
)
def test_what_a_feed_gives_of_an_entry(item: str, warnings: tuple[str, ...], texts: list[str]) -> None:
    (one,) = feed.extract(rss(item)).articles
    assert [block.text for block in one.blocks] == texts
    assert one.warnings == warnings


def test_an_entry_may_come_from_elsewhere_and_its_address_is_one_of_the_web() -> None:
    one, two = feed.extract(
        rss(
            "<source url='https://courier.example/rss'>Courier</source><guid>7</guid><title>a</title>"
            "<link>https://courier.example/a</link>",
            "<title>b</title><link>javascript:alert(1)</link>",
        )
    ).articles
    assert (one.source, one.url, one.identity) == ("Courier", "https://courier.example/a", "7")
    assert (two.source, two.url) == ("Wire", None)


def test_items_of_a_json_feed() -> None:
    one, two, three = json_feed.extract(
        json_of(
            {"id": 7, "content_text": "It rises < it falls.\n\n- a\n- b", "author": {"name": "Ben Lee"}},
            {"id": "b", "title": "B", "summary": "It falls.", "external_url": "https://x.example/b"},
            {"title": "C", "content_html": "<p>It stays.</p>", "date_modified": "2026-03-07T10:00:00Z"},
            "zebra",
            authors=[{"name": "Desk"}],
            language="en-GB",
        )
    ).articles
    assert [(b.kind, b.text) for b in one.blocks] == [
        ("paragraph", "It rises < it falls."),
        ("list item", "a"),
        ("list item", "b"),
    ]
    assert (one.identity, one.author, two.author, two.url) == ("7", "Ben Lee", "Desk", "https://x.example/b")
    assert two.warnings == ("the feed gives only a summary of it",)
    assert (three.identity, three.published, three.language) == ("", "2026-03-07T10:00:00Z", "en-GB")


MANY = 2_100


@pytest.mark.parametrize(
    ("extract", "data"),
    [
        (feed.extract, rss(*["<title>t</title><description>&lt;b&gt;x&lt;/b&gt;</description>"] * MANY)),
        (json_feed.extract, json_of(*[{"title": "t", "content_text": "x"}] * MANY)),
    ],
)
def test_entries_without_end(extract: Callable[[bytes], ExtractedFile], data: bytes) -> None:
    found = extract(data)
    assert len(found.articles) == 2_000
    assert found.warnings == ("only the first 2,000 entries of the feed are read",)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"<?xml version='1.0'?><!DOCTYPE z [<!ENTITY a 'ha'>]><rss><channel/></rss>", "document type"),
        (
            '<?xml version="1.0" encoding="utf-16"?><!-- <a> --><!DOCTYPE z [<!ENTITY x SYSTEM "file:///x">]>'
            "<rss><channel><item><title>&x;</title></item></channel></rss>".encode("utf-16"),
            "document type",
        ),
        (b"<project><name>x</name></project>", "no feed"),
        (rss(), "no entry"),
    ],
)
def test_what_is_no_feed_or_harms_is_refused_by_name(data: bytes, reason: str) -> None:
    with pytest.raises(ReadError, match=reason):
        feed.extract(data)


def test_an_author_without_end_takes_no_time() -> None:
    (one,) = feed.extract(rss("<author>" + "a" * 32_000 + "@</author><title>x</title>")).articles
    assert len(one.author or "") <= 501


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b'{"items": 7}', "no feed"),
        (b"[]", "no feed"),
        (b'{"items": []}', "no entry"),
        (b'{"items": [', "not JSON"),
        (b"[" * 200_000, "nested"),
    ],
)
def test_what_is_no_json_feed_is_refused_by_name(data: bytes, reason: str) -> None:
    with pytest.raises(ReadError, match=reason):
        json_feed.extract(data)


@pytest.mark.parametrize("end", [900, 2_000, 3_000])
def test_a_feed_that_is_cut_is_told(end: int) -> None:
    found = feed.extract((SAMPLES / "feed.rss.xml").read_bytes()[:end])
    assert "damaged" in found.warnings[0]


def test_what_is_told_of_a_file_is_told_though_its_first_entry_has_no_text() -> None:
    articles = [
        ExtractedArticle((), warnings=("empty",)),
        ExtractedArticle((ExtractedBlock("paragraph", "x"),)),
    ]
    first, second = articles_of(articles, ReadContext("a.rss"), ("damaged", "damaged"))
    assert first == Failure("a.rss#1", "there is no text in it: empty")
    assert isinstance(second, Article)
    assert second.warnings == ("damaged",)
    only, told = articles_of(articles[:1], ReadContext("a.rss"), ("damaged", "cut"))
    assert (only, told) == (first, Failure("a.rss", "damaged; cut"))


@pytest.mark.parametrize(
    ("suffix", "head", "name"),
    [
        (".txt", rss("<title>x</title>"), "feed"),
        (".xml", b"<!-- x --><feed xmlns='http://www.w3.org/2005/Atom'>", "feed in .xml"),
        (".html", b"<?xml version='1.0'?><rdf:RDF xmlns='http://purl.org/rss/1.0/'>", "feed"),
        (".txt", b"<rdf:RDF xmlns='http://example.org/'>", "plain text"),
        ("", json_of(), "JSON Feed"),
        (".jsonl", b'{"text": "x"}', "JSON Lines"),
        (".html", b"<!-- x --><html>", "web page"),
    ],
)
def test_the_first_bytes_say_what_it_is(suffix: str, head: bytes, name: str) -> None:
    assert REGISTRY.choose(suffix, head).name == name
    assert feed.sniff(b"It rises.") is json_feed.sniff(b"It rises.") is Evidence.NONE


def test_in_a_folder_only_files_that_are_surely_feeds_are_looked_into(tmp_path: Path) -> None:
    for name in ("a.rss", "b.xml"):
        (tmp_path / name).write_bytes(rss("<title>x</title>"))
    found = list(read_paths([str(tmp_path)]))
    assert [Path(one.id.partition("#")[0]).name for one in found if isinstance(one, Article)] == ["a.rss"]
    assert not [one for one in found if isinstance(one, Failure) and one.path.endswith("a.rss")]
