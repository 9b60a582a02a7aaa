"""The keys of one pane in few words, so that they fit one screen of a small terminal."""

from __future__ import annotations

from briefing.ui.drawing.query_help import QUERY_ROWS
from briefing.ui.key_names import key_name
from briefing.ui.key_table import (
    ACTIONS,
    ARTICLES,
    BY_ID,
    FILTER,
    LEDGER,
    QUOTES,
    ROWS,
    SEARCH,
    SYNOPSIS,
    TABLE,
    TIMELINE,
    TOPICS,
)
from briefing.ui.keys import keys_of
from briefing.ui.modals.help_screen import HelpCard

OPENED = {
    "list": "Open the article",
    "topics": "Choose the topic",
    "ledger": "Open the figure in its article",
    "timeline": "Open the statement in its article",
    "quotes": "Open the quote in its article",
}
"""What choosing a row does, by pane."""

PANES: dict[str, tuple[str, tuple[str, ...], tuple[str, ...]]] = {
    "text": ("In the text", ("",), ("app.palette",)),
    "list": (
        "In the list of articles",
        (ROWS, ARTICLES),
        ("columns.toggle", "columns.read", "list.sort", "list.compact", "view.escape"),
    ),
    "filter": ("In the filter of the list", (FILTER,), ()),
    "topics": ("In the list of topics", (TOPICS, ROWS), ("view.escape",)),
    "search": ("In the search", (SEARCH,), ("find.view", "find.order")),
    "synopsis": ("In the synopsis", (TABLE, SYNOPSIS), ()),
    "ledger": ("In the ledger", (LEDGER, ROWS), ()),
    "timeline": ("In the timeline", (TIMELINE, ROWS), ()),
    "quotes": ("Among the quotes", (QUOTES, ROWS), ()),
}
"""Of each pane: what it is called, the scopes whose keys act there, and what else one looks for there."""

_TOLD_AS_ONE: tuple[tuple[str, ...], ...] = (
    ("move.page_down", "move.page_up"),
    ("move.top", "move.bottom"),
    ("find.view", "find.order"),
    ("move.jump_1", "move.jump_2", "move.jump_3"),
    ("move.back", "move.forward"),
    ("marks.undo", "marks.redo"),
    ("places.name", "places.go"),
    ("list.sort", "list.compact"),
    ("view.hide_articles", "view.hide_topics", "view.hide_sidebar"),
    ("view.next_pane", "view.previous_pane"),
    ("columns.original", "columns.editor"),
    ("steer.open", "steer.close"),
    ("steer.coarser", "steer.finer"),
    ("rows.down", "rows.up"),
    ("rows.page_down", "rows.page_up"),
    ("rows.first", "rows.last"),
    ("search.page_down", "search.page_up"),
    ("search.first", "search.last"),
    ("filter.page_down", "filter.page_up"),
    ("filter.first", "filter.last"),
    ("table.down", "table.up"),
    ("table.right", "table.left"),
    ("table.page_down", "table.page_up"),
    ("table.first", "table.last"),
    ("ledger.right", "ledger.left"),
)
"""Actions whose keys stand in one row here, beside those that the footer shows together."""

_WORDS: dict[str, str] = {
    "move.next_passage": "passage",
    "move.next_target": "figure",
    "move.walk_kind": "walked kind",
    "move.next_sentence": "sentence",
    "move.page_down": "page",
    "move.top": "top, end",
    "move.jump": "best related",
    "move.jump_1": "related ones",
    "move.back": "back and on",
    "move.next_only_here": "only here",
    "columns.toggle": "in or out",
    "columns.choose_next": "article",
    "columns.next": "column",
    "columns.only": "this alone",
    "columns.lock": "passage lock",
    "columns.details": "source, date",
    "columns.read": "read, or not",
    "columns.repeated": "repeated",
    "columns.origin": "origin",
    "columns.original": "original",
    "list.filter": "filter the list",
    "list.find": "filter",
    "list.source": "the source alone, or all",
    "list.month": "the month alone, or all",
    "list.events": "group by event, or not",
    "list.sort": "order, low rows",
    "list.topic": "its articles alone, or all",
    "topics.next": "in the topic",
    "topics.only": "topic alone",
    "topics.clear": "no topic",
    "steer.explain": "why: words and sources",
    "steer.mute": "mute a word",
    "steer.pin": "pin a word as a topic",
    "steer.merge": "merge with another",
    "steer.split": "split",
    "steer.undo": "undo",
    "steer.stories": "its stories, or not",
    "steer.open": "open, close stories",
    "steer.coarser": "broader, narrower",
    "synopsis.open": "synopsis",
    "ledger.open": "ledger",
    "timeline.open": "timeline",
    "quotes.open": "quotes",
    "find.open": "search",
    "find.next": "match",
    "find.view": "form of results",
    "marks.mark": "mark",
    "marks.select": "select",
    "marks.edit": "note, tags",
    "marks.colour": "colour of mark",
    "marks.remove": "remove mark",
    "marks.undo": "undo, redo",
    "marks.list": "all marks",
    "places.name": "name a place, go",
    "export.open": "export",
    "export.copy": "copy",
    "view.articles": "to the lists",
    "view.hide_articles": "hide lists",
    "view.hide_lens": "hide lens",
    "view.zen": "text alone",
    "view.wider": "text width",
    "view.line_spacing": "line spacing",
    "list.wider": "wider, narrower",
    "view.next_pane": "next pane",
    "view.escape": "leave",
    "view.legend": "colours",
    "view.figure_level": "lit figures",
    "view.ledger_signs": "ledger signs",
    "view.theme": "theme",
    "view.cancel": "cancel work",
    "rows.down": "row",
    "rows.page_down": "page",
    "rows.first": "first, last",
    "rows.choose": "open",
    "search.next": "result",
    "search.page_down": "page",
    "search.first": "first, last",
    "search.pick": "choose several",
    "search.mark": "mark the chosen",
    "search.export": "export the chosen",
    "search.save": "save the search",
    "search.close": "close",
    "filter.next": "article",
    "filter.page_down": "page",
    "filter.first": "first, last",
    "table.down": "row",
    "table.right": "source",
    "table.page_down": "page",
    "table.first": "first, last",
    "table.next": "row that differs",
    "table.next_statement": "sentence of the row",
    "table.more": "all rows, or the best",
    "table.open": "open the passage",
    "table.whole": "whole passages, or not",
    "table.form": "side by side, or not",
    "table.edit": "note, tags and colour",
    "table.remove": "remove the mark",
    "table.copy": "copy with its source",
    "table.undo": "undo",
    "table.cancel": "cancel work",
    "ledger.next": "row that differs",
    "ledger.right": "source",
    "ledger.sentences": "more of the sentences",
    "ledger.alone": "what one alone says",
    "ledger.filter": "filter",
    "ledger.next_topic": "topic, or all",
    "ledger.form": "side by side, or not",
    "ledger.mark": "mark the sentences",
    "ledger.copy": "copy with its source",
    "ledger.export": "export, briefing sheet",
    "ledger.join": "join with another row",
    "ledger.split": "split the figure off",
    "ledger.verdict": "set the verdict",
    "ledger.corrections": "what you set and hid",
    "ledger.undo": "undo",
    "ledger.cancel": "cancel work",
    "timeline.right": "statement",
    "timeline.sentences": "more of the sentences",
    "timeline.every": "what weighs little, too",
    "timeline.filter": "filter",
    "timeline.next_topic": "topic, or all",
    "timeline.mark": "mark the sentences",
    "timeline.copy": "copy with its source",
    "timeline.undo": "undo",
    "timeline.export": "export",
    "timeline.cancel": "cancel work",
    "quotes.right": "source",
    "quotes.wordings": "more of the wordings",
    "quotes.shared": "by several, or all",
    "quotes.filter": "filter",
    "quotes.next_topic": "topic, or all",
    "quotes.mark": "mark it in each source",
    "quotes.copy": "copy with its source",
    "quotes.speaker": "say who says it",
    "quotes.join": "join the speaker's names",
    "quotes.apart": "tell a name apart",
    "quotes.corrections": "what you set",
    "quotes.undo": "undo",
    "quotes.export": "export",
    "quotes.cancel": "cancel work",
    "app.palette": "all by name",
}
"""What an action and those told with it do, in few words; the title says it where none stand here."""


_TYPED: dict[str, str] = {
    "words": "all in the passage",
    '"a phrase"': "side by side",
    "begin*": "words that begin so",
    "-word": "without it",
    "a NEAR b": "within ten words",
    "in:article": "all in one article",
    "title:word": "source: topic: tag:",
    "date:2026-01..": "the article's date",
    "figure:>10bn": "20..30% USD unit:t",
    'name:"Ann Lee"': "a name",
}
"""What is typed into the search, in few words."""


def help_card(pane: str) -> HelpCard:
    """The keys that act in a pane, each action by its first key; the panes are those of `help_sections`."""
    title, scopes, more = PANES[pane]
    opened = OPENED.get(pane)
    inside = [action.id for scope in scopes for action in ACTIONS if action.where == scope]
    rows = list(QUERY_ROWS) if pane == "search" else []
    brief = [(typed, _TYPED.get(typed, finds)) for typed, finds in rows]
    told: set[str] = set()
    for name in (*inside, *more):
        if name in told:
            continue
        together = _together(name)
        told.update(together)
        keys = " ".join(key_name(keys_of(one)[0]) for one in together if keys_of(one))
        if keys:
            title_of = opened if name == "rows.choose" and opened else BY_ID[name].title
            words = next((_WORDS[one] for one in together if one in _WORDS), title_of)
            # A title tells of one action alone.
            rows.append((keys, words if len(together) > 1 else title_of))
            brief.append((keys, words))
    return HelpCard(title, _alike(rows), _alike(brief))


def _together(name: str) -> tuple[str, ...]:
    beside = BY_ID[name].beside
    return next((group for group in _TOLD_AS_ONE if name in group), beside or (name,))


def _alike(rows: list[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    """The words of titles begin as the few words do."""
    return tuple((keys, does[:1].lower() + does[1:]) for keys, does in rows)
