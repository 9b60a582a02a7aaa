"""Sentences inside a passage, as spans.

A full stop ends a sentence unless what stands before it (an abbreviation, an initial, a list
number) or behind it (a lower-case word, a dash, more dots) says otherwise. The rules follow the
orthographic ones of Kiss and Strunk, "Unsupervised Multilingual Sentence Boundary Detection"
(Computational Linguistics 32, 2006), with fixed lists in place of their training: after an
abbreviation that may end a sentence ("U.S.", "Inc.", "Jan.", "a.m.") only a word that commonly
opens one ("The", "But", "He") is taken as a new beginning.
"""

from __future__ import annotations

import re
from typing import NamedTuple

_STOP = re.compile(r"[.!?…‽]+[\"'”’»)\]}*_]*(?:\[\d{1,3}\]){0,4}|[。！？]+[」』”’）]*|\n")
"""A possible end: terminators with the closing marks and footnote numbers that belong to them."""

_CLOSER_APART = re.compile(r"[ \t]{1,2}[\"”’»)\]]{1,3}(?=\s|\Z)")
"""A closing mark that a blank parts from its sentence, as in tokenised text."""

_BLANK = re.compile(r"\s+")
_BULLET = re.compile(r"(?:[-*•·▪‣◦–—]|\(?\d{1,3}[.)])[ \t\xa0]")
_OPENING = "\"'“‘«„([{*_"
_CLOSING = "\"'”’»)]}*_[0123456789"
_DASHES = "-–—―"
_INNER_MARKS = ".!?…,;:"
_LOOK_BACK = 40
"""How far, in characters, the word before a full stop is looked for."""


def _words(listing: str) -> frozenset[str]:
    return frozenset(listing.split())


_TITLES = _words("""
    Mr Mrs Ms Mx Dr Prof Hon Rev Fr Sr Messrs Mmes Gen Lt Col Maj Capt Cpt Cmdr Sgt Cpl Pvt Adm Brig
    Sen Rep Gov Pres Amb Atty Supt Insp Det Asst Assoc Mt Ft vs cf eg ie viz ca approx
""")
"""Never the end of a sentence: something always follows."""

_ABBREVIATIONS = _words("""
    Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec Mon Tue Tues Wed Thu Thur Thurs Fri Sat Sun
    Inc Corp Co Ltd Llc Plc plc Bros Cos Intl Dept Univ Assn Est Natl St Ave Blvd Rd Hwy Sq Apt Jr
    Ala Ariz Ark Calif Colo Conn Del Fla Ga Ill Ind Kan Ky La Mass Md Mich Minn Miss Mo Mont Neb Nev
    Okla Ore Pa Penn Tenn Tex Va Vt Wash Wis Wyo Ont Que Alta Sask etc al mln bln
""")
"""May end a sentence, but then a common opening word follows."""

_UNITS = _words("hr hrs min mins sec secs lb lbs oz yd yds in ft km cm mm kg bn tn mi sq cu")
"""Abbreviations only behind a number: "3 in.", "40 lbs."."""

_BEFORE_NUMBER = _words("No Nos no nos p pp Art art Sec sec Fig fig Vol vol Ch ch Par par Ver ver")
"""Abbreviations only where a number follows: "No. 2", "Art. 5"."""

_OPENERS = _words("""
    The A An This That These Those It Its He She They We I You His Her Their Our My Your There Here
    In On At By For From With Without As After Before When While Whether If But And Or So Yet However
    Still Meanwhile Now Then Also Another Some Many Most More Both All Any No Not Nor What Why How Who
    Where Since Although Though Because Under Over During Despite Once Last Next One Two Such Each
    Every Several Only Even Just Other Others Neither Either Until Unlike Among Between According
    Instead Moreover Nevertheless Nonetheless Today Yesterday Earlier Later
""")
"""Words that commonly open a sentence and seldom follow an abbreviation inside one."""

_INITIALS = re.compile(r"(?:[^\W\d_]\.){0,8}[^\W\d_]")
_DEGREE = re.compile(r"(?:[A-Z]{1,3}[a-z]{0,2}\.){1,4}[A-Za-z]{1,3}")
_NEXT_WORD = re.compile(r"[\"'“‘«„(\[{*_]{0,4}([^\W_](?:[^\W_]|['’\-](?=[^\W_])){0,40})")
_SAID_AFTER = re.compile(
    r"(?:[A-Z][\w.'’\-]{0,30} ){1,4}(?:said|says|asked|asks|wrote|writes|added|adds|told|replied|posted|"
    r"tweeted|shouted|warned|declared|exclaimed|joked|recalled|insisted)\b"
)


class _Stop(NamedTuple):
    """A possible end of the sentence that began at `begin`."""

    text: str
    begin: int
    dot: int
    """Where its terminators start."""
    mark: str
    """The terminators with the closing marks behind them."""
    stop: int
    """Where the sentence would end."""
    resume: int
    """Where the next one would begin: the next character that is not blank."""
    end: int


def sentence_spans(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Return the sentences of `text[start:end]` as half-open spans into `text`.

    Spans are in order, disjoint, not empty and without blank space at either end; together they
    hold every non-blank character of the range. A line end is a boundary where the line ends a
    sentence, where an empty line follows, or where the next line is a list item. Linear in
    `end - start`.
    """
    spans: list[tuple[int, int]] = []
    begin = position = _skip_blank(text, start, end)
    while begin < end:
        match = _STOP.search(text, position, end)
        if match is None:
            break
        position = stop = match.end()
        if match.group() == "\n":
            stop = match.start()
        elif apart := _CLOSER_APART.match(text, stop, end):
            position = stop = apart.end()
        resume = _skip_blank(text, position, end)
        if _ends(_Stop(text, begin, match.start(), match.group(), stop, resume, end)):
            _add(spans, text, begin, stop)
            begin = position = resume
    if begin < end:
        _add(spans, text, begin, end)
    return spans


def _add(spans: list[tuple[int, int]], text: str, start: int, end: int) -> None:
    """Append the span without the blank space at its end; nothing where it is all blank."""
    end = start + len(text[start:end].rstrip())
    if start < end:
        spans.append((start, end))


def _skip_blank(text: str, position: int, end: int) -> int:
    match = _BLANK.match(text, position, end)
    return match.end() if match else position


def _ends(at: _Stop) -> bool:
    if at.resume >= at.end:
        return True
    if at.mark == "\n":
        return at.text.count("\n", at.dot, at.resume) > 1 or _is_list_item(at)
    if at.mark[0] in "。！？":
        return True
    if at.resume == at.stop:
        return False
    following = at.text[at.resume]
    if following in _DASHES:
        return "\n" in at.text[at.stop : at.resume] and _is_list_item(at)
    if following in _INNER_MARKS:
        return False
    if _is_lower(at):
        return _stands_apart(at)
    if (
        at.mark[0] in "!?"
        and len(at.mark) > 1
        and (_is_aside(at) or _SAID_AFTER.match(at.text, at.resume, at.end))
    ):
        return False
    return at.mark.rstrip(_CLOSING) != "." or _full_stop_ends(at)


def _full_stop_ends(at: _Stop) -> bool:
    """Whether a single full stop before anything but a lower-case word is an end."""
    start = max(at.begin, at.dot - _LOOK_BACK)
    before = at.text[start : at.dot]
    if not before or before[-1].isspace():
        return True
    if start == at.begin and before.strip("([ ").isdigit():
        return False  # the number of a list item
    parts = before.rsplit(None, 1)
    word = parts[-1].lstrip(_OPENING + _DASHES)
    if word in _TITLES:
        return False
    if word in _BEFORE_NUMBER and at.text[at.resume].isdigit():
        return False
    if word in _ABBREVIATIONS or _INITIALS.fullmatch(word) or _DEGREE.fullmatch(word):
        return _opens_sentence(at)
    if word in _UNITS and len(parts) > 1 and parts[0][-1].isdigit():
        return _opens_sentence(at)
    return True


def _opens_sentence(at: _Stop) -> bool:
    """Whether the next word is one that commonly opens a sentence, or a quote begins."""
    match = _NEXT_WORD.match(at.text, at.resume, at.end)
    return match is not None and (match.group(1) in _OPENERS or at.text[at.resume] in '"“')


def _is_lower(at: _Stop) -> bool:
    """Whether the next word, behind opening marks, starts with a lower-case letter."""
    match = _NEXT_WORD.match(at.text, at.resume, at.end)
    return match is not None and match.group(1)[0].islower()


def _stands_apart(at: _Stop) -> bool:
    """Whether the stop is a lone "." between blanks, as tokenised text writes it (no ". . .")."""
    before = at.text[max(at.begin, at.dot - 2) : at.dot]
    return at.mark == "." and before[-1:].isspace() and before.strip() != "."


def _is_aside(at: _Stop) -> bool:
    """Whether the mark closes a short bracket inside the sentence: "a (new?) Paris accord"."""
    opening = at.text.rfind("(", max(at.begin + 1, at.dot - _LOOK_BACK), at.dot)
    return at.mark[-1] == ")" and opening > 0


def _is_list_item(at: _Stop) -> bool:
    return _BULLET.match(at.text, at.resume, at.end) is not None
