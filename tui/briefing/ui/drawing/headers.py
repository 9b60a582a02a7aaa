"""What stands in the header, the footer and the heads of columns. Drawn from the desk."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from briefing.ui.drawing.formatting import chance, count, percent, short_date, source_name
from briefing.ui.drawing.styled_text import Pen, between, cut, join
from briefing.ui.keys import BY_ID
from briefing.ui.state.copies import copied_from

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefing.model.related import RelatedPassage
    from briefing.ui.state.reader_state import Desk


CHANCE_FROM = 50
"""Cells from which on a score is told in words, too; in a narrower column the reasons need the room."""


def header(desk: Desk, pen: Pen, opened: str, work: str, width: int, unsaved: int = 0) -> Content:
    """One line: what is open, what runs, and which choices hold."""
    left = join(
        pen.text(" briefing ", "brand"), pen.text(f" {count(len(desk.articles), 'article')} · {opened}")
    )
    right = []
    if work:
        right.append(join(pen.text(work, "work"), Content(" ")))
    if unsaved:
        right.append(pen.text(f"{count(unsaved, 'change')} not saved ", "warning"))
    if desk.lock:
        right.append(pen.text("≈ lock ", "related"))
    if desk.topic is not None:
        right.append(pen.text(f"topic: {desk.topic}{' only' if desk.only_topic else ''} ", "topic"))
    if desk.answer is not None:
        right.append(pen.text(f"/{desk.answer.query} {desk.walk.place} ", "hit"))
    return between(left, cut(join(*right), max(width - 14, 0)), width)


def column_head(
    desk: Desk, pen: Pen, name: str, counterpart: RelatedPassage | None, waiting: bool, size: tuple[int, int]
) -> Sequence[Content]:
    """The head of one column: whose text, its title where there is room, and its counterpart."""
    width, height = size
    article = desk.articles[name]
    active = desk.columns and desk.columns[desk.active] == name
    who = join(
        pen.source(f" {desk.letter(name)} ", desk.index(name)),
        pen.text(f" {source_name(article)}", "bold" if active else ""),
    )
    copied = copied_from(article, desk.copies.get(name, {}))
    if copied is not None and copied[0] in desk.articles:
        other, shared = copied
        told = pen.text(f" {count(shared, 'same passage')}", "warning")
        who = join(who, pen.text(" ≡ ", "warning"), pen.source(desk.letter(other), desk.index(other)), told)
    date = pen.text(short_date(article.published), "muted")
    if name not in desk.articles:
        date = pen.text("file is gone", "warning")
    lines = [between(who, date, width)]
    locked = desk.lock and len(desk.columns) > 1
    if height > 2 or (height > 1 and not locked):
        lines.append(
            cut(
                pen.text(article.title if article.has_title else f"[no title] {article.title}", "muted"),
                width,
            )
        )
    if locked:
        lines.append(cut(_lock_line(desk, pen, name, counterpart, waiting, width), width))
    return lines


def _lock_line(
    desk: Desk, pen: Pen, name: str, counterpart: RelatedPassage | None, waiting: bool, width: int
) -> Content:
    if desk.columns[desk.active] == name:
        return pen.text("≈ reading here; the others follow", "muted")
    if waiting:
        return pen.text("≈ …", "muted")
    if counterpart is None:
        return pen.text("∅ no counterpart in this article", "warning")
    if counterpart.same_text:
        return pen.text("≡ the same text, no second witness", "warning")
    why = " · ".join(counterpart.why)
    score = f"≈ {percent(counterpart.score)} "
    if width >= CHANCE_FROM:
        score += f"{chance(counterpart.score)} "
    return join(pen.text(score, "related"), pen.text(why, "muted"))


ALWAYS = ("view.help", "view.quit")
"""Hints that stand at the right end of every footer: whoever is lost needs them most."""


def footer(pen: Pen, hints: Sequence[str], width: int) -> Content:
    """The keys that act now, as many as fit; each can be clicked. Help and quit are always there."""
    # In the list of topics the question mark asks about a topic; help has another key everywhere.
    last = BY_ID["view.help"].keys[-1] if "steer.explain" in hints else ""
    right = join(*(_hint(pen, action_id, last if action_id == "view.help" else "") for action_id in ALWAYS))
    line = Content(" ")
    for action_id in hints:
        hint = _hint(pen, action_id)
        if line.cell_length + hint.cell_length + right.cell_length > width:
            break
        line = join(line, hint)
    return between(line, right, width)


def search_footer(pen: Pen, width: int) -> Content:
    """The keys of the search box, which are its own and no actions."""
    return _box_footer(pen, width, (*_ROWS, ("^g", "view"), ("^o", "order"), ("esc", "close")), "result")


def filter_footer(pen: Pen, width: int) -> Content:
    """The keys of the box above the list of articles, which are its own and no actions."""
    return _box_footer(pen, width, (*_ROWS, ("tab", "list"), ("esc", "all")), "article")


_ROWS = (("↓ ↑", ""), ("enter", "open"))


def _box_footer(pen: Pen, width: int, keys: Sequence[tuple[str, str]], row: str) -> Content:
    parts = [join(pen.text(key, "key"), pen.text(f" {what or row}  ", "muted")) for key, what in keys]
    return cut(join(Content(" "), *parts), width)


def _hint(pen: Pen, action_id: str, key: str = "") -> Content:
    """The key of an action, or the one of its keys that is named, with a word for what it does."""
    action = BY_ID[action_id]
    keys = action.shown.split(" ")[:2] if action.show else [action.shown.split(" ")[0]]
    return join(
        pen.key(key or " ".join(keys), action_id), pen.text(f" {action.short or action.title}  ", "muted")
    )


def hints(desk: Desk, focus: str) -> list[str]:
    """Which actions the footer names: those that act now, the most telling first."""
    if focus == "topics":
        return _topic_hints(desk)
    if focus == "list":
        return ["columns.toggle", "list.find", "list.source", "list.month", "view.escape"]
    if desk.selection is not None:
        return ["marks.mark", "export.copy", "view.escape"]
    shown = []
    if desk.answer is not None:
        shown += ["find.next", "view.escape"]
    if desk.topic is not None:
        shown += ["topics.next", "synopsis.open", "topics.only"]
    if desk.mark_here() is not None:
        shown += ["marks.edit", "marks.colour", "marks.remove"]
    shown += ["move.next_passage", "move.next_figure", "move.jump"]
    if desk.back:
        shown.append("move.back")
    shown += [
        "columns.toggle",
        "columns.lock",
        "find.open",
        "marks.mark",
        "export.open",
    ]
    return shown


def _topic_hints(desk: Desk) -> list[str]:
    """The keys of the list of topics."""
    shown = ["steer.explain", "synopsis.open"]
    if desk.steering:
        shown.append("steer.undo")
    shown += ["steer.mute", "steer.pin", "steer.rename", "steer.merge", "steer.split"]
    if any(topic.stories for topic in desk.topics):
        shown.insert(2, "steer.stories")
    return [*shown, "list.topic", "view.escape"]
