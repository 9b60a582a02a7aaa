"""The legend: a sample of every figure kind, mark colour and source in the theme of the moment."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefing.model.article_names import short_name
from briefing.model.mark import MARK_COLOURS
from briefing.ui.drawing.formatting import short_date
from briefing.ui.modals.legend_screen import LegendGroup, LegendRow

if TYPE_CHECKING:
    from briefing.ui.drawing.palette import Palette
    from briefing.ui.state.reader_state import ReaderState

_FIGURES = (
    ("money", "$12 billion"),
    ("percent", "30 per cent"),
    ("quantity", "25 million tons"),
    ("count", "five rounds"),
    ("duration", "90 days"),
    ("date", "4 February"),
    ("ordinal", "250th anniversary"),
    ("ratio", "twice"),
)
_LEDGER = (
    ("≠", "warning", "sources contradict each other"),
    ("→", "work", "a number that articles of several days tell anew"),
    ("≈", "label", "values agree but for their wording: rounded, a bound, a range, another unit"),
    ("=", "label", "so many independent voices give one value"),
    ("·", "muted", "one source alone, one voice in several copies, or days that nothing dates"),
    ("~", "muted", "about, in the normal form of a number"),
)
_SIGNS = (
    ("▌", "cursor", "the passage being read"),
    ("≈", "related", "its counterpart in another column"),
    ("≡", "dim", "the same text stands in another article: no second witness"),
    ("≠", "warning", "a figure here that another source contradicts"),
    ("=", "label", "a figure here that two independent voices give"),
    ("◇", "dim", "a statement that stands in one article only"),
    ("⋄", "dim", "probably stands in one article only"),
    ("✓", "muted", "in the list: an article that was read"),
    ("word", "related", "words a passage shares with its counterpart, or with the topic that was explained"),
    ("word", "hit", "a match of the search"),
    ("word", "hit-current", "the match you are on"),
    ("word", "name", "a name, while names are walked"),
    ("word", "quotation", "a quotation, while quotations are walked"),
    ("word", "target", "the figure or sentence you are on"),
)


def legend_groups(state: ReaderState, palette: Palette) -> list[LegendGroup]:
    """Everything that is drawn apart from plain text, with what it means."""
    style = palette.style
    figures = tuple(LegendRow(sample, style(f"figure-{kind}"), kind) for kind, sample in _FIGURES)
    signs = tuple(LegendRow(sample, style(name), meaning) for sample, name, meaning in _SIGNS)
    ledger = tuple(LegendRow(sample, style(name), meaning) for sample, name, meaning in _LEDGER)
    marks = tuple(
        row
        for colour in MARK_COLOURS
        for row in (
            LegendRow("marked", style(f"mark-{colour}"), colour),
            LegendRow("●", style(f"mark-{colour}-sign"), f"a passage with a mark in {colour}"),
        )
    )
    sources = tuple(
        LegendRow(
            state.letter(name),
            palette.source(state.index(name)),
            f"{short_name(head)}, {short_date(head.published)}",
        )
        for name in state.names[:26]
        if (head := state.articles.find_head(name)) is not None
    )
    return [
        LegendGroup("Figures", figures),
        LegendGroup("Signs", signs),
        LegendGroup("In the ledger", ledger),
        LegendGroup("Marks", marks),
        LegendGroup("Sources", sources),
    ]
