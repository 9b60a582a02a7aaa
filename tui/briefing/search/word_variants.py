"""Other forms in which words of a text may be asked for, though they do not stand in it so.

* hyphenated words as one: "cease-fire" is found by `ceasefire`, "F-16" by `F16`;
* a word that is broken at the end of a line: "inter-⏎national" by `international`;
* the number of one with letters behind it: "€2.5bn" by `2.5`;
* "per cent", which others write as one word or as a sign.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from briefing.search.word_places import MAX_WORD, PER_CENT, RunCache, WordPlace, places, places_in

_HYPHENS = frozenset("-‐‑")
_LINE_BREAK = re.compile(r"[-‐‑\u00ad]\n[ \t]{0,40}(?=[^\W\d_])")
_TWO_WORDS = re.compile(r"\bper\s{1,9}cent\b", re.IGNORECASE)
_MAY_VARY = re.compile(r"[-‐‑\d](?:(?=[^\W\d_])|(?<=[-‐‑])(?=\d))")
"""A hyphen before a word, or a digit before a letter; one set of signs first, so that it is quick."""
_BLANK = re.compile(r"\s")
_NUMBER = re.compile(r"(\d[\d.]{0,20})([^\W\d_]{1,4})")
_NO_UNITS = frozenset(("s", "st", "nd", "rd", "th"))
"""What stands behind a number and makes another of it: a decade, an ordinal."""


class Variant(NamedTuple):
    """A word that is not written so, and where what is written stands."""

    start: int
    end: int
    word: str
    """The form in which words are compared."""
    begins: str
    """The word that stands at its beginning: what begins both is found there."""


def variants(text: str) -> Iterator[Variant]:
    """Yield the variants of the words of `text`; offsets count in it. Linear."""
    at = 0
    while match := _MAY_VARY.search(text, at):
        # The run of text without blank around it: most runs of most texts need not be looked at.
        begin = max(text.rfind(" ", at, match.start()), text.rfind("\n", at, match.start()), at - 1) + 1
        behind = _BLANK.search(text, match.end())
        at = behind.start() if behind else len(text)
        for run in text[begin:at].split():
            begin = text.index(run, begin)
            for one in _runs[run]:
                yield Variant(begin + one.start, begin + one.end, one.word, one.begins)
            begin += len(run)
    if "\n" in text:
        yield from _across_lines(text)
    if "cent" in text.lower():
        for match in _TWO_WORDS.finditer(text):
            yield Variant(match.start(), match.end(), PER_CENT, "per")


def indexed_variants(text: str) -> str:
    """Return the variants of the words of `text`, parted by blanks. Linear."""
    return " ".join([one.word for one in variants(text)])


def joined_word(text: str) -> str:
    """Return all of `text`, hyphenated words, as one word; empty where it is anything else."""
    parts = list(places(text))
    if len(parts) < 2:
        return ""
    first, last = parts[0].start, parts[-1].end
    return next((one.word for one in _joined(text, parts) if (one.start, one.end) == (first, last)), "")


def _of_run(run: str) -> tuple[Variant, ...]:
    """The variants in a run of text without blank."""
    parts = places_in(run)
    found = list(_joined(run, parts))
    for part in parts:
        number = _NUMBER.fullmatch(part.word)
        if (
            number is not None
            and number.group(2) not in _NO_UNITS
            and part.end - part.start == len(part.word)
        ):
            found.append(Variant(part.start, part.start + number.end(1), number.group(1), part.word))
    return tuple(found)


_runs = RunCache(_of_run)


def _joined(run: str, parts: tuple[WordPlace, ...] | list[WordPlace]) -> Iterator[Variant]:
    """Neighbours with nothing but a hyphen between them as one word, two by two and all of a row."""
    row = 0
    for index in range(1, len(parts) + 1):
        if index < len(parts) and run[parts[index - 1].end : parts[index].start] in _HYPHENS:
            yield from _as_one(parts[index - 1 : index + 1])
            continue
        if index - row > 2:
            yield from _as_one(parts[row:index])
        row = index


def _as_one(parts: tuple[WordPlace, ...] | list[WordPlace]) -> Iterator[Variant]:
    if sum(len(part.word) for part in parts) > MAX_WORD:
        return
    word = "".join([part.word for part in parts])
    # Numbers with hyphens are spans of years, dates, telephones: none of them is one number.
    if any(char.isalpha() for char in word):
        yield Variant(parts[0].start, parts[-1].end, word, parts[0].word)


def _across_lines(text: str) -> Iterator[Variant]:
    """Words that a hyphen breaks at the end of a line."""
    for match in _LINE_BREAK.finditer(text):
        before = text[max(0, match.start() - MAX_WORD) : match.start()]
        behind = text[match.end() : match.end() + MAX_WORD]
        if not before[-1:].isalpha():
            continue
        before, behind = before.split()[-1], behind.split()[0]
        first, last = list(places(before))[-1:], next(places(behind), None)
        if first and last is not None and last.start == 0:
            start = match.start() - len(before) + first[0].start
            word = first[0].word + last.word
            yield Variant(start, match.end() + last.end, word, first[0].word)
