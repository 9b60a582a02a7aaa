"""The list of articles: letter, source, date, title and counts of each."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from textual.binding import BindingType
from textual.reactive import reactive

from briefing.model.article_names import short_name
from briefing.text.clean import clean_line
from briefing.ui.bindings import bindings_of
from briefing.ui.drawing.formatting import count, short_date, short_days
from briefing.ui.drawing.source_bars import COPY
from briefing.ui.drawing.styled_text import TextStyler, between, cut, join
from briefing.ui.drawing.wrap import cells, first_words
from briefing.ui.key_table import ARTICLES
from briefing.ui.state.ledger_state import CONFIRMED, DIFFERS
from briefing.ui.widgets.row_list import RowList

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from textual.content import Content

    from briefing.model.event import Event
    from briefing.model.head import ArticleHead
    from briefing.model.list_answer import ListAnswer
    from briefing.model.mark import PlacedMark
    from briefing.ui.state.reader_state import ReaderState
    from briefing.ui.state.source_state import ListOrder


class ListedArticles(NamedTuple):
    """All that the rows of the list depend on: while it stays equal, nothing is drawn anew."""

    version: int
    """Of the articles."""
    narrowed: ListAnswer | None
    sorted: ListAnswer | None
    columns: tuple[str, ...]
    figures: int
    """Articles whose figures are known; 0 where rows are too low to say it."""
    marks: tuple[PlacedMark, ...]
    """Empty where rows are too low to count them."""
    ledger: bool
    """Whether it is known what other articles contradict and confirm."""
    order: ListOrder
    events: tuple[Event, ...]
    """By which it is grouped; empty in another order, and while they are not known."""
    copies: Mapping[str, str]
    """The original of each copy; empty where rows are too low to say it."""
    read: frozenset[str]
    """The texts that were read."""
    styler: TextStyler
    row_height: int


_INDENT = 4
"""Cells before what is told of an article below its name."""
READ = "✓"
"""The sign of an article that was read."""
DATED_FROM = 60
"""Cells from which on a row of one line has room for a date."""
COUNTS_FROM = 3
"""Lines of a row from which on it says how many words, figures and marks an article has."""


class ArticleList(RowList):
    """The articles of the state, all or those a filter leaves; those in the columns are marked.

    Grouped by event there is a row with its label and days above those of its articles; what one article
    alone reports stands under a row of its own at the end.
    """

    BINDINGS: ClassVar[list[BindingType]] = bindings_of(ARTICLES)

    listed: reactive[ListedArticles | None] = reactive(None, init=False, repaint=False)

    def __init__(self, state: ReaderState) -> None:
        super().__init__(id="articles")
        self._state = state
        self._names: Sequence[str] = ()
        """The article of each row; empty for one that is the head of a group."""
        self._heads: dict[int, Event | None] = {}
        """The event of each row that is a head; None above what one article alone reports."""
        self._stood: str | None = None
        """The article one went to last, also while a filter hides it."""
        self._put: int | None = None
        """The row the highlight was put on without anybody going there."""
        self._whole: tuple[str | None, int] = (None, 0)
        """Where one stood, and the first line in view, when the list was narrowed down."""

    @property
    def chosen(self) -> str | None:
        """The article the list's highlight is on; none where it has gone and the list does not know yet."""
        if self.highlighted is None or not self._names:
            return None
        return self._names[self.highlighted] or None

    def stand_here(self) -> None:
        """The highlighted article is the one that is meant: it stays so whatever is listed."""
        self._stood, self._put = self.chosen, self.highlighted

    def follow(self, styler: TextStyler, row_height: int) -> None:
        """List the articles of the state; the highlight stays on its article, as far as it is listed."""
        state, counted = self._state, row_height >= COUNTS_FROM
        self.listed = ListedArticles(
            state.articles.version,
            state.narrowed,
            state.sorted,
            tuple(state.columns),
            len(state.figures) if counted else 0,
            state.marks.placed if counted else (),
            state.ledger.known and (counted or state.sources.order == "differences"),
            state.sources.order,
            state.sources.events if state.sources.order == "events" else (),
            state.sources.copy_of if counted else {},
            state.read.texts,
            styler,
            row_height,
        )

    def watch_listed(self, old: ListedArticles | None, new: ListedArticles) -> None:
        """Draw what has changed: other rows, or the same rows with something else in them."""
        if old is not None and _rows_of(old) == _rows_of(new):
            self.refresh_rows()
            return
        before = old.narrowed if old is not None else None
        if before is None or self.highlighted != self._put:
            self.stand_here()
        top = self._top(before, new.narrowed)
        names, self._heads = self._state.listed, {}
        if new.events:
            names = self._with_heads(names)
        self._put = self._place(names)
        self._names = names
        self.set_rows(
            len(names),
            self._draw_row,
            row_height=new.row_height,
            selectable=(lambda index: index not in self._heads) if self._heads else None,
            highlighted=self._put,
        )
        if top is not None and self.is_mounted:
            self.scroll_to(y=top, animate=False, immediate=True)

    def _with_heads(self, names: Sequence[str]) -> list[str]:
        """The articles of the rows, with an empty one for the head of each event that several report."""
        sources, rows = self._state.sources, list[str]()
        sizes = Counter(sources.event_of(name) for name in names)
        last: int | None = -1
        for name in names:
            number = sources.event_of(name)
            # Of the events of one article each, all stand under one head.
            group = number if sizes[number] > 1 else None
            if group != last:
                self._heads[len(rows)] = sources.events[group] if group is not None else None
                rows.append("")
                last = group
            rows.append(name)
        return rows

    def _top(self, before: ListAnswer | None, narrowed: ListAnswer | None) -> int | None:
        """The line to begin with, where all articles are listed again and nobody went anywhere."""
        if before is None and narrowed is not None:
            self._whole = (self._stood, self.scroll_offset.y)
        elif before is not None and narrowed is None and self._stood == self._whole[0]:
            return self._whole[1]
        return None

    def _place(self, names: Sequence[str]) -> int | None:
        """The row of the article one stood on; where it is not listed, the likeliest."""
        if not names:
            return None
        if self._stood:
            try:
                return names.index(self._stood)
            except ValueError:
                # A filter hides it, or its file is gone.
                return 0 if self._state.narrowed is not None else min(self._put or 0, len(names) - 1)
        return 0 if self._state.narrowed is not None else self._likeliest(names)

    def _likeliest(self, names: Sequence[str]) -> int:
        """The first article not yet read: it is the likeliest to be put beside the others."""
        columns = self._state.columns
        first = names[: len(columns) + len(self._heads) + 1]
        return next((i for i, name in enumerate(first) if name and name not in columns), 0)

    def _draw_row(self, index: int, width: int) -> Sequence[Content]:
        listed, state, name = self.listed, self._state, self._names[index]
        assert listed is not None, "there are rows once something is listed"
        styler = listed.styler
        if index in self._heads:
            return self._head(styler, index, width)
        article = state.articles.find_head(name)
        if article is None:
            # The next look at the order of the library takes the row away.
            return [styler.text(" …", "muted")]
        inside = name in state.columns
        sign = styler.source(f"{'◉' if inside else '○'} {state.letter(name)}", state.index(name))
        strong = "bold" if inside else ""
        read = article.fingerprint in state.read.texts

        def called(name: str) -> Content:
            # What was read has its sign where the others have a blank.
            if read:
                return join(styler.text(READ, "muted"), styler.text(name, strong))
            return styler.text(f" {name}", strong)

        if listed.row_height == 1:
            name_of = article.title if article.source is None else short_name(article)
            return [self._one_line(styler, sign, called(name_of), article, width)]
        if article.source is None:
            # Nothing else tells it apart: its title is what it is called.
            date = short_date(article.published) if article.published is not None else ""
            first, rest = first_words(article.title, width - cells(sign.plain) - 1 - len(date) - bool(date))
            who = join(sign, called(first))
            lines = [
                between(who, styler.text(date, "muted"), width) if date else who,
                styler.text(f"    {rest}", "muted"),
            ]
        else:
            who = join(sign, called(short_name(article)))
            lines = [
                between(who, styler.text(short_date(article.published), "muted"), width),
                styler.text(f"    {article.title}", "" if article.has_title else "muted"),
            ]
        lines = [cut(line, width) for line in lines]
        if listed.row_height >= COUNTS_FROM:
            lines.append(cut(styler.text(f"    {self._counts(name, width - _INDENT)}", "muted"), width))
        return lines

    @staticmethod
    def _one_line(
        styler: TextStyler, sign: Content, called: Content, article: ArticleHead, width: int
    ) -> Content:
        """Whose article it is and how it begins; a title alone where no source is known."""
        room = width - sign.cell_length
        if article.source is None:
            return cut(join(sign, called), width)
        who = cut(called, max(room // 3, 1))
        date = styler.text(f" {short_date(article.published)}" if room >= DATED_FROM else "", "muted")
        title = join(
            styler.text(" · ", "muted"), styler.text(article.title, "" if article.has_title else "muted")
        )
        told = cut(title, max(room - who.cell_length - date.cell_length, 1))
        return between(join(sign, who, told), date, width)

    def _head(self, styler: TextStyler, index: int, width: int) -> Sequence[Content]:
        """The label of an event, its days, and how many articles and voices report it."""
        event = self._heads[index]
        if event is None:
            return [cut(styler.text(" told by one article each", "label"), width)]
        # Of the whole event, whatever a filter leaves of it.
        told = [count(len(event.articles), "article")]
        if (voices := self._state.sources.voices(event.articles)) < len(event.articles):
            told.append(count(voices, "voice"))
        if event.first_day is not None and event.last_day is not None:
            told.append(short_days(event.first_day, event.last_day))
        label = styler.text(f" {clean_line(event.label)}", "topic")
        if self.listed is not None and self.listed.row_height == 1:
            return [cut(join(label, styler.text(f" · {told[0]}", "muted")), width)]
        return [cut(label, width), cut(styler.text(f" {' · '.join(told)}", "muted"), width)]

    def _counts(self, name: str, room: int) -> str:
        """How much there is of an article, and what others have of it; as many of the last as fit."""
        state = self._state
        parts = [count(state.articles.head(name).words, "word")]
        if (figures := state.articles.figure_count(name)) is not None:
            parts.append(count(figures, "figure"))
        if marks := len(state.marks.in_article(name)):
            parts.append(count(marks, "mark"))
        differ, confirmed = state.ledger.counts(name)
        counted = ((DIFFERS, differ), (CONFIRMED, confirmed))
        told = [f"{sign} {number}" for sign, number in counted if number]
        original = state.sources.copy_of.get(name)
        if original is not None and original in state.articles:
            told.append(f"{COPY} {state.letter(original)}")
        if told:
            parts.append(" ".join(told))
        while len(parts) > 1 and cells(" · ".join(parts)) > room:
            # Of how many words it has, which any article has some of, one learns least.
            del parts[0]
        return " · ".join(parts)


def _rows_of(listed: ListedArticles) -> tuple[object, ...]:
    """What decides which rows there are, and in which order."""
    by_ledger = listed.order == "differences" and listed.ledger
    return (
        *(listed.version, listed.narrowed, listed.sorted, listed.row_height),
        *(listed.order, listed.events, by_ledger),
    )
