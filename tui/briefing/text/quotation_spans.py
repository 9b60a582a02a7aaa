"""Where words stand in quotation marks: curly, straight, doubled single ones, single ones, angled ones.

Marks are paired within a passage. A quotation that is not closed by the end of its passage goes on to there,
and into the next passage where that begins with an opening mark.
"""

from __future__ import annotations

import re
from typing import NamedTuple

_DOUBLE = re.compile(r"[“”„\"«»]|''|``|‘‘|’’")
_SINGLE = re.compile(r"(?<!\w)[‘'](?=[\w$£€(\[.…])|(?<=[\w.,!?…)\]])['’](?!\w)")
_OPENS_ALWAYS = frozenset("“„«") | {"``", "‘‘"}
_BEFORE_OPENING = frozenset(" \t\n\xa0([{—–-/‘'")


class QuotedStretch(NamedTuple):
    """A stretch in quotation marks, half-open, in the text of its article; the marks are part of it."""

    start: int
    end: int
    inner_start: int
    inner_end: int
    is_closed: bool


def quotations(text: str, start: int, end: int) -> list[QuotedStretch]:
    """Return the quotations in `text[start:end]`, a passage: in order, none inside another.

    Single marks count where the passage has no others, and only in pairs.
    """
    marks = list(_DOUBLE.finditer(text, start, end))
    if marks:
        return _paired(text, start, end, marks)
    if "‘" in text[start:end] or "'" in text[start:end]:
        return _single(text, start, end)
    return []


def quoted_stretches(text: str) -> list[tuple[int, int]]:
    """Return where the words in quotation marks stand in what somebody says; all of it where it has no
    marks."""
    return [(one.inner_start, one.inner_end) for one in quotations(text, 0, len(text))] or [(0, len(text))]


def _paired(text: str, start: int, end: int, marks: list[re.Match[str]]) -> list[QuotedStretch]:
    found: list[QuotedStretch] = []
    opened: re.Match[str] | None = None
    for mark in marks:
        if opened is None:
            # A closing mark without an opening one closes nothing.
            if _opens(text, start, end, mark):
                opened = mark
        elif _closes(text, start, end, mark):
            if mark.start() > opened.end():
                found.append(QuotedStretch(opened.start(), mark.end(), opened.end(), mark.start(), True))
            opened = None
        else:
            # Opened anew: the one before was never closed.
            stop = mark.start()
            found.append(QuotedStretch(opened.start(), stop, opened.end(), stop, False))
            opened = mark
    if opened is not None and opened.end() < end:
        found.append(QuotedStretch(opened.start(), end, opened.end(), end, False))
    return found


def _opens(text: str, start: int, end: int, mark: re.Match[str]) -> bool:
    sign = mark[0]
    if sign in _OPENS_ALWAYS:
        return True
    if sign in ("”", "»", "’’"):
        return False
    if mark.end() >= end or text[mark.end()].isspace():
        return False
    return mark.start() == start or text[mark.start() - 1] in _BEFORE_OPENING


def _closes(text: str, start: int, end: int, mark: re.Match[str]) -> bool:
    sign = mark[0]
    if sign in ("”", "»", "’’"):
        return True
    if sign in _OPENS_ALWAYS:
        return False
    is_behind_word = mark.start() > start and not text[mark.start() - 1].isspace()
    is_before_word = mark.end() < end and text[mark.end()].isalnum()
    return is_behind_word or not is_before_word


def _single(text: str, start: int, end: int) -> list[QuotedStretch]:
    found: list[QuotedStretch] = []
    opened: int | None = None
    for mark in _SINGLE.finditer(text, start, end):
        at = mark.start()
        is_opening = at == start or not (text[at - 1].isalnum() or text[at - 1] in ".,!?…)]")
        if is_opening:
            opened = at if opened is None else opened
        elif opened is not None:
            before = text[at - 1]
            # "The workers' union": an apostrophe, where another mark closes later.
            if before == "s" and text.find(mark[0], at + 1, end) > 0 and _later_close(text, at + 1, end):
                continue
            found.append(QuotedStretch(opened, at + 1, opened + 1, at, True))
            opened = None
    return found


def _later_close(text: str, start: int, end: int) -> bool:
    later = _SINGLE.search(text, start, end)
    return later is not None and (text[later.start() - 1].isalnum() or text[later.start() - 1] in ".,!?…)]")
