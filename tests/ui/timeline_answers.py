"""A timeline of the articles that tests of the reader open, given by hand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from briefing.model.excerpt import Citation
from briefing.model.timeline_row import DatedStatement, Precision, TimelineRow
from briefing.session.requests.timeline_requests import CitedTimeline
from briefing.text.passage_sentences import sentence_at

if TYPE_CHECKING:
    from briefing.model.topic import Topic
    from briefing.session import Session

GAZETTE, HERALD, WIRE = "a-gazette.md", "b-herald.md", "c-wire.md"
Told = tuple[str, str]
"""A file, and words in it that stand for a date."""
Row = tuple[str, str, Precision, str, float, int, Sequence[Told]]

ROWS: tuple[Row, ...] = (
    ("2025-01-01", "2025-12-31", "year", "storm damaged the spillway", 0.4, 0, ((WIRE, "storm"),)),
    (
        "2026-03-02",
        "2026-03-02",
        "day",
        "12 cracks in the spillway after the storm",
        3.5,
        1,
        ((GAZETTE, "the storm"), (HERALD, "the storm"), (WIRE, "the storm")),
    ),
    ("2026-03-09", "2026-03-09", "day", "three villages were told to keep a bag packed", 0.5, 0,
     ((GAZETTE, "so far"),)),
    ("2026-03-10", "2026-03-10", "day", "the water board said on Tuesday", 1.2, 0,
     ((GAZETTE, "Tuesday"), (HERALD, "admitted"))),
    ("2026-06-09", "2026-06-09", "day", "board meets again", 0.3, 0, ((GAZETTE, "9 June 2026"),)),
)  # fmt: skip
"""First and last day, precision, label, weight, who looks back, and who says it where."""
AHEAD = "2026-06-09"
SPEAKERS = {"Tuesday": "Water Board"}
"""Who is quoted with some words."""


def given_timeline(
    session: Session, topic: str | None, topics: Sequence[Topic], *, quoted: bool
) -> CitedTimeline:
    """The rows, as far as their files are open; of a topic, what its passages tell."""
    names = {Path(article.id).name: article.id for article in session.articles}
    here = None
    if topic is not None:
        passages = next(one.passages for one in topics if one.label == topic)
        here = {(one.article, one.passage) for one in passages}
    rows = []
    for first, last, precision, label, weight, looked_back, told in ROWS:
        places = [(names[file], words) for file, words in told if file in names]
        found = [_statement(session, *place, ahead=first == AHEAD, quoted=quoted) for place in places]
        kept = tuple(one for one in found if one and (here is None or (one.article, one.passage) in here))
        if kept:
            voices = len({one.article for one in kept})
            rows.append(TimelineRow(first, last, precision, label, weight, voices, looked_back, kept))
    articles = [session.article(name) for name in names.values()]
    return CitedTimeline(
        tuple(rows),
        {one.id: Citation.of(one) for one in articles},
        {one.id: one.fingerprint for one in articles},
        quoted=quoted,
    )


def _statement(
    session: Session, name: str, words: str, *, ahead: bool, quoted: bool
) -> DatedStatement | None:
    """The first place of some words below the title; None where the article does not hold them any more."""
    article = session.article(name)
    passages = (p for p in article.passages[1:] if words in article.text[p.start : p.end])
    passage = next(passages, None)
    if passage is None:
        return None
    start = article.text.index(words, passage.start)
    sentence = sentence_at(article, start)
    text = article.text[sentence.start : sentence.end]
    found = DatedStatement(
        name, passage.number, start, start + len(words), words, text, sentence.start, ahead, article.published
    )
    return replace(found, speaker=SPEAKERS.get(words)) if quoted else found
