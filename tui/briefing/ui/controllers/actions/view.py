"""The screen itself: panes, help, themes, leaving."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefing.ui.controllers.actions import find, topics

if TYPE_CHECKING:
    from briefing.ui.screens.reader_screen import ReaderScreen


def articles(reader: ReaderScreen) -> None:
    """Give the keys to the list of articles, showing it when it is hidden."""
    reader.panes.articles = True
    _to_list(reader, "articles")


def topics_list(reader: ReaderScreen) -> None:
    """Give the keys to the list of topics, showing it when it is hidden."""
    reader.panes.topics = True
    _to_list(reader, "topics")


def show_lists(reader: ReaderScreen) -> None:
    """Show the lists that are not hidden, in place of the search."""
    if reader.search is not None:
        find.close(reader, keep=True)
    reader.side.show_panes(articles=reader.panes.articles, topics=reader.panes.topics)
    reader.show(lists=True)


def _to_list(reader: ReaderScreen, which: str) -> None:
    show_lists(reader)
    target = reader.side.articles if which == "articles" else reader.side.topics
    target.focus(scroll_visible=False)


def hide_articles(reader: ReaderScreen) -> None:
    """Hide or show the list of articles."""
    reader.panes.articles = not reader.panes.articles
    _panes_changed(reader)


def hide_topics(reader: ReaderScreen) -> None:
    """Hide or show the list of topics."""
    reader.panes.topics = not reader.panes.topics
    _panes_changed(reader)


def hide_sidebar(reader: ReaderScreen) -> None:
    """Hide both lists, or show both."""
    shown = reader.panes.articles or reader.panes.topics
    reader.panes.articles = reader.panes.topics = not shown
    _panes_changed(reader)


def hide_lens(reader: ReaderScreen) -> None:
    """Hide or show the lens."""
    reader.panes.lens = not reader.panes.lens
    _panes_changed(reader)


def _panes_changed(reader: ReaderScreen) -> None:
    reader.focus_text()
    reader.set_panes()
    reader.call_after_refresh(reader.show, lists=True)


def next_pane(reader: ReaderScreen) -> None:
    """To the next passage of the topic; without a topic, to the next pane."""
    if reader.state.topics.chosen is not None:
        topics.next(reader)
    else:
        _cycle(reader, 1)


def previous_pane(reader: ReaderScreen) -> None:
    """To the previous passage of the topic; without a topic, to the previous pane."""
    if reader.state.topics.chosen is not None:
        topics.previous(reader)
    else:
        _cycle(reader, -1)


def _cycle(reader: ReaderScreen, direction: int) -> None:
    side = reader.side
    panes = ["text"]
    if reader.panes.articles:
        panes.append("articles")
    if reader.panes.topics:
        panes.append("topics")
    focused = reader.focused
    here = "articles" if focused is side.articles else "topics" if focused is side.topics else "text"
    target = panes[(panes.index(here) + direction) % len(panes)] if here in panes else "text"
    if target == "text":
        reader.focus_text()
    else:
        _to_list(reader, target)


def escape(reader: ReaderScreen) -> None:
    """Leave one thing: what is looked for, the selection, a filter, a list, the search, the topic."""
    from briefing.ui.controllers import narrowing

    state = reader.state
    if reader.briefing.engine.cancel_walk():
        return
    if reader.selecting or state.selection is not None:
        reader.selecting = False
        reader.select(None)
    elif reader.focused is reader.side.articles and reader.side.filter is not None:
        narrowing.clear(reader)
    elif reader.focused in (reader.side.articles, reader.side.topics):
        reader.focus_text()
    elif reader.search is not None or state.search.answer is not None:
        find.close(reader, keep=False)
    elif state.topics.chosen is not None:
        topics.clear(reader)
    elif state.cursor.span is not None:
        state.set_passage(state.cursor.passage)
        reader.moved()
    elif reader.side.filter is not None:
        narrowing.clear(reader)


def legend(reader: ReaderScreen) -> None:
    """What the colours mean."""
    from briefing.ui.controllers.legend import show_legend

    show_legend(reader)


def theme(reader: ReaderScreen) -> None:
    """Choose a theme, seeing it at once."""
    from briefing.ui.modals.theme_picker import ThemePicker

    app = reader.briefing
    before = app.theme

    def chosen(name: str | None) -> None:
        app.use_theme(name or before)

    reader.dialog(ThemePicker(app.theme_names, before), chosen)


def cancel(reader: ReaderScreen) -> None:
    """End the work that is running."""
    if not reader.briefing.engine.cancel():
        reader.say("nothing is running", timeout=2)


def help(reader: ReaderScreen) -> None:  # noqa: A001 - the verb of the action
    """The keys, those of the pane that has the focus first."""
    from briefing.ui.controllers.help import show_help

    show_help(reader)


def quit(reader: ReaderScreen) -> None:  # noqa: A001 - the verb of the action
    """Leave; everything is kept."""
    reader.briefing.leave()
