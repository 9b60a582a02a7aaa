"""Markdown: its own markup decides, and block syntax stays outside the passages."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from briefing.model.article import Article
from briefing.reading.article_builder import build_article
from briefing.reading.formats.format_reader import ReadContext
from briefing.reading.formats.markdown import markdown_blocks, read
from briefing.reading.read_articles import read_paths
from briefing.settings import ReadLimits
from briefing.text.clean import clean

_LINKS = ("Related stories", "Ferries sold", "Tunnel opens", "© 2026 Fjord Radio")
CASES = {
    "headings of both forms, closing marks left out": (
        "# Bridges\n\n## Costs ##\n\nIt costs 40 million.\n\nRepairs\n-------\n\nThey take a year.\n",
        [
            ("title", 0, "Bridges"),
            ("heading", 2, "Costs"),
            ("paragraph", 0, "It costs 40 million."),
            ("heading", 2, "Repairs"),
            ("paragraph", 0, "They take a year."),
        ],
    ),
    "lists, nested, with paragraphs and numbers": (
        "- first\n  goes on\n  - deeper\n\n1. one\n\n   more of one\n2) two\n",
        [
            ("list item", 1, "first\n  goes on"),
            ("list item", 2, "deeper"),
            ("list item", 1, "one"),
            ("list item", 1, "more of one"),
            ("list item", 1, "two"),
        ],
    ),
    "quotations without their first mark": (
        "The mayor said so.\n\n> It is **done**.\n> All of it.\n\n> > twice\n",
        [
            ("paragraph", 0, "The mayor said so."),
            ("quote", 0, "It is **done**.\n> All of it."),
            ("quote", 0, "twice"),
        ],
    ),
    "tables by row, code without fences": (
        "| city | ships |\n|---|---|\n| Oslo | 61 |\n\n```text\nquota = 18\n```\n\nThe end of it.\n",
        [
            ("paragraph", 0, "city | ships"),
            ("paragraph", 0, "Oslo | 61"),
            ("paragraph", 0, "quota = 18"),
            ("paragraph", 0, "The end of it."),
        ],
    ),
    "pictures are captions, rules and comments are nothing": (
        "Some text here.\n\n![The bridge at dawn](b.png)\n\n***\n\n![](x.png)\n\n<!-- to do -->\n",
        [
            ("paragraph", 0, "Some text here."),
            ("caption", 0, "The bridge at dawn"),
            ("boilerplate", 0, "![](x.png)"),
            ("boilerplate", 0, "<!-- to do -->"),
        ],
    ),
    "bold lines head what follows": (
        "Some text here.\n\n**What next**\n\nThe vote is on Friday.\n",
        [
            ("paragraph", 0, "Some text here."),
            ("heading", 3, "What next"),
            ("paragraph", 0, "The vote is on Friday."),
        ],
    ),
    "boilerplate with markup of its own": (
        "# Bridges\n\nIt costs 40 million.\n\n## Related stories\n\n- Ferries sold\n- Tunnel opens\n"
        "\n© 2026 Fjord Radio\n",
        [
            ("title", 0, "Bridges"),
            ("paragraph", 0, "It costs 40 million."),
            *(("boilerplate", 0, text) for text in _LINKS),
        ],
    ),
}


@pytest.mark.parametrize(("source", "expected"), CASES.values(), ids=CASES)
def test_markup_decides_what_a_block_is(source: str, expected: list[tuple[str, int, str]]) -> None:
    text = clean(source)
    article = build_article("a.md", text, blocks=markdown_blocks(text))
    assert [(p.kind, p.level, text[p.start : p.end]) for p in article.passages] == expected


def test_text_below_the_depth_of_the_parser_is_not_lost() -> None:
    blocks = markdown_blocks("> " * 200 + "the bottom\n")
    assert [block.text for block in blocks] == ["the bottom"]


def test_links_and_html_are_only_text() -> None:
    source = "See [here](javascript:alert(1)) and <script>alert(2)</script>.\n\n<script>alert(3)</script>\n"
    assert [block.text for block in markdown_blocks(source)] == source.strip().split("\n\n")


def test_a_very_long_text_is_split_as_plain_text() -> None:
    text = "# Heading\n\n" + "Some words of it.\n" * (ReadLimits().markdown_characters // 18 + 1)
    [article] = read(text.encode(), ReadContext("a.md"))
    assert article.passage_text(0) == "# Heading"


def test_what_was_not_read_in_full_is_said(
    tmp_path: Path, limit_reading: Callable[[ReadLimits], None]
) -> None:
    limit_reading(ReadLimits(lines=50, markdown_characters=500))
    (tmp_path / "long.md").write_text("Some words of it.\n" * 40, encoding="utf-8")
    (tmp_path / "many.txt").write_text("a\n" * 60, encoding="utf-8")
    (tmp_path / "short.txt").write_text("a\n" * 50, encoding="utf-8")
    warnings = [a.warnings for a in read_paths([str(tmp_path)]) if isinstance(a, Article)]
    assert warnings == [
        ("too long for its Markdown to be read; it is split as plain text",),
        ("only the first 50 lines are passages of their own",),
        (),
    ]
