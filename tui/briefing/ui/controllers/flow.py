"""What happens by itself: reading, figures, indexes, topics, the lens, marks found again.

Functions over the reader screen. Each asks the engine, awaits, and puts the answer on the state if
the question still stands. Nothing here waits on the event loop's thread.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

from briefing.errors import BriefingError
from briefing.model.article import Article, Failure, Ref, Span
from briefing.model.opening import FoundFigures, OnDisk
from briefing.model.saved_state import Beginning
from briefing.text.tokens import words
from briefing.ui.drawing.safe import plain_line
from briefing.ui.state.cursor import Cursor
from briefing.ui.state.search_results import PAGE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefing.ui.screens.reader_screen import ReaderScreen
    from briefing.ui.state.search_results import Results, Sorting

FIRST_HITS = 500
"""Hits a search brings at once, so that of a few articles every one is known."""
FIRST_HITS_LARGE = 50
"""The same where articles lie on disk: what the screen shows, and the rest when it is looked at."""
FOUND_SECONDS = 0.15
"""How long a search must stand before every match of the articles being read is asked for."""
MANY = 40
"""From so many articles on, work says how far it is and how to cancel it."""
SAVE_SECONDS = 15
"""How often changes that the disk refused are tried again."""
PATIENCE = 0.12
"""Seconds the first paint waits for the reading to end."""
ONE_COLUMN = 110
"""Below this width the reader starts with one column, from it on with two, unless it is set."""


def take_early(reader: ReaderScreen) -> None:
    """Put on the state what was read while the app was starting.

    A small folder is read by then, or nearly: waiting a moment for it lets everything be painted
    at once instead of twice.
    """
    opening = reader.briefing.opening
    opening.wait(PATIENCE)
    for part in opening.take():
        _take_read(reader, part)
    reader.work = "reading …"
    reader.compose_columns()


def start(reader: ReaderScreen) -> None:
    """Go on when the rest is there."""
    opening = reader.briefing.opening
    for part in opening.follow(lambda value: reader.post_message(reader.Arrived("read", value))):
        _take_read(reader, part)
    reader.run_worker(_follow(reader), group="follow", exit_on_error=False)


async def _follow(reader: ReaderScreen) -> None:
    """Wait for the reading to end, then find figures, build indexes and topics, place marks."""
    engine = reader.briefing.engine
    try:
        await asyncio.wrap_future(reader.briefing.opening.call.future)
    except asyncio.CancelledError:
        unless_leaving()
        reader.say("reading was cancelled; what had been read is here")
    await _messages_taken(reader)
    state = reader.state
    if state.articles.large:
        from briefing.ui.controllers.large import follow_library

        await follow_library(reader)
        return
    _opened(reader)
    from briefing.ui.controllers import keeping
    from briefing.ui.controllers.file_changes import take_changes, watch_files

    bursts = watch_files(reader)
    await keeping.take_known(reader)
    topics_early = len(state.articles) > MANY and not state.topics.known
    if topics_early:
        # Worked out by the second process, while this one finds figures.
        _renew_topics(reader)
    say_work(reader, "figures …")
    try:
        await engine.all_figures(
            [name for name in state.names if name not in state.figures],
            lambda value: reader.post_message(reader.Arrived("figures", value)),
        )
    except asyncio.CancelledError:
        unless_leaving()
        reader.notify("the search for figures was cancelled; those found are shown", markup=False)
    begin_beside(reader, topics=not topics_early and not state.topics.known)
    await _index(reader)
    reader.briefing.started()
    await _compare_all(reader)
    reader.run_worker(take_changes(reader, bursts), group="changes", exit_on_error=False)


async def _index(reader: ReaderScreen) -> None:
    """Build the indexes behind the search and the lens, then ask what the lens should say."""
    say_work(reader, "indexing …")
    try:
        await reader.briefing.engine.warm(lambda step: _progress(reader, step))
    except asyncio.CancelledError:
        unless_leaving()
        reader.say("indexing was cancelled; it is done when first needed")
    say_work(reader, "")
    reader.lens_asked = None
    ask_lens(reader)


async def _compare_all(reader: ReaderScreen) -> None:
    """Find what stands in one article only, and what several have in nearly the same words."""
    from briefing.ui.controllers import keeping

    state = reader.keeping
    if not reader.state.articles:
        return
    if state.only_here is None or state.copies is None:
        state.stopped = False
        loop = asyncio.get_running_loop()
        try:
            state.only_here = await reader.briefing.engine.only_here(
                lambda step: loop.call_soon_threadsafe(_say_compared, reader, step)
            )
        except asyncio.CancelledError:
            unless_leaving()
            state.stopped = True
            reader.say("comparing was cancelled; o begins it again", timeout=5)
            return
        finally:
            say_work(reader, "")
        state.copies = await reader.briefing.engine.copies()
        keeping.show_compared(reader)
    keeping.begin(reader)


def _say_compared(reader: ReaderScreen, step: Any) -> None:
    if len(reader.state.articles) > MANY and reader.keeping.only_here is None and not reader.keeping.stopped:
        say_work(reader, f"comparing {100 * step.done // max(step.total, 1)} % ^x cancels")


def compare_again(reader: ReaderScreen) -> None:
    """Begin once more what was cancelled."""
    reader.say("comparing the articles …", timeout=2)
    reader.run_worker(_compare_all(reader), group="compare", exclusive=True, exit_on_error=False)


def look_through(reader: ReaderScreen) -> None:
    """Find what stands in one article only in the columns, where not all articles are compared."""
    from briefing.ui.controllers import only_here as alone

    alone.look_through(reader)


async def analyse_changed(reader: ReaderScreen, names: Sequence[str]) -> None:
    """Work out anew what depends on articles that changed, where they are held in memory."""
    from briefing.ui.controllers import keeping

    keeping.changed(reader)
    await reader.briefing.engine.figures(
        names, lambda value: reader.post_message(reader.Arrived("figures", value))
    )
    await _index(reader)
    _renew_topics(reader)
    await _compare_all(reader)


def renew_answers(reader: ReaderScreen) -> None:
    """Ask anew what was asked of articles that changed: marks, the lens, the search."""
    reader.run_worker(_place_marks(reader), group="marks", exit_on_error=False)
    reader.lens_asked = None
    ask_lens(reader)
    renew_list(reader)
    if reader.state.search.results is not None:
        reader.run_worker(_renew_search(reader), group="renew", exclusive=True, exit_on_error=False)


def renew_list(reader: ReaderScreen) -> None:
    """Hold the filter of the list against articles or marks that have changed."""
    if reader.side.filter is not None:
        from briefing.ui.controllers.narrowing import renew

        renew(reader)


async def _renew_search(reader: ReaderScreen) -> None:
    """Ask for the results on the screen anew, keeping the match and the result one is on."""
    state = reader.state
    results, order = state.search.results, order_of(state.search.sorting)
    if results is None:
        return
    limit = max(len(results.first), PAGE)
    answer = await reader.briefing.engine.search(results.query, limit, order=order)
    if state.search.results is not results:
        return
    hit = reader.search.hit if reader.search is not None else None
    state.search.renew_answer(answer)
    reader.hits_asked.clear()
    if reader.search is not None:
        reader.search.show(keep=hit)
    reader.show()


def begin_beside(reader: ReaderScreen, *, topics: bool = True) -> None:
    """Begin what goes on beside everything else: the store, marks, and topics unless they have begun."""
    reader.run_worker(watch_store(reader), group="store", exit_on_error=False)
    reader.run_worker(_place_marks(reader), group="marks", exit_on_error=False)
    reader.set_interval(SAVE_SECONDS, reader.save_waiting)
    if topics:
        _renew_topics(reader)


def _renew_topics(reader: ReaderScreen) -> None:
    if reader.state.articles.large:
        from briefing.ui.controllers.large_topics import show_stored

        reader.run_worker(show_stored(reader), group="stored", exclusive=True, exit_on_error=False)
        return
    # Imported now: it is not needed for the first paint.
    from briefing.ui.controllers.topic_flow import find_topics

    reader.run_worker(find_topics(reader), group="topics", exclusive=True, exit_on_error=False)


def unless_leaving() -> None:
    """Go on where only the call was cancelled; when the reader itself is ending, end with it."""
    task = asyncio.current_task()
    if task is not None and task.cancelling():
        raise asyncio.CancelledError


async def _messages_taken(reader: ReaderScreen) -> None:
    """Wait until the screen has taken every message that is on its way to it now."""
    taken = asyncio.Event()
    reader.call_later(taken.set)
    await taken.wait()


def _progress(reader: ReaderScreen, step: Any) -> None:
    reader.post_message(reader.Arrived("progress", step))


def say_work(reader: ReaderScreen, work: str) -> None:
    """Say in the header what is being done; an empty text when nothing is."""
    reader.work = work
    reader.header.show()


def take(reader: ReaderScreen, what: str, value: Any) -> None:
    """Put what arrived from the engine on the state."""
    if what == "read":
        _take_read(reader, value)
    elif what == "figures":
        name, figures = value
        reader.state.figures[name] = figures
        done, total = len(reader.state.figures), len(reader.state.articles)
        if total > MANY and done < total:
            say_work(reader, f"figures {done}/{total} ^x cancels")
        reader.show_soon()
    elif what == "progress":
        say_work(
            reader,
            f"indexing {value.done}/{value.total} ^x cancels" if value.total > 2 * MANY else "indexing …",
        )


def _take_read(
    reader: ReaderScreen, found: list[Article | Failure | FoundFigures | str] | Beginning | OnDisk
) -> None:
    if isinstance(found, Beginning):
        # The app took it before the screen was made.
        return
    state = reader.state
    if isinstance(found, OnDisk):
        from briefing.ui.state.library_shelf import LibraryShelf

        state.take_shelf(LibraryShelf(found))
        reader.briefing.engine.use_library(found.paths)
        found = []
    for item in found:
        if isinstance(item, Article):
            state.add(item)
        elif isinstance(item, Failure):
            reader.failures.append(item)
        elif isinstance(item, FoundFigures):
            state.figures[item.article] = item.figures
        else:
            reader.say(item, severity="warning")
    if state.articles and not reader.restored:
        open_columns(reader)
    if len(state.articles) > MANY and not state.articles.large:
        reader.work = f"reading {len(state.articles)} ^x cancels"
    reader.show(lists=True)


def open_columns(reader: ReaderScreen) -> None:
    """Open the columns of the last time, or the first articles, as far as they have come."""
    state = reader.state
    number = reader.briefing.settings.columns or (2 if reader.app.size.width >= ONE_COLUMN else 1)
    state.columns = list(state.names[:number])
    reader.briefing.restore(reader)
    if not reader.briefing.wanted_columns():
        reader.restored = len(state.columns) == number


def _opened(reader: ReaderScreen) -> None:
    """Everything has been read: say what could not be, or that there is nothing."""
    reader.restored = True
    tell_failures(reader)
    if not reader.state.articles:
        reader.briefing.nothing_to_read([f for f in reader.failures if not f.skipped])


def tell_failures(reader: ReaderScreen) -> None:
    """Say what could not be read, and what was read with care."""
    failures = [f for f in reader.failures if not f.skipped]
    shelf = reader.state.articles
    warnings = [] if shelf.large else [(name, w) for name in shelf for w in shelf[name].warnings]
    for title, lines in (
        ("Not read", [f"{f.path}: {f.reason}" for f in failures]),
        ("Read with care", [f"{name}: {warning}" for name, warning in warnings]),
    ):
        if lines:
            more = f" (and {len(lines) - 1:,} more)" if len(lines) > 1 else ""
            text = plain_line(lines[0]).plain + more
            reader.notify(text, title=title, severity="warning", timeout=12, markup=False)


async def _place_marks(reader: ReaderScreen) -> None:
    try:
        reader.state.marks.placed = await reader.briefing.keeper.placed(reader.known_articles())
    except BriefingError as error:
        reader.say(str(error), title="Marks", severity="error", timeout=12)
        return
    reader.show(lists=True)


async def watch_store(reader: ReaderScreen) -> None:
    """Say what is wrong with the store."""
    try:
        for notice in await reader.briefing.keeper.notices():
            reader.notify(notice, title="Marks", severity="warning", timeout=15, markup=False)
    except BriefingError as error:
        reader.notify(str(error), title="Marks", severity="error", timeout=15, markup=False)


async def save_waiting(reader: ReaderScreen) -> None:
    """Try again to save changes that the disk refused, and say so while any wait."""
    waiting = await reader.briefing.keeper.unsaved()
    if waiting != reader.unsaved:
        reader.unsaved = waiting
        reader.header.show()


async def marks_changed(reader: ReaderScreen) -> None:
    """Read the marks anew and draw them."""
    await _place_marks(reader)
    renew_list(reader)
    await save_waiting(reader)


# -- the lens ------------------------------------------------------------------------------------


def ask_lens(reader: ReaderScreen) -> None:
    """Ask what the lens should say of the cursor; one question is under way at a time."""
    state = reader.state
    ref = state.ref
    if ref is None:
        return
    if ref.article not in state.articles:
        # Its file is gone: it can be read, but nothing more is known of it.
        reader.lens = reader.lens_asked = None
        reader.lens_strip.show()
        return
    span = state.cursor.span if state.cursor.kind == "figure" else None
    wanted = (ref, span, tuple(state.columns) if state.lock else ())
    if reader.lens_asked == wanted:
        return
    busy = reader.lens_asked is not None and reader.lens_busy
    reader.lens_asked = wanted
    if reader.lens is not None and reader.lens.ref != ref:
        reader.lens = None
        reader.lens_strip.show()
    if not busy:
        reader.lens_busy = True
        reader.run_worker(_answer_lens(reader), group="lens", exit_on_error=False)


async def _answer_lens(reader: ReaderScreen) -> None:
    try:
        while True:
            wanted = reader.lens_asked
            assert isinstance(wanted, tuple)
            ref, span, columns = wanted
            lens = await reader.briefing.engine.lens(ref, span, columns)
            if reader.lens_asked == wanted:
                break
    finally:
        reader.lens_busy = False
    if not reader.state.shows(lens.ref.article, lens.versions):
        # It speaks of another version than the one on the screen; the renewal asks anew.
        reader.lens_asked = None
        return
    reader.lens = lens
    reader.show()
    follow_lock(reader)


def follow_lock(reader: ReaderScreen) -> None:
    """Bring each column's counterpart to the height of the passage being read."""
    state, lens, view = reader.state, reader.lens, reader.view
    if not state.lock or lens is None or view is None:
        return
    row = view.row_in_view(lens.ref.passage)
    for name, found in lens.counterparts.items():
        column = reader.columns.column(name)
        if column is not None and found is not None and name in state.columns:
            column.view.reveal(found.passage, at=row if row is not None else 2)


# -- search --------------------------------------------------------------------------------------


def ask_search(reader: ReaderScreen, query: str) -> None:
    """Search for what is typed; an answer to an older query is dropped."""
    if not query.strip():
        reader.state.search.set_answer(None)
        if reader.search is not None:
            reader.search.show()
        reader.show()
        return
    reader.run_worker(_answer_search(reader, query), group="search", exclusive=True, exit_on_error=False)


def ask_found(reader: ReaderScreen) -> None:
    """Ask for every match in the articles being read, where not all hits have been fetched."""
    state = reader.state
    results = state.search.results
    if results is None or results.complete or (results, *state.columns) == reader.found_asked:
        return
    reader.found_asked = (results, *state.columns)
    names = [
        name
        for name in state.columns
        if state.search.found_of is not results or name not in state.search.found_in
    ]
    if names:
        reader.run_worker(_answer_found(reader, results, names), group="found", exit_on_error=False)


async def _answer_found(reader: ReaderScreen, results: Results, names: Sequence[str]) -> None:
    # Not between two letters that are typed: the results matter more.
    await asyncio.sleep(FOUND_SECONDS)
    if reader.state.search.results is not results:
        return
    found = await reader.briefing.engine.found_in(results.query, names)
    if reader.state.search.results is results:
        reader.state.search.add_found(found)
        reader.show()


async def _answer_search(reader: ReaderScreen, query: str) -> None:
    state = reader.state
    limit = FIRST_HITS_LARGE if state.articles.large else FIRST_HITS
    order = order_of(state.search.sorting)
    answer = await reader.briefing.engine.search(query, limit, order=order)
    pane = reader.search
    if pane is None or pane.typed != query or order_of(state.search.sorting) != order:
        return
    state.search.set_answer(answer)
    reader.hits_asked.clear()
    pane.show()
    reader.show()


def order_of(sorting: Sorting) -> str:
    """The order to ask the engine for; the words around a match are compared here."""
    return {"newest": "date", "oldest": "oldest"}.get(sorting, "best")


def ask_hits(reader: ReaderScreen, index: int) -> None:
    """Fetch the page of hits that holds number `index`, unless it is under way."""
    results = reader.state.search.results
    if results is None or results.hit(index) is not None:
        return
    offset = results.wanted(index)
    if offset not in reader.hits_asked:
        reader.hits_asked.add(offset)
        reader.run_worker(fetch_hits(reader, offset), group="hits", exit_on_error=False)


async def fetch_hit(reader: ReaderScreen, index: int) -> bool:
    """Fetch the page that holds hit `index` and wait for it; False when there is no such hit any more."""
    results = reader.state.search.results
    if results is None:
        return False
    await fetch_hits(reader, results.wanted(index))
    return reader.state.search.results is results and results.hit(index) is not None


async def fetch_hits(reader: ReaderScreen, offset: int) -> None:
    """Fetch a page of hits of the search as it stands; dropped when it changes meanwhile."""
    state = reader.state
    results, order = state.search.results, order_of(state.search.sorting)
    if results is None:
        return
    answer = await reader.briefing.engine.search(results.query, PAGE, offset=offset, order=order)
    if state.search.results is not results:
        return
    reader.hits_asked.discard(offset)
    state.search.add_hits(offset, answer.hits, answer.total)
    if reader.search is not None:
        reader.search.show_more()
    reader.show()


# -- places --------------------------------------------------------------------------------------


def figure_span(reader: ReaderScreen, name: str, offset: int | None) -> Span | None:
    """The figure of an article that holds `offset`."""
    if offset is None:
        return None
    for figure in reader.state.figures.get(name, ()):
        if figure.start <= offset < figure.end:
            return Span(figure.start, figure.end)
    return None


def word_span(article: Article, offset: int) -> Span | None:
    """The word of an article that holds `offset`."""
    for passage in article.passages:
        if passage.start <= offset < passage.end:
            for word in words(article.text, passage.start, passage.end):
                if word.start <= offset < word.end:
                    return Span(word.start, word.end)
    return None


def jump(reader: ReaderScreen, ref: Ref) -> None:
    """Go to a passage of any article, remembering where the jump began."""
    reader.state.go(ref.article, Cursor(ref.passage), remember=True)
    reader.moved()
    reader.focus_text()
