"""One small set of excerpts for the export tests: a mark, an orphan, figures, a topic, and hostile text."""

from __future__ import annotations

import pytest

from briefing.model.excerpt import Citation, Excerpt

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
