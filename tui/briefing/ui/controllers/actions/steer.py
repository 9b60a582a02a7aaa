"""Steering topics: words muted and pinned, topics renamed, merged, split and explained.

Acts on the topic the list's highlight is on; from elsewhere, on the chosen one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefing.model.steering import Steer
from briefing.ui.controllers import topic_flow

if TYPE_CHECKING:
    from collections.abc import Coroutine
    from typing import Any

    from briefing.model.topic import Topic
    from briefing.ui.modals.steering_dialogs import WordVerb
    from briefing.ui.screens.reader_screen import ReaderScreen


def _topic(reader: ReaderScreen) -> Topic | None:
    """The topic that is meant; without one, says why."""
    side, state = reader.side.topics, reader.state
    topic = side.chosen if reader.focused is side else state.topics.chosen_topic or side.chosen
    if topic is None:
        reader.say("there are no topics" if state.topics.known else "topics are still being found", timeout=3)
    return topic


def _work(reader: ReaderScreen, work: Coroutine[Any, Any, None]) -> None:
    reader.run_worker(work, group="steer", exit_on_error=False)


async def explain(reader: ReaderScreen) -> None:
    """Why the topic is what it is, and why the passage at hand is in it."""
    topic = _topic(reader)
    if topic is not None:
        _work(reader, topic_flow.explain(reader, topic))


def mute(reader: ReaderScreen) -> None:
    """Ask for a word that topics shall no longer heed; a muted one is heard again."""
    _ask_word(reader, "mute")


def pin(reader: ReaderScreen) -> None:
    """Ask for a word that shall make a topic; a pinned one is let go."""
    _ask_word(reader, "pin")


def _ask_word(reader: ReaderScreen, verb: WordVerb) -> None:
    from briefing.ui.modals.steering_dialogs import word_dialog

    topic = _topic(reader)
    if topic is None:
        return

    screen, read = word_dialog(reader.state, topic, verb)

    def chosen(word: str | None) -> None:
        step = read(word)
        if step is not None:
            _work(reader, topic_flow.steer(reader, step))

    reader.dialog(screen, chosen)


def rename(reader: ReaderScreen) -> None:
    """Ask for another name for the topic."""
    from briefing.ui.modals.steering_dialogs import name_dialog

    topic = _topic(reader)
    if topic is None:
        return

    def chosen(name: str | None) -> None:
        if name and name != topic.label:
            step = Steer("rename", topic=topic.label, other=name, about=topic.keywords)
            _work(reader, topic_flow.steer(reader, step))

    reader.dialog(name_dialog(reader.state, topic), chosen)


def merge(reader: ReaderScreen) -> None:
    """Ask which topic this one shall be part of."""
    from briefing.ui.modals.steering_dialogs import merge_dialog

    state, topic = reader.state, _topic(reader)
    if topic is None:
        return
    if state.topics.index.broad(topic.label) is not None:
        reader.say("this is a story; - on its topic makes its stories topics of their own", timeout=5)
        return
    if len(state.topics.items) < 2:
        reader.say("there is no other topic", timeout=3)
        return

    def chosen(label: str | None) -> None:
        other = state.topics.index.find(label)
        if other is not None:
            step = Steer(
                "merge",
                topic=topic.label,
                other=other.label,
                about=topic.keywords,
                other_about=other.keywords,
            )
            _work(reader, topic_flow.steer(reader, step))

    reader.dialog(merge_dialog(state, topic), chosen)


def split(reader: ReaderScreen) -> None:
    """Ask whether a topic shall fall into its stories, or what its passages allow."""
    from briefing.ui.modals.steering_dialogs import split_dialog

    state, topic = reader.state, _topic(reader)
    if topic is None:
        return
    topic = state.topics.index.broad(topic.label) or topic

    def chosen(yes: bool | None) -> None:
        if yes:
            step = Steer("split", topic=topic.label, about=topic.keywords)
            _work(reader, topic_flow.steer(reader, step))

    reader.dialog(split_dialog(topic), chosen)


def undo(reader: ReaderScreen) -> None:
    """Take back the last change to topics."""
    _work(reader, topic_flow.undo(reader))


def stories(reader: ReaderScreen) -> None:
    """Open the stories of the topic, or close them."""
    if not reader.side.topics.open_stories(opened=True):
        _stories(reader, opened=False)


def open(reader: ReaderScreen) -> None:  # noqa: A001 - the verb of the action
    """Open the topic into its stories."""
    _stories(reader, opened=True)


def close(reader: ReaderScreen) -> None:
    """Close the stories."""
    _stories(reader, opened=False)


def _stories(reader: ReaderScreen, *, opened: bool) -> None:
    side = reader.side.topics
    if not side.open_stories(opened=opened) and side.chosen is not None:
        broad = reader.state.topics.index.broad(side.chosen.label)
        if broad is None and not side.chosen.stories:
            reader.say("this topic is one story", timeout=2)
