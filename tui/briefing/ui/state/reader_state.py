"""What the reader has open and where it stands: articles, columns, cursors and choices.

Owns every rule of moving about, and no widget: the screen asks the state and draws the answer.
All offsets are into the text of an article.
"""

from __future__ import annotations

import asyncio
from bisect import bisect_left, bisect_right
from contextlib import contextmanager
from typing import TYPE_CHECKING, Literal

from briefing.model.article import Article, Ref, Span
from briefing.model.article_names import letter
from briefing.model.figure_level import KEY_FIGURES
from briefing.ui.state.article_store import ArticleStore
from briefing.ui.state.cursor import (
    Cursor,
    Cursors,
    FocusKind,
    Place,
    fitting,
    is_version,
    relocated,
)
from briefing.ui.state.found_annotations import FoundAnnotations
from briefing.ui.state.ledger_state import LedgerState
from briefing.ui.state.search_state import PAGE, SearchState
from briefing.ui.state.source_state import SourceState
from briefing.ui.state.topic_state import TopicListState
from briefing.ui.state.walk_targets import FIRST_TARGET, WALK_TARGETS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from briefing.model.explained_topic import WhyInTopic
    from briefing.model.figure import Figure
    from briefing.model.lens import Lens
    from briefing.model.list_answer import ListAnswer
    from briefing.model.mark import PlacedMark
    from briefing.model.related_passage import OnlyHere
    from briefing.model.saved_state import Drafts
    from briefing.model.search_answer import Hit
    from briefing.ui.state.article_store import StoredFigures

COLUMNS_IN_VIEW = 4
"""Columns that are seen at once, where there is room; more stand beside them."""
MAX_COLUMNS = 12
"""Columns that can be open; from then on one must be taken out before another comes in."""
PLACES_BACK = 100
"""Places that are remembered to come back to."""
MOST_OF_IT = 0.5
"""Part of an article's passages that stand elsewhere, from which on its head says so."""

ListPane = Literal["articles", "topics"]
"""The lists that stand beside the text."""

Toggled = Literal["in", "out", "last", "full"]
"""What became of an article that was to be put into the columns or taken out: it went in or out, stays as the
only one, or stays out since no more can be open."""

Copies = dict[str, dict[int, tuple["Ref", ...]]]
"""By article and passage: the other places where it stands in nearly the same words."""


class Panes:
    """Which parts of the screen the reader wants to see, where there is room."""

    def __init__(self) -> None:
        self.articles = True
        self.topics = True
        self.lens = True
        self.zen = False
        """Whether nothing but the text of the active column is seen; what is shown else stays chosen."""

    def show(self, pane: ListPane) -> None:
        """Let a list be seen."""
        if pane == "articles":
            self.articles = True
        else:
            self.topics = True


class LensState:
    """The last answer that is still true of the cursor, and the passage whose topic was explained."""

    def __init__(self) -> None:
        self.answer: Lens | None = None
        """None while it is not known."""
        self.explained: WhyInTopic | None = None
        """The passage whose words for a topic are underlined while the cursor is on it."""


class ReadState:
    """Which texts were read, as far as it is known."""

    def __init__(self) -> None:
        self.texts: frozenset[str] = frozenset()
        """By their fingerprints."""
        self.articles: int | None = None
        """How many of the articles were read; None while that is not known."""


class MarkState:
    """Every mark as last read from disk, and how many changes wait for it."""

    def __init__(self) -> None:
        self.placed: tuple[PlacedMark, ...] = ()
        self.looked_for = asyncio.Event()
        """Set once they were read, or could not be."""
        self.unsaved = 0
        """Changes that the disk has refused so far."""

    def in_article(self, name: str) -> list[PlacedMark]:
        """The marks that have a place in an article, in text order."""
        return sorted(
            (m for m in self.placed if m.article == name and not m.orphan), key=lambda m: m.start or 0
        )


class ComparisonState:
    """What is known of the articles compared with each other."""

    def __init__(self) -> None:
        self.only_here: OnlyHere | None = None
        """Statements that no other article has; None while that is being worked out."""
        self.copies: Copies = {}
        """Passages that stand elsewhere in nearly the same words, with those other places."""

    def take(self, only_here: OnlyHere, copies: Copies) -> None:
        """Take what is known of all articles."""
        self.only_here, self.copies = only_here, copies

    def forget(self) -> None:
        """Nothing is known: the articles are others now."""
        self.only_here, self.copies = None, {}

    def take_copies(self, name: str, found: Mapping[int, tuple[Ref, ...]]) -> None:
        """Take which passages of an article stand elsewhere."""
        self.copies[name] = dict(found)

    def add_only_here(self, found: OnlyHere) -> None:
        """Take what is known of some articles more."""
        self.only_here = {**(self.only_here or {}), **found}


def copies_of(groups: Iterable[Sequence[Ref]]) -> Copies:
    """Look up by article and passage what `groups` of passages in nearly the same words say."""
    found: Copies = {}
    for group in groups:
        for ref in group:
            others = tuple(other for other in group if other != ref)
            found.setdefault(ref.article, {})[ref.passage] = others
    return found


def copied_from(article: Article, copies: Mapping[int, Iterable[Ref]]) -> tuple[str, int] | None:
    """The article that most of an article stands in as well, and how many passages they share.

    `copies` are those of its passages. None where less than half of its passages that count stand
    in any one other article.
    """
    shared: dict[str, int] = {}
    for others in copies.values():
        for name in {other.article for other in others}:
            shared[name] = shared.get(name, 0) + 1
    best = min(shared, key=lambda name: (-shared[name], name), default="")
    counted = article.counted() if best else 0
    return (best, shared[best]) if best and shared[best] >= MOST_OF_IT * counted else None


class ReaderState:
    """Everything the screen is drawn from, and the moves it allows. A move returns False when it cannot."""

    def __init__(self) -> None:
        self.articles = ArticleStore()
        self.narrowed: ListAnswer | None = None
        """What a filter leaves of the list; None without one."""
        self.sorted: ListAnswer | None = None
        """All articles as they are sorted; None in the other orders of the list."""
        self.topics = TopicListState()
        self.search = SearchState(self._order_of)
        self.marks = MarkState()
        self.read = ReadState()
        self.comparison = ComparisonState()
        self.lens = LensState()
        self.panes = Panes()
        self.work = ""
        """What is being done, as the header says it; empty when nothing is."""
        self.columns: list[str] = []
        self.active = 0
        self.in_view: Sequence[str] = ()
        """Those of the columns that are seen."""
        self._visited: list[str] = []
        """Columns that were opened by going to a place in them; the next one takes the place of the last."""
        self._set_aside: list[str] = []
        """The columns that were open before one was left alone."""
        self.cursors = Cursors(self.articles)
        self.walk = FIRST_TARGET
        """What of `WALK_TARGETS` is walked."""
        self.figure_level = KEY_FIGURES
        """Which of the figures are lit and walked: one of `FIGURE_LEVELS`."""
        self.ledger = LedgerState()
        self.sources = SourceState()
        self.annotations = FoundAnnotations()
        """What analyses found beside the figures, as far as it was asked for."""
        self.lock = False
        """Whether the other columns follow the cursor."""
        self.selection: Span | None = None
        """What is selected in the active column."""
        self.selecting = False
        """Whether keys move the ends of the selection."""
        self.back: list[Place] = []
        """Where jumps began, the last one last."""
        self.forward: list[Place] = []
        """What was left by going back, the place to go to next last; empty from the next jump on."""
        self.drafts: Drafts = {}
        """What was typed into dialogs that were left without an answer."""

    # -- articles ----------------------------------------------------------------------------

    def add(self, article: Article) -> None:
        """Take an article, or a new version of one in its place."""
        self.articles.put(article)

    @contextmanager
    def changing(self) -> Iterator[list[str]]:
        """Let the articles become others inside the block: what stands in their texts moves along.

        Yields a list that holds, after the block, the ids of the columns whose text is another now.
        What is read stays readable; the cursor of a column stays on its words.
        """
        self.articles.hold(self.columns)
        before = {name: self.articles[name] for name in self.columns}
        changed: list[str] = []
        yield changed
        for name, old in before.items():
            new = self.articles.get(name) or old
            if new.text != old.text or new.passages != old.passages:
                self.cursors[name] = relocated(old, new, self.cursors[name])
                changed.append(name)
        self.cursors.forget_places_in([name for name in self.cursors if name not in before])
        for places in (self.back, self.forward):
            places[:] = [Place(place.article, Cursor(place.cursor.passage)) for place in places]
        if self.columns and self.columns[self.active] in changed:
            self.selection, self.selecting = None, False

    def take_articles(self, articles: ArticleStore) -> None:
        """Take articles that are held in another way, in place of those so far."""
        self.articles = self.cursors.articles = articles

    def gone_but_read(self) -> list[Article]:
        """The articles in the columns whose files went: they can be read, marked and exported on."""
        return [self.articles[name] for name in self.columns if name not in self.articles]

    def can_open(self, name: str) -> bool:
        """Whether an article is there to be read: one that is listed may have gone with the last commit."""
        return name in self.articles and self.articles.get(name) is not None

    @property
    def figures(self) -> StoredFigures:
        """The figures of articles, as far as they are known."""
        return self.articles.figures

    def index(self, name: str) -> int:
        """The number of an article, which gives its colour and its order: its place in the list, from 0."""
        return self.articles.index(name)

    def letter(self, name: str) -> str:
        """The letter of an article, by its place in the list as the command line counts; of one that is gone
        `?`, for another has its letter, and `…` where the place is still on its way.
        """
        place = self.articles.place(name)
        if place is not None:
            return letter(place)
        return "…" if name in self.articles else "?"

    @property
    def names(self) -> Sequence[str]:
        """Every article, in list order; where there are many, only those looked at are fetched."""
        return self.articles.names

    @property
    def listed(self) -> Sequence[str]:
        """The articles of the list, in its order: all, or those a filter leaves."""
        answer = self.narrowed or self.sorted
        names = self.names if answer is None else self.articles.names_in(answer)
        if self.sources.order == "events" and self.sources.known:
            return self.sources.by_event(names)
        if self.sources.order == "differences" and self.ledger.known:
            return sorted(names, key=lambda name: -self.ledger.counts(name)[0])
        return names

    @property
    def current(self) -> Article | None:
        """The article in the active column."""
        return self.articles[self.columns[self.active]] if self.columns else None

    @property
    def cursor(self) -> Cursor:
        """The cursor of the active column."""
        return self.cursors[self.columns[self.active]] if self.columns else Cursor()

    @property
    def at_end(self) -> bool:
        """Whether the cursor is on the last passage that counts, and that is not the first."""
        article, here = self.current, self.cursor.passage
        if article is None or not here:
            return False
        return all(passage.kind == "boilerplate" for passage in article.passages[here + 1 :])

    @property
    def ref(self) -> Ref | None:
        """The passage under the cursor."""
        article = self.current
        return Ref(article.id, self.cursor.passage) if article is not None and article.passages else None

    # -- columns -----------------------------------------------------------------------------

    def toggle(self, name: str) -> Toggled:
        """Put an article into the columns behind the others, or take it out."""
        if name in self.columns:
            if len(self.columns) == 1:
                return "last"
            place = self.columns.index(name)
            self.columns.remove(name)
            self._set_aside = [one for one in self._set_aside if one != name]
            if place < self.active or self.active >= len(self.columns):
                self.active -= 1
            self.selection = None
            return "out"
        if len(self.columns) >= MAX_COLUMNS:
            return "full"
        self.columns.append(name)
        return "in"

    def bring(self, name: str, *, beside: bool = False) -> None:
        """Make an article's column the active one.

        An article that is not open takes the column last opened so, or gets one of its own; with `beside`
        never the active column, which holds what it is compared with.
        """
        if name not in self.columns:
            self._open(name, beside=beside)
        self._activate(name)

    def _open(self, name: str, *, beside: bool) -> None:
        here = self.columns[self.active] if self.columns else ""
        self._visited = [one for one in self._visited if one in self.columns]
        free = [one for one in self._visited if not (beside and one == here)]
        if free:
            self._replace(free[-1], name)
            # The one that came last goes first.
            self._visited.remove(name)
        elif len(self.columns) < COLUMNS_IN_VIEW:
            self.columns.append(name)
        elif len(self.columns) < MAX_COLUMNS:
            # Beside what is read, or one of the two would not be seen.
            self.columns.insert(self.active + 1, name)
        else:
            self._replace(self.columns[self.active - 1], name)
        self._visited.append(name)

    def _replace(self, old: str, name: str) -> None:
        """Give the column of one article to another that is not open."""
        for names in (self.columns, self._visited, self._set_aside):
            names[:] = [name if one == old else one for one in names if one != name]

    def open_here(self, name: str) -> None:
        """Make an article's column the active one; one that is not open takes the active column."""
        if name not in self.columns and self.columns:
            self._remember()
            self._replace(self.columns[self.active], name)
            self.selection = None
        self.bring(name)

    def only(self) -> bool:
        """Leave the active column alone, or give back those that were beside it; False where none were."""
        here = self.columns[self.active]
        known = list(dict.fromkeys([*self._set_aside, *self.columns]))
        if len(self.columns) > 1:
            self._set_aside, self.columns = known, [here]
        else:
            others = [name for name in known if name != here and self.can_open(name)][: MAX_COLUMNS - 1]
            self.columns, self._set_aside = [n for n in known if n == here or n in others], []
        self.active = self.columns.index(here)
        return len(known) > 1

    def _activate(self, name: str) -> None:
        if self.columns.index(name) != self.active:
            self.selection = None
        self.active = self.columns.index(name)

    def step_column(self, direction: int) -> bool:
        """Make the next column the active one."""
        target = self.active + direction
        if not 0 <= target < len(self.columns):
            return False
        self.active = target
        self.selection = None
        return True

    # -- the cursor --------------------------------------------------------------------------

    def go(self, name: str, cursor: Cursor, *, remember: bool = False, beside: bool = False) -> None:
        """Move to a place in any article; with `remember`, `return_back` comes back from it.

        With `beside`, what was read stays in its column.
        """
        if remember and self.columns:
            self._remember()
        self.bring(name, beside=beside)
        cursor = fitting(cursor, self.articles[name])
        self.cursors[name] = cursor
        if not self.topics.shows(name, cursor.passage):
            # A place that is folded away cannot be shown.
            self.topics.only_chosen = False
        self.selection = None

    def _remember(self) -> None:
        self._keep_place(self.back)
        self.forward.clear()

    def _keep_place(self, places: list[Place]) -> None:
        """Let the reader come back to where the cursor is."""
        places.append(Place(self.columns[self.active], self.cursor))
        del places[:-PLACES_BACK]

    def return_back(self) -> bool:
        """Go back to where the last jump began."""
        return self._return(self.back, self.forward)

    def return_forward(self) -> bool:
        """Go again to where the last way back began."""
        return self._return(self.forward, self.back)

    def _return(self, places: list[Place], others: list[Place]) -> bool:
        """Go to the last of `places` whose article is there, and remember this place among the `others`."""
        while places:
            place = places.pop()
            if self.can_open(place.article):
                self._keep_place(others)
                if place.article not in self.columns:
                    self._replace(self.columns[self.active], place.article)
                self.go(place.article, place.cursor)
                return True
        return False

    def step_passage(self, direction: int, shown: Sequence[int]) -> bool:
        """Move by one of the passages `shown` (numbers in order), boilerplate left out."""
        article = self.current
        if article is None:
            return False
        stops = [n for n in shown if article.passages[n].kind != "boilerplate"]
        here = self.cursor.passage
        index = bisect_right(stops, here) if direction > 0 else bisect_left(stops, here) - 1
        if not 0 <= index < len(stops):
            return False
        return self._set(Cursor(stops[index]))

    def set_passage(self, number: int) -> bool:
        """Put the cursor on a passage of the active column."""
        return self._set(Cursor(number))

    def to_end(self, direction: int, shown: Sequence[int]) -> bool:
        """Move to the first or last of the passages `shown`."""
        article = self.current
        stops = [n for n in shown if article is not None and article.passages[n].kind != "boilerplate"]
        return bool(stops) and self._set(Cursor(stops[-1] if direction > 0 else stops[0]))

    def step_target(self, direction: int) -> bool:
        """Move to the next figure of the active column, or to whatever else is walked."""
        article = self.current
        if article is None:
            return False
        target = WALK_TARGETS[self.walk]
        return self._step_span(target.spans(self, article) or (), direction, target.kind)

    def step_sentence(self, direction: int) -> bool:
        """Move to the next sentence of the active column."""
        # Imported here: nothing of it is needed before the screen stands.
        from briefing.text.passage_sentences import sentences_of

        article = self.current
        if article is None or not article.passages:
            return False
        cursor = self.cursor
        if cursor.kind != "sentence" and direction > 0:
            position = cursor.span.start if cursor.span else article.passages[cursor.passage].start
            for span in sentences_of(article, cursor.passage):
                if span.start <= position < span.end:
                    return self._set(Cursor(cursor.passage, span, "sentence"))
        near = self._near(article, cursor.passage, direction)
        spans = [span for number in near for span in sentences_of(article, number)]
        return self._step_span(spans, direction, "sentence")

    def _near(self, article: Article, here: int, direction: int) -> list[int]:
        """The passage `here` and the next one in a direction that can be read, in text order."""
        stop = len(article.passages) if direction > 0 else -1
        for number in range(here + direction, stop, direction):
            if article.passages[number].kind != "boilerplate" and self.topics.shows(article.id, number):
                return sorted((here, number))
        return [here]

    def _step_span(self, spans: Sequence[Span], direction: int, kind: FocusKind | None) -> bool:
        article, cursor = self.current, self.cursor
        if article is None or not article.passages:
            return False
        starts = [span.start for span in spans]
        if cursor.span is not None:
            here = cursor.span.start
            index = bisect_right(starts, here) if direction > 0 else bisect_left(starts, here) - 1
        else:
            here = article.passages[cursor.passage].start
            index = bisect_left(starts, here) if direction > 0 else bisect_left(starts, here) - 1
        if not 0 <= index < len(spans):
            return False
        span = spans[index]
        return self._set(Cursor(article.passage_at(span.start), span, kind))

    def _set(self, cursor: Cursor) -> bool:
        name = self.columns[self.active]
        self.selection = None
        if self.cursors[name] == cursor:
            return False
        self.cursors[name] = cursor
        return True

    # -- figures, topics, matches ------------------------------------------------------------

    @property
    def figure(self) -> Figure | None:
        """The figure the cursor is on."""
        article, cursor = self.current, self.cursor
        if article is None:
            return None
        figures = self.figures.get(article.id, ())
        if cursor.span is not None and cursor.kind == "figure":
            return next((f for f in figures if f.start == cursor.span.start), None)
        return None

    def figures_in(self, ref: Ref) -> tuple[Figure, ...]:
        """The figures of one passage."""
        return tuple(f for f in self.figures.get(ref.article, ()) if f.passage == ref.passage)

    def step_topic(self, direction: int) -> bool:
        """Walk to the next passage of the chosen topic, across articles, round at the end."""
        topic = self.topics.chosen_topic
        if topic is None:
            return False
        # Imported here: before there are topics nothing of it is needed.
        from briefing.model.topic_passages import next_passage

        ref = self.ref
        for _ in range(PAGE):
            if ref is None:
                return False
            ref = next_passage(topic.passages, ref, direction, self.index(ref.article), self._order_of)
            # What was stored may speak of an article that has just gone.
            if ref is not None and (ref.article in self.columns or self.can_open(ref.article)):
                self.go(ref.article, Cursor(ref.passage))
                return True
        return False

    def step_only_here(self, direction: int) -> bool:
        """Walk to the next statement that stands in one article only, across articles, round at the end."""
        from briefing.model.topic_passages import next_ref

        ref, refs = self.ref, self.comparison.only_here or ()
        if ref is None:
            return False
        found = next_ref(refs, ref, direction, self.index(ref.article), self._order_of)
        if found is not None:
            self.go(found.article, Cursor(found.passage))
        return found is not None

    def _order_of(self, name: str) -> int | None:
        return self.index(name) if name in self.articles else None

    def step_match(self, direction: int) -> bool:
        """Move to the next match of the search, across articles, round at the end.

        Where not all hits are known it goes by the order of the results.
        """
        ref = self.ref
        here = (self.index(ref.article), ref.passage) if ref is not None else None
        for _ in range(PAGE):
            found = self.search.walk.step(direction, here)
            if found is None:
                return False
            # The file of a hit may have gone since the search was answered.
            if self.can_open(found.article):
                self.go(
                    found.article, self._at_match(found.article, found.passage, found.span, found.fingerprint)
                )
                return True
        return False

    def focus_match(self, hit: Hit) -> None:
        """Move to the first match of a hit."""
        rank = (
            self.search.results.place_of(hit.article, hit.passage)
            if self.search.results is not None
            else None
        )
        self.search.walk.stand_on(hit, rank)
        span = hit.spans[0] if hit.spans else None
        self.go(hit.article, self._at_match(hit.article, hit.passage, span, hit.fingerprint), remember=True)

    def _at_match(self, name: str, passage: int, span: Span | None, fingerprint: str) -> Cursor:
        """The place of a match; without its words where the article is shown in another version."""
        if span is None or not is_version(self.articles[name], fingerprint):
            return Cursor(passage)
        return Cursor(passage, span, "match")

    def shows(self, name: str, versions: Mapping[str, str]) -> bool:
        """Whether an article is there in the version that an answer speaks of."""
        article = self.articles.get(name) if name in self.articles else None
        return article is not None and is_version(article, versions.get(name, ""))

    def spans_in(self, name: str) -> Sequence[Span]:
        """The matches of the search in an article as it is shown, in text order."""
        article = self.articles.get(name)
        return self.search.spans_in(article) if article is not None else ()

    # -- marks -------------------------------------------------------------------------------

    def marks_in(self, name: str) -> list[PlacedMark]:
        """The marks that have a place in an article as it is shown, in text order."""
        article = self.articles.get(name)
        found = self.marks.in_article(name) if article is not None else []
        return [mark for mark in found if article is not None and is_version(article, mark.fingerprint)]

    def mark_here(self) -> PlacedMark | None:
        """The mark under the cursor: the one around its span, else the first of the passage."""
        article, cursor = self.current, self.cursor
        if article is None or not article.passages:
            return None
        passage = article.passages[cursor.passage]
        here = [
            m
            for m in self.marks_in(article.id)
            if m.start is not None and m.end is not None and m.start < passage.end and passage.start < m.end
        ]
        if cursor.span is not None:
            for mark in here:
                if (mark.start or 0) <= cursor.span.start < (mark.end or 0):
                    return mark
        return here[0] if here else None

    def span_to_mark(self) -> Span | None:
        """What `mark` acts on: the selection, else the sentence in which the cursor is on something, or on
        which it is itself, else the passage.
        """
        article, cursor = self.current, self.cursor
        if article is None or not article.passages:
            return None
        if self.selection is not None:
            return self.selection
        if cursor.span is not None:
            from briefing.text.passage_sentences import sentences_around

            return cursor.span if cursor.kind == "sentence" else sentences_around(article, cursor.span)
        passage = article.passages[cursor.passage]
        return Span(passage.start, passage.end)
