"""The bundled articles, and the texts they were retold from where those lie beside the project."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from briefing.folders import seeds_dir
from briefing.model.article import Article
from briefing.reading.read_articles import read_paths

RAW = Path(__file__).parents[2].parent / "shared" / "seeds"
TABLE = (Path(__file__).parent / "data" / "raw_kinds.txt").read_text(encoding="utf-8")
WORD = re.compile(r"[^\W_]+(?:['’.,\-][^\W_]+)*")
needs_raw = pytest.mark.skipif(not RAW.is_dir(), reason="the raw articles are not beside the project")

RUN = 6
"""Words in a row that no bundled article shares with a raw one."""


def articles(*paths: Path) -> list[Article]:
    found = list(read_paths([str(path) for path in paths]))
    assert all(isinstance(item, Article) for item in found)
    return [item for item in found if isinstance(item, Article)]


def test_the_bundled_articles_are_complete() -> None:
    bundled = articles(seeds_dir())
    assert [a.published for a in bundled] == [
        "2025-06-05",
        "2025-11-24",
        "2025-11-24",
        "2026-02-04",
        "2026-02-05",
    ]
    for article in bundled:
        assert article.has_title
        assert article.published_by == article.source_by == "front matter"
        assert article.source
        assert article.warnings == ()
        assert 250 <= article.words() <= 600
        kinds = {p.kind for p in article.passages}
        assert {"title", "heading", "paragraph", "list item", "quote"} <= kinds
        assert "boilerplate" not in kinds


def test_the_sources_disagree_as_they_did() -> None:
    texts = {a.id.rsplit("/", 1)[1][:10]: a.text for a in articles(seeds_dir()) if "one-month" not in a.id}
    digest = next(a.text for a in articles(seeds_dir()) if "one-month" in a.id)
    assert "$11.15 billion" in texts["2026-02-04"]
    assert "$11 billion" in texts["2026-02-05"]
    assert "20 million tons" in texts["2026-02-04"]
    assert "12 million metric tons" in digest


@needs_raw
def test_no_sentence_of_the_raw_articles_is_taken_over() -> None:
    def runs(text: str) -> set[tuple[str, ...]]:
        words = [word.casefold().replace("’", "'") for word in WORD.findall(text)]
        return {tuple(words[i : i + RUN]) for i in range(len(words) - RUN + 1)}

    raw = set().union(*(runs(path.read_text(encoding="utf-8")) for path in RAW.iterdir()))
    for article in articles(seeds_dir()):
        assert not runs(article.text) & raw


def table() -> list[tuple[str, list[tuple[int, str]]]]:
    """Each raw article's number with the lines and kinds of its passages."""
    expected = []
    for part in TABLE.split("\n== ")[1:]:
        name, _, body = part.partition("\n")
        rows: list[tuple[int, str]] = []
        for row in body.strip().split("\n"):
            lines, _, kinds = row.partition(" ")
            first, _, last = lines.partition("-")
            rows += [
                (n, kind) for n in range(int(first), int(last or first) + 1) for kind in kinds.split(" + ")
            ]
        expected.append((name, rows))
    return expected


@needs_raw
@pytest.mark.parametrize(("number", "expected"), table())
def test_the_raw_articles_are_split_as_a_reader_would(number: str, expected: list[tuple[int, str]]) -> None:
    [file] = RAW.glob(f"{number}_*")
    [article] = articles(file)
    found = [(article.text.count("\n", 0, p.start) + 1, p.kind) for p in article.passages]
    assert found == expected


@needs_raw
def test_the_raw_articles_prove_no_more_than_they_say() -> None:
    known = [(a.has_title, a.source, a.published, a.published_by) for a in articles(RAW)]
    assert known == [
        (True, None, "2026-02-04", "weekday"),
        (False, "Bloomberg", None, "unknown"),
        (True, None, None, "unknown"),
        (False, None, None, "unknown"),
        (True, "Newslooks", None, "unknown"),
    ]
