"""Labelled pages, where they lie beside the project: what is found of their articles and metadata."""

from __future__ import annotations

import json
import re
import unicodedata
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from briefing.errors import ReadError
from briefing.model.article import Article
from briefing.reading.extracted_article import article_of
from briefing.reading.formats.format_reader import ReadContext
from briefing.reading.html.html_reader import extract_page, is_installed

PAGES = Path(__file__).parents[3].parent / "shared" / "bench" / "formats" / "html"
pytestmark = [
    pytest.mark.long,
    pytest.mark.skipif(not PAGES.is_dir(), reason="the labelled pages do not lie beside the project"),
    pytest.mark.skipif(not is_installed(), reason="trafilatura is not installed"),
]
FLOORS = {"article": 0.965, "title": 0.84, "author": 0.62, "date": 0.87}


def labelled(name: str) -> list[dict[str, str]]:
    return [json.loads(line) for line in (PAGES / f"{name}.dev.jsonl").read_text("utf-8").splitlines()]


@cache
def read(path: str) -> Article | None:
    try:
        return article_of(extract_page((PAGES / path).read_bytes()), ReadContext(path))
    except ReadError:
        return None


def body(article: Article) -> str:
    counted = (p for p in article.passages if p.kind not in ("title", "boilerplate"))
    return "\n".join(article.text[p.start : p.end] for p in counted)


def shingles(text: str) -> Counter[tuple[str, ...]]:
    """Runs of four words."""
    words = re.findall(r"\w+", text)
    return Counter(tuple(words[at : at + 4]) for at in range(max(1, len(words) - 3)) if words)


def test_the_articles_of_pages_are_found() -> None:
    precision, recall = [], []
    for page in labelled("aeb"):
        article = read(page["path"])
        wanted, found = shingles(page["gold_text"]), shingles(body(article) if article else "")
        both = (wanted & found).total()
        precision += [both / found.total()] if found else []
        recall += [both / wanted.total()] if wanted else []
    p, r = sum(precision) / len(precision), sum(recall) / len(recall)
    assert 2 * p * r / (p + r) >= FLOORS["article"], (p, r)


def folded(text: object) -> str:
    said = "; ".join(map(str, text)) if isinstance(text, list) else str(text or "")
    return " ".join(re.findall(r"\w+", unicodedata.normalize("NFKC", said).casefold()))


def names(text: object) -> set[str]:
    parts = text if isinstance(text, list) else re.split(r"[;,&/|]|\b(?:and|und)\b", str(text or ""))
    return {name for part in parts if (name := re.sub(r"^(?:by|von|par|por) ", "", folded(part)))}


def test_pages_say_of_themselves() -> None:
    hits: Counter[str] = Counter()
    asked: Counter[str] = Counter()
    for page in labelled("traf"):
        article = read(page["path"])
        said = (article.title, article.author, article.published) if article else ("", None, None)
        right = (
            folded(page["title"]) == folded(said[0]),
            names(page["author"]) == names(said[1]),
            str(page["date"])[:10] == said[2],
        )
        for name, is_right in zip(("title", "author", "date"), right, strict=True):
            asked[name] += bool(page[name])
            hits[name] += bool(page[name]) and is_right
    shares = {name: hits[name] / asked[name] for name in asked}
    assert all(share >= FLOORS[name] for name, share in shares.items()), shares
