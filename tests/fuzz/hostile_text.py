"""Texts that are hard on a reader, drawn by chance: pieces of news, formats and attacks, and their wrecks."""

from __future__ import annotations

import random
from functools import cache
from pathlib import Path

SEEDS = Path(__file__).resolve().parents[2] / "seeds"
PIECES = (
    "OSLO (Reuters) - ", "LONDON, March 4 (AP) — ", "By Ana Petrov", "March 4, 2026",
    "© 2026 Northern Wire", "The council voted on Tuesday to raise the levy by 40 percent.",
    "$4.5 billion", "€2.5bn", "between 5,000 and 6,000", "from 145% to 30%",
    "fell 0.4 per cent to 14.1 billion", "more than 12,000 people", "1e999999", "1,,,2", "９９％", "½",
    "9" * 400, "in early July", "last week", "(2026-02-30)", "Ms. O’Neill of the U.S. Treasury",
    "“We will,” she said.", "- a point", "  - a deeper point", "1. first", "> quoted", ">> ", "# Title",
    "## Section ##", "=====", "---", "```", "| a | b |", "|---|---|", "![a boat](boat.png)",
    "[x](javascript:alert(1))", "**Bold**", "<div>", "<!-- note -->", "&amp;", "&#27;", "    indented",
    "\t", "\\", "[a]: http://example.org", "* * *", "+", "***", "~~~", "[^1]: a note", "\x1b[2J",
    "\x1b]0;owned\x07", "\x1b]52;c;b3duZWQ=\x07", "\x1bP", "\x9b", "\x00", "\x7f", "\x85", "\u2028",
    "\u202e", "\u2066", "\u200b", "\u00ad", "\ufeff", "\ufffe", "\ud800", "\U000e0041", "a\u0301",
    "\u0301" * 40, "👩‍👩‍👧", "🇳🇴", "é", "e\u0301", "ﬁ", "Straße", "İstanbul", "中文新闻。",
    "العربية", "नमस्ते", "[/]", "[@click=app.quit]x[/]", "[red]", "=cmd|' /C calc'!A1", "@SUM(1)",
    "{0} %s", "'; DROP TABLE mark; --", "../../.bashrc", "a" * 300, "title: x", "{", "}",
    '{"id": "one", "text": "x"}', "Share on Facebook", "What's your reaction?", "Photo: Holm",
    "She said:", "Yes.", "",
)  # fmt: skip
GAPS = ("", "", " ", " ", " ", "\n", "\n\n", "\n\n", "\r\n", "\r", "  ", "\n \n")
FRONT = (
    "---\ntitle: {0}\nsource: {1}\npublished: {2}\n---\n\n",
    "title: {0}\n\n",
    "\ufeff",
    "{0}\n===\n\n",
    "",
)


@cache
def _news() -> tuple[str, ...]:
    """Paragraphs of real articles."""
    texts = (path.read_text(encoding="utf-8") for path in sorted(SEEDS.glob("*.md")))
    return tuple(block for text in texts for block in text.split("\n\n") if block.strip())


def phrase(draw: random.Random, most: int = 4) -> str:
    """A few pieces on a line or two."""
    return " ".join(draw.choice(PIECES) for _ in range(draw.randint(0, most)))


def text(draw: random.Random, most: int = 30) -> str:
    """A text of up to `most` pieces, at times broken, doubled or cut."""
    pool = draw.sample(PIECES, draw.choice((3, 8, len(PIECES))))
    parts = []
    for _ in range(draw.randint(0, most)):
        parts.append(draw.choice(_news()) if draw.random() < 0.3 else draw.choice(pool))
        parts.append(draw.choice(GAPS))
    made = draw.choice(FRONT).format(*(draw.choice(PIECES) for _ in range(3))) + "".join(parts)
    if draw.random() < 0.2:
        at = draw.randint(0, len(made))
        made = made[:at] + draw.choice(PIECES) + made[draw.randint(0, len(made)) :]
    return made * 2 if draw.random() < 0.05 else made


def data(draw: random.Random) -> bytes:
    """The bytes of a file: such a text in some encoding, with bytes changed, or none at all."""
    encoding = draw.choice(
        ("utf-8", "utf-8", "utf-8", "cp1252", "utf-16", "utf-16-le", "utf-32", "latin-1", "gb18030")
    )
    made = text(draw).encode(encoding, "surrogatepass" if encoding.startswith("utf") else "replace")
    if draw.random() < 0.3 and made:
        broken = bytearray(made)
        for _ in range(draw.randint(1, 8)):
            broken[draw.randrange(len(broken))] = draw.randrange(256)
        made = bytes(broken)
    return draw.randbytes(draw.randint(0, 200)) if draw.random() < 0.05 else made


QUERY = (
    '"', "(", ")", "-", "*", ":", "AND", "OR", "NOT", "NEAR(", "in:article", "figure:", "unit:", "date:",
    "topic:", "mark:any", "tag:", "source:", "title:", "kind:", "..", ">", "<", "=", "~", "^", "$", "€",
    "%", "47%", "2.5", "F16", "levy", "tariff*", "percent", "2014-2016", "the", "a", "é", "\0", "\x1b",
    "\ud800", "\u202e", "中", "x" * 500, "name:", "colour:", "lang:", "|",
)  # fmt: skip


def query(draw: random.Random) -> str:
    """What somebody, or nobody, might type into the search."""
    gaps = ("", " ", " ")
    words = (
        draw.choice(QUERY if draw.random() < 0.8 else PIECES) + draw.choice(gaps)
        for _ in range(draw.randint(0, 8))
    )
    return "".join(words)
