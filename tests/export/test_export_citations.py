"""What a footnote says of an article, sentence by sentence."""

from __future__ import annotations

import pytest

from briefing.export.citations import about
from briefing.export.document import Link, Text, WorkTitle
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
