"""Every action of the reader: its id, keys, words and scope, in one table.

The bindings, the footer, the help, the palette, the messages and the README's key table all come from
here. Action ids are public: a user's own keys are bound to them, under `[keys]` in `config.toml`.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple


class Action(NamedTuple):
    """Something a reader can do."""

    id: str
    """`group.verb`. Where `call` is empty, it runs the method `verb` of the controller that acts for
    `group`."""
    keys: tuple[str, ...]
    """Those it has unless others are set, in Textual's names; the first is the one shown."""
    title: str
    """What it does, as the palette and the help say it."""
    short: str = ""
    """One word for the footer."""
    beside: tuple[str, ...] = ()
    """The actions whose keys are shown together with its own, in the order they are shown."""
    where: str = ""
    """The scope in which its keys act: empty for the reader's text."""
    call: str = ""
    """What a widget or dialog runs for it, with arguments, as Textual writes it."""
    priority: bool = False
    """Whether its keys act before a box can take them for typed text."""

    @property
    def group(self) -> str:
        """The part of the help it stands in."""
        return INSIDE.get(self.where) or self.id.partition(".")[0]


INSIDE_LEDGER = "inside ledger"
INSIDE_TIMELINE = "inside timeline"
INSIDE_QUOTES = "inside quotes"
"""Groups of what acts in the ledger, in the timeline, and among the quotes alone."""
GROUPS: dict[str, str] = {
    "move": "Moving",
    "columns": "Articles and columns",
    "list": "The list of articles",
    "topics": "Topics",
    "steer": "In the list of topics",
    "synopsis": "Synopsis",
    "find": "Searching",
    "marks": "Marks",
    "places": "Places with names",
    "export": "Taking away",
    "view": "The screen",
    "rows": "In a list",
    "search": "In the search",
    "filter": "In the filter of the list",
    "table": "In the synopsis",
    "ledger": "Ledger",
    INSIDE_LEDGER: "In the ledger",
    "timeline": "Timeline",
    INSIDE_TIMELINE: "In the timeline",
    "quotes": "Quotes",
    INSIDE_QUOTES: "Among the quotes",
    "dialog": "In a dialog",
    "app": "Everywhere",
}

TOPICS = "topics"
ARTICLES = "articles"
ROWS = "rows"
SEARCH = "search"
FILTER = "filter"
SYNOPSIS = "synopsis"
TABLE = "table"
LEDGER = "ledger"
TIMELINE = "timeline"
QUOTES = "quotes"
DIALOG = "dialog"
READING = "reading dialog"
HELP = "help dialog"
CHOICE = "choice"
CONFIRM = "confirm dialog"
SPLIT = "split dialog"
PICK = "pick dialog"
NOTE = "note dialog"
DETAILS = "details dialog"
EXPORT = "export dialog"
MARKS = "marks dialog"
APP = "app"

INSIDE = {LEDGER: INSIDE_LEDGER, TIMELINE: INSIDE_TIMELINE, QUOTES: INSIDE_QUOTES}
"""Groups of the scopes whose actions are named as what opens them is."""

TOGETHER: tuple[tuple[str, ...], ...] = (
    (TOPICS, ROWS),
    (ARTICLES, ROWS),
    (SYNOPSIS, TABLE),
    (LEDGER, ROWS),
    (TIMELINE, ROWS),
    (QUOTES, ROWS),
    *((one, DIALOG) for one in (READING, HELP, CONFIRM, SPLIT, PICK, NOTE, DETAILS, EXPORT, MARKS)),
    (CHOICE,),
    (SEARCH,),
    (FILTER,),
    (APP,),
    ("",),
)
"""Scopes that act at once: in each of these a key has one action. Elsewhere the inner scope comes first."""
TYPED = (SEARCH, FILTER, HELP, PICK, NOTE)
"""Scopes with a box: a key that types must stay the box's."""

ACTIONS: tuple[Action, ...] = (
    Action(
        "move.next_passage",
        ("j", "down"),
        "Next passage",
        "move",
        ("move.next_passage", "move.previous_passage"),
    ),
    Action("move.previous_passage", ("k", "up"), "Previous passage"),
    Action(
        "move.next_target",
        ("right_square_bracket",),
        "Next figure, or what else is walked",
        "figure",
        ("move.next_target", "move.previous_target"),
    ),
    Action("move.previous_target", ("left_square_bracket",), "Previous figure, or what else is walked"),
    Action("move.walk_kind", ("W",), "Walk the next kind: figures, marks, names, differences, quotations"),
    Action(
        "move.next_sentence",
        ("right_parenthesis",),
        "Next sentence",
        "",
        ("move.next_sentence", "move.previous_sentence"),
    ),
    Action("move.previous_sentence", ("left_parenthesis",), "Previous sentence"),
    Action("move.page_down", ("pagedown", "ctrl+d", "ctrl+f"), "Page down"),
    Action("move.page_up", ("pageup", "ctrl+u", "ctrl+b"), "Page up"),
    Action("move.top", ("g", "home"), "To the top"),
    Action("move.bottom", ("G", "end"), "To the end"),
    Action("move.jump", ("enter",), "To the best related passage", "jump"),
    Action("move.jump_1", ("1",), "To related passage 1"),
    Action("move.jump_2", ("2",), "To related passage 2"),
    Action("move.jump_3", ("3",), "To related passage 3"),
    Action("move.back", ("backspace", "less_than_sign"), "Back to where the jump began", "back"),
    Action("move.forward", ("greater_than_sign",), "Forward again, after back"),
    Action(
        "move.next_only_here",
        ("o",),
        "Next statement found in one article only",
        "only here",
        ("move.next_only_here", "move.previous_only_here"),
    ),
    Action("move.previous_only_here", ("O",), "Previous statement found in one article only"),
    Action("columns.toggle", ("space",), "Put the chosen article into the columns, or take it out", "in/out"),
    Action(
        "columns.choose_next",
        ("J",),
        "Choose the next article in the list",
        "",
        ("columns.choose_next", "columns.choose_previous"),
    ),
    Action("columns.choose_previous", ("K",), "Choose the previous article in the list"),
    Action("columns.next", ("l", "right"), "Next column", "column", ("columns.previous", "columns.next")),
    Action("columns.previous", ("h", "left"), "Previous column"),
    Action("columns.only", ("w",), "Only this column, or all that were open"),
    Action(
        "columns.lock", ("equals_sign",), "Passage lock: other columns follow to their counterpart", "lock"
    ),
    Action("columns.details", ("d",), "Set source and date of the article", ""),
    Action("columns.read", ("R",), "The article was read, or was not; in the list the chosen one"),
    Action("columns.repeated", ("I",), "Texts that stand in many articles: boilerplate, or not"),
    Action("columns.origin", ("at",), "Where the passage comes from: file, page, address, reader"),
    Action("columns.original", ("V",), "Open the original in your own program for its kind"),
    Action("columns.editor", ("E",), "Open the original in your editor ($EDITOR), where it is a text file"),
    Action("list.filter", ("f",), "Filter the list of articles: words, source: date: topic:", "filter"),
    Action("list.find", ("slash",), "In the list: filter it", "filter", where=ARTICLES),
    Action("list.source", ("S",), "In the list: only the article's source, or all", "source", where=ARTICLES),
    Action("list.month", ("D",), "In the list: only the article's month, or all", "month", where=ARTICLES),
    Action(
        "list.events",
        ("E",),
        "In the list: group it by the event that articles report, or not",
        "events",
        where=ARTICLES,
    ),
    Action(
        "list.sort",
        ("comma",),
        "Sort the articles: by differences, date, source, title, length, event, as opened",
        "sort",
    ),
    Action("list.compact", ("full_stop",), "One line for each article in the list, or more"),
    Action(
        "list.wider",
        ("plus",),
        "In the list: wider lists",
        "",
        ("list.wider", "list.narrower"),
        where=ARTICLES,
    ),
    Action("list.narrower", ("minus",), "In the list: narrower lists", where=ARTICLES),
    Action("list.topic", ("f",), "In the list of topics: only its articles, or all", "filter", where=TOPICS),
    Action(
        "topics.next",
        ("right_curly_bracket",),
        "Next passage of the topic, any source",
        "topic",
        ("topics.next", "topics.previous"),
    ),
    Action("topics.previous", ("left_curly_bracket",), "Previous passage of the topic"),
    Action("topics.only", ("z",), "Show only the topic's passages, or all", "fold"),
    Action("topics.clear", (), "No topic"),
    Action(
        "steer.explain",
        ("question_mark",),
        "Why: words, sources and stories of the topic",
        "why",
        where=TOPICS,
    ),
    Action("steer.mute", ("m",), "Mute a word: topics no longer heed it", "mute", where=TOPICS),
    Action("steer.pin", ("p",), "Pin a word: it makes a topic", "pin", where=TOPICS),
    Action("steer.rename", ("r",), "Rename the topic", "rename", where=TOPICS),
    Action("steer.merge", ("plus",), "Merge the topic into another", "merge", where=TOPICS),
    Action("steer.split", ("minus",), "Split the topic into narrower ones", "split", where=TOPICS),
    Action("steer.undo", ("u",), "Undo the last change to topics", "undo", where=TOPICS),
    Action(
        "steer.stories", ("space",), "Open or close the stories of a broad topic", "stories", where=TOPICS
    ),
    Action("steer.open", ("l", "right"), "Open the stories", "", where=TOPICS),
    Action("steer.close", ("h", "left"), "Close the stories", "", where=TOPICS),
    Action("steer.coarser", ("U",), "Broader topics", "", where=TOPICS),
    Action("steer.finer", ("D",), "Narrower topics", "", where=TOPICS),
    Action("synopsis.open", ("s",), "Synopsis: what each source says of the topic, side by side", "synopsis"),
    Action("ledger.open", ("number_sign",), "Ledger: the figures that sources agree and differ on", "ledger"),
    Action("timeline.open", ("Y",), "Timeline: the days that articles name, and who names them", "timeline"),
    Action("quotes.open", ("quotation_mark",), "Quotes: who says what, and who quotes it", "quotes"),
    Action("find.open", ("slash",), "Search as you type", "search"),
    Action("find.next", ("n",), "Next match", "match", ("find.next", "find.previous")),
    Action("find.previous", ("N",), "Previous match"),
    Action("find.view", ("ctrl+g",), "Results by article, one by one, or aligned on the match"),
    Action("find.order", ("ctrl+o",), "Results by relevance, by date, or by the word before or after"),
    Action("marks.mark", ("m",), "Mark the selection, the sentence or the passage", "mark"),
    Action("marks.select", ("v",), "Select: the keys of columns go by word, of passages by sentence", ""),
    Action("marks.edit", ("i",), "Note, tags and colour of the mark here", "note"),
    Action("marks.colour", ("c",), "Next colour of the mark here", "colour"),
    Action("marks.remove", ("x",), "Remove the mark here", "remove"),
    Action("marks.undo", ("u",), "Undo the last change to marks", ""),
    Action("marks.redo", ("ctrl+r",), "Redo"),
    Action("marks.list", ("M",), "All marks", ""),
    Action("places.name", ("B",), "Give this place a name"),
    Action("places.go", ("apostrophe",), "Go to a place that has a name"),
    Action("places.forget", (), "Take a place's name away"),
    Action("export.open", ("e",), "Export marks, figures or a topic", "export"),
    Action("export.copy", ("y",), "Copy the excerpt with its source", "copy"),
    Action(
        "view.articles", ("a",), "To the list of articles", "lists", ("view.articles", "view.topics_list")
    ),
    Action("view.topics_list", ("t",), "To the list of topics", ""),
    Action(
        "view.hide_articles",
        ("A",),
        "Hide or show the articles",
        "",
        ("view.hide_articles", "view.hide_topics"),
    ),
    Action("view.hide_topics", ("T",), "Hide or show the topics"),
    Action("view.hide_sidebar", ("b",), "Hide or show both lists"),
    Action("view.hide_lens", ("ctrl+l",), "Hide or show the lens"),
    Action("view.zen", ("Z",), "The text alone, or all again"),
    Action("view.next_pane", ("tab",), "Next topic passage; without a topic, next pane", ""),
    Action("view.previous_pane", ("shift+tab",), "Previous topic passage, or pane", ""),
    Action("view.escape", ("escape",), "Leave: selection, list, search, topic", "leave"),
    Action("view.legend", ("L",), "What the colours mean"),
    Action("view.figure_level", ("F",), "Choose which figures are lit: key ones, all, one kind, none"),
    Action(
        "view.ledger_signs",
        ("exclamation_mark",),
        "Show or hide the signs of the ledger beside the text: ≠ contradicted, = confirmed",
    ),
    Action("view.wider", ("plus",), "Longer lines of text", "", ("view.wider", "view.narrower")),
    Action("view.narrower", ("minus",), "Shorter lines of text"),
    Action("view.line_spacing", ("underscore",), "Blank rows between lines: none, one, two"),
    Action("view.align", (), "The text in the middle of a wide column, or at its left"),
    Action("view.theme", ("ctrl+t",), "Choose a theme"),
    Action("view.cancel", ("ctrl+x",), "Cancel the work that is running"),
    Action("view.tour", (), "Tour: ten short steps over articles of its own; nothing of it is kept"),
    Action("view.help", ("question_mark", "f1"), "Help", "help"),
    Action("view.quit", ("q",), "Quit", "quit"),
    Action("rows.up", ("up", "k"), "To the row above", where=ROWS, call="row_up"),
    Action("rows.down", ("down", "j"), "To the row below", where=ROWS, call="row_down"),
    Action("rows.page_up", ("pageup",), "One page up", where=ROWS, call="page_up"),
    Action("rows.page_down", ("pagedown",), "One page down", where=ROWS, call="page_down"),
    Action("rows.first", ("home", "g"), "To the first row", where=ROWS, call="first"),
    Action("rows.last", ("end", "G"), "To the last row", where=ROWS, call="last"),
    Action(
        "rows.choose", ("enter",), "Open the article, or choose the topic", "open", where=ROWS, call="choose"
    ),
    Action(
        "search.next",
        ("down", "ctrl+n"),
        "Next result",
        "",
        ("search.next", "search.previous"),
        SEARCH,
        "result(1)",
        priority=True,
    ),
    Action(
        "search.previous",
        ("up", "ctrl+p"),
        "Previous result; in the empty box, the last query",
        "",
        (),
        SEARCH,
        "result(-1)",
        priority=True,
    ),
    Action("search.page_down", ("pagedown",), "Page down", "", (), SEARCH, "page(1)", priority=True),
    Action("search.page_up", ("pageup",), "Page up", "", (), SEARCH, "page(-1)", priority=True),
    Action("search.last", ("ctrl+end",), "Last result", "", (), SEARCH, "last", priority=True),
    Action("search.first", ("ctrl+home",), "First result", "", (), SEARCH, "first", priority=True),
    Action("search.open", ("enter",), "Open the result", "open", (), SEARCH, "choose", priority=True),
    Action(
        "search.pick",
        ("ctrl+l",),
        "Choose the result with others, or leave it out",
        "choose",
        (),
        SEARCH,
        "pick",
        priority=True,
    ),
    Action(
        "search.mark",
        ("ctrl+k",),
        "Mark the chosen results, or all",
        "mark",
        (),
        SEARCH,
        "together('mark')",
        priority=True,
    ),
    Action(
        "search.export",
        ("ctrl+e",),
        "Export the chosen results, or all",
        "export",
        (),
        SEARCH,
        "together('export')",
        priority=True,
    ),
    Action(
        "search.save",
        ("ctrl+s",),
        "Save the search, or save it no longer",
        "save",
        (),
        SEARCH,
        "save",
        priority=True,
    ),
    Action(
        "search.close",
        ("escape",),
        "Close and forget the matches",
        "close",
        (),
        SEARCH,
        "leave",
        priority=True,
    ),
    Action(
        "filter.next",
        ("down", "ctrl+n"),
        "Next article",
        "",
        ("filter.next", "filter.previous"),
        FILTER,
        "ask('row_down')",
        priority=True,
    ),
    Action(
        "filter.previous",
        ("up", "ctrl+p"),
        "Previous article",
        "",
        (),
        FILTER,
        "ask('row_up')",
        priority=True,
    ),
    Action("filter.page_down", ("pagedown",), "Page down", "", (), FILTER, "ask('page_down')", priority=True),
    Action("filter.page_up", ("pageup",), "Page up", "", (), FILTER, "ask('page_up')", priority=True),
    Action("filter.last", ("ctrl+end",), "Last article", "", (), FILTER, "ask('last')", priority=True),
    Action("filter.first", ("ctrl+home",), "First article", "", (), FILTER, "ask('first')", priority=True),
    Action("filter.open", ("enter",), "Open the article", "open", (), FILTER, "ask('choose')", priority=True),
    Action("filter.list", ("tab",), "To the list", "list", (), FILTER, "ask('list')", priority=True),
    Action(
        "filter.leave", ("escape",), "Show all articles", "all", (), FILTER, "ask('leave')", priority=True
    ),
    Action("table.down", ("down", "j"), "Next row", where=TABLE, call="step(1)"),
    Action("table.up", ("up", "k"), "Previous row", where=TABLE, call="step(-1)"),
    Action(
        "table.right",
        ("right", "l"),
        "Next source; with more than fit, the columns scroll",
        where=TABLE,
        call="side(1)",
    ),
    Action("table.left", ("left", "h"), "Previous source", where=TABLE, call="side(-1)"),
    Action("table.page_down", ("pagedown", "ctrl+d", "ctrl+f"), "Page down", where=TABLE, call="page(1)"),
    Action("table.page_up", ("pageup", "ctrl+u", "ctrl+b"), "Page up", where=TABLE, call="page(-1)"),
    Action("table.first", ("home", "g"), "First row", where=TABLE, call="edge(-1)"),
    Action("table.last", ("end", "G"), "Last row", where=TABLE, call="edge(1)"),
    Action(
        "table.next",
        ("right_square_bracket",),
        "Next row in which sources give different values",
        "differs",
        ("table.next", "table.previous"),
        TABLE,
        "differing(1)",
    ),
    Action(
        "table.previous",
        ("left_square_bracket",),
        "Previous row in which they do",
        where=TABLE,
        call="differing(-1)",
    ),
    Action(
        "table.next_statement",
        ("right_parenthesis",),
        "Next sentence of the row, in any source",
        "sentence",
        ("table.next_statement", "table.previous_statement"),
        TABLE,
        "statement(1)",
    ),
    Action(
        "table.previous_statement",
        ("left_parenthesis",),
        "Previous sentence",
        where=TABLE,
        call="statement(-1)",
    ),
    Action("table.more", ("plus",), "Every row, or the best alone", "all rows", (), TABLE, "more"),
    Action("table.open", ("enter",), "Open the passage in its article", "open", (), TABLE, "open"),
    Action(
        "table.whole",
        ("space",),
        "Whole passages of the row, or their telling sentences",
        "whole",
        (),
        TABLE,
        "whole",
    ),
    Action(
        "table.form", ("v",), "Columns side by side, or sources under each other", "form", (), TABLE, "form"
    ),
    Action(
        "table.next_topic",
        ("right_curly_bracket",),
        "Next topic",
        "topic",
        ("table.next_topic", "table.previous_topic"),
        SYNOPSIS,
        "topic(1)",
    ),
    Action("table.previous_topic", ("left_curly_bracket",), "Previous topic", "", (), SYNOPSIS, "topic(-1)"),
    Action("table.mark", ("m",), "Mark the sentence", "mark", (), SYNOPSIS, "mark"),
    Action(
        "table.edit", ("i",), "Note, tags and colour of the mark on the sentence", "", (), SYNOPSIS, "edit"
    ),
    Action("table.remove", ("x",), "Remove the mark on the sentence", "", (), SYNOPSIS, "remove"),
    Action("table.undo", ("u",), "Undo the last change to marks", "", (), SYNOPSIS, "undo"),
    Action("table.copy", ("y",), "Copy the sentence with its source", "copy", (), SYNOPSIS, "copy"),
    Action("table.export", ("e",), "Export the table", "export", (), SYNOPSIS, "export"),
    Action("table.cancel", ("ctrl+x",), "Cancel the work that is running", "", (), SYNOPSIS, "cancel"),
    Action("table.help", ("question_mark", "f1"), "Help", "help", (), SYNOPSIS, "help"),
    Action("table.leave", ("escape", "s", "q"), "Back to the text", "leave", (), SYNOPSIS, "leave"),
    Action(
        "ledger.next",
        ("right_square_bracket",),
        "Next row whose sources differ",
        "differs",
        ("ledger.next", "ledger.previous"),
        LEDGER,
        "differing(1)",
    ),
    Action(
        "ledger.previous",
        ("left_square_bracket",),
        "Previous row whose sources differ",
        where=LEDGER,
        call="differing(-1)",
    ),
    Action("ledger.right", ("right", "l"), "Next source that says something", where=LEDGER, call="side(1)"),
    Action(
        "ledger.left", ("left", "h"), "Previous source that says something", where=LEDGER, call="side(-1)"
    ),
    Action(
        "ledger.sentences",
        ("space",),
        "More room for the sentences of the row, or less",
        "sentences",
        (),
        LEDGER,
        "sentences",
    ),
    Action("ledger.alone", ("o",), "List what one source alone says, or not", "alone", (), LEDGER, "alone"),
    Action(
        "ledger.filter",
        ("slash",),
        "Filter the rows: words, verdict: kind: topic: source:",
        "filter",
        (),
        LEDGER,
        "filter",
    ),
    Action(
        "ledger.next_topic",
        ("right_curly_bracket",),
        "The rows of the next topic, or all",
        "topic",
        ("ledger.next_topic", "ledger.previous_topic"),
        LEDGER,
        "topic(1)",
    ),
    Action(
        "ledger.previous_topic",
        ("left_curly_bracket",),
        "The rows of the previous topic, or all",
        where=LEDGER,
        call="topic(-1)",
    ),
    Action(
        "ledger.form",
        ("v",),
        "A column for each source, or values under each other",
        "form",
        (),
        LEDGER,
        "form",
    ),
    Action("ledger.mark", ("m",), "Mark the sentences of the row", "mark", (), LEDGER, "mark"),
    Action("ledger.copy", ("y",), "Copy the figure with its sentence and source", "copy", (), LEDGER, "copy"),
    Action(
        "ledger.export",
        ("e",),
        "Export the rows that are shown, or a briefing sheet",
        "export",
        (),
        LEDGER,
        "export",
    ),
    Action(
        "ledger.join",
        ("plus",),
        "Join the row with another that measures the same",
        "join",
        (),
        LEDGER,
        "join",
    ),
    Action(
        "ledger.split",
        ("minus",),
        "Split the figure under the cursor off its row",
        "split",
        (),
        LEDGER,
        "split",
    ),
    Action(
        "ledger.verdict",
        ("exclamation_mark",),
        "Set the verdict of the row",
        "verdict",
        (),
        LEDGER,
        "verdict",
    ),
    Action("ledger.note", ("i",), "A note on the row", "note", (), LEDGER, "note"),
    Action("ledger.hide", ("x",), "Hide the row", "hide", (), LEDGER, "hide"),
    Action(
        "ledger.corrections",
        ("X",),
        "What was set by hand and hidden; take it back",
        "set",
        (),
        LEDGER,
        "corrections",
    ),
    Action("ledger.undo", ("u",), "Undo the last correction, or change to marks", "undo", (), LEDGER, "undo"),
    Action("ledger.cancel", ("ctrl+x",), "Cancel the work that is running", "", (), LEDGER, "cancel"),
    Action("ledger.help", ("question_mark", "f1"), "Help", "help", (), LEDGER, "help"),
    Action("ledger.leave", ("escape", "number_sign", "q"), "Back to the text", "leave", (), LEDGER, "leave"),
    Action(
        "timeline.right",
        ("right", "l"),
        "Next statement of the row",
        "statement",
        ("timeline.right", "timeline.left"),
        TIMELINE,
        "side(1)",
    ),
    Action("timeline.left", ("left", "h"), "Previous statement of the row", where=TIMELINE, call="side(-1)"),
    Action(
        "timeline.sentences",
        ("space",),
        "More room for the sentences of the row, or less",
        "sentences",
        (),
        TIMELINE,
        "sentences",
    ),
    Action(
        "timeline.every",
        ("o",),
        "Of many rows, list those that weigh little too, or not",
        "all rows",
        (),
        TIMELINE,
        "every",
    ),
    Action(
        "timeline.filter",
        ("slash",),
        "Filter the rows: words, source: speaker: date:",
        "filter",
        (),
        TIMELINE,
        "filter",
    ),
    Action(
        "timeline.next_topic",
        ("right_curly_bracket",),
        "What the next topic tells, or all",
        "topic",
        ("timeline.next_topic", "timeline.previous_topic"),
        TIMELINE,
        "topic(1)",
    ),
    Action(
        "timeline.previous_topic",
        ("left_curly_bracket",),
        "What the previous topic tells, or all",
        where=TIMELINE,
        call="topic(-1)",
    ),
    Action("timeline.mark", ("m",), "Mark the sentences of the row", "mark", (), TIMELINE, "mark"),
    Action(
        "timeline.copy", ("y",), "Copy the statement with its day and source", "copy", (), TIMELINE, "copy"
    ),
    Action("timeline.undo", ("u",), "Undo the last change to marks", "undo", (), TIMELINE, "undo"),
    Action("timeline.export", ("e",), "Export the rows that are shown", "export", (), TIMELINE, "export"),
    Action("timeline.cancel", ("ctrl+x",), "Cancel the work that is running", "", (), TIMELINE, "cancel"),
    Action("timeline.help", ("question_mark", "f1"), "Help", "help", (), TIMELINE, "help"),
    Action("timeline.leave", ("escape", "Y", "q"), "Back to the text", "leave", (), TIMELINE, "leave"),
    Action(
        "quotes.right",
        ("right", "l"),
        "Next source of the quote",
        "source",
        ("quotes.right", "quotes.left"),
        QUOTES,
        "side(1)",
    ),
    Action("quotes.left", ("left", "h"), "Previous source of the quote", where=QUOTES, call="side(-1)"),
    Action(
        "quotes.wordings",
        ("space",),
        "More room for the wordings of the quote, or less",
        "wordings",
        (),
        QUOTES,
        "wordings",
    ),
    Action(
        "quotes.shared", ("o",), "Only what several sources quote, or all", "several", (), QUOTES, "shared"
    ),
    Action(
        "quotes.filter",
        ("slash",),
        "Filter the quotes: words, speaker: source:",
        "filter",
        (),
        QUOTES,
        "filter",
    ),
    Action(
        "quotes.next_topic",
        ("right_curly_bracket",),
        "What is quoted on the next topic, or all",
        "topic",
        ("quotes.next_topic", "quotes.previous_topic"),
        QUOTES,
        "topic(1)",
    ),
    Action(
        "quotes.previous_topic",
        ("left_curly_bracket",),
        "What is quoted on the previous topic, or all",
        where=QUOTES,
        call="topic(-1)",
    ),
    Action(
        "quotes.mark", ("m",), "Mark the sentence of the quote in each source", "mark", (), QUOTES, "mark"
    ),
    Action("quotes.copy", ("y",), "Copy the quote with its speaker and source", "copy", (), QUOTES, "copy"),
    Action("quotes.speaker", ("s",), "Say who says the quote", "speaker", (), QUOTES, "speaker"),
    Action("quotes.join", ("plus",), "Join the speaker with another name", "join", (), QUOTES, "join"),
    Action(
        "quotes.apart",
        ("minus",),
        "Tell a name of the speaker apart from the others",
        "apart",
        (),
        QUOTES,
        "apart",
    ),
    Action(
        "quotes.corrections",
        ("X",),
        "What was set by hand of who speaks; take it back",
        "set",
        (),
        QUOTES,
        "corrections",
    ),
    Action("quotes.undo", ("u",), "Undo the last correction, or change to marks", "undo", (), QUOTES, "undo"),
    Action("quotes.export", ("e",), "Export the quotes that are shown", "export", (), QUOTES, "export"),
    Action("quotes.cancel", ("ctrl+x",), "Cancel the work that is running", "", (), QUOTES, "cancel"),
    Action("quotes.help", ("question_mark", "f1"), "Help", "help", (), QUOTES, "help"),
    Action(
        "quotes.leave", ("escape", "quotation_mark", "q"), "Back to the text", "leave", (), QUOTES, "leave"
    ),
    Action(
        "dialog.leave",
        ("escape",),
        "Leave without any change; what was typed comes back",
        "leave",
        (),
        DIALOG,
        "leave",
    ),
    Action(
        "dialog.close", ("q", "enter", "question_mark"), "What is only read: leave", "", (), READING, "leave"
    ),
    Action("dialog.scroll_down", ("j",), "What is only read: down", "", (), READING, "scroll(1)"),
    Action("dialog.scroll_up", ("k",), "What is only read: up", "", (), READING, "scroll(-1)"),
    Action("dialog.scroll_page", ("space",), "What is only read: page down", "", (), READING, "scroll_page"),
    Action("dialog.scroll_top", ("g",), "What is only read: to the top", "", (), READING, "scroll_top"),
    Action("dialog.scroll_end", ("G",), "What is only read: to the end", "", (), READING, "scroll_bottom"),
    Action("dialog.close_keys", ("enter", "f1"), "Keys: leave", "", (), HELP, "leave", priority=True),
    Action("dialog.key_down", ("down", "ctrl+n"), "Keys: down", "", (), HELP, "scroll(1)", priority=True),
    Action("dialog.key_up", ("up", "ctrl+p"), "Keys: up", "", (), HELP, "scroll(-1)", priority=True),
    Action("dialog.key_page_down", ("pagedown",), "Keys: page down", "", (), HELP, "page(1)", priority=True),
    Action("dialog.key_page_up", ("pageup",), "Keys: page up", "", (), HELP, "page(-1)", priority=True),
    Action("dialog.last_key", ("ctrl+end",), "Keys: to the end", "", (), HELP, "edge(1)", priority=True),
    Action("dialog.first_key", ("ctrl+home",), "Keys: to the top", "", (), HELP, "edge(-1)", priority=True),
    Action("dialog.previous", ("left", "up", "h", "k"), "Choice: previous", "", (), CHOICE, "step(-1)"),
    Action("dialog.next", ("right", "down", "l", "j"), "Choice: next", "", (), CHOICE, "step(1)"),
    Action("dialog.yes", ("y",), "Question: yes", "yes", (), CONFIRM, "answer(True)"),
    Action("dialog.no", ("n",), "Question: no", "no", (), CONFIRM, "answer(False)"),
    Action(
        "dialog.other", ("left", "right"), "Question: the other answer", "", (), CONFIRM, "app.focus_next"
    ),
    Action("dialog.split", ("left", "right"), "Split: the other answer", "", (), SPLIT, "app.focus_next"),
    Action(
        "dialog.next_word",
        ("down", "ctrl+n"),
        "Words: next",
        "",
        ("dialog.previous_word", "dialog.next_word"),
        PICK,
        "step(1)",
        priority=True,
    ),
    Action(
        "dialog.previous_word", ("up", "ctrl+p"), "Words: previous", "", (), PICK, "step(-1)", priority=True
    ),
    Action("dialog.page_down", ("pagedown",), "Words: page down", "", (), PICK, "step(8)", priority=True),
    Action("dialog.page_up", ("pageup",), "Words: page up", "", (), PICK, "step(-8)", priority=True),
    Action("dialog.complete", ("tab",), "Words: complete", "complete", (), PICK, "complete", priority=True),
    Action("dialog.pick", ("enter",), "Words: pick", "", (), PICK, "pick", priority=True),
    Action("dialog.save_note", ("ctrl+s",), "Note: save", "", (), NOTE, "save", priority=True),
    Action("dialog.save_details", ("ctrl+s",), "Source and date: save", "", (), DETAILS, "save"),
    Action("dialog.export", ("enter", "ctrl+s"), "Export: write", "export", (), EXPORT, "save"),
    Action("dialog.to_marks", ("down",), "Marks: to the list", "", (), MARKS, "to_list"),
    Action("dialog.to_filter", ("slash",), "Marks: filter", "filter", (), MARKS, "to_filter"),
    Action("dialog.edit_mark", ("i",), "Marks: note, tags and colour", "note", (), MARKS, "act('edit')"),
    Action("dialog.colour_mark", ("c",), "Marks: next colour", "colour", (), MARKS, "act('colour')"),
    Action("dialog.remove_mark", ("x", "delete"), "Marks: remove", "remove", (), MARKS, "act('remove')"),
    Action("dialog.undo_mark", ("u",), "Marks: undo the last change", "undo", (), MARKS, "act('undo')"),
    Action("dialog.redo_mark", ("ctrl+r",), "Marks: redo", "redo", (), MARKS, "act('redo')"),
    Action(
        "dialog.group_marks",
        ("comma",),
        "Marks: by article, tag, day, colour or source",
        "group",
        (),
        MARKS,
        "group",
    ),
    Action("dialog.export_marks", ("e",), "Marks: export", "export", (), MARKS, "act('export')"),
    Action(
        "app.palette",
        ("ctrl+p",),
        "Every action, article and topic by name",
        "",
        (),
        APP,
        # Without priority: fields have the same key, and move in what is listed below them.
        "command_palette",
    ),
    Action("app.copy", ("ctrl+c",), "Copy what is selected", "", (), APP, "copy_or_hint"),
    Action("app.quit", ("ctrl+q",), "Quit", "", (), APP, "leave", priority=True),
)

BY_ID: dict[str, Action] = {action.id: action for action in ACTIONS}


def actions_in(where: str) -> Iterator[Action]:
    """The actions whose keys act in a scope."""
    return (action for action in ACTIONS if action.where == where)
