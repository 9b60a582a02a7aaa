"""Notes with one known change: exports of the articles that come with the program, in which one digit, unit,
word or source is another."""

from __future__ import annotations

import random
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

Change = Literal["digit", "unit", "word", "source"]
CHANGES: tuple[Change, ...] = ("digit", "unit", "word", "source")

_UNITS = (
    ("million", "billion"), ("billion", "million"), ("tons", "barrels"), ("%", " km"), ("days", "weeks"),
    ("month", "year"), ("year", "month"), ("hour", "minute"), ("$", "€"), ("barrels", "tons"),
)  # fmt: skip
_WORD = re.compile(r"(?<![\w’'\-])[a-z]{4,}(?![\w’'\-])")
_NOTED = re.compile(r"\[\^(\d+)\]")
EXCERPTS = 12
"""In a note."""
_OTHER_WORDS = ("window", "seldom", "carpets", "whistled", "purple", "eleven")


@dataclass(frozen=True)
class ChangedNote:
    """A note, and which lines of it a verification must name."""

    text: str
    change: Change
    allowed: frozenset[int]
    """Lines, from 1, of the excerpt that was changed; at least one of its claims does not stand now."""
    before: str
    after: str


@dataclass(frozen=True)
class _Excerpt:
    quote: int
    """Its line, from 0."""
    below: int
    """The line of its citation."""


def _excerpts(lines: Sequence[str]) -> list[_Excerpt]:
    """The excerpts of an export whose quote is one line, with a citation two lines below."""
    found = []
    for number, line in enumerate(lines[:-2]):
        alone = not (number and lines[number - 1].startswith(">"))
        if line.startswith("> ") and alone and not lines[number + 1] and _NOTED.search(lines[number + 2]):
            found.append(_Excerpt(number, number + 2))
    return found


def changed_notes(export: str, seed: int, count: int) -> list[ChangedNote]:
    """Make `count` notes of parts of an export, each with one change, by chance."""
    draw = random.Random(seed)
    whole = export.split("\n")
    notes = [line for line in whole if line.startswith("[^")]
    every = _excerpts(whole)
    made: list[ChangedNote] = []
    while len(made) < count:
        change = CHANGES[len(made) % len(CHANGES)]
        first = draw.randrange(max(len(every) - EXCERPTS, 1))
        part = every[first : first + EXCERPTS]
        lines = whole[part[0].quote : part[-1].below + 1]
        begin = part[0].quote
        one = draw.choice(part)
        at = one.below if change == "source" else one.quote
        if change in ("digit", "unit") and whole[one.below].startswith("**") and draw.random() < 0.5:
            at = one.below
        after = _changed(whole[at], change, draw)
        if after is None or after == whole[at] or (change == "source" and _is_short(whole[one.quote])):
            continue
        lines[at - begin] = after
        text = "\n".join([*lines, "", *("\n\n".join(notes).split("\n")), ""])
        allowed = frozenset({one.quote - begin + 1, one.below - begin + 1})
        made.append(ChangedNote(text, change, allowed, whole[at], after))
    return made


def _is_short(quote: str) -> bool:
    """Whether the words of an excerpt are so few that another article may have them, too."""
    return len(quote.split()) < 8


def _changed(line: str, change: Change, draw: random.Random) -> str | None:
    """`line` with one change; None where it has nothing to change."""
    # Below a quote, all behind the dash is citation.
    claimed = line.partition(" — ")[0] if line.startswith("**") else line
    rest = line[len(claimed) :]
    if change == "digit":
        places = [match.start() for match in re.finditer(r"\d", claimed)]
        if not places:
            return None
        at = draw.choice(places)
        digit = draw.choice([one for one in "123456789" if one != claimed[at]])
        return f"{claimed[:at]}{digit}{claimed[at + 1 :]}{rest}"
    if change == "unit":
        known = [(old, new) for old, new in _UNITS if old in claimed and re.search(r"\d", claimed)]
        if not known:
            return None
        old, new = draw.choice(known)
        return claimed.replace(old, new, 1) + rest
    if change == "word":
        found = list(_WORD.finditer(claimed))
        if not found:
            return None
        match = draw.choice(found)
        # Without its first or last word a quotation still stands.
        inside = match.start() > 2 and re.search(r"\w", claimed[match.end() :])
        new = draw.choice(
            ("" if inside else "seldom", draw.choice(_OTHER_WORDS), f"{match.group()} {match.group()}")
        )
        return f"{claimed[: match.start()]}{new}{claimed[match.end() :]}{rest}"
    number = _NOTED.search(line)
    assert number is not None, "a citation has a footnote"
    other = draw.choice([one for one in "12345" if one != number[1]])
    return _NOTED.sub(f"[^{other}]", line)
