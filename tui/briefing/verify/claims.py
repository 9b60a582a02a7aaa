"""The claims of a note: what can be looked for in its sources, and which of them each of it cites.

A claim is a quotation in marks, a block quote that cites, a figure outside of these, or the days that a
heading of an exported timeline gives to the sentences below it. No claim is what else a program or a
citation puts into a note: headings, code, rows of citation below a quote, credits in brackets, footnotes
but for what they quote, what was noted on a mark, numbers of pages and lines.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from operator import attrgetter

from briefing.model.article import Article, Passage
from briefing.model.figure import Figure
from briefing.model.verification import ClaimKind, NoteRemark
from briefing.text.fingerprint import fingerprint
from briefing.text.sentences import sentence_spans
from briefing.text.tokens import address_spans, fold
from briefing.verify.cited_sources import CitedSources
from briefing.verify.note_reader import NoteBlock, ParsedNote, Pointer
from briefing.verify.note_words import note_words
from briefing.verify.quotations import quotations
from briefing.verify.timeline_days import days_meant, heading_days

_DASHES = ("—", "–", "--")
_REMARKS = ("Note: ", "Tags: ")
_CHANGED = "the source has changed since"
"""What the exports of this program set below a quote beside its citation."""
_CAPTION = re.compile(
    r"(?P<figure>.+?) (?:= (?P<normal>.+?) )?(?:\((?P<kind>[a-z]+)\) )?— (?P<credit>.+)", re.DOTALL
)
_CAPTION_FIGURE = re.compile(
    r"(?P<figure>.+?) (?:= (?P<normal>.+?) )?\((?P<kind>[a-z]+)\)(?: · |\Z)", re.DOTALL
)
"""One of the figures of a sentence, before the credit they share."""
_IN_BRACKETS = re.compile(r"\(([^()\n]{2,300})\)")
_CREDIT = re.compile(r"[—–] (?=[^\n]{2,300}\Z)")
_MOST_DASHES = 4
"""Dashes before a credit's end behind which it may begin: a title may have some of its own."""
_FILE_NAME = re.compile(
    r"(?<!\S)(?:\S*\.(?:md|markdown|txt|jsonl|csv|html?|pdf|docx?)(?![^\W_])\S*|\.{0,2}/\S+/\S*)",
    re.IGNORECASE,
)
_PLACE_BEFORE = re.compile(r"(?:(?<![^\W_])([^\W\d_]{1,12})\.?|[¶§])\s*\Z")
"""What a number of a part of a text stands behind: "p. 4", "¶ 3"."""
_BETWEEN = re.compile(r"(?:[\s.,;:!?)\]”’\"'»]|and|&)*")
_LONGEST_BETWEEN = 12
_NUMBER = re.compile(r"(?<![^\W_])[^\W\d_]{0,20}(?:-(?=\d))?\d(?:[^\W_]|[.,:/’'\-–](?=[^\W_])){0,40}")
"""A number in digits, with the letters and signs that belong to it."""
_SHORT_NUMBER = 2
_WORD_BEFORE = re.compile(r"([^\W\d_]{3,30}) \Z")
_COUNTING = frozenset({"[]", "()", "#."})
"""What stands around a number that only counts: "(1)", "[2]"."""
_MOST_AROUND = 500
"""Characters of a sentence before and behind a figure whose words tell what it is of."""
_DIFFERS = re.compile(r" \([≠→] [^()\n]*\)")
"""The normal form that the exports set behind a figure that differs, or changed."""


@dataclass(frozen=True, slots=True)
class Claim:
    """One thing that a note says its sources say."""

    kind: ClaimKind
    line: int
    column: int
    text: str
    cited: frozenset[str] | None
    """The articles it cites, none where they are not at hand; None where it cites nothing."""
    around: str = ""
    """Of a figure, the sentence it stands in."""
    place: int = 0
    """Where the claim begins in the text of `NoteText`."""
    figure: Figure | None = None
    whole_block: bool = False
    """Of a quotation: it is a block quote."""
    as_written: bool = False
    """A number that is no figure, as in a name: it is looked for as it stands."""
    normal: str | None = None
    """Of a figure below the quote that has it: the normal form that is told of it, or an empty text."""
    days: tuple[str, str] | None = None
    """Of days in a heading of a timeline, the first and the last (ISO); `dated` is the date in the quote."""
    dated: str = ""
    quote: str = ""
    """That quote; of a number as it is written, the words to look for."""
    lent: bool = False
    """What it cites is cited by another sentence of its paragraph, and may not be meant."""


class NoteText:
    """The text of a note in which figures are looked for: the blocks that may hold claims, one below
    the other, each a passage."""

    def __init__(self, note: ParsedNote) -> None:
        self.note = note
        pieces: list[str] = []
        starts: list[int] = []
        length = 0
        for block in note.blocks:
            starts.append(length)
            pieces.append(block.text)
            length += len(block.text) + 2
        self.starts = starts
        self.text = "\n\n".join(pieces)

    def article(self, published: str | None, places: Collection[int] | None = None) -> Article:
        """The note as an article written on the day `published`, whose figures are claims of the note.

        It has the passages that hold one of the `places` alone, where these are given.
        """
        held = None if places is None else {bisect_right(self.starts, place) - 1 for place in places}
        passages: list[Passage] = []
        for number, (start, block) in enumerate(zip(self.starts, self.note.blocks, strict=True)):
            wanted = block.kind not in ("heading", "code", "footnote") and block.text.strip()
            if wanted and (held is None or number in held):
                passages.append(Passage(len(passages), "paragraph", 0, start, start + len(block.text)))
        return Article(
            "note", self.text, tuple(passages), "", False, None, None, published, "unknown", "en", None,
            fingerprint(self.text),
        )  # fmt: skip


class ClaimFinder:
    """Finds the claims of a note, once its figures are known."""

    def __init__(self, text: NoteText, figures: Sequence[Figure], sources: CitedSources) -> None:
        self._note = text.note
        self._starts = text.starts
        self._figures = figures
        self._sources = sources
        self.remarks: list[NoteRemark] = []
        """What the note leaves open, in order."""
        self.claims: list[Claim] = []
        """In the order of the text."""
        self._split: tuple[int, list[int]] = (-1, [])
        """A block, and where its sentences begin."""

    def find(self) -> None:
        """Fill `claims` and `remarks`."""
        blocks = self._note.blocks
        number, day = 0, -1
        while number < len(blocks):
            if blocks[number].quote is not None:
                number = self._take_quote(number)
                continue
            self._take_block(number)
            if blocks[number].kind == "heading":
                day = number
            elif day >= 0 and blocks[number].listing is not None:
                self._take_day(day, number)
            number += 1
        self.claims.sort(key=attrgetter("line", "column"))
        self._tell_unknown()

    # -- block quotes --------------------------------------------------------------------------

    def _take_quote(self, first: int) -> int:
        """Take the block quote that begins with block `first`, and what the exports set below it; return
        the number of the block behind."""
        blocks = self._note.blocks
        behind = first
        while behind < len(blocks) and blocks[behind].quote == blocks[first].quote:
            behind += 1
        quoted = range(first, behind)
        pointers: tuple[Pointer, ...] = ()
        captions: Sequence[re.Match[str]] = ()
        if behind - first > 1 and (found := self._attribution(blocks[behind - 1])) is not None:
            pointers, quoted = found, range(first, behind - 1)
        elif behind < len(blocks) and (found := self._attribution(blocks[behind])) is not None:
            pointers = found
            behind += 1
        elif behind < len(blocks) and (captions := _captions(blocks[behind])):
            pointers = blocks[behind].pointers
            behind += 1
        else:
            pointers = self._introduction(first) or tuple(
                one for number in quoted for one in self._pointers(blocks[number])
            )
        if not pointers:
            for number in quoted:
                self._take_block(number)
            return behind
        cited = self._cited(pointers)
        text = "\n".join(blocks[number].text for number in quoted)
        if any(map(str.isalnum, text)):
            self._add_quote(first, 0, text, cited, whole_block=True)
        for caption in captions:
            self._add_caption(behind - 1, caption, text, cited)
        return self._behind_remarks(behind)

    def _attribution(self, block: NoteBlock) -> tuple[Pointer, ...] | None:
        """What a line of citation points to; None where the block is none."""
        if not block.text.startswith(_DASHES) or block.kind != "paragraph":
            return None
        words = block.text.lstrip("—–- ")
        if not block.pointers:
            named = self._sources.named_by(words)
            return (Pointer(0, len(block.text), "words", words),) if named else None
        self._compare_credit(block, words)
        return block.pointers

    def _compare_credit(self, block: NoteBlock, words: str) -> None:
        """Tell where the words of a citation and its footnote name different sources."""
        named = self._sources.named_by(words)
        noted = frozenset[str]().union(*map(self._sources.cited, block.pointers))
        if named and noted and not named & noted:
            self._remark(block, f"the citation says {words.strip()}, and its footnote is another source")

    def _introduction(self, first: int) -> tuple[Pointer, ...]:
        """What the paragraph that leads to a quote, or to a list, points to."""
        if not first:
            return ()
        before = self._note.blocks[first - 1]
        if before.kind == "paragraph" and before.text.rstrip().endswith(":"):
            return self._pointers(before)
        return ()

    def _add_caption(
        self, number: int, match: re.Match[str], quote: str, cited: frozenset[str] | None
    ) -> None:
        self._add(
            "figure", number, match.start("figure"), match["figure"], cited,
            around=quote, normal=match["normal"] or "", quote=quote,
        )  # fmt: skip

    def _behind_remarks(self, number: int) -> int:
        """The number of the first block behind what a person noted on a mark and what became of it."""
        blocks = self._note.blocks
        noted = False
        while number < len(blocks):
            block = blocks[number]
            if block.kind != "paragraph" or block.quote is not None:
                break
            if block.text.startswith(_REMARKS[0]):
                noted = True
            elif not block.text.startswith((*_REMARKS, _CHANGED)):
                if not noted or self._pointers(block):
                    break
                self._remark(
                    block, "this is taken for a part of the note on the mark above, and not looked at"
                )
            number += 1
        return number

    def _take_day(self, heading: int, number: int) -> None:
        """Take the days that a heading of an exported timeline gives to a sentence below it, in which the
        date is bold."""
        block = self._note.blocks[number]
        days = heading_days(self._note.blocks[heading].text)
        if days is None:
            return
        for found in quotations(block.text):
            for start, end in block.strong:
                if found.start <= start and end <= found.end:
                    cited = self._scope(number, self._pointers(block), start, end)
                    self._add(
                        "figure", heading, 0, days, cited, days=days_meant(days),
                        dated=block.text[start:end], quote=block.text[found.start : found.end],
                    )  # fmt: skip

    # -- other blocks --------------------------------------------------------------------------

    def _take_block(self, number: int) -> None:
        block = self._note.blocks[number]
        if block.kind in ("heading", "code") or not block.text.strip():
            return
        if block.kind == "cell" and (block.head is None or self._is_label(block)):
            return
        pointers = self._pointers(block)
        quoted: list[tuple[int, int]] = []
        for found in quotations(block.text):
            quoted.append((found.start, found.end))
            text = block.text[found.start : found.end]
            if not found.closed and not self._goes_on(number):
                self._remark(block, "a quotation is not closed", found.start)
                quoted.pop()
            elif not self._sources.is_title(text) and not _inside(found.start, found.end, pointers):
                cited = self._scope(number, pointers, found.start, found.end)
                self._add_quote(number, found.start, text, cited)
        if block.kind != "footnote":
            self._take_figures(number, pointers, quoted)

    def _is_label(self, block: NoteBlock) -> bool:
        """Whether a cell names its row: the column has no head, as in the tables of the exports."""
        return block.column == 0 and block.head is not None and not self._note.blocks[block.head].text

    def _goes_on(self, number: int) -> bool:
        """Whether the next paragraph opens a quotation anew, as one of several paragraphs does."""
        behind = self._note.blocks[number + 1 : number + 2]
        return bool(behind) and behind[0].text[:1] in "“„«" and bool(behind[0].text)

    def _take_figures(
        self, number: int, pointers: Sequence[Pointer], quoted: Sequence[tuple[int, int]]
    ) -> None:
        block, base = self._note.blocks[number], self._starts[number]
        first = bisect_left(self._figures, base, key=attrgetter("start"))
        last = bisect_right(self._figures, base + len(block.text), key=attrgetter("start"))
        taken = [*quoted, *self._no_claims(block, pointers)]
        self._take_numbers(
            number, pointers, [*taken, *((f.start - base, f.end - base) for f in self._figures[first:last])]
        )
        no_claims = _Spans(taken)
        # What is quoted is looked for by itself, and may stand far from a figure beside it.
        said = _blanked(block.text, quoted)
        for figure in self._figures[first:last]:
            start, end = figure.start - base, figure.end - base
            if no_claims.touch(start, end):
                continue
            if _numbers_a_place(block.text, start):
                continue
            if figure.kind == "date" and self._dates_source(number, pointers, start, end):
                continue
            around = self._row(number) if block.kind == "cell" else self._sentence(number, said, start, end)
            cited = self._scope(number, pointers, start, end)
            lent = self._is_lent(number, pointers, start)
            self._add("figure", number, start, figure.text, cited, around=around, figure=figure, lent=lent)

    def _take_numbers(
        self, number: int, pointers: Sequence[Pointer], taken: Iterable[tuple[int, int]]
    ) -> None:
        """Take the numbers in which no figure was found: of names ("G20"), of impossible dates ("May 52")."""
        text = self._note.blocks[number].text
        spans = _Spans(taken)
        for match in _NUMBER.finditer(text):
            start, end = match.span()
            counts = text[max(start - 1, 0) : start] + text[end : end + 1] in _COUNTING
            known = all(spans.touch(at, at + 1) for at in range(start, end) if text[at].isdigit())
            if counts or known or _numbers_a_place(text, start):
                continue
            if not self._dates_source(number, pointers, start, end):
                cited = self._scope(number, pointers, start, end)
                words = match.group()
                self._add(
                    "figure",
                    number,
                    start,
                    words,
                    cited,
                    as_written=True,
                    quote=_with_name(text, start, words),
                )

    def _sentence(self, number: int, text: str, start: int, end: int) -> str:
        """The sentence around a place of a block whose text is `text`, of a very long one what is near."""
        begin, stop = self._sentence_at(number, start)
        return text[max(begin, start - _MOST_AROUND) : min(stop, end + _MOST_AROUND)]

    def _sentence_at(self, number: int, at: int) -> tuple[int, int]:
        """Where the sentence of a block begins that holds `at`, and where the next one does."""
        if self._split[0] != number:
            text = self._note.blocks[number].text
            self._split = number, [start for start, _ in sentence_spans(text, 0, len(text))]
        starts = self._split[1]
        found = bisect_right(starts, at)
        length = len(self._note.blocks[number].text)
        return starts[found - 1] if found else 0, starts[found] if found < len(starts) else length

    def _row(self, number: int) -> str:
        """The text of the row of a table that a cell stands in, behind the head of its column."""
        blocks = self._note.blocks
        first = last = number
        while blocks[first].column and blocks[first - 1].kind == "cell":
            first -= 1
        while last + 1 < len(blocks) and blocks[last + 1].kind == "cell" and blocks[last + 1].column:
            last += 1
        head = blocks[number].head
        cells = [blocks[head]] if head is not None else []
        return " | ".join(cell.text for cell in (*cells, *blocks[first : last + 1]))

    def _no_claims(self, block: NoteBlock, pointers: Sequence[Pointer]) -> Iterator[tuple[int, int]]:
        """Places of a block in which nothing is claimed: names of sources and files, addresses."""
        for pointer in pointers:
            named = pointer.form == "words" or (
                pointer.form == "link" and self._sources.named_by(block.text[pointer.start : pointer.end])
            )
            if named:
                yield pointer.start, pointer.end
        yield from address_spans(block.text, 0, len(block.text))
        for pattern in (_FILE_NAME, _DIFFERS):
            for match in pattern.finditer(block.text):
                yield match.span()

    # -- what a claim cites --------------------------------------------------------------------

    def _pointers(self, block: NoteBlock) -> tuple[Pointer, ...]:
        """What a block points to, in order: footnotes, links, and sources named in brackets or behind a
        dash."""
        found = list(block.pointers)
        found += (
            Pointer(*match.span(), "words", match[1])
            for match in _IN_BRACKETS.finditer(block.text)
            if self._sources.named_by(match[1])
        )
        ends = [one.start for one in block.pointers if one.form == "footnote"]
        for end in dict.fromkeys((*ends, len(block.text))):
            if (credit := self._credit(block.text, end)) is not None:
                found.append(credit)
        found.sort(key=attrgetter("start", "end"))
        known = [one for one in found if one.form == "footnote" or self._sources.cited(one)]
        # A link to elsewhere is no citation where something else in the block is one.
        return tuple(known or found)

    def _credit(self, text: str, end: int) -> Pointer | None:
        """The source that is named behind a dash, down to `end`."""
        starts = [match.end() for match in _CREDIT.finditer(text, max(end - 300, 0), end)]
        for start in starts[-_MOST_DASHES:]:
            if self._sources.named_by(text[start:end]):
                return Pointer(start, end, "words", text[start:end])
        return None

    def _scope(self, number: int, pointers: Sequence[Pointer], start: int, end: int) -> frozenset[str] | None:
        """What a claim at `start` to `end` of a block cites; None where it cites nothing.

        Of a footnote it is what the note itself names, of a cell without pointers those of its column's head,
        of an entry of a list those of what leads to the list.
        """
        block = self._note.blocks[number]
        if block.kind == "footnote":
            return self._cited([Pointer(0, 0, "footnote", block.label)])
        if not pointers:
            return self._inherited(number, block)
        return self._cited(self._near(number, pointers, start, end))

    def _near(self, number: int, pointers: Sequence[Pointer], start: int, end: int) -> list[Pointer]:
        """The pointers that belong to a place: the next ones behind it in its sentence, else the last before
        it there, else the next behind it in the block, else the last before it."""
        text = self._note.blocks[number].text
        for low, high in (self._in_sentence(number, pointers, start), (0, len(pointers))):
            behind = bisect_left(pointers, start, lo=low, hi=high, key=attrgetter("start"))
            # The text of a link may be the claim, or hold it.
            if behind > low and pointers[behind - 1].end > start:
                behind -= 1
            while behind < high and pointers[behind].end <= end and pointers[behind].start < end:
                behind += 1
            if behind < high:
                return _together(text, pointers[behind:high])
            if low < high:
                return _together(text, pointers[low:high], last=True)
        return []

    def _in_sentence(self, number: int, pointers: Sequence[Pointer], start: int) -> tuple[int, int]:
        """The first and behind the last of the pointers of a block that stand in the sentence at `start`."""
        begin, stop = self._sentence_at(number, start)
        # A sign that takes no room belongs to the sentence before it.
        first = bisect_left(pointers, begin, key=attrgetter("start"))
        while begin and first < len(pointers) and pointers[first].end == begin:
            first += 1
        last = bisect_left(pointers, stop, key=attrgetter("start"))
        while last < len(pointers) and pointers[last].end == stop:
            last += 1
        return first, last

    def _is_lent(self, number: int, pointers: Sequence[Pointer], start: int) -> bool:
        """Whether a claim has its citation of another sentence: "Both say so" means no source beside it."""
        if self._note.blocks[number].kind != "paragraph" or not pointers:
            return False
        first, last = self._in_sentence(number, pointers, start)
        return first >= last

    def _dates_source(self, number: int, pointers: Sequence[Pointer], start: int, end: int) -> bool:
        """Whether a date tells when what it cites was published: it stands in the text of the link or in the
        footnote itself."""
        block = self._note.blocks[number]
        when = block.text[start:end]
        for pointer in self._near(number, pointers, start, end):
            if pointer.form == "link" and pointer.start <= start and end <= pointer.end:
                return True
            if pointer.form == "footnote" and when in self._sources.footnote(pointer.target):
                return True
        return False

    def _inherited(self, number: int, block: NoteBlock) -> frozenset[str] | None:
        pointers: tuple[Pointer, ...] = ()
        if block.kind == "cell" and block.head is not None:
            pointers = self._pointers(self._note.blocks[block.head])
        elif block.listing is not None:
            first = number
            while first and self._note.blocks[first - 1].listing == block.listing:
                first -= 1
            pointers = self._introduction(first)
        return self._cited(pointers) if pointers else None

    def _cited(self, pointers: Sequence[Pointer]) -> frozenset[str]:
        return frozenset[str]().union(*map(self._sources.cited, pointers))

    # -- what is found -------------------------------------------------------------------------

    def _add_quote(
        self, number: int, start: int, text: str, cited: frozenset[str] | None, *, whole_block: bool = False
    ) -> None:
        self._add("quote", number, start, text, cited, whole_block=whole_block)

    def _add(
        self,
        kind: ClaimKind,
        number: int,
        start: int,
        text: str,
        cited: frozenset[str] | None,
        *,
        around: str = "",
        figure: Figure | None = None,
        whole_block: bool = False,
        as_written: bool = False,
        normal: str | None = None,
        days: tuple[str, str] | None = None,
        dated: str = "",
        quote: str = "",
        lent: bool = False,
    ) -> None:
        block = self._note.blocks[number]
        line, column = self._note.line_column(block.places[start])
        claim = Claim(kind, line, column, text, cited, around, self._starts[number] + start, figure)
        self.claims.append(
            replace(
                claim, whole_block=whole_block, as_written=as_written, normal=normal, days=days, dated=dated,
                quote=quote, lent=lent,
            )
        )  # fmt: skip

    def _remark(self, block: NoteBlock, message: str, start: int = 0) -> None:
        self.remarks.append(NoteRemark(self._note.line_column(block.places[start])[0], message))

    def _tell_unknown(self) -> None:
        """Tell which citations lead to no source at hand, each once."""
        told: set[tuple[str, str]] = set()
        for block in self._note.blocks:
            for pointer in self._pointers(block) if block.kind != "footnote" else ():
                known = (pointer.form, pointer.target)
                if pointer.form == "words" or known in told or self._sources.cited(pointer):
                    continue
                told.add(known)
                name = f"footnote {pointer.target}" if pointer.form == "footnote" else pointer.target
                self._remark(
                    block, f"{name} leads to none of the sources", min(pointer.start, len(block.text))
                )
        self.remarks.sort(key=attrgetter("line"))


def _captions(block: NoteBlock) -> Sequence[re.Match[str]]:
    """The figures in the line that the exports set below their sentence, each with the parts of what is told
    of it; none for any other line."""
    if block.kind != "paragraph" or not block.strong or not block.pointers:
        return ()
    whole = _CAPTION.fullmatch(block.text)
    if whole is None:
        return ()
    several: list[re.Match[str]] = []
    end = whole.start("credit") - len(" — ")
    while (at := several[-1].end() if several else 0) < end:
        one = _CAPTION_FIGURE.match(block.text, at, end)
        if one is None:
            break
        several.append(one)
    if len(several) > 1 and [one.span("figure") for one in several] == list(block.strong[: len(several)]):
        return several
    return (whole,) if block.strong[0] == whole.span("figure") else ()


def _blanked(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """A text with blanks in the place of some stretches, which are in order."""
    pieces: list[str] = []
    at = 0
    for start, end in spans:
        pieces += (text[at:start], " " * (end - start))
        at = end
    return "".join((*pieces, text[at:]))


def _numbers_a_place(text: str, start: int) -> bool:
    """Whether the number at `start` is that of a page, a paragraph or the like."""
    match = _PLACE_BEFORE.search(text, max(start - 16, 0), start)
    return match is not None and (match[1] is None or fold(match[1]) in note_words()["places"])


def _with_name(text: str, start: int, number: str) -> str:
    """A short number with the word before it whose name it is: "section 3"."""
    if len(number) > _SHORT_NUMBER or not number.isdigit():
        return number
    before = _WORD_BEFORE.search(text, max(start - 40, 0), start)
    return f"{before[1]} {number}" if before and fold(before[1]) in note_words()["numbered"] else number


def _inside(start: int, end: int, pointers: Sequence[Pointer]) -> bool:
    return any(one.form == "words" and one.start <= start and end <= one.end for one in pointers)


class _Spans:
    """Stretches of a text, merged, to be asked whether they touch another."""

    def __init__(self, spans: Iterable[tuple[int, int]]) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []
        for start, end in sorted(spans):
            if self._ends and start <= self._ends[-1]:
                self._ends[-1] = max(self._ends[-1], end)
            else:
                self._starts.append(start)
                self._ends.append(end)

    def touch(self, start: int, end: int) -> bool:
        """Whether `start` to `end` shares a character with one of them."""
        behind = bisect_right(self._ends, start)
        return behind < len(self._starts) and self._starts[behind] < end


def _together(text: str, pointers: Sequence[Pointer], *, last: bool = False) -> list[Pointer]:
    """The first of some pointers, or the last, with those that stand right beside it."""
    order = range(len(pointers) - 1, -1, -1) if last else range(len(pointers))
    found = [pointers[order[0]]]
    for number in order[1:]:
        left, right = sorted((found[-1], pointers[number]), key=attrgetter("start"))
        if right.start - left.end > _LONGEST_BETWEEN or not _BETWEEN.fullmatch(text, left.end, right.start):
            break
        found.append(pointers[number])
    return found


AsOf = Callable[[str | None, Collection[int]], Sequence[Figure]]
"""The figures of the passages of a note that hold some places, as an article of a day (ISO) means them."""
