"""Search as you type: a line to type in, what was found, and the results in one of three views.

Posts what was typed, chosen and came into view; the screen asks the engine and hands back answers.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Literal

from textual import on
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.message import Message
from textual.widgets import Input

from briefing.ui.bindings import bindings_of
from briefing.ui.drawing.fault_line import fault_line
from briefing.ui.drawing.formatting import count
from briefing.ui.drawing.query_help import QUERY_ROWS
from briefing.ui.drawing.result_rows import ResultRow, RowDrawer
from briefing.ui.drawing.styled_text import TextStyler, between, cut, join
from briefing.ui.key_table import SEARCH
from briefing.ui.keys import by_key
from briefing.ui.state.search_state import grouped, in_context
from briefing.ui.widgets.lines import Lines
from briefing.ui.widgets.row_list import RowList

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from textual.app import ComposeResult
    from textual.content import Content

    from briefing.model.search_answer import Hit, SearchHint
    from briefing.ui.state.reader_state import ReaderState

NEAR_END = 8
"""So many rows before the last one listed, the next hits are asked for."""
MOST_LINES = 4
"""Lines told beside results at most."""
MIN_ROOM = 8
"""Cells for which they are broken at least, also before the pane has its size."""
MOST_LISTED = 8
"""Saved searches that the empty box lists."""
RECENT_LISTED = 5
"""Queries that it lists of those asked before."""
VIEWS = {"articles": "by article", "list": "one by one", "context": "in context"}
SORTINGS = {
    "best": "best first",
    "newest": "newest first",
    "oldest": "oldest first",
    "before": "by word before",
    "after": "by word after",
}


class SearchPane(Vertical):
    """The search box with its results."""

    DEFAULT_CSS = """
    SearchPane { width: 54; height: 1fr; border-right: tall $primary; background: $surface; }
    SearchPane .search--box { height: 1; background: $panel; }
    SearchPane .search--slash { width: 2; padding: 0 0 0 1; }
    SearchPane Input { border: none; width: 1fr; height: 1; padding: 0 1 0 0; background: $panel; }
    SearchPane Input:focus { border: none; }
    SearchPane .search--faults { height: 1; padding: 0 1 0 2; display: none; background: $panel; }
    SearchPane.-faulty .search--faults { display: block; }
    SearchPane .search--status { height: 1; padding: 0 1; }
    SearchPane .search--corrections { height: auto; padding: 0 1; display: none; }
    SearchPane .search--kept { height: auto; padding: 1 1 0 1; display: none; }
    SearchPane .search--help { height: 1fr; padding: 1 1; }
    SearchPane .search--hints { height: auto; padding: 0 1; display: none; }
    SearchPane RowList { height: 1fr; background: $surface; display: none; }
    SearchPane.-found RowList { display: block; }
    SearchPane.-found .search--help { display: none; }
    SearchPane.-none RowList { display: none; }
    SearchPane.-none .search--hints { height: 1fr; padding: 1 1; }
    """

    BINDINGS: ClassVar[list[BindingType]] = bindings_of(SEARCH)

    @dataclass
    class QueryTyped(Message):
        """The query changed."""

        query: str

    @dataclass
    class HitChosen(Message):
        """A result was chosen."""

        hit: Hit

    @dataclass
    class Shown(Message):
        """The highlight moved to a result."""

        hit: Hit

    @dataclass
    class Wanted(Message):
        """A hit that has not been fetched came into view."""

        index: int

    @dataclass
    class SaveAsked(Message):
        """What is typed shall be saved, or saved no longer."""

        query: str

    @dataclass
    class TogetherAsked(Message):
        """Something shall be done with the results that were chosen, or with all."""

        what: Literal["mark", "export"]

    class Left(Message):
        """The pane was closed without choosing."""

    def __init__(self, state: ReaderState, styler: TextStyler, query: str = "") -> None:
        super().__init__(id="search")
        self._state = state
        self._styler = styler
        self._drawer = RowDrawer(state, styler)
        self._rows: list[ResultRow] = []
        """The rows where they are not simply all hits in the order of the answer."""
        self._listed = 0
        """Hits that stand in `_rows`."""
        self._input = Input(
            query, placeholder='words "a phrase" begin* -not  a OR b', compact=True, select_on_focus=False
        )
        self._list = RowList(id="results")
        self._faults = Lines(self._draw_faults, classes="search--faults")
        self._status = Lines(self._draw_status, classes="search--status")
        self._corrections = Lines(self._draw_corrections, classes="search--corrections")
        self._kept = Lines(self._draw_kept, classes="search--kept")
        self._help = Lines(self._draw_help, classes="search--help")
        self._hints = Lines(self._draw_hints, classes="search--hints")
        self._offer = 0
        """Which of the offered queries is chosen where there are no results."""
        self._entry: int | None = None
        """Which of the kept searches is chosen in the empty box."""
        self._recalled: int | None = None
        """Which of the last queries was put into the box and stands there as it was."""
        self._takes_answer: Literal["mark", "export"] | None = None
        """What shall be done with the results of what is typed, once there are any."""
        self._chooses_answer = False
        """Whether a result was chosen before there were any of what is typed."""

    def compose(self) -> ComposeResult:
        """The box, what of it cannot be read, what was found, the results or what can be typed, and hints."""
        with Horizontal(classes="search--box"):
            yield Lines(self._draw_slash, classes="search--slash")
            yield self._input
        yield self._faults
        yield self._status
        yield self._corrections
        yield self._kept
        yield self._help
        yield self._list
        yield self._hints

    @property
    def box(self) -> Input:
        """Where the query is typed."""
        return self._input

    @property
    def typed(self) -> str:
        """What is typed."""
        return self._input.value

    # -- what is shown -----------------------------------------------------------------------

    @property
    def hit(self) -> Hit | None:
        """The result the highlight is on."""
        index = self._list.highlighted
        return self._hit_at(index) if index is not None and index < self._list.count else None

    def show(self, keep: Hit | None = None) -> None:
        """Show the answer on the state, or the help where there is none; `keep` stays highlighted."""
        answer = self._state.search.answer
        self.set_class(answer is not None, "-found")
        self.set_class(answer is not None and bool(answer.faults), "-faulty")
        self._arrange(keep)
        self._faults.show()
        self._status.show()
        self._help.show()
        self.show_kept()
        self._show_lines(self._corrections, len(self._lines_of_corrections(self._room)))
        self.show_hints()
        if self._takes_answer is not None and self._is_answered:
            self.post_message(self.TogetherAsked(self._takes_answer))
            self._takes_answer = None
        if self._chooses_answer and self._is_answered:
            self._chooses_answer = False
            if self.hit is not None:
                self.action_choose()

    @property
    def _is_answered(self) -> bool:
        """Whether what is listed was found by what is typed."""
        answer = self._state.search.answer
        return answer.query == self.typed if answer is not None else not self.typed.strip()

    def show_hints(self) -> None:
        """Show what is told beside the results, in their place where there are none."""
        answer = self._state.search.answer
        none = answer is not None and not answer.total
        self.set_class(none, "-none")
        self._offer = 0
        self._show_lines(self._hints, len(self._lines_of_hints(self._room)))

    def show_kept(self) -> None:
        """Show the saved searches with what is new, and the last queries, where nothing is typed."""
        self._status.show()
        entries = [] if self._state.search.answer is not None or self.typed.strip() else self._entries
        self._kept.display = bool(entries)
        heads = bool(self._saved) + (len(entries) > len(self._saved))
        self._kept.styles.height = len(entries) + heads + 1
        self._kept.show()

    @property
    def _saved(self) -> list[str]:
        kept = self._state.search.kept
        return [one.query for one in kept.saved][-MOST_LISTED:] if kept is not None else []

    @property
    def _entries(self) -> list[str]:
        """What can be chosen in the empty box: the searches that were saved last, then the last queries."""
        kept, saved = self._state.search.kept, self._saved
        recent = [one for one in kept.recent if kept.find(one) is None] if kept is not None else []
        return [*saved, *recent[:RECENT_LISTED]]

    @property
    def _room(self) -> int:
        """Cells of a line between the edges."""
        return max(self.content_size.width - 2, MIN_ROOM)

    def _show_lines(self, lines: Lines, count: int) -> None:
        lines.display = bool(count)
        if not self.has_class("-none") or lines is not self._hints:
            lines.styles.height = min(count, MOST_LINES) or 1
        else:
            lines.styles.clear_rule("height")
        lines.show()

    def show_more(self) -> None:
        """Show hits that came later; nothing that is in view moves."""
        results = self._state.search.results
        if results is None:
            return
        if self._state.search.view == "articles":
            self._list_groups()
            self._list.set_count(len(self._rows))
        else:
            self._list.refresh_rows()
        self._status.show()

    def _arrange(self, keep: Hit | None) -> None:
        """Lay out the rows of the view anew, the first hit highlighted, or the one kept."""
        results, view = self._state.search.results, self._state.search.view
        self._rows, self._listed = [], 0
        if results is None:
            self._list.set_rows(0, self._draw_row)
            return
        if view == "articles":
            self._list_groups()
        elif self._state.search.sorting in ("before", "after"):
            self._rows = [ResultRow(place) for place in in_context(results.first, self._state.search.sorting)]
            self._listed = len(self._rows)
            self._add_last_row()
        rows = len(self._rows) if self._rows else results.total
        first = next((i for i, row in enumerate(self._rows) if row.place >= 0), 0 if rows else None)
        if keep is not None:
            first = self._row_of(keep, first)
        height = 1 if view == "context" else 2
        selectable = self._is_hit if self._rows else None
        self._list.set_rows(rows, self._draw_row, row_height=height, selectable=selectable, highlighted=first)

    def _row_of(self, hit: Hit, otherwise: int | None) -> int | None:
        """The row of the same passage in the present answer."""
        results = self._state.search.results
        if results is None:
            return otherwise
        wanted = (hit.article, hit.passage)
        known = enumerate(results.first)
        place = next((at for at, found in known if (found.article, found.passage) == wanted), None)
        if place is None or not self._rows:
            return otherwise if place is None else place
        return next((index for index, row in enumerate(self._rows) if row.place == place), otherwise)

    def _is_hit(self, index: int) -> bool:
        return self._rows[index].place >= 0

    def _list_groups(self) -> None:
        """Add the hits that are not listed yet, under their articles; what stands there stays."""
        results = self._state.search.results
        if results is None:
            return
        if self._rows and self._rows[-1] == LAST_ROW:
            self._rows.pop()
        for article, places in grouped(results.first, self._listed):
            self._rows.append(ResultRow(article=article, hits=len(places)))
            self._rows += [ResultRow(place) for place in places]
        self._listed = len(results.first)
        self._add_last_row()

    def _add_last_row(self) -> None:
        results = self._state.search.results
        if results is not None and self._listed < results.total:
            self._rows.append(LAST_ROW)

    def _hit_at(self, index: int) -> Hit | None:
        results = self._state.search.results
        if results is None:
            return None
        if not self._rows:
            return results.hit(index)
        return results.hit(self._rows[index].place) if self._is_hit(index) else None

    # -- drawing -----------------------------------------------------------------------------

    def _draw_slash(self, _width: int, _height: int) -> Sequence[Content]:
        return [self._styler.text("/", "key")]

    def _draw_faults(self, width: int, _height: int) -> Sequence[Content]:
        """Point at the first part of the query that could not be read, and say why."""
        answer = self._state.search.answer
        if answer is None or not answer.faults:
            return []
        return [fault_line(self._styler, answer.query, answer.faults[0], self._input.scroll_offset.x, width)]

    def _draw_status(self, width: int, _height: int) -> Sequence[Content]:
        answer, styler, state = self._state.search.answer, self._styler, self._state
        if answer is None or not answer.query.strip():
            return [styler.text("type to search every article", "muted")]
        results = state.search.results
        total = count(results.total if results is not None else answer.total, "passage")
        if results is None or results.complete:
            total += f" · {count(len(state.search.matches), 'match', 'matches')}"
        kept = state.search.kept
        if kept is not None and kept.find(answer.query) is not None:
            total += " · saved"
        if state.search.chosen:
            total += f" · {len(state.search.chosen):,} chosen"
        left = styler.text(total, "muted")
        for how in (
            f"{VIEWS[state.search.view]}, {SORTINGS[state.search.sorting]}",
            SORTINGS[state.search.sorting],
        ):
            if left.cell_length + 2 + len(how) <= width:
                return [between(left, styler.text(how, "muted"), width)]
        return [cut(left, width)]

    def _draw_corrections(self, width: int, _height: int) -> Sequence[Content]:
        return self._lines_of_corrections(width)

    def _lines_of_corrections(self, width: int) -> list[Content]:
        """What was searched for words that stand nowhere: it changes what all the rest means."""
        answer = self._state.search.answer
        lines = answer.corrected() if answer is not None else ()
        return [one for line in lines for one in self._styler.text(line, "warning").wrap(width)]

    def _draw_hints(self, width: int, _height: int) -> Sequence[Content]:
        return self._lines_of_hints(width)

    def _lines_of_hints(self, width: int) -> list[Content]:
        """The hints; where nothing was found, with the offered query that is chosen, and how to take it."""
        styler, offers = self._styler, self._offers
        chosen = offers[self._offer % len(offers)] if offers else None
        found: list[Content] = []
        for hint in self._state.search.hints:
            style = "key" if hint is chosen else "" if offers and hint.query else "muted"
            found += styler.text(hint.text, style).wrap(width)
        if chosen is not None and (said := by_key("search.open", f"asks for {chosen.query}")):
            found += [styler.blank(0), *styler.text(said, "muted").wrap(width)]
        return found

    @property
    def _offers(self) -> list[SearchHint]:
        """Queries that can be taken: those offered where nothing was found."""
        search = self._state.search
        if search.results is None or search.results.total:
            return []
        return [hint for hint in search.hints if hint.query]

    def _draw_kept(self, width: int, _height: int) -> Sequence[Content]:
        """A line for each kept search: what a saved one finds, and how much of that is new."""
        styler, saved, entries = self._styler, self._saved, self._entries
        lines: list[Content] = []
        for number, query in enumerate(entries):
            if number == 0 and saved:
                lines.append(styler.text("saved searches", "muted"))
            if number == len(saved):
                last = by_key("search.previous", "brings back the last", " · ")
                lines.append(cut(styler.text(f"asked before{last}", "muted"), width))
            told = self._draw_news(query) if number < len(saved) else styler.blank(0)
            style = "key" if number == self._entry else ""
            sign = "› " if number == self._entry else "  "
            room = max(width - told.cell_length - 1, 8)
            lines.append(between(cut(styler.text(f"{sign}{query}", style), room), told, width))
        return lines

    def _draw_news(self, query: str) -> Content:
        news = self._state.search.news.get(query)
        if news is None:
            return self._styler.text("…", "muted")
        new = self._styler.text(f"{news.new:,} new · ", "key") if news.new else self._styler.blank(0)
        return join(new, self._styler.text(count(news.total, "passage"), "muted"))

    def _draw_help(self, width: int, height: int) -> Sequence[Content]:
        room = max(len(typed) for typed, _ in QUERY_ROWS) + 2
        told = [self._styler.text(finds, "muted") for _, finds in QUERY_ROWS]
        wrapped = [list(one.wrap(max(width - room, 8))) for one in told]
        if sum(map(len, wrapped)) > height:
            # Where there is not room for all words, there is for all that can be typed.
            wrapped = [[one] for one in told]
        rows: list[Content] = []
        for (typed, _), (first, *rest) in zip(QUERY_ROWS, wrapped, strict=True):
            rows.append(cut(join(self._styler.text(f"{typed:<{room}}", "key"), first), width))
            rows += [cut(join(self._styler.blank(room), line), width) for line in rest]
        return rows[:height]

    def _draw_row(self, index: int, width: int) -> Sequence[Content]:
        results, drawer = self._state.search.results, self._drawer
        if results is None:
            return []
        row = self._rows[index] if self._rows else ResultRow(index)
        if row.article:
            return drawer.article(row, width)
        if row == LAST_ROW:
            growing = results.can_grow and self._state.search.view == "articles"
            if growing:
                self.post_message(self.Wanted(self._listed))
            return drawer.more(results.total - self._listed, growing=growing)
        hit = results.hit(row.place)
        if hit is None:
            self.post_message(self.Wanted(row.place))
            return drawer.waiting()
        if (hit.article, hit.passage) in self._state.search.chosen:
            return drawer.chosen(self._draw_hit(hit, width - 1))
        return self._draw_hit(hit, width)

    def _draw_hit(self, hit: Hit, width: int) -> Sequence[Content]:
        drawer = self._drawer
        draw: dict[str, Callable[[Hit, int], Sequence[Content]]] = {
            "articles": drawer.below_article,
            "list": drawer.alone,
            "context": drawer.in_context,
        }
        return draw[self._state.search.view](hit, width)

    # -- acting ------------------------------------------------------------------------------

    @on(Input.Changed)
    def _changed(self, event: Input.Changed) -> None:
        event.stop()
        self._chooses_answer = False
        self._takes_answer = None
        self._entry = None
        if self._recalled is not None and event.value != self._recent(self._recalled):
            self._recalled = None
        self.post_message(self.QueryTyped(event.value))

    def action_result(self, step: int) -> None:
        """Move the highlight while the box keeps the keys; without results, to the next offered query.

        In the empty box, down to the kept searches, and up to the last query; up again, while that stands as
        it was, to the one before.
        """
        if not self.typed.strip():
            self._choose_entry(step)
        elif step < 0 and self._recalled is not None and self._is_at_first:
            self._recall(self._recalled + 1)
        elif offers := self._offers:
            self._offer = (self._offer + step) % len(offers)
            self._hints.show()
        elif step > 0:
            self._list.action_row_down()
        else:
            self._list.action_row_up()

    @property
    def _is_at_first(self) -> bool:
        """Whether there is no result above the one that is highlighted."""
        here = self._list.highlighted
        return here is None or not self._list.count or not any(map(self._hit_at, range(here)))

    def _choose_entry(self, step: int) -> None:
        """Go to the next or previous of the kept searches; above the first, to the last query."""
        here, last = self._entry, len(self._entries) - 1
        if step > 0:
            self._entry = None if last < 0 else 0 if here is None else min(here + 1, last)
        elif here is None:
            self._recall(0)
        else:
            self._entry = here - 1 if here else None
        self._kept.show()

    def _recent(self, number: int) -> str:
        kept = self._state.search.kept
        return kept.recent[number] if kept is not None and number < len(kept.recent) else ""

    def _recall(self, number: int) -> None:
        """Put one of the last queries into the box, 0 the last; the oldest stays."""
        if query := self._recent(number):
            self._type(query)
            self._recalled = number

    def _type(self, query: str) -> None:
        self._input.value = query
        self._input.cursor_position = len(query)

    def action_pick(self) -> None:
        """Choose the highlighted result to be taken with others, or leave it out, and go on to the next."""
        hit, chosen = self.hit, self._state.search.chosen
        if hit is None or not self._is_answered:
            return
        key = hit.article, hit.passage
        if chosen.pop(key, None) is None:
            chosen[key] = hit
        self._list.refresh_rows()
        self._list.action_row_down()
        self._status.show()

    def action_together(self, what: Literal["mark", "export"]) -> None:
        """Have the chosen results marked or exported, or all where none is chosen.

        Who types faster than is found means what the whole query finds.
        """
        if self._is_answered:
            self.post_message(self.TogetherAsked(what))
        else:
            self._takes_answer = what

    def action_save(self) -> None:
        """Have what is typed saved, or the kept search that is chosen."""
        entry, entries = self._entry, self._entries
        chosen = not self.typed.strip() and entry is not None and entry < len(entries)
        self.post_message(self.SaveAsked(entries[entry or 0] if chosen else self.typed))
        # Another one will stand in its place.
        self._entry = None

    def action_page(self, step: int) -> None:
        """Move the highlight by a page."""
        if step > 0:
            self._list.action_page_down()
        else:
            self._list.action_page_up()

    def action_first(self) -> None:
        """To the first result."""
        self._list.action_first()

    def action_last(self) -> None:
        """To the last result; where they are grouped, to the last one that has been fetched."""
        self._list.action_last()

    @on(RowList.Highlighted)
    def _shown(self, event: RowList.Highlighted) -> None:
        event.stop()
        results = self._state.search.results
        if results is None or event.index >= self._list.count:
            return
        if self._rows and results.can_grow and event.index > len(self._rows) - NEAR_END:
            self.post_message(self.Wanted(self._listed))
        hit = self._hit_at(event.index)
        if hit is not None:
            self.post_message(self.Shown(hit))

    @on(RowList.Chosen)
    def _clicked(self, event: RowList.Chosen) -> None:
        event.stop()
        self.action_choose()

    def action_choose(self) -> None:
        """Open the highlighted result; without results, ask for the offered query that is chosen.

        Who types faster than is found has typed Enter to what the whole query finds.
        """
        if not self.typed.strip() and self._entry is not None and self._entry < len(self._entries):
            self._type(self._entries[self._entry])
            return
        if not self._is_answered:
            self._chooses_answer = True
            return
        hit, offers = self.hit, self._offers
        if hit is not None:
            self.post_message(self.HitChosen(hit))
        elif offers:
            self._type(f"{offers[self._offer % len(offers)].query} ")

    def action_leave(self) -> None:
        """Close the pane."""
        self.post_message(self.Left())


LAST_ROW = ResultRow(-2)
"""Says that there is more."""
