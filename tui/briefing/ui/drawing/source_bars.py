"""Who speaks of a topic and who is silent: one bar for each source, the same columns in every row.

Few articles have a bar each, with their letter and colour. Many are put together by the name of
their source: the commonest ones have a bar each, the rest share one.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from briefing.text.block_bars import bar
from briefing.ui.drawing.styled_text import TextStyler, cut, join
from briefing.ui.drawing.wrap import cells as cells_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from textual.content import Content

SHORTEST = 4
"""Cells the name of a source needs to be known again."""
LONGEST = 10
"""Cells it gets at most: the bars matter more."""
COPY = "≡"
"""Stands in place of a bar where only copies of another article speak."""
LEAST_SHARE = 4
"""Cells of the bar that says which share of all articles it is in."""
LETTER_CELLS = 3
"""A letter, its bar and a space."""


class Source(NamedTuple):
    """An article, and the source it comes from."""

    article: str
    name: str
    """Empty when the source is not known."""
    letter: str
    number: int
    """Its place in the list of articles, which gives its colour."""


class BarColumn(NamedTuple):
    """One bar of every row."""

    name: str
    """What stands before the bar."""
    number: int | None
    """Whose colour it has; None where it stands for several articles."""


class SourceBars:
    """The columns of bars for a set of articles and a width in cells."""

    def __init__(
        self, sources: Iterable[Source], width: int, articles: int, by_name: int | None = None
    ) -> None:
        """Choose the columns: one an article where all have room, else one a source in `by_name` cells.

        `articles` says how many there are; where `sources` does not tell them all, there are no
        columns, and a row says in how many articles a topic is.
        """
        ordered = list(sources)
        self._column_of: dict[str, int] = {}
        self._articles = articles
        if len(ordered) == articles and all_fit(ordered, width):
            self.columns = [BarColumn(source.letter, source.number) for source in ordered]
            self._column_of = {source.article: number for number, source in enumerate(ordered)}
        else:
            width = width if by_name is None else by_name
            self.columns = self._by_name(ordered, width) if len(ordered) == articles else []

    @classmethod
    def of_sources(cls, counts: Mapping[str, int], width: int, articles: int) -> SourceBars:
        """The columns for sources with so many articles each, of `articles` together.

        What is drawn then has passages by the name of the source.
        """
        bars = cls((), width, articles)
        names = [name for name in counts if name]
        bars.columns, kept = columns_by_name(
            names, counts, articles - sum(map(counts.__getitem__, names)), width
        )
        bars._column_of = {name: number for number, name in enumerate(kept)}
        return bars

    def _by_name(self, sources: list[Source], width: int) -> list[BarColumn]:
        articles: dict[str, list[Source]] = {}
        for source in sources:
            articles.setdefault(source.name.casefold(), []).append(source)
        unnamed = len(articles.pop("", ()))
        counts = {name: len(held) for name, held in articles.items()}
        shown = {name: held[0].name for name, held in articles.items()}
        columns, kept = columns_by_name(list(articles), counts, unnamed, width, shown)
        for number, name in enumerate(kept):
            for source in articles[name]:
                self._column_of[source.article] = number
        return columns

    def draw(
        self,
        styler: TextStyler,
        counts: Mapping[str, int],
        width: int,
        spoken: int | None = None,
        copy_of: Mapping[str, str] | None = None,
    ) -> Content:
        """The bars of a topic with so many passages in each article; a silent source is a dot.

        `spoken` says in how many articles it is, where `counts` does not. An article whose original, as
        `copy_of` gives it, speaks of the topic too is no voice of its own: it has no bar but a sign.
        """
        copies = {name for name in counts if (copy_of or {}).get(name) in counts}
        counts = {name: count for name, count in counts.items() if name not in copies}
        copied = {self._column_of.get(name) for name in copies}
        if not self.columns:
            spoken = len(counts) if spoken is None else spoken
            return cut(styler.text(share(spoken, self._articles, width), "muted"), width)
        sums = Counter[int]()
        last = len(self.columns) - 1
        for article, passages in counts.items():
            sums[self._column_of.get(article, last)] += passages
        most = self._most(sums)
        parts = []
        for number, column in enumerate(self.columns):
            value = sums[number]
            drawn = f"{column.name}{bar(min(value, most), most)} "
            if not value:
                drawn = f"{column.name}{COPY} " if number in copied else drawn
                parts.append(styler.text(drawn, "muted"))
            elif column.number is None:
                parts.append(styler.text(drawn, "bold"))
            else:
                parts.append(styler.source(drawn, column.number))
        return cut(join(*parts), width)

    def _most(self, sums: Mapping[int, int]) -> int:
        """What a full bar stands for: the rest, being many together, would make all others small."""
        rest = len(self.columns) - 1 if self.columns[-1].name.startswith("+") else -1
        return max((value for number, value in sums.items() if number != rest), default=0) or max(
            sums.values(), default=0
        )


def columns_by_name(
    names: list[str],
    counts: Mapping[str, int],
    unnamed: int,
    width: int,
    shown: Mapping[str, str] | None = None,
) -> tuple[list[BarColumn], list[str]]:
    """The columns of sources with so many articles each, commonest first, and the names that have one.

    The rest, and `unnamed` articles that name no source, share a last column.
    """
    ranked = sorted(names, key=lambda name: (-counts[name], name))
    room = width // (SHORTEST + 2)
    kept = ranked if len(ranked) <= room and not unnamed else ranked[: max(room - 1, 0)]
    rest = len(ranked) - len(kept) + unnamed
    more = f"+{rest:,}" if rest and kept else ""
    told = fitted([(shown or {}).get(name, name) for name in kept], width - (len(more) + 2 if more else 0))
    return [BarColumn(name, None) for name in (*told, *filter(None, [more]))], kept


def all_fit(sources: list[Source], width: int) -> bool:
    """Whether every article can have a bar with its letter."""
    return sum(len(source.letter) + LETTER_CELLS - 1 for source in sources) <= width


def share(spoken: int, articles: int, width: int) -> str:
    """`▆▆▆···· in 12 of 40 articles`, for articles whose sources are not known."""
    told = f" in {spoken:,} of {articles:,} articles"
    if cells_of(told) + LEAST_SHARE > width:
        told = told.removesuffix(" articles")
    cells = max(min(width - len(told), 12), 0)
    full = min(max(round(cells * spoken / articles), bool(spoken)), cells) if articles else 0
    return "▆" * full + "·" * (cells - full) + told


def fitted(names: list[str], width: int) -> list[str]:
    """The names as long as all of them, each with its bar and a space, fit into `width` cells."""
    for cells in range(LONGEST, SHORTEST, -1):
        short = shortened(names, cells)
        if sum(cells_of(name) + 2 for name in short) <= width:
            return short
    return shortened(names, SHORTEST)


def shortened(names: list[str], cells: int) -> list[str]:
    """The names in at most `cells` cells each, all different."""
    found: list[str] = []
    for name in names:
        short = _short(name, cells)
        number = 2
        while short in found:
            short = _short(name, cells - len(str(number))) + str(number)
            number += 1
        found.append(short)
    return found


def _short(name: str, cells: int) -> str:
    """A name as it is, its initials, or its beginning: the first that fits."""
    words = [word for word in name.split() if word.casefold() not in ("the", "of")]
    whole = " ".join(words) or name
    if cells_of(whole) <= cells:
        return whole
    if 3 <= len(words) <= cells:
        return _begin("".join(word[0] for word in words), cells)
    if len(words) == 2 and cells <= 2 * SHORTEST:
        return _begin(words[0], (cells + 1) // 2) + _begin(words[1], cells // 2)
    return _begin(whole, cells)


def _begin(text: str, cells: int) -> str:
    """As much of the beginning as fits into so many cells."""
    while cells_of(text) > max(cells, 0):
        text = text[:-1]
    return text
