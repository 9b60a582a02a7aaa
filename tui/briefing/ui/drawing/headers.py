"""What stands in the header, the footer and the heads of columns. Drawn from the state."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from briefing.model.article_names import short_name
from briefing.ui.drawing.formatting import chance, count, percent, short_date
from briefing.ui.drawing.key_hints import as_many_as_fit, hint
from briefing.ui.drawing.styled_text import TextStyler, between, cut, join
from briefing.ui.drawing.wrap import first_words
from briefing.ui.key_names import key_name
from briefing.ui.keys import few_keys, keys_of
from briefing.ui.state.reader_state import copied_from
from briefing.ui.state.walk_targets import FIRST_TARGET, WALK_TARGETS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefing.ui.state.reader_state import ReaderState


CHANCE_FROM = 50
"""Cells from which on a score is told in words, too; in a narrower column the reasons need the room."""


WARNED_FROM = 100
"""Cells from which on the header says in words that the columns tell of several events."""


def header(state: ReaderState, styler: TextStyler, opened: str, width: int) -> Content:
    """One line: what is open, what runs, and which choices hold."""
    left = join(
        styler.text(" briefing ", "brand"),
        styler.text(f" {count(len(state.articles), 'article')} · {opened}"),
    )
    right = []
    if state.work:
        right.append(join(styler.text(state.work, "work"), Content(" ")))
    events = len(state.sources.events_of(state.columns))
    if events > 1:
        told = f"the columns tell of {events} events " if width >= WARNED_FROM else f"{events} events "
        right.append(styler.text(told, "label"))
    if unsaved := state.marks.unsaved:
        right.append(styler.text(f"{count(unsaved, 'change')} not saved ", "warning"))
    if state.lock:
        right.append(join(styler.text("≈ lock", "related"), styler.blank(1)))
    if state.topics.chosen is not None:
        right.append(
            styler.text(
                f"topic: {state.topics.chosen}{' only' if state.topics.only_chosen else ''} ", "topic"
            )
        )
    if state.search.answer is not None:
        right.append(styler.text(f"/{state.search.answer.query} {state.search.walk.place} ", "hit"))
    return between(left, cut(join(*right), max(width - 14, 0)), width)


def column_head(
    state: ReaderState, styler: TextStyler, name: str, size: tuple[int, int]
) -> Sequence[Content]:
    """The head of one column: whose text, its title where there is room, and its counterpart."""
    width, height = size
    article = state.articles[name]
    active = state.columns and state.columns[state.active] == name
    # The head of the text that has the keys is filled, and only plain letters are readable on all fills.
    muted, warning, label = ("", "", "") if active else ("muted", "warning", "label")
    letter = styler.source_chip(f" {state.letter(name)} ", state.index(name))
    date = styler.text(short_date(article.published), muted)
    if name not in state.articles:
        date = styler.text("file is gone", warning)
    before, behind = _beside(state, name)
    if before:
        letter = join(styler.text(f"‹{before} ", label), letter)
    if behind:
        date = join(date, styler.text(f" {behind}›", label))
    same = _same_text(state, styler, name, warning)
    locked = state.lock and len(state.columns) > 1
    two_lines = height > 2 or (height > 1 and not locked)
    called, below = short_name(article), article.title if article.has_title else f"[no title] {article.title}"
    if article.source is None and article.has_title and two_lines:
        # Nothing else tells it apart: its title is what it is called, once.
        room = width - sum(part.cell_length for part in (letter, same, date)) - 2
        called, below = first_words(article.title, room)
    who = join(letter, styler.text(f" {called}", "bold" if active else ""), same)
    lines = [between(who, date, width)]
    if two_lines:
        lines.append(cut(styler.text(below, muted), width))
    if locked:
        lines.append(cut(_lock_line(state, styler, name, width), width))
    return lines


def _same_text(state: ReaderState, styler: TextStyler, name: str, warning: str) -> Content:
    """Which article it has passages in common with, and how many; nothing where it has none."""
    copied = copied_from(state.articles[name], state.comparison.copies.get(name, {}))
    if copied is None or copied[0] not in state.articles:
        return Content("")
    other, shared = copied
    letter = styler.source_chip(state.letter(other), state.index(other))
    return join(
        styler.text(" ≡ ", warning), letter, styler.text(f" {count(shared, 'same passage')}", warning)
    )


def _beside(state: ReaderState, name: str) -> tuple[int, int]:
    """How many columns stand out of sight on the left of a column and on its right, told at the outermost."""
    if name not in state.in_view or not set(state.in_view) <= set(state.columns):
        return 0, 0
    first, last = (state.columns.index(end) for end in (state.in_view[0], state.in_view[-1]))
    place = state.columns.index(name)
    return first if place == first else 0, len(state.columns) - 1 - last if place == last else 0


def _lock_line(state: ReaderState, styler: TextStyler, name: str, width: int) -> Content:
    if state.columns[state.active] == name:
        return styler.text("≈ reading here; the others follow")
    lens = state.lens.answer
    if lens is None or name not in lens.counterparts:
        return styler.text("≈ …", "muted")
    counterpart = lens.counterparts[name]
    if counterpart is None:
        return styler.text("∅ no counterpart in this article", "warning")
    if counterpart.same_text:
        return styler.text("≡ the same text, no second witness", "warning")
    why = " · ".join(counterpart.why)
    score = f"≈ {percent(counterpart.score)}"
    if width >= CHANCE_FROM:
        score += f" {chance(counterpart.score)}"
    return join(styler.text(score, "related"), styler.text(f" {why}", "muted"))


ALWAYS = ("view.help", "view.quit")
"""Hints that stand at the right end of every footer: whoever is lost needs them most."""


def footer(styler: TextStyler, hints: Sequence[str], width: int, walk: str = FIRST_TARGET) -> Content:
    """The keys that act now, as many as fit; each can be clicked. Help and quit are always there.

    `walk` is the name of what the keys for the next and the previous one walk.
    """
    # In the list of topics the question mark asks about a topic; help has another key everywhere.
    help_keys = keys_of("view.help")
    last = key_name(help_keys[-1]) if "steer.explain" in hints and help_keys else ""
    right = join(
        *(
            hint(styler, name, name, last if name == "view.help" else few_keys(name))
            for name in ALWAYS
            if keys_of(name)
        )
    )
    shown = (
        hint(styler, name, name, few_keys(name), WALK_TARGETS[walk].one if name == "move.next_target" else "")
        for name in hints
        if keys_of(name)
    )
    return as_many_as_fit(shown, right, width)


def search_footer(styler: TextStyler, width: int) -> Content:
    """The keys of the search box, which are its own and no actions."""
    ids = (
        "search.next",
        "search.open",
        "find.view",
        "find.order",
        "search.close",
        "search.save",
        "search.pick",
        "search.mark",
    )
    return _box_footer(
        styler, width, ids, ("result", "open", "view", "order", "close", "save", "choose", "mark")
    )


def filter_footer(styler: TextStyler, width: int) -> Content:
    """The keys of the box above the list of articles, which are its own and no actions."""
    ids = ("filter.next", "filter.open", "filter.list", "filter.leave")
    return _box_footer(styler, width, ids, ("article", "open", "list", "all"))


def _box_footer(styler: TextStyler, width: int, ids: Sequence[str], words: Sequence[str]) -> Content:
    named = [(few_keys(name), word) for name, word in zip(ids, words, strict=True)]
    parts = [
        join(styler.text(keys, "key"), styler.text(f" {word}  ", "muted")) for keys, word in named if keys
    ]
    return cut(join(Content(" "), *parts), width)


def hints(state: ReaderState, focus: str) -> list[str]:
    """Which actions the footer names: those that act now, the most telling first."""
    if focus == "topics":
        return _topic_hints(state)
    if focus == "list":
        of_list = ("find", "source", "month", "events", "sort")
        return ["columns.toggle", *(f"list.{verb}" for verb in of_list), "view.escape"]
    if state.selection is not None:
        return ["marks.mark", "export.copy", "view.escape"]
    shown = []
    if state.search.answer is not None:
        shown += ["find.next", "view.escape"]
    if state.topics.chosen is not None:
        shown += ["topics.next", "synopsis.open", "topics.only"]
    if state.mark_here() is not None:
        shown += ["marks.edit", "marks.colour", "marks.remove"]
    shown += ["move.next_passage", "move.next_target", "move.jump"]
    if len(state.in_view) < len(state.columns):
        shown.append("columns.next")
    if state.back:
        shown.append("move.back")
    shown += [
        "columns.toggle",
        "columns.lock",
        "find.open",
        "marks.mark",
        "export.open",
    ]
    return shown


def _topic_hints(state: ReaderState) -> list[str]:
    """The keys of the list of topics."""
    shown = ["steer.explain", "synopsis.open"]
    if state.topics.steering:
        shown.append("steer.undo")
    shown += ["steer.mute", "steer.pin", "steer.rename", "steer.merge", "steer.split"]
    if any(topic.stories for topic in state.topics.items):
        shown.insert(2, "steer.stories")
    return [*shown, "list.topic", "view.escape"]
