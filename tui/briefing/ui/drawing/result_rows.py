"""How one row of the search results is drawn, in each of their views. Nothing here is a widget."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from rich.cells import cell_len
from textual.content import Content

from briefing.model.article_names import short_name
from briefing.ui.drawing.formatting import count, short_date
from briefing.ui.drawing.styled_text import TextStyler, between, cut, join
from briefing.ui.keys import by_key
from briefing.ui.state.search_state import context_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefing.model.head import ArticleHead
    from briefing.model.search_answer import Hit
    from briefing.ui.state.reader_state import ReaderState

LATEST = 0.7
"""Share of a line within which the most telling match ends where only one line is shown."""
LATEST_OF_TWO = 0.9
"""The same of two lines, the first of which may end early."""
BEFORE = 0.45
"""Share of a line that lies before the match where matches are aligned."""


class ResultRow(NamedTuple):
    """What a row shows: a hit, the article above its hits, or that more are to come."""

    place: int = -1
    """The place of the hit among all, counted from 0; negative for the other rows."""
    article: str = ""
    hits: int = 0


class RowDrawer:
    """Draws rows of results for one state."""

    def __init__(self, state: ReaderState, styler: TextStyler) -> None:
        self._state = state
        self._styler = styler

    def article(self, row: ResultRow, width: int) -> Sequence[Content]:
        """The name of an article over its hits: source, date and number of passages, then its title."""
        styler = self._styler
        head = self._head(row.article)
        if head is None:
            return [cut(styler.text(f" {row.article}", "muted"), width), Content("")]
        who = join(self._who(head), styler.text(f"  {short_date(head.published)}", "muted"))
        title = cut(styler.text(f"   {head.title}", "muted"), width)
        number = join(self._new(row.article), styler.text(count(row.hits, "passage"), "muted"))
        return [between(who, number, width), title]

    def below_article(self, hit: Hit, width: int) -> Sequence[Content]:
        """A hit under the name of its article: passage and two lines of its snippet."""
        number = self._styler.text(f" ¶{hit.passage:<4}", "muted")
        room = max(width - number.cell_length, 8)
        lines = self._snippet(hit, 2 * room, LATEST_OF_TWO).wrap(room)[:2]
        first = join(number, lines[0] if lines else Content(""))
        if len(lines) < 2:
            return [first, Content("")]
        return [first, join(self._styler.blank(number.cell_length), cut(lines[1], room))]

    def alone(self, hit: Hit, width: int) -> Sequence[Content]:
        """A hit that names its article itself: one line for that, one for the snippet."""
        styler = self._styler
        head = self._head(hit.article)
        if head is not None:
            date = styler.text(short_date(head.published), "muted")
            title = f"  {head.title}" if head.has_title else ""
            number = styler.text(f" ¶{hit.passage}", "muted")
            who = join(self._who(head), number, styler.text(title, "muted"))
        else:
            who, date = styler.text(f" {hit.article} ¶{hit.passage}", "muted"), Content("")
        date = join(self._new(hit.article), date)
        room = max(width - 3, 4)
        return [between(who, date, width), join(styler.blank(3), cut(self._snippet(hit, room), room))]

    def in_context(self, hit: Hit, width: int) -> Sequence[Content]:
        """A hit on one line, its most telling match under those of the other lines."""
        styler = self._styler
        known = hit.article in self._state.articles
        sign = f"{self._state.letter(hit.article) if known else '?'}¶{hit.passage}"
        head = join(
            styler.source(sign, self._state.index(hit.article)) if known else styler.text(sign, "muted"),
            styler.blank(7 - len(sign)),
        )
        context = context_of(hit)
        room = max(int((width - head.cell_length) * BEFORE), 4)
        before = styler.text(_last_cells(context.before, room))
        aligned = join(
            styler.blank(room - before.cell_length),
            before,
            styler.text(context.match, "hit"),
            styler.text(context.after),
        )
        return [cut(join(head, aligned), width)]

    def chosen(self, lines: Sequence[Content]) -> Sequence[Content]:
        """The lines of a hit, drawn for a cell less, with the sign that it was chosen."""
        sign, blank = self._styler.text("✓", "key"), self._styler.blank(1)
        return [join(sign if number == 0 else blank, line) for number, line in enumerate(lines)]

    def waiting(self) -> Sequence[Content]:
        """A hit that has not come yet."""
        return [self._styler.text(" …", "muted")]

    def more(self, left: int, *, growing: bool) -> Sequence[Content]:
        """The row behind the last hit that is listed."""
        if growing:
            return self.waiting()
        text = f" … {count(left, 'more passage')}{by_key('find.view', 'lists every one', ': ')}"
        return [self._styler.text(text, "muted")]

    def _head(self, name: str) -> ArticleHead | None:
        """What is known of an article; None where it has gone since the search was answered."""
        articles = self._state.articles
        return articles.find_head(name) if name in articles else None

    def _new(self, name: str) -> Content:
        """That an article is new to the saved search that stands, where it is."""
        return self._styler.text("new  ", "key") if name in self._state.search.new_in else Content("")

    def _who(self, head: ArticleHead) -> Content:
        letter = self._styler.source(f" {self._state.letter(head.id)}", self._state.index(head.id))
        return join(letter, self._styler.text(f" {short_name(head)}", "bold"))

    def _snippet(self, hit: Hit, room: int, latest: float = LATEST) -> Content:
        """The snippet with its matches in the colour of hits, built from pieces so that each is cleaned.

        With `room` for so many characters it begins late enough for the most telling match to be in it.
        """
        end = hit.best.end - hit.snippet_start if hit.best is not None else 0
        begin = end - int(room * latest)
        position = hit.snippet.find(" ", begin, end) + 1 if begin > 0 else 0
        parts = [self._styler.text("… ", "muted")] if position or hit.cut_before else []
        for span in hit.spans:
            start, end = span.start - hit.snippet_start, span.end - hit.snippet_start
            if start < position or end > len(hit.snippet):
                continue
            parts += [
                self._styler.text(hit.snippet[position:start]),
                self._styler.text(hit.snippet[start:end], "hit"),
            ]
            position = end
        parts.append(self._styler.text(hit.snippet[position:]))
        if hit.cut_behind:
            parts.append(self._styler.text(" …", "muted"))
        return join(*parts)


def _last_cells(text: str, room: int) -> str:
    """The end of `text` that fits into so many cells."""
    text = text[-room:]
    while cell_len(text) > room:
        text = text[1:]
    return text
