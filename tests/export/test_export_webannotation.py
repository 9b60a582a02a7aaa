"""Web annotations against the rules of the data model."""

from __future__ import annotations

import json
from typing import Any

import pytest
from exports import excerpts_as
from hypothesis import given
from hypothesis import strategies as st

from briefing.model.excerpt import Citation, Excerpt


def items(found: tuple[Excerpt, ...] | list[Excerpt]) -> list[dict[str, Any]]:
    collection = json.loads(excerpts_as("webannotation", found, title="t"))
    assert collection["@context"] == "http://www.w3.org/ns/anno.jsonld"
    assert collection["type"] == "AnnotationCollection"
    assert collection["total"] == len(found)
    page = collection["first"]
    assert page["type"] == "AnnotationPage"
    listed: list[dict[str, Any]] = page["items"]
    return listed


def excerpt(**fields: Any) -> Excerpt:
    citation = Citation(fields.pop("article", "a.txt"), "t", None, None, None, fields.pop("url", None))
    return Excerpt(
        citation, 0, fields.pop("start", 4), fields.pop("end", 9), fields.pop("text", "quote"), **fields
    )


def test_place_is_given_by_quote_and_by_position() -> None:
    target = items([excerpt(context="A short quote, kept.")])[0]["target"]
    assert target["selector"] == [
        {"type": "TextQuoteSelector", "exact": "quote", "prefix": "A short ", "suffix": ", kept."},
        {"type": "TextPositionSelector", "start": 4, "end": 9},
    ]


def test_no_context_is_claimed_where_the_quote_stands_twice() -> None:
    target = items([excerpt(context="quote and quote")])[0]["target"]
    assert target["selector"][0] == {"type": "TextQuoteSelector", "exact": "quote"}


def test_notes_tags_labels_and_values_are_bodies_with_purposes() -> None:
    made = items([excerpt(note="why", tags=("x", "y"), label="money", normal="EUR 5")])[0]
    bodies = [(body["purpose"], body["value"]) for body in made["body"]]
    assert bodies == [
        ("commenting", "why"),
        ("tagging", "x"),
        ("tagging", "y"),
        ("classifying", "money"),
        ("describing", "EUR 5"),
    ]
    assert made["motivation"] == "commenting"
    assert items([excerpt(label="money")])[0]["motivation"] == "classifying"
    plain = items([excerpt()])[0]
    assert plain["motivation"] == "highlighting"
    assert "body" not in plain
    assert "created" not in plain


@pytest.mark.parametrize(
    ("article", "url", "iri"),
    [
        ("notes/a b.md", None, "notes/a%20b.md"),
        ("in.jsonl#7", None, "in.jsonl%237"),
        ("javascript:alert(1)", None, "javascript%3Aalert%281%29"),
        ("/srv/x/ü.md", None, "file:///srv/x/%C3%BC.md"),
        ("bad\udcff.md", None, "bad%FF.md"),
        ("a.md", "https://e.example/x?y=1#z", "https://e.example/x?y=1#z"),
        ("a.md", "javascript:alert(1)", "a.md"),
        ("a.md", "https://e.example/a b", "a.md"),
    ],
)
def test_source_is_an_address_or_a_path(article: str, url: str | None, iri: str) -> None:
    assert items([excerpt(article=article, url=url)])[0]["target"]["source"]["id"] == iri


def test_identifiers_tell_excerpts_apart_and_last() -> None:
    found = [
        excerpt(),
        excerpt(start=5),
        excerpt(text="other"),
        excerpt(mark="1"),
        excerpt(mark="2"),
        excerpt(article="b"),
    ]
    identifiers = [made["id"] for made in items(found)]
    assert len(set(identifiers)) == len(found)
    assert identifiers == [made["id"] for made in items(found)]
    assert all(identifier.startswith("urn:uuid:") for identifier in identifiers)
    assert items([excerpt(mark="1", note="later")])[0]["id"] == identifiers[3]


@given(st.text(), st.text(), st.text(), st.text())
def test_any_text_comes_back(text: str, article: str, note: str, title: str) -> None:
    data = excerpts_as("webannotation", [excerpt(text=text, article=article, note=note)], title=title)
    made = json.loads(data)["first"]["items"][0]
    assert made["target"]["selector"][0]["exact"] == text
    assert [body["value"] for body in made.get("body", [])] == ([note] if note else [])


def test_only_known_colours_become_styles() -> None:
    assert items([excerpt(colour="green")])[0]["target"]["styleClass"] == "green"
    assert "styleClass" not in items([excerpt(colour="} body{")])[0]["target"]
