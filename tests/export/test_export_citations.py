"""What a footnote says of an article, sentence by sentence."""

from __future__ import annotations

from dataclasses import replace

import pytest

from briefing.export.citations import Sources, about, credit
from briefing.export.document import Link, Text, WorkTitle
from briefing.folders import seeds_dir
from briefing.model.excerpt import Citation


@pytest.mark.parametrize(
    ("title", "source", "told"),
    [
        ("Talks resume", "Gazette", "Talks resume. Gazette. a.md"),
        ("Will talks resume soon?", "Gazette", "Will talks resume soon? Gazette. a.md"),
        ("“Talks resume!”", "Gazette", "“Talks resume!” Gazette. a.md"),
        ("Talks…", None, "Talks… a.md"),
        ("Talks resume", "Gazette Inc.", "Talks resume. Gazette Inc. a.md"),
        ("Talks resume", None, "Talks resume. a.md"),
    ],
)
def test_what_ends_a_sentence_is_followed_by_no_full_stop(title: str, source: str | None, told: str) -> None:
    parts = about(Citation("a.md", title, source, None, None, None))
    shown = [
        one.address if isinstance(one, Link) else one.text
        for one in parts
        if isinstance(one, Text | WorkTitle | Link)
    ]
    assert "".join(shown) == told


def test_an_article_of_the_programs_own_is_cited_by_its_file() -> None:
    """Where the program is installed is nothing that a reader of a note can follow."""
    own = str(seeds_dir() / "talks.txt")
    *_, address = about(Citation(own, "Talks resume", "Gazette", None, None, None))
    assert address == Link("talks.txt", web=False)
    *_, address = about(Citation("/elsewhere/seeds/talks.txt", "Talks resume", None, None, None, None))
    assert address == Link("/elsewhere/seeds/talks.txt", web=False)


ARTICLE = Citation("1.md", "School shut", None, None, None, None)
KEPT = Citation("1.md", "School shut", "Gazette", None, "2026-02-04", None)
BEFORE = Citation("1.md", "Levy up", "Reuters", None, "2026-02-03", None)
"""What a mark kept of the article that had the name before."""


@pytest.mark.parametrize("known", [(ARTICLE, KEPT, BEFORE), (BEFORE, KEPT, ARTICLE), (KEPT, BEFORE)])
def test_what_is_known_of_one_article_is_told_of_it_and_never_of_another_of_its_name(
    known: tuple[Citation, ...],
) -> None:
    sources = Sources(known)
    assert sources.reference(ARTICLE).text == sources.reference(KEPT).text == credit(KEPT)
    assert sources.reference(BEFORE).text == credit(BEFORE)
    assert [note.number for note in sources.footnotes()] == [1, 2]


@pytest.mark.parametrize("changed", ["source", "author", "published", "url"])
def test_citations_that_differ_in_what_both_know_are_two(changed: str) -> None:
    known = replace(
        ARTICLE, source="Gazette", author="A. Reed", published="2026-02-04", url="https://a.example"
    )
    other = replace(known, **{changed: "2026-02-05"})
    sources = Sources((known, other))
    assert [sources.reference(one).footnote for one in (known, other, known)] == [1, 2, 1]
