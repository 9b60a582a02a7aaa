"""Draws a ledger: its title line, the heads of its columns, its rows in two forms, and their sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from textual.content import Content

from briefing.model.ledger_line import origin_texts
from briefing.text.clean import clean_line
from briefing.text.quotation_marks import marks_around
from briefing.text.tokens import fold
from briefing.ui.drawing.formatting import count, short_date
from briefing.ui.drawing.ledger_rows import (
    CHANGED,
    DIFFER,
    LedgerCounts,
    LedgerFilter,
    values_in,
    verdict_sign,
    voices_by_value,
)
from briefing.ui.drawing.rows_styler import RowsStyler
from briefing.ui.drawing.styled_text import TextStyler, between, cut, join, padded
from briefing.ui.keys import by_key

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from briefing.model.ledger_line import LedgerEntry, LedgerLine, QuotedSentence

VERDICT = 13
"""Cells of the sign and the word of a verdict."""
LEAST_LABEL, MOST_LABEL = 26, 46
LEAST_CELL = 15
"""Cells that a column needs; where not two fit, values stand under each other."""
LABEL_SHARE = 0.3
SILENT = "∅"


class LedgerColumns(NamedTuple):
    """The columns of a table as they fit: the articles in view, where they begin, how wide each is."""

    articles: tuple[str, ...]
    """All of them."""
    first: int
    shown: int
    label: int
    cell: int

    @property
    def in_view(self) -> tuple[str, ...]:
        """The articles whose columns are seen."""
        return self.articles[self.first : self.first + self.shown]


def fitted(articles: Sequence[str], first: int, width: int, stacked: bool | None = None) -> LedgerColumns:
    """Fit as many columns as there is room for.

    There are none where the values are to stand under each other: when `stacked`, where no two fit, and
    unless it is False where not all do.
    """
    label = min(max(int(width * LABEL_SHARE), LEAST_LABEL), MOST_LABEL)
    most = (width - VERDICT - label) // LEAST_CELL
    least = min(2 if stacked is False else len(articles), len(articles))
    if stacked or not articles or most < max(least, 1):
        return LedgerColumns(tuple(articles), 0, 0, width - VERDICT, 0)
    shown = min(most, len(articles))
    first = min(max(first, 0), len(articles) - shown)
    return LedgerColumns(tuple(articles), first, shown, label, (width - VERDICT - label) // shown)


class LedgerStyler(RowsStyler):
    """Draws one part at a time; knows the letters, sources and dates of articles."""

    def __init__(
        self,
        styler: TextStyler,
        letter: Callable[[str], str],
        number: Callable[[str], int],
        source: Callable[[str], str],
    ) -> None:
        super().__init__(styler, letter, number)
        self._source = source

    def title(
        self, counts: LedgerCounts | None, wanted: LedgerFilter, work: str, width: int, hidden: int = 0
    ) -> Content:
        """How much the sources agree, at one glance."""
        text = self._styler.text
        left = self._begin("ledger", wanted)
        if counts is None:
            return between(left, text(f"{work} ", "work"), width)
        alone = f"alone {counts.alone:,} {'▾' if wanted.alone else '▸'} "
        alone += f"  hidden {hidden:,} " if hidden else ""
        right = join(
            text(f"{count(counts.articles, 'article')}   ", "muted") if width >= 100 else Content(""),
            text(f"{DIFFER.sign} {counts.differ:,}   ", DIFFER.style if counts.differ else "muted"),
            text(f"{CHANGED.sign} {counts.changed:,}   ", CHANGED.style) if counts.changed else Content(""),
            text(f"≈ {counts.nearly:,}   = {counts.equal:,}   ", "label"),
            text(f"unconfirmed {counts.unconfirmed:,}   ", "muted")
            if counts.unconfirmed and width >= 100
            else Content(""),
            text(alone, "muted"),
        )
        return between(left, right, width)

    def heads(self, columns: LedgerColumns, dates: Callable[[str], str | None], width: int) -> list[Content]:
        """Letter, source and date above each column."""
        text = self._styler.text
        if not columns.shown:
            return [Content(""), Content("")]
        more = ""
        if columns.shown < len(columns.articles):
            last = columns.first + columns.shown
            more = f"{'‹ ' if columns.first else ''}{columns.first + 1}-{last} of {len(columns.articles)}"
            more += " ›" if last < len(columns.articles) else ""
        head = VERDICT + columns.label
        above = [_padded(text(" what is measured", "muted"), head)]
        below = [_padded(text(f" {more}", "muted"), head)]
        for name in columns.in_view:
            who = join(self._letter(name), text(f" {clean_line(self._source(name))}", "bold"))
            above.append(_padded(who, columns.cell))
            below.append(_padded(text(f"  {short_date(dates(name))}", "muted"), columns.cell))
        return [cut(join(*above), width), cut(join(*below), width)]

    def row(
        self, line: LedgerLine, columns: LedgerColumns, width: int, at: str | None, compared: int
    ) -> Sequence[Content]:
        """Two lines of a table, or three where the values stand under the label; `at` has the cursor.

        `compared` is how many articles the ledger is of, also those that say nothing in the rows shown.
        """
        sign = verdict_sign(line)
        verdict = _padded(self._styler.text(f"{sign.sign} {sign.word}", sign.style), VERDICT)
        if not columns.shown:
            return self._list_row(line, columns, verdict, width, compared)
        label = self._styler.text(clean_line(line.label), "bold").wrap(columns.label - 1)[:3]
        if len(label) > 2:
            label = [label[0], cut(join(label[1], Content(" "), label[2]), columns.label - 1)]
        reason = self._reason(line) if len(label) < 2 else Content("")
        first = [verdict, _padded(label[0] if label else Content(""), columns.label)]
        second = [
            _padded(self._by_hand(line), VERDICT),
            _padded(label[1] if len(label) > 1 else reason, columns.label),
        ]
        for name in columns.in_view:
            above, below = self._cell(line, values_in(line, name), columns.cell - 1, at == name)
            first.append(_padded(above, columns.cell))
            second.append(_padded(below, columns.cell))
        return [cut(join(*first), width), cut(join(*second), width)]

    def _cell(
        self, line: LedgerLine, entries: Sequence[LedgerEntry], room: int, here: bool
    ) -> tuple[Content, Content]:
        """The values of one article, as it words them: one a line, the rest counted."""
        text = self._styler.text
        style = "target" if here else f"figure-{line.kind}"
        if not entries:
            return text(SILENT, "muted"), Content("")
        value = text(clean_line(entries[0].text), style)
        above = cut(value, room)
        if len(entries) == 1:
            # Who gave the number stands beside it; where nobody is told, the value has both lines.
            if told := origin_texts(entries):
                return above, cut(text(clean_line(told[0]), "muted"), room)
            first, *rest = value.wrap(room) if value.cell_length > room else [value]
            return cut(first, room), cut(Content(" ").join(rest), room)
        more = f" +{len(entries) - 2}" if len(entries) > 2 else ""
        below = cut(text(clean_line(entries[1].text), style), room - len(more))
        return above, join(below, text(more, "muted"))

    def _list_row(
        self, line: LedgerLine, columns: LedgerColumns, verdict: Content, width: int, compared: int
    ) -> Sequence[Content]:
        text = self._styler.text
        order = {name: place for place, name in enumerate(columns.articles)}
        values: list[Content] = [self._styler.blank(2)]
        for value, articles in voices_by_value(line, order):
            if len(values) > 1:
                values.append(text("  ·  ", "muted"))
            for name in articles:
                values += [self._letter(name), Content(" ")]
            values.append(text(clean_line(value), f"figure-{line.kind}"))
            given = [one for one in line.entries if one.article in articles and fold(one.text) == fold(value)]
            for told in origin_texts(given) if line.origin is None else ():
                values.append(text(f" {clean_line(told)}", "muted"))
        silent = compared - len({entry.article for entry in line.entries})
        notes = [self._by_hand(line), self._reason(line)]
        if silent and line.verdict != "single":
            notes.append(text(f"{SILENT} {silent} silent", "muted"))
        about = join(self._styler.blank(2), Content("   ").join([one for one in notes if one.plain]))
        return [
            cut(join(verdict, text(clean_line(line.label), "bold")), width),
            cut(join(*values), width),
            cut(about, width),
        ]

    def _reason(self, line: LedgerLine) -> Content:
        """Why the values of a line differ, where the texts tell it, and how they changed; or who gave the one
        value that several articles have."""
        text = self._styler.text
        if line.verdict != "differ" or line.reason is None:
            return text(clean_line(line.voices_words), "muted") if line.origin is not None else Content("")
        if line.course:
            return join(
                text(clean_line(line.course_words), f"figure-{line.kind}"), text(f"  {line.reason}", "work")
            )
        return text(line.reason, "work")

    def _by_hand(self, line: LedgerLine) -> Content:
        """That a person corrected a line; nothing where nobody did."""
        return self._styler.text(line.corrected.words, "label") if line.corrected else Content("")

    def in_order(self, line: LedgerLine) -> list[LedgerEntry]:
        """The figures of a row in the order in which their sentences stand below it."""
        return sorted(line.entries, key=lambda one: (self._number(one.article), one.start))

    def sentences(
        self,
        line: LedgerLine,
        quoted: Callable[[LedgerEntry], QuotedSentence | None],
        at: LedgerEntry | None,
        width: int,
        most: int,
    ) -> list[Content]:
        """The sentences of a row below its note: each figure lit, and underlined the words that joined it to
        the others; that of the figure `at` has the cursor, and is always in view."""
        order = self.in_order(line)
        widest = self._widest([entry.article for entry in order])
        lines: list[Content] = []
        if line.corrected is not None and line.corrected.note:
            note = self._styler.text(clean_line(line.corrected.note), "work")
            lines += self._hanging(self._styler.text(" note    ", "label"), note, width)
        top, begins, ends = len(lines), len(lines), 0
        for number, entry in enumerate(order):
            found = quoted(entry)
            if found is not None:
                told = self._lit(line, entry, found)
                place = entry.article, entry.passage
                drawn = self._entry(place, told, widest, width, here=entry == at)
                if entry == at:
                    begins, ends = len(lines), len(lines) + len(drawn)
                lines += self._linked(drawn, number)
        if len(lines) > most and ends >= most:
            # What stands above the one with the cursor makes room for it, but for the note.
            room = most - top - (1 if ends == len(lines) else 2)
            first = min(begins, max(ends - room, top))
            lines = [*lines[:top], self._more(first - top), *lines[first:]]
        if len(lines) > most:
            lines = [*lines[: most - 1], self._more(len(lines) - most + 1)]
        return lines

    def _more(self, left: int) -> Content:
        """How many lines are left out."""
        return self._styler.text(f"   + {count(left, 'line')}", "muted")

    def _lit(self, line: LedgerLine, entry: LedgerEntry, sentence: QuotedSentence) -> Content:
        """A sentence with its figure in the figure's colour, and underlined what it was joined by."""
        end = sentence.start + len(sentence.text)
        spans = [(entry.start, entry.end, f"figure-{line.kind}")]
        spans += [
            (why.start, why.end, "name")
            for why in entry.why
            if why.end <= entry.start or why.start >= entry.end
        ]
        parts, at = [], sentence.start
        for start, stop, style in sorted(spans):
            if start < at or stop > end:
                continue
            parts.append(self._styler.text(sentence.text[at - sentence.start : start - sentence.start]))
            parts.append(
                self._styler.text(sentence.text[start - sentence.start : stop - sentence.start], style)
            )
            at = stop
        parts.append(self._styler.text(sentence.text[at - sentence.start :]))
        opening, closing = marks_around(sentence.text)
        return join(self._styler.text(opening), *parts, self._styler.text(closing))


def nothing_there(counts: LedgerCounts, wanted: LedgerFilter) -> str:
    """What is said where no line is shown."""
    if wanted.words or wanted.topic is not None:
        return f"no line fits{by_key('ledger.filter', 'changes the filter', ': ')}"
    if counts.alone:
        return f"no quantity stands in two sources{by_key('ledger.alone', 'lists what one alone says', ': ')}"
    return "no figures to compare"


def _padded(content: Content, width: int) -> Content:
    """In exactly `width` cells, the last of them blank: columns do not touch."""
    return padded(cut(content, width - 1), width)
