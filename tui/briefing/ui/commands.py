"""What the command palette offers: every action, then every article and topic."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from textual.app import SystemCommand
from textual.binding import Binding

from briefing.model.article_names import short_name
from briefing.model.topic import every_topic
from briefing.text.clean import clean_line
from briefing.ui.drawing.formatting import short_date
from briefing.ui.key_names import key_name
from briefing.ui.key_table import ACTIONS, LEDGER, QUOTES, SYNOPSIS, TABLE, TIMELINE
from briefing.ui.keys import keys_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.dom import DOMNode
    from textual.screen import Screen

    from briefing.ui.screens.reader_screen import ReaderScreen


_FULL_SCREENS = frozenset({SYNOPSIS, TABLE, LEDGER, TIMELINE, QUOTES})
"""The scopes of the screens that stand in front of the text."""


def system_commands(
    reader: ReaderScreen | None, screen: Screen[Any], leave: Callable[[], None]
) -> list[SystemCommand]:
    """The commands that can act while `screen` is in front; `leave` ends the app."""
    if reader is None or screen is not reader:
        # The last, so that nobody leaves who wanted the first.
        return [*_commands_of(screen), SystemCommand("Quit", "Leave; everything is kept", leave)]
    commands = [
        SystemCommand(
            action.title,
            f"key {' '.join(map(key_name, keys_of(action.id)))}" if keys_of(action.id) else "",
            partial(_run, reader, action.id),
        )
        for action in ACTIONS
        if not action.call
    ]
    state = reader.state
    for name in state.listed[: state.articles.at_once]:
        article = state.articles.find_head(name)
        if article is None:
            continue
        title = _literal(f"Article {state.letter(name)}: {article.title}")
        about = _literal(f"{short_name(article)}, {short_date(article.published)}")
        commands.append(SystemCommand(title, about, partial(_article, reader, name)))
    for topic in every_topic(state.topics.items):
        title = _literal(f"Topic: {topic.label}")
        commands.append(
            SystemCommand(
                title, _literal(", ".join(topic.keywords[:6])), partial(_topic, reader, topic.label)
            )
        )
    return commands


def _commands_of(screen: Screen[Any]) -> list[SystemCommand]:
    """The actions of a screen beside the text, of its own and of what has the keys on it."""
    nodes = {binding.id: node for node in (screen, *screen.walk_children()) for binding in _bound(node)}
    return [
        SystemCommand(
            action.title,
            f"key {' '.join(map(key_name, keys_of(action.id)))}" if keys_of(action.id) else "",
            partial(_act, nodes[action.id], action.call),
        )
        for action in ACTIONS
        if action.id in nodes and action.where in _FULL_SCREENS
    ]


def _bound(node: DOMNode) -> list[Binding]:
    return [one for one in type(node).BINDINGS if isinstance(one, Binding)]


def _act(node: DOMNode, call: str) -> None:
    async def act() -> None:
        await node.app.run_action(call, node)

    node.call_after_refresh(act)


def _literal(text: str) -> str:
    # The palette draws plain strings through its own highlighter; brackets could be read as markup.
    return clean_line(text).replace("[", "⟦").replace("]", "⟧")


def _run(reader: ReaderScreen, action_id: str) -> None:
    reader.run_worker(reader.action_run(action_id), exit_on_error=False)


def _article(reader: ReaderScreen, name: str) -> None:
    reader.controllers.columns.open(name)


def _topic(reader: ReaderScreen, label: str) -> None:
    if reader.state.topics.chosen != label:
        reader.controllers.topics.choose(label)
    reader.controllers.lens.follow()
