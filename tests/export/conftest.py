"""One small set of excerpts for the export tests: a mark, an orphan, figures, a topic, and hostile text; and
one ledger of three sources."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from exports import QuotedLines

from briefing.export.quotes_product import QuotesProduct
from briefing.export.timeline_product import TimelineProduct
from briefing.model.article import Span
from briefing.model.excerpt import Citation, Excerpt
from briefing.model.figure import FigureKind
from briefing.model.ledger_line import DifferReason, LedgerEntry, LedgerLine, QuotedSentence, Verdict
from briefing.model.quote import AttributedQuote
from briefing.model.quote_row import QuoteRow
from briefing.model.sheet_line import Sheet, SheetLine
from briefing.model.timeline_row import DatedStatement, TimelineRow

HARBOUR = Citation(
    "notes/harbour.md",
    "Harbour tolls rise again",
    "The Quay Gazette",
    "Ines Varga",
    "2026-03-02",
    "https://quay.example/tolls?year=2026&port=3",
)
HOSTILE = Citation(
    "in box/=cmd|'x'!A0.txt#7",
    "</title><script>alert(1)</script> [click](javascript:alert(1)) `*_~",
    '=HYPERLINK("http://evil.example")',
    None,
    None,
    "javascript:alert(1)",
)


@pytest.fixture(scope="session")
def excerpts() -> tuple[Excerpt, ...]:
    """Excerpts of every kind, in a fixed order."""
    return (*_marks(), *_figures(), *_passages())


def _marks() -> tuple[Excerpt, ...]:
    return (
        Excerpt(
            HARBOUR,
            passage=2,
            start=120,
            end=176,
            text="Pilots say the new toll is fair; two shippers disagree.",
            context="After the vote: Pilots say the new toll is fair; two shippers disagree.",
            colour="green",
            note="Ask which two.\nBoth signed in May?",
            tags=("tolls", "shippers"),
            mark="01JNB8X2M4T6V8Y0A2C4E6G8J0",
            created="2026-03-03T08:15:00Z",
        ),
        Excerpt(
            Citation("notes/harbour.md", "Harbour tolls rise again", None, None, None, None),
            passage=9,
            start=900,
            end=921,
            text="a quote that was lost",
            colour="octarine",
            mark="01JNB8X2M4T6V8Y0A2C4E6G8J1",
            created="2026-03-03T08:16:00Z",
            now="",
        ),
        Excerpt(
            HARBOUR,
            passage=3,
            start=200,
            end=248,
            text="The board expects <five> ships a *week* in May.",
            colour="blue",
            note="Who counted?",
            mark="01JNB8X2M4T6V8Y0A2C4E6G8J3",
            created="2026-03-03T08:17:00Z",
            now="The board hopes for <six> ships a *week* in ~June~.",
        ),
    )


def _figures() -> tuple[Excerpt, ...]:
    return (
        Excerpt(
            HARBOUR,
            passage=1,
            start=44,
            end=56,
            text="€1.2 million",
            context="The port took in €1.2 million, of which €1 was found on the quay.",
            label="money",
            value=1200000.0,
            unit="EUR",
            normal="EUR 1,200,000",
        ),
        Excerpt(
            HARBOUR,
            passage=3,
            start=300,
            end=314,
            text="-0.5 to 2.25 %",
            context="Growth of -0.5 to 2.25 % is forecast.",
            label="percent",
            low=-0.5,
            high=2.25,
            unit="%",
            normal="-0.5-2.25 %",
        ),
    )


def _passages() -> tuple[Excerpt, ...]:
    return (
        Excerpt(HARBOUR, 0, 0, 24, "Harbour tolls rise again", label="tolls & <quays>"),
        Excerpt(HARBOUR, 4, 400, 433, "1. First\n- second\n\n   # third\n===", label="tolls & <quays>"),
        Excerpt(
            HOSTILE,
            passage=0,
            start=0,
            end=61,
            text='<img src=x onerror=alert(1)> &lt; [a](http://b) "=1+1" $x$ |',
            colour='"><script>',
            note="+SUM(A1)\r\n@here\x1b]52;c;eA==\x07\u202e\x9b",
            tags=("-1", "＝x", "<b>"),
            mark="01JNB8X2M4T6V8Y0A2C4E6G8J2",
        ),
    )


COURIER = Citation("notes/two=2.md", "Storm at the quay", "Courier", None, "2026-03-03", None)
SENTENCES = {
    (HARBOUR.article, 0): "The storm cost the port €1.2 million, “a bad night.",
    (HARBOUR.article, 100): "Twelve ships waited outside.",
    (COURIER.article, 0): 'The "storm" cost about €1.5 million | more than any before.',
    (COURIER.article, 90): "Outside, 12 ships\nwaited.",
    (HOSTILE.article, 0): '<img src=x onerror=alert(1)> at =5 cm of [rain](http://b) "$x$ «never» “end”.',
}
"""By article and where they begin."""


def _entry(
    citation: Citation, start: int, text: str, value: float, copy_of: str | None = None
) -> LedgerEntry:
    sentence = SENTENCES[citation.article, start]
    at = start + sentence.index(text)
    ends = (value - value / 8, value + value / 8)
    return LedgerEntry(
        *(
            citation.article,
            1,
            at,
            at + len(text),
            text,
            value,
            None,
            None,
            ends,
            citation.published,
            copy_of,
        ),
        (Span(start, start + 3),),
    )


def _line(
    label: str,
    verdict: Verdict,
    entries: Sequence[LedgerEntry],
    kind: FigureKind = "money",
    unit: str = "EUR",
    reason: DifferReason | None = None,
) -> LedgerLine:
    voices = sum(entry.copy_of is None for entry in entries)
    topic = "tolls & <quays>" if kind == "money" else None
    return LedgerLine(
        *(f"id-{verdict}", label, kind, unit, verdict, reason, topic, 0.875, voices, tuple(entries))
    )


@pytest.fixture(scope="session")
def ledger() -> QuotedLines:
    """A line of each verdict; one text never closes its quotation marks, one is hostile."""
    lines = (
        _line(
            "what the storm cost",
            "differ",
            [_entry(HARBOUR, 0, "€1.2 million", 1.2e6), _entry(COURIER, 0, "about €1.5 million", 1.5e6)],
            reason="estimate",
        ),
        _line(
            "ships outside",
            "agree",
            [
                _entry(HARBOUR, 100, "Twelve ships", 12),
                _entry(COURIER, 90, "12 ships", 12, HARBOUR.article),
            ],
            "count",
            "ship",
        ),
        _line("=rain | *<b>*", "single", [_entry(HOSTILE, 0, "5 cm", 5)], "quantity", "cm"),
    )
    sentences = {
        (entry.article, entry.start): QuotedSentence(text, start)
        for line in lines
        for entry in line.entries
        for (article, start), text in SENTENCES.items()
        if article == entry.article and start <= entry.start < start + len(text)
    }
    return QuotedLines(lines, sentences, {one.article: one for one in (HARBOUR, COURIER, HOSTILE)})


@pytest.fixture(scope="session")
def sheet(ledger: QuotedLines) -> Sheet:
    """A sheet that has two lines of what one source alone says, and none that is agreed."""
    differ, agree, single = ledger.lines
    return Sheet(
        disputed=(SheetLine(differ, "what the storm cost: …", "estimate"),),
        single=(SheetLine(single, "rain: …", ""), SheetLine(agree, "ships: …", "")),
        open=(SheetLine(single, "rain: …", "only bounded"),),
    )


def _statement(
    citation: Citation, sentence: str, text: str, *, ahead: bool = False, copy_of: str | None = None
) -> DatedStatement:
    at = 100 + sentence.index(text)
    return DatedStatement(
        citation.article, 1, at, at + len(text), text, sentence, 100, ahead, citation.published, copy_of
    )


@pytest.fixture(scope="session")
def timeline() -> TimelineProduct:
    """A day that two tell and one copies, a hostile month, and a day that lies ahead."""
    storm = (
        _statement(HARBOUR, "On Sunday the storm came, and “a bad night; it was.", "Sunday"),
        _statement(COURIER, "The storm of 1 March | cost much.", "1 March"),
        _statement(COURIER, "It came on March 1.", "March 1", copy_of=HARBOUR.article),
    )
    month = (_statement(HOSTILE, '<img src=x onerror=alert(1)> in\nMarch 2026, "=1+1\\;', "March 2026"),)
    ahead = (_statement(HARBOUR, "The court sits on 4 May, the port said.", "4 May", ahead=True),)
    rows = (
        TimelineRow("2026-03-01", "2026-03-01", "day", "the storm came", 2.5, 2, 1, storm),
        TimelineRow("2026-03-01", "2026-03-31", "month", "=<img src=x>", 0.3, 1, 0, month),
        TimelineRow("2026-05-04", "2026-05-04", "day", "court sits", 0.3, 1, 0, ahead),
    )
    title = "Tolls & quays: <what> the *sources* say"
    return TimelineProduct(rows, {one.article: one for one in (HARBOUR, COURIER, HOSTILE)}, title)


def _quote(citation: Citation, text: str, speaker: str | None, who: str | None = None) -> AttributedQuote:
    cue = None if speaker is None else "said"
    return AttributedQuote(
        citation.article, 1, 100, 100 + len(text), text, None, None, speaker, who, 0.9, cue, direct=True
    )


@pytest.fixture(scope="session")
def quotes() -> QuotesProduct:
    """What three have in other words or in part, what one alone has, and hostile words of nobody known."""
    toll = (
        _quote(HARBOUR, '"The toll is fair,\nand the quay is ours to keep."', "Ines Varga", "Ines Varga"),
        _quote(COURIER, '"The toll is just, and the quay is ours"', "she", "Ines Varga"),
        _quote(HOSTILE, "'<b>The toll</b> is fair'", "=Varga", "Varga"),
    )
    alone = _quote(COURIER, "the storm | cost much", "Varga", "Ines Varga")
    hostile = _quote(HOSTILE, "=1+1 <img src=x onerror=alert(1)> “never", None)
    rows = (
        QuoteRow("Ines Varga", toll, ("The toll is fair, and the quay is ours to keep",
                                      "The toll is just, and the quay is ours", "<b>The toll</b> is fair")),
        QuoteRow("Ines Varga", (alone,), (alone.text,)),
        QuoteRow(None, (hostile,), (hostile.text,)),
    )  # fmt: skip
    title = "Tolls & quays: <what> the *sources* say"
    return QuotesProduct(rows, {one.article: one for one in (HARBOUR, COURIER, HOSTILE)}, title)
