"""An analysis of articles needs its line in the table, and nothing where indexes are made."""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType

import pytest

from briefing.analyses import articles
from briefing.analyses.articles import AnnotatorLine, annotator
from briefing.model.annotation import Annotator, IndexTerms
from briefing.model.article import Article
from briefing.search.search_index import SearchIndex
from briefing.session import Session

TEXTS = {"a": "A calm day\n\nThe STORM passed.\n", "b": "A calm night\n\nNobody called.\n"}


@dataclass(frozen=True)
class Capitals:
    """A word in capitals."""

    article: str
    passage: int
    start: int
    end: int
    text: str


def _terms(found: Sequence[Capitals]) -> Mapping[int, IndexTerms]:
    return {one.passage: IndexTerms((f"capitals:{one.text.casefold()}",)) for one in found}


@pytest.mark.parametrize("at_opening", [True, False])
def test_another_analysis_is_found_when_its_line_says(
    own_folders: Path, monkeypatch: pytest.MonkeyPatch, at_opening: bool
) -> None:
    # One of this name in each run: analyses are looked up once.
    called = f"capitals_{at_opening}"
    extracted: Counter[str] = Counter()

    def extract(article: Article) -> tuple[Capitals, ...]:
        extracted[article.id] += 1
        return tuple(
            Capitals(article.id, article.passage_at(match.start()), *match.span(), match.group())
            for match in re.finditer(r"\b[A-Z]{2,}\b", article.text)
        )

    module = ModuleType(called)
    vars(module)["ANNOTATOR"] = Annotator(
        name=called,
        number=250,
        version=1,
        extract=extract,
        pack=lambda _: b"",
        unpack=lambda *_: (),
        terms=_terms,
        style="name",
    )
    monkeypatch.setitem(sys.modules, called, module)
    monkeypatch.setitem(articles.ANNOTATORS, called, AnnotatorLine(called, at_opening=at_opening))
    (own_folders / "news").mkdir()
    for name, text in TEXTS.items():
        (own_folders / "news" / f"{name}.txt").write_text(text, encoding="utf-8")
    session = Session()
    every = [article.id for article in session.open(["news"]) if isinstance(article, Article)]
    for name in every if at_opening else ():
        for analysis in ("figures", called):
            session.keep_annotations(name, analysis, annotator(analysis).extract(session.article(name)))
    for _ in session.warm():
        pass
    assert extracted == dict.fromkeys(every, 1)
    opened: list[SearchIndex] = []
    session.corpus.searched(frozenset(), opened.append)
    session.corpus.searched(frozenset({called, "names"}), opened.append)
    # It knew them: none was made for the question, and nothing was found again.
    assert opened[0] is opened[1]
    assert extracted == dict.fromkeys(every, 1)
