"""Every action of the reader: its id, keys, words and group, in one table.

The bindings, the footer, the help, the palette and the README's key table all come from here.
Action ids are public: a user's own keys are bound to them.
"""

from __future__ import annotations

from typing import NamedTuple


class Action(NamedTuple):
    """Something a reader can do."""

    id: str
    """`group.verb`; the verb's function stands in `ui.actions.<group>`."""
    keys: tuple[str, ...]
    """In Textual's names; the first is the one shown."""
    title: str
    """What it does, as the palette and the help say it."""
    short: str = ""
    """One word for the footer."""
    show: str = ""
    """How the keys are shown, where their names do not read well."""
    priority: bool = False
    """True for keys that act also while a list has the focus."""
    where: str = ""
    """`topics` or `articles` for keys that act only while that list has the focus."""

    @property
    def group(self) -> str:
        """The part of the help it stands in."""
        return self.id.partition(".")[0]

    @property
    def shown(self) -> str:
        """The keys as a person reads them."""
        return self.show or " ".join(key_name(key) for key in self.keys)


_NAMES = {
    "left_square_bracket": "[",
    "right_square_bracket": "]",
    "left_parenthesis": "(",
    "right_parenthesis": ")",
    "left_curly_bracket": "{",
    "right_curly_bracket": "}",
    "equals_sign": "=",
    "slash": "/",
    "plus": "+",
    "minus": "-",
    "question_mark": "?",
    "backspace": "bksp",
    "pagedown": "pgdn",
    "pageup": "pgup",
    "down": "↓",
    "up": "↑",
    "left": "←",
    "right": "→",
    "escape": "esc",
}


def key_name(key: str) -> str:
    """A key as a person reads it: `]` for `right_square_bracket`."""
    return _NAMES.get(key, key.replace("ctrl+", "^").replace("shift+tab", "S-tab"))


GROUPS: dict[str, str] = {
    "move": "Moving",
    "columns": "Articles and columns",
    "list": "The list of articles",
    "topics": "Topics",
    "steer": "In the list of topics",
    "synopsis": "Synopsis",
    "find": "Searching",
    "marks": "Marks",
    "export": "Taking away",
    "view": "The screen",
}

TOPICS = "topics"
ARTICLES = "articles"

ACTIONS: tuple[Action, ...] = (
    Action("move.next_passage", ("j", "down"), "Next passage", "move", "j k ↓ ↑"),
    Action("move.previous_passage", ("k", "up"), "Previous passage"),
    Action("move.next_figure", ("right_square_bracket",), "Next figure", "figure", "] ["),
    Action("move.previous_figure", ("left_square_bracket",), "Previous figure"),
    Action("move.next_sentence", ("right_parenthesis",), "Next sentence", "", ") ("),
    Action("move.previous_sentence", ("left_parenthesis",), "Previous sentence"),
    Action("move.page_down", ("pagedown", "ctrl+d", "ctrl+f"), "Page down"),
    Action("move.page_up", ("pageup", "ctrl+u", "ctrl+b"), "Page up"),
    Action("move.top", ("g", "home"), "To the top"),
    Action("move.bottom", ("G", "end"), "To the end"),
    Action("move.jump", ("enter",), "To the best related passage", "jump"),
    Action("move.jump_1", ("1",), "To related passage 1"),
    Action("move.jump_2", ("2",), "To related passage 2"),
    Action("move.jump_3", ("3",), "To related passage 3"),
    Action("move.back", ("backspace",), "Back to where the jump began", "back"),
    Action("move.next_only_here", ("o",), "Next statement found in one article only", "only here", "o O"),
    Action("move.previous_only_here", ("O",), "Previous statement found in one article only"),
    Action("columns.toggle", ("space",), "Put the chosen article into the columns, or take it out", "in/out"),
    Action("columns.choose_next", ("J",), "Choose the next article in the list", "", "J K"),
    Action("columns.choose_previous", ("K",), "Choose the previous article in the list"),
    Action("columns.next", ("l", "right"), "Next column", "", "h l ← →"),
    Action("columns.previous", ("h", "left"), "Previous column"),
    Action("columns.only", ("w",), "Only this column"),
    Action(
        "columns.lock", ("equals_sign",), "Passage lock: other columns follow to their counterpart", "lock"
    ),
    Action("columns.details", ("d",), "Set source and date of the article", ""),
    Action("list.filter", ("f",), "Filter the list of articles: words, source: date: topic:", "filter"),
    Action("list.find", ("slash",), "In the list: filter it", "filter", where=ARTICLES),
    Action("list.source", ("S",), "In the list: only the article's source, or all", "source", where=ARTICLES),
    Action("list.month", ("D",), "In the list: only the article's month, or all", "month", where=ARTICLES),
    Action("list.topic", ("f",), "In the list of topics: only its articles, or all", "filter", where=TOPICS),
    Action("topics.next", ("right_curly_bracket",), "Next passage of the topic, any source", "topic", "} {"),
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
    Action("synopsis.open", ("s",), "Synopsis: what each source says of the topic, side by side", "synopsis"),
    Action("find.open", ("slash",), "Search as you type", "search"),
    Action("find.next", ("n",), "Next match", "match", "n N"),
    Action("find.previous", ("N",), "Previous match"),
    Action("find.view", ("ctrl+g",), "Results by article, one by one, or aligned on the match"),
    Action("find.order", ("ctrl+o",), "Results by relevance, by date, or by the word before or after"),
    Action("marks.mark", ("m",), "Mark the selection, the sentence or the passage", "mark"),
    Action("marks.select", ("v",), "Select: h l by word, j k by sentence", ""),
    Action("marks.edit", ("i",), "Note, tags and colour of the mark here", "note"),
    Action("marks.colour", ("c",), "Next colour of the mark here", "colour"),
    Action("marks.remove", ("x",), "Remove the mark here", "remove"),
    Action("marks.undo", ("u",), "Undo the last change to marks", ""),
    Action("marks.redo", ("ctrl+r",), "Redo"),
    Action("marks.list", ("M",), "All marks", ""),
    Action("export.open", ("e",), "Export marks, figures or a topic", "export"),
    Action("export.copy", ("y",), "Copy the excerpt with its source", "copy"),
    Action("view.articles", ("a",), "To the list of articles", "lists", "a t"),
    Action("view.topics_list", ("t",), "To the list of topics", ""),
    Action("view.hide_articles", ("A",), "Hide or show the articles", "", "A T"),
    Action("view.hide_topics", ("T",), "Hide or show the topics"),
    Action("view.hide_sidebar", ("b",), "Hide or show both lists"),
    Action("view.hide_lens", ("ctrl+l",), "Hide or show the lens"),
    Action("view.next_pane", ("tab",), "Next topic passage; without a topic, next pane", ""),
    Action("view.previous_pane", ("shift+tab",), "Previous topic passage, or pane", ""),
    Action("view.escape", ("escape",), "Leave: selection, list, search, topic", "leave"),
    Action("view.legend", ("L",), "What the colours mean"),
    Action("view.theme", ("ctrl+t",), "Choose a theme"),
    Action("view.cancel", ("ctrl+x",), "Cancel the work that is running"),
    Action("view.help", ("question_mark", "f1"), "Help", "help"),
    Action("view.quit", ("q", "ctrl+q"), "Quit", "quit"),
)

BY_ID: dict[str, Action] = {action.id: action for action in ACTIONS}
