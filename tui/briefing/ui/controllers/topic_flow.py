"""Topics as they come and as they are steered: asked of the engine, put on the state.

What a person changes is on disk before anything else happens; then the topics are asked for anew.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefing.errors import BriefingError
from briefing.jobs.client import WorkerError
from briefing.model.steering import SteeredTopics, Steering
from briefing.ui.controllers import keeping
from briefing.ui.drawing.steering_phrases import told

if TYPE_CHECKING:
    from briefing.model.steering import Steer
    from briefing.model.topic import Topic
    from briefing.ui.screens.reader_screen import ReaderScreen

NONE = SteeredTopics((), Steering())


async def find_topics(reader: ReaderScreen) -> None:
    """Ask for the topics of what is open, and show them; call again when articles came or went."""
    try:
        answer = await _ask(reader)
    except WorkerError as error:
        if error.report:
            raise
        # The side process was ended by the reader's cancel: topics stay unknown.
        take(reader, NONE)
        return
    take(reader, answer)
    keeping.topics_found(reader, answer)


async def _ask(reader: ReaderScreen) -> SteeredTopics:
    if reader.state.articles.large:
        from briefing.ui.controllers.large_topics import ask

        return await ask(reader)
    return await reader.briefing.engine.steered_topics(reader.known_articles(), reader.briefing.paths)


def take(reader: ReaderScreen, answer: SteeredTopics) -> None:
    """Put topics on the state and draw them."""
    state = reader.state
    state.topics.items = answer.topics
    state.topics.known = True
    state.topics.steering = answer.steering.steps
    if state.topics.chosen_topic is None:
        state.topics.chosen = None
        state.topics.only_chosen = False
    for note in answer.notes:
        reader.notify(note, title="Topics", severity="warning", timeout=12, markup=False)
    reader.show(lists=True)


async def steer(reader: ReaderScreen, step: Steer) -> None:
    """Keep one more step and show the topics as they are then."""
    reader.say(f"{told(step)} …")
    try:
        await reader.briefing.keeper.steer(reader.briefing.paths, step)
        answer = await _ask(reader)
    except BriefingError as error:
        reader.briefing.report(error)
        return
    if step.verb == "split" and step in answer.waiting:
        # A split that waited would fall upon a later topic unasked.
        await _forget(reader, step)
        return
    take(reader, answer)
    if step in answer.waiting:
        reader.say(f"{told(step)}: it stands nowhere here now, and is kept for when it does", timeout=6)
    else:
        reader.say(f"{told(step)} · u in the list undoes", timeout=4)


async def _forget(reader: ReaderScreen, step: Steer) -> None:
    """Take back a split that nothing came of."""
    await reader.briefing.keeper.undo_steer(reader.briefing.paths)
    take(reader, await _ask(reader))
    reader.say(f"“{step.topic}” speaks of one thing; it cannot be split", timeout=4)


async def undo(reader: ReaderScreen) -> None:
    """Forget the last step and show the topics as they were before it."""
    try:
        step = await reader.briefing.keeper.undo_steer(reader.briefing.paths)
        if step is None:
            reader.say("topics are as they were found", timeout=3)
            return
        answer = await _ask(reader)
    except BriefingError as error:
        reader.briefing.report(error)
        return
    take(reader, answer)
    reader.say(f"undone: {told(step)}", timeout=4)


async def explain(reader: ReaderScreen, topic: Topic) -> None:
    """Show what makes a topic at once, and why the passage at hand is in it when that is known."""
    from briefing.ui.modals.explain_screen import ExplainScreen
    from briefing.ui.modals.topic_explanation import asked_about, reasons, sections

    state, ref = reader.state, reader.state.ref
    screen = ExplainScreen(
        topic.label, asked_about(state, ref) if ref else "", sections(state, reader.styler, topic)
    )
    reader.dialog(screen)
    if ref is None:
        return
    try:
        explained = await reader.briefing.engine.explain_topic(
            reader.known_articles(), reader.briefing.paths, topic.label, ref
        )
    except BriefingError as error:
        reader.briefing.report(error)
        return
    screen.tell(reasons(state, reader.styler, explained))
    reader.overlays.explained = explained.passage
    reader.show()
