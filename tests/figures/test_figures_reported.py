"""Kinds of sentences that came out wrong for readers of extractors like this one, with the right answer."""

from __future__ import annotations

import tomllib
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from articles import make_article

from briefing.figures.extract_figures import extract_figures
from briefing.model.article import Article
from briefing.model.figure import Figure
from briefing.reading.read_articles import read_data
from briefing.reading.sources import InputFile

CASES: list[dict[str, Any]] = tomllib.loads(
    (Path(__file__).parent / "data" / "reported.toml").read_text(encoding="utf-8")
)["case"]
PUBLISHED = "2026-02-04"
PADDING = "The council said that new rules would come into force after the summer recess. "


def article_of(case: dict[str, Any]) -> Article:
    """The text as one passage, behind `pad` characters of other sentences, or as the file it stands in."""
    text: str = case["text"]
    if suffix := case.get("suffix"):
        name = f"case{suffix}"
        (article,) = read_data(InputFile(name, name), text.strip("\n").encode())
        assert isinstance(article, Article)
        return article
    pad: int = case.get("pad", 0)
    words = (PADDING * (pad // len(PADDING) + 1))[: max(0, pad - 2)]
    before = words[: words.rfind(" ")] if words else ""
    lead = before + "." * (pad - len(before) - 1) + " " if pad else ""
    return make_article("case", lead + text, published=case.get("published", PUBLISHED))


def said(figure: Figure) -> str:
    """One figure as the data file writes it."""
    if figure.value is not None:
        value = f"{figure.value:.15g}"
    elif figure.low is not None and figure.high is not None:
        value = f"{figure.low:.15g}..{figure.high:.15g}"
    elif figure.kind == "date" and figure.from_ is not None:
        value = figure.from_ if figure.from_ == figure.to else f"{figure.from_}..{figure.to}"
    else:
        value = "-"
    return f"{figure.kind} {value} {figure.unit or ''}".strip()


def marked(case: dict[str, Any]) -> Any:
    failing = [pytest.mark.xfail(strict=True, reason=case["kind"])] if case.get("fails") else []
    return pytest.param(case, id=case["kind"], marks=failing)


@pytest.mark.parametrize("case", [marked(case) for case in CASES])
def test_a_reported_kind_comes_out_right(case: dict[str, Any]) -> None:
    found = [said(figure) for figure in extract_figures(article_of(case))]
    wanted = Counter(figure for outcome in case["right"] for figure in outcome)
    kept = [figure for figure in found if figure in wanted or figure not in case.get("free", ())]
    assert any(kept == outcome for outcome in case["right"]), kept


def test_every_kind_is_named_once() -> None:
    kinds = [case["kind"] for case in CASES]
    assert len(kinds) == len(set(kinds)) >= 48
