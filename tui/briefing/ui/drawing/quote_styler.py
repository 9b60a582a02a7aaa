"""Draws quotes by speaker: the title, headings of speakers, rows, and how each source words a quote."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from briefing.model.quote_row import QuoteRow
from briefing.text.clean import clean_line
from briefing.text.word_difference import difference_beside, places_reworded
from briefing.ui.drawing.formatting import chance, count, short_date
from briefing.ui.drawing.quote_rows import QuoteFilter, SpeakerHeading, marks_around_quote
from briefing.ui.drawing.rows_styler import RowsStyler
from briefing.ui.drawing.styled_text import between, cut, join, padded
from briefing.ui.keys import by_key

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from briefing.model.excerpt import Citation
    from briefing.model.quote import AttributedQuote
    from briefing.text.word_difference import WordingPart

DATE = 12
PART_STYLES = {"same": "", "gone": "muted", "new": "warning"}
"""How the words of a part of a difference look."""
NOBODY = "nobody named"
DIFFERS = "≠"
DOUBT = "?"


class QuoteStyler(RowsStyler):
    """Draws one part at a time; knows the letters and places of articles."""

    def title(
        self, wanted: QuoteFilter, shown: Sequence[QuoteRow | SpeakerHeading] | None, work: str, width: int
    ) -> Content:
        """What is shown, and how much; with None what is being done."""
        text = self._styler.text
        left = self._begin("quotes", wanted, "only shared" if wanted.shared else "")
        if shown is None:
            return between(left, text(f"{work} ", "work"), width)
        rows = [one for one in shown if isinstance(one, QuoteRow)]
        speakers = sum(isinstance(one, SpeakerHeading) and one.speaker is not None for one in shown)
        several = sum(row.is_shared for row in rows)
        told = f"{count(speakers, 'speaker')}   {count(len(rows), 'quote')}   {several:,} shared "
        return between(left, text(told, "muted"), width)

    def heading(self, heading: SpeakerHeading, width: int) -> Content:
        """Who says what stands below, and how much that is."""
        text = self._styler.text
        who = (
            text(f" {clean_line(heading.speaker)}", "bold")
            if heading.speaker
            else text(f" {NOBODY}", "muted")
        )
        told = f"  {count(heading.quotes, 'quote')} in {count(heading.articles, 'article')}"
        return cut(join(who, text(told, "muted")), width)

    def row(self, row: QuoteRow, citations: Mapping[str, Citation], width: int) -> Content:
        """One line: a question mark where it is doubtful who says it, the verb that it needs, the fullest
        wording, lit where others differ from it, the first date, and who has it."""
        text = self._styler.text
        differing = differing_places(row)
        doubt = DOUBT if all(one.is_doubted for one in row.quotes) else " "
        sign = join(text(f" {doubt} ", "work"), text(f"{DIFFERS if differing else ' '} ", "warning"))
        tail = Content("")
        if width >= 60:
            days = [day for name in row.articles if (day := citations[name].published) is not None]
            date = text(short_date(min(days, default=None)), "muted")
            tail = join(Content(" "), padded(date, DATE), self._letters(row.articles))
        room = width - sign.cell_length - tail.cell_length
        cue = row.quotes[0].leading_cue
        leading = text(f"{clean_line(cue)} " if cue else "", "muted")
        words = join(leading, self._lit(row.quotes[0], differing))
        return cut(join(sign, padded(words, room), tail), width)

    def _lit(self, quote: AttributedQuote, differing: frozenset[int]) -> Content:
        text = self._styler.text
        words = clean_line(quote.text)
        opening, closing = marks_around_quote(quote)
        parts = [text(opening)]
        for place, word in enumerate(words.split()):
            parts += [
                Content(" ") if place else Content(""),
                text(word, "warning" if place in differing else ""),
            ]
        return join(*parts, text(closing))

    def wordings(
        self, row: QuoteRow, citations: Mapping[str, Citation], at: int, width: int, most: int
    ) -> list[Content]:
        """Who says it, and how each source words it: the fullest whole, of the others the words that are not
        in that one lit; the source `at` is the one that is gone to, and always in view."""
        facts = f"{clean_line(row.speaker) if row.speaker else NOBODY}  {count(len(row.articles), 'source')}"
        widest = self._widest([one.article for one in row.entries])

        def draw(place: int, here: bool) -> list[Content]:
            date = short_date(citations[row.entries[place].article].published) if width >= 60 else ""
            return self._wording(row, place, date, widest, width, here=here)

        told = self._styler.text(f" {facts}", "muted")
        return self._entries(told, len(row.entries), at, draw, (width, most))

    def _wording(
        self, row: QuoteRow, place: int, date: str, widest: int, width: int, *, here: bool
    ) -> list[Content]:
        quote = row.entries[place]
        told = join(self._words(row, place), self._attribution(quote))
        spot = (quote.article, quote.passage)
        return self._entry(spot, told, widest, width, date=f"{date:{DATE}}" if date else "", here=here)

    def _words(self, row: QuoteRow, place: int) -> Content:
        """The fullest quote as it stands; another by how it differs from that one; what is told in other
        words as it stands, with how."""
        text = self._styler.text
        if place >= len(row.quotes):
            quote, kind = row.retold[place - len(row.quotes)]
            opening, closing = marks_around_quote(quote)
            return join(text(opening + clean_line(quote.text) + closing), text(f"  {kind}", "work"))
        if place == 0:
            opening, closing = marks_around_quote(row.quotes[0])
            return text(opening + clean_line(row.quotes[0].text) + closing)
        in_part, parts = difference_beside(row.wordings[0], row.wordings[place])
        if all(part.kind == "same" for part in parts) and not in_part:
            return text("the same words", "muted")
        lit = Content(" ").join([self._part(part) for part in parts])
        return join(
            text("… " if in_part else "", "muted"), lit, text("  in part" if in_part else "", "muted")
        )

    def _part(self, part: WordingPart) -> Content:
        return self._styler.text(clean_line(part.in_signs), PART_STYLES[part.kind])

    def _attribution(self, quote: AttributedQuote) -> Content:
        """The words for the speaker and for saying it, and how sure the name is where it is not."""
        told = " ".join(clean_line(one) for one in (quote.speaker, quote.cue) if one)
        return join(
            self._styler.text(f"  {told}" if told else "", "label"),
            self._styler.text(f"  {chance(quote.certainty)} {clean_line(quote.who)}", "work")
            if quote.is_doubted and quote.who is not None
            else Content(""),
        )


def differing_places(row: QuoteRow) -> frozenset[int]:
    """Which words of the fullest quote others have not as it has them, counted from 0."""
    text = clean_line(row.quotes[0].text)
    return frozenset().union(*(places_reworded(text, row.wordings[0], one) for one in row.wordings[1:]))


def nothing_quoted(wanted: QuoteFilter) -> str:
    """What is said where no row is shown."""
    if wanted.words or wanted.topic is not None or wanted.shared:
        return f"no quote fits{by_key('quotes.filter', 'changes the filter', ': ')}"
    return "the articles quote nobody"
