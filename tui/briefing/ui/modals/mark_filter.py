"""Which marks a filter text means, and how they are grouped. Pure functions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, get_args

from briefing.model.mark import MARK_COLOURS, Mark, PlacedMark
from briefing.text.tokens import fold

if TYPE_CHECKING:
    from collections.abc import Sequence


def matches(mark: Mark, query: str) -> bool:
    """Tell whether a mark has every word of `query`.

    A word is looked for in the quote, note, title, source, tags and colour, without regard to
    case and accents, also as a part of a longer word; `#word` only at the start of a tag.
    """
    tags = [fold(tag) for tag in mark.tags]
    text = fold("\n".join((mark.text, mark.note, mark.title, mark.source, mark.article)))
    for word in fold(query).split():
        if word.startswith("#"):
            if not any(tag.startswith(word[1:]) for tag in tags):
                return False
        elif word in MARK_COLOURS:
            if word != mark.colour and word not in text:
                return False
        elif word not in text and not any(word in tag for tag in tags):
            return False
    return True


def grouped(placed: Sequence[PlacedMark], order: Sequence[str]) -> list[tuple[str | None, list[PlacedMark]]]:
    """Return the marks by article, in the order of their places; orphans last, under None.

    Articles come in the given order, those not in it after them by name.
    """
    rank = {article: number for number, article in enumerate(order)}
    groups: dict[str | None, list[PlacedMark]] = {}
    for mark in placed:
        groups.setdefault(None if mark.orphan else mark.article, []).append(mark)
    names = sorted(
        groups, key=lambda name: (name is None, rank.get(name, len(rank)) if name else 0, name or "")
    )
    return [(name, sorted(groups[name], key=_place)) for name in names]


Grouping = Literal["article", "tag", "day", "colour", "source"]
"""By what the list of marks is grouped."""
GROUPINGS: tuple[Grouping, ...] = get_args(Grouping)


def grouped_by(placed: Sequence[PlacedMark], by: Grouping) -> list[tuple[str, list[PlacedMark]]]:
    """Return the marks under the name of each group, in the order of their making; what has none comes last,
    under an empty name.

    Tags and sources come by their letters, whatever their case, the newest day of making first, colours in
    their own order. A mark with several tags stands under each of them.
    """
    names: dict[str, str] = {}
    groups: dict[str, list[PlacedMark]] = {}
    for entry in placed:
        mark = entry.mark
        told: dict[Grouping, list[str]] = {
            "article": [mark.title],
            "tag": list(mark.tags),
            "day": [mark.created[:10]],
            "colour": [mark.colour],
            "source": [mark.source],
        }
        of_mark = told[by]
        for name in dict.fromkeys(map(fold, of_mark or [""])):
            names.setdefault(name, next((one for one in of_mark if fold(one) == name), ""))
            groups.setdefault(name, []).append(entry)
    colours: tuple[str, ...] = MARK_COLOURS
    order = sorted(groups, reverse=by == "day", key=colours.index if by == "colour" else None)
    order.sort(key=lambda name: not name)
    return [(names[name], sorted(groups[name], key=lambda one: one.mark.id)) for name in order]


def _place(placed: PlacedMark) -> tuple[str, int, str]:
    """Orphans stand by the article they were made in and where they stood."""
    start = placed.start if placed.start is not None else placed.mark.start
    return ("" if placed.start is not None else placed.mark.article, start, placed.mark.id)
