"""Walking through the text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefing.model.article import Ref
from briefing.ui.controllers import flow
from briefing.ui.controllers.actions import selecting

if TYPE_CHECKING:
    from briefing.ui.screens.reader_screen import ReaderScreen


def _passage(reader: ReaderScreen, direction: int) -> None:
    view, state = reader.view, reader.state
    if view is None:
        return
    if reader.selecting:
        selecting.extend(reader, "sentence", direction)
        return
    here = state.cursor.passage
    if view.scroll_within(here, direction):
        return
    if not view.passage_in_view(here):
        # The text was scrolled away from the cursor: go on from what is seen.
        seen = view.first_in_view()
        if seen is not None and state.set_passage(seen):
            reader.moved()
            return
    if state.step_passage(direction, view.layout_rows.shown):
        reader.moved()


def next_passage(reader: ReaderScreen) -> None:
    """To the next passage; through a long one page by page."""
    _passage(reader, 1)


def previous_passage(reader: ReaderScreen) -> None:
    """To the previous passage."""
    _passage(reader, -1)


def _figure(reader: ReaderScreen, direction: int) -> None:
    if reader.state.step_figure(direction):
        reader.moved()
        return
    if reader.state.current is not None and reader.state.current.id not in reader.state.figures:
        reader.say("figures are still being found", timeout=2)
    else:
        end = "last" if direction > 0 else "first"
        reader.say(f"this is the {end} figure of the article", timeout=2)


def next_figure(reader: ReaderScreen) -> None:
    """To the next figure."""
    _figure(reader, 1)


def previous_figure(reader: ReaderScreen) -> None:
    """To the previous figure."""
    _figure(reader, -1)


def _sentence(reader: ReaderScreen, direction: int) -> None:
    if reader.selecting:
        selecting.shift_start(reader, direction)
    elif reader.state.step_sentence(direction):
        reader.moved()


def next_sentence(reader: ReaderScreen) -> None:
    """To the next sentence."""
    _sentence(reader, 1)


def previous_sentence(reader: ReaderScreen) -> None:
    """To the previous sentence."""
    _sentence(reader, -1)


def _page(reader: ReaderScreen, direction: int) -> None:
    view = reader.view
    if view is None:
        return
    step = max(view.size.height - 2, 1)
    before = view.scroll_offset.y
    view.scroll_to(y=before + direction * step, animate=False, immediate=True)
    if view.scroll_offset.y == before:
        _to_end(reader, direction)
        return
    seen = view.first_in_view()
    if seen is not None:
        reader.state.set_passage(seen)
        reader.show()
        flow.ask_lens(reader)


def page_down(reader: ReaderScreen) -> None:
    """One page on."""
    _page(reader, 1)


def page_up(reader: ReaderScreen) -> None:
    """One page back."""
    _page(reader, -1)


def _to_end(reader: ReaderScreen, direction: int) -> None:
    view = reader.view
    if view is None:
        return
    reader.state.to_end(direction, view.layout_rows.shown)
    reader.moved()
    view.scroll_to(y=view.max_scroll_y if direction > 0 else 0, animate=False, immediate=True)


def top(reader: ReaderScreen) -> None:
    """To the first passage."""
    _to_end(reader, -1)


def bottom(reader: ReaderScreen) -> None:
    """To the last passage."""
    _to_end(reader, 1)


def _jump(reader: ReaderScreen, index: int) -> None:
    related = reader.lens.witnesses if reader.lens is not None else ()
    if index < len(related):
        flow.jump(reader, Ref(related[index].article, related[index].passage))
    else:
        reader.say("no related passage to go to", timeout=2)


def jump(reader: ReaderScreen) -> None:
    """To the best related passage."""
    _jump(reader, 0)


def jump_1(reader: ReaderScreen) -> None:
    """To the first related passage."""
    _jump(reader, 0)


def jump_2(reader: ReaderScreen) -> None:
    """To the second related passage."""
    _jump(reader, 1)


def jump_3(reader: ReaderScreen) -> None:
    """To the third related passage."""
    _jump(reader, 2)


def back(reader: ReaderScreen) -> None:
    """Back to where the last jump began."""
    if reader.state.return_back():
        reader.moved()
        reader.focus_text()
    else:
        reader.say("this is where you began", timeout=2)


def _only_here(reader: ReaderScreen, direction: int) -> None:
    if reader.state.articles.large:
        from briefing.ui.controllers import only_here as alone

        alone.step(reader, direction)
    elif reader.state.comparison.only_here is None and reader.keeping.stopped:
        flow.compare_again(reader)
    elif reader.state.comparison.only_here is None:
        reader.say("still comparing the articles; ^x gives it up", timeout=2)
    elif reader.state.step_only_here(direction):
        reader.moved()
        reader.focus_text()
    else:
        reader.say("every statement has a counterpart in another article", timeout=3)


def next_only_here(reader: ReaderScreen) -> None:
    """To the next statement that no other article has."""
    _only_here(reader, 1)


def previous_only_here(reader: ReaderScreen) -> None:
    """To the previous statement that no other article has."""
    _only_here(reader, -1)
