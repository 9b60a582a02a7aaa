"""The header of an article: stamps, bylines and datelines before its first sentence.

They stand on lines of their own or, where a page was saved without its line ends, in one paragraph with
the headline and the first sentence. Either way they say where and when it was published and are neither
a title nor a sentence.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from briefing.model.article import Passage
from briefing.reading.datelines import Dateline, find_datelines, parse_dateline
from briefing.reading.outlets import OUTLET, outlet_named
from briefing.reading.publication_dates import is_date_word
from briefing.reading.publication_stamps import PublicationStamp, find_stamps

_OF_STAMPS = 700
_OF_DATELINES = 1500
"""Characters from the top in which stamps and bylines, and datelines, are looked for."""
_MOST_PASSAGES = 8
_KINDS = ("title", "heading", "paragraph", "list item", "caption", "boilerplate")

_WORD = r"(?:[A-Z][\w.’'\-]{0,30}|de|la|van|von|der|den|al|bin|di|da|du)"
_NAME = rf"{_WORD}(?: {_WORD}){{1,3}}?"
_OFFICE = r"(?i:correspondent|reporter|editor|writer|producer|analyst|columnist|staff)"
_ROLE = rf"(?:,? (?:[\w’'\-]{{2,20}} ){{0,4}}{_OFFICE})"
_BYLINE = re.compile(
    rf"(?:^|(?<=[\s|]))(?:By|From) (?:"
    rf"(?P<name>{_NAME})(?:(?:, | and |, and | & ){_NAME}){{0,4}}{_ROLE}?"
    rf"(?:,? [Ss]pecial to|,| for| of| [|/–—]|(?= BBC| CNN)) (?P<outlet>{OUTLET})"
    rf"|(?P<alone>{OUTLET})(?: (?:[Ww]ire )?[Ss]taff(?: [Ww]riters?| [Rr]eporters?)?)?)"
    r"(?=$|\n|[.,|’']| [A-Z\"“‘'])"
    r"(?:(?:['’]s)?(?: [A-Z][a-z]+){0,3} (?:Correspondent|Producer|Editor|Reporter)\b)?"
)
"""A byline with an outlet in it; without one nothing tells where in a paragraph its names end."""
_SPEAKER = re.compile(
    r"(?<![\w,])[A-Z][A-Z.'’\-]{1,20}(?: [A-Z][A-Z.'’\-]{0,20}){1,3}(?P<role>, [A-Z][A-Z ,.]{2,60})?:"
)
_SPEAKER_OUTLET = re.compile(
    r", (?P<outlet>[A-Z]{3,8}) (?:[A-Z]+ ){0,4}(?:ANCHOR|HOST|CORRESPONDENT|PRESENTER)$"
)
_ROLE_OF_HOST = re.compile(r"(?:ANCHOR|HOST|CORRESPONDENT|PRESENTER):")
_CLIP = re.compile(r"\(BEGIN (?:VIDEO|AUDIO)", re.I)
_PLACE = r"[A-Z][\w.’'\-]{0,30}"
_SIGNED = re.compile(rf"{_NAME},? (?P<outlet>{OUTLET}), {_PLACE}(?: {_PLACE}){{0,2}}(?=$|\n| [A-Z\"“])")
"""Who wrote a part of the article, for whom and where: it heads a box, or ends one."""
_DISCLAIMS = " is not responsible for the content of external "
_DISCLAIMER = re.compile(rf"(?P<outlet>{OUTLET}){_DISCLAIMS}")
_LONGEST_DISCLAIMER = 300
_LAST_PASSAGES = 12
_BETWEEN = re.compile(r"(?:[A-Z.,'’/\s|•·*\\:–—-]|\([^()\n]{1,60}\))*")
"""What may stand between the parts of a header: a place in capitals, an editor's remark, bars."""
_NAMES_ONLY = re.compile(
    r"(?:By |From )?[A-Z0-9][\w.,:'’/\\\-]*(?: (?:and |& )?[A-Z0-9][\w.,:'’/\\\-]*){0,5}\s*"
)
_LONGEST_NAMES = 80
_BYLINE_BEGINS = re.compile(r"(?:By|From) (?:the )?[A-Z]")
_LAST_PLACE = re.compile(r"(?: [A-Z][A-Z.'’/\\\-]+){1,3}(?:, [A-Z]\w+(?: [A-Z]\w+)?)?$")
_MARKS = " \t\n|,.:;•·–—-"


@dataclass(frozen=True, slots=True)
class Byline:
    """Who wrote, and for which outlet, in `text[start:end]`."""

    start: int
    end: int
    author: str | None
    outlet: str


@dataclass(frozen=True, slots=True)
class ArticleHeader:
    """What an article's header says, each in text order."""

    stamps: tuple[PublicationStamp, ...] = ()
    bylines: tuple[Byline, ...] = ()
    datelines: tuple[Dateline, ...] = ()

    @property
    def agency(self) -> str | None:
        """The agency of the datelines; None where they name several, as in a digest."""
        named = {one.agency for one in self.datelines if one.agency}
        return next(iter(named)) if len(named) == 1 else None

    def parts(self) -> list[tuple[int, int]]:
        """Spans of all parts that prove what they are, in text order; they may overlap."""
        spans = [(one.start, one.end) for one in self.stamps]
        spans += [(one.start, one.end) for one in self.bylines]
        return sorted(spans + [(one.start, one.end) for one in self.datelines if one.agency or one.date])


def read_header(text: str, passages: Sequence[Passage]) -> ArticleHeader:
    """Return what stands before the first sentences of the article."""
    stamps: list[PublicationStamp] = []
    bylines: list[Byline] = []
    datelines: list[Dateline] = []
    top = [p for p in passages[:_MOST_PASSAGES] if p.kind in _KINDS]
    body = next((p for p in passages if p.kind == "paragraph"), None)
    origin = passages[0].start if passages else 0
    for passage in top:
        end = min(passage.end, origin + _OF_STAMPS)
        if passage.start < end:
            stamps += find_stamps(text, passage.start, end)
            bylines += _find_bylines(text, passage.start, end)
    for passage in [body, *top] if body and body not in top else top:
        end = min(passage.end, max(origin + _OF_DATELINES, passage.start + 160 if passage is body else 0))
        if passage.start >= end:
            continue
        dateline = parse_dateline(text, passage.start, end)
        if dateline and (dateline.agency or (dateline.date and passage is body)):
            datelines.append(dateline)
        else:
            datelines += find_datelines(text, passage.start, end)
    return ArticleHeader(tuple(stamps), tuple(bylines), tuple(datelines))


def _find_bylines(text: str, start: int, end: int) -> list[Byline]:
    found: list[Byline] = []
    if _BYLINE_BEGINS.search(text, start, end) is None:
        return found
    for match in _BYLINE.finditer(text, start, end):
        outlet = outlet_named(match["outlet"] or match["alone"])
        name = match["name"]
        if outlet and not (name and is_date_word(name.split()[0])):
            found.append(Byline(match.start(), match.end(), name, outlet))
    return found


def broadcaster(text: str) -> str | None:
    """The network whose anchor or correspondent is the first to speak in a transcript, or None."""
    if _ROLE_OF_HOST.search(text, 0, _OF_DATELINES) is None:
        return None  # almost every text: looking for a first speaker is many times slower
    first = _SPEAKER.search(text, 0, _OF_DATELINES)
    if first is None or not first["role"] or _CLIP.search(text, 0, first.start()):
        return None
    role = _SPEAKER_OUTLET.search(first["role"])
    return outlet_named(role["outlet"]) if role else None


def signing_outlet(text: str, passages: Sequence[Passage]) -> str | None:
    """The one outlet for which those report who sign parts of the article ("Ana Petrov, BBC News, Oslo")."""
    signed = (_SIGNED.match(text, passage.start, passage.end) for passage in passages)
    outlets = {outlet_named(match["outlet"]) for match in signed if match}
    return outlets.pop() if len(outlets) == 1 else None


def disclaiming_outlet(text: str, passages: Sequence[Passage]) -> str | None:
    """The outlet that says, near the end, that it does not answer for the sites it links to."""
    for passage in passages[-_LAST_PASSAGES:]:
        if passage.end - passage.start > _LONGEST_DISCLAIMER:
            continue
        if text.find(_DISCLAIMS, passage.start, passage.end) >= 0:
            match = _DISCLAIMER.search(text, passage.start, passage.end)
            return outlet_named(match["outlet"]) if match else None
    return None


def without_header(text: str, start: int, end: int, header: ArticleHeader) -> tuple[int, int]:
    """The first stretch of the passage `text[start:end]` that is no stamp, byline or dateline.

    Empty where the passage holds nothing else, or a byline of which nothing tells the end.
    """
    position = start
    for first, last in header.parts():
        if last <= position or first >= end:
            continue
        if first > position and not _joins(text, position, first):
            return position, _before_place(text, position, first)
        position = max(position, min(last, end))
    if position > start:
        position = end - len(text[position:end].lstrip(_MARKS))
    return (end, end) if _BYLINE_BEGINS.match(text, position, end) else (position, end)


def _joins(text: str, start: int, end: int) -> bool:
    """Whether what stands between two parts of a header belongs to it as well."""
    if end - start > _LONGEST_NAMES:
        return False
    if _BETWEEN.fullmatch(text, start, end):
        return True
    between = text[start:end].strip()
    named = _NAMES_ONLY.fullmatch(between.rstrip("|").rstrip()) is not None
    return named and (
        between.endswith("|") or _BYLINE_BEGINS.match(between) is not None or _is_dated(between)
    )


def _is_dated(words: str) -> bool:
    return all(is_date_word(word) for word in re.findall(r"\w+", words))


def _before_place(text: str, start: int, end: int) -> int:
    """`end` without the place in capitals and the bar in front of a part of the header."""
    words = text[start:end].rstrip()
    if not words.endswith("|"):
        return start + len(words)
    words = words.rstrip("| ")
    cut = _LAST_PLACE.search(words)
    return start + (cut.start() if cut else len(words))
