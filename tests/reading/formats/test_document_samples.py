"""Documents as programs write them: samples in the tree, and labelled documents where they lie beside it."""

from __future__ import annotations

import json
import re
import unicodedata
from collections import Counter
from pathlib import Path
from statistics import mean

import pytest
import tiers

from briefing.model.article import Article, Failure
from briefing.reading.read_articles import read_data, read_paths
from briefing.reading.sources import InputFile

SAMPLES = Path(__file__).parent / "samples"
LABELLED = Path(__file__).parents[3].parent / "shared" / "bench" / "formats" / "office"
FLOOR = 0.995
"""Words found of those that stand in the document, and of those found those that do, as F1."""
FORMATS = [suffix for suffix in ("docx", "odt", "rtf") if (SAMPLES / f"report.{suffix}").exists()]

REPORT = [
    ("title", 0, "Harbour strike halts grain exports for a fifth day"),
    ("paragraph", 0, "Dockers in Northport kept the grain terminal closed on Wednesday"),
    ("paragraph", 0, "The port authority put the daily loss at €3.1 million."),
    ("heading", 1, "What the two sides want"),
    ("list item", 1, "The union asks for a rise of 7.5 percent over two years."),
    ("list item", 1, "The port offers 4 percent and a single payment of €600."),
    ("quote", 0, "We have waited nine months for an answer, and we can wait one more week."),
    ("paragraph", 0, "Talks are to go on at the labour ministry on Friday"),
    ("caption", 0, "Ships wait off Northport on Tuesday. Photo: Courier"),
    ("row", 0, "Year\tTonnes"),
    ("row", 0, "2025\t398,000"),
]


def only(path: Path) -> Article:
    (article,) = read_paths([str(path)])
    assert isinstance(article, Article), article
    return article


@pytest.mark.parametrize("suffix", FORMATS)
def test_a_report_keeps_its_parts_and_says_what_it_is(suffix: str) -> None:
    article = only(SAMPLES / f"report.{suffix}")
    found = [(p.kind, p.level, article.text[p.start : p.end]) for p in article.passages]
    assert [(kind, level) for kind, level, _ in found] == [(kind, level) for kind, level, _ in REPORT]
    assert all(text.startswith(begins) for (_, _, text), (_, _, begins) in zip(found, REPORT, strict=True))
    said = (article.title, article.author, article.published, article.published_by)
    assert said == (REPORT[0][2], "Mara Ilves", "2026-03-04", "metadata")
    assert article.extractor == f"{suffix}/1"
    assert article.warnings == ()
    assert "zebra" not in article.text.lower()


@pytest.mark.parametrize("name", ["report.txt", "report.doc", "report.md", "report"])
@pytest.mark.parametrize("suffix", FORMATS)
def test_a_document_is_read_as_what_it_is_under_any_name(suffix: str, name: str) -> None:
    data = (SAMPLES / f"report.{suffix}").read_bytes()
    (article,) = read_data(InputFile(name, name), data)
    assert isinstance(article, Article)
    assert article.extractor == f"{suffix}/1"
    named = name.endswith((".txt", ".md")) or (name.endswith(".doc") and suffix == "odt")
    assert len(article.warnings) == named


@pytest.mark.parametrize("suffix", FORMATS)
def test_a_document_that_is_cut_anywhere_is_an_answer_or_a_refusal(suffix: str) -> None:
    data = (SAMPLES / f"report.{suffix}").read_bytes()
    for size in range(8, len(data) - 100, len(data) // tiers.amount(4, 100)):
        for one in read_data(InputFile(f"a.{suffix}", f"a.{suffix}"), data[:size]):
            assert one.reason if isinstance(one, Failure) else one.warnings


def _word_f1(one: str, other: str) -> float:
    """As the labelled documents are scored: words counted, forms of one sign taken for one."""
    a, b = (Counter(re.findall(r"\w+", unicodedata.normalize("NFKC", text).lower())) for text in (one, other))
    return 2 * (a & b).total() / max(a.total() + b.total(), 1)


@pytest.mark.skipif(not LABELLED.is_dir(), reason="the labelled documents do not lie beside the project")
@pytest.mark.parametrize("suffix", FORMATS)
def test_labelled_documents_lose_no_words(suffix: str) -> None:
    labelled = [
        one for one in json.loads((LABELLED / "gold.json").read_text()) if one["file"].endswith(suffix)
    ]
    scores = [
        _word_f1(one["text"], only(LABELLED / one["file"]).text) for one in labelled[: tiers.amount(2, 20)]
    ]
    assert mean(scores) >= FLOOR
