"""Articles of our own for the tests of verification, and the footnotes by which notes cite them."""

from __future__ import annotations

from collections.abc import Callable

from articles import make_article

from briefing.model.verification import Verification

Verify = Callable[..., Verification]

HARBOUR = make_article(
    "news/harbour.txt",
    "Fire closes the harbour of Port Alder",
    "Firemen carried 14 workers out of the burning grain terminal on Tuesday, the harbour office said.",
    "The owner puts the damage at $30.5 million and wants to rebuild 12 kilometres of quay within 90 days.",
    "“We will not move a single crane before spring,” said Ines Marlow, who runs the terminal. Traffic fell "
    "from 120 to 45 ships a week.",
    "Insurers speak of “reckless storage”; the ministry called that “an integral part of the inquiry”.",
    title="Fire closes the harbour of Port Alder", has_title=True, source="Alder Gazette",
    published="2026-03-11",
)  # fmt: skip
TERMINAL = make_article(
    "news/terminal.txt",
    "Terminal burned out",
    "The grain terminal of Port Alder burned down in the night to Wednesday. Firemen saved 16 workers.",
    "Insurers expect a damage of 45 million euros. Exports of barley are to drop by 20 per cent in April.",
    "“The harbour needs the terminal,” the mayor said, “and the terminal needs a harbour.”",
    title="Terminal burned out", has_title=True, source="Coast Wire", author="P. Holm",
    published="2026-03-12", url="https://coast.example/terminal",
)  # fmt: skip
BARLEY = make_article(
    "news/wires.jsonl#7",
    "Barley prices",
    "Barley cost 210 euros a tonne on Friday, up 3 per cent. Two million tonnes were sold last year.",
    title="Barley prices", has_title=True, source="Coast Wire", published="2026-03-13",
)  # fmt: skip
ARTICLES = (HARBOUR, TERMINAL, BARLEY)


FOOTNOTES = """[^h]: *Fire closes the harbour of Port Alder*. Alder Gazette, 2026-03-11. news/harbour.txt.

[^t]: *Terminal burned out*. Coast Wire, P. Holm, 2026-03-12. news/terminal.txt.

[^b]: news/wires.jsonl#7
"""
