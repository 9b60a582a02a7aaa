"""Quotes of the articles that tests of the reader open, given by hand."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from briefing.model.excerpt import Citation
from briefing.model.quote import AttributedQuote
from briefing.model.quote_row import QuoteRow
from briefing.session.requests.quote_requests import CitedQuotes

if TYPE_CHECKING:
    from briefing.model.topic import Topic
    from briefing.session import Session

GAZETTE, HERALD, WIRE = "a-gazette.md", "b-herald.md", "c-wire.md"


class Said(NamedTuple):
    """A file, words that it quotes, and its words for who says them."""

    file: str
    words: str
    speaker: str | None
    certainty: float = 0.97
    who: str = ""
    """The name that they mean, where it is another form of the speaker's."""


ROWS: tuple[tuple[str | None, Sequence[Said]], ...] = (
    (
        "Water Board",
        (
            Said(GAZETTE, "will cost 40 million euros and take 18 months", "the water board"),
            Said(HERALD, "could cost 55 million euros and last 24 months", "members", 0.6),
            Said(WIRE, "40 million euros", "The water board"),
        ),
    ),
    ("Water Board", (Said(GAZETTE, "wants the state to pay 60 per cent of the bill", "The board"),)),
    ("mayor of Lower Kestrel", (Said(GAZETTE, "We do not sleep when it rains", "the mayor"),)),
    ("harbour master", (Said(WIRE, "Boats are forbidden on Kestrel lake", "the harbour master"),)),
    (None, (Said(HERALD, "sold out of sandbags within an hour", None),)),
)
"""Who says what, and where."""


def given_quotes(session: Session, topic: str | None, topics: Sequence[Topic]) -> CitedQuotes:
    """The rows, as far as their files are open; on a topic, what its passages quote."""
    names = {Path(article.id).name: article.id for article in session.articles}
    here = None
    if topic is not None:
        passages = next(one.passages for one in topics if one.label == topic)
        here = {(one.article, one.passage) for one in passages}
    rows = []
    for speaker, said in ROWS:
        found = [
            quote
            for one in said
            if one.file in names and (quote := _quote(session, names[one.file], one, one.who or speaker))
        ]
        kept = tuple(one for one in found if here is None or (one.article, one.passage) in here)
        if kept:
            heeded = [session.speakers.by_hand.heeded([one])[0] for one in kept]
            set_by_hand = {one.who for one, before in zip(heeded, kept, strict=True) if one.who != before.who}
            by_hand = set_by_hand.pop() if set_by_hand else speaker
            rows.append(QuoteRow(by_hand, kept, tuple(one.text for one in kept)))
    articles = [session.article(name) for name in names.values()]
    return CitedQuotes(
        tuple(rows),
        {one.id: Citation.of(one) for one in articles},
        {one.id: one.fingerprint for one in articles},
        corrections=session.speakers.concerned(),
    )


def _quote(session: Session, name: str, said: Said, who: str | None) -> AttributedQuote | None:
    """The first place of some words below the title; None where the article does not hold them any more."""
    article = session.article(name)
    passages = (p for p in article.passages[1:] if said.words in article.text[p.start : p.end])
    passage = next(passages, None)
    if passage is None:
        return None
    start = article.text.index(said.words, passage.start)
    return AttributedQuote(
        name,
        passage.number,
        start,
        start + len(said.words),
        said.words,
        None,
        None,
        said.speaker,
        who,
        said.certainty,
        "said" if said.speaker else None,
        direct=True,
    )
