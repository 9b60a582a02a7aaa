"""All dates of whole paragraphs: wires, British papers, features, sport, finance, courts, history."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
from articles import make_article

from briefing.figures.extract_figures import extract_figures
from briefing.model.figure import Figure

PARAGRAPHS: list[dict[str, Any]] = tomllib.loads(
    (Path(__file__).parent / "data" / "news_paragraphs.toml").read_text(encoding="utf-8")
)["paragraph"]


def said(figure: Figure) -> str:
    """One date as the data file writes it."""
    if figure.from_ is None:
        return f"{figure.text} | -"
    return f"{figure.text} | {figure.from_ if figure.from_ == figure.to else f'{figure.from_}..{figure.to}'}"


def marked(paragraph: dict[str, Any]) -> Any:
    fails = paragraph.get("fails")
    name = f"{paragraph['register']}: {paragraph['text'].strip()[:40]}"
    return pytest.param(
        paragraph, id=name, marks=[pytest.mark.xfail(strict=True, reason=fails)] if fails else []
    )


@pytest.mark.parametrize("paragraph", [marked(paragraph) for paragraph in PARAGRAPHS])
def test_dates_of_a_paragraph(paragraph: dict[str, Any]) -> None:
    article = make_article("a.txt", paragraph["text"].strip(), published=paragraph["published"])
    dated = [f for f in extract_figures(article) if f.kind == "date" or f.from_ is not None]
    assert [said(figure) for figure in dated] == paragraph["dates"]


def test_there_are_sixty_paragraphs() -> None:
    assert len(PARAGRAPHS) == 60
